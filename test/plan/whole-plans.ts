/** The same wishes and changes at each shape of provider, and the plan of each as text: see whole-plans.test.ts. */
import type { Acceptance, Budget, Capabilities } from "../../src/model/capabilities.ts";
import type { Change } from "../../src/model/change.ts";
import { PURGE_BY, WIDEN_TO } from "../../src/model/plan-options.ts";
import { describeSelector } from "../../src/model/selector.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { capabilities, planOptions, requested, SHAPES, stale } from "./plan-options.ts";

type Given = Parameters<typeof planOptions>[0];
type Case = Omit<Given, "capabilities">;

const kind = (more: Partial<Acceptance> = {}): Acceptance => {
  return { perRequest: 1, match: { query: "unknown", anchor: "path" }, ...more };
};
const BY_URL = { urls: "aliases", files: "all", address: "url" } as const;
const CLOSED = { regex: "with provider-options patterns: true" };

const PROVIDERS: Readonly<Record<string, Capabilities>> = {
  ...SHAPES,
  tags: capabilities({ accepts: { tag: kind(), all: kind() }, closed: CLOSED }),
  hosts: capabilities({ accepts: { path: kind(), host: kind(), all: kind() }, closed: CLOSED }),
  segments: capabilities({
    accepts: { path: kind(), host: kind(), prefix: kind({ match: { query: "covered", prefix: "segment" } }) },
    wants: BY_URL,
  }),
  urlsAndAll: capabilities({ accepts: { path: kind(), all: kind() }, wants: BY_URL }),
  prefixes: capabilities({
    accepts: {
      path: kind({ perRequest: 2 }),
      prefix: kind({ perRequest: 3, match: { query: "covered", prefix: "segment" } }),
    },
    mix: "any",
  }),
  hostless: capabilities({
    accepts: { path: kind(), extension: kind(), prefix: kind({ match: { query: "covered", host: "all" } }) },
    wants: BY_URL,
  }),
};

const WWW = { origin: "https://www.example.com", basePath: "/" };
const TWO = [WWW, { origin: "https://shop.example.com", basePath: "/" }];
const BASED = [{ ...WWW, basePath: "/nl/" }];
const MIXED = [WWW, { origin: "https://shop.example.com", basePath: "/nl/" }];
const NESTED = [WWW, { ...WWW, basePath: "/docs/" }];
const BASES = [
  { ...WWW, basePath: "/nl/" },
  { ...WWW, basePath: "/be/" },
];

const KNOWN = ["/", "/a", "/docs/", "/docs/x", "/docs/y", "/docs/z", "/old/docs/x", "/b.css", "/c.css", "/D.CSS"];
const SITE = { inventory: () => new Set(KNOWN), current: () => new Set(KNOWN.filter((url) => url !== "/docs/z")) };
const CHANGED = { ...SITE, stale: stale("/docs/x", "/docs/y", "/b.css") };
const ROUTE: Change = { kind: "modified", path: "content/a.md", before: "1", after: "2" };

const WISHES = [
  ...["/q", "/q?x=1", "prefix:/docs/", "ext:css", "equals:/q", "starts_with:/docs", "starts_with:docs", "contains:doc"],
  ...[
    "equals:q",
    "contains:example",
    "ext:min.css",
    "ends_with:.css",
    "regex:^/a",
    "tag:t",
    "host:shop.example.com",
    "host:other.example",
    "all",
  ],
  ...["https://shop.example.com/q", "https://shop.example.com/docs/*", "https://other.example/q"],
];

