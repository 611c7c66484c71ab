import type { Where } from "../support/shown.ts";

/** A promise, and where it is kept before everybody's eyes. */
export interface Sentence {
  readonly of: "sources" | "memory" | "delivery" | "proof";
  readonly promise: string;
  readonly where: readonly Where[];
}

const from =
  (of: Sentence["of"]) =>
  (promise: string, ...where: readonly Where[]): Sentence => ({
    of,
    promise,
    where,
  });
const [source, memory, delivery, proof] = [from("sources"), from("memory"), from("delivery"), from("proof")] as const;

const HASH = "world/hash.test.ts";
const BUILD = "changes/build.test.ts";
const SOURCES = "e2e/sources.test.ts";
const BASE = "changes/base.test.ts";
const MEMORY = "e2e/memory.test.ts";
const BAD = "e2e/bad-sources.test.ts";
const VERIFY = "live/verify.test.ts";
const ORIGIN = "live/origin.test.ts";
const WARM = "purge/prewarm.test.ts";
const VECTORS = "purge/retry.vectors.ts";
const PARTS = "purge/parts.test.ts";
const DEADLINE = "purge/deadline.test.ts";
const FRESH = "purge/freshness.test.ts";
const INPUTS = "e2e/inputs.e2e.test.ts";
const SIMULATION = "purge/simulation.test.ts";

