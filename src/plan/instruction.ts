import type { Item, Plan, Translation } from "../model/plan.ts";
import { KINDS } from "../model/selector.ts";

/** What to select, and what it is for, before it is cut into requests. */
export type Instruction = Item;

/** One instruction a selector: what two of them select alike is sent once, for the targets of both. */
export function mergeEqual(instructions: readonly Instruction[]): readonly Instruction[] {
  const merged: Instruction[] = [];
  // By kind and host first: a text for each selector as a whole would take more memory than the selectors.
  const positions = new Map<string, Map<string, Map<string, number>>>();
  for (const instruction of instructions) {
    const { by, value, origin = "" } = instruction.selector;
    const byAddress = made(made(positions, by), origin);
    const at = byAddress.get(value);
    const known = at === undefined ? undefined : merged[at];
    if (at === undefined || known === undefined) byAddress.set(value, merged.push(instruction) - 1);
    else merged[at] = { selector: known.selector, targets: [...known.targets, ...instruction.targets] };
  }
  return merged;
}

function made<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const fresh = new Map<string, V>();
  maps.set(key, fresh);
  return fresh;
}

/** Most translations of one sort that the report spells out. */
const SPELLED_OUT = 5;

/** Translations that differ only in what they were made of, as one where there are many. */
export function summariseTranslations(translations: readonly Translation[]): Plan["translations"] {
  const sorts = Map.groupBy(translations, ({ how, why, from }) => `${how} ${why} ${from.split(":")[0]}`);
  return [...sorts.values()].flatMap((sort) => {
    const [first] = sort;
    if (first === undefined || sort.length <= SPELLED_OUT) return sort;
    const sum = (count: (of: Translation) => number) => sort.reduce((total, one) => total + count(one), 0);
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

/** `1 path`, `3 changed paths`. */
export function countPaths(count: number, which = ""): string {
  return `${count} ${which}${count === 1 ? "path" : "paths"}`;
}

/** Kinds in one order everywhere, so that a plan does not depend on the order of its input. */
export function kindOrder(a: Instruction, b: Instruction): number {
  return KINDS.indexOf(a.selector.by) - KINDS.indexOf(b.selector.by);
}
