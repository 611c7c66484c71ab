import { once } from "../lib/once.ts";
import { extensionAsWritten, folderOf } from "../lib/url-path.ts";
import type { Translation } from "../model/plan.ts";
import { describeSelector, type Selector } from "../model/selector.ts";
import { reachesOneHost, type SiteBase } from "./addressing.ts";
import type { Chosen } from "./auto/candidate.ts";
import { instructionsByPlanner } from "./auto/choose-cheapest.ts";
import { countEvicted, countHits, mayStray } from "./auto/collateral.ts";
import { growTree } from "./auto/url-trie.ts";
import type { PlanContext } from "./context.ts";
import { isLoose, prefixKind, takesPaths, translateExactly } from "./equivalents.ts";
import { instructionsForEverything, instructionsWithoutPaths } from "./everything.ts";
import { countPaths, type Instruction } from "./instruction.ts";
import { foldedInstructions, patternTranslation } from "./patterns-for-changes.ts";
import { type Stale, single, staleAt } from "./single-url.ts";
import { EMPTY_RESULT, joinResults, type StageResult, stageResult } from "./stage-result.ts";

/**
 * The instructions for what changed, as `purge-by` says, in forms that the provider takes.
 *
 * @param budget instructions that are left for it, beside what the user requests.
 */
export function instructionsForChanges(context: PlanContext, budget: number): Chosen {
  const { stale, purgeBy } = context;
  if (stale.length === 0) return EMPTY_RESULT;
  if (!takesPaths(context.capabilities)) return instructionsWithoutPaths(context);
  // Where only prefixes reach copies with query strings, single URLs are a question of cover: the planner knows the answer.
  if (purgeBy === "auto" || (purgeBy !== "all" && context.single.form === "prefix"))
    return instructionsByPlanner(context, budget);
  if (purgeBy === "all") return instructionsForEverything(context, "purge-by is all, and something changed");
  if (purgeBy === "regex") return byPattern(context);
  if (purgeBy === "path") return byPath(context);
  return byGroups(context, purgeBy === "prefix" ? prefixGroup : extensionGroup);
}

/** Each URL by itself; where a pattern stands for it, with what that hits besides. */
function byPath(context: PlanContext): StageResult {
  const instructions = allSingles(context);
  const patterns = instructions.filter(({ selector }) => selector.by === "regex").length;
  const collateral = patterns === 0 ? 0 : strayCollateral(context);
  const why = "query-strings is cached";
  const translations = collateral === 0 ? [] : [patternTranslation(patterns, patterns, why, collateral)];
  return stageResult({ instructions, translations });
}

function allSingles(context: PlanContext): readonly Instruction[] {
  return context.bases.flatMap((base) => staleAt(context, base).map((one) => single(context, one)));
}

/** Which broader selector a stale URL belongs to; undefined where it stays by itself. */
type GroupOf = (stale: readonly Stale[], base: SiteBase) => (one: Stale) => Selector | undefined;

/** The extension as it stands: an upper-case one stays a path, since patterns distinguish `.CSS` from `.css`. */
const extensionGroup: GroupOf =
  (_, { origin }) =>
  ({ path }) => {
    const extension = extensionAsWritten(path);
    return extension === undefined ? undefined : { by: "extension", value: extension, ...(origin && { origin }) };
  };

/**
 * The folder of each URL, or the topmost that is purged anyway. Files at the base itself stay paths, or one changed page would
 * purge the whole site; so do the slashless names of folders (`/blog/x` beside `/blog/x/`), or each page would purge its
 * siblings.
 */
const prefixGroup: GroupOf = (stale, { basePath, origin }) => {
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
    return { by: "prefix", value: topmost(folderOf(path)), ...(origin && { origin }) };
  };
};

interface Group {
  readonly selector: Selector;
  readonly members: Stale[];
}

