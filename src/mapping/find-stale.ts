import type { Capabilities } from "../model/capabilities.ts";
import { type Change, type ChangeSet, hasUnknownBefore } from "../model/change.ts";
import type { Immutable } from "../model/config.ts";
import { encodePath } from "../model/encode-path.ts";
import type { RepoPath } from "../model/path.ts";
import type { ChangedSelector, StaleContent } from "../model/stale.ts";
import { distinctUrls } from "./distinct-urls.ts";
import { ruleFilesOf } from "./host-rules/read-rules.ts";
import type { UrlStyle } from "./host-rules/rule.ts";
import { unreadRulesNote } from "./host-rules/unread-files.ts";
import { type Hosting, openHosting, sameAnswer } from "./hosting.ts";
import { MAX_NAMED_EARLY, namedEarly, suggestImmutable } from "./immutable.ts";

type Wants = Capabilities["wants"];

interface Search {
  readonly hosting: Hosting;
  readonly wants: Wants;
  readonly immutable: Immutable;
  /** Added files that may have been asked for before they were there. */
  readonly early: number;
  readonly found: Map<string, Change[]>;
  readonly violations: RepoPath[];
  assets: number;
  spared: number;
}

const NOTHING_IMMUTABLE: Immutable = { ok: () => false };

/**
 * Resolves the URLs of the touched files in the old and in the new build and keeps those that answer differently: so a
 * file that appears in front of another's URL counts, and a copy with the same content does not.
 *
 * @param touched the changes whose own URLs count, where routes speak for the others.
 */
export function findStaleContent(
  set: ChangeSet,
  style: UrlStyle,
  wants: Wants,
  immutable: Immutable = NOTHING_IMMUTABLE,
  touched: readonly Change[] = set.changes,
): StaleContent {
  const hosting = openHosting(set, style);
  const early = namedEarly(set, immutable);
  const search: Search = { hosting, wants, immutable, early, found: new Map(), violations: [], assets: 0, spared: 0 };
  const rules = new Set(ruleFilesOf(style));
  for (const change of touched) {
    if (rules.has(change.path)) continue;
    if (wants.files === "pages" && !isPage(change.path)) search.assets++;
    else collect(change, search);
  }
  for (const page of set.pages ?? []) add(search.found, spellCanonical(page.path, wants), [page]);
  const selectors = collectReach(search);
  const { everything } = hosting;
  return {
    stale: Array.from(search.found, ([url, because]) => ({ url, because })),
    selectors,
    ...(everything === undefined ? {} : { everything }),
    assets: search.assets,
    violations: search.violations,
    hosting,
    notes: [...hosting.notes, ...notesOf(set, search)],
    inventory: once(() => distinctUrls(() => urlsOf(everyPath(set), everyPage(set), search))),
    current: once(() => distinctUrls(() => urlsOf(set.tree.keys(), set.pageUrls ?? [], search))),
  };
}

/** Files of either build: what is not in the new one was deleted by a change. */
function* everyPath({ tree, changes }: ChangeSet): Generator<RepoPath> {
  yield* tree.keys();
  for (const { kind, path } of changes) if (kind === "deleted") yield path;
}

/** Pages of either build that are known by URL alone. */
function* everyPage({ pageUrls = new Set(), pages = [] }: ChangeSet): Generator<string> {
  yield* pageUrls;
  for (const { path } of pages) yield path;
}

function collect(change: Change, search: Search): void {
  const { hosting, wants, found } = search;
  const { style, before, after } = hosting;
  const own = style.urlsOf(change.path);
  const candidates = [...own, ...(style.shadowedBy?.(change.path) ?? [])];
  // Where nobody knows what was there, every URL that hangs on the file may have answered otherwise.
  const changed = hasUnknownBefore(change)
    ? candidates
    : candidates.filter((url) => !sameAnswer(before(url), after(url)));
  const stale = withoutSpared(change, changed, search);
  if (stale.length === 0) return;
  for (const url of wants.urls === "canonical" ? own.slice(0, 1) : stale) add(found, spell(url, wants), [change]);
}

