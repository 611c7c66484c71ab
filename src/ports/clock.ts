/** Time as the core sees it. Injected, so that tests own it. */
export interface Clock {
  /** Wall clock: timestamps, signatures, HTTP dates. Never used to measure a duration. */
  now(): Date;
  /** Milliseconds from an arbitrary start; never jumps. */
  monotonicMs(): number;
  /** Resolves after `ms`, or at once when the signal is aborted (it does not reject: the caller checks the signal). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
