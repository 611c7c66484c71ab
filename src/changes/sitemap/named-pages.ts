import type { RepoPath } from "../../model/path.ts";
import type { Tree } from "../../model/tree.ts";
import type { World } from "../../ports/world.ts";
import type { SitemapSite } from "./child-sitemap.ts";
import { listedPages, urlBelow } from "./read-pages.ts";

/** HTML files whose canonical link is read, and the largest of them in bytes: enough to see a site's habit. Our own bounds. */
const MAX_FILES = 10;
const MAX_BYTES = 512 * 1024;

/** Bounded in every part: it runs over text that anybody may have written. */
const LINK = /<link\s[^<>]{0,1000}>/gi;

/**
 * The addresses that the build itself gives its pages, in its sitemap and in the canonical links of some files: unencoded,
 * relative to the site's base. Empty where there is no build on this disk.
 */
export async function namedPages(
  site: SitemapSite,
  tree: Tree,
  world: Pick<World, "files">,
): Promise<Iterable<string>> {
  if (site.buildDir === undefined) return [];
  const listed = await listedPages(site, world);
  const linked = await canonicalLinks(site.buildDir, tree, world);
  return [...linked, ...listed].flatMap((page) => relativeName(page, site) ?? []);
}

async function canonicalLinks(buildDir: string, tree: Tree, world: Pick<World, "files">): Promise<readonly string[]> {
  const links: string[] = [];
  for (const path of someHtml(tree)) {
    const content = await world.files.read(`${buildDir}/${path}`, MAX_BYTES).catch(() => undefined);
    const link = content === undefined ? undefined : canonicalIn(new TextDecoder().decode(content));
    if (link !== undefined) links.push(link);
  }
  return links;
}

function someHtml(tree: Tree): readonly RepoPath[] {
  const paths: RepoPath[] = [];
  for (const path of tree.keys()) {
    if (path.endsWith(".html") && !/(?:^|\/)(?:index|404)\.html$/.test(path) && path.isWellFormed()) paths.push(path);
    if (paths.length === MAX_FILES) break;
  }
  return paths;
}

function canonicalIn(html: string): string | undefined {
  const link = html.match(LINK)?.find((tag) => /\srel\s*=\s*["']?canonical["'\s>/]/i.test(tag));
  return link === undefined
    ? undefined
    : /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(link)?.slice(1).find(Boolean);
}

function relativeName(page: string, { siteUrls }: SitemapSite): string | undefined {
  const url = urlBelow(page, siteUrls);
  if (url === undefined || url.includes("?")) return undefined;
  try {
    return decodeURIComponent(url.slice(1));
  } catch {
    return undefined;
  }
}
