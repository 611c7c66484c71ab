import { networkFailure } from "../../src/adapters/http/network-failure.ts";
import type { DeliverOptions } from "../../src/delivery/deliver.ts";
import { deliver } from "../../src/delivery/deliver.ts";
import type { Delivery } from "../../src/model/outcome.ts";
import type { Io, ProviderResult } from "../../src/model/provider.ts";
import type { Http } from "../../src/ports/http.ts";
import { capable, recordingLog } from "./delivery-samples.ts";
import { connectionTo, type Seen } from "./purge-api.ts";
import { createVirtualClock } from "./virtual-clock.ts";

/** What the simulated network and API make of a request: an answer, or no answer for this reason. */
export type Simulated =
  | ProviderResult
  | { readonly kind: "no-answer"; readonly message: string; readonly afterMs?: number };

export interface Simulation {
  readonly delivery: Delivery;
  /** Requests in order, with the time at which each was sent. */
  readonly seen: readonly (Seen & { readonly atMs: number })[];
  /** How long it took, in virtual milliseconds. */
  readonly wallMs: number;
}

/** Between sending and answer, in virtual milliseconds: a request over a continent. */
const LATENCY_MS = 50;

/**
 * Delivers an order over a network that exists in virtual time alone: minutes take milliseconds, thousands of requests a
 * second, and the same seed gives the same run. For the policy's numbers; what is real is tested over real sockets.
 */
export async function simulate(
  options: Pick<DeliverOptions, "plan"> & Partial<DeliverOptions>,
  api: (seen: Seen & { readonly atMs: number }) => Simulated,
  random: () => number = () => 0.5,
  /** A wall clock of its own, from the milliseconds that have really passed. */
  wallClock?: (elapsedMs: number) => Date,
): Promise<Simulation> {
  const virtual = createVirtualClock(undefined, { simulated: true });
  const clock = wallClock === undefined ? virtual : { ...virtual, now: () => wallClock(virtual.monotonicMs()) };
  const seen: (Seen & { readonly atMs: number })[] = [];
  const http: Http = {
    async send({ body = "" }, signal) {
      const one = seenIn(body, { at: seen.length, atMs: clock.monotonicMs() });
      seen.push(one);
      const reply = api(one);
      const latencyMs = reply.kind === "no-answer" ? (reply.afterMs ?? LATENCY_MS) : LATENCY_MS;
      await clock.sleep(latencyMs, signal);
      if (signal.aborted) throw networkFailure("ended", { retryable: false });
      if (reply.kind === "no-answer") throw networkFailure(reply.message, { retryable: true });
      return { status: 200, statusText: "OK", headers: {}, text: JSON.stringify(reply) };
    },
    close: async () => {},
  };
  const delivery = await deliver(
    {
      capabilities: capable(),
      level: "completed",
      timeoutMs: 300_000,
      signal: new AbortController().signal,
      connect: (io: Io) => [connectionTo("http://simulated.invalid", io)],
      ...options,
    },
    { clock, http, random, log: recordingLog([], []) },
  );
  return { delivery, seen, wallMs: clock.monotonicMs() };
}

/** A hundred thousand values take longer to read than all else: they are read where a test asks for them. */
function seenIn(body: string, when: { readonly at: number; readonly atMs: number }): Seen & { readonly atMs: number } {
  const start = JSON.parse(`${body.slice(0, body.indexOf(',"values":'))}}`) as Pick<Seen, "what" | "id">;
  return {
    ...start,
    ...when,
    get values() {
      return (JSON.parse(body) as Pick<Seen, "values">).values;
    },
  };
}

/** Mulberry32: small, even enough, and the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
