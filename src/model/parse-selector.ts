import { hostProblem } from "../lib/plain-address.ts";
import { lineFormProblem } from "./line-form.ts";
import type { Selector } from "./selector.ts";

/** One line of the `purge` input: a selector, or a file that holds more of them. */
export type SelectorLine =
  | { readonly kind: "selector"; readonly selector: Selector }
  | { readonly kind: "file" | "sitemap"; readonly path: string }
  | { readonly kind: "wrong"; readonly message: string };

const GRAMMAR =
  "a path /about, a prefix /blog/*, a URL https://www.example.com/a, prefix:, ext:, regex:, equals:, contains:, " +
  "starts_with:, ends_with:, tag:, host:, sitemap:FILE, file:PATH or all";

/** Longest selector that is accepted, in characters: no URL beyond 8 KiB reaches an origin server (RFC 9110, 4.1). */
const LONGEST = 8192;

/**
 * The lines of a text that hold something: comments (`#` at the start of a line or after a blank) and blank lines are gone.
 */
export function significantLines(text: string): readonly string[] {
  return [...eachSignificantLine(text)];
}

/** The same one by one, for a text of very many. */
export function* eachSignificantLine(text: string): Generator<string> {
  for (const [line] of text.replace(/^\uFEFF/, "").matchAll(/[^\r\n]+/g)) {
    const significant = line.replace(/(?:^|[ \t])#.*$/, "").trim();
    if (significant !== "") yield significant;
  }
}

/** Selectors whose value is a pattern or a text, in which a comma may stand in front of anything. */
const FREE_TEXT = /^(?:regex|equals|contains|starts_with|ends_with|tag|file|sitemap):/;
const NEXT = "(?:/|https?://|(?:prefix|ext|regex|equals|contains|starts_with|ends_with|tag|host|sitemap|file):)";
/** What people put between two entries of a list, in ASCII and as full-width characters. */
const BETWEEN = "[\\s,;，；、]";
const SEVERAL = new RegExp(`${BETWEEN}${NEXT}|[\\s,]all(?:${BETWEEN}|$)|^all${BETWEEN}`);
const SEVERAL_TEXTS = new RegExp(`\\s(?:${NEXT}|all(?:[\\s,]|$))`);
/** What stays behind where a list with separators was cut into lines. */
const TRAILING = /[,;，；、]$/;

/**
 * Why a line is no single selector: it holds several, or is a list in the form of YAML or JSON. Lines that people write are
 * checked with this; an entry of a JSON file, or one that ends in NUL, is exactly what it says.
 */
export function severalSelectors(line: string): string | undefined {
  const form = lineFormProblem(line);
  if (form !== undefined) return form;
  if (line.startsWith("[")) return "is no selector, and no JSON list on one line: a file may be JSON, purge: file:PATH";
  const isText = FREE_TEXT.test(line);
  if (!isText && TRAILING.test(line)) {
    return "ends in a separator: give one selector per line and nothing behind it. A comma at the end of a path is %2C";
  }
  if (!isText && line.endsWith("＊")) return "ends in a full-width star: the star of a prefix is *";
  if (!(isText ? SEVERAL_TEXTS : SEVERAL).test(line)) return undefined;
  return "holds several selectors: give one per line, with `|` behind the input's name. A blank in a path is %20, a comma %2C";
}

/** Parses one line that people write. Never throws. */
export function parseSelectorLine(line: string): SelectorLine {
  const message = severalSelectors(line);
  return message === undefined ? parseSelector(line) : wrong(message);
}

/** Parses one selector in the grammar of the `purge` input. Never throws: a wrong line says what would be right. */
export function parseSelector(line: string): SelectorLine {
  if (line.length > LONGEST) return wrong(`is longer than ${LONGEST} characters`);
  if (/\p{Cc}/u.test(line)) return wrong("holds a control character");
  if (line === "all") return selector({ by: "all", value: "" });
  if (line.startsWith("/")) return parsePath(line, undefined);
  if (/^https?:\/\//i.test(line)) return parseUrl(line);
  const colon = line.indexOf(":");
  const word = colon < 0 ? "" : line.slice(0, colon);
  const value = line.slice(colon + 1).trim();
  const parse = PREFIXED.get(word);
  if (parse === undefined) return wrong(`is no selector. ${guess(line)}Selectors are ${GRAMMAR}`);
  if (value === "") return wrong(`has nothing after ${word}:`);
  return parse(value);
}

const PREFIXED: ReadonlyMap<string, (value: string) => SelectorLine> = new Map<string, (value: string) => SelectorLine>(
  [
    ["prefix", parsePrefix],
    ["ext", parseExtension],
    ["regex", (value) => selector({ by: "regex", value })],
    ["equals", (value) => parseOnHost("equals", value)],
    ["contains", (value) => selector({ by: "contains", value })],
    ["starts_with", (value) => parseOnHost("starts_with", value)],
    ["ends_with", (value) => selector({ by: "ends_with", value })],
    ["tag", parseTag],
    ["host", parseHost],
    ["sitemap", (path) => ({ kind: "sitemap", path })],
    ["file", (path) => ({ kind: "file", path })],
  ],
);

function parsePath(path: string, origin: string | undefined): SelectorLine {
  const at = origin === undefined ? {} : { origin };
  const star = path.indexOf("*");
  if (star >= 0 && !(star === path.length - 1 && path.endsWith("/*"))) {
    return wrong(
      "has a * that does not stand alone behind the last slash. /blog/* is a prefix; for the rest there are " +
        "prefix:/blog/a, ext:css and regex:^/blog/.*\\.css$",
    );
  }
  const encoded = encodeLikeBrowser(star >= 0 ? path.slice(0, -1) : path);
  if ("message" in encoded) return wrong(encoded.message);
  if (star >= 0 && encoded.path.includes("?")) return wrong("has a query in a prefix");
  return selector({ by: star >= 0 ? "prefix" : "path", value: encoded.path, ...at });
}

function parseUrl(text: string): SelectorLine {
  const [, host = "", rest = ""] = /^(https?:\/\/[^/?#]*)(.*)/i.exec(text) ?? [];
  const url = hostUrl(host);
  if (url === undefined) return wrong("is no URL with a host and without a user name");
  const problem = hostProblem(url);
  if (problem !== undefined) return wrong(problem);
  return parsePath(rest.startsWith("/") ? rest : `/${rest}`, url.origin);
}

function parsePrefix(value: string): SelectorLine {
  const parsed = /^https?:\/\//i.test(value)
    ? parseUrl(value)
    : value.startsWith("/")
      ? parsePath(value, undefined)
      : undefined;
  if (parsed === undefined) return wrong("is no prefix: it starts with / or https://, for example prefix:/blog/");
  if (parsed.kind !== "selector") return parsed;
  if (parsed.selector.value.includes("?")) return wrong("has a query in a prefix");
  return selector({ ...parsed.selector, by: "prefix" });
}

/** A text match on the path; a URL is a path on one host, since no path starts with a scheme. */
function parseOnHost(by: "equals" | "starts_with", value: string): SelectorLine {
  if (!/^https?:\/\//i.test(value)) return selector({ by, value });
  const parsed = parseUrl(value);
  if (parsed.kind !== "selector") return parsed;
  if (parsed.selector.by !== "path")
    return wrong("has a *, which stands for itself in equals: and starts_with: leave it out");
  return selector({ ...parsed.selector, by });
}

function parseExtension(value: string): SelectorLine {
  const extension = value.replace(/^\*?\./, "").toLowerCase();
  if (!/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u.test(extension)) {
    return wrong("is no file extension: letters and digits without a dot in front, one per line, for example ext:css");
  }
  return selector({ by: "extension", value: extension });
}

function parseTag(value: string): SelectorLine {
  if (/[\s,]/.test(value)) return wrong("is no cache tag: tags hold neither blanks nor commas, one per line");
  return selector({ by: "tag", value });
}

function parseHost(value: string): SelectorLine {
  const url = /[/\\?#@\s]/.test(value) ? undefined : hostUrl(`https://${value}`);
  if (url === undefined) return wrong("is no host name: for example host:www.example.com");
  const problem = hostProblem(url);
  return problem === undefined ? selector({ by: "host", value: url.host }) : wrong(problem);
}

function hostUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  return url === null || url.username !== "" || url.password !== "" ? undefined : url;
}

/** Holds nothing that a browser encodes, and no `%`, whose meaning would have to be decided. */
const PLAIN_PATH = /^[!$&'()+,\-./0-9:;=@A-Z[\]_a-z|~]+$/;

const DOT_SEGMENT = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i;

/**
 * A path as a browser would send it: percent-encoded by the WHATWG rules, what is already `%XX` left alone.
 *
 * @see https://url.spec.whatwg.org/#path-percent-encode-set
 */
function encodeLikeBrowser(path: string): { readonly path: string } | { readonly message: string } {
  // Nearly every path is one of these, and there may be a hundred thousand: parsing each as a URL makes much garbage.
  if (PLAIN_PATH.test(path) && !DOT_SEGMENT.test(path)) return { path };
  if (path.includes("#")) return { message: "has a fragment (#): browsers never send it. A # in a file name is %23" };
  if (path.includes("\\")) return { message: "has a backslash: paths have /, a backslash in a file name is %5C" };
  const [bare = "", ...query] = path.split("?");
  if (DOT_SEGMENT.test(bare)) return { message: "has a . or .. segment: write the path that it leads to" };
  const stray = /%(?![0-9a-fA-F]{2})/.exec(path);
  if (stray) return { message: "has a % that is no %XX: a % in a file name is %25" };
  const url = new URL(`http://h${bare}${query.length > 0 ? `?${query.join("?")}` : ""}`);
  return { path: url.pathname + (query.length > 0 ? `?${url.search.slice(1)}` : "") };
}

function guess(line: string): string {
  if (/^all$/i.test(line)) return "Did you mean all? ";
  const plain = line.normalize("NFKC");
  if (plain !== line && parseSelector(plain).kind !== "wrong") return `Did you mean ${plain}? `;
  const extension = /^\*?\.([a-z0-9]+)$/i.exec(line)?.[1];
  if (extension !== undefined) return `Did you mean ext:${extension}? `;
  if (/^[^\s/:]+\.[a-z]{2,}\//i.test(line)) return `Did you mean https://${line}? `;
  if (/^[^\s:]+$/.test(line)) return `Did you mean /${line}? `;
  return "";
}

function selector(value: Selector): SelectorLine {
  return { kind: "selector", selector: value };
}

function wrong(message: string): SelectorLine {
  return { kind: "wrong", message };
}
