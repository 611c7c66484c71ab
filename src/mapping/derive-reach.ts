import type { Change, ChangeSet } from "../model/change.ts";
import type { Tree } from "../model/tree.ts";
import type { AnswersCompared } from "./compare-answers.ts";
import {
  changedReach,
  errorPageReach,
  folderReach,
  type RuleReach,
  reachesAll,
  rewrittenReach,
} from "./host-rules/affected-urls.ts";
import type { UrlStyle } from "./host-rules/host-rule.ts";
import { type Both, redirectsOf, refusedConfig, ruleFilesOf, unreadableChange } from "./host-rules/read-rules.ts";
import type { HostingRead } from "./read-hosting.ts";

/** What changed beyond the URLs that files have of their own. The third of three phases. */
export interface ReachDerived {
  readonly reach: readonly RuleReach[];
  /** Why the answer may have changed at URLs that nobody can list. */
  readonly everything?: string;
}

/** @param touched the changes whose own URLs count, where routes speak for the others. */
export function deriveReach(
  set: ChangeSet,
  read: HostingRead,
  { isSameFile }: AnswersCompared,
  touched: readonly Change[],
): ReachDerived {
  const { style, dialect, trees, rules, possibleBefore } = read;
  const inForce = [...redirectsOf(rules.after), ...(rules.after.config?.unplaced ?? [])];
  const reach = [
    ...changedReach(set, rules, dialect, () => urlsOfBoth(trees, style)),
    ...rewrittenReach(set, inForce, { style, dialect, isSame: isSameFile }),
    ...errorPageReach(set, style, [...possibleBefore, trees.after]),
    ...folderReach(touched, style),
  ];
  const everything = whyEverything(set, read, reach);
  return everything === undefined ? { reach } : { reach, everything };
}

function whyEverything(set: ChangeSet, read: HostingRead, reach: readonly RuleReach[]): string | undefined {
  const { style, dialect, trees, files, rules, possibleBefore } = read;
  return (
    rulesOutOfSight(set, style) ??
    unreadableChange(dialect, files, rules) ??
    (set.changes.length === 0 ? undefined : refusedConfig(dialect, files.after, rules.after)) ??
    firstDefined(possibleBefore, (before) => changedFallback(style, { before, after: trees.after })) ??
    reachesAll(reach)
  );
}

function* urlsOfBoth({ before, after }: Both<Tree>, style: UrlStyle): Generator<string> {
  for (const path of after.keys()) yield* style.urlsOf(path);
  for (const path of before.keys()) if (!after.has(path)) yield* style.urlsOf(path);
}

function firstDefined<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Without a build there are no rules to read, and without them nobody knows at which URLs an owed file answers. */
function rulesOutOfSight({ source, changes }: ChangeSet, style: UrlStyle): string | undefined {
  const [first] = changes;
  if (source !== "none" || first === undefined || ruleFilesOf(style).length === 0) return undefined;
  return `what an earlier run left unpurged (${first.path}) answers as the host's rules say, and this run reads no build that has them`;
}

/** A page that answers for every unknown URL is cached at URLs that nobody can list. */
function changedFallback(style: UrlStyle, { before, after }: Both<Tree>): string | undefined {
  const old = style.fallback?.(before);
  const now = style.fallback?.(after);
  const content = (tree: Tree, path: string | undefined) => (path === undefined ? undefined : tree.get(path));
  if (content(before, old) === content(after, now)) return undefined;
  const file = now ?? old;
  if (old === now) return `${file} changed, and it answers at every URL that no file has`;
  return `what answers at URLs that no file has changed: ${old ?? "an error page"} before, ${now ?? "an error page"} now`;
}
