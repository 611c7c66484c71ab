import type { Alternative } from "../../model/plan.ts";
import type { Instruction } from "../instruction.ts";

/** Instructions for what changed, and what was weighed to find them. */
export interface Chosen {
  readonly instructions: readonly Instruction[];
  readonly alternatives?: readonly Alternative[];
  /** Known objects that go although they did not change, where the lowerings do not add up to it. */
  readonly collateral?: number;
}

/** One way to purge what changed, in numbers, and its instructions if it is chosen. */
export interface Candidate extends Omit<Alternative, "why"> {
  toInstructions(): readonly Instruction[];
}
