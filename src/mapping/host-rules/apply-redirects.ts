import type { UrlResponse } from "../../model/stale.ts";
import { decoded, type RedirectRule, type RuleDialect } from "./host-rule.ts";

type Resolve = (url: string) => UrlResponse;

/** What a host answers where its redirect rules have a say: the first one that fits decides, a file comes before it or not. */
export function withRedirects(
  plain: Resolve,
  rules: readonly RedirectRule[],
  dialect: Pick<RuleDialect, "compile">,
): Resolve {
  if (rules.length === 0) return plain;
  const compiled = rules.map((rule) => ({ rule, match: dialect.compile(rule.from) }));
  return (url) => {
    const possible: UrlResponse[] = [];
    for (const { rule, match } of compiled) {
      const captures = match(url);
      if (captures === undefined) continue;
      const file = plain(url);
      possible.push(rule.isForced || file.status === 404 ? ruled(rule, captures, plain) : file);
      if (!rule.isConditional && possible.length === 1) return oneOf(possible);
      if (!rule.isConditional) break;
    }
    // A rule that steps aside may take those behind it along: then the file answers.
    return oneOf([...possible, plain(url)]);
  };
}

function ruled(
  { status, to, line }: RedirectRule,
  captures: Readonly<Record<string, string>>,
  plain: Resolve,
): UrlResponse {
  // What the placeholders stand for follows from the URL: rule and URL together say where it leads.
  if (status >= 300 && status < 400) return { status, location: to };
  const path = /^\/(?!\/)([^?#]*)/.exec(to)?.[1];
  const target = path?.replace(/:([A-Za-z]\w*)/g, (name, key: string) => captures[key] ?? name);
  // A placeholder that nobody filled in may stand for anything.
  if (target !== undefined && /[:*$]/.test(target)) return { status, content: `one of the files of rule ${line}` };
  const url = target === undefined ? undefined : decoded(target);
  if (url === undefined) return { status, content: `rule ${line}` };
  const answer = plain(url);
  return answer.status === 200 ? { ...answer, status } : answer;
}

/** Different visitors get different answers: a change of any of them counts. */
function oneOf(possible: readonly UrlResponse[]): UrlResponse {
  const last = possible.at(-1) as UrlResponse;
  const all = new Set(possible.map((answer) => JSON.stringify(answer)));
  return all.size === 1 ? last : { ...last, content: `one of ${[...all].join(" ")}` };
}
