import { formatCount, formatUsd } from "../../lib/format.ts";
import { extensionAsWritten } from "../../lib/url-path.ts";
import { mayWiden } from "../../model/plan-options.ts";
import type { Selector } from "../../model/selector.ts";
import { reachesOneHost } from "../addressing.ts";
import { costsOf, OBJECTS_PER_USD, totalUsd } from "../budgets.ts";
import type { PlanContext } from "../context.ts";
import { isLoose, prefixKind, translateExactly } from "../equivalents.ts";
import { endsLikePage, PAGES_PATTERN } from "../patterns.ts";
import type { Candidate } from "./candidate.ts";
import { type BroadSelector, countInventory, type InventoryCounts, MAX_BROAD_SELECTORS } from "./inventory-counts.ts";
import { growTree, type UrlTree } from "./url-trie.ts";

/** The changed URLs among the known ones, and what may be used to purge them. */
export interface SearchSpace {
  readonly tree: UrlTree;
  readonly counts: InventoryCounts;
  readonly broadSelectors: readonly (BroadSelector & { readonly selectors: readonly Selector[] })[];
  /** Instructions that changes may use: what the user's own selectors leave. */
  readonly budget: number;
  /** Set where patterns are anchored loosely: the base path in front of each. */
  readonly looseBase: string | undefined;
  /** What so many instructions for changes add to the plan's cost, in US dollars. */
  readonly usd: (instructions: number, requests: number) => number;
  /** Why not each URL is sent by itself. */
  readonly why: string;
}

/**
 * Prepares the data by which candidates are compared. URLs are below the base path, which is the same for every base or does
 * not matter.
 *
 * @param singles what it takes to send each URL by itself.
 */
export function createSearchSpace(
  context: PlanContext,
  urls: readonly string[],
  budget: number,
  singles: Pick<Candidate, "instructions" | "requests">,
): SearchSpace {
  const { capabilities } = context;
  const tree = growTree(urls, capabilities.accepts.prefix?.match.prefix ?? "string");
  const broadSelectors = broadSelectorsFor(context, urls);
  const looseBase = isLoose(capabilities) ? (context.bases[0]?.basePath ?? "/") : undefined;
  const strays = prefixKind(capabilities) === "regex" ? looseBase : undefined;
  const counts = countInventory(tree, context.inventory(), broadSelectors, strays);
  const usd = moneyBeside(context, budget);
  return {
    tree,
    counts,
    broadSelectors,
    budget,
    usd,
    why: whyNotSingly(context, usd(singles.instructions, singles.requests), singles.instructions <= budget),
    looseBase,
  };
}

/** What instructions for changes cost beside those that the user's own selectors use of what is free. */
export function moneyBeside({ limit, capabilities }: PlanContext, budget: number): SearchSpace["usd"] {
  const spent = Math.max(0, limit.most - budget);
  const total = (instructions: number, requests: number) => totalUsd(costsOf(instructions, requests, capabilities));
  return (instructions, requests) => total(spent + instructions, requests) - total(spent, 0);
}

function whyNotSingly({ single, limit }: PlanContext, usd: number, fits: boolean): string {
  if (single.form === "prefix") return "query-strings is cached: only a prefix reaches copies with query strings";
  if (fits && usd === 0)
    return "query-strings is cached: a pattern takes copies with query strings along, and may stand for many paths";
  if (fits)
    return `one path each would cost about ${formatUsd(usd)} beyond what is free; 1 USD is set against ${formatCount(OBJECTS_PER_USD)} evicted objects`;
  const most = `the ${formatCount(limit.most)} instructions`;
  if (limit.by === "max-purges") return `one path each would be more than ${most} of one run`;
  if (limit.by === "max-cost") return `one path each would be more than ${most} that max-cost affords`;
  const { isLeft, per } = limit.by;
  return `one path each would be more than ${most} that ${isLeft ? `the account has left for this ${per}` : `the provider takes in a ${per}`}`;
}

/** The most frequent extensions, and all pages: they reach the whole host, so they need its leave. */
function broadSelectorsFor(
  { widenTo, capabilities, bases }: PlanContext,
  urls: readonly string[],
): SearchSpace["broadSelectors"] {
  if (!mayWiden(widenTo, "host")) return [];
  const counts = new Map<string, number>();
  for (const url of urls) {
    const extension = extensionAsWritten(url);
    if (extension !== undefined) counts.set(extension, (counts.get(extension) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count > 1).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const onHosts = (selector: Selector): readonly Selector[] =>
    reachesOneHost(selector.by, capabilities)
      ? [...new Set(bases.map(({ origin }) => origin))].map((origin) => ({ ...selector, ...(origin && { origin }) }))
      : [selector];
  const broadSelectors = frequent.slice(0, MAX_BROAD_SELECTORS - 1).flatMap(([value]) => {
    const selector = translateExactly({ by: "extension", value }, capabilities);
    return selector === undefined
      ? []
      : [{ name: `ext:${value}`, selectors: onHosts(selector), matches: (url: string) => url.endsWith(`.${value}`) }];
  });
  const pages: Selector = { by: "regex", value: PAGES_PATTERN };
  if (translateExactly(pages, capabilities) === undefined || urls.filter(endsLikePage).length < 2)
    return broadSelectors;
  return [...broadSelectors, { name: "all pages", selectors: onHosts(pages), matches: endsLikePage }];
}

/** Known URLs that need no purge and that these broad selectors hit, as bits; each counted once. */
export function countBroadlyEvicted({ counts }: SearchSpace, broadSelectors: number): number {
  let count = 0;
  for (const [set, objects] of counts.evicted.entries()) if ((set & broadSelectors) !== 0) count += objects;
  return count;
}
