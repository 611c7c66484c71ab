import type { Answer } from "./styles/host.ts";

/** One line of a `_redirects` file. */
export interface RedirectRule {
  /** The path that it is for, with a leading slash; `*` and `:name` are placeholders. */
  readonly from: string;
  readonly to: string;
  readonly status: number;
  /** It wins over a file at the same URL. */
  readonly isForced: boolean;
  /** All of the line, blanks made one: two rules are the same when this is. */
  readonly line: string;
}

/**
 * The rules of a `_redirects` file, as Netlify and Cloudflare Pages read it.
 *
 * @returns undefined when a line is no rule: then nothing is known of what the file does.
 * @see https://docs.netlify.com/routing/redirects/#syntax-for-the-redirects-file
 * @see https://developers.cloudflare.com/pages/configuration/redirects/
 */
export function parseRedirects(text: string): readonly RedirectRule[] | undefined {
  const rules: RedirectRule[] = [];
  for (const raw of text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/)) {
    const words = raw
      .replace(/(?:^|\s)#.*$/, "")
      .trim()
      .split(/\s+/);
    if (words[0] === "") continue;
    const rule = parseRule(words);
    if (rule === undefined) return undefined;
    rules.push(rule);
  }
  return rules;
}

function parseRule(words: readonly string[]): RedirectRule | undefined {
  const from = pathOf(words[0] ?? "");
  // Between the two addresses there may be query parameters, `id=:id`.
  const at = words.findIndex((word, index) => index > 0 && /^(?:\/|https?:\/\/)/i.test(word));
  const to = words[at];
  if (from === undefined || to === undefined) return undefined;
  const [, code, force] = /^([0-9]{3})(!?)$/.exec(words[at + 1] ?? "") ?? [];
  return { from, to, status: Number(code ?? 301), isForced: force === "!", line: words.join(" ") };
}

/** The path of an address; the host is left out, since the rule may be for the one that is purged. */
function pathOf(address: string): string | undefined {
  const path = /^https?:\/\/[^/]+(\/.*)?$/i.exec(address);
  if (path !== null) return path[1] ?? "/";
  return address.startsWith("/") ? address : undefined;
}

/**
 * Rules that one version has and the other does not, or has elsewhere: since the first match wins, all between what
 * both begin and end with.
 */
export function changedRules<T extends { readonly line: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly T[] {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head]?.line === after[head]?.line) head++;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail)?.line === after.at(-1 - tail)?.line) tail++;
  return [...before.slice(head, before.length - tail), ...after.slice(head, after.length - tail)];
}

/** A rule's URLs: those that can be listed, and the path that all others start with. Relative, like every URL here. */
export function urlsOfPattern(from: string): { readonly urls: readonly string[]; readonly prefix?: string } {
  const path = from.replace(/^\/+/, "").replace(/\?.*$/s, "");
  const placeholder = /\*|(?<=^|\/):[A-Za-z]/.exec(path);
  if (placeholder === null) {
    const bare = path.replace(/\/$/, "");
    return { urls: bare === "" ? [""] : [bare, `${bare}/`] };
  }
  const start = path.slice(0, placeholder.index);
  const folder = start.slice(0, start.lastIndexOf("/") + 1);
  const isSplat = placeholder[0] === "*" && folder === start;
  // `/blog/*` is for `/blog` too.
  return { urls: isSplat && folder !== "" ? [folder.slice(0, -1)] : [], prefix: start };
}

/** Matches URLs as the host does; a slash at the end makes no difference. */
export function compileRules(rules: readonly RedirectRule[]): (url: string, forced: boolean) => Answer | undefined {
  const compiled = rules.map((rule) => ({ rule, matches: matcher(rule.from) }));
  return (url, forced) => {
    const hit = compiled.find(({ rule, matches }) => rule.isForced === forced && matches(`/${url}`));
    if (hit === undefined) return undefined;
    const { status, to, line } = hit.rule;
    // The placeholders' values follow from the URL, so rule and URL together say where it leads.
    return status >= 300 && status < 400 ? { status, location: to } : { status, content: `rule ${line}` };
  };
}

function matcher(from: string): (path: string) => boolean {
  const path = from.replace(/\?.*$/s, "").replace(/(.)\/$/, "$1");
  const star = path.indexOf("*");
  if (star < 0 && !path.includes("/:")) return (url) => url.replace(/(.)\/$/, "$1") === path;
  const parts = (star < 0 ? path : path.slice(0, star)).split("/");
  const isOpen = star >= 0;
  return (url) => matchesParts(url.split("/"), parts, isOpen);
}

/** Segment by segment, so that no pattern can be slow; an open pattern's last part is where the star stands. */
function matchesParts(url: readonly string[], parts: readonly string[], isOpen: boolean): boolean {
  const given = url.at(-1) === "" && url.length > 1 && !isOpen ? url.slice(0, -1) : url;
  if (isOpen ? given.length < parts.length - 1 : given.length !== parts.length) return false;
  return parts.every((part, index) => {
    const segment = given[index];
    if (isOpen && index === parts.length - 1) return segment === undefined ? part === "" : segment.startsWith(part);
    return part.startsWith(":") ? segment !== undefined && segment !== "" : segment === part;
  });
}
