import type { Capabilities } from "../model/capabilities.ts";
import type { DeliverySettings, Destination, Immutable, SourceSettings } from "../model/config.ts";
import type { Route } from "../model/route.ts";
import type { Values } from "./inputs.ts";

/** The inputs that hold globs, compiled. */
export interface Globs {
  readonly include: SourceSettings["include"];
  readonly includeGlobs: SourceSettings["includeGlobs"];
  readonly unusedExclusions: SourceSettings["unusedExclusions"];
  readonly immutable: Immutable;
  readonly routes: readonly Route[];
}

/**
 * The inputs by what they are about, with the defaults that depend on the provider.
 *
 * @param isInner do other destinations come after this one?
 */
export function settingGroups(
  values: Values,
  { include, includeGlobs, unusedExclusions, immutable, routes }: Globs,
  capabilities: Capabilities,
  isInner: boolean,
): Pick<Destination, "source" | "mapping" | "limits" | "delivery" | "proof"> {
  return {
    source: {
      changes: values.changes ?? ["auto"],
      buildDir: values["build-dir"],
      base: values.base,
      head: values.head,
      include,
      includeGlobs,
      unusedExclusions,
      ignoreContent: values["ignore-content"] ?? [],
    },
    mapping: {
      requested: values.purge ?? [],
      routes,
      unmatched: values.unmatched ?? "warn",
      urlStyle: values["url-style"] ?? "index",
      immutable,
      queryStrings: values["query-strings"] ?? "ignored",
    },
    limits: {
      purgeBy: values["purge-by"] ?? "auto",
      maxPurges: values["max-purges"] ?? capabilities.maxPurges,
      maxCostUsd: values["max-cost"],
      widenTo: values["widen-to"] ?? "all",
      overLimit: values["over-limit"] ?? "fail",
    },
    delivery: { level: resolveLevel(values, capabilities, isInner), timeoutMs: values.timeout ?? 0 },
    proof: {
      originUrl: values["origin-url"],
      siteHeaders: values["site-headers"] ?? {},
      verifySample: values["verify-sample"] ?? 0,
      prewarm: values.prewarm === "true",
    },
  };
}

/** `auto`: the surest level that costs no waiting for its own sake; warming and outer caches need a purge that has arrived. */
function resolveLevel(values: Values, { done }: Capabilities, isInner: boolean): DeliverySettings["level"] {
  const waitFor = values["wait-for"] ?? "auto";
  if (waitFor !== "auto") return waitFor;
  return done.by === "window" && values.prewarm !== "true" && !isInner ? "accepted" : "completed";
}
