import type { ExampleRequest, Fault, Sandbox } from "../../sandbox/sandbox.ts";
import { type ActionRun, runAction } from "../e2e/runner.ts";
import { inputsFor, staleOf } from "../support/site.ts";
import type { BuiltMemory } from "./built-memory.ts";
import { randomOf, type Step } from "./schedule.ts";
import { type Build, URLS } from "./site.ts";

/** What the steps of a life run on, and what they leave. */
export interface Stage {
  readonly sandbox: Sandbox;
  readonly memory: BuiltMemory;
  readonly entry: Pick<ActionRun, "entry">;
  readonly faults: string[];
  readonly events: string[];
  /** What the origin answers with now. */
  served: Build;
}

/** A line that a step prints when its write-ahead is saved and read back. */
const REMEMBERED = /^(?:Changes \(|Plan: )/;

/** A process of the built action. */
export interface Begun {
  /** The write-ahead is saved. Never settles in a step that does not come so far. */
  readonly remembered: Promise<void>;
  /** The verdict, or `killed`. */
  readonly ended: Promise<string>;
}

/** Starts a step, and does not wait for its end. */
export function begin(stage: Stage, how: Step, phase: string, workspace: string): Begun {
  const { promise, resolve } = Promise.withResolvers<void>();
  const onLine = (line: string): void => {
    if (REMEMBERED.test(line)) resolve();
  };
  return { remembered: promise, ended: run(stage, how, { phase, workspace, onLine }) };
}

async function run(
  stage: Stage,
  how: Step,
  { phase, workspace, onLine }: { readonly phase: string } & Pick<ActionRun, "workspace" | "onLine">,
): Promise<string> {
  const { sandbox, memory, entry, faults, events, served } = stage;
  const { state, ...runner } = memory.inputsOf(how.full === true);
  const result = await runAction({
    workspace,
    event: { name: "workflow_dispatch", payload: {} },
    with: {
      ...inputsFor(sandbox),
      phase,
      changes: "build",
      state,
      "wait-for": "accepted",
      ...(how.gate ? { "max-purges": "1" } : {}),
    },
    ...runner,
    ...killOf(how, memory.stepMs),
    ...entry,
    ...(onLine === undefined ? {} : { onLine }),
  });
  await result.cleanUp();
  const verdict = result.exitCode === 137 ? "killed" : (result.outputs["verdict"] ?? "none");
  events.push(`${phase}: ${verdict}${verdict === "killed" ? "" : ` ${result.outputs["error-code"] ?? ""}`}`);
  const isBroken = verdict !== "killed" && result.outputs["error-code"] === "E_BUG";
  if (result.timedOut || isBroken) faults.push(`a step broke: ${result.log.join("\n")}`);
  if (verdict === "purged" || verdict === "nothing-to-purge") {
    const stale = await staleOf(sandbox, URLS);
    // What went live meanwhile is for its own step.
    if (stale.length > 0 && stage.served === served) faults.push(`stale after ${verdict}: ${stale.join(" ")}`);
  }
  return verdict;
}

function killOf({ kill }: Step, stepMs: number): Pick<ActionRun, "signalAfter"> {
  if (kill === undefined) return {};
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, (stepMs * (kill.at + (kill.isDone ? 0.5 : 0))) / 14);
  return { signalAfter: { signal: "SIGKILL", when: promise } };
}

/** Faults that end a step soon: what is repeated waits in real time. */
export function faultsOf({ faults, seed }: Step): readonly Fault[] {
  const random = randomOf(seed);
  if (random() >= faults) return [];
  const body = JSON.stringify({ message: "no" });
  const all: readonly Fault[] = [
    { do: "answer", status: 401, body },
    { do: "answer", status: 400, body },
    { do: "answer", status: 403, body },
    { do: "reset" },
  ];
  return [all[Math.floor(random() * all.length)] as Fault];
}

/** A fault that no request of the step used up must not meet the next one. */
export async function drain({ api }: Sandbox): Promise<void> {
  while (api.unusedFaults() > 0) {
    const { url, method, headers, body } = api.examples("/unknown")[0] as ExampleRequest;
    await fetch(url, { method, headers, body }).catch(() => undefined);
  }
}