/** What change sources, memory, delivery and proof promise, sentence by sentence. */
export const SENTENCES: readonly Sentence[] = [
  source(
    "every file by its SHA-256, also outside the workspace",
    [HASH, "is the SHA-256"],
    ["changes/read.test.ts", "be it outside the workspace"],
  ),
  source(
    "no link out of the root, no loop, no pipe",
    [HASH, "and none out of it"],
    [HASH, "in circles"],
    [HASH, "named pipe"],
  ),
  source("names are bytes", [HASH, "stands under a name of any bytes"]),
  source("a file that changes while it is hashed is caught", [HASH, "when it is written to while it is read"]),
  source("another time is no change, an edit of the same size is", [HASH, "an edit of the same size counts"]),
  source("ignored text never covers a reference", [HASH, "is never part of %s"], [SOURCES, "another build stamp"]),
  source("a line that most changed pages differ in is pointed out", [BUILD, "is pointed out where most changed pages"]),
  source("GitHub's trees are walked, equal ones passed over", [
    "changes/github.test.ts",
    "pass over folders with equal ids",
  ]),
  source("an answer that is cut is walked folder by folder", [
    "changes/github.test.ts",
    "folder by folder where an answer is cut",
  ]),
  source("pages join and leave a sitemap, by index and gzip too", [
    SOURCES,
    "purges what joined and what left, by index files and gzip too",
  ]),
  source("lastmod counts only on request", [SOURCES, "compares lastmod only where that is asked for"]),
  source(
    "one HTML file and many pages: told, with the remedy",
    [SOURCES, "one HTML file, and its sitemap lists 5 pages"],
    [SOURCES, "for pages that are no files"],
  ),
  source(
    "the base: record, event, deployment, and why",
    [BASE, "is that deploy, whatever the event says"],
    ["changes/deployed-before.test.ts", "is the base where the event names none"],
  ),
  source("a failed deploy is skipped", [BASE, "a deploy that did not go live here is skipped"]),
  source("a re-run of an old run is a rollback", [BASE, "of an old run is a rollback"]),
  source(
    "a dry run needs no credential",
    [MEMORY, "stays as it is in a dry run"],
    ["inputs/parse.test.ts", "needs no key for a dry run"],
  ),
  memory("written ahead, so that a rollback purges what failed", [MEMORY, "also after a rollback to the build before"]),
  memory("a kill leaves all of it to the next run", ["e2e/recovery.test.ts", "while it delivers leaves all of it"]),
  memory("before-deploy only remembers", [MEMORY, "remembers a deploy before it happens"]),
  memory(
    "adopt, fail and last-push",
    [MEMORY, "adopts a build without a purge"],
    [MEMORY, "nothing remembered where that is to fail"],
  ),
  memory("first run, lost, moved and rotated: said in log and summary", [
    MEMORY,
    "says in the log and in the summary what became of it",
  ]),
  memory("the cache says when it could not save", ["state/cache.test.ts", "where the toolkit says -1"]),
  memory(
    "cache-mode and read-only tokens are told",
    ["state/cache.test.ts", "cache-mode forbids writing"],
    [MEMORY, "where it is read-only"],
  ),
  memory("runners with and without zstd know each other", ["e2e/stores.test.ts", "was used by a runner with zstd"]),
  memory("a ref is compared and swapped", ["state/stores.test.ts", "is not replaced by somebody who has not seen it"]),
  memory("two runs lose nothing", ["e2e/recovery.test.ts", "lose nothing when one is late"]),
  memory("examples for every situation", ["tools/examples.test.ts", "cover every situation"]),
  memory(
    "random lives leave nothing stale, and each broken rule shows",
    ["chaos/chaos.test.ts", "shows when %s"],
    ["chaos/built.test.ts", "leaves nothing stale"],
  ),
  memory(
    "a base that is an option or a range is refused",
    [BAD, "a base that is an option"],
    [BAD, "a base that is a range"],
  ),
  memory(
    "an environment with control characters is refused",
    [BAD, "an environment with control characters"],
    [BAD, "an environment in two lines"],
  ),
  memory(
    "a state that is a folder, a device or unwritable is refused",
    [BAD, "a state that is a folder"],
    [BAD, "a state that is a device"],
    [BAD, "a state that nobody may write"],
  ),
  memory("a ref without the permission names it", [BAD, "a ref without the permission"]),
  memory("a build with no memory names the choice", [BAD, "a build without a memory"]),
  memory("a tag's run with the cache is refused", [BAD, "a tag's run with the cache"]),
  memory(
    "an empty build and a sitemap that is none are refused",
    [BAD, "an empty build-dir"],
    [BAD, "a sitemap that is none"],
  ),
  delivery(
    "classes of trouble, and full jitter",
    [VECTORS, "unavailable: 250 ms, doubled"],
    ["purge/retry.test.ts", "no jitter makes it early"],
  ),
  delivery("one breaker for all, with single probes", ["purge/outage.test.ts", "stops all sending but single probes"]),
  delivery("what failed goes behind the others", ["purge/outage.test.ts", "goes behind the others, twice more"]),
  delivery(
    "Retry-After by its grammar, never too early",
    ["world/retry-after.test.ts", "no text makes it throw"],
    [VECTORS, "a named wait is never cut"],
  ),
  delivery("RateLimit headers are kept to", ["purge/rate-limit.test.ts", "meets no 429 at all"]),
  delivery("one limiter pauses all workers", ["purge/limiter.test.ts", "a pause holds everyone"]),
  delivery("413 halves", [PARTS, "is halved until it passes"]),
  delivery(
    "one bad URL is found, named, and the rest purged",
    [PARTS, "the bad one is named, the rest is purged"],
    ["e2e/refused.e2e.test.ts", "names the one URL that spoils a request of many"],
  ),
  delivery("a wrong clock is set right once", ["purge/skew.test.ts", "signed once more, by the provider's clock"]),
  delivery("a proxy is told from a provider", ["world/http-proxy.test.ts", "is not the API's"]),
  delivery(
    "the deadline holds under every hang",
    [DEADLINE, "ends %s, and leaves no socket open"],
    [DEADLINE, "ends polls that never end"],
  ),
  delivery(
    "a signal ends it within two seconds, a second one at once",
    ["e2e/signal.e2e.test.ts", "within two seconds"],
    ["e2e/signal.e2e.test.ts", "a second signal"],
  ),
  delivery(
    "a dead API is left in peace, an outage ridden out, errors outlasted",
    [SIMULATION, "gets at most 60 requests"],
    [SIMULATION, "an outage of 60 s"],
    [SIMULATION, "random errors"],
  ),
  delivery("without a fault each URL is sent once", [SIMULATION, "sends each URL exactly once"]),
  delivery(
    "everything works behind a proxy alone",
    ["wire/proxied.test.ts", "are reached through it"],
    ["wire/proxied.test.ts", "and without it nothing is"],
  ),
  delivery(
    "a timeout of nothing or beyond a job is refused",
    [INPUTS, "a timeout of nothing"],
    [INPUTS, "a timeout beyond a job's limit"],
  ),
  proof("the most important pages first, as many as asked for", [VERIFY, "the most important pages first"]),
  proof("a browser's headers and no credential", [VERIFY, "a browser's headers, and no credential"]),
  proof(
    "by content, then by cache headers",
    [FRESH, "the new content, and an old age"],
    [FRESH, "cache-status"],
    [FRESH, "cf-cache-status"],
  ),
  proof("deleted pages must be gone", [VERIFY, "a deleted page that stays is stale"]),
  proof("one that the origin still serves is a warning that says so", [VERIFY, "is a warning that says so"]),
  proof(
    "stale ones again, after the spacing, at most twice, then red by name",
    [VERIFY, "once, after its own spacing"],
    [VERIFY, "at most twice, then it is red and named"],
  ),
  proof(
    "redirects, compressions and injected bytes are never green",
    [VERIFY, "inconclusive, red, and said"],
    [VERIFY, "is not taken for new"],
  ),
  proof(
    "the origin is waited for, past caches",
    [ORIGIN, "nothing is purged before the origin serves"],
    [ORIGIN, "goes past caches"],
  ),
  proof(
    "an origin that never is ready: red, nothing purged, all owed",
    [ORIGIN, "not ready in time: red, nothing purged"],
    ["e2e/proof.e2e.test.ts", "is red, and purges nothing"],
  ),
  proof("pages are warmed once, after completion", [ORIGIN, "each purged page is fetched once"]),
  proof(
    "in a sitemap's order",
    [ORIGIN, "in the order of the sitemap, and paced"],
    [ORIGIN, "in the order of the build's own sitemap"],
  ),
  proof("bounded and polite", [WARM, "is bounded"], [WARM, "four pages at one time"], [WARM, "leaves a site alone"]),
  proof("at Hado the purge is the render", [ORIGIN, "the purge is the render, and nothing is fetched"]),
  proof("failures to warm are warnings", [ORIGIN, "is a warning, and the step stays green"]),
  proof(
    "verified without a site, or where it shows nothing, is refused",
    [INPUTS, "to verify without a site"],
    [INPUTS, "to verify a cache that visitors do not see"],
  ),
  proof(
    "an origin that is no URL is refused, one that is the site a warning",
    [INPUTS, "an origin that is no URL"],
    [ORIGIN, "the site itself as the origin is a warning"],
  ),
  proof("a sample that is no number is refused", [INPUTS, "a sample that is no number"]),
];
