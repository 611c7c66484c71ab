import type { RateLimit } from "./rate-limit-headers.ts";

/** Keeps to what the provider's own answers say is left of its rate limits. */
export interface Allowance {
  /**
   * @param limits of one answer, which replace those of an earlier one.
   * @param underWay exchanges that the provider may not have counted yet.
   */
  heed(limits: readonly RateLimit[], underWay: number, nowMs: number): void;
  /**
   * @param ahead exchanges that are known to be still to come.
   * @param roomMs a limit that requires as long a wait or a longer one is not kept to: if it is true, the next answer says so.
   */
  waitMs(ahead: number, nowMs: number, roomMs: number): number;
  sent(ahead: number, nowMs: number): void;
  /** What was sent last never left this side. */
  released(): void;
}

interface Limit {
  left: number;
  readonly untilMs: number;
  /** When the next one may go out, where what is left is spread. */
  nextMs: number;
}

/**
 * While what is left of a limit covers what is to come, it slows nothing down. Else what is left is spread evenly until
 * the limit starts anew, so that another client of the same credential finds some of it, too. Each limit is kept to.
 */
export function createAllowance(): Allowance {
  let limits: readonly Limit[] = [];

  return {
    heed(reported, underWay, nowMs) {
      // A provider lists its limits in one order, so that the pace of each goes on.
      limits = reported.map(({ remaining, resetMs }, index) => ({
        left: Math.max(0, remaining - underWay),
        untilMs: nowMs + resetMs,
        nextMs: limits[index]?.nextMs ?? Number.NEGATIVE_INFINITY,
      }));
    },
    waitMs(ahead, nowMs, roomMs) {
      const waits = limits
        .filter(({ left, untilMs }) => nowMs < untilMs && left < ahead)
        .map(({ left, untilMs, nextMs }) => (left === 0 ? untilMs - nowMs : nextMs - nowMs));
      return Math.max(0, ...waits.filter((waitMs) => waitMs < roomMs));
    },
    sent(ahead, nowMs) {
      for (const limit of limits) {
        limit.nextMs = limit.left >= ahead ? nowMs : nowMs + (limit.untilMs - nowMs) / Math.max(1, limit.left);
        limit.left = Math.max(0, limit.left - 1);
      }
    },
    released() {
      for (const limit of limits) limit.left += 1;
    },
  };
}
