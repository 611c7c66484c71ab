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
  return {
    now,
    propagate(effect, afterMs = propagationMs) {
      waiting.push({ at: now() + Math.min(afterMs, propagationMs), effect });
    },
    runDue() {
      if (waiting.length === 0) return;
      const time = now();
      const due = waiting.filter(({ at }) => at <= time).sort((one, other) => one.at - other.at);
      if (due.length === 0) return;
      waiting = waiting.filter(({ at }) => at > time);
      for (const { effect } of due) effect();
    },
  };
}
