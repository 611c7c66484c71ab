import { extensionAsWritten, folderOf } from "../lib/url-path.ts";
import { describeSelector, type Selector } from "../model/selector.ts";
import type { Place } from "./addressing.ts";
import type { Chosen } from "./auto/candidate.ts";
import { draftsByPlanner } from "./auto/choose-cheapest.ts";
import { countEvicted, countHits } from "./auto/collateral.ts";
import { growTree } from "./auto/url-trie.ts";
import type { Planning } from "./context.ts";
import type { Draft } from "./draft.ts";
import { looseBase, lowerExactly } from "./equivalents.ts";
import { draftsForEverything } from "./everything.ts";
import { foldedDrafts } from "./patterns-for-changes.ts";
import { type Stale, single, staleAt } from "./single-url.ts";

/**
 * What changed, purged the way that `purge-by` asks for, in what the provider takes.
 *
 * @param budget instructions that are left for it, beside what the user asks for.
 */
export function draftsForChanges(planning: Planning, budget: number): Chosen {
  const { stale, places, purgeBy } = planning;
  if (stale.length === 0) return { drafts: [] };
  // Where only prefixes reach copies with query strings, single URLs are a question of cover: the planner knows the answer.
  if (purgeBy === "auto" || (purgeBy !== "all" && planning.single.form === "prefix"))
    return draftsByPlanner(planning, budget);
  if (purgeBy === "all") return { drafts: draftsForEverything(planning, "purge-by is all, and something changed") };
  if (purgeBy === "regex") return byPattern(planning);
  const strays = purgeBy === "path" && planning.single.form === "pattern" ? strayCollateral(planning) : {};
  return {
    ...strays,
    drafts: places.flatMap((place) => {
      const all = staleAt(planning, place);
      if (purgeBy === "path") return all.map((one) => single(planning, one));
      return byGroups(planning, place, all, purgeBy === "prefix" ? prefixGroup(all, place) : extensionGroup);
    }),
  };
}

/** The extension as it stands: an upper-case one stays a path, since patterns tell `.CSS` from `.css`. */
function extensionGroup({ path }: Stale): Selector | undefined {
  const extension = extensionAsWritten(path);
  return extension === undefined ? undefined : { by: "extension", value: extension };
}

/**
 * The folder of each URL, or the topmost that is purged anyway. Files at the base itself stay paths, or one changed page would
 * purge the whole site; so do the slashless names of folders (`/blog/x` beside `/blog/x/`), or each page would purge its
 * siblings.
 */
function prefixGroup(stale: readonly Stale[], { basePath, origin }: Place): (of: Stale) => Selector | undefined {
  const paths = new Set(stale.map(({ path }) => path));
  const isAlone = (path: string) => folderOf(path) === basePath || paths.has(`${path}/`);
  const folders = new Set(stale.flatMap(({ path }) => (isAlone(path) ? [] : [folderOf(path)])));
  const topmost = (folder: string): string => {
    for (let slash = folder.indexOf("/"); slash >= 0; slash = folder.indexOf("/", slash + 1)) {
      const above = folder.slice(0, slash + 1);
      if (folders.has(above)) return above;
    }
    return folder;
  };
  return ({ path }) => {
    if (isAlone(path)) return undefined;
    return { by: "prefix", value: topmost(folderOf(path)), ...(origin === undefined ? {} : { origin }) };
  };
}

/** Groups of stale URLs under one broader selector each; what has none, or none that the provider takes, stays a path. */
function byGroups(
  planning: Planning,
  place: Place,
  stale: readonly Stale[],
  groupOf: (of: Stale) => Selector | undefined,
): readonly Draft[] {
  const drafts: Draft[] = [];
  const groups = new Map<string, { selector: Selector; members: Stale[] }>();
  for (const one of stale) {
    const selector = groupOf(one);
    if (selector === undefined) {
      drafts.push(single(planning, one));
      continue;
    }
    const group = groups.get(selector.value) ?? { selector, members: [] };
    group.members.push(one);
    groups.set(selector.value, group);
  }
  const changed = new Set(stale.map(({ path }) => path));
  const hits = once(() =>
    countHits(new Set(groups.keys()), unchangedAt(planning, place, changed), looseBase(planning)),
  );
  for (const { selector, members } of groups.values())
    for (const draft of lowerGroup(planning, selector, members, () => hits().get(selector.value) ?? 0))
      drafts.push(draft);
  return drafts;
}

function lowerGroup(
  planning: Planning,
  selector: Selector,
  members: readonly Stale[],
  collateral: () => number,
): readonly Draft[] {
  const { providerName, capabilities } = planning;
  const lowered = lowerExactly(selector, capabilities.accepts);
  if (lowered === undefined) {
    planning.lowerings.push({
      how: "expansion",
      from: describeSelector(selector),
      to: `${members.length} changed ${members.length === 1 ? "path" : "paths"}`,
      count: members.length,
      why: `${providerName} has no ${selector.by}: the changed URLs that it would select are sent by themselves`,
    });
    return members.map((one) => single(planning, one));
  }
  planning.lowerings.push({
    how: "widening",
    from: `${members.length} changed ${members.length === 1 ? "path" : "paths"}`,
    to: describeSelector(lowered),
    count: 1,
    why: `purge-by is ${selector.by}`,
    collateral: collateral(),
  });
  return [{ selector: lowered, targets: members.map(({ target }) => target) }];
}

function* unchangedAt(planning: Planning, { basePath }: Place, changed: ReadonlySet<string>): Generator<string> {
  for (const url of planning.inventory()) {
    const path = basePath + url.slice(1);
    if (!changed.has(path)) yield path;
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Patterns for all changed paths; where they are anchored loosely, with what they hit besides. */
function byPattern(planning: Planning): Chosen {
  const { capabilities, providerName, stale, places } = planning;
  const count = stale.length * places.length;
  if (capabilities.accepts.regex === undefined) {
    planning.lowerings.push({
      how: "expansion",
      from: "patterns (purge-by: regex)",
      to: `${count} changed ${count === 1 ? "path" : "paths"}`,
      count,
      why: `${providerName} takes no patterns: the changed URLs are sent by themselves`,
    });
    return { drafts: places.flatMap((place) => staleAt(planning, place).map((one) => single(planning, one))) };
  }
  const drafts = foldedDrafts(planning, () => true);
  const patterns = drafts.filter(({ selector }) => selector.by === "regex");
  planning.lowerings.push({
    how: "equivalent",
    from: `${patterns.reduce((sum, { targets }) => sum + targets.length, 0)} changed paths`,
    to: `${patterns.length} ${patterns.length === 1 ? "pattern" : "patterns"}`,
    count: patterns.length,
    why: "purge-by is regex",
  });
  const alone = drafts.length - patterns.length;
  if (alone > 0) planning.notes.push(`${alone} paths are too long for a pattern and are sent by themselves.`);
  return { drafts, ...strayCollateral(planning) };
}

/** What patterns for the changed paths hit besides them; nothing where patterns are anchored to the path's start. */
function strayCollateral(planning: Planning): { readonly collateral?: number } {
  const base = looseBase(planning);
  if (base === undefined) return {};
  const tree = growTree(
    planning.stale.map(({ url }) => url),
    "string",
  );
  const reach = { prefixes: new Set<number>(), patterns: () => true, sweeps: [] };
  return { collateral: countEvicted(tree, planning.inventory(), reach, base) };
}
