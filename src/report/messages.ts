import { escapeControlCharacters } from "../lib/escape.ts";
import { formatCount } from "../lib/format.ts";
import { ERROR_CODES } from "../model/errors.ts";
import type { DestinationReport } from "./report.ts";

/**
 * How far the purges of a destination came, in the one vocabulary for it: what is requested is `accepted` by the provider,
 * then `completed`, then `verified` by the live site.
 */
export function reachedWord({
  confirmed,
  level,
}: Pick<DestinationReport, "confirmed" | "level">): DestinationReport["level"] {
  return level === "accepted" && confirmed ? "completed" : level;
}

const LEVELS = ["accepted", "completed", "verified"] as const;

/** The word of the one that came least far. */
export function leastReached(purged: readonly DestinationReport[]): DestinationReport["level"] {
  return LEVELS.find((level) => purged.some((one) => reachedWord(one) === level)) ?? "accepted";
}

/** What a destination is called in messages: where there are several, by its own name too. */
export function destinationLabel(
  { name, provider, providerName }: Pick<DestinationReport, "name" | "provider" | "providerName">,
  isOneOfSeveral: boolean,
): string {
  return isOneOfSeveral && name !== provider ? `${name} (${providerName})` : providerName;
}

/** Failures, what only follows from another destination's failure last. */
export function causesFirst<T>(all: readonly T[], codeOf: (one: T) => string): readonly T[] {
  const follows = (one: T): number => Number(codeOf(one) === ERROR_CODES.dependency);
  return all.toSorted((one, other) => follows(one) - follows(other));
}

/** A destination's verdict in a few words, which never say more than is known. */
export function destinationStatus(destination: DestinationReport): string {
  switch (destination.verdict) {
    case "purged":
      return `Purged, ${reachedWord(destination)}${isSure(destination) ? "" : ", not confirmed"}`;
    case "nothing-to-purge":
      return "Nothing to purge";
    case "dry-run":
      return "Dry run";
    case "deferred":
      return "Deferred, some purges are still owed";
    case "adopted":
      return "Adopted as the baseline, nothing purged";
    case "skipped":
      return "Skipped";
    case "superseded":
      return "Superseded by a newer run";
    case "incomplete":
      return "Incomplete";
    case "failed":
      return "Failed";
  }
}

/** The level `verified` is reached only with a proof, apart from what no purge can change. */
function isSure(destination: DestinationReport): boolean {
  const { confirmed, level } = destination;
  return confirmed || (level === "verified" && leavesUnknown(destination).length === 0);
}

/** One sentence: how sure it is that the purge is complete. Undefined when nothing was purged. */
export function certainty(destination: DestinationReport): string | undefined {
  const { verdict, confirmed, level, purged, providerName } = destination;
  if (purged === 0) return undefined;
  const [open] = leavesUnknown(destination);
  if (verdict === "purged" && open !== undefined)
    return `Not confirmed as a whole: ${unknownStays(open, providerName)}`;
  if (level === "verified") {
    if (confirmed) return "Confirmed: every URL that was checked through the CDN is fresh.";
    return verdict === "purged"
      ? "Not confirmed as a whole: a deleted page is still served by the origin itself. Every other URL that was checked is fresh."
      : "Not confirmed: not every URL that was checked through the CDN is fresh.";
  }
  if (confirmed) return `Confirmed: ${providerName} itself says that it is done.`;
  if (verdict !== "purged") return "Not confirmed as a whole: some of it did not come so far.";
  if (level === "completed") {
    return `Completed, not confirmed: ${providerName} took the purge and the time that is waited for it has passed, but nothing proves that every edge has let go of the old content.`;
  }
  return `Accepted, not confirmed: ${providerName} took the purge; an edge may serve the old content until it is carried out.`;
}

/** What was meant for whatever is cached, and was sent for the known URLs alone. */
export function leavesUnknown({ plan }: Pick<DestinationReport, "plan">): DestinationReport["plan"]["translations"] {
  return plan.translations.filter((one) => one.leavesUnknown === true);
}

/** One sentence and a remedy. */
export function unknownStays(
  { from, to }: { readonly from: string; readonly to: string },
  providerName: string,
): string {
  return (
    `${providerName} cannot purge ${escapeControlCharacters(from, 200)} as such, so ${to} went one by one. ` +
    "Cached copies at addresses that this run does not know, with a query string or from an earlier deploy, stay until " +
    "they expire. List them in purge, or empty the cache at the provider."
  );
}

const NEXT_STEPS: Readonly<Record<string, string>> = {
  [ERROR_CODES.config]: "Correct the inputs and run the step again. Nothing was sent.",
  [ERROR_CODES.diff]: "Make both ends of the diff available to the step (base and head), then run it again.",
  [ERROR_CODES.state]:
    "Mend what the message says of the memory, then run the step again before the next deploy. Nothing was sent.",
  [ERROR_CODES.auth]:
    "Check api-key, api-secret and site: the credential must be valid and allowed to purge this site.",
  [ERROR_CODES.site]:
    "Correct site, or put right at the provider what the message names, then run the step again. The key itself was not refused.",
  [ERROR_CODES.invalid]: "Correct what the message names, or leave it out, and run the step again.",
  [ERROR_CODES.quota]:
    "Waiting does not help in this run. Raise the quota at the provider, or wait until it is renewed, then run the step again.",
  [ERROR_CODES.throttled]: "Another client may use the same credential. Run the step again later, or raise timeout.",
  [ERROR_CODES.unavailable]:
    "Run the step again once the provider, and the way to it, answer. Repeating a purge does no harm.",
  [ERROR_CODES.unreadable]:
    "Check api-url and any proxy in between. If they are right, run the step again and show this answer to the provider's support.",
  [ERROR_CODES.deadline]:
    "Run the step again, with a larger timeout if this happens often. Repeating a purge does no harm.",
  [ERROR_CODES.cancelled]: "Run the step again: what was not purged may still be served old.",
  [ERROR_CODES.origin]:
    "See that the deploy reached the origin, or raise timeout if it takes longer. Then run the step again: everything is still owed.",
  [ERROR_CODES.dependency]:
    "Mend what keeps the destination before it from being purged: the run that purges that one goes on with this one.",
  [ERROR_CODES.stale]:
    "Look at the URLs through the CDN yourself. If they are old there, ask the provider why its purge does nothing, or check that the origin serves the new build.",
  [ERROR_CODES.unproven]:
    "Nothing says that the content is old, and nothing proves that it is new. The page on verifying explains what makes a URL provable.",
  [ERROR_CODES.bug]:
    "This is a defect of the action. Please report it with the report file, after looking it through for private names.",
};

/** What the user can do about an error code, in one or two sentences. */
export function nextStep(code: string): string {
  return NEXT_STEPS[code] ?? "Run the step again.";
}

/** The text with exactly one full stop at its end, unless it ends in another mark of its own. */
export function sentence(text: string): string {
  const trimmed = text.replace(/[\s.]+$/, "");
  return /[!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** `1 file`, `2 files`, `1,000 files`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** What happened to pages that are known by their URL: some of the sitemap changed, others are owed by earlier runs. */
export function pagesWords(pages: number, owed: number): readonly string[] {
  const changed = pages - owed;
  return [
    ...(changed === 0 && owed > 0 ? [] : [`${counted(changed, "page")} of the sitemap joined, left or changed`]),
    ...(owed === 0 ? [] : [counted(owed, "URL is owed by earlier runs", "URLs are owed by earlier runs")]),
  ];
}
