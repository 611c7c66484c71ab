import { formatSeconds } from "../lib/format.ts";
import { PurgeError } from "../model/errors.ts";
import type { Failure, Outcome } from "../model/outcome.ts";
import type { Receipt } from "../model/provider.ts";
import type { ConcurrencyLimit } from "./concurrency-limit.ts";
import { ask, type DeliverySession, type ExchangeResult } from "./exchange.ts";
import { POLL } from "./limits/rate-meter.ts";
import type { Submission } from "./submit.ts";
import type { Accepted } from "./work-item.ts";

/** Follows a submission until it has reached its level, or the run is over. */
export type Settle = (submission: Submission) => Promise<Outcome>;

/** How much longer each pause between two polls of one purge is, up to the provider's own longest. */
const POLL_GROWTH = 1.5;
/** Kept for a last poll before the deadline, in milliseconds, instead of sleeping past it. */
const LAST_POLL_MS = 2_000;

export function createSettle(session: DeliverySession, concurrency: ConcurrencyLimit): Settle {
  const { done } = session.options.capabilities;
  let window: Promise<Failure | undefined> | undefined;

  async function settleWindow(submission: Submission, perSeconds: number): Promise<Outcome> {
    if (session.options.level === "accepted") return outcomeOf(submission, "accepted");
    await session.submitted.reached;
    // One window for all: it starts with the last acceptance, which is when submitting ended.
    window ??= waitWindow(session, perSeconds);
    const failure = await window;
    return failure === undefined ? outcomeOf(submission, "completed") : outcomeOf(submission, "accepted", { failure });
  }

  async function settlePolled(submission: Submission): Promise<Outcome> {
    const early = concurrency.bind(submission.workItem.load);
    if (!early && submission.workItem.accepted.some(({ kind }) => kind === "pending")) {
      if (session.options.level === "accepted") return outcomeOf(submission, "accepted");
      await session.submitted.reached;
    }
    const followed = await Promise.all(submission.workItem.accepted.map((accepted) => follow(session, accepted)));
    return polledOutcome(submission, followed);
  }

  return async (submission) => {
    if (submission.failure !== undefined) return failedOutcome(submission);
    if (done.by === "poll") return settlePolled(submission);
    if (submission.workItem.accepted.some(({ kind }) => kind === "pending")) {
      throw new PurgeError("bug", "a provider without a status says that a purge is pending");
    }
    if (done.by === "response") return outcomeOf(submission, "completed", { confirmed: true });
    return settleWindow(submission, done.seconds);
  };
}

async function waitWindow(session: DeliverySession, perSeconds: number): Promise<Failure | undefined> {
  const windowMs = perSeconds * 1000;
  const leftMs = session.deadline.remainingMs();
  if (windowMs >= leftMs) {
    const message = `accepted; its ${formatSeconds(windowMs)} to propagate do not fit the ${formatSeconds(leftMs)} left of the timeout`;
    return session.deadline.failure() ?? { fault: "deadline", message };
  }
  session.world.log.info(
    `all accepted; waiting ${formatSeconds(windowMs)}, which is what the purge takes to reach every edge`,
  );
  await session.world.clock.sleep(windowMs, session.deadline.signal);
  return session.deadline.failure();
}

/** How far following one receipt came: `unknown` is accepted, and will not be known any better. */
interface Followed {
  readonly kind: "done" | "failed" | "unknown";
  readonly refused: Outcome["refused"];
  readonly receipt: Receipt;
  /** `unknown`: absent when nobody asked for more than acceptance. */
  readonly failure?: Failure;
}

