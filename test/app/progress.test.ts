import { expect, it } from "vitest";
import { withProgress } from "../../src/app/progress.ts";
import { recordingLog } from "../support/delivery-samples.ts";

/** A clock whose alarms ring in the order of their times, as often as asked. */
function bench() {
  let nowMs = 0;
  const rings: { readonly atMs: number; readonly ring: () => void }[] = [];
  const lines: string[] = [];
  const clock = { now: () => new Date(nowMs), monotonicMs: () => nowMs, sleep: async () => undefined };
  return {
    lines,
    world: {
      clock,
      log: recordingLog(lines, []),
      alarm: (ms: number) => {
        const controller = new AbortController();
        rings.push({ atMs: nowMs + ms, ring: () => controller.abort() });
        return controller.signal;
      },
    },
    pass(untilMs: number): void {
      for (;;) {
        const next = rings.findIndex(({ atMs }) => atMs <= untilMs);
        if (next < 0) break;
        const [due] = rings.splice(next, 1);
        nowMs = due?.atMs ?? nowMs;
        due?.ring();
      }
      nowMs = untilMs;
    },
  };
}

it("says at growing distances what a long work is busy with, how long it took and how long it may take", async () => {
  const { world, lines, pass } = bench();
  let end = (): void => undefined;
  let left = 20;
  const work = withProgress(
    (activity) => {
      activity.is(() => `waiting for the origin, ${left} URLs not there yet`);
      return new Promise<void>((resolve) => {
        end = resolve;
      });
    },
    (elapsedMs) => 900_000 - elapsedMs,
    world,
  );
  pass(60_000);
  left = 3;
  pass(600_000);
  expect(lines).toEqual([
    "… waiting for the origin, 20 URLs not there yet: 10 s so far, at most 890 s to go.",
    "… waiting for the origin, 20 URLs not there yet: 30 s so far, at most 870 s to go.",
    "… waiting for the origin, 3 URLs not there yet: 70 s so far, at most 830 s to go.",
    "… waiting for the origin, 3 URLs not there yet: 150 s so far, at most 750 s to go.",
    "… waiting for the origin, 3 URLs not there yet: 310 s so far, at most 590 s to go.",
  ]);
  end();
  await work;
  pass(4_000_000);
  expect(lines.length).toBe(5);
});

it("has one line in five minutes where a work takes hours, and none for one that is short or fails", async () => {
  const { world, lines, pass } = bench();
  void withProgress(
    (activity) => {
      activity.is(() => "hashing");
      return new Promise(() => undefined);
    },
    () => undefined,
    world,
  );
  pass(6 * 3_600_000);
  expect(lines.length).toBe(75);
  expect(lines.at(-1)).toMatch(/^… hashing: \d+ s so far\.$/);
  const short = bench();
  await expect(
    withProgress(
      () => Promise.reject(new Error("no")),
      () => 0,
      short.world,
    ),
  ).rejects.toThrow("no");
  short.pass(60_000);
  expect(short.lines).toEqual([]);
});
