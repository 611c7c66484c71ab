import { z } from "zod";
import { networkFailure } from "../../src/adapters/http/network-failure.ts";
import type { Capabilities } from "../../src/model/capabilities.ts";
import type { Config } from "../../src/model/config.ts";
import type { DestinationSettings, Io, Provider } from "../../src/model/provider.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Git, RawChange, Repository } from "../../src/ports/git.ts";
import type { Http } from "../../src/ports/http.ts";
import type { Runner } from "../../src/ports/runner.ts";
import type { Store } from "../../src/ports/store.ts";
import type { World } from "../../src/ports/world.ts";
import type { Random, Schedule, Step } from "./schedule.ts";
import { type Build, type ChaosSite, hashesOf } from "./site.ts";

export const KEY = "c".repeat(64);

/** Commit ids that tell their build: `1111…` is build 1. */
export function commitOf(build: number): string {
  return String(build + 1).repeat(40);
}

/** Everything that one step of the action meets, without a wire: the interfaces are the real ones, and so is the pipeline. */
export interface StepWorld {
  readonly world: World;
  /** Settles when the step is killed: nothing that it asks for afterwards ever answers. */
  readonly killed: Promise<void>;
}

export interface StepOptions {
  readonly schedule: Schedule;
  readonly site: ChaosSite;
  readonly build: number;
  readonly step: Step;
  readonly random: Random;
  readonly store: Store;
  readonly event: Runner["event"];
  /** Interactions before this one are not counted for a kill. */
  readonly isArmed: () => boolean;
  /** What a request waits for before it goes out. */
  readonly beforeSend?: () => Promise<void>;
}

/** Requests that wait until they may go out: time stands still meanwhile. */
interface Hold {
  count: number;
}

type Guard = <T>(act: () => T) => Promise<T>;

export function createStepWorld(options: StepOptions): StepWorld {
  const killed = Promise.withResolvers<void>();
  const guard = createGuard(options, () => killed.resolve());
  const { site, build, random, store } = options;
  const files = site.builds[build] as Build;
  const hold: Hold = { count: 0 };
  const world: World = {
    clock: createJumpingClock(hold),
    alarm: () => new AbortController().signal,
    random,
    log: silentLog,
    http: createHttp(options, guard, hold),
    siteClient: { get: unlooked, piece: unlooked, close: async () => undefined },
    git: createGit(site, build),
    gitHub: () => createGit(site, build),
    deployments: () => {
      throw new Error("asked GitHub");
    },
    files: {
      resolve: (path) => path,
      kind: async () => "folder",
      insideWorkspace: async () => true,
      leadsOutside: async () => false,
      holdsFiles: async () => true,
      hashes: () => guard(() => ({ files: hashesOf(files), seen: files.size, cut: 0, notes: [] })),
      patternFault: async () => undefined,
      find: async () => [],
      read: async () => new Uint8Array(),
      fingerprint: async () => undefined,
      writeTemp: async () => "",
    } as World["files"],
    stores: { hasCache: true, open: () => guardedStore(store, options.step, guard) },
    runner: {
      event: options.event,
      sha: commitOf(build),
      ref: "refs/heads/main",
      repository: "o/r",
      serverUrl: "https://git.test",
      runId: "1",
      runAttempt: 1,
      workspace: "/w",
    } as Runner,
  };
  return { world, killed: killed.promise };
}

function unlooked(): Promise<never> {
  return Promise.reject(new Error("nothing is proven here"));
}

/** Counts what the step asks of the outside, lets visitors in between, and ends it all at the moment of the kill. */
function createGuard({ site, step, random, isArmed }: StepOptions, onKill: () => void): Guard {
  const { promise: never } = Promise.withResolvers<never>();
  let count = 0;
  let isDead = false;
  return async (act) => {
    if (isDead) return never;
    if (random() < 0.3) site.visit(random, 4);
    if (step.kill !== undefined && isArmed() && count++ === step.kill.at) {
      isDead = true;
      onKill();
      // Whether what it asked for worked makes no difference to the dead.
      if (step.kill.isDone) await (async () => act())().catch(() => undefined);
      return never;
    }
    return act();
  };
}

function guardedStore(store: Store, { full }: Step, guard: Guard): Store {
  return {
    ...store,
    load: async (version) => guard(() => store.load(version)),
    save: async (bytes, expected) =>
      guard(() => (full ? { kind: "failed" as const, message: "the disk is full" } : store.save(bytes, expected))),
  };
}

/** The API, and what can happen on the way to it and back. */
function createHttp({ site, step, random, beforeSend }: StepOptions, guard: Guard, hold: Hold): Http {
  const answer = (status: number, text: string) => ({ status, statusText: "", headers: {}, text });
  return {
    async send({ body = "[]" }) {
      hold.count += 1;
      await beforeSend?.();
      hold.count -= 1;
      return guard(() => {
        const fault = random() < step.faults ? Math.floor(random() * 5) : -1;
        if (fault === 0) throw networkFailure("reset", { retryable: true });
        if (fault === 1) return answer(503, "");
        if (fault === 2) return answer(401, "");
        const items = JSON.parse(body) as readonly { readonly by: string; readonly value: string }[];
        const refused = fault === 3 ? [0] : [];
        for (const [at, item] of items.entries()) if (!refused.includes(at)) purge(site, item);
        if (fault === 4) throw networkFailure("reset after it was done", { retryable: true });
        return answer(200, JSON.stringify(refused));
      });
    },
    close: async () => undefined,
  };
}

function purge({ cache }: ChaosSite, { by, value }: { readonly by: string; readonly value: string }): void {
  cache.evict(({ path }) => by === "all" || (by === "prefix" ? path.startsWith(value) : path === value));
}

