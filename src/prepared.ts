import type { ChangesRead } from "./changes/change.ts";
import type { Routed } from "./changes/route-changes.ts";
import type { Destination } from "./inputs/config.ts";
import type { Need } from "./mapping/need.ts";
import type { Plan } from "./plan/plan.ts";
import type { ProofPlan } from "./purge/proof-plan.ts";
import type { DeployMemory } from "./state/deploy-memory.ts";

/** A destination with all that is known before the first request. */
export interface Prepared {
  readonly destination: Destination;
  readonly changes: ChangesRead;
  readonly routed: Routed;
  readonly need: Need;
  readonly plan: Plan;
  /** Why all that lies under the site's URL is purged. */
  readonly everything?: string;
  readonly proof: ProofPlan;
  readonly memory: DeployMemory;
  /** Why nothing is sent: the build became the baseline, or is not live yet. */
  readonly sendsNothing: "adopted" | "announced" | undefined;
  readonly changesMs: number;
  readonly planMs: number;
}
