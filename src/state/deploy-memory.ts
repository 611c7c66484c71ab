import type { ChangesRead } from "../changes/change.ts";
import { needsMemory, type Source } from "../changes/snapshot.ts";
import { configError } from "../errors.ts";
import type { Config, Destination } from "../inputs/config.ts";
import type { Target } from "../plan/plan.ts";
import { type Delivery, isPurgedByAll, unreachedTargets } from "../purge/outcome.ts";
import type { Clock, World } from "../world/world.ts";
import { type Chosen, chooseState, deferProblem, memoryProblem } from "./choose.ts";
import { finish, type MemoryOrder, type ReadChanges, type Remembered, remember } from "./memory.ts";
import type { Dirty } from "./record.ts";
import { stillOwed } from "./rule.ts";
import type { Store } from "./store.ts";
import { NO_PROMISE } from "./words.ts";

/** What one destination's run knows of earlier ones, and what it leaves for later ones. */
export interface DeployMemory {
  /** Where it is kept, for sentences; absent: nowhere. */
  readonly keptIn?: string;
  readonly owed: Dirty;
  readonly isAdopted: boolean;
  readonly isSuperseded: boolean;
  /** One sentence each: what happened to the memory, what was done, how to keep it. */
  readonly notes: readonly string[];
  /** After a delivery: saves what it left owed. */
  settle(after: Aftermath): Promise<DeployMemory>;
}

/** What became of a plan. */
export interface Aftermath {
  readonly delivery: Delivery;
  /** Was all that lies under the site's URL to be purged? */
  readonly isEverything: boolean;
  /** What did not fit into this run and was left for a later one. */
  readonly deferred?: readonly Target[];
  /** What could not be sent at all. */
  readonly unsendable?: readonly Target[];
  /** After a signal. */
  readonly isAborted: boolean;
  /** Milliseconds that are left of the timeout; may be negative. */
  readonly leftMs: number;
}

/**
 * Least time for the last save, in milliseconds: a delivery that used up its timeout may still note what it reached, which
 * takes a healthy store one to three seconds.
 */
export const LAST_SAVE_LEAST_MS = 5_000;

const ONLY_PURGE = "only purge is given";

type MemoryWorld = Pick<World, "clock" | "random" | "runner" | "stores">;

/**
 * Reads the changes of a destination with its memory: all that is owed is among them, and unless this is a dry run it is
 * saved and read back before this returns.
 *
 * @param sources what `read` will read; empty for `changes: none`.
 * @throws {PurgeError} config, when the source needs a memory and there is none; state, when nothing can be saved; and
 *   whatever `read` throws.
 */
export async function readWithMemory(
  destination: Destination,
  config: Config,
  sources: readonly Source[],
  read: ReadChanges,
  world: MemoryWorld,
): Promise<{ readonly changes: ChangesRead; readonly memory: DeployMemory }> {
  const { memory, buildDir, routes, overLimit } = destination;
  const chosen = chooseState(memory.state, { runner: world.runner, hasCache: world.stores.hasCache });
  if (chosen.is === "problem") throw configError([chosen.problem]);
  // Where only `purge` is given there is no build, and nothing can be owed.
  const hasBuild = sources.length > 0 || buildDir !== undefined || routes.length > 0;
  if (chosen.is === "none" || !hasBuild) {
    if (overLimit === "defer") throw configError([deferProblem(chosen.is === "none" ? chosen.why : ONLY_PURGE)]);
    return withoutStore(chosen, config, sources, read);
  }
  const ending = new AbortController();
  const store = world.stores.open(chosen.kind, {
    key: memory.key,
    until: ending.signal,
    ...(config.githubToken === undefined ? {} : { token: config.githubToken }),
  });
  const order = orderOf(destination, config, world);
  const withinTime: WithinTime = (work, leftMs) => endedAfter(world.clock, leftMs, ending, work);
  const remembered = await remember(order, store, read, world.clock);
  const notes = [...chosen.notes, ...remembered.notes];
  return { changes: remembered.changes, memory: keptMemory(order, store, { ...remembered, notes }, withinTime) };
}

function orderOf({ memory }: Destination, { dryRun }: Config, { runner, random }: MemoryWorld): MemoryOrder {
  const isPreview = dryRun && /^(?:pull_request|merge_group)/.test(runner.event.name);
  return {
    key: memory.key,
    ...(memory.stateKey === undefined ? {} : { stateKey: memory.stateKey }),
    mapping: memory.mapping,
    // What a request would change is asked for there, not what a first run would purge.
    onMissing: isPreview ? "last-push" : memory.onMissing,
    isDryRun: dryRun,
    writer: `${runner.runId}-${random().toString(36).slice(2)}${random().toString(36).slice(2)}`,
  };
}

async function withoutStore(
  chosen: Chosen,
  { phase }: Config,
  sources: readonly Source[],
  read: ReadChanges,
): Promise<{ readonly changes: ChangesRead; readonly memory: DeployMemory }> {
  const why = chosen.is === "none" ? chosen.why : ONLY_PURGE;
  if (phase === "before-deploy") {
    const says = `is before-deploy, which only remembers, and nothing is remembered: ${why}. Give state`;
    throw configError([{ input: "phase", says }]);
  }
  const needy = sources.find(needsMemory);
  if (needy !== undefined) throw configError([memoryProblem(needy, why)]);
  const changes = await read(undefined);
  const notes = sources.length === 0 ? [] : [`Nothing is remembered: ${why}, ${NO_PROMISE}.`];
  const memory: DeployMemory = {
    owed: new Map(),
    isAdopted: false,
    isSuperseded: false,
    notes,
    settle: async () => memory,
  };
  return { changes, memory };
}

type WithinTime = <T>(work: () => Promise<T>, leftMs: number) => Promise<T>;

/** Lets a store that does not answer fail when the time is over. */
async function endedAfter<T>(clock: Clock, ms: number, store: AbortController, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  void clock.sleep(Math.max(ms, LAST_SAVE_LEAST_MS), done.signal).then(() => {
    if (!done.signal.aborted) store.abort();
  });
  try {
    return await work();
  } finally {
    done.abort();
  }
}

function keptMemory(
  order: MemoryOrder,
  store: Store,
  { ahead, owed, isAdopted, notes }: Remembered,
  withinTime: WithinTime,
): DeployMemory {
  const memory = { keptIn: store.name, owed, isAdopted, isSuperseded: false, notes };
  return {
    ...memory,
    async settle({ delivery, isEverything, deferred = [], unsendable = [], isAborted, leftMs }) {
      const unreached = [...unreachedTargets(delivery), ...unsendable];
      const left = stillOwed(owed, { isEverything, unreached, deferred, isAllGone: isPurgedByAll(delivery) });
      const settled: DeployMemory = { ...memory, owed: left, settle: async () => settled };
      if (ahead === undefined || (ahead.dirty !== "all" && ahead.dirty.size === 0)) return settled;
      const { isSuperseded, notes: more } = await withinTime(
        () => finish(order, store, ahead, left, isAborted),
        leftMs,
      );
      return { ...settled, isSuperseded, notes: [...notes, ...more] };
    },
  };
}
