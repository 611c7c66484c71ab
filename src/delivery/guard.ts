import type { Deadline } from "./deadline.ts";

/** Lets work end in order when part of it throws: an error ends everything at once, and is thrown when all has ended. */
export interface Guard {
  /** @returns undefined where the work threw. */
  guarded<T>(work: () => Promise<T>): Promise<T | undefined>;
  /** @throws what the first of them threw. */
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
