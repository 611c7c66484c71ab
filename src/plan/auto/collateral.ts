import { extensionOf } from "../../lib/url-path.ts";
import type { Kind } from "../../model/selector.ts";
import { reachesOneHost } from "../addressing.ts";
import type { PlanContext } from "../context.ts";
import { isLoose, prefixKind } from "../equivalents.ts";
import { descend, type UrlTree } from "./url-trie.ts";

/** What a set of selectors hits, in a form that a million URLs can be held against. */
export interface Reach {
  /** Nodes of the tree whose prefix is sent. */
  readonly prefixes: ReadonlySet<number>;
  /** URLs of the tree that are sent by a pattern, by index: loosely anchored, it hits the same path elsewhere. */
  readonly patterns: (url: number) => boolean;
  readonly broadSelectors: readonly { matches(url: string): boolean }[];
}

/** Selectors of one base that also hit at another, or further on in a path. */
interface Stray {
  readonly reach: Reach;
  /** Base path that the selectors are made for. */
  readonly base: string;
  /** 0: from the path's start on; 1: only further on. */
  readonly from: 0 | 1;
  /** Patterns that are anchored loosely hit at any slash. */
  readonly isLoose: boolean;
}

/** Could selectors for one base hit known objects that are not below it? */
export function mayStray({ bases, capabilities }: Pick<PlanContext, "bases" | "capabilities">): boolean {
  return isLoose(capabilities) || new Set(bases.map(({ basePath }) => basePath)).size > 1;
}

/**
 * Known objects at all bases that need no purge and are evicted anyway, each counted once.
 *
 * @param reaches one for each base.
 */
export function countEvicted(context: PlanContext, tree: UrlTree, reaches: readonly Reach[]): number {
  const { bases } = context;
  const total = bases.map((base, at) => {
    const own = reaches[at] ?? NO_REACH;
    const strays = bases.flatMap((_, from) => strayOf(context, reaches, at, from));
    return countEvictedAt(tree, context.inventory(), own, base.basePath, strays);
  });
  return total.reduce((sum, count) => sum + count, 0);
}

const NO_REACH: Reach = { prefixes: new Set(), patterns: () => false, broadSelectors: [] };

/** What the selectors for the base `from` hit at the base `at` beside what `at`'s own selectors do. */
function strayOf(
  { bases, capabilities }: PlanContext,
  reaches: readonly Reach[],
  at: number,
  from: number,
): readonly Stray[] {
  const [here, there] = [bases[at], bases[from]];
  const found = reaches[from];
  if (here === undefined || there === undefined || found === undefined) return [];
  const loose = isLoose(capabilities);
  const prefix = prefixKind(capabilities);
  if (at === from) {
    const reach = prefix === "regex" ? found : { ...found, prefixes: NO_REACH.prefixes };
    return loose ? [{ reach, base: there.basePath, from: 1, isLoose: true }] : [];
  }
  if (here.basePath === there.basePath && found === reaches[at]) return [];
  const crosses = (by: Kind) => here.origin === there.origin || !reachesOneHost(by, capabilities);
  const reach: Reach = {
    broadSelectors: [],
    prefixes: crosses(prefix) ? found.prefixes : NO_REACH.prefixes,
    patterns: crosses("regex") ? found.patterns : NO_REACH.patterns,
  };
  return [{ reach, base: there.basePath, from: 0, isLoose: loose }];
}

function countEvictedAt(
  tree: UrlTree,
  inventory: Iterable<string>,
  own: Reach,
  base: string,
  strays: readonly Stray[],
): number {
  let evicted = 0;
  for (const url of inventory) {
    const node = descend(tree, url, 0);
    if (node >= 0) continue;
    const isHit =
      own.broadSelectors.some((broadSelector) => broadSelector.matches(url)) ||
      isBelow(tree, -1 - node, own.prefixes) ||
      strays.some((stray) => isAstray(tree, base + url.slice(1), stray));
    if (isHit) evicted++;
  }
  return evicted;
}

function isBelow(tree: UrlTree, node: number, prefixes: ReadonlySet<number>): boolean {
  if (prefixes.size === 0) return false;
  for (let at = node; at > 0; at = tree.parent[at] as number) if (prefixes.has(at)) return true;
  return false;
}

/** Does the path, or a later part of it, match a selector that is sent? */
function isAstray(tree: UrlTree, path: string, { reach, base, from, isLoose }: Stray): boolean {
  for (let slash = path.indexOf("/", from); slash >= 0; slash = isLoose ? path.indexOf("/", slash + 1) : -1) {
    if (!path.startsWith(base, slash)) continue;
    const reached = descend(tree, path, slash + base.length - 1);
    if (reached >= 0 && reach.patterns(tree.from[reached] as number)) return true;
    if (isBelow(tree, reached < 0 ? -1 - reached : reached, reach.prefixes)) return true;
  }
  return false;
}

/** For each URL of the tree, how many known URLs a loosely anchored pattern for it hits besides. */
export function countStrays(tree: UrlTree, inventory: Iterable<string>, base: string): Int32Array {
  const strays = new Int32Array(tree.urls.length);
  for (const url of inventory) {
    if (descend(tree, url, 0) >= 0) continue;
    const path = base + url.slice(1);
    for (let slash = path.indexOf("/", 1); slash >= 0; slash = path.indexOf("/", slash + 1)) {
      if (!path.startsWith(base, slash)) continue;
      const reached = descend(tree, path, slash + base.length - 1);
      if (reached < 0) continue;
      const hit = tree.from[reached] as number;
      strays[hit] = (strays[hit] as number) + 1;
    }
  }
  return strays;
}

/**
 * How many paths each folder or extension hits.
 *
 * @param isLoose are folders sent as loosely anchored patterns, which hit them below other folders too?
 */
export function countHits(
  values: ReadonlySet<string>,
  paths: Iterable<string>,
  isLoose: boolean,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const hit = new Set<string>();
    const extension = extensionOf(path);
    if (extension !== undefined && values.has(extension)) hit.add(extension);
    for (let start = 0; start >= 0; start = isLoose ? path.indexOf("/", start + 1) : -1) {
      for (let slash = path.indexOf("/", start); slash >= 0; slash = path.indexOf("/", slash + 1)) {
        const folder = path.slice(start, slash + 1);
        if (values.has(folder)) hit.add(folder);
      }
    }
    for (const value of hit) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