/** What every shape of provider is given. */
const CASES: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(
    WISHES.map((line) => [`purge ${line}`, { ...SITE, siteUrls: TWO, requested: requested(line) }]),
  ),
  "purge several": { ...SITE, siteUrls: TWO, requested: requested("/q", "prefix:/docs/", "ext:css", "/docs/x") },
  ...Object.fromEntries(PURGE_BY.map((purgeBy) => [`purge-by ${purgeBy}`, { ...CHANGED, purgeBy }])),
  ...Object.fromEntries(
    WIDEN_TO.map((widenTo) => [
      `at most one, widen-to ${widenTo}`,
      { ...CHANGED, purgeBy: "auto", maxPurges: 1, widenTo },
    ]),
  ),
  "at most one by path": { ...CHANGED, maxPurges: 1 },
  "at most one, the rest later": { ...CHANGED, maxPurges: 1, overLimit: "defer" },
  "two hosts": { ...CHANGED, siteUrls: TWO, purgeBy: "prefix" },
  "two base paths": { ...CHANGED, siteUrls: BASES, purgeBy: "prefix" },
  "base paths, one in the other": { ...CHANGED, siteUrls: NESTED, purgeBy: "prefix" },
  "folders and their names": {
    ...SITE,
    purgeBy: "prefix",
    stale: stale("/", "/a", "/docs", "/docs/", "/docs/x/1", "/docs/x/y/2", "/old/docs/x", "/old/docs/x/"),
  },
  "at most one below a base path": { ...CHANGED, siteUrls: BASED, purgeBy: "auto", maxPurges: 1, widenTo: "prefix" },
  "at most two on two hosts": { ...CHANGED, siteUrls: TWO, purgeBy: "auto", maxPurges: 2, widenTo: "host" },
  "at most two at a host and a base path": { ...CHANGED, siteUrls: MIXED, purgeBy: "auto", maxPurges: 2 },
  "copies with queries, all": { ...CHANGED, queryStrings: "cached", purgeBy: "all" },
  "copies with queries": { ...CHANGED, queryStrings: "cached" },
  "copies with queries, auto": { ...CHANGED, queryStrings: "cached", purgeBy: "auto" },
  everything: { ...SITE, everything: "no base" },
  "everything and something": { ...CHANGED, everything: "a rule" },
  "everything on two hosts": { ...SITE, siteUrls: TWO, everything: "no base" },
  "everything below a base path": { ...SITE, siteUrls: BASED, everything: "no base" },
  "everything at a host and a base path": { ...SITE, siteUrls: MIXED, everything: "no base" },
  "everything of one page": { everything: "no base", current: () => new Set(["/a"]), siteUrls: BASED },
  "everything, and more by purge": {
    ...SITE,
    siteUrls: TWO,
    everything: "no base",
    requested: requested("/q", "ext:css"),
  },
  "no site": { ...CHANGED, siteUrls: [], requested: requested("/q", "host:h.example", "https://h.example/q") },
  "everything of nothing known": { everything: "no base" },
  "root without its slash": { ...CHANGED, siteUrls: BASED, bareRoot: [ROUTE], stale: stale("/") },
  "routes and changes": {
    ...CHANGED,
    selectors: [
      { selector: { by: "prefix", value: "/list/" }, from: "routes", because: [ROUTE] },
      { selector: { by: "path", value: "/docs/x" }, from: "routes", because: [ROUTE] },
    ],
  },
  "a rule of the host below a base path": {
    ...CHANGED,
    siteUrls: BASED,
    selectors: [{ selector: { by: "prefix", value: "/docs/" }, from: "url-style", because: [ROUTE] }],
  },
  "purge what changed anyway": { ...CHANGED, requested: requested("/docs/*", "/b.css") },
};

const price = (more: Partial<Budget>): Capabilities =>
  capabilities({ budgets: [{ unit: "item", amount: 2, per: "month", beyond: { usd: 0.5 }, ...more }] });
const bounded = (more: Partial<Acceptance>, address: "path" | "url" = "path") =>
  capabilities({ accepts: { path: kind(more) }, wants: { ...BY_URL, address } });
const LONG = [`/${"n".repeat(300)}/x`, `/${"n".repeat(300)}/y`];

const BY_LINE = ["/b", "/deep/er/x", "/a"].map((path): Change => ({ ...ROUTE, path }));

const TAGS_ALONE = capabilities({ accepts: { tag: kind() } });

