import { formatSeconds } from "../lib/format.ts";
import { PurgeError } from "../model/errors.ts";
import type { World } from "../ports/world.ts";

/**
 * What a run has beside its `timeout` for all that comes before the first request, in milliseconds: reading the deploy,
 * fetching a base, the memory, the plan. A million files take a tenth of it. Our own bound.
 */
export const READING_LIMIT_MS = 600_000;

/** @throws {PurgeError} deadline, when the work takes longer than `timeout` and the limit; and whatever the work throws. */
export async function withinReadingLimit<T>(
  work: () => Promise<T>,
  timeoutMs: number,
  { alarm }: Pick<World, "alarm">,
): Promise<T> {
  const limitMs = timeoutMs + READING_LIMIT_MS;
  const over = alarm(limitMs);
  const rung = Promise.withResolvers<never>();
  const ring = () =>
    rung.reject(
      new PurgeError(
        "deadline",
        `the deploy was not read and planned within ${formatSeconds(limitMs)} (timeout, and ${formatSeconds(READING_LIMIT_MS)} for what ` +
          "comes before the first request). Nothing was sent. Raise timeout, or leave files out by include",
      ),
    );
  over.addEventListener("abort", ring, { once: true });
  try {
    return await Promise.race([work(), rung.promise]);
  } finally {
    over.removeEventListener("abort", ring);
  }
}
