import { decoded, type RedirectRule, type RedirectsRead, redirectsRead } from "./host-rule.ts";
import { isPlain } from "./pattern.ts";

const STATUSES = new Set(["200", "301", "302", "303", "307", "308"]);
/** Characters of a line that is read. */
const LONGEST_LINE = 2000;
/** Rules without a placeholder that are read, and rules with one. */
const MAX_STATIC = 2000;
const MAX_DYNAMIC = 100;

/**
 * The rules of a `_redirects` file as Cloudflare Pages reads it: `from to [status]`, every one in front of the files.
 * Rules that the host leaves out on purpose are left out here too: a second one for a path, and one that would send the
 * front page to itself, as `/* /index.html 200` does.
 *
 * @see https://developers.cloudflare.com/pages/configuration/redirects/
 * @see https://github.com/cloudflare/workers-sdk/blob/22727c2/packages/workers-shared/utils/configuration/parseRedirects.ts
 */
export function parseCloudflareRedirects(text: string): RedirectsRead {
  const rules = new Map<string, RedirectRule>();
  let isWhole = true;
  for (const raw of text.split("\n")) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const rule = parseRule(line);
    if (rule === undefined) isWhole = false;
    else if (!isLoop(rule) && !rules.has(rule.from)) rules.set(rule.from, rule);
  }
  const dynamic = [...rules.values()].filter(({ from }) => /[*:]/.test(from)).length;
  const isTooLong = dynamic > MAX_DYNAMIC || rules.size - dynamic > MAX_STATIC;
  return redirectsRead([...rules.values()], isWhole && !isTooLong);
}

function parseRule(line: string): RedirectRule | undefined {
  const [from = "", to = "", status = "302", ...more] = line.split(/\s+/);
  if (more.length > 0 || line.length > LONGEST_LINE || !STATUSES.has(status)) return undefined;
  // Others are rewritten by the host's URL parser in ways of its own.
  if (!/^\/(?!\/)[^\\?#]*$/.test(from) || /\/\.{1,2}(?:\/|$)/.test(from)) return undefined;
  if (!/^(?:\/(?!\/)|https:\/\/[^/])/.test(to) || (status === "200" && !to.startsWith("/"))) return undefined;
  const path = decoded(from);
  if (path === undefined) return undefined;
  const isConditional = !isPlain(path, "cloudflare");
  return { from: path, to, status: Number(status), isForced: true, isConditional, line: line.replace(/\s+/g, " ") };
}

/** The front page is redirected to its folder, which such a rule would take back to the page. */
function isLoop({ from, to }: RedirectRule): boolean {
  return /\/\*?$/.test(from) && /\/index(?:\.html)?$/.test(to) && to.startsWith("/");
}
