import type { ProviderResult, Receipt } from "../../model/provider.ts";
import { judgeState, type TaskTimes, wrongTimes } from "../kit/task-status.ts";
import type { Accepted, Settings, Task } from "./schema.ts";

/** Why the answer cannot be about this task, whatever its state. */
export function otherTask(task: Accepted | Task, { id, memo }: Receipt, { site }: Settings): string | undefined {
  const { task_id, site_id, items_total: total, items_done, items_failed } = task;
  if (typeof task_id === "string" && task_id !== id) return `it is about the task ${task_id.slice(0, 100)}`;
  if (typeof site_id === "string" && site_id !== site) return `it is about the site ${site_id.slice(0, 100)}`;
  const counts = [total, items_done, items_failed].filter((count) => typeof count === "number");
  if (counts.some((count) => count < 0)) return "it counts less than nothing";
  const sent = memo?.["sent"];
  // Zero may be what it has counted so far.
  const isOther = memo?.["by"] === "path" && typeof total === "number" && total > 0 && total !== sent;
  return isOther ? `it has ${total} items, and ${sent} were sent` : undefined;
}

/** A task is done when it says so, with all of its items and with all that was requested. An unknown state is not done yet. */
export function judge({ settings, ...seen }: TaskTimes & { readonly settings: Settings }, task: Task): ProviderResult {
  const { receipt } = seen;
  const state = `"${task.state.slice(0, 100)}"`;
  const numbers = `${task.items_done ?? "?"} of ${task.items_total ?? "?"} items purged`;
  const verdict = judgeState(task.state, settings.states);
  if (verdict === "unknown") return { kind: "pending", receipt, message: `the task is ${state} with ${numbers}` };
  if (verdict === "failure")
    return { kind: "failed", fault: "invalid", message: `The task ended as ${state} with ${numbers}` };
  const { created_at, started_at, completed_at, finished_at } = task;
  const missing =
    whatIsMissing(task, receipt) ?? wrongTimes({ created_at, started_at, completed_at, finished_at }, seen);
  if (missing === undefined) return { kind: "done", receipt };
  return { kind: "failed", fault: "invalid", message: `The task is ${state} with ${numbers}, but ${missing}` };
}

/** What a task lacks that calls itself done. A prefix or a tag may stand for more items than one; a URL is one. */
function whatIsMissing({ items_total, items_done, items_failed }: Task, { memo }: Receipt): string | undefined {
  const [total, done, failed] = [items_total ?? undefined, items_done ?? undefined, items_failed ?? 0];
  if (failed !== 0) return `${failed} items failed`;
  const count = memo?.["sent"];
  const sent = typeof count === "number" ? count : 1;
  const isExact = memo?.["by"] === "path";
  if (total !== undefined && (total < sent || (isExact && total !== sent)))
    return `it has ${total} items, and ${sent} were sent`;
  if (done !== undefined && done < (total ?? sent)) return `only ${done} items are done`;
  if (done !== undefined && total !== undefined && done > total) return "more items are done than it has";
  return undefined;
}
