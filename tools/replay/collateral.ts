import { findStaleContent } from "../../src/mapping/find-stale.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import type { Capabilities } from "../../src/model/capabilities.ts";
import { countInventory } from "../../src/plan/auto/inventory-counts.ts";
import { coverTree } from "../../src/plan/auto/optimal-cover.ts";
import { growTree } from "../../src/plan/auto/url-trie.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { loadProvider } from "../../src/providers/registry.ts";
import { readDeploys } from "./history.ts";

/** Who is planned for, and what it takes. */
export interface Taker {
  readonly name: string;
  readonly capabilities: Capabilities;
}

const SITE_URLS = [{ origin: "https://www.example.com", basePath: "/" }];

const each = { perRequest: 1, match: { prefix: "string", query: "covered" } } as const;

/** What published planners were measured with: paths and prefixes, wherever a prefix may end. */
export const PREFIXES: Taker = taker("paths and prefixes", { path: each, prefix: each });
/** What `auto` compares them with as whole plans, where a provider takes it. */
export const EXTENSIONS: Taker = taker("paths, prefixes and extensions", { path: each, prefix: each, extension: each });

function taker(name: string, accepts: Capabilities["accepts"]): Taker {
  return {
    name,
    capabilities: {
      accepts,
      mix: "any",
      rates: [],
      done: { by: "response" },
      wants: { urls: "aliases", files: "all", address: "path" },
      provable: true,
      maxPurges: 100,
      source: new URL("https://example.com/"),
      read: "2026-11-20",
    },
  };
}

/** The providers that take more than paths, with the settings that they need. */
const PROVIDERS = {
  paradarum: { site: "1" },
  f5xc: { site: "default/www", tenant: "example-corp" },
  batoff: { site: "1" },
};

export async function providerTakers(): Promise<readonly Taker[]> {
  const found = Object.entries(PROVIDERS).map(async ([id, settings]): Promise<Taker> => {
    const provider = await loadProvider(id);
    if (provider === undefined) throw new Error(`There is no provider ${id}.`);
    const parsed = provider.settings.parse({ "dry-run": true, "site-url": ["https://www.example.com/"], ...settings });
    return { name: provider.name, capabilities: provider.capabilities(parsed) };
  });
  return Promise.all(found);
}

export interface Replay {
  readonly deploys: number;
  readonly changed: number;
  /** Most instructions → the share of unaffected objects that all deploys together evict, from 0 to 1. */
  readonly evicted: ReadonlyMap<number, number>;
  /** The same for the paths and prefixes that evict the fewest known objects, if a prefix cost nothing besides. */
  readonly least: ReadonlyMap<number, number>;
  /** Longest time that one plan took, in milliseconds. */
  readonly slowestMs: number;
}

/** Plans every deploy of a site's history, each file one object, and adds up what is evicted needlessly. */
export async function replay(
  gitDir: string,
  folder: string,
  budgets: readonly number[],
  { capabilities, name: providerName }: Taker,
): Promise<Replay> {
  const evicted = new Map<number, number>();
  const least = new Map<number, number>();
  let [deploys, changed, unaffected, slowestMs] = [0, 0, 0, 0];
  for await (const { set, commit } of readDeploys(gitDir, folder)) {
    const staleContent = findStaleContent(set, URL_STYLES.exact, {
      ...capabilities.wants,
      urls: "aliases",
      files: "all",
    });
    if (staleContent.stale.length === 0) continue;
    deploys++;
    changed += staleContent.stale.length;
    unaffected += staleContent.inventory().size - staleContent.stale.length;
    for (const maxPurges of budgets) {
      const start = performance.now();
      const made = makePlan({ ...OPTIONS, providerName, capabilities, maxPurges, ...staleContent });
      if ("problems" in made) throw new Error(`${commit}: ${made.problems[0]?.message}`);
      slowestMs = Math.max(slowestMs, performance.now() - start);
      evicted.set(maxPurges, (evicted.get(maxPurges) ?? 0) + made.plan.collateral);
      least.set(maxPurges, (least.get(maxPurges) ?? 0) + leastEvicted(staleContent, maxPurges));
    }
  }
  const shares = (counts: ReadonlyMap<number, number>) =>
    new Map(Array.from(counts, ([budget, count]) => [budget, unaffected === 0 ? 0 : count / unaffected] as const));
  return { deploys, changed, evicted: shares(evicted), least: shares(least), slowestMs };
}

const OPTIONS = {
  siteUrls: SITE_URLS,
  requested: [],
  purgeBy: "auto",
  widenTo: "all",
  overLimit: "fail",
  queryStrings: "ignored",
  timeoutMs: 300_000,
  settleMs: 0,
} as const;

function leastEvicted({ stale, inventory }: ReturnType<typeof findStaleContent>, budget: number): number {
  const urls = stale.map(({ url }) => url);
  if (urls.length <= budget) return 0;
  const tree = growTree(urls, "string");
  const counts = countInventory(tree, inventory(), [], undefined);
  const rules = { broadSelectors: 0, budget, prefixPrice: 0, pathSuffices: true, allows: () => true };
  return coverTree(tree, counts, rules).costs.at(-1) ?? 0;
}
