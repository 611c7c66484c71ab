import type { Translation } from "../../model/plan.ts";
import { describeSelector } from "../../model/selector.ts";
import { atBase, type SiteBase } from "../addressing.ts";
import type { PlanContext } from "../context.ts";
import { translateExactly } from "../equivalents.ts";
import { countPaths, type Instruction } from "../instruction.ts";
import { type Stale, single, staleAtBase } from "../single-url.ts";
import { type StageResult, stageResult } from "../stage-result.ts";
import type { Evaluation } from "./evaluate-cover.ts";
import { collateralBelow } from "./inventory-counts.ts";
import { countBroadlyEvicted, type SearchSpace } from "./search-space.ts";
import { prefixOf } from "./url-trie.ts";

/** The instructions of a cover, and what each of them widens. */
export function coverInstructions(
  context: PlanContext,
  space: SearchSpace,
  { broadSelectors, covers }: Pick<Evaluation, "broadSelectors" | "covers">,
): StageResult {
  const { tree, counts } = space;
  const evicts = collateralBelow(tree, counts, broadSelectors);
  const known = new Map(context.stale.map((one) => [one.url, one]));
  const at = (base: SiteBase, urls: readonly string[]) =>
    urls.flatMap((url): Stale | readonly [] => {
      const one = known.get(url);
      return one === undefined ? [] : staleAtBase(one, base);
    });
  const instructions: Instruction[] = [];
  const translations: Translation[] = [];
  for (const [bit, { selectors }] of space.broadSelectors.entries()) {
    if ((broadSelectors & (1 << bit)) === 0) continue;
    const urls = tree.urls.filter((_, url) => ((counts.ofChanged[url] as number) & (1 << bit)) !== 0);
    for (const selector of selectors) {
      const reached = context.bases.filter(({ origin }) => selector.origin === undefined || selector.origin === origin);
      const targets = reached.flatMap((base) => at(base, urls).map(({ target }) => target));
      const evicted = countBroadlyEvicted(space, 1 << bit) * reached.length;
      translations.push(widened(space, urls.length, describeSelector(selector), evicted));
      instructions.push({ selector, targets });
    }
  }
  for (const [index, { prefixes, paths }] of covers.entries()) {
    const base = context.bases[index] as SiteBase;
    for (const node of prefixes) {
      const prefix = atBase("prefix", prefixOf(tree, node), base);
      const selector = translateExactly(prefix, context.capabilities) ?? prefix;
      const urls = tree.urls.slice(tree.from[node], tree.to[node]);
      translations.push(widened(space, urls.length, describeSelector(selector), evicts[node] as number));
      instructions.push({ selector, targets: at(base, urls).map(({ target }) => target) });
    }
    const urls = paths.map((url) => tree.urls[url] as string);
    for (const one of at(base, urls)) instructions.push(single(context, one));
  }
  return stageResult({ instructions, translations });
}

/** The record that so many changed URLs are purged by something broader. */
export function widened({ why }: Pick<SearchSpace, "why">, urls: number, to: string, collateral: number): Translation {
  return { how: "widening", from: countPaths(urls, "changed "), to, count: 1, why, collateral };
}
