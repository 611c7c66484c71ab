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

/** When a request went out and what came back: what the times in later answers are compared with. */
export interface SentAt {
  /** The runner's clock when the request went out, in milliseconds since 1970. */
  readonly sentMs: number;
  readonly io: Pick<Io, "now">;
  readonly response: Pick<HttpResponse, "dateMs">;
}

/**
 * The receipt of a task that was taken just now, with what its status must agree with.
 *
 * @param sent what was sent, in the words of the status: counts, a mode.
 */
export function taskReceipt(id: string, { sentMs, io, response }: SentAt, sent: Memo = {}): Receipt {
  const nowMs = io.now().getTime();
  const vendorMs = (response.dateMs ?? nowMs) - (nowMs - sentMs);
  // By whichever clock is behind: neither is known to be right.
  return { id, memo: { ...sent, since: nowMs, notBefore: Math.min(sentMs, vendorMs) - apartMs(response) } };
}

/**
 * How far the clocks of a vendor's servers may be apart, in milliseconds; ours. An answer's own Date shows the vendor's
 * clock, and servers that keep time agree to less than a second, of which a Date shows none.
 */
function apartMs({ dateMs }: Pick<HttpResponse, "dateMs">): number {
  return dateMs === undefined ? 60_000 : 5_000;
}

/** Times in the answer of a status, by their names. */
export interface TaskTimes {
  readonly receipt: Receipt;
  readonly response: Pick<HttpResponse, "dateMs">;
  readonly io: Pick<Io, "now">;
}

/**
 * Why times beside a success cannot be those of this task: none of a clock, before it was requested, still to come, or the
 * end before the beginning.
 *
 * @param times by name, in the order in which they come.
 * @returns a clause, or undefined.
 */
export function wrongTimes(
  times: Readonly<Record<string, unknown>>,
  { receipt, response, io }: TaskTimes,
): string | undefined {
  const latestMs = Math.max(io.now().getTime(), response.dateMs ?? 0) + apartMs(response);
  let last: { readonly name: string; readonly atMs: number } | undefined;
  for (const [name, time] of Object.entries(times)) {
    const atMs = timeMs(time);
    if (atMs === undefined) continue;
    const given = `${name} is ${JSON.stringify(time)?.slice(0, 50)}`;
    if (Number.isNaN(atMs)) return `its ${given}, which is no time`;
    if (isBeforeSubmit(time, receipt)) return `its ${given}, before it was requested`;
    if (atMs > latestMs) return `its ${given}, which is still to come`;
    if (last !== undefined && atMs < last.atMs) return `its ${given}, before its ${last.name}`;
    last = { name, atMs };
  }
  return undefined;
}

/** A time in an answer that lies before the purge was requested: then the answer is about another one. */
function isBeforeSubmit(time: unknown, { memo }: Receipt): boolean {
  const atMs = timeMs(time);
  return atMs !== undefined && atMs < Number(memo?.["notBefore"] ?? Number.NaN);
}

/** From here on a number counts milliseconds: as seconds it would be the year 5138. */
const MILLISECONDS_FROM = 100_000_000_000;

/**
 * RFC 3339, or seconds or milliseconds since 1970; undefined for what was never set: nothing, the zero of a clock, the year 1
 * in Go, 1970 in Unix; NaN for what is no time.
 */
function timeMs(time: unknown): number | undefined {
  if (time === undefined || time === null || time === "") return undefined;
  if (typeof time !== "string" && typeof time !== "number") return Number.NaN;
  const number = Number(time);
  const numberMs = number >= MILLISECONDS_FROM ? number : number * 1000;
  const atMs = Number.isNaN(number) ? Date.parse(String(time)) : numberMs;
  return atMs <= 0 ? undefined : atMs;
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
