import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Fault, Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { type ActionRun, runAction } from "../e2e/runner.ts";
import { temporaryFolder } from "../support/repository.ts";
import { fill, inputsFor, staleOf } from "../support/site.ts";
import type { Played } from "./play.ts";
import { type Event, makeSchedule, type Random, randomOf, type Step } from "./schedule.ts";
import { type Build, halfOf, makeBuilds, URLS } from "./site.ts";

/** A step of the built action takes about so many milliseconds from its start to its end: kills fall in between. */
const STEP_MS = 400;
const RECORD = "record";

/** A life of a site with the built action as a process of its own, killed by SIGKILL, over the sandbox's HTTP. */
interface Life {
  readonly sandbox: Sandbox;
  readonly entry: Pick<ActionRun, "entry">;
  readonly folder: string;
  readonly builds: readonly Build[];
  readonly random: Random;
  readonly faults: string[];
  readonly told: string[];
  served: Build;
  isWhole: boolean;
}

/**
 * Plays a schedule with every deploy announced, since a process may die before it has remembered anything.
 *
 * @param entry another script than the repository's dist/index.js.
 */
export async function playBuilt(seed: number, entry?: string): Promise<Played> {
  const { events } = makeSchedule(seed);
  await using folder = await temporaryFolder();
  const builds = makeBuilds(seed);
  const sandbox = await startSandbox({ provider: "paradarum", propagationMs: 0 });
  try {
    const served = builds[0] as Build;
    const life: Life = {
      sandbox,
      entry: entry === undefined ? {} : { entry },
      folder: folder.path,
      builds,
      random: randomOf(seed),
      faults: [],
      told: [],
      served,
      isWhole: true,
    };
    sandbox.origin.deploy(served);
    await fill(sandbox, URLS);
    await cleanDeploy(life, 0);
    for (const event of events) await happen(life, event);
    await cleanDeploy(life, Math.floor(life.random() * builds.length));
    return { faults: life.faults, told: life.told };
  } finally {
    await sandbox.close();
  }
}

async function happen(life: Life, event: Event): Promise<void> {
  if (event.is === "visit") await visit(life);
  else if (event.is === "lose") await lose(life, event.how);
  else if (event.is === "rerun") await (life.isWhole ? step(life, event.step, "after-deploy") : undefined);
  else if (event.is === "deploy") await deploy(life, event);
  else
    for (const [at, build] of event.builds.entries())
      await deploy(life, { build, live: "whole", step: event.steps[at] });
}

const CLEAN: Step = { seed: 1, faults: 0 };

async function cleanDeploy(life: Life, build: number): Promise<void> {
  const verdict = await deploy(life, { build, live: "whole", step: CLEAN });
  if (verdict !== "purged" && verdict !== "nothing-to-purge") life.faults.push(`a clean run ended as ${verdict}`);
}

async function deploy(
  life: Life,
  {
    build,
    live,
    step: how,
    announce,
  }: { build: number; live: "whole" | "half"; step?: Step | undefined; announce?: Step },
): Promise<string> {
  const next = life.builds[build] as Build;
  await writeBuild(life.folder, next);
  if ((await step(life, announce ?? CLEAN, "before-deploy")) !== "skipped") {
    await writeBuild(life.folder, life.served);
    return "not announced";
  }
  life.served = live === "half" ? halfOf(life.served, next, life.random) : next;
  life.isWhole = live === "whole";
  life.told.push(`build ${build} goes live${life.isWhole ? "" : " in part"}`);
  life.sandbox.origin.deploy(life.served);
  await visit(life);
  return how === undefined ? "dead" : step(life, how, "after-deploy");
}

async function step(life: Life, how: Step, phase: string): Promise<string> {
  const { sandbox, entry, folder, faults, told } = life;
  sandbox.api.fault(faultsOf(how));
  const result = await runAction({
    workspace: folder,
    event: { name: "workflow_dispatch", payload: {} },
    with: {
      ...inputsFor(sandbox),
      phase,
      changes: "build",
      state: how.full ? "file:public" : `file:${RECORD}`,
      "wait-for": "accepted",
      ...(how.gate ? { "max-purges": "1" } : {}),
    },
    ...killOf(how),
    ...entry,
  });
  await result.cleanUp();
  await drain(sandbox);
  const verdict = result.exitCode === 137 ? "killed" : (result.outputs["verdict"] ?? "none");
  told.push(`${phase}: ${verdict} ${result.outputs["error-code"] ?? ""}`);
  const isBroken = verdict !== "killed" && result.outputs["error-code"] === "E_BUG";
  if (result.timedOut || isBroken) faults.push(`a step broke: ${result.log.join("\n")}`);
  if (verdict === "purged" || verdict === "nothing-to-purge") {
    const stale = await staleOf(sandbox, URLS);
    if (stale.length > 0) faults.push(`stale after ${verdict}: ${stale.join(" ")}`);
  }
  return verdict;
}

function killOf({ kill }: Step): Pick<ActionRun, "signalAfter"> {
  if (kill === undefined) return {};
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, (STEP_MS * (kill.at + (kill.isDone ? 0.5 : 0))) / 14);
  return { signalAfter: { signal: "SIGKILL", when: promise } };
}

/** Faults that end a step soon: what is repeated waits in real time. */
function faultsOf({ faults, seed }: Step): readonly Fault[] {
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
async function drain({ api }: Sandbox): Promise<void> {
  while (api.unusedFaults() > 0) {
    const { url, method, headers, body } = api.example("/unknown");
    await fetch(url, { method, headers, body }).catch(() => undefined);
  }
}

async function visit({ sandbox, random }: Life): Promise<void> {
  await fill(
    sandbox,
    URLS.filter(() => random() < 0.5),
  );
}

async function lose({ folder, told }: Life, how: "gone" | "cut" | "foreign"): Promise<void> {
  told.push(`the record is ${how}`);
  const path = join(folder, RECORD);
  if (how === "gone") await rm(path, { force: true });
  else await writeFile(path, how === "cut" ? "deploy-purge record 1 sha2" : "hello");
}

async function writeBuild(folder: string, build: Build): Promise<void> {
  await rm(join(folder, "public"), { recursive: true, force: true });
  for (const [path, content] of build) {
    const file = join(folder, "public", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
