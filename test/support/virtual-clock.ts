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
  /** Every sleep that was requested, in milliseconds, oldest first. */
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
  const time = new JumpingTime(simulated);
  return {
    slept: time.slept,
    advance: (ms) => time.advance(ms),
    asleep: () => time.asleep(),
    now: () => new Date(start.getTime() + time.elapsedMs),
    monotonicMs: () => time.elapsedMs,
    sleep: (ms, signal) => time.sleep(ms, signal),
    watch: (http) => ({
      send: (request, signal) => time.hold(() => http.send(request, signal)),
      close: () => http.close(),
    }),
    hold: (work) => time.hold(work),
  };
}

class JumpingTime {
  readonly slept: number[] = [];
  elapsedMs = 0;
  readonly #simulated: boolean;
  readonly #sleepers = new Set<Sleeper>();
  #exchanges = 0;
  #quiet: NodeJS.Timeout | undefined;
  #soon: NodeJS.Immediate | undefined;

  constructor(simulated: boolean) {
    this.#simulated = simulated;
  }

  asleep(): number {
    return this.#sleepers.size;
  }

  advance(ms: number): void {
    const untilMs = this.elapsedMs + ms;
    for (let next = this.#earliest(); next !== undefined && next.dueMs <= untilMs; next = this.#earliest())
      this.#wakeAt(next);
    this.elapsedMs = untilMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    this.slept.push(ms);
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => {
      this.#sleepers.delete(sleeper);
      signal?.removeEventListener("abort", wake);
      resolve();
      this.#stir();
    };
    const sleeper: Sleeper = { dueMs: this.elapsedMs + ms, wake };
    this.#sleepers.add(sleeper);
    signal?.addEventListener("abort", wake, { once: true });
    this.#stir();
    return promise;
  }

  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#exchanges += 1;
    this.#stir();
    try {
      return await work();
    } finally {
      this.#exchanges -= 1;
      this.#stir();
    }
  }

  /** Plans the next jump, for when nothing happens until then. */
  #stir(): void {
    clearTimeout(this.#quiet);
    if (this.#soon !== undefined) clearImmediate(this.#soon);
    const isQuiet = this.#exchanges === 0 && this.#sleepers.size > 0;
    const jump = (): void => {
      const next = this.#earliest();
      if (next !== undefined) this.#wakeAt(next);
    };
    if (this.#simulated) this.#soon = isQuiet ? setImmediate(jump) : undefined;
    else this.#quiet = isQuiet ? setTimeout(jump, QUIET_MS) : undefined;
  }

  #earliest(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of this.#sleepers) if (first === undefined || sleeper.dueMs < first.dueMs) first = sleeper;
    return first;
  }

  #wakeAt(sleeper: Sleeper): void {
    this.elapsedMs = Math.max(this.elapsedMs, sleeper.dueMs);
    sleeper.wake();
  }
}
