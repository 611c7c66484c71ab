import { afterEach, beforeEach } from "vitest";
import type { Plan } from "../../src/plan/plan.ts";
import type { Kind } from "../../src/plan/selector.ts";
import type { Answer, AnswerFault, Capabilities } from "../../src/providers/provider.ts";
import { deliver, type Order } from "../../src/purge/deliver.ts";
import type { Delivery, Outcome } from "../../src/purge/outcome.ts";
import { systemClock } from "../../src/world/clock.ts";
import { createHttp, type HttpLimits } from "../../src/world/http.ts";
import type { Log } from "../../src/world/world.ts";
import { type Reply, type Seen, startTestApi, type TestApi } from "./purge-api.ts";
import { type Behaviour, type RawServer, type RawServerOptions, startRawServer } from "./raw-server.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** Delivers plans to test APIs: virtual time, a real wire. Everything is closed after each test. */
export interface Bench {
  clock(): VirtualClock;
  /** Lines of the job's log. */
  lines(): readonly string[];
  /** What was given to the log as a secret. */
  secrets(): readonly string[];
  serve(reply: (seen: Seen) => Reply | Promise<Reply>): Promise<TestApi>;
  serveRaw(behaviour: Behaviour, options?: RawServerOptions): Promise<RawServer>;
  /** Closed after the test, like all that the bench starts. */
  closing<T extends { close(): Promise<void> }>(thing: T): T;
  /** Time is virtual unless `real` is set. `environment` may name a proxy. */
  run(
    order: Pick<Order, "plan" | "connect"> & Partial<Order>,
    options?: {
      readonly real?: boolean;
      readonly environment?: NodeJS.ProcessEnv;
      readonly limits?: Partial<HttpLimits>;
    },
  ): Promise<Delivery>;
}

/** Call it once at the top of a test file. */
export function setUpBench(): Bench {
  const cleanups: (() => Promise<void>)[] = [];
  const lines: string[] = [];
  const secrets: string[] = [];
  let clock = createVirtualClock();

  beforeEach(() => {
    clock = createVirtualClock();
    lines.length = 0;
    secrets.length = 0;
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  function closing<T extends { close(): Promise<void> }>(thing: T): T {
    cleanups.push(() => thing.close());
    return thing;
  }

  return {
    clock: () => clock,
    lines: () => lines,
    secrets: () => secrets,
    serve: async (reply) => closing(await startTestApi(reply)),
    serveRaw: async (behaviour, options) => closing(await startRawServer(behaviour, options)),
    closing,
    run(order, { real = false, environment = {}, limits = {} } = {}) {
      const http = closing(createHttp({ environment, clock: systemClock, limits }));
      const whole: Order = {
        capabilities: capable(),
        level: "completed",
        timeoutMs: 300_000,
        signal: new AbortController().signal,
        ...order,
      };
      const world = real ? { clock: systemClock, http } : { clock, http: clock.watch(http) };
      return deliver(whole, { ...world, random: () => 0.5, log: recordingLog(lines, secrets) });
    },
  };
}

/** A log into these lists. */
export function recordingLog(lines: string[], secrets: string[]): Log {
  const write = (text: string): void => void lines.push(text);
  return {
    info: write,
    debug: write,
    notice: write,
    warning: write,
    error: write,
    group: (_name, body) => body(),
    secret: (value) => void secrets.push(value),
  };
}

export const DONE: Answer = { is: "done", receipt: {} };

export function fail(fault: AnswerFault, waitMs?: number): Answer {
  return { is: "failed", fault, says: `they say ${fault}`, ...(waitMs === undefined ? {} : { waitMs }) };
}

/** A plan of so many batches of one path each, or of these values. */
export function planOf(batches: number | readonly (readonly string[])[], by: Kind = "path"): Plan {
  const values = typeof batches === "number" ? Array.from({ length: batches }, (_, n) => [`/${n}`]) : batches;
  return {
    batches: values.map((list, index) => ({
      index,
      items: list.map((value) => ({ selector: { by, value }, targets: [] })),
    })),
    lowerings: [],
    instructions: values.flat().length,
    collateral: 0,
    floorMs: 0,
    notes: [],
  };
}

/** A provider without limits that is done when it answers. */
export function capable(more: Partial<Capabilities> = {}): Capabilities {
  return {
    accepts: { path: { perRequest: 1, match: { query: "covered" } } },
    mix: "any",
    rates: [],
    done: { by: "response" },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 1000,
    source: new URL("https://vendor.example/docs"),
    read: "2026-11-01",
    ...more,
  };
}

export function states({ outcomes }: Delivery): readonly Outcome["state"][] {
  return outcomes.map(({ state }) => state);
}

/** How many batches ended in which state. */
export function tally(delivery: Delivery): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const state of states(delivery)) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
