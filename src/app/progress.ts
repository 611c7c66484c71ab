import { formatSeconds } from "../lib/format.ts";
import type { World } from "../ports/world.ts";

/**
 * Milliseconds from the start of a long work to its first line, and the longest time between two: each pause is twice as long
 * as the one before, so that ten minutes have five lines and six hours some seventy-five. Our own.
 */
const FIRST_LINE_MS = 10_000;
const LONGEST_PAUSE_MS = 300_000;

/** What a long work is busy with. */
export interface Activity {
  /** @param words read whenever a line is due; half a sentence. */
  is(words: () => string): void;
}

/**
 * Says now and then, while the work lasts, what it is busy with, how long it has taken and how long it may take.
 *
 * @param leftMs the most that is left for it; undefined where nothing bounds it.
 */
export async function withProgress<T>(
  work: (activity: Activity) => Promise<T>,
  leftMs: (elapsedMs: number) => number | undefined,
  { alarm, clock, log }: Pick<World, "alarm" | "clock" | "log">,
): Promise<T> {
  const startMs = clock.monotonicMs();
  let words: (() => string) | undefined;
  let isOver = false;
  const report = (pauseMs: number): void => {
    if (isOver) return;
    const elapsedMs = clock.monotonicMs() - startMs;
    const left = leftMs(elapsedMs);
    const most = left === undefined ? "" : `, at most ${formatSeconds(left)} to go`;
    if (words !== undefined) log.info(`… ${words()}: ${formatSeconds(elapsedMs)} so far${most}.`);
    wait(Math.min(pauseMs * 2, LONGEST_PAUSE_MS));
  };
  const wait = (pauseMs: number): void =>
    alarm(pauseMs).addEventListener("abort", () => report(pauseMs), { once: true });
  wait(FIRST_LINE_MS);
  try {
    return await work({
      is(now) {
        words = now;
      },
    });
  } finally {
    isOver = true;
  }
}
