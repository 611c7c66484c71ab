/** Counts what happens in a sliding window. */
export interface RateWindow {
  /** Counts `amount` when it fits in; says whether it did. What is refused does not count. */
  take(amount?: number): boolean;
  /** Would one more fit in? */
  has(): boolean;
}

export function createRateWindow(most: number, windowMs: number, now: () => number): RateWindow {
  const taken: { readonly at: number; readonly amount: number }[] = [];
  let inWindow = 0;
  const fits = (amount: number): boolean => {
    const time = now();
    // Oldest first: of thousands, only those that leave the window are looked at.
    for (let oldest = taken[0]; oldest !== undefined && time - oldest.at >= windowMs; oldest = taken[0]) {
      inWindow -= oldest.amount;
      taken.shift();
    }
    return inWindow + amount <= most;
  };
  return {
    has: () => fits(1),
    take(amount = 1) {
      if (!fits(amount)) return false;
      taken.push({ at: now(), amount });
      inWindow += amount;
      return true;
    },
  };
}

/** A bucket that refills evenly: so much at once, and then no more than flows in. */
export interface TokenBucket {
  /** Takes `amount` when it is there. @returns 0, or the milliseconds until it is there. What is refused takes nothing. */
  take(amount?: number): number;
}

export function createTokenBucket(capacity: number, refillMs: number, now: () => number): TokenBucket {
  let level = capacity;
  let seenAt = now();
  return {
    take(amount = 1) {
      const time = now();
      level = Math.min(capacity, level + (time - seenAt) / refillMs);
      seenAt = time;
      // A refill is a fraction that does not always add up to a whole one.
      const missing = amount - level - 1e-9;
      if (missing > 0) return Math.ceil(missing * refillMs);
      level -= amount;
      return 0;
    },
  };
}
