import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Fault } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { temporaryFolder } from "../support/repository.ts";
import { writeFiles } from "../support/write-files.ts";
import { type BuiltMemory, fileMemory, refMemory } from "./built-memory.ts";
import { begin, drain, faultsOf, type Stage } from "./built-step.ts";
import type { Played } from "./play.ts";
import { BUILDS, type Event, makeSchedule, type Random, randomOf, type Step } from "./schedule.ts";
import { type Build, halfOf, makeBuilds, URLS } from "./site.ts";

/** A life of a site with the built action as processes of their own, killed by SIGKILL, over the sandbox's HTTP. Its visitors need none. */
interface Life extends Stage {
  /** What the steps find checked out; those that overlap have one each. */
  readonly workspace: string;
  readonly folder: string;
  readonly builds: readonly Build[];
  readonly random: Random;
  isWhole: boolean;
}

/**
 * Plays a schedule with every deploy announced, since a process may die before it has remembered anything. A schedule
 * whose store compares remembers in a ref of a real repository, and steps overlap in it at least once.
 *
 * @param entry another script than the repository's dist/index.js.
 */
export async function playBuilt(seed: number, entry?: string): Promise<Played> {
  const { events, compares } = makeSchedule(seed);
  await using folder = await temporaryFolder();
  const builds = makeBuilds(seed);
  const workspace = join(folder.path, "workspace");
  await mkdir(workspace);
  await using memory = await (compares ? refMemory(folder.path) : fileMemory(workspace));
  const sandbox = await startSandbox({ provider: "paradarum", propagationMs: 0 });
  try {
    const life: Life = {
      sandbox,
      memory,
      entry: entry === undefined ? {} : { entry },
      workspace,
      folder: folder.path,
      builds,
      random: randomOf(seed),
      faults: [],
      events: [],
      served: builds[0] as Build,
      isWhole: true,
    };
    sandbox.origin.deploy(life.served);
    for (const url of URLS) sandbox.edge.serve(url);
    await cleanDeploy(life, 0);
    for (const event of compares ? withOverlap(events, life.random) : events) await happen(life, event);
    await cleanDeploy(life, Math.floor(life.random() * builds.length));
    return { faults: life.faults, events: life.events };
  } finally {
    await sandbox.close();
  }
}

/** Real overlaps are what the ref is for: a life without one gets one, with kills and faults in two of its three steps. */
function withOverlap(events: readonly Event[], random: Random): readonly Event[] {
  if (events.some(({ kind }) => kind === "overlap")) return events;
  const below = (count: number): number => Math.floor(random() * count);
  const hard = (): Step => ({ seed: below(2 ** 31), faults: random(), kill: { at: below(28), isDone: false } });
  const overlap: Event = { kind: "overlap", builds: [below(BUILDS), below(BUILDS)], steps: [hard(), hard()] };
  return events.toSpliced(below(events.length + 1), 0, overlap);
}

async function happen(life: Life, event: Event): Promise<void> {
  if (event.kind === "visit") visit(life);
  else if (event.kind === "rerun") await (life.isWhole ? step(life, event.step, "after-deploy") : undefined);
  else if (event.kind === "deploy") await deploy(life, event);
  else if (event.kind === "overlap")
    await (life.memory.holdSave ? overlap(life, event, life.memory.holdSave) : undefined);
  else {
    life.events.push(`the record is ${event.how}`);
    await life.memory.lose(event.how);
  }
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
  await writeBuild(life.workspace, next);
  if ((await step(life, announce ?? CLEAN, "before-deploy")) !== "skipped") {
    await writeBuild(life.workspace, life.served);
    return "not announced";
  }
  goLive(life, build, live);
  visit(life);
  return how === undefined ? "dead" : step(life, how, "after-deploy");
}

function goLive(life: Life, build: number, how: "whole" | "half"): void {
  const next = life.builds[build] as Build;
  life.served = how === "half" ? halfOf(life.served, next, life.random) : next;
  life.isWhole = how === "whole";
  life.events.push(`build ${build} goes live${life.isWhole ? "" : " in part"}`);
  life.sandbox.origin.deploy(life.served);
}

/**
 * Three steps at the same time: two of one deploy, which write ahead at the same moment, and while they deliver, or are
 * about to save what is left, the next deploy is announced, goes live and is purged. Deploys are in the order of their
 * write-aheads, as the promise asks.
 */
async function overlap(
  life: Life,
  { builds: [first, second], steps }: Extract<Event, { kind: "overlap" }>,
  holdSave: NonNullable<BuiltMemory["holdSave"]>,
): Promise<void> {
  const [older, newer] = [join(life.folder, "older"), join(life.folder, "newer")];
  await writeBuild(older, life.builds[first] as Build);
  await writeBuild(newer, life.builds[second] as Build);
  if ((await step(life, CLEAN, "before-deploy", older)) !== "skipped") return;
  goLive(life, first, "whole");
  visit(life);
  const isHeld = life.random() < 0.5;
  life.events.push(isHeld ? "three steps overlap, and the last save comes late" : "three steps overlap");
  life.sandbox.api.fault(isHeld ? [] : [...delays(life.random), ...steps.flatMap(faultsOf)]);
  const racing = [steps[0], CLEAN].map((how) => begin(life, how, "after-deploy", older));
  const ended = Promise.all(racing.map((one) => one.ended));
  await Promise.all(racing.map(({ remembered, ended }) => Promise.race([remembered, ended])));
  const save = isHeld ? holdSave(life.random() < 0.5 ? "comparing" : "replacing") : undefined;
  // Where there is nothing left to save, nobody else's save may be kept back.
  if (save !== undefined) await Promise.race([save.arrived, ended.then(save.release)]);
  await deployOver(life, { build: second, how: steps[1], workspace: newer, isHeld });
  save?.release();
  await ended;
  await drain(life.sandbox);
  await writeBuild(life.workspace, life.served);
}

/** A deploy with its two steps, in a workspace of its own, while others are not done. */
async function deployOver(
  life: Life,
  options: { readonly build: number; readonly how: Step; readonly workspace: string; readonly isHeld: boolean },
): Promise<void> {
  const { build, how, workspace, isHeld } = options;
  if ((await begin(life, CLEAN, "before-deploy", workspace).ended) !== "skipped") return;
  goLive(life, build, "whole");
  visit(life);
  if (isHeld) life.sandbox.api.fault(faultsOf(how));
  await begin(life, how, "after-deploy", workspace).ended;
}

async function step(life: Life, how: Step, phase: string, workspace = life.workspace): Promise<string> {
  life.sandbox.api.fault(faultsOf(how));
  const verdict = await begin(life, how, phase, workspace).ended;
  await drain(life.sandbox);
  return verdict;
}

/** The first two requests are answered late, so that the next deploy comes while they are under way. */
function delays(random: Random): readonly Fault[] {
  return [1, 2].map(() => ({ do: "delay", ms: Math.floor(random() * 1_500) }));
}

function visit({ sandbox, random }: Life): void {
  for (const url of URLS) if (random() < 0.5) sandbox.edge.serve(url);
}

async function writeBuild(folder: string, build: Build): Promise<void> {
  await rm(join(folder, "public"), { recursive: true, force: true });
  writeFiles(join(folder, "public"), build);
}
