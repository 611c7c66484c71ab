import { escapeControlCharacters } from "../../lib/escape.ts";
import { configError, type PurgeError } from "../../model/errors.ts";
import type { World } from "../../ports/world.ts";

/** What a sitemap file lists: pages of a `urlset`, or further sitemaps of a `sitemapindex`. */
export interface Sitemap {
  readonly pages: string[];
  readonly indexes: string[];
  /** What the entries of pages say of their last change, by page; those that say nothing are absent. */
  readonly lastmods: Map<string, string>;
}

interface Tag {
  readonly name: string;
  readonly kind: "open" | "close" | "empty";
}

type Token = { readonly text: string } | Tag;

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Reads a sitemap as https://www.sitemaps.org/protocol.html defines it: every `loc` of its entries, in order.
 *
 * Elements of extensions (`image:loc`, `xhtml:link`) list no pages and are passed over.
 *
 * @throws {PurgeError} config, when the text is no whole sitemap: a cut one would purge too little in silence.
 */
export function parseSitemap(text: string): Sitemap {
  const found: Sitemap = { pages: [], indexes: [], lastmods: new Map() };
  let lastmod: string[] = [];
  const open: string[] = [];
  let prefix: string | undefined;
  let location: string | undefined;
  for (const token of tokens(text)) {
    if ("text" in token) {
      if (location !== undefined) location += token.text;
      continue;
    }
    if (prefix !== undefined && open.length === 0) throw noSitemap("more than one root element");
    prefix ??= rootPrefix(token);
    if (token.kind !== "close") open.push(token.name);
    const list = listFor(open, prefix, found, lastmod);
    if (token.kind === "open") {
      if (list !== undefined) location = "";
      continue;
    }
    if (open.pop() !== token.name) throw noSitemap("its tags do not match");
    // Behind an entry, and nowhere else, what it says of its page is whole.
    if (open.length === 1) lastmod = keepLastmod(found, lastmod);
    if (list === undefined || location === undefined) continue;
    if (location.trim() !== "") list.push(location.trim());
    location = undefined;
  }
  if (prefix === undefined || open.length > 0) throw noSitemap("it ends in the middle");
  return found;
}

/** The root's own namespace prefix, `sm:` or empty: the entries carry the same. */
function rootPrefix(tag: Tag): string {
  const [, prefix = "", name] = /^([^:]*:)?(.*)$/s.exec(tag.name) ?? [];
  if (tag.kind === "close" || (name !== "urlset" && name !== "sitemapindex")) {
    throw noSitemap("its root element is neither urlset nor sitemapindex");
  }
  return prefix;
}

/** Where the text goes that the open elements lead to; undefined for every other element. */
function listFor(open: readonly string[], prefix: string, found: Sitemap, lastmod: string[]): string[] | undefined {
  // Deeper elements belong to extensions, and joining thousands of names for each would not be linear.
  if (open.length !== 3 || !open.every((name) => name.startsWith(prefix))) return undefined;
  switch (open.map((name) => name.slice(prefix.length)).join("/")) {
    case "urlset/url/loc":
      return found.pages;
    case "urlset/url/lastmod":
      return lastmod;
    case "sitemapindex/sitemap/loc":
      return found.indexes;
    default:
      return undefined;
  }
}

/** @returns an empty list, for the next entry. */
function keepLastmod({ pages, lastmods }: Sitemap, [said]: readonly string[]): string[] {
  const page = pages.at(-1);
  if (page !== undefined && said !== undefined) lastmods.set(page, said);
  return [];
}

/** Tags and text of an XML document; comments, declarations and instructions are left out. Linear in the text. */
function* tokens(source: string): Generator<Token> {
  const text = source.replace(/^\ufeff/, "");
  let at = 0;
  while (at < text.length) {
    const start = text.indexOf("<", at);
    if (start < 0) {
      if (text.slice(at).trim() !== "") throw noSitemap("text outside of its elements");
      return;
    }
    if (start > at) yield { text: decodeEntities(text.slice(at, start)) };
    if (text.startsWith("<!--", start)) at = behind(text, "-->", start + 4);
    else if (text.startsWith("<?", start)) at = behind(text, "?>", start + 2);
    else if (text.startsWith("<![CDATA[", start)) {
      at = behind(text, "]]>", start + 9);
      yield { text: text.slice(start + 9, at - 3) };
    } else if (text.startsWith("<!", start)) at = behind(text, ">", start + 2);
    else {
      at = tagEnd(text, start);
      yield readTag(text.slice(start + 1, at - 1));
    }
  }
}

function behind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  if (found < 0) throw noSitemap("it ends in the middle");
  return found + mark.length;
}

/** A `>` inside an attribute's quotes does not end the tag. */
function tagEnd(text: string, start: number): number {
  const marks = /["'>]/g;
  marks.lastIndex = start;
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    if (found[0] === ">") return found.index + 1;
    marks.lastIndex = behind(text, found[0], found.index + 1);
  }
  throw noSitemap("it ends in the middle");
}

function readTag(inner: string): Tag {
  const [name = ""] = /[^\s/]+/.exec(inner) ?? [];
  if (name === "") throw noSitemap("a tag without a name");
  if (inner.startsWith("/")) return { name, kind: "close" };
  return { name, kind: inner.endsWith("/") ? "empty" : "open" };
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function noSitemap(why: string): PurgeError {
  const message =
    `the sitemap cannot be read: ${why}. Give an XML sitemap as https://www.sitemaps.org/protocol.html describes it, ` +
    "for example sitemap:dist/sitemap.xml";
  return configError([{ input: "purge", message }]);
}

/** Largest sitemap: 50 MB uncompressed (https://www.sitemaps.org/faq.html#faq_sitemap_size, read 2026-11-20). */
const SITEMAP_BYTES = 50 * 1024 * 1024;

/** Most sitemaps behind one index: an index that names itself ends here. */
const MAX_SITEMAPS = 500;

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
    if (seen.size >= MAX_SITEMAPS) throw unreadable(path, `names more than ${MAX_SITEMAPS} sitemaps`);
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
  return configError([
    { input: escapeControlCharacters(path, 300), message: `${why}, and a sitemap is not read by halves.` },
  ]);
}
