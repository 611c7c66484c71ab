/** Effects that happen later, by a clock that may be a test's own. There are no timers: `runDue` runs what is due. */
export interface Timeline {
  now(): number;
  /** One propagation from now, or sooner where `afterMs` is less. */
  propagate(effect: () => void, afterMs?: number): void;
  /** Lets everything happen that is due, in its order. Called before anything that depends on time is read or changed. */
  runDue(): void;
}

export function createTimeline(now: () => number, propagationMs: number): Timeline {
  let waiting: { readonly at: number; readonly effect: () => void }[] = [];
  let firstAt = Number.POSITIVE_INFINITY;
  return {
    now,
    propagate(effect, afterMs = propagationMs) {
      const at = now() + Math.min(afterMs, propagationMs);
      firstAt = Math.min(firstAt, at);
      waiting.push({ at, effect });
    },
    runDue() {
      const time = now();
      if (time < firstAt) return;
      const due = waiting.filter(({ at }) => at <= time).sort((one, other) => one.at - other.at);
      waiting = waiting.filter(({ at }) => at > time);
      firstAt = waiting.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY);
      for (const { effect } of due) effect();
    },
  };
}
