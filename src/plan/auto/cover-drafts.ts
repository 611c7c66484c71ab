import { grouped } from "../../lib/format.ts";
import { describeSelector } from "../../model/selector.ts";
import { inPlace, type Place } from "../addressing.ts";
import type { Planning } from "../context.ts";
import type { Draft } from "../draft.ts";
import { lowerExactly } from "../equivalents.ts";
import { type Stale, single, stalePlaced } from "../single-url.ts";
import { type Field, sweptBy, type Weighed } from "./evaluate-cover.ts";
import { collateralBelow } from "./inventory-counts.ts";
import { prefixOf } from "./url-trie.ts";

/** The instructions of a cover, and what each of them widens. */
export function coverDrafts(
  planning: Planning,
  field: Field,
  { sweeps, covers }: Pick<Weighed, "sweeps" | "covers">,
): readonly Draft[] {
  const { tree, tally } = field;
  const evicts = collateralBelow(tree, tally, sweeps);
  const known = new Map(planning.stale.map((one) => [one.url, one]));
  const at = (place: Place, urls: readonly string[]) =>
    urls.flatMap((url): Stale | readonly [] => {
      const one = known.get(url);
      return one === undefined ? [] : stalePlaced(one, place);
    });
  const drafts: Draft[] = [];
  for (const [bit, { selector }] of field.sweeps.entries()) {
    if ((sweeps & (1 << bit)) === 0) continue;
    const urls = tree.urls.filter((_, url) => ((tally.ofChanged[url] as number) & (1 << bit)) !== 0);
    const targets = planning.places.flatMap((place) => at(place, urls).map(({ target }) => target));
    widened(planning, urls.length, describeSelector(selector), sweptBy(field, 1 << bit));
    drafts.push({ selector, targets });
  }
  for (const [index, { prefixes, paths }] of covers.entries()) {
    const place = planning.places[index] as Place;
    for (const node of prefixes) {
      const prefix = inPlace("prefix", prefixOf(tree, node), place);
      const selector = lowerExactly(prefix, planning.capabilities.accepts) ?? prefix;
      const urls = tree.urls.slice(tree.from[node], tree.to[node]);
      widened(planning, urls.length, describeSelector(selector), evicts[node] as number);
      drafts.push({ selector, targets: at(place, urls).map(({ target }) => target) });
    }
    const urls = paths.map((url) => tree.urls[url] as string);
    for (const one of at(place, urls)) drafts.push(single(planning, one));
  }
  return drafts;
}

/** Puts on record that so many changed URLs are purged by something broader. */
export function widened(planning: Planning, urls: number, to: string, collateral: number): void {
  planning.lowerings.push({
    how: "widening",
    from: `${urls} changed ${urls === 1 ? "path" : "paths"}`,
    to,
    count: 1,
    why:
      planning.single.form === "prefix"
        ? "query-strings is cached: only a prefix reaches copies with query strings"
        : `one path each would be more than the ${grouped(planning.maxPurges)} instructions of one run`,
    collateral,
  });
}
