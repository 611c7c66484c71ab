import type { Probe } from "../model/proof.ts";
import { EDGE_BYTES, type Fingerprint } from "../ports/files.ts";
import type { Page, SiteClient, SiteRequestOptions } from "../ports/site-client.ts";
import type { BuildFiles } from "./build-files.ts";
import { holdsAllOf } from "./extended-content.ts";
import type { SeenPage } from "./fetch-page.ts";
import { type Shown, shownBy } from "./freshness.ts";

export interface Inspection {
  readonly page: SeenPage;
  /** Where it was found, redirects followed. */
  readonly url: string;
  readonly probe: Pick<Probe, "was" | "now">;
}

export interface InspectMeans extends Pick<SiteRequestOptions, "signal" | "headers"> {
  readonly siteClient: SiteClient;
  readonly buildFiles: BuildFiles;
  /** The ETag under which the origin serves this file now; absent without `origin-url`. */
  readonly originTag?: () => Promise<string | undefined>;
}

/** What is known of a long file at the site without reading all of it. */
interface Ends extends Pick<Fingerprint, "bytes" | "head" | "tail"> {
  readonly tag: string | undefined;
}

/**
 * Which build a page shows, compared as closely as it takes.
 *
 * A content that was read whole is compared whole. One that is too long to be read on every fetch is recognised by its
 * length, its first and its last bytes and its ETag, against the files of both builds; only where these fit and prove nothing
 * it is read to its end. What fits both builds is never taken for the new one.
 *
 * @throws {NetworkFailure} when the site does not answer.
 */
export async function inspect({ page, url, probe }: Inspection, means: InspectMeans): Promise<Shown> {
  const plain = shownBy(page, probe);
  const { was, now } = probe;
  const isDecided = plain.kind === "new" || plain.kind === "old";
  if (isDecided || page.status !== 200 || page.unreadable !== undefined) return plain;
  if (was.kind !== "file" && now.kind !== "file") return plain;
  if (page.contentNames !== undefined) return byWholeContent(page, plain, probe, means);
  const long = await byLongContent(page, url, probe, means);
  if (long.kind !== "new" || page.headers["content-encoding"] === undefined) return long;
  return {
    kind: "either",
    why: "its content is the new build's, but visitors get a compressed copy, too long to be compared",
  };
}

/** Of a content that is too long to be read whenever it is fetched, and uncompressed: the ends, and all of it where they prove nothing. */
async function byLongContent(page: Page, url: string, probe: Inspection["probe"], means: InspectMeans): Promise<Shown> {
  const byEnds = await byParts(page, url, probe, means);
  if (byEnds.kind === "new" || byEnds.kind === "old" || byEnds.kind === "neither") return byEnds;
  const whole = await means.siteClient.get(url, { ...requestOptions(means), isLong: true });
  if (whole.contentNames === undefined) return byEnds;
  return byWholeContent(whole, shownBy(whole, probe), probe, means);
}

/**
 * What the identities of a diff do not show: where `ignore-content` leaves text out, a file is known by another hash than that
 * of all of it; and what a CDN adds to a page leaves the rest as it was.
 */
async function byWholeContent(
  { contentNames = [], content }: Page,
  plain: Shown,
  { now }: Inspection["probe"],
  { buildFiles, signal }: InspectMeans,
): Promise<Shown> {
  if (plain.kind === "new" || plain.kind === "old") return plain;
  const file = await buildFiles.of(now, signal);
  if (file === undefined) return plain;
  if (buildFiles.isCut && contentNames.includes(file.sha256)) {
    return { kind: "new", why: "its content is the new build's" };
  }
  if (content === undefined || !holdsAllOf(content, file)) return plain;
  return {
    kind: "extended",
    why: "its content is the new build's with something added, which does not rule out the old one",
  };
}

