import { formatSeconds } from "../lib/format.ts";
import { ERROR_CODES } from "../model/errors.ts";
import {
  type CachesOnTheWay,
  type OriginReady,
  type Prewarm,
  type Proof,
  stillServedPages,
  type Verification,
} from "../model/proof.ts";
import type { Log } from "../ports/log.ts";
import { counted } from "./messages.ts";
import type { DestinationReport } from "./report.ts";

/** URLs of each kind that the log names. */
const MAX_URLS_NAMED = 20;

export function logOrigin({ ready, checked, waitedMs, missing }: OriginReady, log: Log): void {
  if (ready)
    log.info(`Origin: it serves the new build (${counted(checked, "URL")} checked, ${formatSeconds(waitedMs)}).`);
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

export function logVerification(verification: Verification, providerName: string, log: Log): void {
  const { seen, total, repurges, fetches, tookMs, caches } = verification;
  const count = (kind: string) => seen.filter((one) => one.kind === kind).length;
  const again = repurges === 0 ? "" : `, purged again ${counted(repurges, "time")}`;
  log.info(
    `Live site: ${count("fresh")} fresh, ${count("stale")} stale, ${count("inconclusive")} inconclusive of ${counted(seen.length, "URL")} ` +
      `checked (of ${total}), ${counted(fetches, "look")} in ${formatSeconds(tookMs)}${again}.`,
  );
  const open = seen.filter(({ kind }) => kind !== "fresh");
  for (const { url, kind, why } of open.slice(0, MAX_URLS_NAMED)) log.info(`Live site, ${kind}: ${url}: ${why}.`);
  if (caches === undefined) return;
  const message = cachesSentence(caches, providerName);
  if (isAnotherInFront(caches)) log.warning(message, "Another CDN answers");
  else log.info(message);
}

/** Does another CDN answer instead of the one that is purged? */
export function isAnotherInFront({ others }: CachesOnTheWay): boolean {
  return others.some(({ foreign }) => foreign > 0);
}

/** One sentence for log, summary and message: whose caches answer besides the one that is purged. */
export function cachesSentence({ answers, others }: CachesOnTheWay, providerName: string): string {
  const inFront = others.filter(({ foreign }) => foreign > 0);
  const named = inFront.length > 0 ? inFront : others;
  const headers = listed(named.map(({ header }) => header));
  const names = listed(named.map(({ name }) => name));
  const are = named.length === 1 ? "is" : "are";
  const count = Math.max(...named.map(({ foreign, answers: all }) => (inFront.length > 0 ? foreign : all)));
  const who = count === answers ? "Answers of the site carry" : `${counted(count, "answer")} of ${answers} carry`;
  return inFront.length > 0
    ? `${who} ${headers} and nothing that ${providerName} writes: ${names} ${are} in front, and this step purges ${providerName}.`
    : `${who} ${headers}: ${names} ${are} on the way too, and this step purges ${providerName} alone.`;
}

/** Why the live site may have shown what it did, after a failure with this code: a blank and a sentence, or nothing. */
export function cachesHint({ verification, providerName }: DestinationReport, code: string | undefined): string {
  const isShown = code === ERROR_CODES.stale || code === ERROR_CODES.unproven;
  const caches = isShown ? verification?.caches : undefined;
  return caches === undefined ? "" : ` ${cachesSentence(caches, providerName)}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

export function logPrewarm({ warmed, failed, left, tookMs }: Prewarm, log: Log): void {
  const rest = left === 0 ? "" : `; ${counted(left, "page")} left out`;
  log.info(`Prewarm: ${counted(warmed, "page")} fetched in ${formatSeconds(tookMs)}${rest}.`);
  const [first] = failed;
  if (first === undefined) return;
  const more = failed.length === 1 ? "" : `, and ${failed.length - 1} more`;
  log.warning(`${counted(failed.length, "page")} could not be fetched: ${first.url}: ${first.why}${more}.`, "Prewarm");
}
