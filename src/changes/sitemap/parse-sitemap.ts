import { configError, type PurgeError } from "../../model/errors.ts";

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
function keepLastmod({ pages, lastmods }: Sitemap, [lastmod]: readonly string[]): string[] {
  const page = pages.at(-1);
  if (page !== undefined && lastmod !== undefined) lastmods.set(page, lastmod);
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
