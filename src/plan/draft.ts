import type { Item, Lowering, Plan, Target } from "./plan.ts";
import { KINDS, type Selector, selectorKey } from "./selector.ts";

/** An instruction in the making: what to select, and what it is for. */
export type Draft = Item;

/** One instruction a selector: what two drafts select alike is sent once, for the targets of both. */
export function mergeEqual(drafts: readonly Draft[]): readonly Draft[] {
  const merged = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = selectorKey(draft.selector);
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined ? draft : { selector: known.selector, targets: [...known.targets, ...draft.targets] },
    );
  }
  return [...merged.values()];
}

/**
 * Drops what another instruction purges anyway: everything beside an `all`, and what changed below a prefix. What the
 * user wrote stays, except beside the user's own `all`.
 */
export function dropCovered(drafts: readonly Draft[]): readonly Draft[] {
  const all = drafts.find(({ selector }) => selector.by === "all");
  if (all !== undefined) return [{ selector: all.selector, targets: drafts.flatMap(({ targets }) => targets) }];
  const prefixes = new Map<string, Target[]>();
  for (const { selector, targets } of drafts)
    if (selector.by === "prefix") prefixes.set(placeKey(selector), [...targets]);
  if (prefixes.size === 0) return drafts;
  const kept = drafts.filter(({ selector, targets }) => {
    const cover = targets.some(({ asked }) => asked === "user") ? undefined : coveringPrefix(selector, prefixes);
    if (cover !== undefined) for (const target of targets) cover.push(target);
    return cover === undefined;
  });
  return kept.map((draft) =>
    draft.selector.by === "prefix"
      ? { ...draft, targets: prefixes.get(placeKey(draft.selector)) ?? draft.targets }
      : draft,
  );
}

/** The shortest prefix, ending with a slash, that covers a path or another prefix. */
function coveringPrefix(selector: Selector, prefixes: ReadonlyMap<string, Target[]>): Target[] | undefined {
  if (selector.by !== "path" && selector.by !== "prefix") return undefined;
  const { value, origin } = selector;
  for (let slash = value.indexOf("/"); slash >= 0; slash = value.indexOf("/", slash + 1)) {
    const folder = value.slice(0, slash + 1);
    if (selector.by === "prefix" && folder === value) return undefined;
    const targets = prefixes.get(
      placeKey({ by: "prefix", value: folder, ...(origin === undefined ? {} : { origin }) }),
    );
    if (targets !== undefined) return targets;
  }
  return undefined;
}

function placeKey({ value, origin }: Selector): string {
  return `${origin ?? ""}${value}`;
}

/** Most lowerings of one sort that the report spells out. */
const SPELLED_OUT = 5;

/** Lowerings that differ only in what they were made of, told as one where there are many. */
export function summariseLowerings(lowerings: readonly Lowering[]): Plan["lowerings"] {
  const sorts = Map.groupBy(lowerings, ({ how, why, from }) => `${how} ${why} ${from.split(":")[0]}`);
  return [...sorts.values()].flatMap((sort) => {
    const [first] = sort;
    if (first === undefined || sort.length <= SPELLED_OUT) return sort;
    const sum = (count: (of: Lowering) => number) => sort.reduce((total, one) => total + count(one), 0);
    const collateral = sum((one) => one.collateral ?? 0);
    return [
      {
        ...first,
        from: `${first.from} and ${sort.length - 1} more of its kind`,
        to: `${sum((one) => one.count)} instructions`,
        count: sum((one) => one.count),
        ...(first.collateral === undefined ? {} : { collateral }),
      },
    ];
  });
}

/** Kinds in one order everywhere, so that a plan does not hang on the order of its input. */
export function kindOrder(a: Draft, b: Draft): number {
  return KINDS.indexOf(a.selector.by) - KINDS.indexOf(b.selector.by);
}
