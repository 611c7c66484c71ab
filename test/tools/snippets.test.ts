import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { INPUTS } from "../../src/inputs/inputs.ts";
import { providerIds } from "../../src/providers/registry.ts";
import { committedFiles, ROOT, textOf } from "./repository.ts";
import { parsedBlocks, parseStep, purgeSteps, type ShownStep, yamlBlocks } from "./shown-steps.ts";

const names: ReadonlySet<string> = new Set(INPUTS.map(({ name }) => name));
const pages = committedFiles().filter((path) => /^(?:README|docs\/.*|examples\/.*)\.md$/.test(path));

/** A step that works, for blocks that show some inputs alone. */
const REST = {
  provider: "batoff",
  site: "site_123",
  "site-url": "https://www.example.com/",
  "build-dir": "dist",
  "api-key": "k3yk3yk3yk3y",
};

/** Every step of a page, those that show a few inputs alone completed. */
const shown = pages.flatMap((page) =>
  parsedBlocks(page).flatMap((block, at): [string, ShownStep][] => {
    const steps = purgeSteps(block);
    const isInputs =
      steps.length === 0 &&
      typeof block === "object" &&
      block !== null &&
      !Array.isArray(block) &&
      !("destinations" in block) &&
      Object.keys(block).every((key) => names.has(key));
    const all = isInputs ? [{ with: block as Record<string, unknown> }] : steps;
    return all.map((step) => [`${page}, block ${at + 1}`, step]);
  }),
);

test("the pages show steps", () => {
  expect(shown.length).toBeGreaterThan(providerIds.length);
  expect(shown.filter(([where]) => where.startsWith("README")).length).toBe(3);
});

test.each(shown)("a step of %s is one that the action's own parser takes", async (_, step) => {
  const given = step.with ?? {};
  expect(Object.keys(given).filter((name) => !names.has(name))).toEqual([]);
  const isWhole = given["provider"] !== undefined || given["config"] !== undefined;
  // A block may show a route and leave out what the reader knows: `# site, site-url, api-key …`.
  const completed = given["config"] !== undefined ? given : { ...REST, ...given };
  const rest = isWhole && given["api-key"] !== undefined ? given : completed;
  await expect(parseStep({ ...step, with: rest })).resolves.toMatchObject({ destinations: expect.anything() });
});

describe("README.md", () => {
  const readme = textOf("README.md");

  test("is read in one sitting: at most 200 lines", () => {
    expect(readme.trimEnd().split("\n").length).toBeLessThanOrEqual(200);
  });

  test("shows pictures that are there, light and dark, and small", () => {
    const shown = [...readme.matchAll(/docs\/images\/[a-z-]+\.png/g)].map(([path]) => path);
    expect(shown).toContain("docs/images/summary-purged-dark.png");
    for (const path of shown) expect(statSync(join(ROOT, path)).size).toBeLessThan(200_000);
  });

  test("has no YAML that is none", () => {
    expect(yamlBlocks(readme).length).toBe(3);
    expect(() => parsedBlocks("README.md")).not.toThrow();
  });
});

test("a provider's secret is called the same everywhere", () => {
  const files = [...pages, ...committedFiles().filter((path) => /^(?:examples\/|src\/providers\/.*\.md)/.test(path))];
  const used = new Map<string, Set<string>>();
  for (const file of files)
    for (const [, provider = "", secret = ""] of textOf(file).matchAll(
      /provider: (\S+)\n(?:(?!provider: |```)[^\n]*\n)*?\s*api-key: \$\{\{ secrets\.(\w+) \}\}/g,
    ))
      used.set(provider, (used.get(provider) ?? new Set()).add(secret));
  expect([...used].filter(([, secrets]) => secrets.size > 1)).toEqual([]);
  expect(used.size).toBeGreaterThan(5);
});

test("every configuration file that is shown names its schema", () => {
  const texts = [...pages.flatMap((page) => yamlBlocks(textOf(page))), textOf("docs/deploy-purge.example.yml")];
  const files = texts.filter((text) => /^destinations:/m.test(text));
  expect(files.length).toBeGreaterThan(1);
  for (const text of files) expect(text).toMatch(/^# yaml-language-server: \$schema=\S+\/docs\/config\.schema\.json\n/);
});
