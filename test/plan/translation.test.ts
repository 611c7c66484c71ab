import { describe, expect, it } from "vitest";
import type { PlanOptions } from "../../src/plan/context.ts";
import { loadProvider } from "../../src/providers/registry.ts";
import { planned, planOptions, sent, stale } from "./plan-options.ts";

const SETTINGS: Readonly<Record<string, object>> = {
  hado: { site: "www.example.com" },
  paradarum: { site: "123" },
  "5centscdn": { site: "42" },
  f5xc: { site: "default/www", tenant: "example-corp" },
  batoff: { site: "site_123" },
};

const CHANGED = ["/css/a.css", "/css/deep/b.css", "/blog/x/"];
const OTHERS = ["/css/old.css", "/about.css/", "/theme/css/z.css", "/index.html"];

async function optionsAt(id: string, given: Partial<PlanOptions>): Promise<PlanOptions> {
  const provider = await loadProvider(id);
  const settings = provider?.settings.parse({
    "dry-run": true,
    "site-url": ["https://www.example.com/"],
    ...SETTINGS[id],
  });
  if (provider === undefined || settings === undefined) throw new Error(id);
  return planOptions({
    providerName: provider.name,
    capabilities: provider.capabilities(settings),
    stale: stale(...CHANGED),
    inventory: () => new Set([...CHANGED, ...OTHERS]),
    current: () => new Set([...CHANGED, ...OTHERS]),
    ...given,
  });
}

/** What is sent at each provider, without the host. */
async function sentAt(id: string, purgeBy: PlanOptions["purgeBy"]) {
  const plan = planned(await optionsAt(id, { purgeBy }));
  return { plan, lines: sent(plan).map((line) => line.replace("https://www.example.com", "")) };
}

const SPELLED_OUT = ["/blog/x/", "/css/a.css", "/css/deep/b.css"];

describe("an extension", () => {
  it.each([
    ["paradarum", ["/blog/x/", "ext:css"], "widening", 2],
    ["f5xc", ["/blog/x/", "regex:\\.css(?:\\?|$)"], "widening", 2],
    ["batoff", SPELLED_OUT, "expansion", 0],
    ["5centscdn", SPELLED_OUT, "expansion", 0],
    ["hado", SPELLED_OUT, "expansion", 0],
  ] as const)(
    "becomes at %s what it takes, and only URLs with that extension count",
    async (id, lines, how, collateral) => {
      const { plan, lines: found } = await sentAt(id, "extension");

      expect(found).toEqual(lines);
      expect(plan.translations).toMatchObject([{ how }]);
      expect(plan.collateral).toBe(collateral);
    },
  );
});

describe("a prefix", () => {
  it.each([
    ["paradarum", ["starts_with:/css/", "starts_with:/blog/x/"], 1],
    ["f5xc", ["regex:(?:^|/)css/", "regex:(?:^|/)blog/x/"], 2],
    ["batoff", ["prefix:/css/", "prefix:/blog/x/"], 1],
    ["5centscdn", SPELLED_OUT, 0],
    ["hado", SPELLED_OUT, 0],
  ] as const)(
    "becomes at %s what it takes, with what a loose pattern hits elsewhere counted",
    async (id, lines, collateral) => {
      const { plan, lines: found } = await sentAt(id, "prefix");

      expect(found.toSorted()).toEqual([...lines].toSorted());
      expect(plan.collateral).toBe(collateral);
    },
  );
});

describe("a plan beyond the cap", () => {
  it.each([
    ["paradarum", "patterns"],
    ["f5xc", "patterns"],
    ["batoff", "paths and prefixes"],
    ["5centscdn", "everything"],
  ] as const)("is made at %s of %s, with its numbers beside those of the others", async (id, name) => {
    const given = await optionsAt(id, { purgeBy: "auto", maxPurges: 2 });
    const plan = planned(given);

    expect(plan.alternatives?.[0]).toMatchObject({ name, why: "" });
    expect(plan.alternatives?.length).toBeGreaterThan(1);
    expect(plan.instructions).toBeLessThanOrEqual(2);
  });

  it("takes at Batoff 60 prefixes at most, one minute's worth, whatever the timeout", async () => {
    const folders = Array.from({ length: 90 }, (_, n) => `/${String.fromCodePoint(0x4e00 + n)}/`).map(encodeURI);
    const changed = folders.flatMap((folder) => Array.from({ length: 9 }, (_, n) => `${folder}${n}`));
    const inventory = () => new Set([...changed, ...folders.flatMap((folder) => [`${folder}old`, `${folder}older`])]);
    const given = { purgeBy: "auto", stale: stale(...changed), inventory, timeoutMs: 3_600_000 } as const;
    const prefixes = async (maxPurges: number) => {
      const lines = sent(planned(await optionsAt("batoff", { ...given, maxPurges })));
      return lines.filter((line) => line.startsWith("prefix:")).length;
    };

    expect(await prefixes(330)).toBe(60);
    expect(await prefixes(329)).toBeLessThan(60);
  });

  it("is refused at a provider that takes single pages only", async () => {
    const given = await optionsAt("hado", { purgeBy: "auto", maxPurges: 2 });

    expect(() => planned(given)).toThrow(/max-purges/);
  });
});

describe("query-strings: cached", () => {
  it.each([
    ["paradarum", /^regex:\^.*blog\/x\/.*\(\?:\\\?\|\$\)$/, /does not say/],
    ["f5xc", /^regex:\(\?:\^\|\/\).*blog\/x\/.*\(\?:\\\?\|\$\)$/, /does not say/],
    ["batoff", /prefix:https:\/\/www\.example\.com\/blog\/x\//, /^$/],
    ["5centscdn", /\/blog\/x\//, /does not say/],
    ["hado", /\/blog\/x\//, /does not say/],
  ] as const)("is met at %s, or the summary says that it is unknown", async (id, line, note) => {
    const plan = planned(await optionsAt(id, { purgeBy: "auto", queryStrings: "cached" }));

    expect(sent(plan).join("\n")).toMatch(line);
    expect(plan.notes.join()).toMatch(note);
  });
});