async function byParts(
  page: Page,
  url: string,
  { was, now }: Inspection["probe"],
  means: InspectMeans,
): Promise<Shown> {
  const { buildFiles, signal } = means;
  const [newFile, oldFile] = await Promise.all([buildFiles.of(now, signal), buildFiles.of(was, signal)]);
  if (newFile === undefined && oldFile === undefined) return tooLong("unknown", "neither build's file is at hand");
  const ends = await fetchEnds(page, url, means);
  if ("odd" in ends) return tooLong("unknown", ends.odd);
  const fitsNew = newFile !== undefined && fits(ends, newFile);
  const fitsOld = oldFile !== undefined && fits(ends, oldFile);
  const isNewKnown = newFile !== undefined || now.kind === "nothing";
  const isOldKnown = oldFile !== undefined || was.kind === "nothing";
  const parts = "its length, its start and its end are";
  if (fitsNew && !fitsOld && isOldKnown) return { kind: "new", why: `${parts} the new build's, and not the old one's` };
  if (fitsNew && opaque(ends.tag)?.toLowerCase() === newFile.md5) {
    return { kind: "new", why: `${parts} the new build's, and its ETag is the hash of that file` };
  }
  if (fitsOld && !fitsNew && isNewKnown) return { kind: "old", why: `${parts} the old build's` };
  if (fitsNew && isOfContent(ends.tag) && ends.tag === (await means.originTag?.())) {
    return { kind: "new", why: `${parts} the new build's, and its ETag is the origin's` };
  }
  if (fitsNew) return { kind: "either", why: `${parts} the new build's, which does not rule out the old one` };
  if (isNewKnown && isOldKnown) return { kind: "neither", why: `${parts} neither the new build's nor the old one's` };
  if (isNewKnown) return tooLong("neither", "its length or its ends are not the new build's");
  return tooLong("unknown", "the new build's file is not at hand");
}

function tooLong(kind: "neither" | "unknown", why: string): Shown {
  return { kind, why: `its content is too long to be read whole, and ${why}` };
}

function fits(ends: Ends, file: Fingerprint): boolean {
  return (
    ends.bytes === file.bytes &&
    Buffer.compare(ends.head, file.head) === 0 &&
    Buffer.compare(ends.tail, file.tail) === 0
  );
}

/** The start of a file, then its end, which must be of the same version, and of that of the whole page. */
async function fetchEnds(page: Page, url: string, means: InspectMeans): Promise<Ends | { readonly odd: string }> {
  const ignored = { odd: "the site does not answer for parts of it" };
  const head = await means.siteClient.piece(url, { first: 0, last: EDGE_BYTES - 1 }, requestOptions(means));
  if (head.kind !== "piece") return head.kind === "odd" ? { odd: head.why } : ignored;
  const { total } = head;
  const tag = head.headers["etag"];
  if (!isOneVersion(page, total, tag)) return { odd: "its parts are of another version than the whole" };
  const span = { first: Math.max(0, total - EDGE_BYTES), last: total - 1 };
  const tail = await means.siteClient.piece(url, span, requestOptions(means));
  if (tail.kind !== "piece") return tail.kind === "odd" ? { odd: tail.why } : ignored;
  if (tail.total !== total || tail.headers["etag"] !== tag) return { odd: "its parts are of two versions" };
  return { bytes: total, head: head.bytes, tail: tail.bytes, tag };
}

/**
 * A cache that keeps parts apart, or fetches them past its copy, may have new parts and an old whole, which is what visitors
 * get. An encoded whole has another length, and an ETag of its own.
 */
function isOneVersion({ headers }: Page, total: number, tag: string | undefined): boolean {
  if (headers["content-encoding"] !== undefined) return true;
  const length = headers["content-length"] ?? "";
  if (/^\d+$/.test(length) && Number(length) !== total) return false;
  return headers["etag"] === undefined || tag === undefined || opaque(headers["etag"]) === opaque(tag);
}

/** The ETag of a file, where the site answers for a part of it. */
export async function tagAt(
  url: string,
  { siteClient, ...options }: Pick<InspectMeans, "siteClient" | "signal" | "headers">,
) {
  const piece = await siteClient.piece(url, { first: 0, last: 0 }, options);
  return piece.kind === "odd" ? undefined : piece.headers["etag"];
}

function requestOptions({ signal, headers }: InspectMeans): SiteRequestOptions {
  return { signal, headers };
}

/** Shortest run of letters and digits in an ETag that can be a hash: 96 bits in hex. */
const SHORTEST_HASH = 24;

/**
 * Does this ETag stand for the content? RFC 9110 section 8.8.3.2: only strong ones say that two answers are the same byte by
 * byte. nginx and Apache make theirs of time and length, which two builds share where a deploy sets all times alike.
 */
function isOfContent(tag: string | undefined): boolean {
  return tag?.startsWith('"') === true && new RegExp(`[A-Za-z0-9+/_=]{${SHORTEST_HASH},}`).test(tag);
}

/** What is between the quotes. A weak tag may still hold a hash, and length and ends are compared besides. */
function opaque(tag: string | undefined): string | undefined {
  return /^(?:W\/)?"([^"]+)"$/.exec(tag ?? "")?.[1];
}
