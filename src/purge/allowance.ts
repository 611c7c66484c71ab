import type { RateLimit } from "./rate-limit.ts";

/** Keeps to what the provider's own answers say is left of its rate limit. */
export interface Allowance {
  /** @param underWay exchanges that the provider may not have counted yet. */
  heed(limit: RateLimit, underWay: number, nowMs: number): void;
  /** @param ahead exchanges that are known to be still to come. */
  waitMs(ahead: number, nowMs: number): number;
  sent(ahead: number, nowMs: number): void;
}

/**
 * While what is left covers what is to come, nothing slows down. Else what is left is spread evenly until the limit starts
 * anew, so that another client of the same credential finds some of it, too.
 */
export function createAllowance(): Allowance {
  let left = Number.POSITIVE_INFINITY;
  let untilMs = Number.NEGATIVE_INFINITY;
  let nextMs = Number.NEGATIVE_INFINITY;

  function isKnown(nowMs: number): boolean {
    return nowMs < untilMs;
  }

  return {
    heed({ remaining, resetMs }, underWay, nowMs) {
      left = Math.max(0, remaining - underWay);
      untilMs = nowMs + resetMs;
    },
    waitMs(ahead, nowMs) {
      if (!isKnown(nowMs) || left >= ahead) return 0;
      return left === 0 ? untilMs - nowMs : Math.max(0, nextMs - nowMs);
    },
    sent(ahead, nowMs) {
      if (!isKnown(nowMs)) return;
      nextMs = left >= ahead ? nowMs : nowMs + (untilMs - nowMs) / Math.max(1, left);
      left = Math.max(0, left - 1);
    },
  };
}
