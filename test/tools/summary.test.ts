import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { ROOT } from "./repository.ts";

/** The files that a project could have, as vitest meets them. */
const FILES = {
  passing: `import { test } from "vitest"; test("a", () => {}); test("b", () => {});`,
  failing: `import { expect, test } from "vitest"; test("c", () => { expect(1).toBe(2); });`,
  broken: `import "./is-not-there.js";`,
} as const;

/** The reports on a passing file alone, on all files, and on none: each is made once, and only read afterwards. */
let reports: Record<"passing" | "all" | "empty", string>;

beforeAll(async () => {
  reports = {
    passing: await reportOn("passing"),
    all: await reportOn("passing", "failing", "broken"),
    empty: await reportOn(),
  };
});

async function reportOn(...names: readonly (keyof typeof FILES)[]): Promise<string> {
  const project = await makeTempFolder("summary-");
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"));
  for (const name of names) writeFileSync(join(project, `${name}.test.js`), FILES[name]);
  const report = join(project, "results.json");
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  // One thread for all files: processes of their own would report the same.
  const quick = ["--pool=threads", "--maxWorkers=1", "--no-isolate"];
  const args = [vitest, "run", "--root", project, ...quick, "--reporter=json", `--outputFile=${report}`];
  spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  return report;
}

function summarise(...read: readonly string[]) {
  return spawnSync(process.execPath, [join(ROOT, "tools/test-summary.ts"), ...read], { encoding: "utf8" });
}

test("counts what passed, and is green", () => {
  expect(summarise(reports.passing)).toMatchObject({ stdout: "2 passed, 0 failed\n", status: 0 });
});

test("counts what failed, a file that does not load included", () => {
  expect(summarise(reports.all)).toMatchObject({ stdout: "2 passed, 2 failed\n", status: 1 });
});

test("adds up several reports, and is red when one is missing", () => {
  const { passing } = reports;
  const missing = join(dirname(passing), "none.json");

  expect(summarise(passing, passing)).toMatchObject({ stdout: "4 passed, 0 failed\n", status: 0 });
  expect(summarise(passing, missing)).toMatchObject({ stdout: "2 passed, 0 failed\n", status: 1 });
});

test("is red when there is nothing to count, or no report", () => {
  expect(summarise(reports.empty).status).toBe(1);
});
