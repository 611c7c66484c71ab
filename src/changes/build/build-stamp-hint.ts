import { hash } from "node:crypto";
import { escapeControlCharacters } from "../../lib/escape.ts";
import type { Change } from "../../model/change.ts";
import type { RepoPath } from "../../model/path.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Tree } from "../../model/tree.ts";
import type { Repository } from "../../ports/git.ts";
import type { World } from "../../ports/world.ts";

/** Pages whose lines are remembered, and what of them: a hint needs no more, and the record stays small (some 50 kB). */
const SAMPLE = 20;
const MAX_LINES = 400;
const MAX_BYTES = 256 * 1024;
/** Characters of a line's digest in base64url: 36 bits, for a comparison of two lines that only leads to a hint. */
const DIGEST = 6;
/** Changed pages that must be looked at before they mean anything, and the part of them that makes "most". */
const FEWEST_PAGES = 3;
const MAX_PART = 0.8;
/** Longest line that is shown. */
const LONGEST_SHOWN = 160;

/** Lines of the pages that were looked at, by path. */
export type PageLines = ReadonlyMap<RepoPath, readonly string[]>;

/**
 * The lines of some HTML pages, the same pages in every build: which ones hangs on their names alone.
 *
 * A page that cannot be read now, or is long, is passed over: nothing hangs on it.
 */
export async function readSample(buildDir: string, tree: Tree, { files }: Pick<World, "files">): Promise<PageLines> {
  const lines = new Map<RepoPath, readonly string[]>();
  for (const path of samplePaths(tree)) {
    const content = await files.read(`${buildDir}/${path}`, MAX_BYTES).catch(() => undefined);
    const split = linesOf(content);
    if (split !== undefined) lines.set(path, split);
  }
  return lines;
}

/**
 * The same sentence for two commits, where the checkout has the contents of both: a shallow one does not have the old ones.
 * Git compares whole files, so the remedy is another source.
 */
export async function hintAtCommits(
  changes: readonly Change[],
  { blobs }: Pick<Repository, "blobs">,
): Promise<readonly string[]> {
  const modified = changes.filter(isModifiedPage);
  if (modified.length < FEWEST_PAGES) return [];
  const step = Math.ceil(modified.length / SAMPLE);
  const pages = modified.filter((_, at) => at % step === 0);
  const contents = await blobs(pages.flatMap(({ before = "", after = "" }) => [before, after]).filter(isBlob));
  const read = (side: "before" | "after"): PageLines =>
    new Map(
      pages.flatMap((page) => {
        const lines = linesOf(contents.get(page[side] ?? ""));
        return lines === undefined ? [] : [[page.path, lines]];
      }),
    );
  const hint = hintAtStamp(digestsOf(read("before")), read("after"), changes, "changes: build, with a pattern for it");
  return hint === undefined ? [] : [hint];
}

/** A link's text is no content of a page. */
function isBlob(identity: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(identity);
}

function linesOf(content: Uint8Array | undefined): readonly string[] | undefined {
  if (content === undefined || content.length === 0 || content.length > MAX_BYTES) return undefined;
  const lines = new TextDecoder().decode(content).split("\n");
  return lines.length > MAX_LINES ? undefined : lines;
}

function isModifiedPage({ kind, path }: Change): boolean {
  return kind === "modified" && isPage(path);
}

/** What is remembered of them: the digests of a page's lines, one after the other. */
export function digestsOf(sample: PageLines): NonNullable<Snapshot["lines"]> {
  return new Map(Array.from(sample, ([path, lines]) => [path, lines.map(digest).join("")]));
}

/**
 * A sentence when most changed pages differ in one line only, which is what a build stamp looks like: it costs a purge of
 * every page in every deploy.
 */
export function hintAtStamp(
  before: Snapshot["lines"],
  sample: PageLines,
  changes: readonly Change[],
  remedy = "a pattern for it",
): string | undefined {
  const modified = changes.filter(isModifiedPage);
  const compared = modified.flatMap(({ path }) => {
    const [old, lines] = [before?.get(path), sample.get(path)];
    return old === undefined || lines === undefined ? [] : [{ path, lines, changed: changedLines(old, lines) }];
  });
  const single = compared.filter(({ changed }) => changed?.length === 1);
  const [first] = single;
  if (first === undefined || compared.length < FEWEST_PAGES || single.length < MAX_PART * compared.length)
    return undefined;
  const at = first.changed?.[0] ?? 0;
  const text = escapeControlCharacters((first.lines[at] ?? "").trim(), LONGEST_SHOWN);
  return (
    `Of ${compared.length} changed pages that were looked at, ${single.length} differ in one line only, for example ` +
    `${escapeControlCharacters(first.path, 200)}, line ${at + 1}: ${text} If that is a build stamp, ${remedy} under ignore-content ` +
    `spares up to ${modified.length} pages their purge.`
  );
}

/** Positions of lines that differ; undefined where lines came or went. */
function changedLines(old: string, lines: readonly string[]): readonly number[] | undefined {
  if (old.length !== lines.length * DIGEST) return undefined;
  return lines.flatMap((line, at) => (old.slice(at * DIGEST, (at + 1) * DIGEST) === digest(line) ? [] : [at]));
}

/** The pages of the lowest ranks. Only those are kept on the way: there may be a million. */
function samplePaths(tree: Tree): readonly RepoPath[] {
  const lowest: { readonly path: RepoPath; readonly rank: number }[] = [];
  for (const path of tree.keys()) {
    if (!isPage(path) || !path.isWellFormed()) continue;
    const rank = rankOf(path);
    const last = lowest.length < SAMPLE ? undefined : lowest.at(-1);
    if (last !== undefined && (rank > last.rank || (rank === last.rank && path > last.path))) continue;
    if (last !== undefined) lowest.pop();
    lowest.push({ path, rank });
    lowest.sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1));
  }
  return lowest.map(({ path }) => path);
}

/**
 * A number that looks random and hangs on the name alone: FNV-1a of its characters.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9923 (the 32-bit prime and offset basis)
 */
function rankOf(path: RepoPath): number {
  let rank = 0x811c9dc5;
  for (let at = 0; at < path.length; at++) rank = Math.imul(rank ^ path.charCodeAt(at), 0x01000193);
  return rank >>> 0;
}

function isPage(path: RepoPath): boolean {
  return /\.html?$/i.test(path);
}

function digest(text: string): string {
  return hash("sha256", text, "base64url").slice(0, DIGEST);
}
