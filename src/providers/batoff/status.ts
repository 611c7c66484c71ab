import type { ProviderResult, Receipt } from "../../model/provider.ts";
import { isBeforeSubmit, judgeState } from "../kit/task-status.ts";
import type { Settings, Task } from "./schema.ts";

/** Why the answer cannot be about this task. */
export function otherTask({ task_id: id, items_total, items_done }: Task, receipt: Receipt): string | undefined {
  if (typeof id === "string" && id !== receipt.id) return `it is about the task ${id.slice(0, 100)}`;
  const counts = [items_total, items_done].filter((count) => typeof count === "number");
  return counts.some((count) => count < 0) ? "it counts less than nothing" : undefined;
}

/** A task is done when it says so, with all of its items and with all that was requested. An unknown state is not done yet. */
export function judge(settings: Settings, receipt: Receipt, task: Task): ProviderResult {
  const state = `"${task.state.slice(0, 100)}"`;
  const numbers = `${task.items_done ?? "?"} of ${task.items_total ?? "?"} items purged`;
  const verdict = judgeState(task.state, settings.states);
  if (verdict === "unknown") return { kind: "pending", receipt, message: `the task is ${state} with ${numbers}` };
  if (verdict === "failure")
    return { kind: "failed", fault: "invalid", message: `The task ended as ${state} with ${numbers}` };
  const early = [task.started_at, task.completed_at].find((time) => isBeforeSubmit(time, receipt));
  const missing = early === undefined ? whatIsMissing(task, receipt) : `the time ${early}, before it was asked for`;
  if (missing === undefined) return { kind: "done", receipt };
  return { kind: "failed", fault: "invalid", message: `The task is ${state} with ${missing} (${numbers})` };
}

/** What a task lacks that calls itself done. A prefix or a tag may stand for more items than one; a URL is one. */
function whatIsMissing({ items_total, items_done, items_failed }: Task, { memo }: Receipt): string | undefined {
  const [total, done, failed] = [items_total ?? undefined, items_done ?? undefined, items_failed ?? 0];
  if (failed !== 0) return `${failed} items that failed`;
  const count = memo?.["sent"];
  const sent = typeof count === "number" ? count : 1;
  const isExact = memo?.["by"] === "path";
  if (total !== undefined && (total < sent || (isExact && total !== sent)))
    return `${total} items, and ${sent} were sent`;
  if (done !== undefined && done < (total ?? sent)) return `only ${done} items done`;
  if (done !== undefined && total !== undefined && done > total) return "more items done than it has";
  return undefined;
}
