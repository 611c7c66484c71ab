import { run } from "../../src/app/run.ts";
import { decodeRecord } from "../../src/memory/record.ts";
import { PurgeError } from "../../src/model/errors.ts";
import type { Store } from "../../src/ports/store.ts";
import { type Event, makeSchedule, type Random, randomOf, type Schedule, type Step } from "./schedule.ts";
import { type Build, type ChaosSite, createChaosSite, halfOf } from "./site.ts";
import { commitOf, configOf, createStepWorld, KEY } from "./world.ts";

/** A change of the rule, made where the record is kept: what a step saves or loads is not what it meant. */
export type Mutation = (store: Store, step: MutatedStep) => Store;

/** What a broken rule may hang on. */
export interface MutatedStep {
  readonly phase: "before-deploy" | "after-deploy";
  readonly purgeBy: Schedule["purgeBy"];
}

/** What went wrong in the life of a site; empty when nothing did. */
export interface Played {
  readonly faults: readonly string[];
  /** One line for each thing that happened, for a person who looks into a seed. */
  readonly events: readonly string[];
}

interface Disk {
  bytes: Uint8Array | undefined;
  version: number;
}

/** A life under way. */
interface Life {
  readonly schedule: Schedule;
  readonly mutate: Mutation;
  readonly site: ChaosSite;
  readonly disk: Disk;
  readonly random: Random;
  readonly faults: string[];
  readonly events: string[];
  /** The build that is announced or live, and what is really served. */
  build: number;
  served: Build;
  isWhole: boolean;
  pushed: number;
}

/** Lives through the events on the action's own pipeline, then deploys once more without any trouble, and looks at the edge. */
export async function play(schedule: Schedule, mutate: Mutation = (store) => store): Promise<Played> {
  const site = createChaosSite(schedule.seed);
  const served = site.builds[0] as Build;
  const random = randomOf(schedule.seed ^ 0xc4a05);
  const disk: Disk = { bytes: undefined, version: 0 };
  const life: Life = {
    schedule,
    mutate,
    site,
    disk,
    random,
    faults: [],
    events: [],
    build: 0,
    served,
    isWhole: true,
    pushed: 0,
  };
  site.deploy(served);
  site.visit(random);
  await cleanDeploy(life, 0);
  for (const event of schedule.events) await happen(life, event);
  await cleanDeploy(life, Math.floor(random() * site.builds.length));
  if (!disk.bytes || !isClean(disk.bytes)) life.faults.push("after a clean run something is still owed");
  return { faults: life.faults, events: life.events };
}

export async function playSeed(seed: number, mutate?: Mutation): Promise<Played> {
  return play(makeSchedule(seed), mutate);
}

async function happen(life: Life, event: Event): Promise<void> {
  switch (event.kind) {
    case "visit":
      return life.site.visit(randomOf(event.seed));
    case "lose":
      return lose(life, event.how);
    case "rerun":
      if (life.isWhole) await step(life, event.step, { phase: "after-deploy" });
      return;
    case "overlap":
      return overlap(life, event);
    case "deploy":
      await deploy(life, event);
  }
}

const CLEAN: Step = { seed: 1, faults: 0 };

async function cleanDeploy(life: Life, build: number): Promise<void> {
  const announce = life.schedule.announced ? { announce: CLEAN } : {};
  const verdict = await deploy(life, { kind: "deploy", build, ...announce, live: "whole", step: CLEAN, event: "push" });
  if (verdict !== "purged" && verdict !== "nothing-to-purge") life.faults.push(`a clean run ended as ${verdict}`);
}

async function deploy(life: Life, event: Extract<Event, { kind: "deploy" }>): Promise<string> {
  if (event.announce !== undefined && !(await announced(life, event.build, event.announce))) return "not announced";
  goLive(life, event.build, event.live);
  if (event.step === undefined) return "dead";
  return step(life, event.step, { phase: "after-deploy", event: event.event });
}

/** @returns whether the deploy may go on: the step before it was green. */
async function announced(life: Life, build: number, how: Step): Promise<boolean> {
  const before = life.build;
  life.build = build;
  const verdict = await step(life, how, { phase: "before-deploy" });
  if (verdict !== "skipped") life.build = before;
  return verdict === "skipped";
}

function goLive(life: Life, build: number, how: "whole" | "half"): void {
  const next = life.site.builds[build] as Build;
  life.served = how === "half" ? halfOf(life.served, next, life.random) : next;
  life.build = build;
  life.isWhole = how === "whole";
  life.events.push(`build ${build} goes live${how === "half" ? " in part" : ""}`);
  life.site.deploy(life.served);
  life.site.visit(life.random);
}

