import { formatSeconds } from "../lib/format.ts";
import type { Failure } from "../model/outcome.ts";
import type { Clock } from "../ports/clock.ts";

/** The end of a delivery: its timeout, the caller's signal, or an error, whichever comes first. */
export interface Deadline {
  /** Aborts when it is over, and ends everything under way. */
  readonly signal: AbortSignal;
  /** Milliseconds that are left, never negative. Measured on a clock that does not jump. */
  remainingMs(): number;
  /** Why it is over; undefined while it is not. */
  failure(): Failure | undefined;
  /** Ends it now: the work is done, or an error makes further work pointless. */
  end(): void;
}

/** Timers hold 31 bits of milliseconds; a longer timeout would ring at once. Some 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

export function startDeadline(options: {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** What the step was given, for the message, where part of it has passed already. */
  readonly givenMs?: number | undefined;
  readonly signal: AbortSignal;
}): Deadline {
  const { clock, signal } = options;
  const timeoutMs = Math.min(options.timeoutMs, LONGEST_MS);
  const controller = new AbortController();
  const startMs = clock.monotonicMs();
  let failure: Failure | undefined;

  function remainingMs(): number {
    return Math.max(0, startMs + timeoutMs - clock.monotonicMs());
  }

  function finish(reason: Failure): void {
    failure ??= reason;
    signal.removeEventListener("abort", cancel);
    // With a reason, here and elsewhere: the default one is an error whose stack nobody reads.
    controller.abort(failure);
  }

  function cancel(): void {
    finish({ fault: "cancelled", message: "the run was cancelled" });
  }

  async function ring(): Promise<void> {
    // A timer may ring a fraction early: the clock decides.
    while (!controller.signal.aborted && remainingMs() > 0)
      await clock.sleep(Math.ceil(remainingMs()), controller.signal);
    finish({ fault: "deadline", message: `the timeout of ${formatSeconds(options.givenMs ?? timeoutMs)} is over` });
  }

  if (signal.aborted) cancel();
  else signal.addEventListener("abort", cancel, { once: true });
  void ring();
  return {
    signal: controller.signal,
    remainingMs,
    failure: () => failure,
    end: () => finish({ fault: "cancelled", message: "the delivery has ended" }),
  };
}
