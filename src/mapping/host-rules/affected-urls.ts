import { type Change, type ChangeSet, hasUnknownBefore } from "../../model/change.ts";
import type { Tree } from "../../model/tree.ts";
import { INDEX } from "../styles/pages.ts";
import {
  changedRules,
  type PatternReach,
  type RedirectRule,
  type RuleDialect,
  rewriteTarget,
  type UrlStyle,
} from "./host-rule.ts";
import { type Both, HEADERS, headersOf, REDIRECTS, type RulesRead, redirectsOf } from "./read-rules.ts";

/** URLs that a rule of the host covers: single ones, and all that start with a path. */
export interface RuleReach extends PatternReach {
  readonly because: readonly Change[];
}

/**
 * What rules reach that changed themselves.
 *
 * @param known the URLs of both builds; read where a rule may apply to more of them than its path says.
 */
export function changedReach(
  { changes, outside = [] }: ChangeSet,
  read: Both<RulesRead>,
  dialect: RuleDialect,
  known: () => Iterable<string>,
): readonly RuleReach[] {
  const config = dialect.config?.name;
  const because = (name: string) => {
    const own = [name, ...(config === undefined ? [] : [config])];
    return [...changes, ...outside].filter(({ path }) =>
      own.some((file) => path === file || path.endsWith(`/${file}`)),
    );
  };
  const redirects = changedRules(redirectsOf(read.before), redirectsOf(read.after));
  const headers = changedRules(headersOf(read.before), headersOf(read.after));
  return [
    ...redirects.map(({ from }) => ({ ...dialect.reach(from), because: because(REDIRECTS) })),
    ...headers.map(({ from }) => {
      const reach = dialect.reach(from);
      const own = dialect.isLooseAboutHeaders ? loose(reach, known()) : reach;
      return { ...own, because: because(HEADERS) };
    }),
  ];
}

/** With the known URLs that start like the pattern, whatever case they are in and whether a segment ends there. */
function loose({ urls, prefix }: PatternReach, known: Iterable<string>): PatternReach {
  if (prefix === "") return { urls, prefix };
  const small = new Set(urls.map((url) => url.toLowerCase()));
  const start = prefix === undefined ? undefined : (urls[0] ?? prefix).toLowerCase();
  const also = new Set(urls);
  for (const url of known) {
    const own = url.toLowerCase();
    const isIts = start === undefined ? small.has(own) : own.startsWith(start);
    if (isIts && (prefix === undefined || !url.startsWith(prefix))) also.add(url);
  }
  return { urls: [...also], prefix };
}

/** The URLs of rewrites to a file that changed. */
export function rewrittenReach(
  { changes }: ChangeSet,
  rules: readonly RedirectRule[],
  { style, dialect, isSame }: { style: UrlStyle; dialect: RuleDialect; isSame: (url: string) => boolean },
): readonly RuleReach[] {
  return rules.flatMap((rule) => {
    const target = rewriteTarget(rule);
    if (target === undefined) return [];
    const { url, isOpen } = target;
    const behind = ({ path, isFolder }: Change) => {
      if (isFolder === true && (`${url}/`.startsWith(`${path}/`) || (isOpen && `${path}/`.startsWith(url))))
        return true;
      const urls = [...style.urlsOf(path), path];
      return urls.some((one) => (isOpen ? one.startsWith(url) : namesOf(url).includes(one)));
    };
    const because = changes.filter(behind);
    if (because.length === 0 || (!isOpen && namesOf(url).every(isSame) && !because.some(hasUnknownBefore))) return [];
    return [{ ...dialect.reach(rule.from), because }];
  });
}

/** The names of files with which a host may answer for the target of a rule. */
function namesOf(url: string): readonly string[] {
  const bare = url.replace(/\/$/, "");
  return bare === "" ? ["", "index.html"] : [url, bare, `${bare}.html`, `${bare}/index.html`];
}

/** Folders of whose files nothing is known: any URL below them, those of the folder itself, and one of a file of that name. */
export function folderReach(touched: readonly Change[], style: UrlStyle): readonly RuleReach[] {
  return touched.flatMap((change) => {
    const { path, isFolder, isOutside } = change;
    if (isFolder !== true || isOutside === true) return [];
    const urls = [...style.urlsOf(path), ...style.urlsOf(`${path}/${INDEX}`)];
    return [{ urls: urls.filter((url) => !url.startsWith(`${path}/`)), prefix: `${path}/`, because: [change] }];
  });
}

/** An error page that comes or goes below a folder takes all of it from, or leaves it to, the page that answers everywhere. */
export function errorPageReach({ changes }: ChangeSet, style: UrlStyle, trees: readonly Tree[]): readonly RuleReach[] {
  if (trees.every((tree) => style.fallback?.(tree) === undefined)) return [];
  return changes.flatMap((change) => {
    if ((change.kind === "modified" && !hasUnknownBefore(change)) || style.isErrorPage?.(change.path) !== true)
      return [];
    return [{ urls: [], prefix: change.path.slice(0, change.path.lastIndexOf("/") + 1), because: [change] }];
  });
}

/** Why a rule takes a change to every URL there is. */
export function reachesAll(reach: readonly RuleReach[]): string | undefined {
  const all = reach.find(({ prefix }) => prefix === "");
  if (all === undefined) return undefined;
  const files = all.because.map(({ path }) => path).join(", ");
  return `${files} changed, and a rule of the host takes it to every URL`;
}
