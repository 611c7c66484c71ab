import { type RedirectRule, type RedirectsRead, redirectsRead } from "./host-rule.ts";
import { isPlain } from "./pattern.ts";

/**
 * The rules of a `_redirects` file as Netlify reads it: `from [query …] [to] [status[!]] [condition …]`.
 *
 * @see https://docs.netlify.com/routing/redirects/#syntax-for-the-redirects-file
 * @see https://www.npmjs.com/package/@netlify/redirect-parser
 */
export function parseNetlifyRedirects(text: string): RedirectsRead {
  const rules = new Map<string, RedirectRule>();
  let isWhole = true;
  for (const raw of text.split("\n")) {
    const words = raw.trim().split(/\s+/);
    const comment = words.findIndex((word) => word.startsWith("#"));
    const fields = comment < 0 ? words : words.slice(0, comment);
    if (fields.length === 0 || fields[0] === "") continue;
    const rule = parseRule(fields);
    if (rule === undefined) isWhole = false;
    else {
      // Of the same rule twice, the last one stays where it is.
      rules.delete(rule.line);
      rules.set(rule.line, rule);
    }
  }
  return redirectsRead([...rules.values()], isWhole);
}

/** What a rule says, wherever it is written. */
export interface NetlifyRedirect {
  readonly from: string;
  readonly to?: string | undefined;
  readonly status?: number | undefined;
  readonly isForced: boolean;
  readonly isConditional: boolean;
  /** All else that it says, as text. */
  readonly more: string;
}

/** @returns undefined for what Netlify refuses, or nobody can know. */
export function netlifyRedirect({
  from,
  to,
  status: given,
  isForced,
  isConditional,
  more,
}: NetlifyRedirect): RedirectRule | undefined {
  const [, host, path = "/"] = /^https?:\/\/([^/?#]+)(\/.*)?$/.exec(from) ?? [undefined, undefined, from];
  const status = given ?? 301;
  if (!path.startsWith("/") || path.startsWith("/.netlify")) return undefined;
  // A rule without a destination answers with the site's own files.
  const target =
    to ?? (path.endsWith("/*") && status >= 200 && status < 300 ? path.replace(/\/\*$/, "/:splat") : undefined);
  if (target === undefined) return undefined;
  const isPartial = isConditional || host !== undefined || !isPlain(path, "netlify") || maySkip(path, target, status);
  // One rule is one text, in whichever file it is written.
  const line = JSON.stringify([from, target, given ?? null, isForced, more]);
  return { from: path, to: target, status, isForced, isConditional: isPartial, line };
}

/** What lies where a redirect of a whole folder leads is not redirected again. */
function maySkip(from: string, to: string, status: number): boolean {
  if (!from.endsWith("*") || status < 300 || status >= 400) return false;
  return !to.startsWith("/") || to.startsWith(from.slice(0, -1));
}

function parseRule(words: readonly string[]): RedirectRule | undefined {
  const [from = "", ...rest] = words;
  const isForward = STATUS.test(rest[0] ?? "");
  const at = isForward ? -1 : rest.findIndex((word) => /^(?:\/|https?:\/\/)/.test(word));
  if (!isForward && at < 0) return undefined;
  const [status, ...conditions] = rest.slice(at + 1);
  const code = status === undefined ? undefined : STATUS.exec(status)?.[1];
  if (status !== undefined && code === undefined) return undefined;
  return netlifyRedirect({
    from,
    to: rest[at],
    status: code === undefined ? undefined : Number(code),
    isForced: status?.endsWith("!") === true,
    isConditional: at > 0 || conditions.length > 0,
    more: [...rest.slice(0, Math.max(at, 0)), ...conditions].join(" "),
  });
}

/** Netlify takes the number that a word starts with. */
const STATUS = /^([0-9]+)/;
