import type { Probe } from "../model/proof.ts";
import { EDGE_BYTES, type Fingerprint } from "../ports/files.ts";
import type { Page, SiteClient, SiteRequestOptions } from "../ports/site-client.ts";
import type { BuildFiles } from "./build-files.ts";
import { encodingOf, type Shown, shownBy } from "./freshness.ts";

export interface Inspection {
  readonly page: Page;
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

/** What the site tells of a long file without sending it. */
interface Glimpse extends Pick<Fingerprint, "bytes" | "head" | "tail"> {
  readonly tag: string | undefined;
}

/**
 * Which build a page shows, looked at as closely as it takes.
 *
 * A content that was read whole is compared whole. One that is too long for that on every look is told by its length, its
 * first and its last bytes and its ETag, against the files of both builds; only where these fit and prove nothing it is
 * read to its end. What cannot be told apart is never taken for the new build.
 *
 * @throws {NetworkFailure} when the site does not answer.
 */
export async function inspect({ page, url, probe }: Inspection, means: InspectMeans): Promise<Shown> {
  const plain = shownBy(page, probe);
  const { was, now } = probe;
  if (plain.kind === "new" || plain.kind === "old" || page.status !== 200 || encodingOf(page.headers) !== undefined) {
    return plain;
  }
  if (was.kind !== "file" && now.kind !== "file") return plain;
  if (page.contentNames !== undefined) return byWholeContent(page, plain, probe, means);
  const told = await byParts(url, probe, means);
  if (told.kind === "new" || told.kind === "old" || told.kind === "neither") return told;
  const whole = await means.siteClient.get(url, { ...visiting(means), isLong: true });
  if (whole.contentNames === undefined) return told;
  return byWholeContent(whole, shownBy(whole, probe), probe, means);
}

/** Where text is left out of the comparison, a file is known by another hash than that of all of it. */
async function byWholeContent(
  { contentNames = [] }: Page,
  plain: Shown,
  { now }: Inspection["probe"],
  { buildFiles, signal }: InspectMeans,
): Promise<Shown> {
  if (plain.kind === "new" || plain.kind === "old" || !buildFiles.isCut) return plain;
  const original = await buildFiles.of(now, signal);
  if (original === undefined || !contentNames.includes(original.sha256)) return plain;
  return { kind: "new", why: "its content is the new build's" };
}

async function byParts(url: string, { was, now }: Inspection["probe"], means: InspectMeans): Promise<Shown> {
  const { buildFiles, signal } = means;
  const [newFile, oldFile] = await Promise.all([buildFiles.of(now, signal), buildFiles.of(was, signal)]);
  const unknown = (why: string): Shown => ({
    kind: "unknown",
    why: `its content is too long to be read whole, and ${why}`,
  });
  if (newFile === undefined && oldFile === undefined) return unknown("neither build's file is at hand");
  const seen = await glimpse(url, means);
  if ("odd" in seen) return unknown(seen.odd);
  const fitsNew = newFile !== undefined && fits(seen, newFile);
  const fitsOld = oldFile !== undefined && fits(seen, oldFile);
  const isNewKnown = newFile !== undefined || now.kind === "nothing";
  const isOldKnown = oldFile !== undefined || was.kind === "nothing";
  const parts = "its length, its start and its end are";
  if (fitsNew && !fitsOld && isOldKnown) return { kind: "new", why: `${parts} the new build's, and not the old one's` };
  if (fitsNew && opaque(seen.tag)?.toLowerCase() === newFile.md5) {
    return { kind: "new", why: `${parts} the new build's, and its ETag is the hash of that file` };
  }
  if (fitsOld && !fitsNew && isNewKnown) return { kind: "old", why: `${parts} the old build's` };
  if (fitsNew && isStrong(seen.tag) && seen.tag === (await means.originTag?.())) {
    return { kind: "new", why: `${parts} the new build's, and its ETag is the origin's` };
  }
  if (fitsNew) return { kind: "either", why: `${parts} the new build's, which does not rule out the old one` };
  if (isNewKnown && isOldKnown) return { kind: "neither", why: `${parts} neither the new build's nor the old one's` };
  return unknown(isNewKnown ? "its length or its ends are not the new build's" : "the new build's file is not at hand");
}

function fits(seen: Glimpse, file: Fingerprint): boolean {
  return (
    seen.bytes === file.bytes &&
    Buffer.compare(seen.head, file.head) === 0 &&
    Buffer.compare(seen.tail, file.tail) === 0
  );
}

/** The start of a file, then its end, which must be of the same version. */
async function glimpse(url: string, means: InspectMeans): Promise<Glimpse | { readonly odd: string }> {
  const ignored = { odd: "the site does not answer for parts of it" };
  const head = await means.siteClient.piece(url, { first: 0, last: EDGE_BYTES - 1 }, visiting(means));
  if (head.kind !== "piece") return head.kind === "odd" ? { odd: head.why } : ignored;
  const { total } = head;
  const span = { first: Math.max(0, total - EDGE_BYTES), last: total - 1 };
  const tail = await means.siteClient.piece(url, span, visiting(means));
  if (tail.kind !== "piece") return tail.kind === "odd" ? { odd: tail.why } : ignored;
  const tag = head.headers["etag"];
  if (tail.total !== total || tail.headers["etag"] !== tag) return { odd: "its parts are of two versions" };
  return { bytes: total, head: head.bytes, tail: tail.bytes, tag };
}

/** The ETag of a file, where the site answers for a part of it. */
export async function tagAt(
  url: string,
  { siteClient, ...options }: Pick<InspectMeans, "siteClient" | "signal" | "headers">,
) {
  const piece = await siteClient.piece(url, { first: 0, last: 0 }, options);
  return piece.kind === "odd" ? undefined : piece.headers["etag"];
}

function visiting({ signal, headers }: InspectMeans): SiteRequestOptions {
  return { signal, ...(headers === undefined ? {} : { headers }) };
}

/** RFC 9110 section 8.8.3.2: only strong tags say that two answers are the same byte by byte. */
function isStrong(tag: string | undefined): tag is string {
  return tag?.startsWith('"') === true && tag.length > 2;
}

/** What is between the quotes. A weak tag may still hold a hash, and length and ends are compared besides. */
function opaque(tag: string | undefined): string | undefined {
  return /^(?:W\/)?"([^"]+)"$/.exec(tag ?? "")?.[1];
}
