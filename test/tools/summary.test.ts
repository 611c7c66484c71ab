import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { makeTempFolder } from "../support/temp-folder.ts";
import { ROOT } from "./repository.ts";

/** The files that a project could have, as vitest meets them. */
const FILES = {
  passing: `import { test } from "vitest"; test("a", () => {}); test("b", () => {});`,
  failing: `import { expect, test } from "vitest"; test("c", () => { expect(1).toBe(2); });`,
  broken: `import "./is-not-there.js";`,
} as const;

let project: string;

beforeEach(async () => {
  project = await makeTempFolder("summary-");
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"));
});

function summarise(...names: readonly (keyof typeof FILES)[]) {
  for (const name of names) writeFileSync(join(project, `${name}.test.js`), FILES[name]);
  const report = join(project, "results.json");
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", "--root", project, "--reporter=json", `--outputFile=${report}`];
  spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
  return spawnSync(process.execPath, [join(ROOT, "tools/test-summary.ts"), report], { encoding: "utf8" });
}

test("counts what passed, and is green", () => {
  const { stdout, status } = summarise("passing");
  expect(stdout).toBe("2 passed, 0 failed\n");
  expect(status).toBe(0);
});

test("counts what failed, a file that does not load included", () => {
  const { stdout, status } = summarise("passing", "failing", "broken");
  expect(stdout).toBe("2 passed, 2 failed\n");
  expect(status).toBe(1);
});

test("adds up several reports, and is red when one is missing", () => {
  summarise("passing");
  const report = join(project, "results.json");
  const sum = (...reports: readonly string[]) =>
    spawnSync(process.execPath, [join(ROOT, "tools/test-summary.ts"), ...reports], { encoding: "utf8" });

  expect(sum(report, report)).toMatchObject({ stdout: "4 passed, 0 failed\n", status: 0 });
  expect(sum(report, join(project, "none.json"))).toMatchObject({ stdout: "2 passed, 0 failed\n", status: 1 });
});

test("is red when there is nothing to count, or no report", () => {
  expect(summarise().status).toBe(1);
});
