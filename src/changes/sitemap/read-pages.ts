import { escapeControlCharacters } from "../../lib/escape.ts";
import type { ChangeSet } from "../../model/change.ts";
import { configError, PurgeError } from "../../model/errors.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { World } from "../../ports/world.ts";
import { compareSnapshots } from "../compare-snapshots.ts";
import type { SitemapSite } from "./child-sitemap.ts";
import { readSitemap } from "./read-sitemap.ts";

export interface PagesOptions {
  readonly buildDir: string;
  /** Where the site is served; empty: pages of any host are its own. */
  readonly siteUrls: SitemapSite["siteUrls"];
  /** Does another `lastmod` make a page a changed one? Many builds give all pages a new date. */
  readonly lastmod: boolean;
  /** The pages of the last deploy; undefined when nothing is remembered of them. */
  readonly before: Snapshot | undefined;
}

/** Names under which site generators write a sitemap or an index of sitemaps, the usual one first. */
const NAMES = ["sitemap.xml", "sitemap_index.xml", "sitemap-index.xml"].flatMap((name) => [name, `${name}.gz`]);

/**
 * Pages that joined or left the built sitemap since the last deploy: for sites whose pages are no files.
 *
 * @throws {PurgeError} config, when `build-dir` has no sitemap, or one with no page of this site.
 */
export async function readPages(
  { buildDir, siteUrls, lastmod, before }: PagesOptions,
  world: Pick<World, "files">,
): Promise<{ readonly set: ChangeSet; readonly snapshot: Snapshot }> {
  const path = await findSitemap(buildDir, world);
  if (path === undefined) throw noSitemap(buildDir);
  const listed = await readSitemap(path, { buildDir, siteUrls }, world).catch((error: unknown) => {
    throw error instanceof PurgeError ? inputError(path, error) : error;
  });
  const pages = new Map<string, string>();
  const foreign: string[] = [];
  for (const [page, stamp] of listed) {
    const url = urlBelow(page, siteUrls);
    if (url === undefined) foreign.push(page);
    else pages.set(url, lastmod ? stamp : "");
  }
  const [elsewhere] = foreign;
  if (pages.size === 0 && elsewhere !== undefined) throw noPages(path, elsewhere);
  const snapshot: Snapshot = { source: "sitemap", pages };
  const changes = before === undefined ? [] : compareSnapshots(comparable(before, lastmod), snapshot);
  const set: ChangeSet = {
    source: "sitemap",
    changes: [],
    pages: changes,
    pageUrls: new Set(pages.keys()),
    ignored: 0,
    tree: new Map(),
    ...(before === undefined ? { everything: "no earlier sitemap is remembered" } : {}),
    notes: [...logPages(path, pages.size, changes.length), ...logForeign(foreign)],
  };
  return { set, snapshot };
}

/** The pages that the build's sitemap lists, in its order; none where there is no sitemap that can be read. */
export async function listedPages(site: SitemapSite, world: Pick<World, "files">): Promise<readonly string[]> {
  if (site.buildDir === undefined) return [];
  try {
    const path = await findSitemap(site.buildDir, world);
    return path === undefined ? [] : [...(await readSitemap(path, site, world)).keys()];
  } catch {
    // The user did not name it, so a sitemap that cannot be read is no error of this run.
    return [];
  }
}

/** The first run with `lastmod` must not purge every page for it. */
function comparable(before: Snapshot, lastmod: boolean): Snapshot {
  const pages = before.pages ?? new Map<string, string>();
  return lastmod ? before : { ...before, pages: new Map(Array.from(pages.keys(), (url) => [url, ""])) };
}

async function findSitemap(buildDir: string, { files }: Pick<World, "files">): Promise<string | undefined> {
  for (const name of NAMES) {
    const path = `${buildDir.replace(/\/+$/, "")}/${name}`;
    if ((await files.kind(path)) === "file") return path;
  }
  return undefined;
}

/** A page's address below the site's base path, as a browser sends it; undefined when it belongs to another site. */
export function urlBelow(page: string, siteUrls: PagesOptions["siteUrls"]): string | undefined {
  const url = URL.parse(page);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const path = url.pathname + url.search;
  if (siteUrls.length === 0) return path;
  // The root of a base path may be written without its slash.
  const site = siteUrls.find(({ origin, basePath }) => origin === url.origin && `${path}/`.startsWith(basePath));
  return site === undefined ? undefined : path.slice(site.basePath.length - 1) || "/";
}

function logPages(path: string, count: number, changed: number): readonly string[] {
  return [`Sitemap ${escapeControlCharacters(path, 200)}: ${count} pages, ${changed} of them joined, left or changed.`];
}

function logForeign([first, ...more]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  const rest = more.length === 0 ? "" : ` and ${more.length} more`;
  return [`Not below site-url, so left out: ${escapeControlCharacters(first, 200)}${rest}.`];
}

/** The same message, under the input that names the file. */
function inputError(path: string, { problems }: PurgeError): PurgeError {
  return configError(
    problems.map(({ message }) => ({
      input: "changes",
      message: `sitemap, ${escapeControlCharacters(path, 200)}: ${message}`,
    })),
  );
}

function noSitemap(buildDir: string) {
  const message =
    `sitemap: "${escapeControlCharacters(buildDir, 100)}" has none of ${NAMES.join(", ")}. Let the build write one, or leave sitemap out ` +
    "of changes.";
  return configError([{ input: "changes", message }]);
}

function noPages(path: string, first: string) {
  const message =
    `sitemap: no page of ${escapeControlCharacters(path, 200)} lies below site-url; it lists for example ` +
    `${escapeControlCharacters(first, 200)}. Correct site-url, or the site's address in the build.`;
  return configError([{ input: "changes", message }]);
}
