/** Runs work in order, at most `atOnce` at a time. Work can be added at either end meanwhile. */
export interface Queue<T> {
  /** Runs the queue. Resolves when it is empty, or when `stopped` has aborted and what was under way has ended. */
  drain(): Promise<void>;
  first(work: readonly T[]): void;
  last(work: T): void;
  /** What was never started, in order. */
  rest(): readonly T[];
  size(): number;
}

/** @param options.work must not reject. */
export function createQueue<T>(
  initial: readonly T[],
  options: { readonly atOnce: number; readonly stopped: AbortSignal; readonly work: (one: T) => Promise<void> },
): Queue<T> {
  const { atOnce, stopped, work } = options;
  const { promise: finished, resolve } = Promise.withResolvers<void>();
  // Taken from its end: parts of a batch go before the others.
  const urgent: T[] = [];
  const others: T[] = [...initial];
  let at = 0;
  let running = 0;

  function size(): number {
    return urgent.length + others.length - at;
  }

  function take(): T {
    if (urgent.length > 0) return urgent.pop() as T;
    at += 1;
    return others[at - 1] as T;
  }

  function pump(): void {
    while (running < atOnce && size() > 0 && !stopped.aborted) {
      running += 1;
      void work(take()).then(() => {
        running -= 1;
        pump();
      });
    }
    if (running === 0) resolve();
  }

  return {
    drain() {
      pump();
      return finished;
    },
    first: (list) => void urgent.push(...list.toReversed()),
    last: (one) => void others.push(one),
    rest: () => [...urgent.toReversed(), ...others.slice(at)],
    size,
  };
}
