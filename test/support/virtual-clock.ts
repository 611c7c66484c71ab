import type { Clock } from "../../src/world/clock.ts";
import type { Http } from "../../src/world/world.ts";

/** How long nothing may happen, in real milliseconds, before time jumps to the next sleeper. */
const QUIET_MS = 2;

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

export interface VirtualClock extends Clock {
  /** Time stands still while an exchange of this client is under way: only sleeping takes time. */
  watch(http: Http): Http;
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
export function createVirtualClock(start: Date = new Date(Date.UTC(2026, 0, 1))): VirtualClock {
  const sleepers = new Set<Sleeper>();
  const slept: number[] = [];
  let elapsedMs = 0;
  let exchanges = 0;
  let quiet: NodeJS.Timeout | undefined;

  function stir(): void {
    clearTimeout(quiet);
    quiet = exchanges === 0 && sleepers.size > 0 ? setTimeout(jump, QUIET_MS) : undefined;
  }

  function jump(): void {
    const next = earliest();
    if (next !== undefined) wakeAt(next);
  }

  function earliest(): Sleeper | undefined {
    return [...sleepers].toSorted((a, b) => a.dueMs - b.dueMs)[0];
  }

  function wakeAt(sleeper: Sleeper): void {
    elapsedMs = Math.max(elapsedMs, sleeper.dueMs);
    sleeper.wake();
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
      async send(request, signal) {
        exchanges += 1;
        stir();
        try {
          return await http.send(request, signal);
        } finally {
          exchanges -= 1;
          stir();
        }
      },
      close: () => http.close(),
    }),
  };
}
