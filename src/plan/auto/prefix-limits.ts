import type { Capabilities } from "../../model/capabilities.ts";
import { mayWiden } from "../../model/plan-options.ts";
import type { PlanContext } from "../context.ts";
import { longest, prefixKind, translateExactly } from "../equivalents.ts";
import { prefixOf, type UrlTree } from "./url-trie.ts";

/** Which prefixes may be sent: as `widen-to` allows, and as far as the provider takes their length. */
export function prefixGate({ widenTo, bases, capabilities }: PlanContext, tree: UrlTree): (node: number) => boolean {
  if (!mayWiden(widenTo, "prefix")) return () => false;
  if (translateExactly({ by: "prefix", value: "/a/" }, capabilities) === undefined) return () => false;
  const hasBase = bases.every(({ basePath }) => basePath !== "/");
  const wholeSite = hasBase || mayWiden(widenTo, "host");
  const longestBase = Math.max(...bases.map(({ basePath, origin = "" }) => basePath.length + origin.length));
  const isAnyAllowed = PREFIX_KINDS.every((kind) => capabilities.accepts[kind]?.allowed === undefined);
  return (node) => {
    const length = tree.cut[node] as number;
    if (length <= 1 && !wholeSite) return false;
    // Escaping at most doubles a path: only what may be too long is measured.
    if (isAnyAllowed && 2 * (length + longestBase) + SLACK <= shortestLimit(capabilities.accepts)) return true;
    return bases.every(({ basePath }) => {
      const value = basePath + prefixOf(tree, node).slice(1);
      return translateExactly({ by: "prefix", value }, capabilities) !== undefined;
    });
  };
}

/** Kinds that a prefix may be sent as. */
const PREFIX_KINDS = ["prefix", "starts_with", "regex"] as const;

/** Room for what stands around a path in a pattern. */
const SLACK = 16;

function shortestLimit(accepts: Capabilities["accepts"]): number {
  return Math.min(
    ...PREFIX_KINDS.map((kind) => accepts[kind]).map((acceptance) =>
      acceptance === undefined ? Number.POSITIVE_INFINITY : longest(acceptance),
    ),
  );
}

/**
 * Most prefixes: what the provider's own limit for one run is, and no more than a rate or a pool of their own lets through
 * within the timeout, a sixth of it kept for retries.
 */
export function prefixCap({ capabilities, timeoutMs, settleMs }: PlanContext): number {
  const kind = prefixKind(capabilities);
  const own = capabilities.rates.filter(({ unit, kinds }) => unit === "item" && kinds?.includes(kind));
  const leftMs = Math.max(0, timeoutMs - settleMs) * (5 / 6);
  const caps = own.map(({ amount, perSeconds, burst }) =>
    burst === undefined
      ? amount * (1 + Math.floor(leftMs / (perSeconds * 1000)))
      : burst + Math.floor((leftMs / (perSeconds * 1000)) * amount),
  );
  const rounds = Math.max(1, Math.floor(leftMs / POOL_ROUND_MS));
  const pooled = (capabilities.pools ?? []).flatMap(({ kinds, inFlight }) =>
    kinds.includes(kind) && !kinds.includes("path") ? [inFlight * rounds] : [],
  );
  return Math.min(capabilities.accepts[kind]?.perRun ?? Number.POSITIVE_INFINITY, ...caps, ...pooled);
}

/** How long the purges of a full pool take before others can start: CloudFront's take up to two minutes. */
const POOL_ROUND_MS = 120_000;
