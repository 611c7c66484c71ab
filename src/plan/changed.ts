import { inPlace, type Place } from "./address.ts";
import { extensionOf, folderOf } from "./by.ts";
import type { Draft } from "./draft.ts";
import { draftsForEverything } from "./everything.ts";
import { hits } from "./expand.ts";
import { lowerExactly, patternLimit } from "./lower.ts";
import type { Planning } from "./make-plan.ts";
import { foldPaths } from "./pattern.ts";
import type { Target } from "./plan.ts";
import { describeSelector, type Selector } from "./selector.ts";

interface Stale {
  /** Full path on the host. */
  readonly path: string;
  readonly target: Target;
}

/** What changed, purged the way that `purge-by` asks for, in what the provider takes. */
export function draftsForChanges(planning: Planning): readonly Draft[] {
  if (planning.stale.length === 0) return [];
  if (planning.purgeBy === "all") return draftsForEverything(planning, "purge-by is all, and something changed");
  return planning.places.flatMap((place) => {
    const stale = planning.stale
      .map(({ url, because }): Stale => {
        const selector = inPlace("path", url, place);
        return { path: selector.value, target: { selector, asked: "changes", because } };
      })
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    return draftsInPlace(planning, place, stale);
  });
}

function draftsInPlace(planning: Planning, place: Place, stale: readonly Stale[]): readonly Draft[] {
  switch (planning.purgeBy) {
    case "prefix":
      return byGroups(planning, place, stale, prefixGroup(stale, place));
    case "extension":
      return byGroups(planning, place, stale, ({ path }) => {
        const extension = extensionOf(path);
        return extension === undefined ? undefined : { by: "extension", value: extension };
      });
    case "regex":
      return byPattern(planning, stale);
    default:
      return stale.map(asPath);
  }
}

function asPath({ target }: Stale): Draft {
  return { selector: target.selector, targets: [target] };
}

/**
 * The folder of each URL. Files at the base itself stay paths, or one changed page would purge the whole site; so do the
 * slashless names of folders (`/blog/x` beside `/blog/x/`), or each page would purge its siblings.
 */
function prefixGroup(stale: readonly Stale[], { basePath, origin }: Place): (of: Stale) => Selector | undefined {
  const paths = new Set(stale.map(({ path }) => path));
  return ({ path }) => {
    const folder = folderOf(path);
    if (folder === basePath || paths.has(`${path}/`)) return undefined;
    return { by: "prefix", value: folder, ...(origin === undefined ? {} : { origin }) };
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
      drafts.push(asPath(one));
      continue;
    }
    const group = groups.get(selector.value) ?? { selector, members: [] };
    group.members.push(one);
    groups.set(selector.value, group);
  }
  for (const { selector, members } of groups.values()) drafts.push(...lowerGroup(planning, place, selector, members));
  return drafts;
}

function lowerGroup(planning: Planning, place: Place, selector: Selector, members: readonly Stale[]): readonly Draft[] {
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
    return members.map(asPath);
  }
  planning.lowerings.push({
    how: "widening",
    from: `${members.length} changed ${members.length === 1 ? "path" : "paths"}`,
    to: describeSelector(lowered),
    count: 1,
    why: `purge-by is ${selector.by}`,
    collateral: collateralOf(planning, place, selector, members),
  });
  return [{ selector: lowered, targets: members.map(({ target }) => target) }];
}

/** Known URLs that a broader selector hits beside the changed ones. */
function collateralOf(planning: Planning, { basePath }: Place, selector: Selector, members: readonly Stale[]): number {
  const changed = new Set(members.map(({ path }) => path));
  let count = 0;
  for (const url of planning.inventory()) {
    const path = basePath + url.slice(1);
    if (hits(selector, path) === true && !changed.has(path)) count++;
  }
  return count;
}

function byPattern(planning: Planning, stale: readonly Stale[]): readonly Draft[] {
  const { accepts } = planning.capabilities;
  if (accepts.regex === undefined) {
    planning.lowerings.push({
      how: "expansion",
      from: "patterns (purge-by: regex)",
      to: `${stale.length} changed ${stale.length === 1 ? "path" : "paths"}`,
      count: stale.length,
      why: `${planning.providerName} takes no patterns: the changed URLs are sent by themselves`,
    });
    return stale.map(asPath);
  }
  const byPath = new Map(stale.map((one) => [one.path, one]));
  const anchor = accepts.regex.match.anchor ?? "path";
  const drafts = foldPaths([...byPath.keys()], anchor, patternLimit(accepts)).map(({ pattern, paths }): Draft => {
    const members = paths.flatMap((path) => byPath.get(path) ?? []);
    for (const path of paths) byPath.delete(path);
    return { selector: { by: "regex", value: pattern }, targets: members.map(({ target }) => target) };
  });
  planning.lowerings.push({
    how: "equivalent",
    from: `${stale.length - byPath.size} changed paths`,
    to: `${drafts.length} ${drafts.length === 1 ? "pattern" : "patterns"}`,
    count: drafts.length,
    why: "purge-by is regex",
  });
  if (byPath.size > 0)
    planning.notes.push(`${byPath.size} paths are too long for a pattern and are sent by themselves.`);
  return [...drafts, ...Array.from(byPath.values(), asPath)];
}
