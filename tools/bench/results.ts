import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../build/compile.ts";
import type { Figure } from "./measure.ts";

/** One point of how a cost grows: files, URLs or changes, whatever the part counts. */
export interface GrowthPoint {
  readonly part: "diff" | "hash" | "plan" | "submit";
  readonly files: number;
  readonly ms: number;
  readonly peakBytes: number;
}

/** What one part measured when it last ran. */
export interface PartResult {
  readonly figures: readonly Figure[];
  readonly growth?: readonly GrowthPoint[];
}

/** Kept beside the page, so that a part that fails loses nothing of the others. */
const RESULTS_FILE = join(ROOT, "docs/performance.json");

export function readResults(): Readonly<Record<string, PartResult>> {
  try {
    return JSON.parse(readFileSync(RESULTS_FILE, "utf8")) as Readonly<Record<string, PartResult>>;
  } catch {
    return {};
  }
}

export function writeResults(results: Readonly<Record<string, PartResult>>): void {
  writeFileSync(RESULTS_FILE, `${JSON.stringify(results, undefined, 2)}\n`);
}
