import { afterEach, beforeEach } from "vitest";
import { createHttp } from "../../src/adapters/http/http.ts";
import type { HttpLimits } from "../../src/adapters/http/limits.ts";
import { systemClock } from "../../src/adapters/runner/system-clock.ts";
import type { DeliverOptions } from "../../src/delivery/deliver.ts";
import { deliver } from "../../src/delivery/deliver.ts";
import { createSharedLimits } from "../../src/delivery/limits/shared-limits.ts";
import { createOpener, type Opener, type OpenerOptions } from "../../src/delivery/opener.ts";
import type { Delivery } from "../../src/model/outcome.ts";
import { capable, recordingLog } from "./delivery-samples.ts";
import { type Reply, type Seen, startTestApi, type TestApi } from "./purge-api.ts";
import { type Behaviour, type RawServer, type RawServerOptions, startRawServer } from "./raw-server.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

export * from "./delivery-samples.ts";

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
  /** What keeps a provider's `open`, in the bench's time. */
  opener(open: OpenerOptions["open"]): Opener;
  /** Time is virtual unless `real` is set. `environment` may name a proxy. */
  run(
    runOptions: Pick<DeliverOptions, "plan" | "connect"> & Partial<DeliverOptions>,
    options?: {
      readonly real?: boolean;
      readonly environment?: NodeJS.ProcessEnv;
      readonly limits?: Partial<HttpLimits>;
      readonly random?: () => number;
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
    opener(open) {
      const http = clock.watch(closing(createHttp({ environment: {}, clock: systemClock })));
      const world = { clock, http, random: () => 0.5, log: recordingLog(lines, secrets) };
      return createOpener({ open, sharedLimits: createSharedLimits([]) }, world);
    },
    run(runOptions, { real = false, environment = {}, limits = {}, random = () => 0.5 } = {}) {
      const http = closing(createHttp({ environment, clock: systemClock, limits }));
      const whole: DeliverOptions = {
        capabilities: capable(),
        level: "completed",
        timeoutMs: 300_000,
        signal: new AbortController().signal,
        ...runOptions,
      };
      const world = real ? { clock: systemClock, http } : { clock, http: clock.watch(http) };
      return deliver(whole, { ...world, random, log: recordingLog(lines, secrets) });
    },
  };
}
