import type { HttpResponse } from "../../model/http.ts";
import type { Io, Memo, ProviderResult, Receipt } from "../../model/provider.ts";

/** Words by which a vendor with a status, but without a list of its words, is understood. */
export interface StateWords {
  /** States that mean complete, as whole words. */
  readonly success: readonly string[];
  /** States that mean failed: it is enough that the state contains one of them. */
  readonly failure: readonly string[];
}

/** Words seen for "complete" in comparable APIs; settings extend or replace them. */
export const SUCCESS_STATES = ["success", "succeeded", "successful", "completed", "complete", "done", "finished", "ok"];
/** Parts of words seen for "failed" in comparable APIs. What was done in part is not done. */
export const FAILURE_STATES = [
  "fail",
  "error",
  "abort",
  "cancel",
  "reject",
  "timeout",
  "timed_out",
  "expire",
  "partial",
  "unsuccess",
];

/** What a state means. `unknown` is anything else: queued, running, or a word that nobody documented. */
export function judgeState(state: string, { success, failure }: StateWords): "success" | "failure" | "unknown" {
  const word = normalise(state);
  if (success.some((known) => normalise(known) === word)) return "success";
  if (failure.some((known) => word.includes(normalise(known)))) return "failure";
  return "unknown";
}

function normalise(word: string): string {
  return word.toLowerCase().replace(/[ _-]+/g, "_");
}

/**
 * The receipt of a task that was taken just now, with what its status must agree with.
 *
 * @param sent what was sent, in the words of the status: counts, a mode.
 */
export function taskReceipt(id: string, io: Io, response: Pick<HttpResponse, "dateMs">, sent: Memo = {}): Receipt {
  const nowMs = io.now().getTime();
  // By whichever clock is behind: neither is known to be right.
  return { id, memo: { ...sent, since: nowMs, notBefore: Math.min(nowMs, response.dateMs ?? nowMs) } };
}

/** How far the clocks of a vendor's servers may be apart; ours. */
const CLOCKS_APART_MS = 60_000;

/** A time in an answer that lies before the purge was requested: then the answer is about another one. */
export function isBeforeSubmit(time: unknown, { memo }: Receipt): boolean {
  const atMs = timeMs(time);
  return atMs !== undefined && atMs < Number(memo?.["notBefore"] ?? Number.NaN) - CLOCKS_APART_MS;
}

/** RFC 3339, or seconds since 1970; undefined for what was never set: the zero of a clock, the year 1 in Go, 1970 in Unix. */
function timeMs(time: unknown): number | undefined {
  if (typeof time !== "string" && typeof time !== "number") return undefined;
  const seconds = Number(time);
  const atMs = Number.isNaN(seconds) ? Date.parse(String(time)) : seconds * 1000;
  return Number.isNaN(atMs) || atMs <= 0 ? undefined : atMs;
}

/** A task that the status does not know yet: normal for `toleranceMs` after it was taken, a failure later. */
export function notKnownYet(receipt: Receipt, io: Io, toleranceMs: number): ProviderResult {
  const waitedMs = io.now().getTime() - Number(receipt.memo?.["since"] ?? 0);
  if (waitedMs < toleranceMs) return { kind: "pending", receipt, message: "the status does not know it yet" };
  return {
    kind: "failed",
    fault: "invalid",
    message: `The provider took the purge, but ${Math.round(waitedMs / 1000)} s later its status does not know it.`,
  };
}
