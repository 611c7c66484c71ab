import { escapeControlCharacters } from "../lib/escape.ts";
import type { ChangeSet } from "../model/change.ts";
import type { Immutable } from "../model/config.ts";
import type { Problem } from "../model/errors.ts";
import type { RepoPath } from "../model/path.ts";
import { compileGlobs } from "./include.ts";

/** Files that keep their name on purpose: what a broad glob says of them cannot be true. */
const NEVER =
  /(?:^|\/)(?:[^/]*\.html?|robots\.txt|sitemap[^/]*|(?:feed|atom|rss|index)\.(?:xml|json)|[^/]*\.webmanifest|manifest\.json|(?:sw|service-worker|serviceworker|firebase-messaging-sw)\.js)$/i;

/** Fewest fingerprinted-looking changes that are worth a word: below, the purges cost nobody anything. Our own bound. */
const WORTH_TELLING = 10;

/**
 * The `immutable` input as a predicate on paths relative to `build-dir`. Pages, sitemaps, feeds, `robots.txt`, service
 * workers and web manifests are never immutable, whatever the globs say.
 */
export function compileImmutable(lines: readonly string[]): Immutable | { readonly problems: readonly Problem[] } {
  if (lines.length === 0) return { ok: () => false };
  const compiled = compileGlobs("immutable", lines);
  if ("problems" in compiled) return compiled;
  return { ok: (path) => compiled.ok(path) && !NEVER.test(path), globs: [...compiled.globs, ...compiled.exclusions] };
}

/**
 * Most added files that are purged because a page may have named them before they were there. Such a page names what it
 * loads itself; what those files load in turn, nobody could know before they were there. And they fit into one run of
 * every provider that caches files. Our own bound.
 */
export const MAX_NAMED_EARLY = 50;

/**
 * May an error be cached in front of files that this deploy added? A name that only its content decides is requested when
 * a file names it: as a rule one that changes in the same deploy. Where nothing else came or changed, whatever names them
 * was there before them, as after a deploy that brought the pages and not their files.
 *
 * @returns how many there are; 0 where the names are new.
 */
export function namedEarly({ changes, outside = [], pages = [] }: ChangeSet, { ok }: Immutable): number {
  const named = changes.filter(({ kind, path }) => kind === "added" && ok(path)).length;
  const canName = changes.some(({ kind, path }) => kind === "modified" || (kind === "added" && !ok(path)));
  return canName || outside.length > 0 || pages.length > 0 ? 0 : named;
}

/** One sentence when the names of many changes seem to hold a fingerprint and `immutable` does not name them. */
export function suggestImmutable({ changes }: ChangeSet, { ok }: Immutable): string | undefined {
  const paths = changes.flatMap(({ kind, path }) =>
    kind !== "modified" && looksFingerprinted(path) && !ok(path) ? [path] : [],
  );
  if (paths.length < WORTH_TELLING) return undefined;
  const globs = Map.groupBy(paths, globFor);
  const [glob] = [...globs].toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))[0] ?? [
    "",
  ];
  const example = escapeControlCharacters(paths[0] ?? "", 100);
  return (
    `${paths.length} added or deleted files look fingerprinted (${example}). If their content never changes under one name, ` +
    `immutable: ${escapeControlCharacters(glob, 100)} spares their purges.`
  );
}

/** `assets/*.js` for `assets/app-3f2a9c1b.js`. */
function globFor(path: RepoPath): string {
  const slash = path.lastIndexOf("/") + 1;
  return `${path.slice(0, slash)}*${path.slice(path.lastIndexOf("."))}`;
}

/**
 * Does the name carry a hash of its content, as bundlers write it: eight or more hexadecimal digits, or eight letters and
 * digits of Vite's alphabet before the extension? Only for suggestions: a heuristic is no evidence.
 */
export function looksFingerprinted(path: RepoPath): boolean {
  if (NEVER.test(path)) return false;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const hash = /[.\-_~]([0-9A-Za-z_-]{8,64})(?:\.(?:min|chunk|bundle))?\.[a-z0-9]{1,5}$/.exec(name)?.[1];
  const part = hash?.split(/[.-]/).at(-1) ?? "";
  const isHex = /^[0-9a-f]{8,64}$/.test(part) && /[0-9]/.test(part) && /[a-f]/.test(part);
  return isHex || (hash !== undefined && /^[0-9A-Za-z_-]{8}$/.test(hash) && /[0-9]/.test(hash) && /[A-Z]/.test(hash));
}
