import type { Deadline } from "../delivery/deadline.ts";
import type { Prewarm } from "../model/proof.ts";
import type { Clock } from "../ports/clock.ts";
import type { SiteClient } from "../ports/site-client.ts";
import { eachOf, fetchPage } from "./fetch-page.ts";

/** Most pages that one run fetches: it warms what people open first, and is no crawler. */
export const MAX_WARMED = 1_000;
/** Least time from the start of one fetch to the next, in milliseconds: ten a second is less than a few visitors. */
const PACE_MS = 100;
/** RFC 6585 section 4. */
const TOO_MANY = 429;

/**
 * Fetches each of these pages once, in order, so that the first visitor after the purge does not wait for the origin.
 *
 * Polite: few at a time and paced, a site that answers "too many requests" is left alone, and so is what the time does not
 * allow for. A page that does not answer is reported, and is no failure of the purge.
 */
export async function prewarm(
  options: {
    readonly urls: readonly string[];
    readonly hosts: ReadonlySet<string>;
    readonly deadline: Deadline;
    /** Called for each page that is done. */
    readonly onPage?: () => void;
  },
  { clock, siteClient }: { readonly clock: Clock; readonly siteClient: SiteClient },
): Promise<Prewarm> {
  const { urls, hosts, deadline } = options;
  const startMs = clock.monotonicMs();
  const failed: { url: string; why: string }[] = [];
  const chosen = urls.slice(0, MAX_WARMED);
  let warmed = 0;
  let started = 0;
  let isTooMuch = false;
  await eachOf(chosen, async (url) => {
    if (isTooMuch) return;
    const waitMs = startMs + started++ * PACE_MS - clock.monotonicMs();
    if (waitMs > 0) await clock.sleep(waitMs, deadline.signal);
    if (deadline.signal.aborted || isTooMuch) return;
    const fetched = await fetchPage(url, { siteClient, hosts, signal: deadline.signal });
    if (deadline.signal.aborted) return;
    if ("message" in fetched && fetched.status === TOO_MANY) isTooMuch = true;
    const why =
      "page" in fetched
        ? fetched.page.status === 200
          ? undefined
          : `it answers ${fetched.page.status}`
        : fetched.message;
    if (why === undefined) warmed += 1;
    else failed.push({ url, why });
    options.onPage?.();
  });
  return { warmed, failed, left: urls.length - warmed - failed.length, tookMs: clock.monotonicMs() - startMs };
}
