import { readPurgeEntries } from "../changes/purge-list.ts";
import type { SitemapSite } from "../changes/sitemap/child-sitemap.ts";
import { escapeControlCharacters } from "../lib/escape.ts";
import { type Change, type ChangesRead, hasUnknownBefore } from "../model/change.ts";
import { configError } from "../model/errors.ts";
import type { RepoPath } from "../model/path.ts";
import type { Routed } from "../model/route.ts";
import type { ChangedSelector } from "../model/stale.ts";
import type { World } from "../ports/world.ts";
import { followRoutes } from "./follow-routes.ts";
import { isRuleFile, type UndeployedOptions } from "./undeployed-files.ts";

/** Names that a message shows. */
const MAX_NAMED = 5;

export interface RouteOptions extends UndeployedOptions {
  /** Where the sitemaps lie that routes name. */
  readonly site: SitemapSite;
}

/**
 * Follows the routes, and reads the sitemaps that they name.
 *
 * @throws {PurgeError} config, where a route makes no selector of a file, a sitemap cannot be read, or `unmatched` is fail.
 */
export async function routeChanges(
  set: ChangesRead,
  { routes, unmatched: mode, ruleNames, site }: RouteOptions,
  world: Pick<World, "files" | "log">,
): Promise<Routed> {
  const { touched, selectors, sitemaps, routed, problems, lines, everything, ...rest } = followRoutes(set, routes);
  if (problems.length > 0) throw configError(problems.slice(0, MAX_NAMED));
  const open = rest.unmatched.filter(({ path }) => !isRuleFile(path, set.prefix, ruleNames));
  const unmatched = [...open.map(({ path }) => path), ...(set.unmatched ?? [])];
  if (mode === "fail" && unmatched.length > 0) {
    const message =
      `is fail, and no route matches ${named(unmatched)}. Nothing was sent. Add a route for each, or for harmless files ` +
      "one to none, for example docs/** -> none";
    throw configError([{ input: "unmatched", message }]);
  }
  const pages: ChangedSelector[] = [];
  for (const { path, because } of sitemaps) {
    const found = await readPurgeEntries([{ kind: "sitemap", path }], site, world, "routes");
    for (const selector of found) pages.push({ selector, from: "routes", because });
  }
  return {
    changes: { ...set, changes: [...set.changes, ...routed], ignored: Math.max(0, set.ignored - routed.length) },
    count: routed.length,
    touched,
    selectors: [...selectors, ...pages],
    lines,
    unmatched,
    ...(everything === undefined ? everythingFor(mode, unmatched, open) : { everything }),
  };
}

/** What is owed had a route when it became so: without one now, nobody knows any more what it purges. */
function everythingFor(mode: UndeployedOptions["unmatched"], unmatched: readonly RepoPath[], open: readonly Change[]) {
  if (mode === "all" && unmatched.length > 0) {
    return { everything: `no route matches ${named(unmatched)} (unmatched: all)` };
  }
  const owed = open.filter(hasUnknownBefore).map(({ path }) => path);
  return owed.length === 0 ? {} : { everything: `${named(owed)} is still owed, and no route matches it any more` };
}

function named(paths: readonly RepoPath[]): string {
  const shown = paths.slice(0, MAX_NAMED).map((path) => `"${escapeControlCharacters(path, 100)}"`);
  const more = paths.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` and ${more} more changed files` : "");
}