/** The second deploy and its step come between the first step's write-ahead and its requests. */
async function overlap(life: Life, { builds, steps }: Extract<Event, { kind: "overlap" }>): Promise<void> {
  const held = Promise.withResolvers<void>();
  const sending = Promise.withResolvers<void>();
  const beforeSend = (): Promise<void> => {
    sending.resolve();
    return held.promise;
  };
  const [first, second] = builds;
  if (life.schedule.announced && !(await announced(life, first, CLEAN))) return;
  goLive(life, first, "whole");
  const older = step(life, steps[0], { phase: "after-deploy", beforeSend });
  await Promise.race([older, sending.promise]);
  if (!life.schedule.announced || (await announced(life, second, CLEAN))) {
    goLive(life, second, "whole");
    await step(life, steps[1], { phase: "after-deploy" });
  }
  held.resolve();
  await older;
}

interface StepHow {
  readonly phase: "before-deploy" | "after-deploy";
  readonly event?: "push" | "dispatch";
  readonly beforeSend?: () => Promise<void>;
}

/** @returns the verdict, the error's code, or `killed`. */
async function step(life: Life, how: Step, { phase, event = "push", beforeSend }: StepHow): Promise<string> {
  const { schedule, site, build } = life;
  const memory = watched(life.mutate(createStore(life.disk, schedule.compares), { phase, purgeBy: schedule.purgeBy }));
  const { world, killed } = createStepWorld({
    schedule,
    site,
    build,
    step: how,
    random: randomOf(how.seed),
    store: memory.store,
    event: eventOf(life, event),
    isArmed: () => schedule.announced || memory.hasRemembered(),
    ...(beforeSend === undefined ? {} : { beforeSend }),
  });
  life.pushed = build;
  const ended = run(configOf(schedule, how, phase), world, new AbortController().signal).then(
    ({ verdict }) => verdict,
    (error: unknown) => {
      if (error instanceof PurgeError && error.fault !== "bug") return error.code;
      life.faults.push(`a step threw ${error instanceof Error ? error.stack : error}`);
      return "bug";
    },
  );
  const verdict = await Promise.race([ended, killed.then(() => "killed")]);
  life.events.push(`${phase} of build ${build}: ${verdict}`);
  if (verdict === "purged" || verdict === "nothing-to-purge") expectFresh(life, verdict);
  return verdict;
}

function expectFresh({ site, faults, events }: Life, verdict: string): void {
  const stale = site.stale();
  if (stale.length === 0) return;
  faults.push(`stale after ${verdict}: ${stale.join(" ")}`);
  events.push(`STALE ${stale.join(" ")}`);
}

function eventOf({ pushed, build }: Life, name: "push" | "dispatch") {
  if (name === "dispatch") return { name: "workflow_dispatch", payload: {} };
  return { name: "push", payload: { before: commitOf(pushed), after: commitOf(build), ref: "refs/heads/main" } };
}

function createStore(disk: Disk, compares: boolean): Store {
  return {
    name: "the test's store",
    kind: compares ? "git-ref" : "cache",
    isLocal: false,
    compares,
    load: async () =>
      disk.bytes === undefined
        ? { kind: "missing" }
        : { kind: "found", bytes: disk.bytes, version: String(disk.version) },
    save: async (bytes, expected) => {
      const found = disk.bytes === undefined ? undefined : String(disk.version);
      if (compares && expected !== found) return { kind: "conflict" };
      disk.bytes = bytes;
      disk.version += 1;
      return { kind: "saved", version: String(disk.version) };
    },
  };
}

/** Has the step saved its write-ahead, and read it back? */
function watched(store: Store): { readonly store: Store; readonly hasRemembered: () => boolean } {
  let saved = false;
  let readBack = false;
  return {
    hasRemembered: () => readBack,
    store: {
      ...store,
      async load(version) {
        const found = await store.load(version);
        if (saved) readBack = true;
        return found;
      },
      async save(bytes, expected) {
        const result = await store.save(bytes, expected);
        if (result.kind === "saved") saved = true;
        return result;
      },
    },
  };
}

function lose({ disk, events }: Life, how: "gone" | "cut" | "foreign"): void {
  events.push(`the record is ${how}`);
  if (how === "gone") disk.bytes = undefined;
  else if (how === "cut") disk.bytes = disk.bytes?.subarray(0, Math.floor(disk.bytes.length / 2));
  else disk.bytes = new TextEncoder().encode("hello");
  disk.version += 1;
}

function isClean(bytes: Uint8Array): boolean {
  const decoded = decodeRecord(bytes, { key: KEY });
  return decoded.kind === "record" && decoded.record.pending !== "all" && decoded.record.pending.size === 0;
}
