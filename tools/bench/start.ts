import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startSandbox } from "../../sandbox/start.ts";
import { type ActionRun, runAction } from "../../test/e2e/runner.ts";
import { temporaryFolder } from "../../test/support/repository.ts";
import { accountInputs } from "../../test/support/site.ts";
import type { Figure } from "./measure.ts";
import { median, timed } from "./measure.ts";
import { runStep } from "./step.ts";

const run = promisify(execFile);

const ROUNDS = 11;
/** Our goals: the start of a step should not be felt beside the checkout that precedes it. */
const MAX_OVER_NODE = 4;
const MAX_LOADED_BYTES = 1_500_000;

/** Milliseconds of one round; all of them run in turn, and are timed from outside: from the start of a process to its end. */
interface Round {
  /** From the start of the process to the moment the provider has the first request, and to its end. */
  readonly request: number;
  readonly whole: number;
  readonly node: number;
  readonly curl: number;
  readonly fetch: number;
}

/** A run that purges one URL, beside a `node` that does nothing, `curl`, and a script that calls `fetch` once. */
export async function benchStart(): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ provider: "batoff" });
  await using workspace = await temporaryFolder();
  const step = {
    workspace: workspace.path,
    with: { ...accountInputs(sandbox), purge: "/a", "wait-for": "accepted" },
  };
  const { url } = sandbox.api;
  const call = `await fetch(${JSON.stringify(url)}, { method: "POST", body: "{}" }).then((answer) => answer.text())`;
  const rounds: Round[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      const before = sandbox.api.requests.length;
      const { startedAt, livedMs: whole } = await runPlainly(step);
      const request = (sandbox.api.requests[before]?.at ?? Number.NaN) - startedAt;
      const node = await timed(() => run(process.execPath, ["-e", "0"]));
      const curl = await timed(() => run("curl", ["-s", "-X", "POST", "-d", "{}", url]));
      const fetch = await timed(() => run(process.execPath, ["--input-type=module", "-e", call]));
      // The first round only warms caches.
      if (round > 0) rounds.push({ request, whole, node, curl, fetch });
    }
    const { probe } = await runStep(step, { loads: true });
    return figuresOf(rounds, probe.loaded);
  } finally {
    await sandbox.close();
  }
}

function figuresOf(rounds: readonly Round[], loaded: readonly string[]): readonly Figure[] {
  const of = (value: (round: Round) => number) => median(rounds.map(value));
  const node = of((round) => round.node);
  const request = of((round) => round.request);
  const whole = of((round) => round.whole);
  const loadedBytes = loaded.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
  return [
    {
      what: "Process start to first request, over a `node` that does nothing",
      result: `${(request / node).toFixed(1)} × node`,
      goal: `≤ ${MAX_OVER_NODE} × node`,
      reached: request <= MAX_OVER_NODE * node,
      detail: `${Math.round(request)} ms, \`node -e 0\` ${Math.round(node)} ms`,
    },
    {
      what: "The whole run of one URL, over the same",
      result: `${(whole / node).toFixed(1)} × node`,
      goal: "none",
      reached: true,
      detail: `${Math.round(whole)} ms; \`curl\` ${Math.round(of(({ curl }) => curl))} ms, a script that calls \`fetch\` once ${Math.round(of(({ fetch }) => fetch))} ms`,
    },
    {
      what: "Code that a run loads",
      result: `${(loadedBytes / 1e6).toFixed(2)} MB`,
      goal: `≤ ${MAX_LOADED_BYTES / 1e6} MB`,
      reached: loadedBytes <= MAX_LOADED_BYTES,
      detail: `${loaded.length} files`,
    },
  ];
}

/** Without a probe: what it loads would be a part of what is measured. @throws when the step is red. */
async function runPlainly(step: ActionRun): Promise<{ readonly startedAt: number; readonly livedMs: number }> {
  const result = await runAction(step);
  await result.cleanUp();
  if (result.conclusion !== "success") throw new Error(`The step is red:\n${result.log.slice(-20).join("\n")}`);
  return result;
}
