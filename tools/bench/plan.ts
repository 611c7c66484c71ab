import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { foldPaths } from "../../src/plan/patterns.ts";
import { type Figure, median } from "./measure.ts";

const ONCE = fileURLToPath(new URL("plan-once.ts", import.meta.url));
const ROUNDS = 5;
const KNOWN = 1_000_000;
/** Of all known URLs, one in so many changed. */
const CHANGED_IN = 10;
const MAX_INSTRUCTIONS = 1_000;
/** Our goals, over the time that it takes to put the same texts in order. */
const MAX_OVER_SORTING = 4;
const MAX_PEAK_BYTES = 512e6;
const FOLDED = 10_000;
const MAX_FOLD_OVER_SORTING = 60;
/** F5's limit, the shortest there is: it makes the most patterns. */
const PATTERN_LENGTH = 256;

/** Planning beyond the cap, where every changed URL has to be compared. */
export async function benchPlan(): Promise<readonly Figure[]> {
  const sizes = [1_000, 10_000, 100_000, KNOWN];
  const measured = sizes.map((known) => rounds(known));
  const [largest] = measured.slice(-1);
  const planMs = largest?.ms ?? Number.NaN;
  const sortMs = largest?.sortMs ?? Number.NaN;
  const peakBytes = largest?.peakBytes ?? Number.NaN;
  const fold = foldTimes();
  return [
    {
      what: `Plan of ${count(KNOWN / CHANGED_IN)} changed URLs among ${count(KNOWN)}, ${count(MAX_INSTRUCTIONS)} instructions`,
      result: `${(planMs / sortMs).toFixed(2)} × sorting the known URLs`,
      goal: `≤ ${MAX_OVER_SORTING} ×`,
      reached: planMs <= MAX_OVER_SORTING * sortMs,
      detail: `${(planMs / 1000).toFixed(2)} s, sorting ${(sortMs / 1000).toFixed(2)} s; median of five processes, ${((largest?.cpuMs ?? Number.NaN) / 1000).toFixed(2)} s of processor time`,
    },
    {
      what: "Peak memory of that process",
      result: `${Math.round(peakBytes / 1e6)} MB`,
      goal: `≤ ${MAX_PEAK_BYTES / 1e6} MB`,
      reached: peakBytes <= MAX_PEAK_BYTES,
      detail: "resident set, node and all URLs included",
    },
    {
      what: `How it grows: ${sizes.map((known) => count(known)).join(", ")} known URLs, a tenth changed`,
      result: measured.map(({ ms }) => `${Math.round(ms)} ms`).join(", "),
      goal: "none",
      reached: true,
      detail: `at most ${count(MAX_INSTRUCTIONS)} instructions, and at most half as many as URLs changed`,
    },
    {
      what: `${count(FOLDED)} paths folded into patterns of ${PATTERN_LENGTH} characters`,
      result: `${(fold.ms / fold.sortMs).toFixed(1)} × sorting them`,
      goal: `≤ ${MAX_FOLD_OVER_SORTING} ×`,
      reached: fold.ms <= MAX_FOLD_OVER_SORTING * fold.sortMs,
      detail: `${Math.round(fold.ms)} ms, sorting ${fold.sortMs.toFixed(1)} ms; median of five`,
    },
  ];
}

interface Run {
  readonly ms: number;
  readonly sortMs: number;
  /** Of the processor, in user mode: what the machine's other work does not slow down. */
  readonly cpuMs: number;
  readonly peakBytes: number;
}

function rounds(known: number): Run {
  const cap = Math.min(MAX_INSTRUCTIONS, known / CHANGED_IN / 2);
  const runs = Array.from(
    { length: ROUNDS },
    (): Run =>
      JSON.parse(execFileSync(process.execPath, [ONCE, ...[known, known / CHANGED_IN, cap].map(String)]).toString()),
  );
  const total = (value: (run: Run) => number) => median(runs.map(value));
  return {
    ms: total(({ ms }) => ms),
    sortMs: total(({ sortMs }) => sortMs),
    cpuMs: total(({ cpuMs }) => cpuMs),
    peakBytes: total(({ peakBytes }) => peakBytes),
  };
}

function foldTimes(): Pick<Run, "ms" | "sortMs"> {
  const paths = Array.from(
    { length: FOLDED },
    (_, n) => `/section-${n % 97}/topic-${(n * 7919) % 1009}/page-${n}.html`,
  );
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    paths.toSorted();
    const sorted = performance.now();
    foldPaths(paths, "loose", PATTERN_LENGTH);
    return { sortMs: sorted - start, ms: performance.now() - sorted };
  });
  return { ms: median(times.map(({ ms }) => ms)), sortMs: median(times.map(({ sortMs }) => sortMs)) };
}

function count(value: number): string {
  return value.toLocaleString("en-GB");
}