const CAPABILITIES: Capabilities = {
  accepts: {
    path: { perRequest: 3, match: { query: "covered" } },
    prefix: { perRequest: 2, match: { prefix: "string", query: "covered" } },
    all: { perRequest: 1, match: { query: "covered" } },
  },
  mix: "one-kind",
  rates: [],
  done: { by: "response" },
  wants: { urls: "aliases", files: "all", address: "path" },
  provable: true,
  maxPurges: 100,
  attempts: 2,
  source: new URL("https://vendor.example/docs"),
  read: "2026-11-01",
};

const PROVIDER: Provider<DestinationSettings> = {
  id: "chaos",
  name: "Chaos",
  settings: z.any(),
  capabilities: () => CAPABILITIES,
  connect: (_, io: Io) => [
    {
      async submit({ items }) {
        const request = { method: "POST", url: "https://api.test/", headers: {} } as const;
        const { status, text } = await io.send({
          ...request,
          body: JSON.stringify(items.map(({ selector }) => selector)),
        });
        if (status === 401) return { kind: "failed", fault: "auth", message: "who are you" };
        if (status !== 200) return { kind: "failed", fault: "unavailable", message: "down" };
        const refused = (JSON.parse(text) as number[]).map((item) => ({ item, why: "no" }));
        return { kind: "done", receipt: {}, refused };
      },
    },
  ],
};

export function configOf({ source, purgeBy }: Schedule, { gate, defer }: Step, phase: Config["phase"]): Config {
  const destination: Omit<Config["destinations"][number], "settings"> = {
    name: "chaos",
    after: [],
    provider: PROVIDER,
    capabilities: CAPABILITIES,
    site: "s",
    siteUrls: [{ origin: "http://site.test", basePath: "/" }],
    source: { changes: [source], buildDir: "public", include: () => true, ignoreContent: [] },
    mapping: {
      requested: [],
      routes: [],
      unmatched: "warn",
      urlStyle: "index",
      immutable: { ok: () => false },
      queryStrings: "ignored",
    },
    limits: {
      purgeBy,
      widenTo: gate || defer ? "none" : "all",
      overLimit: defer ? "defer" : "fail",
      maxPurges: gate ? 1 : defer ? 3 : 100,
    },
    delivery: { level: "completed", timeoutMs: 300_000 },
    proof: { siteHeaders: {}, verifySample: 20, prewarm: false },
    memory: { state: { kind: "cache" }, environment: "production", key: KEY, onMissing: "purge-all", mapping: {} },
  };
  return { dryRun: false, phase, destinations: [{ ...destination, settings: {} as DestinationSettings }] };
}

/** Git that knows each build as a commit. */
function createGit(site: ChaosSite, head: number): Git {
  const buildOf = (commit: string): Build => site.builds[Number(commit[0]) - 1] as Build;
  const known = (commit: string): boolean => /^([1-9])\1{39}$/.test(commit);
  const repository: Omit<Repository, "roots"> = {
    prefix: "public",
    folder: "public",
    parents: async () => [],
    isWhole: async () => true,
    diffFolders: async () => [],
    resolve: async (ref) => (ref === "HEAD" ? commitOf(head) : known(ref) ? ref : undefined),
    has: async (commit) => known(commit),
    fetch: async () => ({ ok: false, message: "not there" }),
    diff: async (base, to) => rawChanges(hashesOf(buildOf(base)), hashesOf(buildOf(to))),
    async tree(commit, _, tell) {
      for (const [path, id] of hashesOf(buildOf(commit))) tell({ mode: "100644", id, path: `public/${path}` });
    },
    untrackedOrModified: async () => [],
    entry: async () => undefined,
    blob: async () => new Uint8Array(),
    blobs: async () => new Map(),
    fingerprint: async () => undefined,
  };
  return { open: async () => ({ ...repository, roots: ["/w"] }), checkouts: async () => [] };
}

function rawChanges(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly RawChange[] {
  const none = "0".repeat(40);
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  return paths.map((path) => {
    const [oldId, newId] = [before.get(path), after.get(path)];
    return {
      path: `public/${path}`,
      oldMode: oldId === undefined ? "000000" : "100644",
      newMode: newId === undefined ? "000000" : "100644",
      oldId: oldId ?? none,
      newId: newId ?? none,
      status: oldId === undefined ? "A" : newId === undefined ? "D" : "M",
    };
  });
}

const silentLog: World["log"] = {
  info: () => undefined,
  debug: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  error: () => undefined,
  group: (_name, body) => body(),
  secret: () => undefined,
};

/** Time that is as late as the earliest sleeper wants it as soon as nothing else can happen. */
function createJumpingClock(hold: Hold): Clock {
  const sleepers = new Set<{ readonly dueMs: number; readonly wake: () => void }>();
  let nowMs = 0;
  let isWatching = false;

  function watch(): void {
    if (isWatching) return;
    isWatching = true;
    setImmediate(() => {
      isWatching = false;
      const next = [...sleepers].sort((a, b) => a.dueMs - b.dueMs)[0];
      if (next === undefined) return;
      if (hold.count > 0) return watch();
      nowMs = Math.max(nowMs, next.dueMs);
      next.wake();
      if (sleepers.size > 0) watch();
    });
  }

  return {
    now: () => new Date(1_700_000_000_000 + nowMs),
    monotonicMs: () => nowMs,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      const sleeper = { dueMs: nowMs + ms, wake };
      function wake(): void {
        sleepers.delete(sleeper);
        signal?.removeEventListener("abort", wake);
        resolve();
      }
      sleepers.add(sleeper);
      signal?.addEventListener("abort", wake, { once: true });
      watch();
      return promise;
    },
  };
}
