import { seconds } from "../lib/format.ts";
import { PurgeError } from "../model/errors.ts";
import type { Failure, Outcome } from "../model/outcome.ts";
import type { Receipt } from "../model/provider.ts";
import { type Asked, ask, type Run } from "./exchange.ts";
import { POLL } from "./limits/rate-meter.ts";
import type { Slots } from "./slots.ts";
import type { Submission } from "./submit.ts";
import type { Accepted } from "./work-item.ts";

/** Follows a submission until it has reached its level, or the run is over. */
export type Settle = (submission: Submission) => Promise<Outcome>;

/** How much longer each pause between two polls of one purge is, up to the provider's own longest. */
const POLL_GROWTH = 1.5;
/** Kept for a last poll before the deadline, in milliseconds, instead of sleeping past it. */
const LAST_POLL_MS = 2_000;

export function createSettle(run: Run, slots: Slots): Settle {
  const { done } = run.order.capabilities;
  let window: Promise<Failure | undefined> | undefined;

  async function settleWindow(submission: Submission, perSeconds: number): Promise<Outcome> {
    if (run.order.level === "accepted") return outcomeOf(submission, "accepted");
    await run.submitted.reached;
    // One window for all: it starts with the last acceptance, which is when submitting ended.
    window ??= waitWindow(run, perSeconds);
    const failure = await window;
    return failure === undefined ? outcomeOf(submission, "completed") : outcomeOf(submission, "accepted", { failure });
  }

  async function settlePolled(submission: Submission): Promise<Outcome> {
    const early = slots.bind(submission.unit.load);
    if (!early && submission.unit.accepted.some(({ is }) => is === "pending")) {
      if (run.order.level === "accepted") return outcomeOf(submission, "accepted");
      await run.submitted.reached;
    }
    const followed = await Promise.all(submission.unit.accepted.map((accepted) => follow(run, accepted)));
    return polledOutcome(submission, followed);
  }

  return async (submission) => {
    if (submission.failure !== undefined) return failedOutcome(submission);
    if (done.by === "poll") return settlePolled(submission);
    if (submission.unit.accepted.some(({ is }) => is === "pending")) {
      throw new PurgeError("bug", "a provider without a status says that a purge is pending");
    }
    if (done.by === "response") return outcomeOf(submission, "completed", { confirmed: true });
    return settleWindow(submission, done.seconds);
  };
}

async function waitWindow(run: Run, perSeconds: number): Promise<Failure | undefined> {
  const windowMs = perSeconds * 1000;
  const leftMs = run.deadline.remainingMs();
  if (windowMs >= leftMs) {
    const says = `accepted; its ${seconds(windowMs)} to propagate do not fit the ${seconds(leftMs)} left of the timeout`;
    return run.deadline.failure() ?? { fault: "deadline", says };
  }
  run.world.log.info(`all accepted; waiting ${seconds(windowMs)}, which is what the purge takes to reach every edge`);
  await run.world.clock.sleep(windowMs, run.deadline.signal);
  return run.deadline.failure();
}

/** How far following one receipt came: `unknown` is accepted, and will not be known any better. */
interface Followed {
  readonly is: "done" | "failed" | "unknown";
  readonly refused: Outcome["refused"];
  readonly receipt: Receipt;
  /** `unknown`: absent when nobody asked for more than acceptance. */
  readonly failure?: Failure;
}

/** Asks again, ever more slowly, until the purge is done, has failed, or the run is over. */
async function follow(run: Run, accepted: Accepted): Promise<Followed> {
  const { done } = run.order.capabilities;
  const { connection } = accepted;
  if (accepted.is === "done") return { is: "done", receipt: accepted.receipt, refused: accepted.refused };
  if (done.by !== "poll" || connection.poll === undefined) {
    throw new PurgeError("bug", "a provider says that a purge is pending, and cannot be asked for it");
  }
  const poll = connection.poll.bind(connection);
  // A deadline ends everything; reaching the level of `accepted` ends asking that only made room for further purges.
  const ended = run.order.level === "accepted" ? run.submitted.signal : run.deadline.signal;
  const firstMs = accepted.atMs + done.firstMs - run.world.clock.monotonicMs();
  let state: Following = { receipt: accepted.receipt, refused: accepted.refused, last: "", waitMs: firstMs };
  for (let pauseMs = done.firstMs; ; pauseMs = Math.min(pauseMs * POLL_GROWTH, done.maxMs)) {
    if (state.waitMs > 0) await run.world.clock.sleep(state.waitMs, ended);
    const stopped = run.stop.failure();
    if (stopped?.fault === "auth" || stopped?.fault === "site")
      return unknown(state, prefixed("accepted, not followed", stopped));
    if (ended.aborted) return unknown(state, openFailure(run, accepted, state.last));
    const { receipt } = state;
    const asked = await ask(run, POLL, ended, () => poll(receipt));
    const step = afterPoll(run, asked, { accepted, state, pauseMs });
    if ("is" in step) return step;
    state = step;
  }
}

/** Where following a purge stands between two polls. */
interface Following {
  readonly receipt: Receipt;
  readonly refused: Outcome["refused"];
  /** What the last poll said of a purge that is not done, or what went wrong with it; empty when nothing is known. */
  readonly last: string;
  readonly waitMs: number;
}

