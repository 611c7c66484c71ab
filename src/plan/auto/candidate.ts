import type { Alternative } from "../../model/plan.ts";
import type { StageResult } from "../stage-result.ts";

/** Instructions for what changed, and the candidates that were compared to find them. */
export interface Chosen extends StageResult {
  readonly alternatives?: readonly Alternative[];
  /** Known objects that are evicted although they did not change, where the translations do not add up to it. */
  readonly collateral?: number;
}

/** One plan for what changed, in numbers; its instructions are built only if it is chosen. */
export interface Candidate extends Omit<Alternative, "why" | "usd"> {
  build(): StageResult;
}
