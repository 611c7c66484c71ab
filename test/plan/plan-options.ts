import type { Acceptance, Capabilities } from "../../src/model/capabilities.ts";
import { parseSelector } from "../../src/model/parse-selector.ts";
import type { Plan } from "../../src/model/plan.ts";
import { describeSelector, type Selector } from "../../src/model/selector.ts";
import type { StaleUrl } from "../../src/model/stale.ts";
import type { PlanOptions } from "../../src/plan/context.ts";
import { makePlan } from "../../src/plan/make-plan.ts";

const one: Acceptance = { perRequest: 1, match: { query: "separate" } };

export function capabilities(given: Partial<Capabilities>): Capabilities {
  return {
    accepts: { path: one },
    mix: "one-item",
    rates: [],
    done: { by: "window", seconds: 10 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 1000,
    source: new URL("https://example.com/"),
    read: "2026-11-20",
    ...given,
  };
}

/** Shapes of providers: paths only, typed items, single patterns matched loosely, absolute URLs with prefixes. */
export const SHAPES = {
  pathsOnly: capabilities({}),
  typed: capabilities({
    accepts: Object.fromEntries(
      (["path", "extension", "starts_with", "equals", "ends_with", "contains", "regex", "all"] as const).map((kind) => [
        kind,
        { perRequest: 100, match: { query: "unknown", anchor: "path" } },
      ]),
    ),
    mix: "any",
  }),
  patterns: capabilities({
    accepts: {
      path: one,
      host: one,
      all: one,
      regex: { perRequest: 1, maxLength: 256, match: { query: "covered", anchor: "loose" } },
    },
  }),
  urls: capabilities({
    accepts: {
      path: { perRequest: 200, match: { query: "separate" } },
      prefix: { perRequest: 30, match: { prefix: "string", query: "covered" } },
      tag: { perRequest: 100, match: { query: "covered" } },
    },
    mix: "one-kind",
    wants: { urls: "aliases", files: "all", address: "url" },
  }),
} as const;

export function stale(...urls: string[]): readonly StaleUrl[] {
  return urls.map((url) => ({ url, because: [{ kind: "modified", path: url.slice(1), before: "1", after: "2" }] }));
}

const SITE = [{ origin: "https://www.example.com", basePath: "/" }];

export function planOptions(given: Partial<PlanOptions> & Pick<PlanOptions, "capabilities">): PlanOptions {
  return {
    providerName: "Example",
    siteUrls: SITE,
    requested: [],
    stale: [],
    purgeBy: "path",
    maxPurges: 100_000,
    widenTo: "all",
    overLimit: "fail",
    queryStrings: "ignored",
    timeoutMs: 300_000,
    settleMs: 0,
    inventory: () => new Set(),
    current: () => new Set(),
    ...given,
  };
}

export function planned(given: Parameters<typeof planOptions>[0]): Plan {
  const result = makePlan(planOptions(given));
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.plan;
}

export function problems(given: Parameters<typeof planOptions>[0]): string {
  const result = makePlan(planOptions(given));
  return "problems" in result ? result.problems.map(({ input, message }) => `${input}: ${message}`).join("\n") : "";
}

export function sent(plan: Plan): string[] {
  return plan.batches.flatMap(({ items }) => items.map(({ selector }) => describeSelector(selector)));
}

export function requested(...lines: string[]): readonly Selector[] {
  return lines.map((line) => {
    const parsed = parseSelector(line);
    if (parsed.kind !== "selector") throw new Error(line);
    return parsed.selector;
  });
}

/** Does an instruction hit this path, by what the vendors say of each kind? Written again here, not taken from the planner. */
export function hit(selector: Selector, path: string): boolean {
  const origin = selector.origin;
  if (origin !== undefined && origin !== SITE[0]?.origin) return false;
  switch (selector.by) {
    case "path":
    case "equals":
      return path === selector.value;
    case "prefix":
    case "starts_with":
      return path.startsWith(selector.value);
    case "extension":
      return path.endsWith(`.${selector.value}`);
    case "ends_with":
      return path.endsWith(selector.value);
    case "contains":
      return path.includes(selector.value);
    case "regex":
      return new RegExp(selector.value).test(path) && new RegExp(selector.value).test(`${path}?v=1`);
    case "host":
      return selector.value === "www.example.com";
    default:
      return selector.by === "all";
  }
}
