import { escapeControlCharacters } from "../../lib/escape.ts";
import { quoted } from "../../lib/user-info.ts";
import { configError, PurgeError } from "../../model/errors.ts";
import type { World } from "../../ports/world.ts";
import { type ChildSitemap, childSitemap, type SitemapSite } from "./child-sitemap.ts";
import { parseSitemap } from "./parse-sitemap.ts";

/** Largest sitemap: 50 MB uncompressed (https://www.sitemaps.org/faq.html#faq_sitemap_size, read 2026-11-20). */
const SITEMAP_BYTES = 50 * 1024 * 1024;

/** Most sitemaps behind one index. Our own bound. */
const MAX_SITEMAPS = 500;

/**
 * Every page of a built sitemap with its `lastmod`, which is empty where the sitemap has none. An index is followed into
 * the files of the build that its URLs stand for; files may be gzipped.
 *
 * @param path relative to the workspace.
 * @throws {PurgeError} config, for a file that cannot be read or is no sitemap, a child that is not in the build, and a
 *   sitemap without a page.
 */
export async function readSitemap(
  path: string,
  site: SitemapSite,
  world: Pick<World, "files">,
): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const pending = [path];
  const seen = new Set<string>();
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (seen.has(next)) continue;
    if (seen.size >= MAX_SITEMAPS) throw unreadable(path, `names more than ${MAX_SITEMAPS} sitemaps`);
    seen.add(next);
    const parsed = parseNamed(await textOf(next, world), next);
    for (const page of parsed.pages) pages.set(page, parsed.lastmods.get(page) ?? "");
    for (const url of parsed.indexes) {
      const child = await childSitemap(url, next, site, world);
      if (child.kind !== "file") throw missingChild(next, url, child);
      pending.push(child.path);
    }
  }
  if (pages.size === 0) throw withoutPages(path);
  return pages;
}

/** What cannot be read is called by its own path: a child's is not that of the sitemap which the user names. */
function parseNamed(text: string, path: string): ReturnType<typeof parseSitemap> {
  try {
    return parseSitemap(text);
  } catch (error) {
    if (!(error instanceof PurgeError) || error.fault !== "config") throw error;
    throw configError(error.problems.map(({ message }) => ({ input: escapeControlCharacters(path, 300), message })));
  }
}

async function textOf(path: string, world: Pick<World, "files">): Promise<string> {
  const content = await world.files.read(path, SITEMAP_BYTES);
  const isGzip = content[0] === 0x1f && content[1] === 0x8b;
  return new TextDecoder().decode(isGzip ? await unzipped(content, path) : content);
}

/** Bounded while it grows: a small file can hold a thousand times its size. */
async function unzipped(content: Uint8Array, path: string): Promise<Uint8Array> {
  const source = new Blob([content as Uint8Array<ArrayBuffer>]).stream();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source.pipeThrough(new DecompressionStream("gzip"))) {
      size += chunk.length;
      if (size > SITEMAP_BYTES) break;
      chunks.push(chunk);
    }
  } catch {
    throw unreadable(path, "is no whole gzip file");
  }
  if (size > SITEMAP_BYTES) throw unreadable(path, `has more than ${SITEMAP_BYTES} bytes when it is unpacked`);
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}

function missingChild(path: string, url: string, child: Exclude<ChildSitemap, { kind: "file" }>): PurgeError {
  const name = escapeControlCharacters(quoted(url, 300), 300);
  if (child.kind === "foreign") {
    return unreadable(
      path,
      `names the sitemap ${name}, which does not lie below site-url. Correct site-url or the build`,
    );
  }
  const looked = child.path === undefined ? "" : ` (no file ${escapeControlCharacters(child.path, 300)})`;
  return unreadable(
    path,
    `names the sitemap ${name}, which is not in the build${looked}. Run this step after the build`,
  );
}

function withoutPages(path: string): PurgeError {
  const message =
    "lists no page: nothing to read is not nothing changed. Run this step after the build, or leave it out.";
  return configError([{ input: escapeControlCharacters(path, 300), message }]);
}

function unreadable(path: string, why: string): PurgeError {
  return configError([
    { input: escapeControlCharacters(path, 300), message: `${why}. A sitemap is not read by halves.` },
  ]);
}
