import type { Deadline } from "./deadline.ts";

/** Collects the first error of parallel work: it ends the delivery at once, and is thrown when everything has ended. */
export interface Guard {
  /** @returns undefined where the work threw. */
  guarded<T>(work: () => Promise<T>): Promise<T | undefined>;
  /** @throws the first error, if there was one. */
  rethrow(): void;
}

export function createGuard(deadline: Deadline): Guard {
  const crash: { error?: unknown } = {};
  return {
    async guarded(work) {
      try {
        return await work();
      } catch (error) {
        if (!("error" in crash)) crash.error = error;
        deadline.end();
        return undefined;
      }
    },
    rethrow() {
      if ("error" in crash) throw crash.error;
    },
  };
}
