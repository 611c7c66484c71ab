/** One purge of Batoff's as the CDN works it off. */
export interface Task {
  readonly id: string;
  readonly startedAt: number;
  readonly itemsTotal: number;
  /** How many are done at the end. */
  readonly itemsDone: number;
  /** The word at the end; undefined when the task never ends. */
  readonly finalState: string | undefined;
}

/** A task waits for the first quarter of the propagation, and works in the rest. */
const QUEUED_SHARE = 0.25;

/** The body of a task's status: `queued`, `running` with a growing `items_done`, then the final state. */
export function taskStatus(task: Task, now: number, propagationMs: number): Readonly<Record<string, unknown>> {
  const { id: task_id, itemsTotal: items_total, finalState } = task;
  const progress = propagationMs === 0 ? 1 : (now - task.startedAt) / propagationMs;
  if (progress < QUEUED_SHARE) return { task_id, state: "queued", items_total, items_done: 0 };
  const started_at = seconds(task.startedAt + QUEUED_SHARE * propagationMs);
  if (progress < 1 || finalState === undefined) {
    const share = Math.min((progress - QUEUED_SHARE) / (1 - QUEUED_SHARE), 1);
    const items_done = Math.min(Math.floor(share * items_total), items_total - 1);
    return { task_id, state: "running", items_total, items_done, started_at };
  }
  const completed_at = seconds(task.startedAt + propagationMs);
  return { task_id, state: finalState, items_total, items_done: task.itemsDone, started_at, completed_at };
}

/** RFC 3339 to the second, as in the vendor's example. */
function seconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID: 10 characters of milliseconds, 16 of anything; a counter here, so that runs are repeatable. */
export function ulid(time: number, counter: number): string {
  return `${base32(time, 10)}${base32(counter, 16)}`;
}

function base32(value: number, length: number): string {
  const digits = Array.from({ length }, (_, place) => CROCKFORD[Math.floor(value / 32 ** place) % 32]);
  return digits.reverse().join("");
}
