/** Sources and pages that a step's own routes and `purge` name: one source for each rule, and the pages that it leads to. */
import picomatch from "picomatch";
import type { PlayedSite } from "./played-site.ts";

const KEPT_PAGE = "/kept.html";
const LISTED_PAGE = "/listed.html";

/** A page that a purge reaches, and the cache tag by which it does. */
interface Reached {
  readonly page: string;
  readonly tag?: string;
  /** Does the purge reach pages that did not change, too? */
  readonly isBroad: boolean;
}

interface Rule {
  readonly source: string;
  readonly reached: readonly Reached[];
}

export function inventSite(routes: readonly string[], purge: readonly string[], edgeUrl: string): PlayedSite {
  const rules = rulesOf(routes);
  const narrow = rules.filter(({ reached }) => !reached.some(({ isBroad }) => isBroad));
  // A rule that purges everything would hide what the others do.
  const played = narrow.length > 0 ? narrow : rules;
  const always = purge.flatMap((entry) =>
    isFileEntry(entry) ? [{ page: LISTED_PAGE, isBroad: false }] : reach(entry),
  );
  const reached = [...played.flatMap((rule) => rule.reached), ...always];
  const pages = [...new Set(reached.map(({ page }) => page))];
  const lists = purge.filter(isFileEntry).map((entry) => listFile(entry, edgeUrl));
  const deployOf = (version: string) => ({
    repository: new Map([...lists, ...played.map(({ source }) => [source, version] as const)]),
    origin: new Map([
      [fileOf(KEPT_PAGE), "kept"] as const,
      ...pages.map((page) => [fileOf(page), `${page}, ${version}`] as const),
    ]),
  });
  return {
    before: deployOf("old"),
    after: deployOf("new"),
    changed: pages,
    kept: reached.some(({ isBroad }) => isBroad) ? [] : [KEPT_PAGE],
    tags: new Map(reached.flatMap(({ page, tag }) => (tag === undefined ? [] : [[fileOf(page), tag] as const]))),
    purgesAlways: purge.length > 0,
  };
}

/** Each rule with a file that it is the first to match. */
function rulesOf(routes: readonly string[]): readonly Rule[] {
  const lines = routes.map((line) => line.split(/\s+->\s+/)).filter(([, targets]) => targets !== undefined);
  return lines.flatMap(([glob = "", targets = ""], at) => {
    const { path, captures } = sampleOf(glob);
    const earlier = lines.slice(0, at).map(([other = ""]) => other);
    if (earlier.some((other) => picomatch.isMatch(path, other, { dot: true }))) return [];
    const reached = targets.split(",").flatMap((target) => reach(fillIn(target.trim(), captures)));
    return reached.length === 0 ? [] : [{ source: path, reached }];
  });
}

/** A path that a glob matches, and what its stars stand for. */
function sampleOf(glob: string): { readonly path: string; readonly captures: readonly string[] } {
  const captures: string[] = [];
  const take = (text: string): string => {
    captures.push(text);
    return text;
  };
  const path = glob
    .replace(/\{([^{},]*)[^{}]*\}/g, "$1")
    .replace(/\[!?([^\]])[^\]]*\]/g, "$1")
    .replace(/\*\*\/?|\*|\?/g, (found) => {
      if (found === "?") return "x";
      if (found === "**/") return `${take("shop")}/`;
      return take(found === "**" ? "shop/page" : "page");
    });
  return { path, captures };
}

function fillIn(target: string, captures: readonly string[]): string {
  return target.replace(/\$\{?(\d)\}?/g, (_, number: string) => captures[Number(number) - 1] ?? "");
}

/** What a selector reaches: nothing where it names no page that could be watched. */
function reach(selector: string): readonly Reached[] {
  const [, path = selector] = /^https?:\/\/[^/]+(\/.*)?$/.exec(selector) ?? [];
  if (selector === "all" || path === "/*" || selector === "prefix:/") return [{ page: "/page.html", isBroad: true }];
  if (selector.startsWith("host:")) return [{ page: "/page.html", isBroad: true }];
  if (selector.startsWith("tag:")) {
    const tag = selector.slice("tag:".length);
    return [{ page: `/tagged/${encodeURIComponent(tag)}.html`, tag, isBroad: false }];
  }
  if (selector.startsWith("prefix:")) return [{ page: `${selector.slice("prefix:".length)}page.html`, isBroad: false }];
  if (selector.startsWith("ext:"))
    return [{ page: `/page.${selector.slice("ext:".length)}`, isBroad: selector === "ext:html" }];
  if (!path.startsWith("/")) return [];
  return [{ page: path.endsWith("*") ? `${path.slice(0, -1)}page.html` : path, isBroad: false }];
}

function isFileEntry(entry: string): boolean {
  return /^(?:file|sitemap):/.test(entry);
}

/** The list or sitemap that an entry of `purge` reads. */
function listFile(entry: string, edgeUrl: string): readonly [string, string] {
  const { path } = sampleOf(entry.slice(entry.indexOf(":") + 1));
  const isSitemap = entry.startsWith("sitemap:");
  return [path, isSitemap ? `<urlset><url><loc>${edgeUrl}${LISTED_PAGE}</loc></url></urlset>` : `${LISTED_PAGE}\n`];
}

/** The file that an origin with folder indexes answers a page's path with. */
function fileOf(page: string): string {
  const path = decodeURI(page).slice(1);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}
