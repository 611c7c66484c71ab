import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ChangesOrder, chooseSource, readChanges } from "../../src/changes/read.ts";
import { compileInclude } from "../../src/mapping/include.ts";
import { createFiles } from "../../src/world/files.ts";
import { createGit } from "../../src/world/git.ts";
import { createRepository, gitTestEnvironment, type TestRepository, temporaryFolder } from "../support/repository.ts";
import { pushEvent, runnerWith } from "../support/runner.ts";

const DEFAULT_INCLUDE = compileInclude([]);

async function read(repository: TestRepository, order: Partial<ChangesOrder>) {
  if ("problems" in DEFAULT_INCLUDE) throw new Error("default include");
  const { root: workspace } = repository;
  const head = await repository.git("rev-parse", "HEAD");
  const world = {
    git: createGit({ workspace, environment: gitTestEnvironment(), onSecret: () => undefined }),
    files: createFiles({ workspace, temp: workspace }),
    runner: runnerWith(pushEvent(head, head), workspace),
  };
  return readChanges({ changes: "auto", hasSelectors: false, include: DEFAULT_INCLUDE.ok, ...order }, world);
}

describe("where changes come from", () => {
  it.each([
    ["auto", undefined, true, "none"],
    ["auto", "", true, "none"],
    ["auto", "dist", true, "git"],
    ["auto", "dist", false, "git"],
    ["auto", undefined, false, "git"],
    ["git", undefined, true, "git"],
    ["none", "dist", false, "none"],
  ] as const)("changes: %s, build-dir: %s, purge: %s", (changes, buildDir, hasSelectors, source) => {
    expect(chooseSource({ changes, hasSelectors, ...(buildDir === undefined ? {} : { buildDir }) })).toBe(source);
  });
});

describe("changes", () => {
  it("are none where only purge is given", async () => {
    await using repository = await createRepository({ "dist/a": "1" });
    expect(await read(repository, { hasSelectors: true })).toEqual({
      source: "none",
      changes: [],
      ignored: 0,
      tree: new Map(),
      notes: [],
    });
  });

  it("cannot be known where nothing says what was deployed", async () => {
    await using repository = await createRepository({ "dist/a": "1" });
    const says =
      "Nothing says what was deployed. Give build-dir (the folder you upload: dist, _site, public), routes (source files to URLs) or purge (a fixed list). If the repository itself is the site: build-dir: .";
    await expect(read(repository, {})).rejects.toMatchObject({
      fault: "config",
      problems: [{ input: "build-dir", says }],
    });
    await expect(read(repository, { changes: "git", hasSelectors: true })).rejects.toThrow("Nothing says");
  });

  it("are git's where the build is committed; dotfiles beside it do not matter", async () => {
    await using repository = await createRepository({ "dist/a": "1" });
    await repository.write({ "dist/.cache/x": "1" });
    expect(await read(repository, { buildDir: "dist" })).toMatchObject({ source: "git", changes: [] });
    expect((await read(repository, { buildDir: "dist" })).notes.join(" ")).not.toContain("differ");
  });

  it.each([
    ["new", { "dist/b": "1" }, /"b"/],
    ["changed", { "dist/a": "2" }, /"a"/],
    ["gone", { "dist/a": null }, /"a"/],
    ["ignored", { "dist/ignored/x": "2" }, /"ignored\/x"/],
    ["many", { "dist/b": "", "dist/c": "", "dist/d": "", "dist/e": "" }, /"b", "c", "d" and 1 more/],
  ] as const)("are not git's where files are %s", async (_, files, named) => {
    await using repository = await createRepository({ ".gitignore": "ignored\n", "dist/a": "1", "dist/kept": "1" });
    await repository.write(files);
    const refused = read(repository, { buildDir: "dist" });
    await expect(refused).rejects.toThrow(named);
    await expect(refused).rejects.toThrow(
      /^build-dir: .*Commit the built site, or leave build-dir out and list what to purge under purge/,
    );
    const set = await read(repository, { buildDir: "dist", changes: "git" });
    expect(set.notes.join(" ")).toMatch(/files of build-dir differ from the commit/);
  });

  it("are not git's where only a placeholder is committed", async () => {
    await using repository = await createRepository({ ".gitignore": "dist/*\n!dist/.gitkeep\n", "dist/.gitkeep": "" });
    await repository.write({ "dist/index.html": "1" });
    await expect(read(repository, { buildDir: "dist" })).rejects.toThrow(/"index\.html"/);
  });
});

describe("build-dir", () => {
  it.each([
    ["nowhere", /^build-dir: "nowhere" does not exist/],
    ["dist/a", /^build-dir: "dist\/a" is not a folder/],
    ["empty", /^build-dir: "empty" is empty: nothing to compare is not nothing changed/],
    ["..", /^build-dir: ".." lies outside the workspace/],
    ["/usr", /^build-dir: "\/usr" lies outside the workspace/],
    ["escape", /^build-dir: "escape" lies outside the workspace/],
    ["a\0b", /^build-dir: .* does not exist/],
  ])("is refused when it is %j", async (buildDir, says) => {
    await using repository = await createRepository({ "dist/a": "1" });
    await using elsewhere = await temporaryFolder();
    await mkdir(join(repository.root, "empty", "too"), { recursive: true });
    await symlink(elsewhere.path, join(repository.root, "escape"));
    await expect(read(repository, { buildDir })).rejects.toThrow(says);
    await expect(read(repository, { buildDir, changes: "git" })).rejects.toMatchObject({ fault: "config" });
  });
});
