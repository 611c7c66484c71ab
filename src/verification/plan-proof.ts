import type { ChangeSet } from "../model/change.ts";
import type { Destination } from "../model/config.ts";
import { configError } from "../model/errors.ts";
import type { Plan } from "../model/plan.ts";
import type { Probe, ProofPlan } from "../model/proof.ts";
import type { Selector } from "../model/selector.ts";
import type { StaleContent } from "../model/stale.ts";
import { comparable, isPage, probesOf } from "./probes.ts";
import { siteHeaderWarnings } from "./site-headers.ts";

/**
 * Plans the proof, before anything is sent.
 *
 * @throws {PurgeError} config: where there is nothing to fetch, nothing can be proven, and the user learns it before the first request.
 */
export function planProof(options: {
  readonly destination: Destination;
  readonly changes: ChangeSet;
  readonly staleContent: StaleContent;
  readonly requested: readonly Selector[];
  readonly plan: Plan;
  /** What the build's sitemap lists, in its order: pages that are warmed are fetched in it. */
  readonly listed?: readonly string[];
}): ProofPlan {
  const { destination, changes, staleContent, requested, plan, listed = [] } = options;
  const { capabilities } = destination;
  const { level } = destination.delivery;
  const { originUrl, prewarm } = destination.proof;
  if (plan.instructions === 0 || (level !== "verified" && originUrl === undefined && !prewarm)) {
    return { probes: [], atOrigin: [], warm: [], warnings: [] };
  }
  const siteUrls = sitesOf(destination);
  const probes = probesOf({ changes, staleContent, siteUrls, requested, leftOut: leftOutOf(plan) });
  if (level === "verified" && probes.length === 0) {
    const message =
      "is verified, and there is no URL to look at: no deployed file changed, and neither purge nor routes name a path. Use " +
      "completed or accepted for a step that sends patterns and tags only";
    throw configError([{ input: "wait-for", message }]);
  }
  const atOrigin = originUrl === undefined ? [] : comparable(probes);
  const isRender = prewarm && !capabilities.provable;
  const rendered = `prewarm: nothing is fetched, since a purge at ${destination.provider.name} is a render of the page already`;
  return {
    probes,
    atOrigin,
    warm: prewarm && capabilities.provable ? warmOrder({ requested, probes, siteUrls, listed }) : [],
    warnings: [
      ...originWarnings(destination, atOrigin),
      ...(isRender ? [rendered] : []),
      ...siteHeaderWarnings(destination),
    ],
  };
}

function leftOutOf({ deferred = [], unsendable = [] }: Plan): ReadonlySet<string> {
  const targets = [...deferred, ...unsendable.flatMap((one) => one.targets)];
  return new Set(targets.flatMap(({ page }) => page ?? []));
}

interface SiteUrl {
  readonly origin: string;
  readonly basePath: string;
}

/** Without a `site-url` only the origin can be fetched. */
function sitesOf({ siteUrls, proof: { originUrl } }: Destination): readonly SiteUrl[] {
  if (siteUrls.length > 0 || originUrl === undefined) return siteUrls;
  const { origin, pathname } = new URL(originUrl);
  return [{ origin, basePath: pathname }];
}

const NOT_WAITED_FOR =
  "origin-url: the origin is not waited for, since of nothing that is purged it is known what it must serve: no deployed " +
  "file with a content of its own changed";

/** An origin behind the same CDN proves nothing, and waiting for it may fill the edge with what is to be purged. */
function originWarnings(
  { siteUrls, proof: { originUrl } }: Destination,
  atOrigin: readonly Probe[],
): readonly string[] {
  if (originUrl === undefined) return [];
  if (atOrigin.length === 0) return [NOT_WAITED_FOR];
  const { host } = new URL(originUrl);
  if (!siteUrls.some(({ origin }) => new URL(origin).host === host)) return [];
  return [
    `origin-url names ${host}, which is the site itself: with the CDN in between, its answers do not show what the origin ` +
      "serves. Give the address of the server behind the CDN",
  ];
}

/**
 * Pages to warm: what the user requested by its path, in the user's own order (a sitemap's, where one was named), then the
 * changed pages in the order of the built sitemap, and those that it does not list, shallow before deep. Neither assets,
 * which come with their pages, nor what was deleted.
 */
function warmOrder(options: {
  readonly requested: readonly Selector[];
  readonly probes: readonly Probe[];
  readonly siteUrls: readonly SiteUrl[];
  readonly listed: readonly string[];
}): readonly string[] {
  const { requested, probes, siteUrls, listed } = options;
  const origins = [...new Set(siteUrls.map(({ origin }) => origin))];
  const named = requested
    .filter(({ by, value }) => by === "path" && isPage(value.split("?", 1)[0] as string))
    .flatMap(({ value, origin }) => (origin === undefined ? origins : [origin]).map((host) => host + value));
  const changed = probes.filter(
    ({ now, url, alias }) => now.kind !== "nothing" && !alias && isPage(new URL(url).pathname),
  );
  const ranks = new Map(listed.toReversed().map((page, at) => [pageName(page), listed.length - at]));
  const rank = ({ url }: Probe): number => ranks.get(pageName(url)) ?? Number.POSITIVE_INFINITY;
  const inOrder = changed
    .map((probe) => ({ url: probe.url, at: rank(probe) }))
    .toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at));
  return [...new Set([...named, ...inOrder.map(({ url }) => url)])];
}

/** A page however its address is spelt: hosts and sitemaps differ in the slash and the suffix at its end. */
function pageName(url: string): string {
  const path = URL.parse(url)?.pathname ?? url;
  return path.replace(/(?:(?<=\/)index)?(?:\.html?)?$/i, "").replace(/\/$/, "");
}
