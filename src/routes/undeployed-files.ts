import { unreadRuleFiles } from "../mapping/host-rules/unread-files.ts";
import type { Change, ChangesRead, RuleNames } from "../model/change.ts";
import type { RepoPath } from "../model/path.ts";
import type { Route } from "../model/route.ts";
import { matchesRoute } from "./follow-routes.ts";

/** What decides whether a file that is not deployed matters. */
export interface UndeployedOptions {
  readonly routes: readonly Route[];
  readonly unmatched: "warn" | "fail" | "all";
  readonly ruleNames: RuleNames;
}

/**
 * Leaves among the changes that are not deployed the ones that something may have to be purged for: these are owed until
 * they are through. The others are named, where there are routes, and forgotten.
 */
export function sortOutside(
  { outside = [], ...read }: ChangesRead,
  { routes, unmatched, ruleNames }: UndeployedOptions,
): ChangesRead {
  const isKept = (change: Change): boolean =>
    isRuleFile(change.path, read.prefix, ruleNames) ||
    (routes.length > 0 && (unmatched !== "warn" || matchesRoute(change, routes)));
  const kept = outside.filter(isKept);
  const unread = unreadRuleFiles({ ...read, outside }, ruleNames, (path) => matchesRoute({ path }, routes));
  const others = routes.length === 0 ? [] : outside.filter((change) => !isKept(change)).map(({ path }) => path);
  return {
    ...read,
    ...(kept.length === 0 ? {} : { outside: kept }),
    ...(others.length === 0 ? {} : { unmatched: others }),
    ...(unread.length === 0 ? {} : { unreadRules: unread }),
  };
}

/** @param path of a file that is not deployed, from the repository's root. */
export function isRuleFile(path: RepoPath, prefix: RepoPath | undefined, { inBuild, anywhere }: RuleNames): boolean {
  const own =
    prefix === undefined || prefix === ""
      ? path
      : path.startsWith(`${prefix}/`)
        ? path.slice(prefix.length + 1)
        : undefined;
  return anywhere.includes(path) || (own !== undefined && (inBuild.includes(own) || anywhere.includes(own)));
}
