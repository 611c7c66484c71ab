import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startSandbox } from "../../sandbox/start.ts";
import { temporaryFolder } from "../../test/support/repository.ts";
import { accountInputs } from "../../test/support/site.ts";
import type { Figure } from "./measure.ts";
import { medians } from "./measure.ts";
import { probed } from "./probe.ts";
import { runStep } from "./step.ts";

const ROUNDS = 9;
/** Our goals: the start of a step should not be felt beside the checkout that precedes it. */
const MAX_OVER_NODE_MS = 100;
const MAX_LOADED_BYTES = 3_200_000;

/** From the start of the process to the moment the provider has the first request, against a node that does nothing. */
export async function benchStart(): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ provider: "batoff" });
  await using workspace = await temporaryFolder();
  const run = {
    workspace: workspace.path,
    with: { ...accountInputs(sandbox), purge: "/a", "wait-for": "accepted" },
  };
  try {
    const { ours, reference } = await medians(
      ROUNDS,
      async () => {
        const before = sandbox.api.requests.length;
        const { probe } = await runStep(run);
        return (sandbox.api.requests[before]?.at ?? Number.NaN) - probe.startedAt;
      },
      async () => (await probed(bareNode)).probe.livedMs,
    );
    const { probe } = await runStep(run, { loads: true });
    const loadedBytes = probe.loaded.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
    return [
      {
        what: "Process start to first request, over a `node` that does nothing",
        result: `${(ours / reference).toFixed(1)} × node`,
        goal: `≤ ${MAX_OVER_NODE_MS} ms more`,
        reached: ours - reference <= MAX_OVER_NODE_MS,
        detail: `${Math.round(ours)} ms, node alone ${Math.round(reference)} ms: ${Math.round(ours - reference)} ms more`,
      },
      {
        what: "Code that a run loads",
        result: `${(loadedBytes / 1e6).toFixed(2)} MB`,
        goal: `≤ ${MAX_LOADED_BYTES / 1e6} MB`,
        reached: loadedBytes <= MAX_LOADED_BYTES,
        detail: `${probe.loaded.length} files`,
      },
    ];
  } finally {
    await sandbox.close();
  }
}

async function bareNode(environment: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, ["-e", "0"], { env: environment, stdio: "ignore" });
  await once(child, "exit");
}
