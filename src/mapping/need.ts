import { type Change, type ChangeSet, oldTree, type RepoPath, type Tree } from "../changes/change.ts";
import type { Capabilities } from "../providers/provider.ts";
import { encodePath } from "./encode.ts";
import type { UrlStyle } from "./url-style.ts";

/** One URL path whose answer changed, below the site's base path, encoded, with a leading slash. */
export interface StaleUrl {
  readonly url: string;
  readonly because: readonly Change[];
}

/** What a deploy made stale, and what else is known to exist. */
export interface Need {
  readonly stale: readonly StaleUrl[];
  /** Changed files that a provider of pages has no use for. */
  readonly assets: number;
  /** Every URL of the old and the new build in the same spelling; made when asked for, since it can be a million. */
  inventory(): ReadonlySet<string>;
  /** URLs of the new build alone. */
  current(): ReadonlySet<string>;
}

type Wants = Capabilities["wants"];

/**
 * Resolves the URLs of the touched files in the old and in the new build and keeps those that answer differently: so a
 * file that appears in front of another's URL counts, and a copy with the same content does not.
 */
export function findNeed(set: ChangeSet, style: UrlStyle, wants: Wants): Need {
  const before = oldTree(set);
  const found = new Map<string, Change[]>();
  const pages = set.pageUrls ?? [];
  const gone = (set.pages ?? []).map(({ path }) => path);
  let assets = 0;
  for (const change of set.changes) {
    if (wants.files === "pages" && !isPage(change.path)) assets++;
    else collect(change, found, { style, before, after: set.tree, wants });
  }
  for (const page of set.pages ?? []) add(found, spellCanonical(page.path, wants), page);
  return {
    stale: Array.from(found, ([url, because]) => ({ url, because })),
    assets,
    inventory: once(() => withPages(urlsOf([set.tree, before], style, wants), [...pages, ...gone], wants)),
    current: once(() => withPages(urlsOf([set.tree], style, wants), pages, wants)),
  };
}

function collect(
  change: Change,
  found: Map<string, Change[]>,
  site: { style: UrlStyle; before: Tree; after: Tree; wants: Wants },
): void {
  const urls = site.style.urlsOf(change.path);
  const stale = urls.filter((url) => site.style.resolve(site.before, url) !== site.style.resolve(site.after, url));
  if (stale.length === 0) return;
  for (const url of site.wants.urls === "canonical" ? urls.slice(0, 1) : stale) {
    add(found, spell(url, site.wants), change);
  }
}

function add(found: Map<string, Change[]>, url: string, change: Change): void {
  const because = found.get(url);
  if (because === undefined) found.set(url, [change]);
  else because.push(change);
}

/** Pages of the sitemap beside the URLs of files. */
function withPages(urls: Set<string>, pages: Iterable<string>, wants: Wants): ReadonlySet<string> {
  for (const page of pages) urls.add(spellCanonical(page, wants));
  return urls;
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

function urlsOf(trees: readonly Tree[], style: UrlStyle, wants: Wants): Set<string> {
  const urls = new Set<string>();
  for (const tree of trees) {
    for (const path of tree.keys()) {
      if (wants.files === "pages" && !isPage(path)) continue;
      const all = style.urlsOf(path);
      for (const url of wants.urls === "canonical" ? all.slice(0, 1) : all) urls.add(spell(url, wants));
    }
  }
  return urls;
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
