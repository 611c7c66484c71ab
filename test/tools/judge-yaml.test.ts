import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { judgeYaml } from "../../tools/release/judge-yaml.ts";
import { committedFiles, textOf } from "./repository.ts";

const step = (lines: string) =>
  `on: push\njobs:\n  purge:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: OWNER/deploy-purge@v1\n        with:\n${lines}`;

describe("GitHub's own parser", () => {
  const action = parse(textOf("action.yml"));

  test("has nothing against a step with inputs that exist", async () => {
    expect(await judgeYaml("examples/good.yml", step("          provider: batoff\n"), action)).toEqual([]);
  });

  test.each([
    ["an input that does not exist", step("          provder: batoff\n"), "8:11: Invalid action input 'provder'"],
    ["an expression that does not parse", step("          provider: ${{ github. }}\n"), "8:21"],
    ["a job without a runner", "on: push\njobs:\n  a:\n    steps: []\n", "runs-on"],
  ])("names %s with line and column", async (_, text, message) => {
    expect((await judgeYaml("examples/bad.yml", text, action)).join("\n")).toContain(message);
  });

  const files = committedFiles().filter(
    (path) => path === "action.yml" || /^(?:\.github\/workflows|examples)\/.*\.ya?ml$/.test(path),
  );

  test.each(files)("has nothing against %s", async (path) => {
    expect(await judgeYaml(path, textOf(path), action)).toEqual([]);
  });
});
