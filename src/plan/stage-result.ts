import type { Problem } from "../model/errors.ts";
import type { Translation } from "../model/plan.ts";
import type { Instruction } from "./instruction.ts";

/** What a stage of planning returns: instructions, their translations, notes for the user, problems that forbid sending. */
export interface StageResult {
  readonly instructions: readonly Instruction[];
  readonly translations: readonly Translation[];
  /** One sentence each, for log and summary. */
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
}

export const EMPTY_RESULT: StageResult = { instructions: [], translations: [], notes: [], problems: [] };

/** Fills in what a stage has nothing of. */
export function stageResult(given: Partial<StageResult>): StageResult {
  return { ...EMPTY_RESULT, ...given };
}

/** The results of several stages as one, in their order. */
export function joinResults(results: readonly StageResult[]): StageResult {
  if (results.length === 1 && results[0] !== undefined) return results[0];
  return {
    instructions: results.flatMap(({ instructions }) => instructions),
    translations: results.flatMap(({ translations }) => translations),
    notes: [...new Set(results.flatMap(({ notes }) => notes))],
    problems: results.flatMap(({ problems }) => problems),
  };
}
