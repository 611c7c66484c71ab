import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { INPUTS } from "../../src/inputs/inputs.ts";
import { providerIds } from "../../src/providers/registry.ts";
import { OUTPUTS } from "../../src/report/outputs.ts";
import { ROOT, textOf } from "./repository.ts";

describe("action.yml", () => {
  const action = parse(textOf("action.yml"));

  test("has exactly the inputs of the code, with their defaults", () => {
    const expected = INPUTS.map(({ name, default: given }) => [name, given]);
    const actual = Object.entries<{ default?: string }>(action.inputs).map(([name, input]) => [name, input.default]);
    expect(actual).toEqual(expected);
  });

  test("has exactly the outputs of the code", () => {
    expect(Object.keys(action.outputs)).toEqual(OUTPUTS.map(({ name }) => name));
  });

  test("names every provider where a user chooses one", () => {
    const named = [...String(action.inputs.provider.description).matchAll(/`([^`]+)`/g)].map(([, id]) => id);
    expect(named).toEqual(providerIds);
  });

  test("keeps defaults as text, as the runner hands them over", () => {
    const defaults = Object.values<{ default?: unknown }>(action.inputs).flatMap(({ default: given }) => given ?? []);
    expect(defaults.filter((given) => typeof given !== "string")).toEqual([]);
  });

  test("starts the built file on Node 24, and is ready for the Marketplace", () => {
    expect(action.runs).toEqual({ using: "node24", main: "dist/index.js" });
    expect(action.branding).toEqual({ icon: expect.any(String), color: expect.any(String) });
    expect(action.description.length).toBeLessThanOrEqual(125);
  });
});

test("npm run generate finds every generated file current", () => {
  const { status, stderr } = spawnSync(process.execPath, ["tools/generate.ts", "--check"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(status).toBe(0);
});
