import type { Item, Plan } from "../plan/plan.ts";
import { describeSelector } from "../plan/selector.ts";
import type { Outcome } from "../purge/outcome.ts";
import type { Instruction } from "./report.ts";

/** Most changed files named per instruction: the report of a broad purge would hold each file many times. */
const MOST_BECAUSE = 20;
/** Stands for the request of what no request carries. */
const NO_BATCH = -1;

/** All instructions of a plan that is not sent. */
export function plannedInstructions(plan: Pick<Plan, "batches">): Instruction[] {
  return plan.batches.flatMap(({ index, items }) => items.map((item) => instruction(item, index, "planned")));
}

/** The instructions of one request, and how far each came. */
export function sentInstructions({ batch, state, refused, failure }: Outcome): Instruction[] {
  const doubts = new Map(refused.map((one) => [one.item, one]));
  return batch.items.map((item, position) => {
    const doubt = doubts.get(position);
    if (doubt !== undefined) return instruction(item, batch.index, doubt.fault ?? "refused", doubt.why);
    return instruction(item, batch.index, state, failure?.says);
  });
}

function instruction(
  { selector, targets }: Item,
  batch: number,
  state: Instruction["state"],
  says?: string,
): Instruction {
  return {
    selector: describeSelector(selector),
    batch,
    state,
    asked: targets.some(({ asked }) => asked === "user") ? "user" : "changes",
    because: becauseOf(targets),
    ...(says === undefined ? {} : { says }),
  };
}

/** The first changed files behind an instruction. Most have one or none, and there may be a hundred thousand. */
function becauseOf(targets: Item["targets"]): string[] {
  const paths: string[] = [];
  for (const { because } of targets) {
    for (const { path } of because) if (!paths.includes(path)) paths.push(path);
    if (paths.length >= MOST_BECAUSE) break;
  }
  return paths.slice(0, MOST_BECAUSE);
}

/** What no request could carry stands beside the rest: it is not purged, and the run must not look as if it were. */
export function unsendableInstructions({ unsendable = [] }: Plan): Instruction[] {
  return unsendable.map(({ selector, targets, says }) => instruction({ selector, targets }, NO_BATCH, "unsent", says));
}
