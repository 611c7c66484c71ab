import { findNeed } from "../../src/mapping/need.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Capabilities } from "../../src/providers/provider.ts";
import { readDeploys } from "./history.ts";

/** What a provider takes besides paths and prefixes. */
export type Besides = "nothing" | "extensions";

/** A provider that takes paths and prefixes, as most do, and perhaps extensions. */
function capabilitiesWith(besides: Besides): Capabilities {
  const extension = { perRequest: 1, match: { query: "covered" } } as const;
  return {
    accepts: {
      path: { perRequest: 1, match: { query: "unknown" } },
      prefix: { perRequest: 1, match: { prefix: "string", query: "covered" } },
      ...(besides === "extensions" ? { extension } : {}),
    },
    mix: "any",
    rates: [],
    done: { by: "response" },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 100,
    source: new URL("https://example.com/"),
    read: "2026-11-20",
  };
}

export interface Replay {
  readonly deploys: number;
  readonly changed: number;
  /** Most instructions → the share of unaffected objects that all deploys together evict, from 0 to 1. */
  readonly evicted: ReadonlyMap<number, number>;
  /** Longest time that one plan took, in milliseconds. */
  readonly slowestMs: number;
}

/** Plans every deploy of a site's history, each file one object, and adds up what is evicted needlessly. */
export async function replay(
  gitDir: string,
  folder: string,
  budgets: readonly number[],
  besides: Besides,
): Promise<Replay> {
  const capabilities = capabilitiesWith(besides);
  const evicted = new Map(budgets.map((budget) => [budget, 0]));
  let [deploys, changed, unaffected, slowestMs] = [0, 0, 0, 0];
  for await (const { set, commit } of readDeploys(gitDir, folder)) {
    const need = findNeed(set, URL_STYLES.exact, capabilities.wants);
    if (need.stale.length === 0) continue;
    deploys++;
    changed += need.stale.length;
    unaffected += need.inventory().size - need.stale.length;
    for (const maxPurges of budgets) {
      const start = performance.now();
      const made = makePlan({
        providerName: "A provider",
        capabilities,
        siteUrls: [],
        asked: [],
        stale: need.stale,
        purgeBy: "auto",
        widenTo: "all",
        overLimit: "fail",
        queryStrings: "ignored",
        maxPurges,
        timeoutMs: 300_000,
        settleMs: 0,
        inventory: need.inventory,
        current: need.current,
      });
      if ("problems" in made) throw new Error(`${commit}: ${made.problems[0]?.says}`);
      slowestMs = Math.max(slowestMs, performance.now() - start);
      evicted.set(maxPurges, (evicted.get(maxPurges) ?? 0) + made.plan.collateral);
    }
  }
  const shares = Array.from(evicted, ([budget, count]) => [budget, unaffected === 0 ? 0 : count / unaffected] as const);
  return { deploys, changed, evicted: new Map(shares), slowestMs };
}
