import { configError } from "../errors.ts";
import { visible } from "../report/escape.ts";
import type { World } from "../world/world.ts";
import { parseSitemap } from "./sitemap.ts";

/** Largest sitemap: 50 MB uncompressed (https://www.sitemaps.org/faq.html#faq_sitemap_size, read 2026-11-20). */
const SITEMAP_BYTES = 50 * 1024 * 1024;

/** Most sitemaps behind one index: an index that names itself ends here. */
const MOST_SITEMAPS = 500;

/**
 * Every page of a built sitemap with its `lastmod`, which is empty where the sitemap has none. An index is followed into
 * the files beside it, by the names it gives them; files may be gzipped.
 *
 * @throws {PurgeError} config, for a file that cannot be read or is no sitemap.
 */
export async function readSitemap(path: string, world: Pick<World, "files">): Promise<ReadonlyMap<string, string>> {
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/") + 1) : "";
  const pages = new Map<string, string>();
  const pending = [path];
  const seen = new Set<string>();
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (seen.has(next)) continue;
    if (seen.size >= MOST_SITEMAPS) throw unreadable(path, `names more than ${MOST_SITEMAPS} sitemaps`);
    seen.add(next);
    const parsed = parseSitemap(await textOf(next, world));
    for (const page of parsed.pages) pages.set(page, parsed.lastmods.get(page) ?? "");
    // One by one: as arguments of one call, a long list would not fit the stack.
    for (const url of parsed.indexes) pending.push(folder + (URL.parse(url)?.pathname ?? url).split("/").at(-1));
  }
  return pages;
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

function unreadable(path: string, why: string) {
  return configError([{ input: visible(path, 300), says: `${why}, and a sitemap is not read by halves.` }]);
}
