import { formatSeconds } from "../lib/format.ts";
import { PurgeError } from "../model/errors.ts";
import type { Failure, Outcome } from "../model/outcome.ts";
import type { ProviderResult, Receipt } from "../model/provider.ts";
import type { ConcurrencyLimit } from "./concurrency-limit.ts";
import { type DeliverySession, exchangeInSession } from "./delivery-session.ts";
import { type ExchangeResult, endedMessage, type FailedAttempt } from "./exchange.ts";
import { POLL } from "./limits/rate-meter.ts";
import type { Submission } from "./submit.ts";
import type { Accepted } from "./work-item.ts";

/** Follows a submission until it has reached its level, or the run is over. */
export type Settle = (submission: Submission) => Promise<Outcome>;

/** How much longer each pause between two polls of one purge is, up to the provider's own longest. */
const POLL_GROWTH = 1.5;
/** Kept for a last poll before the deadline, in milliseconds, instead of sleeping past it. */
const LAST_POLL_MS = 2_000;

/** @throws {PurgeError} bug, when a provider's answers do not fit its capabilities. */
export function createSettle(session: DeliverySession, concurrency: ConcurrencyLimit): Settle {
  const { done } = session.options.capabilities;
  const windows = createWindows(session);
  return async (submission) => {
    const { accepted } = submission.workItem;
    if (submission.failure !== undefined || accepted === undefined) return failedOutcome(submission);
    if (done.by === "poll") return settlePolled(session, submission, accepted, concurrency);
    if (accepted.kind === "pending")
      throw new PurgeError("bug", "a provider without a status says that a purge is pending");
    if (done.by === "response") return outcomeOf(submission, "completed", { confirmed: true });
    if (session.options.level === "accepted") return outcomeOf(submission, "accepted");
    const failure = await windows.pass(accepted.settlesMs ?? done.seconds * 1000);
    return outcomeOf(submission, failure === undefined ? "completed" : "accepted", { failure });
  };
}

/** The times that purges take to arrive: each length passes once for all, from the last acceptance on. */
interface Windows {
  pass(windowMs: number): Promise<Failure | undefined>;
}

function createWindows(session: DeliverySession): Windows {
  const windows = new Map<number, Promise<Failure | undefined>>();
  return {
    async pass(windowMs) {
      // That is when submitting has ended.
      await session.submitted.reached;
      const window = windows.get(windowMs) ?? waitWindow(session, windowMs);
      windows.set(windowMs, window);
      return window;
    },
  };
}

async function waitWindow({ gate }: DeliverySession, windowMs: number): Promise<Failure | undefined> {
  const { deadline, world } = gate;
  const leftMs = deadline.remainingMs();
  if (windowMs >= leftMs) {
    const message = `accepted; its ${formatSeconds(windowMs)} to propagate do not fit the ${formatSeconds(leftMs)} left of the timeout`;
    return deadline.failure() ?? { fault: "deadline", message };
  }
  const every = `all accepted; waiting ${formatSeconds(windowMs)}, which is what the purge takes to reach every edge`;
  world.log.info(every);
  await world.clock.sleep(windowMs, deadline.signal);
  return deadline.failure();
}

async function settlePolled(
  session: DeliverySession,
  submission: Submission,
  accepted: Accepted,
  concurrency: ConcurrencyLimit,
): Promise<Outcome> {
  const early = concurrency.bind(submission.workItem.load);
  if (!early && accepted.kind === "pending") {
    if (session.options.level === "accepted") return outcomeOf(submission, "accepted");
    await session.submitted.reached;
  }
  const { kind, refused, receipt, failure } = await follow(session, accepted);
  const state = kind === "done" ? "completed" : kind === "failed" ? "failed" : "accepted";
  return outcomeOf(submission, state, { refused, receipt, failure, confirmed: kind === "done" });
}

/** What polling one receipt has found; `unknown`: accepted, and nothing more can be found out. */
interface Followed {
  readonly kind: "done" | "failed" | "unknown";
  readonly refused: Outcome["refused"];
  readonly receipt: Receipt;
  /** `unknown`: absent when only acceptance was requested. */
  readonly failure?: Failure | undefined;
}

