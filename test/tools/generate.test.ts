import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { INPUTS } from "../../src/inputs/inputs.ts";
import { providerIds } from "../../src/providers/registry.ts";
import { OUTPUTS } from "../../src/report/outputs.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
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

describe("npm run generate", () => {
  let copy: string;

  beforeAll(async () => {
    copy = await makeTempFolder("generate-");
    for (const path of ["src", "sandbox", "tools", "docs", ".github", "action.yml", "README.md", "package.json"]) {
      cpSync(join(ROOT, path), join(copy, path), { recursive: true });
    }
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  });

  function generate(...args: readonly string[]) {
    return spawnSync(process.execPath, ["tools/generate.ts", ...args], { cwd: copy, encoding: "utf8" });
  }

  test("finds every generated file current", () => {
    const { status, stderr } = spawnSync(process.execPath, ["tools/generate.ts", "--check"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  test("names what is stale, changes nothing while checking, then mends it", () => {
    const action = join(copy, "action.yml");
    const current = readFileSync(action, "utf8");
    const edited = current.replace("  dry-run:\n", "  dry-running:\n");
    expect(edited).not.toBe(current);
    writeFileSync(action, edited);
    writeFileSync(join(copy, "docs/providers/gone.md"), "A provider that is gone.\n");

    const check = generate("--check");
    expect(check.status).toBe(1);
    expect(check.stderr).toContain("action.yml is stale");
    expect(check.stderr).toContain("docs/providers/gone.md is stale");
    expect(check.stderr).not.toContain("README.md is stale");
    expect(readFileSync(action, "utf8")).toBe(edited);

    expect(generate().status).toBe(0);
    // That a check finds nothing more after mending is shown with a new provider.
    expect(readFileSync(action, "utf8")).toBe(current);
    expect(existsSync(join(copy, "docs/providers/gone.md"))).toBe(false);
  });
});