/** Stale URLs under one broader selector for each group; what has none, or none that the provider takes, stays a path. */
function byGroups(context: PlanContext, groupOf: GroupOf): StageResult {
  return joinResults(
    context.bases.map((base) => {
      const stale = staleAt(context, base);
      const { alone, groups } = groupStale(stale, groupOf(stale, base));
      const changed = new Set(stale.map(({ path }) => path));
      const isPattern = prefixKind(context.capabilities) === "regex" && isLoose(context.capabilities);
      const hits = once(() => countHits(new Set(groups.keys()), unchangedAround(context, base, changed), isPattern));
      return joinResults([
        stageResult({ instructions: alone.map((one) => single(context, one)) }),
        ...Array.from(groups.values(), (group) =>
          translateGroup(context, group, () => hits().get(group.selector.value) ?? 0),
        ),
      ]);
    }),
  );
}

function groupStale(stale: readonly Stale[], groupOf: (one: Stale) => Selector | undefined) {
  const alone: Stale[] = [];
  const groups = new Map<string, Group>();
  for (const one of stale) {
    const selector = groupOf(one);
    if (selector === undefined) {
      alone.push(one);
      continue;
    }
    const group = groups.get(selector.value) ?? { selector, members: [] };
    group.members.push(one);
    groups.set(selector.value, group);
  }
  return { alone, groups };
}

function translateGroup(
  context: PlanContext,
  { selector, members }: Group,
  countCollateral: () => number,
): StageResult {
  const { providerName, capabilities } = context;
  const changed = countPaths(members.length, "changed ");
  const translated = translateExactly(selector, capabilities);
  if (translated === undefined) {
    const why = `${providerName} has no ${selector.by}: the changed URLs that it would select are sent by themselves`;
    const expansion: Translation = {
      how: "expansion",
      from: describeSelector(selector),
      to: changed,
      count: members.length,
      why,
    };
    return stageResult({ instructions: members.map((one) => single(context, one)), translations: [expansion] });
  }
  const widening: Translation = {
    how: "widening",
    from: changed,
    to: describeSelector(translated),
    count: 1,
    why: `purge-by is ${selector.by}`,
    collateral: countCollateral(),
  };
  const targets = members.map(({ target }) => target);
  return stageResult({ instructions: [{ selector: translated, targets }], translations: [widening] });
}

/** Paths of known objects that did not change: at this base, and at those that a group reaches because it has no host. */
function* unchangedAround(context: PlanContext, base: SiteBase, changed: ReadonlySet<string>): Generator<string> {
  const keepsHost = reachesOneHost(prefixKind(context.capabilities), context.capabilities);
  const reached = context.bases.filter(
    ({ basePath, origin }) => basePath !== base.basePath && (origin === base.origin || !keepsHost),
  );
  const isStale = new Set(context.stale.map(({ url }) => url));
  for (const url of context.inventory()) {
    const path = base.basePath + url.slice(1);
    if (!changed.has(path)) yield path;
    if (!isStale.has(url)) for (const { basePath } of reached) yield basePath + url.slice(1);
  }
}

/** Patterns for all changed paths; where they are anchored loosely, with what they hit besides. */
function byPattern(context: PlanContext): StageResult {
  const { capabilities, providerName, stale, bases } = context;
  if (capabilities.accepts.regex === undefined) {
    const count = stale.length * bases.length;
    const expansion: Translation = {
      how: "expansion",
      from: "patterns (purge-by: regex)",
      to: countPaths(count, "changed "),
      count,
      why: `${providerName} takes no patterns: the changed URLs are sent by themselves`,
    };
    return stageResult({ instructions: allSingles(context), translations: [expansion] });
  }
  const instructions = foldedInstructions(context, () => true);
  const patterns = instructions.filter(({ selector }) => selector.by === "regex");
  const paths = patterns.reduce((sum, { targets }) => sum + targets.length, 0);
  const alone = instructions.length - patterns.length;
  return stageResult({
    instructions,
    translations: [patternTranslation(paths, patterns.length, "purge-by is regex", strayCollateral(context))],
    notes: alone > 0 ? [`${alone} paths are too long for a pattern and are sent by themselves.`] : [],
  });
}

/** Known objects that patterns for the changed paths hit besides them. */
function strayCollateral(context: PlanContext): number {
  if (!mayStray(context)) return 0;
  const urls = context.stale.map(({ url }) => url);
  const reach = { prefixes: new Set<number>(), patterns: () => true, broadSelectors: [] };
  const reaches = context.bases.map(() => reach);
  return countEvicted(context, growTree(urls, "string"), reaches);
}