/** What one poll means: ask again after `waitMs`, or the end. A poll that went wrong says nothing about the purge. */
function afterPoll(
  run: Run,
  asked: Asked,
  { accepted, state, pauseMs }: { readonly accepted: Accepted; readonly state: Following; readonly pauseMs: number },
): Following | Followed {
  const { receipt, refused } = state;
  if (asked.is === "ended") return unknown(state, openFailure(run, accepted, state.last || asked.failure.says));
  if (asked.is !== "failed") {
    const known = { receipt: asked.receipt, refused: [...refused, ...(asked.refused ?? [])] };
    if (asked.is === "done") return { ...known, is: "done" };
    return { ...known, last: asked.says ?? "", waitMs: nextPollMs(run, pauseMs) };
  }
  const { fault, says } = asked;
  if (asked.clockCorrected === true) return { receipt, refused, last: says, waitMs: 0 };
  const isHopeless = fault === "auth" || fault === "site";
  if (isHopeless) run.stop.raise({ fault, says });
  if (isHopeless || fault === "invalid" || fault === "quota") {
    return { receipt, refused, is: "failed", failure: { fault, says } };
  }
  if (asked.retryable === false) return unknown(state, prefixed("accepted", asked));
  if (asked.waitMs !== undefined) run.limiter.pause(asked.waitMs);
  const waitMs = Math.max(pauseMs, asked.waitMs ?? 0);
  if (waitMs >= run.deadline.remainingMs()) return unknown(state, openFailure(run, accepted, says));
  return { receipt, refused, last: says, waitMs };
}

function unknown({ receipt, refused }: Following, failure: Failure | undefined): Followed {
  return { is: "unknown", receipt, refused, ...(failure === undefined ? {} : { failure }) };
}

function prefixed(state: string, { fault, says }: Failure): Failure {
  return { fault, says: `${state}: ${says}` };
}

/** The usual pause, or less where that allows one more poll before the deadline. */
function nextPollMs(run: Run, pauseMs: number): number {
  const leftMs = run.deadline.remainingMs();
  return pauseMs < leftMs ? pauseMs : Math.max(leftMs - LAST_POLL_MS, Math.min(LAST_POLL_MS, pauseMs));
}

/** Accepted, and not known to be complete: what is said of it when the level asks for completion. */
function openFailure(run: Run, { atMs }: Accepted, last: string): Failure | undefined {
  if (run.order.level === "accepted") return undefined;
  const over = run.deadline.failure();
  const waited = seconds(run.world.clock.monotonicMs() - atMs);
  const says = `accepted, not completed after ${waited}`;
  const why = over?.fault === "cancelled" ? `; ${over.says}` : last === "" ? "" : `; last answer: ${last}`;
  return { fault: over?.fault ?? "deadline", says: `${says}${why}` };
}

function polledOutcome(submission: Submission, followed: readonly Followed[]): Outcome {
  const refused = followed.flatMap(({ refused }) => refused);
  const more = { refused, receipts: followed.map(({ receipt }) => receipt) };
  const failed = followed.find(({ is }) => is === "failed");
  if (failed !== undefined) return outcomeOf(submission, "failed", { ...more, ...pick(failed) });
  const open = followed.find(({ is }) => is === "unknown");
  if (open !== undefined) return outcomeOf(submission, "accepted", { ...more, ...pick(open) });
  return outcomeOf(submission, "completed", { ...more, confirmed: true });
}

function pick({ failure }: Followed): { readonly failure?: Failure } {
  return failure === undefined ? {} : { failure };
}

/** Nothing went out: `unsent`. Anything that may have arrived is `failed`, since its outcome is unknown. */
function failedOutcome(submission: Submission): Outcome {
  const failure = submission.failure as Failure;
  const { tries, whole } = submission.unit;
  return outcomeOf(submission, tries === 0 && whole === undefined ? "unsent" : "failed", { failure });
}

function outcomeOf(
  submission: Submission,
  state: Outcome["state"],
  more: {
    readonly confirmed?: boolean;
    readonly failure?: Failure;
    readonly refused?: Outcome["refused"];
    readonly receipts?: readonly Receipt[];
  } = {},
): Outcome {
  const { batch, tries, accepted } = submission.unit;
  const receipts = more.receipts ?? accepted.map(({ receipt }) => receipt);
  const refused = more.refused ?? accepted.flatMap((one) => one.refused);
  return {
    batch,
    state,
    confirmed: more.confirmed ?? false,
    refused: onePerItem(refused),
    taskIds: [...new Set([...accepted.map(({ receipt }) => receipt), ...receipts].flatMap(({ id }) => id ?? []))],
    ...(more.failure === undefined ? {} : { failure: more.failure }),
    attempts: tries,
  };
}

/** Several connections may refuse the same item: it is one item that was not taken. */
function onePerItem(refused: Outcome["refused"]): Outcome["refused"] {
  const first = new Map(refused.toReversed().map((one) => [one.item, one]));
  return first.size === refused.length ? refused : [...first.values()].toSorted((a, b) => a.item - b.item);
}
