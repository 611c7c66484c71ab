import { valueAt } from "../changes/event.ts";
import type { ChangesRead } from "../model/change.ts";
import { type Config, DEFAULT_ENVIRONMENT, type Destination } from "../model/config.ts";
import { configError } from "../model/errors.ts";
import type { DeployMemory } from "../model/memory.ts";
import { isPurgedByAll, unreachedTargets } from "../model/outcome.ts";
import { needsMemory, type Source } from "../model/snapshot.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/store.ts";
import type { World } from "../ports/world.ts";
import { type Chosen, chooseState, deferProblem, memoryProblem } from "./choose-store.ts";
import { finish } from "./finish.ts";
import { NO_PROMISE, STAYS_OWED } from "./messages.ts";
import { stillOwed } from "./owed.ts";
import { levelOf } from "./reached.ts";
import { type MemoryOptions, type ReadChanges, type Remembered, remember } from "./remember.ts";

/**
 * Least time for the last save, in milliseconds: a delivery that used up its timeout may still note what it reached, which
 * takes a healthy store one to three seconds.
 */
const LAST_SAVE_LEAST_MS = 5_000;

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
  const { memory, source, mapping, limits } = destination;
  const chosen = chooseState(memory.state, { runner: world.runner, hasCache: world.stores.hasCache });
  if (chosen.kind === "problem") throw configError([chosen.problem]);
  // Where only `purge` is given there is no build, and nothing can be owed.
  const hasBuild = sources.length > 0 || source.buildDir !== undefined || mapping.routes.length > 0;
  if (chosen.kind === "none" || !hasBuild) {
    if (limits.overLimit === "defer")
      throw configError([deferProblem(chosen.kind === "none" ? chosen.why : ONLY_PURGE)]);
    return withoutStore(chosen, config, sources, read);
  }
  const ending = new AbortController();
  const store = world.stores.open(chosen.store, {
    key: memory.key,
    until: ending.signal,
    token: config.githubToken,
  });
  const options = optionsOf(destination, config, world);
  const withinTime: WithinTime = (work, leftMs) => endedAfter(world.clock, leftMs, ending, work);
  const remembered = await remember(options, store, read, world.clock);
  const notes = [...chosen.notes, ...remembered.notes];
  return { changes: remembered.changes, memory: keptMemory(options, store, { ...remembered, notes }, withinTime) };
}

function optionsOf(
  { memory, delivery }: Destination,
  { dryRun }: Config,
  { runner, random }: MemoryWorld,
): MemoryOptions {
  const isPreview = dryRun && /^(?:pull_request|merge_group)/.test(runner.event.name);
  return {
    key: memory.key,
    stateKey: memory.stateKey,
    mapping: memory.mapping,
    level: delivery.level,
    // A preview of a pull request shows what the request would change, not what a first run would purge.
    onMissing: isPreview ? "last-push" : memory.onMissing,
    isDryRun: dryRun,
    isProvisional: !dryRun && mayNotGoLive(runner.event, memory.environment),
    writer: `${runner.runId}-${random().toString(36).slice(2)}${random().toString(36).slice(2)}`,
  };
}

/**
 * A request that is not merged, and a merge queue's commit, are previews as a rule, and seldom what goes live. Where no other
 * environment than the default one is named, the event does not tell.
 */
function mayNotGoLive({ name, payload }: World["runner"]["event"], environment: string): boolean {
  const isOpen = name.startsWith("pull_request") && valueAt(payload, "pull_request", "merged") !== true;
  return environment === DEFAULT_ENVIRONMENT && (isOpen || name === "merge_group");
}

async function withoutStore(
  chosen: Chosen,
  { phase }: Config,
  sources: readonly Source[],
  read: ReadChanges,
): Promise<{ readonly changes: ChangesRead; readonly memory: DeployMemory }> {
  const why = chosen.kind === "none" ? chosen.why : ONLY_PURGE;
  if (phase === "before-deploy") {
    const message = `is before-deploy, which only remembers, and nothing is remembered: ${why}. Give state`;
    throw configError([{ input: "phase", message }]);
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
    finish: async () => memory,
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
  options: MemoryOptions,
  store: Store,
  { ahead, owed, isAdopted, notes }: Remembered,
  withinTime: WithinTime,
): DeployMemory {
  const memory = { keptIn: store.name, owed, isAdopted, isSuperseded: false, notes };
  return {
    ...memory,
    async finish({ delivery, isEverything, deferred = [], unsendable = [], isAborted, leftMs }) {
      const unreached = [...unreachedTargets(delivery), ...unsendable];
      const left = stillOwed(owed, { isEverything, unreached, deferred, isAllGone: isPurgedByAll(delivery) });
      const finished: DeployMemory = { ...memory, owed: left, finish: async () => finished };
      if (ahead === undefined || (ahead.pending !== "all" && ahead.pending.size === 0)) return finished;
      // The record stays as it was written ahead.
      if (options.isProvisional) return { ...finished, notes: [...notes, STAYS_OWED] };
      const { isSuperseded, notes: more } = await withinTime(
        () => finish(options, store, ahead, { owed: left, level: levelOf(delivery), isAborted }),
        leftMs,
      );
      return { ...finished, isSuperseded, notes: [...notes, ...more] };
    },
  };
}
