import { spawn } from "node:child_process";
import { once } from "node:events";
import { startSandbox } from "../../sandbox/start.ts";
import { createGit } from "../../src/adapters/git/git.ts";
import { createRepository, type TestRepository } from "../../test/support/repository.ts";
import { accountInputs } from "../../test/support/site.ts";
import { type Figure, medians, timed } from "./measure.ts";
import { runStep } from "./step.ts";

const ROUNDS = 7;
const FILES = 50_000;
const CHANGED = 20_000;
const MAX_OVER_GIT = 1.2;

/** The diff of a large commit, against the same git command with nobody reading its answer. */
export async function benchDiff(): Promise<readonly Figure[]> {
  await using repository = await createRepository(site(0));
  await repository.write(site(CHANGED));
  const head = await repository.commit();
  const base = await repository.git("rev-parse", "HEAD^");
  const opened = await createGit({ workspace: repository.root, environment: process.env, onSecret: () => {} }).open(
    ".",
  );
  if (opened === undefined) throw new Error("The repository does not open.");
  const bareGit = () => runGit(repository, base, head);
  const alone = await medians(
    ROUNDS,
    () => timed(() => opened.diff(base, head)),
    () => timed(bareGit),
  );
  const whole = await medians(
    ROUNDS,
    () => stageMs(repository, base),
    () => timed(bareGit),
  );
  const size = `${CHANGED.toLocaleString("en-GB")} of ${FILES.toLocaleString("en-GB")} files changed`;
  return [
    {
      what: `Diff of two commits, ${size}, against git's own time`,
      result: `${(alone.ours / alone.reference).toFixed(2)} × git`,
      goal: `≤ ${MAX_OVER_GIT} × git`,
      reached: alone.ours <= MAX_OVER_GIT * alone.reference,
      detail: `${Math.round(alone.ours)} ms, git ${Math.round(alone.reference)} ms`,
    },
    {
      what: "The whole stage: check that the build is tracked, diff, list of all files",
      result: `${(whole.ours / whole.reference).toFixed(1)} × git's diff`,
      goal: "none",
      reached: true,
      detail: `${Math.round(whole.ours)} ms`,
    },
  ];
}

/** Files in folders of a hundred; the first ones hold another text. */
function site(changed: number): Readonly<Record<string, string>> {
  const entries = Array.from({ length: FILES }, (_, n) => [
    `public/section-${Math.floor(n / 100)}/page-${n}.html`,
    `<p>${n}${n < changed ? " new" : ""}</p>\n`,
  ]);
  return Object.fromEntries(entries);
}

async function runGit(repository: TestRepository, base: string, head: string): Promise<void> {
  const args = ["diff-tree", "-r", "--raw", "-z", "--no-renames", base, head];
  const child = spawn("git", args, { cwd: repository.root, stdio: "ignore" });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("git failed.");
}

async function stageMs(repository: TestRepository, base: string): Promise<number> {
  const sandbox = await startSandbox({ provider: "batoff" });
  try {
    const { report } = await runStep({
      workspace: repository.root,
      with: {
        ...accountInputs(sandbox),
        "build-dir": "public",
        base,
        "max-purges": String(10 * FILES),
        "dry-run": "true",
      },
    });
    return report.destinations[0]?.timings.changesMs ?? Number.NaN;
  } finally {
    await sandbox.close();
  }
}