/** What only some providers have. */
const SINGLE: Readonly<Record<string, Given>> = {
  "tags alone, and what changed": { ...CHANGED, capabilities: TAGS_ALONE },
  "tags alone, and everything": { ...SITE, siteUrls: BASED, everything: "no base", capabilities: TAGS_ALONE },
  "tags alone, and wishes": { ...SITE, requested: requested("/q", "all", "tag:t"), capabilities: TAGS_ALONE },
  "a budget that ends": { ...CHANGED, capabilities: price({ beyond: "refused" }) },
  "a budget that ends, the rest later": { ...CHANGED, capabilities: price({ beyond: "refused" }), overLimit: "defer" },
  "requests that end": { ...CHANGED, capabilities: price({ beyond: "refused", unit: "request", per: "day" }) },
  "a price": { ...CHANGED, capabilities: price({}) },
  "a price that is too high": { ...CHANGED, capabilities: price({}), maxCostUsd: 0.4 },
  "a price that is just right": { ...CHANGED, capabilities: price({}), maxCostUsd: 0.5 },
  "a price of requests that is too high": { ...CHANGED, capabilities: price({ unit: "request" }), maxCostUsd: 0.4 },
  "a price, fewer by max-purges": { ...CHANGED, capabilities: price({}), maxCostUsd: 5, maxPurges: 2 },
  "a rate that takes too long": {
    ...CHANGED,
    capabilities: capabilities({ rates: [{ unit: "item", amount: 1, perSeconds: 60, scope: "site" }] }),
    timeoutMs: 125_000,
    settleMs: 10_000,
  },
  "a rate that is just right": {
    ...CHANGED,
    capabilities: capabilities({ rates: [{ unit: "item", amount: 1, perSeconds: 60, scope: "site" }] }),
    timeoutMs: 125_000,
    settleMs: 5_000,
  },
  "purge names more than one run sends": {
    capabilities: SHAPES.pathsOnly,
    requested: requested("/a", "/b", "/c"),
    maxPurges: 2,
    overLimit: "defer",
  },
  "values that are too long": { ...CHANGED, capabilities: bounded({ maxLength: 6 }) },
  "values that are too long with their host": { ...CHANGED, capabilities: bounded({ maxLength: 29 }, "url") },
  "values that are not taken": { ...CHANGED, capabilities: bounded({ allowed: /^\/[^.]+$/ }) },
  "a wish that is too long": { capabilities: bounded({ maxLength: 3 }), requested: requested("/abc", "/ab") },
  "a wish that is not taken": { capabilities: bounded({ allowed: /^\/a/ }), requested: requested("/b") },
  "a wish that is spelled out since it is too long": {
    ...SITE,
    capabilities: capabilities({ accepts: { path: kind(), prefix: kind({ maxLength: 3 }) } }),
    requested: requested("prefix:/docs/"),
  },
  "a wish that is spelled out since it is not taken, and lost": {
    ...SITE,
    capabilities: capabilities({ accepts: { path: kind(), prefix: kind({ allowed: /^[^.]*$/ }) } }),
    requested: requested("prefix:/b.", "prefix:/x."),
  },
  "a wish that an option opens": { capabilities: PROVIDERS["hosts"] as Capabilities, requested: requested("regex:a") },
  "paths too long for a pattern": {
    capabilities: SHAPES.patterns,
    purgeBy: "regex",
    stale: stale(...LONG, "/a"),
  },
  "paths too long for a pattern, with queries": {
    capabilities: SHAPES.patterns,
    queryStrings: "cached",
    stale: stale(...LONG, "/a"),
    inventory: () => new Set(["/a", "/x/a"]),
  },
  "many translations of a kind": {
    capabilities: SHAPES.pathsOnly,
    requested: requested(...Array.from({ length: 8 }, (_, n) => `equals:/${n}`)),
  },
  "in the order of the routes": {
    capabilities: SHAPES.pathsOnly,
    maxPurges: 3,
    overLimit: "defer",
    stale: BY_LINE.map((change) => ({ url: change.path, because: [ROUTE, change] })),
    routeLines: new Map(BY_LINE.map((change, line) => [change, 9 - line])),
    selectors: [
      { selector: { by: "path", value: "/r/2" }, from: "routes", because: [ROUTE] },
      { selector: { by: "path", value: "/r/1" }, from: "routes", because: [ROUTE] },
    ],
    requested: requested("/z/z/z"),
  },
};

/** A plan as lines: its requests, then all that it says of itself. */
function written(given: Given): readonly string[] {
  const result = makePlan(planOptions(given));
  if ("problems" in result) return result.problems.map(({ input, message }) => `refused: ${input}: ${message}`);
  const {
    batches,
    translations,
    notes,
    collateral,
    alternatives = [],
    costs = [],
    deferred = [],
    unsendable = [],
  } = result.plan;
  return [
    ...batches.map(
      ({ items }) =>
        `send ${items
          .map(({ selector, targets }) => {
            const why = targets.map((one) =>
              one.requested === "user"
                ? "purge"
                : [one.page ?? describeSelector(one.selector), ...one.because.map(({ path }) => path)].join(" of "),
            );
            return `${describeSelector(selector)} (${why.join(", ")})`;
          })
          .join(" + ")}`,
    ),
    ...translations.map(({ how, from, to, count, why, collateral: evicted, leavesUnknown }) => {
      const cost = evicted === undefined ? "" : `, evicts ${evicted}`;
      return `${how}: ${from} is ${to}, ${count}${cost}${leavesUnknown === true ? ", leaves what is unknown" : ""}: ${why}`;
    }),
    ...notes.map((note) => `note: ${note}`),
    ...alternatives.map(({ name, instructions, requests, collateral: evicted, broad, usd, why }) => {
      const price = usd === undefined ? "" : `, ${usd} USD`;
      return `candidate: ${name}: ${instructions} in ${requests}, evicts ${evicted}, ${broad} broad${price}${why === "" ? "" : `: ${why}`}`;
    }),
    ...costs.map(
      ({ unit, count, free, per, usd, atMostUsd }) =>
        `costs: ${count} ${unit}, ${free} a ${per} free, ${usd} to ${atMostUsd} USD`,
    ),
    ...deferred.map(({ selector }) => `later: ${describeSelector(selector)}`),
    ...unsendable.map(({ selector, message }) => `kept back: ${describeSelector(selector).slice(0, 40)}: ${message}`),
    ...(collateral === 0 ? [] : [`evicts ${collateral} in all`]),
  ];
}

/** All of them, a heading and indented lines each; long names by their length. */
export function* everyPlan(): Generator<string> {
  for (const [provider, own] of Object.entries(PROVIDERS)) {
    for (const [name, given] of Object.entries(CASES)) {
      yield [`${provider}: ${name}`, ...written({ ...given, capabilities: own })].join("\n    ");
    }
  }
  for (const [name, given] of Object.entries(SINGLE)) {
    yield [name, ...written(given)].join("\n    ").replace(/n{20,}/g, (long) => `(n × ${long.length})`);
  }
}
