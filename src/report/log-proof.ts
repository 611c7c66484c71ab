import { formatSeconds } from "../lib/format.ts";
import { type OriginReady, type Prewarm, type Proof, stillServedPages, type Verification } from "../model/proof.ts";
import type { Log } from "../ports/log.ts";
import { counted } from "./messages.ts";

/** URLs of each kind that the log names. */
const MAX_URLS_NAMED = 20;

export function logOrigin({ ready, checked, waitedMs, missing }: OriginReady, log: Log): void {
  if (ready)
    log.info(`Origin: it serves the new build (${counted(checked, "URL")} looked at, ${formatSeconds(waitedMs)}).`);
  for (const { url, why } of missing.slice(0, MAX_URLS_NAMED)) log.info(`Origin, not ready: ${url}: ${why}.`);
}

/** A warning, once in a run. */
export function logStillServed(proof: Proof, log: Log): void {
  const stillServed = stillServedPages(proof);
  if (stillServed.length > 0) log.warning(stillServedSentence(stillServed), "Deleted, and still at the origin");
}

/** One sentence for log and summary. */
export function stillServedSentence(urls: readonly string[]): string {
  const named = urls.slice(0, 3).join(", ");
  const more = urls.length > 3 ? ` and ${urls.length - 3} more` : "";
  return (
    `${counted(urls.length, "page was", "pages were")} deleted, and the origin still serves ${urls.length === 1 ? "it" : "them"} (${named}${more}). ` +
    "No purge can help: have the deploy remove what the build no longer has."
  );
}

export function logVerification({ seen, total, repurges, fetches, tookMs }: Verification, log: Log): void {
  const count = (kind: string) => seen.filter((one) => one.kind === kind).length;
  const again = repurges === 0 ? "" : `, purged again ${counted(repurges, "time")}`;
  log.info(
    `Live site: ${count("fresh")} fresh, ${count("stale")} stale, ${count("inconclusive")} inconclusive of ${counted(seen.length, "URL")} ` +
      `looked at (of ${total}), ${counted(fetches, "look")} in ${formatSeconds(tookMs)}${again}.`,
  );
  const open = seen.filter(({ kind }) => kind !== "fresh");
  for (const { url, kind, why } of open.slice(0, MAX_URLS_NAMED)) log.info(`Live site, ${kind}: ${url}: ${why}.`);
}

export function logPrewarm({ warmed, failed, left, tookMs }: Prewarm, log: Log): void {
  const rest = left === 0 ? "" : `; ${counted(left, "page")} left out`;
  log.info(`Prewarm: ${counted(warmed, "page")} fetched in ${formatSeconds(tookMs)}${rest}.`);
  const [first] = failed;
  if (first === undefined) return;
  const more = failed.length === 1 ? "" : `, and ${failed.length - 1} more`;
  log.warning(`${counted(failed.length, "page")} could not be fetched: ${first.url}: ${first.why}${more}.`, "Prewarm");
}
