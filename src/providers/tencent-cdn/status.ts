import type { Memo, ProviderResult, Receipt } from "../../model/provider.ts";
import { contradiction, type Read } from "../kit/read-answer.ts";
import type { Tasks } from "./schema.ts";

/** A task has one entry for each URL, perhaps one for each region, and is asked about by state: first what is under way. */
type State = "process" | "fail" | "done";

/** The state that is asked for next. */
export function stateOf({ memo }: Receipt): State {
  return (memo?.["state"] ?? "process") as State;
}

/**
 * A task is complete when none of it is under way, then none has failed, and then at least as many are done as were sent.
 *
 * @returns undefined where fewer are done than were sent, and none is anything else: the status does not know them yet.
 */
export function judge(receipt: Receipt, { body: { Response }, message }: Read<Tasks>): ProviderResult | undefined {
  const { PurgeLogs, TotalCount } = Response;
  const requested = stateOf(receipt);
  const logs = PurgeLogs ?? [];
  const other = logs.find(({ TaskId, Status }) => TaskId !== receipt.id || Status !== requested);
  if (other !== undefined) {
    return contradiction(
      message,
      `it tells of the task ${other.TaskId.slice(0, 64)} in state "${other.Status.slice(0, 50)}"`,
    );
  }
  const count = Math.max(TotalCount, logs.length);
  if (requested === "process") return later(receipt, count > 0 ? "process" : "fail", `${count} are in "process"`);
  if (requested === "fail") {
    if (count === 0) return later(receipt, "done", 'none is in "process"');
    const urls = logs.map(({ Url }) => Url).slice(0, 5);
    return contradiction(message, `${count} of the task failed: ${urls.join(", ").slice(0, 500)}`);
  }
  return count >= Number(receipt.memo?.["sent"]) ? { kind: "done", receipt } : undefined;
}

export function later(receipt: Receipt, state: State, message: string): ProviderResult {
  const memo: Memo = { ...receipt.memo, state };
  return { kind: "pending", receipt: { ...receipt, memo }, message };
}
