import type { Capabilities } from "../model/capabilities.ts";
import type { Target } from "../model/plan.ts";
import type { QueryStrings } from "../model/plan-options.ts";
import type { Selector } from "../model/selector.ts";
import type { Instruction } from "./instruction.ts";

/** What is known beside the instructions: the hosts of the site, and whether copies with query strings must go too. */
export interface CoverContext {
  readonly hosts: readonly string[];
  readonly accepts: Capabilities["accepts"];
  readonly queryStrings: QueryStrings;
}

/**
 * Which of these instructions purges a selector's objects anyway? Only what is certain counts: a pattern or a tag covers
 * nothing, and is covered by `all` alone.
 */
export function coveredBy(
  instructions: readonly Instruction[],
  context: CoverContext,
): (selector: Selector) => Instruction | undefined {
  const all = instructions.find(({ selector }) => selector.by === "all");
  const hosts = new Map<string, Instruction>();
  const prefixes = new Map<string, Instruction>();
  const extensions = new Map<string, Instruction>();
  for (const instruction of instructions) {
    const { selector } = instruction;
    if (selector.by === "path" || !reachesQueries(selector, context)) continue;
    if (selector.by === "host") hosts.set(selector.value, instruction);
    if (selector.by === "prefix" || selector.by === "starts_with") prefixes.set(baseKey(selector), instruction);
    if (selector.by === "extension") extensions.set(hostKey(selector, selector.value), instruction);
  }
  const lengths = [...new Set(Array.from(prefixes.values(), ({ selector }) => selector.value.length))].sort(
    (a, b) => a - b,
  );
  return (selector) => {
    if (all !== undefined) return all.selector === selector ? undefined : all;
    const isPath = selector.by === "path" || selector.by === "equals";
    if (!isPath && selector.by !== "prefix" && selector.by !== "starts_with") return undefined;
    const host = hosts.size === 0 ? undefined : hosts.get(hostOf(selector, context.hosts) ?? "");
    if (host !== undefined) return host;
    for (const length of lengths) {
      const { value } = selector;
      if (length > value.length || (length === value.length && !isPath)) break;
      const prefix = prefixes.get(baseKey({ ...selector, value: value.slice(0, length) }));
      if (prefix !== undefined && covers(prefix.selector, value, context.accepts)) return prefix;
    }
    return isPath && extensions.size > 0 ? byExtension(selector, extensions) : undefined;
  };
}

function reachesQueries({ by }: Selector, { accepts, queryStrings }: CoverContext): boolean {
  return queryStrings === "ignored" || by === "all" || by === "host" || accepts[by]?.match.query === "covered";
}

/** Of a provider that compares segments, `/docs` covers `/docs` and `/docs/a`, not `/docsearch`. */
function covers(prefix: Selector, value: string, accepts: Capabilities["accepts"]): boolean {
  // A URL that is written with its query is a copy of its own, whatever `query-strings` says of those that are not.
  if (value.includes("?") && accepts[prefix.by]?.match.query !== "covered") return false;
  if (prefix.by !== "prefix" || accepts.prefix?.match.prefix !== "segment") return true;
  return prefix.value.endsWith("/") || value.length === prefix.value.length || value[prefix.value.length] === "/";
}

/** The host of a selector: its own, or the only one that the site has. */
function hostOf({ origin }: Selector, hosts: readonly string[]): string | undefined {
  if (origin !== undefined) return new URL(origin).hostname;
  return hosts.length === 1 ? hosts[0] : undefined;
}

/** Extensions are compared as they are written: whether a vendor distinguishes `.CSS` from `.css` is not known. */
function byExtension(selector: Selector, extensions: ReadonlyMap<string, Instruction>): Instruction | undefined {
  const { value: path } = selector;
  if (path.includes("?")) return undefined;
  for (let dot = path.indexOf(".", path.lastIndexOf("/") + 2); dot >= 0; dot = path.indexOf(".", dot + 1)) {
    const extension = path.slice(dot + 1);
    const found = extensions.get(extension) ?? extensions.get(hostKey(selector, extension));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An extension without a host reaches all of them. */
function hostKey({ origin }: Selector, extension: string): string {
  return origin === undefined ? extension : `${origin} ${extension}`;
}

function baseKey({ value, origin }: Selector): string {
  return `${origin ?? ""}${value}`;
}

/**
 * Drops what another instruction purges anyway, and gives its targets to that one. What the user wrote stays, except beside
 * `all`: nothing is outside of that, whatever a vendor leaves open.
 */
export function dropCovered(instructions: readonly Instruction[], context: CoverContext): readonly Instruction[] {
  if (instructions.every(({ selector }) => selector.by === "path")) return instructions;
  const coverOf = coveredBy(instructions, context);
  const kept: Instruction[] = [];
  const gained = new Map<Instruction, Target[]>();
  for (const instruction of instructions) {
    const cover = coverOf(instruction.selector);
    const stays = cover?.selector.by !== "all" && instruction.targets.some(({ requested }) => requested === "user");
    if (cover === undefined || cover === instruction || stays) kept.push(instruction);
    else {
      const targets = gained.get(cover) ?? [];
      for (const target of instruction.targets) targets.push(target);
      gained.set(cover, targets);
    }
  }
  return kept.map((instruction) => {
    const targets = gained.get(instruction);
    if (targets === undefined) return instruction;
    return {
      ...instruction,
      targets: [...instruction.targets, ...targets],
      causes: instruction.targets.length,
    };
  });
}
