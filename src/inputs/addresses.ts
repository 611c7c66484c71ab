import { hostProblem, isPlainAddress } from "../lib/plain-address.ts";
import type { SiteUrl } from "../model/config.ts";
import { type Check, field, optional } from "./fields.ts";
import { listLines } from "./list-lines.ts";

export function siteUrls() {
  return field(undefined, (value, { issue }): readonly SiteUrl[] =>
    listLines(value, issue).map((line) => {
      return isSeveral(line) ? issue(PER_LINE) : parseBaseUrl(line, "https://www.example.com/", issue);
    }),
  );
}

/** One base URL, with a slash at its end. */
export function baseUrl() {
  return field(undefined, (value, { issue }): string | undefined => {
    const text = value.trim();
    if (text === "") return undefined;
    if (isSeveral(text)) return issue(ONE_ALONE);
    const { origin, basePath } = parseBaseUrl(text, "https://origin.example.com/", issue);
    return origin + basePath;
  });
}

/** The address of an API, as far as every provider requires it; the provider's own settings check the rest. */
export function apiAddress() {
  return field(undefined, (value, { issue }) => {
    const text = value.trim();
    const url = URL.parse(text);
    if (isSeveral(text)) return issue(ONE_ALONE);
    if (url === null) return optional(text);
    const problem = isPlainAddress(text) ? hostProblem(url) : "is no absolute URL";
    return problem === undefined ? text : issue(`"${text}" ${problem}`);
  });
}

const PER_LINE = "holds several addresses: give one per line, with `|` behind the input's name";
const ONE_ALONE = "holds several addresses: it takes one";

function isSeveral(text: string): boolean {
  return /[\s,;|]\s*https?:\/\//i.test(text);
}

/** @param example a valid one, for the message. */
function parseBaseUrl(text: string, example: string, issue: Check["issue"]): SiteUrl {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || !isPlainAddress(text)) {
    return issue(`"${text}" is no absolute URL: for example ${example}`);
  }
  if (url.username !== "" || url.password !== "") return issue("has a user name or password in it: give the URL alone");
  if (url.search !== "" || url.hash !== "")
    return issue(`"${text}" has a query or a fragment: give the base URL alone`);
  const problem = hostProblem(url) ?? (/%(?![0-9a-f]{2})/i.test(url.pathname) ? "has a % that is no %XX" : undefined);
  if (problem !== undefined) return issue(`"${text}" ${problem}. For example ${example}`);
  return { origin: url.origin, basePath: url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/` };
}
