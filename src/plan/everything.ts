import type { Problem } from "../model/errors.ts";
import type { Target, Translation } from "../model/plan.ts";
import { mayWiden } from "../model/plan-options.ts";
import { describeSelector, type Selector } from "../model/selector.ts";
import { atBase, type SiteBase } from "./addressing.ts";
import type { PlanContext } from "./context.ts";
import { expressible, takesPaths, translateExactly } from "./equivalents.ts";
import { joinResults, type StageResult, stageResult } from "./stage-result.ts";

/**
 * Everything under the site's URL, and never more: the host, or a prefix where there is a base path, or all where the
 * site is not known any closer; spelled out page by page where the provider has nothing broad.
 */
export function instructionsForEverything(context: PlanContext, why: string): StageResult {
  return joinResults(
    broadSelectors(context).map(({ base, broad }) => {
      const under = `everything under ${base.origin ?? ""}${base.basePath}`;
      const targets: readonly Target[] = [
        { selector: broad[0] ?? { by: "all", value: "" }, requested: "changes", because: [] },
      ];
      const translated = broad
        .map((selector) => translateExactly(selector, context.capabilities))
        .find((one) => one !== undefined);
      if (translated === undefined) return spelledOut(context, base, under, why);
      const widening: Translation = {
        how: "widening",
        from: under,
        to: describeSelector(translated),
        count: 1,
        why,
        collateral: evicted(context),
      };
      return stageResult({ instructions: [{ selector: translated, targets }], translations: [widening] });
    }),
  );
}

/** One broad selector for each base, as far as `widen-to` allows; undefined where a base has none. */
export function everythingWithin(
  context: PlanContext,
): readonly { readonly base: SiteBase; readonly selector: Selector }[] | undefined {
  const found = broadSelectors(context).map(({ base, broad }) => {
    const selector = broad
      .flatMap((one) => translateExactly(one, context.capabilities) ?? [])
      .find((one) => mayWiden(context.widenTo, scopeOf(one, base)));
    return selector === undefined ? undefined : { base, selector };
  });
  return found.length > 0 && found.every((one) => one !== undefined) ? found : undefined;
}

/** How far a selector of everything at a base reaches, in the words of `widen-to`. */
function scopeOf({ by }: Selector, { basePath }: SiteBase): "prefix" | "host" | "all" {
  if (by === "all") return "all";
  return by === "host" || basePath === "/" ? "host" : "prefix";
}

/** For each base, the selectors of all that is below it and of nothing else, best first. */
function broadSelectors({
  bases,
  siteUrls,
  capabilities,
}: PlanContext): readonly { base: SiteBase; broad: readonly Selector[] }[] {
  const prefix = (base: SiteBase): Selector => atBase("prefix", "/", base);
  const all: Selector = { by: "all", value: "" };
  // Where not even single URLs can be purged, all is the closest there is.
  const last = takesPaths(capabilities) ? [] : [all];
  const takesHost = capabilities.accepts.host !== undefined;
  const host = (origin: string): Selector => ({ by: "host", value: new URL(origin).hostname });
  if (capabilities.wants.address === "url") {
    return siteUrls.map((base) => {
      const whole = takesHost && base.basePath === "/" ? [host(base.origin)] : [];
      // A prefix that loses its host reaches every host: then one that is named is closer.
      const keepsHost = translateExactly(prefix(base), capabilities)?.origin !== undefined;
      const closest = keepsHost ? [prefix(base), ...whole] : [...whole, prefix(base)];
      return { base, broad: base.basePath === "/" ? [...closest, all] : [...closest, ...last] };
    });
  }
  return bases.flatMap((base) => {
    if (base.basePath !== "/") return [{ base, broad: [prefix(base), ...last] }];
    if (!takesHost) return [{ base, broad: [all, prefix(base)] }];
    const origins = siteUrls.filter(({ basePath }) => basePath === "/").map(({ origin }) => origin);
    if (origins.length === 0) return [{ base, broad: [all] }];
    return origins.map((origin) => ({ base: { ...base, origin }, broad: [host(origin), all] }));
  });
}

/** Known objects below one base that are evicted although no diff says that they changed. */
function evicted({ inventory, stale, everything }: PlanContext): number {
  // Without a diff nothing is known to be unchanged; with one, a rule of the host may still make everything stale.
  return everything === undefined || stale.length > 0 ? Math.max(0, inventory().size - stale.length) : 0;
}

function spelledOut(context: PlanContext, base: SiteBase, under: string, why: string): StageResult {
  if (!takesPaths(context.capabilities))
    return stageResult({ problems: [tagsOnly(context, `${under} must be purged (${why})`)] });
  // What is stale by name may be gone from the new build: it is still cached, and nothing else would purge it.
  const urls = [...new Set([...context.current(), ...context.stale.map(({ url }) => url)])].sort();
  if (urls.length === 0) {
    const message =
      `${under} must be purged (${why}), and ${context.providerName} can neither say that nor is any page known. Give ` +
      `build-dir, or list what to purge, for example sitemap:dist/sitemap.xml`;
    return stageResult({ problems: [{ input: "purge", message }] });
  }
  return stageResult({
    instructions: urls.map((url) => {
      const selector = atBase("path", url, base);
      return { selector, targets: [{ selector, requested: "changes", because: [], page: url }] };
    }),
    translations: [
      {
        how: "expansion",
        from: under,
        to: `${urls.length} known ${urls.length === 1 ? "URL" : "URLs"}`,
        count: urls.length,
        why: `${why}; ${context.providerName} has nothing that selects just this`,
        leavesUnknown: true,
      },
    ],
    notes: [
      "URLs that an earlier deploy removed are not known to this run: they stay until they expire or are purged by name.",
    ],
  });
}

/** What changed at a provider that purges no single URL: by everything there is, or not at all; and how routes do better. */
export function instructionsWithoutPaths(context: PlanContext): StageResult {
  const { providerName } = context;
  if (everythingWithin(context) === undefined) {
    return stageResult({ problems: [tagsOnly(context, "pages changed that no route matches")] });
  }
  const all = instructionsForEverything(
    context,
    `${providerName} purges no single URL, and no route says what to purge`,
  );
  const note = `${providerName} purges no single URL: routes to tags (content/** -> tag:NAME) purge what changed alone.`;
  return { ...all, notes: [...all.notes, note] };
}

function tagsOnly({ providerName, capabilities }: PlanContext, what: string): Problem {
  const kinds = expressible(capabilities.accepts).join(", ");
  const remedy = "for example content/** -> tag:NAME, with that tag in the pages' headers";
  return {
    input: "routes",
    message: `${what}, and ${providerName} takes ${kinds} alone. Say in routes what stands for the files, ${remedy}`,
  };
}
