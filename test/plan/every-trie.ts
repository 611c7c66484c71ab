import { makePlan } from "../../src/plan/make-plan.ts";
import { leastCosts, scratch, UNKNOWN } from "./brute-force.ts";
import { capabilities, planOptions, sent, stale } from "./plan-options.ts";
import { everyTrie, type Leaves, type Site, siteOf } from "./tries.ts";

/** What the planner is held to on every trie. */
export interface Law {
  readonly name: string;
  /** `cached`: a path does not purge copies with query strings, and only prefixes are sent. */
  readonly queryStrings: "ignored" | "cached";
  /** Most prefixes that each trie is planned with, from 1 on; none where prefixes have no limit of their own. */
  readonly prefixLimits: readonly number[];
}

export const LAWS: readonly Law[] = [
  { name: "paths and prefixes", queryStrings: "ignored", prefixLimits: [] },
  { name: "few prefixes", queryStrings: "ignored", prefixLimits: [1, 2, 3] },
  { name: "copies with query strings", queryStrings: "cached", prefixLimits: [] },
];

export interface Proof {
  readonly tries: number;
  readonly plans: number;
  /** The first tries on which the planner was not the best, told. */
  readonly faults: readonly string[];
}

/** Most instructions: each trie is planned with every cap from 1 to this. */
const HIGHEST_CAP = 8;
const MAX_FAULTS = 5;

/** Plans every trie with up to `leaves` leaves under every cap, and holds each plan against every set of instructions. */
export function proveEveryTrie(leaves: number, of: Leaves, law: Law): Proof {
  const faults: string[] = [];
  const room = scratch();
  let [tries, plans] = [0, 0];
  for (const trie of everyTrie(leaves, of)) {
    const site = siteOf(trie);
    tries++;
    if (site.changed.length === 0) continue;
    const least = leastCosts(site, law.queryStrings === "ignored", room);
    const limits = law.prefixLimits.length > 0 ? law.prefixLimits : [HIGHEST_CAP];
    for (const most of limits) {
      for (let cap = 1; cap <= HIGHEST_CAP; cap++) {
        plans++;
        const best = least[Math.min(most, least.length - 1)]?.[Math.min(cap, site.changed.length)];
        const fault = faultOf(site, cap, most, law, best ?? Number.POSITIVE_INFINITY);
        if (fault !== undefined) faults.push(`${JSON.stringify(site)}, cap ${cap}, ${most} prefixes: ${fault}`);
        if (faults.length >= MAX_FAULTS) return { tries, plans, faults };
      }
    }
  }
  return { tries, plans, faults };
}

function faultOf(site: Site, cap: number, prefixes: number, law: Law, best: number): string | undefined {
  const inventory = () => new Set([...site.changed, ...site.others]);
  const perRun = law.prefixLimits.length > 0 ? { perRun: prefixes } : {};
  const taking = capabilities({
    accepts: {
      path: { perRequest: 1, match: { query: "separate" } },
      prefix: { perRequest: 1, match: { prefix: "string", query: "covered" }, ...perRun },
    },
  });
  const made = makePlan(
    planOptions({
      capabilities: taking,
      purgeBy: "auto",
      stale: stale(...site.changed),
      queryStrings: law.queryStrings,
      inventory,
      maxPurges: cap,
    }),
  );
  if ("problems" in made) return Number.isFinite(best) ? "no plan, though there is one" : undefined;
  const lines = sent(made.plan);
  const used = lines.flatMap((line) => (line.startsWith("prefix:") ? [line.slice("prefix:".length)] : []));
  const isHit = (url: string) => lines.includes(url) || used.some((prefix) => url.startsWith(prefix));
  const cost = site.others.filter(isHit).length + used.length * UNKNOWN;
  if (!site.changed.every(isHit)) return "something that changed is not purged";
  if (lines.length > cap) return `${lines.length} instructions`;
  if (used.length > prefixes) return `${used.length} prefixes`;
  return cost === best ? undefined : `costs ${cost}, and the best ${best}: ${lines.join(" ")}`;
}
