import type { ProviderResult, Receipt } from "../../model/provider.ts";
import { denialIn } from "../kit/denial.ts";
import { contradiction, type Read } from "../kit/read-answer.ts";
import { type TaskTimes, wrongTimes } from "../kit/task-status.ts";
import type { Tasks } from "./schema.ts";

/** "You can specify at most 10 task IDs in each call." */
const MAX_IDS = 10;

/** The ids that are asked about next: the first of those that are not complete. */
export function openIds({ id = "", memo }: Receipt): readonly string[] {
  return String(memo?.["open"] ?? id)
    .split(",")
    .slice(0, MAX_IDS);
}

/**
 * Complete when each id is listed and everything that is listed is `Complete`, ten ids after the other.
 *
 * @returns undefined where an id is not listed: the status does not know it yet.
 */
export function judge(times: TaskTimes, { body, message }: Read<Tasks>): ProviderResult | undefined {
  const { receipt } = times;
  const requested = openIds(receipt);
  const tasks = body.Tasks ?? [];
  for (const task of tasks) {
    const wrong = wrongIn(task, requested, times);
    if (wrong !== undefined) return contradiction(message, wrong);
  }
  const failed = tasks.filter(({ Status }) => /^failed$/i.test(Status));
  if (failed.length > 0) {
    const urls = failed.map(({ ObjectPath }) => ObjectPath).slice(0, 5);
    return contradiction(message, `${failed.length} of ${tasks.length} failed: ${urls.join(", ").slice(0, 500)}`);
  }
  const open = tasks.find(({ Status }) => !/^complete$/i.test(Status));
  if (open !== undefined) return { kind: "pending", receipt, message: `a task is "${open.Status.slice(0, 100)}"` };
  const { TotalCount } = body;
  if (TotalCount !== undefined && TotalCount !== null && TotalCount < tasks.length)
    return contradiction(message, `it lists ${tasks.length} tasks, and counts ${TotalCount}`);
  const listed = new Set(tasks.map(({ TaskId }) => TaskId));
  if (requested.some((id) => !listed.has(id)) || tasks.length < (TotalCount ?? 0)) return undefined;
  const left = String(receipt.memo?.["open"] ?? receipt.id)
    .split(",")
    .slice(MAX_IDS);
  if (left.length === 0) return { kind: "done", receipt };
  const next = { ...receipt, memo: { ...receipt.memo, open: left.join(",") } };
  return { kind: "pending", receipt: next, message: `${left.length} more ids are to be polled` };
}

type Task = NonNullable<Tasks["Tasks"]>[number];

function wrongIn(task: Task, requested: readonly string[], times: TaskTimes): string | undefined {
  if (!requested.includes(task.TaskId)) return `it names the task ${task.TaskId.slice(0, 40)}, which was not requested`;
  const isComplete = /^complete$/i.test(task.Status);
  if (isComplete && (task.Process ?? "100%") !== "100%")
    return `it is complete, and its Process is ${task.Process?.slice(0, 40)}`;
  const denial = isComplete ? denialIn(task, ["Status"]) : undefined;
  return denial ?? wrongTimes({ CreationTime: task.CreationTime }, times);
}
