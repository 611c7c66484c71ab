import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFiles } from "../../src/adapters/files/files.ts";
import { createGit } from "../../src/adapters/git/git.ts";
import { chooseSources } from "../../src/changes/choose-sources.ts";
import { type ChangesOptions, readChanges } from "../../src/changes/read-changes.ts";
import { compileInclude } from "../../src/mapping/include.ts";
import type { ChangesWord } from "../../src/model/config.ts";
import { createRepository, gitTestEnvironment, type TestRepository, temporaryFolder } from "../support/repository.ts";
import { pushEvent, runnerWith } from "../support/runner.ts";

const DEFAULT_INCLUDE = compileInclude([]);

async function read(
  repository: TestRepository,
  { changes = "auto", ...options }: Partial<Omit<ChangesOptions, "changes">> & { changes?: ChangesWord } = {},
) {
  if ("problems" in DEFAULT_INCLUDE) throw new Error("default include");
  const { root: workspace } = repository;
  const head = await repository.head();
  const git = createGit({ workspace, environment: gitTestEnvironment(), onSecret: () => undefined });
  const world = {
    git,
    gitHub: () => git,
    files: createFiles({ workspace, temp: workspace }),
    runner: runnerWith(pushEvent(head, head), workspace),
  };
  const given = { changes: [changes], hasSelectors: false, siteUrls: [], ignoreContent: [], ...options };
  return readChanges({ include: DEFAULT_INCLUDE.ok, ...given }, world);
}

