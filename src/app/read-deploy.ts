import { chooseSources } from "../changes/choose-sources.ts";
import { type ChangesOptions, readChanges } from "../changes/read-changes.ts";
import type { SitemapSite } from "../changes/sitemap/child-sitemap.ts";
import { ruleNamesOf } from "../mapping/host-rules/read-rules.ts";
import { unseenNames } from "../mapping/host-rules/unread-files.ts";
import { URL_STYLES } from "../mapping/url-style.ts";
import { trustsDeployments } from "../memory/choose-store.ts";
import { readWithMemory } from "../memory/deploy-memory.ts";
import type { ReadChanges } from "../memory/remember.ts";
import type { Config, Destination } from "../model/config.ts";
import type { Prepared } from "../model/prepared.ts";
import type { World } from "../ports/world.ts";
import { logChanges, logMemory } from "../report/log-stages.ts";
import { routeChanges } from "../routes/apply-routes.ts";
import { sortOutside, type UndeployedOptions } from "../routes/undeployed-files.ts";

/** What one destination's deploy changed, how it is remembered, and where the routes lead. */
export type Deploy = Pick<Prepared, "changes" | "memory" | "routed">;

/**
 * What changed since the last deploy, with all that is still owed; it is remembered before this returns.
 *
 * @throws {PurgeError} config, diff or state.
 */
export async function readDeploy(destination: Destination, config: Config, world: World): Promise<Deploy> {
  const ruleNames = ruleNamesOf(URL_STYLES[destination.mapping.urlStyle]);
  const options = { ...changesOptions(destination, config, world), ruleNames, watchedNames: unseenNames(ruleNames) };
  const outside: UndeployedOptions = { ...destination.mapping, ruleNames };
  // The sources are chosen before any store is opened: a problem with the folder is reported first.
  const chosen = await chooseSources(options, world);
  const read: ReadChanges = async (remembered) =>
    sortOutside(await readChanges({ ...options, chosen, remembered }, world), outside);
  const { changes, memory } = await readWithMemory(destination, config, chosen.sources, read, world);
  logMemory(memory, world.log);
  const routed = await routeChanges(changes, { ...outside, site: siteOf(destination) }, world);
  logChanges(routed.changes, world.log);
  return { changes, memory, routed };
}

/** Where a sitemap of this destination finds what it names. */
export function siteOf({ source, siteUrls }: Destination): SitemapSite {
  return { buildDir: source.buildDir, siteUrls };
}

function changesOptions(
  { source, mapping, siteUrls, memory }: Destination,
  { githubToken }: Config,
  world: Pick<World, "deployments">,
): ChangesOptions {
  const { environment } = memory;
  return {
    ...source,
    hasSelectors: mapping.requested.length > 0,
    hasRoutes: mapping.routes.length > 0,
    siteUrls,
    token: githubToken,
    deployed: trustsDeployments(memory) ? { environment, deployments: world.deployments(githubToken) } : undefined,
  };
}
