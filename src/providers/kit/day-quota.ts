import type { Budget } from "../../model/capabilities.ts";
import type { Failed, Opened } from "../../model/provider.ts";
import type { Read } from "./read-answer.ts";

/** What an account may still purge today; undefined where it does not say. */
export interface DayQuota {
  readonly urls: number | undefined;
  readonly folders: number | undefined;
}

const UNKNOWN: DayQuota = { urls: undefined, folders: undefined };

/**
 * The quota that a look-up has found. A plan is better with it and goes without it: what refuses the look-up may let purges
 * through, unless it is the key that is refused.
 */
export function openQuota<T>(
  answer: Read<T> | Failed,
  { quotaOf, isKeyRefused }: { readonly quotaOf: (body: T) => DayQuota; readonly isKeyRefused: boolean },
): Opened<DayQuota> {
  if (answer.kind === "read") return { kind: "open", session: quotaOf(answer.body) };
  const mayHeal = answer.fault === "throttled" || answer.fault === "unavailable";
  return mayHeal || isKeyRefused ? answer : { kind: "open", session: UNKNOWN };
}

/**
 * The most that goes out today: URLs and folders together, since a budget is one for all kinds.
 *
 * @param documented URLs of a day, where the account does not say. Absent: no number is kept then.
 */
export function dayBudget({ urls, folders }: DayQuota = UNKNOWN, documented?: number): { budgets?: readonly Budget[] } {
  const rest = { unit: "item", per: "day", beyond: "refused" } as const;
  if (urls !== undefined) return { budgets: [{ ...rest, amount: urls + (folders ?? 0), isLeft: true }] };
  return documented === undefined ? {} : { budgets: [{ ...rest, amount: documented }] };
}

/** Folders that a plan may purge: what is left of them, or what is documented. */
export function foldersLeft({ folders }: DayQuota = UNKNOWN, documented: number): number {
  return folders ?? documented;
}