describe("changes", () => {
  it("are none where only purge is given", async () => {
    await using repository = await createRepository({ "dist/a": "1" });
    expect(await read(repository, { hasSelectors: true })).toEqual({
      source: "none",
      sources: [],
      snapshots: [],
      changes: [],
      ignored: 0,
      tree: new Map(),
      notes: [],
    });
  });

  it("cannot be known where nothing says what was deployed", async () => {
    await using repository = await createRepository({ "dist/a": "1" });
    const message =
      "Nothing says what was deployed. Give build-dir (the folder you upload: dist, _site, public), routes (source files to URLs) or purge (a fixed list). If the repository itself is the site: build-dir: .";
    await expect(read(repository, {})).rejects.toMatchObject({
      fault: "config",
      problems: [{ input: "build-dir", message }],
    });
    await expect(read(repository, { changes: "git", hasSelectors: true })).rejects.toThrow("Nothing says");
  });

  it("are git's where the build is committed; dotfiles and what a file manager left do not matter", async () => {
    await using repository = await createRepository({ "dist/a": "1" });
    await repository.write({ "dist/.cache/x": "1", "dist/img/Thumbs.db": "1", "dist/desktop.ini": "1" });
    expect(await read(repository, { buildDir: "dist" })).toMatchObject({ source: "git", changes: [] });
    expect((await read(repository, { buildDir: "dist" })).notes.join(" ")).not.toContain("differ");
  });

  it.each([
    ["new", { "dist/b": "1" }, /: "b"\.$/],
    ["changed", { "dist/a": "2" }, /: "a"\.$/],
    ["gone", { "dist/a": null }, /: "a"\.$/],
    ["ignored", { "dist/ignored/x": "2" }, /: "ignored\/x"\.$/],
    ["many", { "dist/b": "", "dist/c": "", "dist/d": "", "dist/e": "" }, /: "b", "c", "d" and 1 more\.$/],
  ] as const)("are the build's where files are %s", async (_, files, named) => {
    await using repository = await createRepository({ ".gitignore": "ignored\n", "dist/a": "1", "dist/kept": "1" });
    await repository.write(files);
    const { sources, notes } = await read(repository, { buildDir: "dist" });
    expect(sources).toEqual(["build"]);
    expect(notes[0]).toMatch(named);
    const set = await read(repository, { buildDir: "dist", changes: "git" });
    expect(set.notes.join(" ")).toMatch(/files of build-dir differ from the commit/);
  });

  it.each([
    ["every file is committed as it is", "dist", {}],
    ["a file that is not deployed is not committed", "dist", { "dist/.cache/x": "1" }],
    ["the folder is a link", "current", {}],
  ])("come with the same files however they are found: %s", async (_, buildDir, more) => {
    await using repository = await createRepository({
      "dist/a": "1",
      "dist/a.b/c": "2",
      "dist/.well-known/x": "3",
      "dist/.hidden": "4",
      "dist/\u00fc": "5",
      "dist2/x": "6",
    });
    await repository.link("dist/link", "a");
    await repository.link("current", "dist");
    await repository.commit();
    await repository.write(more);
    const found = await read(repository, { buildDir });
    const named = await read(repository, { buildDir, changes: "git" });
    expect(found.sources).toEqual(["git"]);
    expect([...found.tree]).toEqual([...named.tree]);
    expect([...found.tree.keys()]).toEqual([".well-known/x", "a", "a.b/c", "link", "\u00fc"]);
    expect(found.prefix).toBe(named.prefix);
  });

  it("are git's by the blob, where ignore-content has no effect", async () => {
    await using repository = await createRepository({ "dist/a": "1" });
    const { notes } = await read(repository, { buildDir: "dist", ignoreContent: ["stamp"] });
    expect(notes.join(" ")).toContain("ignore-content is for changes: build, and has no effect on git.");
  });

  it("are the build's where the commit has only pointers to what is deployed (Git LFS)", async () => {
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n";
    await using repository = await createRepository({ ".gitattributes": "*.bin filter=lfs\n", "dist/a.bin": pointer });
    expect(await read(repository, { buildDir: "dist" })).toMatchObject({ sources: ["git"] });
    await repository.git("config", "filter.lfs.clean", `printf '%s' '${pointer}'`);
    await repository.write({ "dist/a.bin": "big" });
    expect(await read(repository, { buildDir: "dist" })).toMatchObject({ sources: ["build"] });
  });

  it("are the build's where only a placeholder is committed", async () => {
    await using repository = await createRepository({ ".gitignore": "dist/*\n!dist/.gitkeep\n", "dist/.gitkeep": "" });
    await repository.write({ "dist/index.html": "1" });
    expect(await read(repository, { buildDir: "dist" })).toMatchObject({ sources: ["build"] });
  });

  it("are the build's where no repository holds it, be it outside the workspace", async () => {
    await using repository = await createRepository({ a: "1" });
    await using elsewhere = await temporaryFolder();
    await writeFile(join(elsewhere.path, "index.html"), "1");
    const read1 = await read(repository, { buildDir: elsewhere.path });
    expect(read1).toMatchObject({ sources: ["build"], everything: "no earlier build is remembered" });
    expect(read1.notes[0]).toContain("no git repository holds build-dir");
  });

  it("come from GitHub where routes are all that is given, and there is no checkout", async () => {
    await using repository = await createRepository({ a: "1" });
    await using empty = await temporaryFolder();
    const options = { changes: ["auto"], hasSelectors: false, hasRoutes: true, include: () => true } as const;
    for (const [workspace, source] of [
      [repository.root, "git"],
      [empty.path, "github"],
    ] as const) {
      const git = createGit({ workspace, environment: gitTestEnvironment(), onSecret: () => undefined });
      const files = createFiles({ workspace, temp: workspace });
      expect((await chooseSources(options, { git, files })).sources).toEqual([source]);
    }
  });
});

describe("build-dir", () => {
  it.each([
    ["nowhere", /^build-dir: "nowhere" does not exist/],
    ["dist/a", /^build-dir: "dist\/a" is not a folder/],
    ["empty", /^build-dir: "empty" is empty: nothing to compare is not nothing changed/],
    ["a\0b", /^build-dir: .* does not exist/],
  ])("is refused when it is %j", async (buildDir, message) => {
    await using repository = await createRepository({ "dist/a": "1" });
    await mkdir(join(repository.root, "empty", "too"), { recursive: true });
    await expect(read(repository, { buildDir })).rejects.toThrow(message);
    await expect(read(repository, { buildDir, changes: "git" })).rejects.toMatchObject({ fault: "config" });
  });

  it.each(["..", "/usr", "escape"])("is nothing that git knows when it is %j", async (buildDir) => {
    await using repository = await createRepository({ "dist/a": "1" });
    await using elsewhere = await temporaryFolder();
    await symlink(elsewhere.path, join(repository.root, "escape"));
    await expect(read(repository, { buildDir, changes: "git" })).rejects.toThrow(
      /^build-dir: ".*" (?:lies outside|leads out of) the workspace/,
    );
  });
});
