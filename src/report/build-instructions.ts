import type { Rows } from "../lib/rows.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Item, Plan } from "../model/plan.ts";
import { describeSelector } from "../model/selector.ts";
import type { Instruction } from "./report.ts";

/** Most changed files named per instruction: the report of a broad purge would hold each file many times. */
const MAX_BECAUSE = 20;
/** Stands for the request of what no request carries. */
const NO_BATCH = -1;

/**
 * Every instruction of a plan, and how far each came; without outcomes it is not sent. What no request could carry comes
 * last: it is not purged, and the report must not suggest it.
 */
export function instructionsOf(
  { batches, instructions, unsendable = [] }: Plan,
  outcomes: readonly Outcome[] | undefined,
): Rows<Instruction> {
  const sent: readonly Sent[] = outcomes ?? batches.map((batch) => ({ batch, state: "planned", refused: [] }));
  return {
    length: instructions + unsendable.length,
    // One generator and no other inside it: each step of one makes an object, and there are very many steps.
    *[Symbol.iterator]() {
      for (const { batch, state, refused, failure } of sent) {
        const doubts = new Map(refused.map((one) => [one.item, one]));
        for (let at = 0; at < batch.items.length; at++) {
          const doubt = doubts.get(at);
          const message = doubt === undefined ? failure?.message : doubt.why;
          yield instruction(
            batch.items[at] as Item,
            batch.index,
            doubt === undefined ? state : stateOf(doubt),
            message,
          );
        }
      }
      for (const { selector, targets, message } of unsendable) {
        yield instruction({ selector, targets }, NO_BATCH, "unsent", message);
      }
    },
  };
}

/** A request, or a part of one, and how far it came. */
type Sent = Pick<Outcome, "batch" | "refused" | "failure"> & { readonly state: Outcome["state"] | "planned" };

function stateOf({ fault }: Outcome["refused"][number]): Instruction["state"] {
  return fault === "cancelled" ? "unproven" : (fault ?? "refused");
}

function instruction(
  { selector, targets, causes = targets.length }: Item,
  batch: number,
  state: Instruction["state"],
  message?: string,
): Instruction {
  const files = filesBehind(causes === targets.length ? targets : targets.slice(0, causes));
  return {
    selector: describeSelector(selector),
    batch,
    state,
    requested: targets.some(({ requested }) => requested === "user") ? "user" : "changes",
    because: files.length <= MAX_BECAUSE ? files : files.slice(0, MAX_BECAUSE),
    ...(files.length <= MAX_BECAUSE ? {} : { becauseCount: files.length }),
    message,
  };
}

const NO_FILES: string[] = [];

/** The changed files behind an instruction. Most have one or none, and there may be a hundred thousand. */
function filesBehind(targets: Item["targets"]): string[] {
  if (targets.every(({ because }) => because.length === 0)) return NO_FILES;
  const paths = new Set<string>();
  for (const { because } of targets) for (const { path } of because) paths.add(path);
  return [...paths];
}
