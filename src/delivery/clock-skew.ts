/** The offset of this machine's clock, learned from a provider that refuses what was signed by it. */
export interface ClockSkew {
  /** Milliseconds to add to this machine's clock. */
  offsetMs(): number;
  /** What an answer of 401 or 403 says the time is. */
  seen(theirsMs: number, oursMs: number): void;
  /** How often the clock was set right. */
  corrections(): number;
  /**
   * Sets the clock right by the last answer seen, once in a run.
   *
   * @returns milliseconds that it was wrong by, or undefined when there is nothing to set right.
   */
  correct(): number | undefined;
}

/** From which difference on the clock may be why a signature was refused: Akamai's EdgeGrid tolerates 30 s, others more. */
const MIN_SKEW_MS = 30_000;
/** A Date header is cut to whole seconds: on average the time is half a second later. */
const HALF_A_SECOND_MS = 500;

export function createClockSkew(): ClockSkew {
  let offsetMs = 0;
  let seenMs = 0;
  let corrections = 0;
  return {
    offsetMs: () => offsetMs,
    seen(theirsMs, oursMs) {
      seenMs = theirsMs + HALF_A_SECOND_MS - oursMs;
    },
    corrections: () => corrections,
    correct() {
      if (corrections > 0 || Math.abs(seenMs) <= MIN_SKEW_MS) return undefined;
      corrections += 1;
      offsetMs = seenMs;
      return offsetMs;
    },
  };
}
