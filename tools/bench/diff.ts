import { spawn } from "node:child_process";
import { once } from "node:events";
import { startSandbox } from "../../sandbox/start.ts";
import { createGit } from "../../src/adapters/git/git.ts";
import { createRepository, type TestRepository } from "../../test/support/repository.ts";
import { accountInputs } from "../../test/support/site.ts";
import { type Figure, inTurn, timed } from "./measure.ts";
import { runStep } from "./step.ts";

const ROUNDS = 15;
const FILES = 50_000;
const CHANGED = 20_000;
/** Our goals. Over a script that reads git's answer and makes nothing of it: no program of Node's gets it faster. */
const MAX_OVER_READING = 1.2;
/** Over the three questions that the stage asks, put to git one after the other by nobody who reads the answers. */
const MAX_OVER_QUESTIONS = 2;

const DIFF = ["diff-tree", "-r", "--raw", "-z", "--no-renames"];
const LIST = ["ls-tree", "-r", "-z", "--full-tree"];
const STATUS = ["status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored=traditional"];

/** The diff of a large commit, and the whole stage around it, against git itself. */
export async function benchDiff(): Promise<readonly Figure[]> {
  await using repository = await createRepository(site(0));
  await repository.write(site(CHANGED));
  const head = await repository.commit();
  const base = await repository.git("rev-parse", "HEAD^");
  const opened = await createGit({ workspace: repository.root, environment: process.env, onSecret: () => {} }).open(
    ".",
  );
  if (opened === undefined) throw new Error("The repository does not open.");
  const git = (...args: readonly string[]) => runGit(repository, args, "ignore");
  const { diff, reading, bare, stage, questions } = await inTurn(ROUNDS, {
    diff: () => timed(() => opened.diff(base, head)),
    reading: () => timed(() => runGit(repository, [...DIFF, base, head], "pipe")),
    bare: () => timed(() => git(...DIFF, base, head)),
    stage: () => stageMs(repository, base),
    questions: () =>
      timed(async () => {
        await git(...STATUS);
        await git(...DIFF, base, head);
        await git(...LIST, head);
      }),
  });
  const size = `${CHANGED.toLocaleString("en-GB")} of ${FILES.toLocaleString("en-GB")} files changed`;
  return [
    {
      what: `Diff of two commits, ${size}, against a script that only reads git's answer`,
      result: `${(diff / reading).toFixed(2)} ×`,
      goal: `≤ ${MAX_OVER_READING} ×`,
      reached: diff <= MAX_OVER_READING * reading,
      detail: `${Math.round(diff)} ms, reading alone ${Math.round(reading)} ms; ${(diff / bare).toFixed(2)} × git with nobody reading, ${Math.round(bare)} ms`,
    },
    {
      what: "The whole stage, against its three questions put to git alone: is the build tracked as it is, what changed, which files are there",
      result: `${(stage / questions).toFixed(2)} ×`,
      goal: `≤ ${MAX_OVER_QUESTIONS} ×`,
      reached: stage <= MAX_OVER_QUESTIONS * questions,
      detail: `${Math.round(stage)} ms, git ${Math.round(questions)} ms; ${(stage / bare).toFixed(1)} × git's diff, and the three questions alone are ${(questions / bare).toFixed(1)} ×`,
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

async function runGit(repository: TestRepository, args: readonly string[], output: "ignore" | "pipe"): Promise<void> {
  const child = spawn("git", args, { cwd: repository.root, stdio: ["ignore", output, "ignore"] });
  child.stdout?.resume();
  const [code] = await once(child, output === "pipe" ? "close" : "exit");
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
