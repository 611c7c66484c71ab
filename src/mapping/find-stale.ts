import { once } from "../lib/once.ts";
import type { Change, ChangeSet } from "../model/change.ts";
import type { Immutable } from "../model/config.ts";
import { encodePath } from "../model/encode-path.ts";
import type { RepoPath } from "../model/path.ts";
import type { ChangedSelector, StaleContent } from "../model/stale.ts";
import { bareRootChanges, changedUrls } from "./changed-urls.ts";
import { type AnswersCompared, compareAnswers } from "./compare-answers.ts";
import { deriveReach } from "./derive-reach.ts";
import { distinctUrls } from "./distinct-urls.ts";
import type { RuleReach } from "./host-rules/affected-urls.ts";
import type { UrlStyle } from "./host-rules/host-rule.ts";
import { ruleFilesOf, unreadNotes } from "./host-rules/read-rules.ts";
import { namedEarly } from "./immutable.ts";
import { mappingNotes } from "./mapping-notes.ts";
import { readHosting } from "./read-hosting.ts";
import { isCached, spellPage, spellUrl, urlsOfFiles, type Wants } from "./spell-url.ts";
import { deployedFiles } from "./unused-globs.ts";

const NOTHING_IMMUTABLE: Immutable = { ok: () => false };

/**
 * Resolves the URLs of the touched files in the old and in the new build and keeps those that answer differently: so a
 * file that appears in front of another's URL counts, and a copy with the same content does not.
 *
 * @param touched the changes whose own URLs count, where routes decide about the others.
 */
export function findStaleContent(
  set: ChangeSet,
  given: UrlStyle,
  wants: Wants,
  immutable: Immutable = NOTHING_IMMUTABLE,
  touched: readonly Change[] = set.changes,
): StaleContent {
  const hosting = readHosting(set, given);
  const { style } = hosting;
  const answers = compareAnswers(hosting);
  const { reach, everything } = deriveReach(set, hosting, answers, touched);
  const early = namedEarly(set, immutable);
  const ruleFiles = new Set(ruleFilesOf(style));
  // What is known by its folder alone is reached as one.
  const files = touched.filter(({ path, isFolder }) => isFolder !== true && !ruleFiles.has(path));
  const cached = files.filter(({ path }) => isCached(path, wants));
  const urlsIn = (paths: Iterable<RepoPath>) => urlsOfFiles(paths, style, ruleFiles, wants);
  const found = staleFiles(cached, { answers, immutable, early, wants });
  for (const page of set.pages ?? []) add(found.urls, spellPage(page.path, wants), [page]);
  const unspelled: Wants = { ...wants, trailingSlash: "keep", htmlSuffix: "keep" };
  const pages = () => urlsOfFiles(set.tree.keys(), style, ruleFiles, unspelled);
  const selectors = addReach(found.urls, reach, wants, () => withPages(pages(), set.pageUrls ?? [], unspelled));
  return {
    stale: Array.from(found.urls, ([url, because]) => ({ url, because })),
    bareRoot: [...bareRootChanges(cached, answers), ...(set.pages ?? []).filter(({ path }) => path === "/")],
    selectors,
    everything,
    assets: files.length - cached.length,
    violations: found.violations,
    hosting: answers,
    notes: [
      ...unreadNotes(hosting.rules.after, hosting.dialect),
      ...mappingNotes(set, { style, immutable, touched, spared: found.spared, early }),
    ],
    inventory: once(() => distinctUrls(() => withPages(urlsIn(deployedFiles(set)), everyPage(set), wants))),
    current: once(() => distinctUrls(() => withPages(urlsIn(set.tree.keys()), set.pageUrls ?? [], wants))),
  };
}

interface StaleFiles {
  /** By URL in the provider's spelling. */
  readonly urls: Map<string, Change[]>;
  readonly violations: readonly RepoPath[];
  readonly spared: number;
}

function staleFiles(
  changes: readonly Change[],
  options: { answers: AnswersCompared; immutable: Immutable; early: number; wants: Wants },
): StaleFiles {
  const { wants } = options;
  const urls = new Map<string, Change[]>();
  const violations: RepoPath[] = [];
  let spared = 0;
  for (const change of changes) {
    const { own, stale, immutable } = changedUrls(change, options);
    if (immutable === "violated") violations.push(change.path);
    if (immutable === "spared") spared += 1;
    const named = stale.length > 0 && wants.urls === "canonical" ? own.slice(0, 1) : stale;
    for (const url of named) add(urls, spellUrl(url, wants), [change]);
  }
  return { urls, violations, spared };
}

/**
 * Adds what the host's rules reach: single URLs join the others, prefixes become selectors. Where only pages are cached,
 * and each by its own URL, the known ones are all there are.
 *
 * @param current pages of the new build as the host spells them, since its rules do: `/docs/` may be cached as `/docs`.
 */
function addReach(
  urls: Map<string, Change[]>,
  reach: readonly RuleReach[],
  wants: Wants,
  current: () => Iterable<string>,
): readonly ChangedSelector[] {
  const selectors: ChangedSelector[] = [];
  for (const { urls: single, prefix, because } of reach) {
    for (const url of single) add(urls, spellUrl(url, wants), because);
    if (prefix === undefined) continue;
    const value = `/${encodePath(prefix)}`;
    if (wants.files !== "pages") selectors.push({ selector: { by: "prefix", value }, from: "url-style", because });
    else for (const url of current()) if (url.startsWith(value)) add(urls, spellPage(url, wants), because);
  }
  return selectors;
}

function add(found: Map<string, Change[]>, url: string, because: readonly Change[]): void {
  const known = found.get(url);
  if (known === undefined) found.set(url, [...because]);
  else for (const change of because) known.push(change);
}

/** Pages of either build that are known by URL alone. */
function* everyPage({ pageUrls = new Set(), pages = [] }: ChangeSet): Generator<string> {
  yield* pageUrls;
  for (const { path } of pages) yield path;
}

function* withPages(urls: Iterable<string>, pages: Iterable<string>, wants: Wants): Generator<string> {
  yield* urls;
  for (const page of pages) yield spellPage(page, wants);
}
