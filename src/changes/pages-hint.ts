import type { ChangesRead } from "../model/change.ts";
import type { World } from "../ports/world.ts";
import { listedPages, type PagesOptions } from "./sitemap/read-pages.ts";

/** Pages that a sitemap must list beside a single HTML file before it is worth a word: fewer may be one page's aliases. */
const MANY_PAGES = 5;

/** A site with one HTML file and many pages draws them in the browser, or elsewhere: no diff of files shows them. */
export async function hintAtPages(
  { buildDir, siteUrls }: { readonly buildDir?: string | undefined; readonly siteUrls: PagesOptions["siteUrls"] },
  { sources, tree }: ChangesRead,
  world: Pick<World, "files">,
): Promise<readonly string[]> {
  if (buildDir === undefined || sources.length === 0 || sources.includes("sitemap")) return [];
  let html = 0;
  for (const path of tree.keys()) {
    if (/\.html?$/i.test(path)) html += 1;
    if (html > 1) return [];
  }
  if (html === 0) return [];
  const pages = (await listedPages({ buildDir, siteUrls }, world)).length;
  if (pages < MANY_PAGES) return [];
  return [
    `The build has one HTML file, and its sitemap lists ${pages} pages: a diff of files cannot see which of them joined or ` +
      `left. Add sitemap to changes, for example changes: ${sources[0]} sitemap.`,
  ];
}
