import { escapeControlCharacters } from "../lib/escape.ts";
import type { Change, ChangeSet } from "../model/change.ts";
import type { Problem } from "../model/errors.ts";
import type { RepoPath } from "../model/path.ts";
import type { Route } from "../model/route.ts";
import { type Selector, selectorKey } from "../model/selector.ts";
import type { ChangedSelector } from "../model/stale.ts";
import { followTarget, usesCaptures } from "./route-target.ts";

/** What routes make of a change set. */
export interface Followed {
  /** Deployed files whose own URLs count: those that no route matches, and those whose route says `path`. */
  readonly touched: readonly Change[];
  readonly selectors: readonly ChangedSelector[];
  /** Built sitemaps whose pages count. */
  readonly sitemaps: readonly { readonly path: string; readonly because: readonly Change[] }[];
  /** Files outside of the build that a route matches, named from the repository's root. */
  readonly routed: readonly Change[];
  /** Files outside of the build that no route matches, where there are routes. */
  readonly unmatched: readonly Change[];
  readonly problems: readonly Problem[];
  /** For each change that a route matches, the line of that route. */
  readonly lines: ReadonlyMap<Change, number>;
  /** Why everything counts as changed, where a route needs the names of files that are not known. */
  readonly everything?: string | undefined;
}

interface Following {
  readonly touched: Change[];
  readonly selectors: Map<string, { readonly selector: Selector; readonly because: Change[]; line: number }>;
  readonly sitemaps: Map<string, Change[]>;
  readonly problems: Problem[];
  readonly lines: Map<Change, number>;
  /** A folder whose files have no known names, and the line that needs them. */
  unnamed?: { readonly path: RepoPath; readonly line: number };
}

/** Applies the first route that matches to every changed file, deployed or not, by its path from the repository's root. */
export function followRoutes(set: ChangeSet, routes: readonly Route[]): Followed {
  const { changes, outside = [], prefix = "" } = set;
  const nothing = { selectors: [], sitemaps: [], routed: [], unmatched: [], problems: [], lines: new Map() };
  if (routes.length === 0) return { touched: changes, ...nothing };
  const following: Following = {
    touched: [],
    selectors: new Map(),
    sitemaps: new Map(),
    problems: [],
    lines: new Map(),
  };
  const routed: Change[] = [];
  const unmatched: Change[] = [];
  for (const change of changes) {
    const path = prefix === "" ? change.path : `${prefix}/${change.path}`;
    if (!follow(change, path, routes, following, true)) following.touched.push(change);
  }
  for (const change of outside) {
    if (follow(change, change.path, routes, following, false)) routed.push(change);
    else unmatched.push(change);
  }
  const { unnamed } = following;
  const everything =
    unnamed === undefined
      ? undefined
      : `the checkout does not say which files changed below "${escapeControlCharacters(unnamed.path, 200)}", and routes, line ${unnamed.line}, needs their names`;
  return {
    everything,
    touched: following.touched,
    // In the order of the routes: what a limited run sends first.
    selectors: [...following.selectors.values()]
      .sort((a, b) => a.line - b.line)
      .map(({ selector, because }) => ({ selector, because, from: "routes" })),
    sitemaps: Array.from(following.sitemaps, ([path, because]) => ({ path, because })),
    routed,
    unmatched,
    problems: following.problems,
    lines: following.lines,
  };
}

/** Does a route say which URLs depend on this file, or on one below this folder? */
export function matchesRoute({ path, isFolder }: Pick<Change, "path" | "isFolder">, routes: readonly Route[]): boolean {
  return routes.some(({ glob }) => glob.match(path) !== undefined || (isFolder === true && glob.mayMatchBelow(path)));
}

function follow(
  change: Change,
  path: RepoPath,
  routes: readonly Route[],
  following: Following,
  isDeployed: boolean,
): boolean {
  for (const { glob, targets, line } of routes) {
    const captures = glob.match(path);
    if (captures === undefined) continue;
    following.lines.set(change, line);
    const wrong = (target: string, message: string) =>
      following.problems.push({
        input: "routes",
        message: `line ${line}: for "${escapeControlCharacters(path, 200)}", \`${escapeControlCharacters(target, 200)}\` ${message}`,
      });
    for (const target of targets) take(change, target, captures, { following, isDeployed, line, wrong });
    return true;
  }
  if (change.isFolder !== true) return false;
  const isRouted = followBelow(change, path, routes, { following, isDeployed });
  // Of a deployed folder, some files may have a route and others may not: its own URLs count, too.
  return isRouted && !isDeployed;
}

/** Any file below the path may have changed: every route that one of them could match counts as matched. */
function followBelow(
  change: Change,
  path: RepoPath,
  routes: readonly Route[],
  { following, isDeployed }: { readonly following: Following; readonly isDeployed: boolean },
): boolean {
  const matching = routes.filter(({ glob }) => glob.mayMatchBelow(path));
  for (const { line, targets } of matching) {
    following.lines.set(change, line);
    for (const target of targets) {
      // The URLs below a deployed folder count in any case.
      if (target === "path" && isDeployed) continue;
      if (usesCaptures(target)) following.unnamed ??= { path, line };
      else take(change, target, [], { following, isDeployed: false, line, wrong: () => undefined });
    }
  }
  return matching.length > 0;
}

function take(
  change: Change,
  target: string,
  captures: readonly string[],
  to: { following: Following; isDeployed: boolean; line: number; wrong: (target: string, message: string) => void },
): void {
  const { touched, selectors, sitemaps } = to.following;
  const followed = followTarget(target, captures);
  if (followed.kind === "selector") {
    const { selector } = followed;
    const known = selectors.get(selectorKey(selector));
    if (known === undefined) selectors.set(selectorKey(selector), { selector, because: [change], line: to.line });
    else {
      known.because.push(change);
      known.line = Math.min(known.line, to.line);
    }
  } else if (followed.kind === "sitemap") {
    const known = sitemaps.get(followed.path);
    if (known === undefined) sitemaps.set(followed.path, [change]);
    else known.push(change);
  } else if (followed.kind === "path") {
    if (to.isDeployed) touched.push(change);
    else to.wrong(target, "is the file's own URL, but it is not among the deployed files of build-dir");
  } else if (followed.kind === "wrong") to.wrong(target, followed.message);
}
