import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { startSandbox } from "../../sandbox/start.ts";
import { temporaryFolder } from "../../test/support/repository.ts";
import { accountInputs } from "../../test/support/site.ts";
import { ROOT } from "../build/compile.ts";
import { hashed, largeFolder, writeSmall } from "./hash.ts";
import { median } from "./measure.ts";
import type { GrowthPoint, PartResult } from "./results.ts";
import { runStep } from "./step.ts";

const run = promisify(execFile);

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** Small ones are repeated, so that one hiccup is no point of the picture. */
const ROUNDS = 3;
/** One file in so many changes. */
const CHANGED_IN = 10;
const LONGEST_RUN_MS = 600_000;

type Cost = Pick<GrowthPoint, "ms" | "peakBytes">;

/** How a cost grows, from a thousand files to a million. The larger ones take minutes, so each is a part of its own. */
export const GROWTH: Readonly<Record<string, () => Promise<PartResult>>> = {
  "growth-diff": () => grown("diff", diffCosts),
  "growth-hash": hashGrowth,
  "growth-plan": () => grown("plan", planCosts),
  "growth-submit": () => grown("submit", submitCosts),
};

async function grown(
  part: GrowthPoint["part"],
  costsOf: (files: number, rounds: number) => Promise<readonly Cost[]>,
): Promise<PartResult> {
  const growth: GrowthPoint[] = [];
  for (const files of SIZES) {
    const costs = await costsOf(files, files > 100_000 ? 1 : ROUNDS);
    growth.push({
      part,
      files,
      ms: median(costs.map(({ ms }) => ms)),
      peakBytes: median(costs.map((one) => one.peakBytes)),
    });
  }
  return { figures: [], growth };
}

async function repeat(rounds: number, cost: () => Promise<Cost>): Promise<readonly Cost[]> {
  const costs: Cost[] = [];
  for (let round = 0; round < rounds; round++) costs.push(await cost());
  return costs;
}

/** A tenth of the files of a repository changed from one commit to the next. */
async function diffCosts(files: number, rounds: number): Promise<readonly Cost[]> {
  await using folder = await largeFolder();
  const git = (...args: readonly string[]) => run("git", ["-C", folder.path, ...args]);
  await git("init", "-q");
  await importCommits(folder.path, files);
  const [head, base] = (await git("rev-list", "refs/heads/site")).stdout.trim().split("\n");
  const script = join(import.meta.dirname, "diff-once.ts");
  return await repeat(rounds, async () => {
    const { stdout } = await run(process.execPath, [script, join(ROOT, "lib"), folder.path, base ?? "", head ?? ""]);
    return JSON.parse(stdout) as Cost;
  });
}

/**
 * Two commits, past the work tree: git would take minutes to add a million files. A diff compares ids, so two contents are enough
 * for all of them.
 */
async function importCommits(folder: string, files: number): Promise<void> {
  const child = spawn("git", ["-C", folder, "fast-import", "--quiet", "--force"], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  const write = async (text: string): Promise<void> => {
    if (!child.stdin.write(text)) await once(child.stdin, "drain");
  };
  const commit = "commit refs/heads/site\ncommitter Bench <bench@example.com> 0 +0000\ndata 1\nx\n";
  // Folders of a hundred entries each: git looks through all of one for every file that it adds.
  const file = (n: number, content: string) =>
    `M 100644 ${content} part-${Math.floor(n / 10_000)}/section-${Math.floor(n / 100)}/page-${n}.html\n`;
  await write("blob\nmark :1\ndata 3\nold\nblob\nmark :2\ndata 3\nnew\n");
  await write(commit);
  for (let n = 0; n < files; n++) await write(file(n, ":1"));
  await write(commit);
  for (let n = 0; n < files; n += CHANGED_IN) await write(file(n, ":2"));
  child.stdin.end();
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("git fast-import failed.");
}

/** One folder that gets larger: most of this part's time is the writing of its files. */
async function hashGrowth(): Promise<PartResult> {
  await using folder = await largeFolder();
  let written = 0;
  return await grown("hash", (files, rounds) => {
    writeSmall(folder.path, files, 30, written);
    written = files;
    return repeat(rounds, () => hashed(folder.path));
  });
}

async function planCosts(files: number, rounds: number): Promise<readonly Cost[]> {
  const sizes = [files, files / CHANGED_IN, Math.min(1_000, files / CHANGED_IN / 2)].map(String);
  return await repeat(rounds, async () => {
    const { stdout } = await run(process.execPath, [join(import.meta.dirname, "plan-once.ts"), ...sizes]);
    return JSON.parse(stdout) as Cost;
  });
}

/** The built action with so many URLs in a list. */
async function submitCosts(files: number, rounds: number): Promise<readonly Cost[]> {
  const sandbox = await startSandbox({ provider: "batoff" });
  await using workspace = await temporaryFolder();
  const urls = Array.from({ length: files }, (_, n) => `/section-${Math.floor(n / 100)}/page-${n}.html\n`);
  writeFileSync(join(workspace.path, "urls.txt"), urls.join(""));
  const given = { purge: "file:urls.txt", "max-purges": String(files), "wait-for": "accepted", timeout: "10m" };
  try {
    return await repeat(rounds, async () => {
      const step = {
        workspace: workspace.path,
        timeoutMs: LONGEST_RUN_MS,
        with: { ...accountInputs(sandbox), ...given },
      };
      const { report, probe } = await runStep(step);
      return { ms: report.destinations[0]?.timings.submitMs ?? Number.NaN, peakBytes: probe.peakBytes };
    });
  } finally {
    await sandbox.close();
  }
}
