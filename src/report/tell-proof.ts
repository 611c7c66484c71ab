import { keptPages, type OriginReady, type Prewarm, type Proof, type Verification } from "../purge/proof.ts";
import type { Log } from "../world/world.ts";
import { counted, seconds } from "./words.ts";

/** URLs that one line of the log names. */
const MOST_NAMED = 20;

export function tellOrigin({ ready, checked, waitedMs, missing }: OriginReady, log: Log): void {
  if (ready) log.info(`Origin: it serves the new build (${counted(checked, "URL")} looked at, ${seconds(waitedMs)}).`);
  for (const { url, why } of missing.slice(0, MOST_NAMED)) log.info(`Origin, not ready: ${url}: ${why}.`);
}

/** Told once, whoever found out. */
export function tellKept(proof: Proof, log: Log): void {
  const kept = keptPages(proof);
  if (kept.length > 0) log.warning(keptSentence(kept), "Deleted, and still at the origin");
}

/** For log and summary. */
export function keptSentence(urls: readonly string[]): string {
  const named = urls.slice(0, 3).join(", ");
  const more = urls.length > 3 ? ` and ${urls.length - 3} more` : "";
  return (
    `${counted(urls.length, "page was", "pages were")} deleted, and the origin still serves ${urls.length === 1 ? "it" : "them"} (${named}${more}). ` +
    "No purge can help: have the deploy remove what the build no longer has."
  );
}

export function tellVerification({ seen, of, repurges, looks, tookMs }: Verification, log: Log): void {
  const count = (is: string) => seen.filter((one) => one.is === is).length;
  const again = repurges === 0 ? "" : `, purged again ${counted(repurges, "time")}`;
  log.info(
    `Live site: ${count("fresh")} fresh, ${count("stale")} stale, ${count("inconclusive")} inconclusive of ${counted(seen.length, "URL")} ` +
      `looked at (of ${of}), ${counted(looks, "look")} in ${seconds(tookMs)}${again}.`,
  );
  const open = seen.filter(({ is }) => is !== "fresh");
  for (const { url, is, why } of open.slice(0, MOST_NAMED)) log.info(`Live site, ${is}: ${url}: ${why}.`);
}

export function tellPrewarm({ warmed, failed, left, tookMs }: Prewarm, log: Log): void {
  const rest = left === 0 ? "" : `; ${counted(left, "page")} left out`;
  log.info(`Prewarm: ${counted(warmed, "page")} fetched in ${seconds(tookMs)}${rest}.`);
  const [first] = failed;
  if (first === undefined) return;
  const more = failed.length === 1 ? "" : `, and ${failed.length - 1} more`;
  log.warning(`${counted(failed.length, "page")} could not be fetched: ${first.url}: ${first.why}${more}.`, "Prewarm");
}
