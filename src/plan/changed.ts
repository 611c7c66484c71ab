import { extensionAsWritten, folderOf } from "../lib/url-path.ts";
import { describeSelector, type Selector } from "../model/selector.ts";
import type { SiteBase } from "./addressing.ts";
import type { Chosen } from "./auto/candidate.ts";
import { instructionsByPlanner } from "./auto/choose-cheapest.ts";
import { countEvicted, countHits } from "./auto/collateral.ts";
import { growTree } from "./auto/url-trie.ts";
import type { PlanContext } from "./context.ts";
import { looseBase, translateExactly } from "./equivalents.ts";
import { instructionsForEverything } from "./everything.ts";
import type { Instruction } from "./instruction.ts";
import { foldedInstructions } from "./patterns-for-changes.ts";
import { type Stale, single, staleAt } from "./single-url.ts";

/**
 * What changed, purged the way that `purge-by` asks for, in what the provider takes.
 *
 * @param budget instructions that are left for it, beside what the user asks for.
 */
export function instructionsForChanges(context: PlanContext, budget: number): Chosen {
  const { stale, bases, purgeBy } = context;
  if (stale.length === 0) return { instructions: [] };
  // Where only prefixes reach copies with query strings, single URLs are a question of cover: the planner knows the answer.
  if (purgeBy === "auto" || (purgeBy !== "all" && context.single.form === "prefix"))
    return instructionsByPlanner(context, budget);
  if (purgeBy === "all")
    return { instructions: instructionsForEverything(context, "purge-by is all, and something changed") };
  if (purgeBy === "regex") return byPattern(context);
  const strays = purgeBy === "path" && context.single.form === "pattern" ? strayCollateral(context) : {};
  return {
    ...strays,
    instructions: bases.flatMap((base) => {
      const all = staleAt(context, base);
      if (purgeBy === "path") return all.map((one) => single(context, one));
      return byGroups(context, base, all, purgeBy === "prefix" ? prefixGroup(all, base) : extensionGroup);
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
function prefixGroup(stale: readonly Stale[], { basePath, origin }: SiteBase): (of: Stale) => Selector | undefined {
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
  context: PlanContext,
  base: SiteBase,
  stale: readonly Stale[],
  groupOf: (of: Stale) => Selector | undefined,
): readonly Instruction[] {
  const instructions: Instruction[] = [];
  const groups = new Map<string, { selector: Selector; members: Stale[] }>();
  for (const one of stale) {
    const selector = groupOf(one);
    if (selector === undefined) {
      instructions.push(single(context, one));
      continue;
    }
    const group = groups.get(selector.value) ?? { selector, members: [] };
    group.members.push(one);
    groups.set(selector.value, group);
  }
  const changed = new Set(stale.map(({ path }) => path));
  const hits = once(() => countHits(new Set(groups.keys()), unchangedAt(context, base, changed), looseBase(context)));
  for (const { selector, members } of groups.values())
    for (const instruction of translateGroup(context, selector, members, () => hits().get(selector.value) ?? 0))
      instructions.push(instruction);
  return instructions;
}

function translateGroup(
  context: PlanContext,
  selector: Selector,
  members: readonly Stale[],
  collateral: () => number,
): readonly Instruction[] {
  const { providerName, capabilities } = context;
  const translated = translateExactly(selector, capabilities.accepts);
  if (translated === undefined) {
    context.translations.push({
      how: "expansion",
      from: describeSelector(selector),
      to: `${members.length} changed ${members.length === 1 ? "path" : "paths"}`,
      count: members.length,
      why: `${providerName} has no ${selector.by}: the changed URLs that it would select are sent by themselves`,
    });
    return members.map((one) => single(context, one));
  }
  context.translations.push({
    how: "widening",
    from: `${members.length} changed ${members.length === 1 ? "path" : "paths"}`,
    to: describeSelector(translated),
    count: 1,
    why: `purge-by is ${selector.by}`,
    collateral: collateral(),
  });
  return [{ selector: translated, targets: members.map(({ target }) => target) }];
}

function* unchangedAt(context: PlanContext, { basePath }: SiteBase, changed: ReadonlySet<string>): Generator<string> {
  for (const url of context.inventory()) {
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
function byPattern(context: PlanContext): Chosen {
  const { capabilities, providerName, stale, bases } = context;
  const count = stale.length * bases.length;
  if (capabilities.accepts.regex === undefined) {
    context.translations.push({
      how: "expansion",
      from: "patterns (purge-by: regex)",
      to: `${count} changed ${count === 1 ? "path" : "paths"}`,
      count,
      why: `${providerName} takes no patterns: the changed URLs are sent by themselves`,
    });
    return { instructions: bases.flatMap((base) => staleAt(context, base).map((one) => single(context, one))) };
  }
  const instructions = foldedInstructions(context, () => true);
  const patterns = instructions.filter(({ selector }) => selector.by === "regex");
  context.translations.push({
    how: "equivalent",
    from: `${patterns.reduce((sum, { targets }) => sum + targets.length, 0)} changed paths`,
    to: `${patterns.length} ${patterns.length === 1 ? "pattern" : "patterns"}`,
    count: patterns.length,
    why: "purge-by is regex",
  });
  const alone = instructions.length - patterns.length;
  if (alone > 0) context.notes.push(`${alone} paths are too long for a pattern and are sent by themselves.`);
  return { instructions, ...strayCollateral(context) };
}

/** What patterns for the changed paths hit besides them; nothing where patterns are anchored to the path's start. */
function strayCollateral(context: PlanContext): { readonly collateral?: number } {
  const base = looseBase(context);
  if (base === undefined) return {};
  const tree = growTree(
    context.stale.map(({ url }) => url),
    "string",
  );
  const reach = { prefixes: new Set<number>(), patterns: () => true, broadSelectors: [] };
  return { collateral: countEvicted(tree, context.inventory(), reach, base) };
}
