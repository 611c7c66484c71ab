import type { ProviderResult } from "../../model/provider.ts";
import { contradiction, type Read } from "../kit/read-answer.ts";
import { type TaskTimes, wrongTimes } from "../kit/task-status.ts";
import type { Task } from "./schema.ts";

/** The state of a URL that is refreshed; the others are waiting, processing, refreshing, preheating and failed. */
const REFRESHED = /^succeed(?:ed)?$/i;

/** What a task says of itself: complete when it is done, none has failed, and at least as many succeeded as were sent. */
export function judge(times: TaskTimes, { body, message }: Read<Task>): ProviderResult {
  const { receipt } = times;
  const { memo = {} } = receipt;
  const other = otherTask(body, receipt.id, memo["type"]);
  if (other !== undefined) return contradiction(message, other);
  const { status, failed, total, succeed, processing } = body;
  if (failed !== 0) {
    const urls = (body.urls ?? []).filter((one) => /^failed$/i.test(one.status)).map(({ url }) => url);
    return contradiction(message, `${failed} of ${total} failed: ${urls.slice(0, 5).join(", ").slice(0, 500)}`);
  }
  if (status !== "task_done") {
    return {
      kind: "pending",
      receipt,
      message: `the task is "${status.slice(0, 100)}", ${succeed} of ${total} are done`,
    };
  }
  const sent = Number(memo["sent"]);
  const open = body.urls?.find((one) => !REFRESHED.test(one.status));
  const wrong =
    wrongTimes({ create_time: body.create_time }, times) ??
    (open === undefined ? undefined : `${open.url.slice(0, 200)} is "${open.status}"`) ??
    (processing ? `${processing} are in process` : undefined) ??
    (succeed !== total || total < sent ? `${succeed} of ${Math.max(sent, total)} succeeded` : undefined);
  return wrong === undefined ? { kind: "done", receipt } : contradiction(message, wrong);
}

function otherTask({ id, task_type, file_type }: Task, sentId: string | undefined, type: unknown): string | undefined {
  if (id !== sentId) return `it is about the task ${id.slice(0, 64)}`;
  if (typeof task_type === "string" && task_type !== "refresh")
    return `it is a task of type "${task_type.slice(0, 50)}"`;
  if (typeof file_type === "string" && file_type !== type) return `it is about "${file_type.slice(0, 50)}"`;
  return undefined;
}
