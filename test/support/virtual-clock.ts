import type { Clock } from "../../src/ports/clock.ts";
import type { Http } from "../../src/ports/http.ts";

/** How long nothing may happen, in real milliseconds, before time jumps to the next sleeper. */
const QUIET_MS = 2;

interface VirtualClockOptions {
  /** Nothing comes from a real network: time may jump as soon as all promises have been heard. Default false. */
  readonly simulated?: boolean;
}

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

export interface VirtualClock extends Clock {
  /** Time stands still while an exchange of this client is under way: only sleeping takes time. */
  watch(http: Http): Http;
  /** Time stands still while this is under way. */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** Every sleep that was asked for, in milliseconds, oldest first. */
  readonly slept: readonly number[];
  /** Lets so many milliseconds pass at once, even while an exchange hangs. */
  advance(ms: number): void;
  /** How many are asleep: what would keep a real process alive. */
  asleep(): number;
}

/**
 * Time that jumps: when nothing has happened for a moment, it is as late as the earliest sleeper wants it to be.
 *
 * Sleepers wake in the order in which they are due, so that an hour of pacing takes milliseconds and is the same on
 * every machine. Wrap the HTTP client in `watch`, or a slow answer makes a deadline pass.
 */
export function createVirtualClock(
  start: Date = new Date(Date.UTC(2026, 0, 1)),
  { simulated = false }: VirtualClockOptions = {},
): VirtualClock {
  const sleepers = new Set<Sleeper>();
  const slept: number[] = [];
  let elapsedMs = 0;
  let exchanges = 0;
  let quiet: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;

  function stir(): void {
    clearTimeout(quiet);
    if (soon !== undefined) clearImmediate(soon);
    const isQuiet = exchanges === 0 && sleepers.size > 0;
    if (simulated) soon = isQuiet ? setImmediate(jump) : undefined;
    else quiet = isQuiet ? setTimeout(jump, QUIET_MS) : undefined;
  }

  function jump(): void {
    const next = earliest();
    if (next !== undefined) wakeAt(next);
  }

  function earliest(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of sleepers) if (first === undefined || sleeper.dueMs < first.dueMs) first = sleeper;
    return first;
  }

  function wakeAt(sleeper: Sleeper): void {
    elapsedMs = Math.max(elapsedMs, sleeper.dueMs);
    sleeper.wake();
  }

  async function hold<T>(work: () => Promise<T>): Promise<T> {
    exchanges += 1;
    stir();
    try {
      return await work();
    } finally {
      exchanges -= 1;
      stir();
    }
  }

  return {
    slept,
    advance(ms) {
      const untilMs = elapsedMs + ms;
      for (let next = earliest(); next !== undefined && next.dueMs <= untilMs; next = earliest()) wakeAt(next);
      elapsedMs = untilMs;
    },
    asleep: () => sleepers.size,
    now: () => new Date(start.getTime() + elapsedMs),
    monotonicMs: () => elapsedMs,
    sleep(ms, signal) {
      if (signal?.aborted) return Promise.resolve();
      slept.push(ms);
      const { promise, resolve } = Promise.withResolvers<void>();
      const sleeper = { dueMs: elapsedMs + ms, wake };
      function wake(): void {
        sleepers.delete(sleeper);
        signal?.removeEventListener("abort", wake);
        resolve();
        stir();
      }
      sleepers.add(sleeper);
      signal?.addEventListener("abort", wake, { once: true });
      stir();
      return promise;
    },
    watch: (http) => ({
      send: (request, signal) => hold(() => http.send(request, signal)),
      close: () => http.close(),
    }),
    hold,
  };
}