/** Asks again, ever more slowly, until the purge is done, has failed, or the run is over. */
async function follow(session: DeliverySession, accepted: Accepted): Promise<Followed> {
  const { done } = session.options.capabilities;
  const { connection } = accepted;
  if (accepted.kind === "done") return { kind: "done", receipt: accepted.receipt, refused: accepted.refused };
  if (done.by !== "poll" || connection.poll === undefined) {
    throw new PurgeError("bug", "a provider says that a purge is pending, and cannot be asked for it");
  }
  const poll = connection.poll.bind(connection);
  // A deadline ends everything; reaching the level of `accepted` ends asking that only made room for further purges.
  const ended = session.options.level === "accepted" ? session.submitted.signal : session.deadline.signal;
  const firstMs = accepted.atMs + done.firstMs - session.world.clock.monotonicMs();
  let state: Following = { receipt: accepted.receipt, refused: accepted.refused, last: "", waitMs: firstMs };
  for (let pauseMs = done.firstMs; ; pauseMs = Math.min(pauseMs * POLL_GROWTH, done.maxMs)) {
    if (state.waitMs > 0) await session.world.clock.sleep(state.waitMs, ended);
    const stopped = session.stop.failure();
    if (stopped?.fault === "auth" || stopped?.fault === "site")
      return unknown(state, prefixed("accepted, not followed", stopped));
    if (ended.aborted) return unknown(state, openFailure(session, accepted, state.last));
    const { receipt } = state;
    const requested = await ask(session, POLL, ended, () => poll(receipt, undefined));
    const step = afterPoll(session, requested, { accepted, state, pauseMs });
    if ("kind" in step) return step;
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
  session: DeliverySession,
  requested: ExchangeResult,
  { accepted, state, pauseMs }: { readonly accepted: Accepted; readonly state: Following; readonly pauseMs: number },
): Following | Followed {
  const { receipt, refused } = state;
  if (requested.kind === "ended")
    return unknown(state, openFailure(session, accepted, state.last || requested.failure.message));
  if (requested.kind !== "failed") {
    const known = { receipt: requested.receipt, refused: [...refused, ...(requested.refused ?? [])] };
    if (requested.kind === "done") return { ...known, kind: "done" };
    return { ...known, last: requested.message ?? "", waitMs: nextPollMs(session, pauseMs) };
  }
  const { fault, message } = requested;
  if (requested.clockCorrected === true) return { receipt, refused, last: message, waitMs: 0 };
  const isHopeless = fault === "auth" || fault === "site";
  if (isHopeless) session.stop.raise({ fault, message });
  if (isHopeless || fault === "invalid" || fault === "quota") {
    return { receipt, refused, kind: "failed", failure: { fault, message } };
  }
  const isFinal = requested.retryable === false || requested.maxAttempts === 1;
  if (isFinal) return unknown(state, prefixed("accepted", requested));
  if (requested.waitMs !== undefined) session.limiter.pause(requested.waitMs);
  const waitMs = Math.max(pauseMs, requested.waitMs ?? 0);
  if (waitMs >= session.deadline.remainingMs()) return unknown(state, openFailure(session, accepted, message));
  return { receipt, refused, last: message, waitMs };
}

function unknown({ receipt, refused }: Following, failure: Failure | undefined): Followed {
  return { kind: "unknown", receipt, refused, ...(failure === undefined ? {} : { failure }) };
}

function prefixed(state: string, { fault, message }: Failure): Failure {
  return { fault, message: `${state}: ${message}` };
}

/** The usual pause, or less where that allows one more poll before the deadline. */
function nextPollMs(session: DeliverySession, pauseMs: number): number {
  const leftMs = session.deadline.remainingMs();
  return pauseMs < leftMs ? pauseMs : Math.max(leftMs - LAST_POLL_MS, Math.min(LAST_POLL_MS, pauseMs));
}

/** Accepted, and not known to be complete: what is said of it when the level asks for completion. */
function openFailure(session: DeliverySession, { atMs }: Accepted, last: string): Failure | undefined {
  if (session.options.level === "accepted") return undefined;
  const over = session.deadline.failure();
  const waited = formatSeconds(session.world.clock.monotonicMs() - atMs);
  const message = `accepted, not completed after ${waited}`;
  const why = over?.fault === "cancelled" ? `; ${over.message}` : last === "" ? "" : `; last answer: ${last}`;
  return { fault: over?.fault ?? "deadline", message: `${message}${why}` };
}

function polledOutcome(submission: Submission, followed: readonly Followed[]): Outcome {
  const refused = followed.flatMap(({ refused }) => refused);
  const more = { refused, receipts: followed.map(({ receipt }) => receipt) };
  const failed = followed.find(({ kind }) => kind === "failed");
  if (failed !== undefined) return outcomeOf(submission, "failed", { ...more, ...pick(failed) });
  const open = followed.find(({ kind }) => kind === "unknown");
  if (open !== undefined) return outcomeOf(submission, "accepted", { ...more, ...pick(open) });
  return outcomeOf(submission, "completed", { ...more, confirmed: true });
}

function pick({ failure }: Followed): { readonly failure?: Failure } {
  return failure === undefined ? {} : { failure };
}

/** Nothing went out: `unsent`. Anything that may have arrived is `failed`, since its outcome is unknown. */
function failedOutcome(submission: Submission): Outcome {
  const failure = submission.failure as Failure;
  const { tries, whole } = submission.workItem;
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
  const { batch, tries, accepted } = submission.workItem;
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
