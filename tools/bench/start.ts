import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startSandbox } from "../../sandbox/start.ts";
import { temporaryFolder } from "../../test/support/repository.ts";
import { accountInputs } from "../../test/support/site.ts";
import type { Figure } from "./measure.ts";
import { median, timed } from "./measure.ts";
import { probed } from "./probe.ts";
import { runStep } from "./step.ts";

const run = promisify(execFile);

const ROUNDS = 11;
/** Our goals: the start of a step should not be felt beside the checkout that precedes it. */
const MAX_OVER_NODE = 4;
const MAX_LOADED_BYTES = 2_200_000;

/** Milliseconds of one round; all of them run in turn. */
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
      const { probe } = await runStep(step);
      const request = (sandbox.api.requests[before]?.at ?? Number.NaN) - probe.startedAt;
      const node = (await probed(bareNode)).probe.livedMs;
      const curl = await timed(() => run("curl", ["-s", "-X", "POST", "-d", "{}", url]));
      const fetch = await timed(() => run(process.execPath, ["--input-type=module", "-e", call]));
      // The first round only warms caches.
      if (round > 0) rounds.push({ request, whole: probe.livedMs, node, curl, fetch });
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

async function bareNode(environment: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, ["-e", "0"], { env: environment, stdio: "ignore" });
  await once(child, "exit");
}