/** What `immutable` spares: see docs/url-styles.md for the reasons. */
function withoutSpared(change: Change, urls: readonly string[], search: Search): readonly string[] {
  const { kind, path } = change;
  if (!search.immutable.ok(path)) return urls;
  // That an owed file is another one than before is a guess, and no reason to blame it.
  if (hasUnknownBefore(change) && kind !== "deleted") return urls;
  if (kind === "modified") {
    search.violations.push(path);
    return urls;
  }
  const isEarly = search.early > 0 && search.early <= MAX_NAMED_EARLY;
  // Nobody could ask for a new name before; but where every URL answers, an answer may be cached under it.
  const left = kind === "added" ? urls.filter((url) => isEarly || search.hosting.before(url).status !== 404) : [];
  if (left.length === 0) search.spared++;
  return left;
}

function add(found: Map<string, Change[]>, url: string, because: readonly Change[]): void {
  const known = found.get(url);
  if (known === undefined) found.set(url, [...because]);
  else for (const change of because) known.push(change);
}

/** What the host's rules reach: single URLs join the others, prefixes become selectors. */
function collectReach(search: Search): readonly ChangedSelector[] {
  const { hosting, wants, found } = search;
  const selectors: ChangedSelector[] = [];
  for (const { urls, prefix, because } of hosting.reach) {
    for (const url of urls) add(found, spell(url, wants), because);
    if (prefix === undefined) continue;
    if (wants.files === "pages") {
      // Where only pages are cached, and each by its own URL, the known ones are all there are.
      const start = `/${encodePath(prefix)}`;
      for (const url of urlsOfFiles(search.hosting.trees.after.keys(), search))
        if (url.startsWith(start)) add(found, url, because);
      continue;
    }
    selectors.push({ selector: { by: "prefix", value: `/${encodePath(prefix)}` }, from: "url-style", because });
  }
  return selectors;
}

/** Encoded, with a leading slash, and as the provider wants canonical URLs to be spelled. */
function spell(url: string, wants: Wants): string {
  return spellCanonical(`/${encodePath(url)}`, wants);
}

/** A page's URL, which is encoded already and has its slash. */
function spellCanonical(url: string, wants: Wants): string {
  let spelled = url;
  if (wants.urls !== "canonical") return spelled;
  if (wants.htmlSuffix === "strip") spelled = spelled.replace(/\.html?$/, "");
  if (wants.trailingSlash === "strip" && spelled !== "/") spelled = spelled.replace(/\/$/, "");
  return spelled;
}

function* urlsOf(files: Iterable<RepoPath>, pages: Iterable<string>, search: Search): Generator<string> {
  yield* urlsOfFiles(files, search);
  for (const page of pages) yield spellCanonical(page, search.wants);
}

/** The URLs that files have, redirects included; each of them answers as long as its file is there. */
function* urlsOfFiles(paths: Iterable<RepoPath>, { hosting: { style }, wants }: Search): Generator<string> {
  const rules = new Set(ruleFilesOf(style));
  for (const path of paths) {
    if (rules.has(path) || (wants.files === "pages" && !isPage(path))) continue;
    const all = style.urlsOf(path);
    if (wants.urls === "canonical") yield spell(all[0] ?? path, wants);
    else for (const url of all) yield spell(url, wants);
  }
}

function notesOf(set: ChangeSet, { hosting, immutable, spared, early }: Search): readonly string[] {
  const notes: string[] = [];
  const errorPages = set.changes.filter(({ path }) => hosting.style.isErrorPage?.(path) === true);
  if (errorPages.length > 0) {
    notes.push(
      `${errorPages.map(({ path }) => path).join(", ")} changed: its own URLs are purged. Copies under URLs that do not exist expire ` +
        "with the time that the CDN keeps errors; purge: all removes them at once.",
    );
  }
  if (spared > 0) notes.push(`${spared} added or deleted files are named by immutable and need no purge.`);
  if (early > 0) notes.push(earlyNote(early));
  if (set.unreadRules !== undefined) notes.push(unreadRulesNote(set.unreadRules));
  const suggestion = suggestImmutable(set, immutable);
  return suggestion === undefined ? notes : [...notes, suggestion];
}

function earlyNote(early: number): string {
  const why =
    "nothing that could name them changed with them, so a page may have asked for them before they were there";
  if (early <= MAX_NAMED_EARLY) return `Added files that immutable names are purged this time (${early}): ${why}.`;
  return (
    `${early} files that immutable names were added, and ${why}. They are too many to be purged for that; errors that a CDN ` +
    "keeps in front of them expire, or purge: with their folder removes them."
  );
}

function isPage(path: RepoPath): boolean {
  return /\.html?$/i.test(path);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
