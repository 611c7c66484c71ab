import type { Io, ProviderResult, Receipt } from "../../model/provider.ts";

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

/** The receipt of a task that was taken just now. */
export function taskReceipt(id: string, io: Io): Receipt {
  return { id, memo: { since: io.now().getTime() } };
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
