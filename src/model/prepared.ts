import type { ChangesRead } from "./change.ts";
import type { Destination } from "./config.ts";
import type { DeployMemory } from "./memory.ts";
import type { Plan } from "./plan.ts";
import type { ProofPlan } from "./proof.ts";
import type { Routed } from "./route.ts";
import type { StaleContent } from "./stale.ts";

/** A destination with all that is known before the first request. */
export interface Prepared {
  readonly destination: Destination;
  readonly changes: ChangesRead;
  readonly routed: Routed;
  readonly staleContent: StaleContent;
  readonly plan: Plan;
  /** Why all that lies under the site's URL is purged. */
  readonly everything?: string | undefined;
  readonly proof: ProofPlan;
  readonly memory: DeployMemory;
  /** Why nothing is sent: the build became the baseline, or is not live yet. */
  readonly sendsNothing: "adopted" | "announced" | undefined;
  /** What the user may have meant otherwise, one sentence each: said as an annotation, and shown with the plan. */
  readonly hints?: readonly string[] | undefined;
  readonly changesMs: number;
  readonly planMs: number;
}
