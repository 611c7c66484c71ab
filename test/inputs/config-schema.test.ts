import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { textOf } from "../tools/repository.ts";

const validate = new Ajv2020({ strict: false, allErrors: true }).compile(JSON.parse(textOf("docs/config.schema.json")));

/** Where an independent validator finds something wrong. */
function faults(text: string): readonly string[] {
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, params }) => `${instancePath} ${JSON.stringify(params)}`);
}

/** Files that the action accepts: an editor must not find fault with them. */
const RIGHT: readonly (readonly [string, string])[] = [
  ["references for words", "provider: ${CDN}\n    wait-for: ${LEVEL}\n    prewarm: ${WARM}"],
  ["an option by reference", "provider: f5xc\n    provider-options: { tenant: '${TENANT}', mode: '${MODE}' }"],
  ["options as a text", "provider: f5xc\n    provider-options: 'tenant: x'"],
  ["keys without a value", "provider: hado\n    after:\n    include:\n    wait-for:\n    provider-options:"],
  ["numbers and booleans", "provider: hado\n    timeout: 300\n    max-cost: 0.5\n    prewarm: true"],
  ["lists of words", "provider: hado\n    changes: [build, sitemap]"],
];

const shown = [...textOf("docs/several-destinations.md").matchAll(/```yaml\n(# yaml-language-server[\s\S]*?)```/g)];

describe("the schema of the configuration file", () => {
  test("accepts the file that the page shows", () => {
    expect(shown).toHaveLength(1);
    for (const [, text = ""] of shown) expect(faults(text)).toEqual([]);
    expect(faults(textOf("docs/deploy-purge.example.yml"))).toEqual([]);
  });

  test.each(RIGHT)("accepts %s", (_, lines) => {
    expect(faults(`destinations:\n  - name: 007\n    ${lines}\n`)).toEqual([]);
  });

  test.each([
    ["no destinations", "routes: a -> all\n", "destinations"],
    ["an unknown key", "destinations: [{ name: a, provder: hado }]\n", "provder"],
    ["a provider that does not exist", "destinations: [{ name: a, provider: hadoo }]\n", "/destinations/0/provider"],
    ["a secret in plain", "destinations: [{ name: a, api-key: 0123456789abcdef }]\n", "/destinations/0/api-key"],
    [
      "a word that an input does not know",
      "destinations: [{ name: a, purge-by: nothing }]\n",
      "/destinations/0/purge-by",
    ],
    [
      "an option of another provider",
      "destinations: [{ name: a, provider: hado, provider-options: { tenant: x } }]\n",
      "/destinations/0/provider-options",
    ],
    [
      "a header's value in plain",
      "destinations: [{ name: a, site-headers: { X-Bypass: 0123456789abcdef } }]\n",
      "/destinations/0/site-headers",
    ],
    ["a run's own input", "dry-run: true\ndestinations: [{ name: a }]\n", "dry-run"],
  ])("refuses %s", (_, text, where) => {
    expect(faults(text).join("\n")).toContain(where);
  });

  test("accepts headers with references", () => {
    expect(faults('destinations: [{ name: a, site-headers: { X-Bypass: "${BYPASS}" } }]\n')).toEqual([]);
    expect(faults('destinations: [{ name: a, site-headers: "${HEADERS}" }]\n')).toEqual([]);
  });

  test("accepts an option of the provider itself", () => {
    expect(
      faults("destinations: [{ name: a, provider: f5xc, provider-options: { tenant: x, mode: soft } }]\n"),
    ).toEqual([]);
  });
});