/** Polls with growing pauses until the purge is done, has failed, or the run is over. */
async function follow(session: DeliverySession, accepted: Accepted): Promise<Followed> {
  const { gate, connection, options } = session;
  const { done } = options.capabilities;
  if (accepted.kind === "done") return { kind: "done", receipt: accepted.receipt, refused: accepted.refused };
  if (done.by !== "poll" || connection.poll === undefined)
    throw new PurgeError("bug", "a provider says that a purge is pending, and cannot be polled");
  const poll = connection.poll.bind(connection);
  // A deadline ends everything; at the level `accepted`, polling that only made room for further purges ends too.
  const ended = options.level === "accepted" ? session.submitted.signal : gate.deadline.signal;
  const firstMs = accepted.atMs + Math.max(done.firstMs, accepted.waitMs) - gate.world.clock.monotonicMs();
  let state: Following = { receipt: accepted.receipt, refused: accepted.refused, last: "", waitMs: firstMs };
  for (let pauseMs = done.firstMs; ; pauseMs = Math.min(pauseMs * POLL_GROWTH, done.maxMs)) {
    if (state.waitMs > 0) await gate.world.clock.sleep(state.waitMs, ended);
    const stopped = gate.stop.failure();
    if (stopped?.fault === "auth" || stopped?.fault === "site")
      return unknown(state, prefixed("accepted, not followed", stopped));
    if (ended.aborted) return unknown(state, openFailure(session, accepted, state.last));
    const { receipt } = state;
    const result = await exchangeInSession(session, POLL, ended, (opened) => poll(receipt, opened));
    const step = afterPoll(session, result, { accepted, state, pauseMs });
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

interface Polled {
  readonly accepted: Accepted;
  readonly state: Following;
  readonly pauseMs: number;
}

/** What one poll means: poll again after `waitMs`, or the end. A poll that went wrong says nothing about the purge. */
function afterPoll(
  session: DeliverySession,
  result: ExchangeResult<ProviderResult>,
  polled: Polled,
): Following | Followed {
  const { accepted, state, pauseMs } = polled;
  if (result.kind === "ended")
    return unknown(state, openFailure(session, accepted, state.last || endedMessage(result)));
  if (result.kind === "failed") return afterFailedPoll(session, result, polled);
  const known = { receipt: result.receipt, refused: [...state.refused, ...(result.refused ?? [])] };
  if (result.kind === "done") return { ...known, kind: "done" };
  const next = { ...known, last: result.message ?? "" };
  const { waitMs = 0 } = result;
  if (waitMs < session.gate.deadline.remainingMs())
    return { ...next, waitMs: Math.max(waitMs, nextPollMs(session, pauseMs)) };
  const late = `${next.last === "" ? "" : `${next.last}. `}The next poll is due in ${formatSeconds(waitMs)}`;
  return unknown({ ...next, waitMs }, openFailure(session, accepted, late));
}

function afterFailedPoll(
  session: DeliverySession,
  failed: FailedAttempt,
  { accepted, state, pauseMs }: Polled,
): Following | Followed {
  const { receipt, refused } = state;
  const { fault, message } = failed;
  const { gate } = session;
  if (failed.mended === true) return { receipt, refused, last: message, waitMs: 0 };
  const isHopeless = fault === "auth" || fault === "site";
  if (isHopeless) gate.stop.raise({ fault, message });
  if (isHopeless || fault === "invalid" || fault === "quota")
    return { receipt, refused, kind: "failed", failure: { fault, message } };
  const isFinal = failed.retryable === false || failed.maxAttempts === 1;
  if (isFinal) return unknown(state, prefixed("accepted", failed));
  if (failed.waitMs !== undefined) gate.limiter.pause(failed.waitMs);
  const waitMs = Math.max(pauseMs, failed.waitMs ?? 0);
  if (waitMs >= gate.deadline.remainingMs()) return unknown(state, openFailure(session, accepted, message));
  return { receipt, refused, last: message, waitMs };
}

function unknown({ receipt, refused }: Following, failure: Failure | undefined): Followed {
  return { kind: "unknown", receipt, refused, failure };
}

function prefixed(state: string, { fault, message }: Failure): Failure {
  return { fault, message: `${state}: ${message}` };
}

/** The usual pause, or less where that allows one more poll before the deadline. */
function nextPollMs(session: DeliverySession, pauseMs: number): number {
  const leftMs = session.gate.deadline.remainingMs();
  return pauseMs < leftMs ? pauseMs : Math.max(leftMs - LAST_POLL_MS, Math.min(LAST_POLL_MS, pauseMs));
}

/** The failure of a batch that was accepted and is not known to be complete; none where `accepted` is the level. */
function openFailure(session: DeliverySession, { atMs }: Accepted, last: string): Failure | undefined {
  if (session.options.level === "accepted") return undefined;
  const over = session.gate.deadline.failure();
  const waited = formatSeconds(session.gate.world.clock.monotonicMs() - atMs);
  const message = `accepted, not completed after ${waited}`;
  const why = over?.fault === "cancelled" ? `; ${over.message}` : last === "" ? "" : `; last answer: ${last}`;
  return { fault: over?.fault ?? "deadline", message: `${message}${why}` };
}

/** Nothing went out: `unsent`. Anything that may have arrived is `failed`, since its outcome is unknown. */
function failedOutcome(submission: Submission): Outcome {
  const failure = submission.failure as Failure;
  const { tries, undividedFailure } = submission.workItem;
  return outcomeOf(submission, tries === 0 && undividedFailure === undefined ? "unsent" : "failed", { failure });
}

function outcomeOf(
  { workItem }: Submission,
  state: Outcome["state"],
  more: {
    readonly confirmed?: boolean;
    readonly failure?: Failure | undefined;
    readonly refused?: Outcome["refused"];
    readonly receipt?: Receipt;
  } = {},
): Outcome {
  const { batch, tries, accepted } = workItem;
  const receipts = [accepted?.receipt, more.receipt];
  return {
    batch,
    state,
    confirmed: more.confirmed ?? false,
    refused: onePerItem(more.refused ?? accepted?.refused ?? []),
    taskIds: [...new Set(receipts.flatMap((receipt) => receipt?.id ?? []))],
    failure: more.failure,
    attempts: tries,
    answer: accepted?.kind === "done" ? accepted.message : undefined,
  };
}

/** A submit and a poll may refuse the same item: it is one item that was not taken. */
function onePerItem(refused: Outcome["refused"]): Outcome["refused"] {
  const first = new Map(refused.toReversed().map((one) => [one.item, one]));
  return first.size === refused.length ? refused : [...first.values()].toSorted((a, b) => a.item - b.item);
}
