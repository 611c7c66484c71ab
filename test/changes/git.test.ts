import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { createGit } from "../../src/adapters/git/git.ts";
import { type GitOptions, readGitChanges } from "../../src/changes/git/read-git.ts";
import { oldTree, UNKNOWN_CONTENT } from "../../src/model/change.ts";
import { startGitServer } from "../support/git-server.ts";
import {
  cloneRepository,
  createRepository,
  gitIn,
  gitTestEnvironment,
  type TestRepository,
} from "../support/repository.ts";
import { pushEvent, runnerWith } from "../support/runner.ts";

async function read(
  repository: TestRepository,
  event: { name: string; payload: Record<string, unknown> },
  options: Partial<GitOptions> = {},
) {
  const git = createGit({ workspace: repository.root, environment: gitTestEnvironment(), onSecret: () => undefined });
  const runner = runnerWith(event, repository.root);
  return readGitChanges({ buildDir: "dist", include: () => true, ...options }, { git, runner });
}

/** Two commits, and what a push from the first to the second changed. */
async function readPush(repository: TestRepository, base: string, head: string, options: Partial<GitOptions> = {}) {
  return read(repository, pushEvent(base, head), options);
}

const listed = (changes: readonly { kind: string; path: string }[]): string[] =>
  changes.map(({ kind, path }) => `${kind} ${path}`);

describe("a push", () => {
  it("changes what lies below build-dir, by paths relative to it", async () => {
    await using repository = await createRepository({
      "dist/a.html": "1",
      "dist/b.html": "1",
      "dist/same.css": "1",
      "dist2/x": "1",
      "src/y": "1",
    });
    const base = await repository.head();
    await repository.write({
      "dist/a.html": "2",
      "dist/b.html": null,
      "dist/c.html": "1",
      "dist2/x": "2",
      "src/y": "2",
    });
    const head = await repository.commit();
    const set = await readPush(repository, base, head);
    expect(listed(set.changes)).toEqual(["modified a.html", "deleted b.html", "added c.html"]);
    expect(set).toMatchObject({ source: "git", base, head, ignored: 2 });
    expect(set.everything).toBeUndefined();
    expect([...set.tree.keys()].toSorted()).toEqual(["a.html", "c.html", "same.css"]);
    expect([...oldTree(set).keys()].toSorted()).toEqual(["a.html", "b.html", "same.css"]);
    expect(set.changes[0]).toMatchObject({
      before: await repository.git("rev-parse", `${base}:dist/a.html`),
      after: await repository.git("rev-parse", `${head}:dist/a.html`),
    });
  });

  it("may deploy the whole repository, or a folder deep inside", async () => {
    await using repository = await createRepository({ "index.html": "1", "a/b/c.html": "1" });
    const base = await repository.head();
    await repository.write({ "index.html": "2", "a/b/c.html": "2" });
    const head = await repository.commit();
    expect(listed((await readPush(repository, base, head, { buildDir: "." })).changes)).toEqual([
      "modified a/b/c.html",
      "modified index.html",
    ]);
    expect(listed((await readPush(repository, base, head, { buildDir: "a/b/" })).changes)).toEqual(["modified c.html"]);
    expect(listed((await readPush(repository, base, head, { buildDir: join(repository.root, "a") })).changes)).toEqual([
      "modified b/c.html",
    ]);
  });

  it("purges the old URL of what was renamed, and nothing for a mode", async () => {
    await using repository = await createRepository({ "dist/Old.html": "same", "dist/run": "x" });
    const base = await repository.head();
    await repository.git("mv", "dist/Old.html", "dist/old.html");
    await repository.git("update-index", "--chmod=+x", "dist/run");
    await repository.git("commit", "--quiet", "-m", "move");
    const set = await readPush(repository, base, await repository.head());
    expect(listed(set.changes)).toEqual(["deleted Old.html", "added old.html"]);
    expect(set.ignored).toBe(0);
  });

  it("that changed nothing is no change, and not an error", async () => {
    await using repository = await createRepository({ "dist/a": "1" });
    const base = await repository.head();
    const head = await repository.commit("empty");
    expect(await readPush(repository, base, head)).toMatchObject({ changes: [], ignored: 0 });
  });

  it("leaves out what include leaves out, and counts it", async () => {
    await using repository = await createRepository({ "dist/a.html": "1", "dist/a.map": "1" });
    const base = await repository.head();
    await repository.write({ "dist/a.html": "2", "dist/a.map": "2" });
    const head = await repository.commit();
    const include = (path: string): boolean => !path.endsWith(".map");
    const set = await readPush(repository, base, head, { include });
    expect(listed(set.changes)).toEqual(["modified a.html"]);
    expect(set.ignored).toBe(1);
    expect([...set.tree.keys()]).toEqual(["a.html"]);
    await expect(readPush(repository, base, head, { include: () => false })).rejects.toThrow(
      /^include: leaves out all 2 files/,
    );
  });

  it("by force, from a shallow clone of a private repository, is compared with what it replaced", async () => {
    const token = "ghs_0123456789abcdefABCDEF";
    await using upstream = await createRepository({ "dist/a": "1", "dist/b": "1" });
    await upstream.git("config", "uploadpack.allowFilter", "true");
    await upstream.git("config", "uploadpack.allowAnySHA1InWant", "true");
    const start = await upstream.head();
    await upstream.write({ "dist/a": "2" });
    const before = await upstream.commit();
    await upstream.git("reset", "--quiet", "--hard", start);
    await upstream.write({ "dist/b": "2" });
    const after = await upstream.commit();
    await using clone = await cloneRepository(`file://${upstream.root}`, "--depth=1");
    await using server = await startGitServer(dirname(upstream.root), token);
    await clone.git("remote", "set-url", "origin", `${server.url}/${basename(upstream.root)}/.git`);
    const event = pushEvent(before, after, { forced: true });
    const git = createGit({ workspace: clone.root, environment: gitTestEnvironment(), onSecret: () => undefined });
    const world = { git, runner: { ...runnerWith(event, clone.root), serverUrl: server.url } };
    const set = await readGitChanges({ buildDir: "dist", include: () => true, token }, world);
    expect(listed(set.changes)).toEqual(["modified a", "modified b"]);
    expect(set.notes.join(" ")).toMatch(/before the forced push.*fetched by its id/);
    // The server has gone: what cannot be had is everything, with the reason.
    await rm(upstream.root, { recursive: true });
    const lost = await readGitChanges(
      { buildDir: "dist", include: () => true, token },
      { ...world, runner: { ...world.runner, event: pushEvent("a".repeat(40), after) } },
    );
    expect(lost.everything).toMatch(
      /^the commit before, aaaaaaaaaa, is not in the checkout and could not be fetched: /,
    );
    expect(lost.changes).toEqual([]);
    expect([...lost.tree.keys()]).toEqual(["a", "b"]);
    expect(lost.base).toBeUndefined();
  });
});

describe("build-dir", () => {
  it("may lie in a checkout of its own below the workspace, which the push says nothing about", async () => {
    await using workspace = await createRepository({ "src/a": "1" });
    const base = await workspace.head();
    const head = await workspace.commit();
    await workspace.git("init", "--quiet", "pages");
    await workspace.write({ "pages/out/index.html": "1" });
    await gitIn(join(workspace.root, "pages"), "add", "--all");
    await gitIn(join(workspace.root, "pages"), "commit", "--quiet", "-m", "x");
    const set = await readPush(workspace, base, head, { buildDir: "pages/out" });
    expect(set.everything).toMatch(/not what the push that started this run brought/);
    expect([...set.tree.keys()]).toEqual(["index.html"]);
  });

  it("must have files in the commit: a build that git ignores would never change", async () => {
    await using repository = await createRepository({ ".gitignore": "dist\n", "dist/a": "1" });
    const base = await repository.head();
    const head = await repository.commit();
    await expect(readPush(repository, base, head)).rejects.toThrow(
      /^build-dir: commit [0-9a-f]{10} has no files below "dist"/,
    );
    const byHand = { name: "workflow_dispatch", payload: {} };
    await expect(read(repository, byHand)).rejects.toMatchObject({ fault: "config" });
  });

  it("must be in a repository", async () => {
    await using repository = await createRepository({ "dist/a": "1" });
    await rm(join(repository.root, ".git"), { recursive: true });
    await expect(readPush(repository, "a".repeat(40), "b".repeat(40))).rejects.toThrow(/^build-dir: no git repository/);
  });
});

describe("head", () => {
  it("may be another commit than the one checked out", async () => {
    await using repository = await createRepository({ "dist/a": "1" });
    const base = await repository.head();
    await repository.write({ "dist/a": "2" });
    await repository.commit();
    await repository.git("tag", "live");
    await repository.write({ "dist/b": "1" });
    const head = await repository.commit();
    const set = await readPush(repository, "a".repeat(40), head, { base, head: "live" });
    expect(listed(set.changes)).toEqual(["modified a"]);
    expect([...set.tree.keys()]).toEqual(["a"]);
    await expect(readPush(repository, base, head, { head: "HEAD:dist" })).rejects.toThrow(
      /^head: "HEAD:dist" is no commit/,
    );
  });
});

describe("submodules", () => {
  /** `dist/part` points to another commit, in which one page is other and one is gone. */
  async function createMoved() {
    const part = await createRepository({ "p.html": "1", "gone.html": "1", "same.html": "1" });
    const repository = await createRepository({ "dist/a": "1", "other/x": "1" });
    const allow = ["-c", "protocol.file.allow=always"];
    await repository.git(...allow, "submodule", "--quiet", "add", part.root, "dist/part");
    const base = await repository.commit();
    await part.write({ "p.html": "2", "gone.html": null });
    const second = await part.commit("second");
    await gitIn(join(repository.root, "dist/part"), ...allow, "fetch", "--quiet", part.root, second);
    await gitIn(join(repository.root, "dist/part"), "checkout", "--quiet", second);
    const head = await repository.commit();
    // Neither of these may hide it.
    await repository.git("config", "diff.ignoreSubmodules", "all");
    await repository.git("config", "submodule.dist/part.ignore", "all");
    const close = async () => {
      await part.close();
      await repository.close();
    };
    return { repository, base, head, [Symbol.asyncDispose]: close };
  }

  it("are compared as folders where the checkout has both commits", async () => {
    await using moved = await createMoved();
    const { repository, base, head } = moved;
    for (const include of [() => true, (path: string) => path.endsWith(".html")]) {
      const set = await readPush(repository, base, head, { include });
      expect(set.everything).toBeUndefined();
      expect(listed(set.changes)).toEqual(["deleted part/gone.html", "modified part/p.html"]);
      expect([...set.tree.keys()].filter(include)).toEqual(expect.arrayContaining(["part/p.html", "part/same.html"]));
    }
    expect((await readPush(repository, base, head, { buildDir: "other" })).everything).toBeUndefined();
  });

  it("stand for everything below their path where it has not, whatever include names", async () => {
    await using moved = await createMoved();
    const { repository, base, head } = moved;
    await rm(join(repository.root, ".git/modules"), { recursive: true });
    for (const include of [() => true, (path: string) => path.endsWith(".html")]) {
      const set = await readPush(repository, base, head, { include: (path) => path === "a" || include(path) });
      expect(set.everything).toBeUndefined();
      expect(set.changes).toEqual([{ kind: "modified", path: "part", before: UNKNOWN_CONTENT, isFolder: true }]);
      expect(set.notes.join(" ")).toContain('Everything below "part/" counts as changed');
      expect([...oldTree(set).keys()]).toEqual(["a"]);
    }
    const outside = await readPush(repository, base, head, { buildDir: "other" });
    expect(outside).toMatchObject({ changes: [], outside: [{ path: "dist/part", isFolder: true, isOutside: true }] });
    expect(outside.everything).toBeUndefined();
  });
});

describe("build-dir as a link", () => {
  it.each(["current", "live/site"])("is what each commit says that %s leads to", async (buildDir) => {
    await using repository = await createRepository({
      "releases/1/site/a.html": "1",
      "releases/1/site/same.html": "1",
      "releases/1/site/gone.html": "1",
      "releases/2/site/a.html": "2",
      "releases/2/site/same.html": "1",
      "releases/2/site/new.html": "1",
    });
    await repository.link("current", "releases/1/site");
    await repository.link("live", "releases/1");
    const base = await repository.commit();
    await repository.link("current", "releases/2/site");
    await repository.link("live", "releases/2");
    const moved = await repository.commit();
    const set = await readPush(repository, base, moved, { buildDir });
    expect(listed(set.changes)).toEqual(["modified a.html", "deleted gone.html", "added new.html"]);
    expect(set).toMatchObject({ prefix: "releases/2/site" });
    expect(set.everything).toBeUndefined();
    expect([...set.tree.keys()]).toEqual(["a.html", "new.html", "same.html"]);
    await repository.write({ "releases/2/site/a.html": "3", "releases/1/site/a.html": "3" });
    const edited = await repository.commit();
    expect(listed((await readPush(repository, moved, edited, { buildDir })).changes)).toEqual(["modified a.html"]);
    // A link becomes a folder.
    await repository.write({ current: null, live: null });
    await repository.write({ [`${buildDir}/a.html`]: "4", [`${buildDir}/same.html`]: "1" });
    const plain = await repository.commit();
    expect(listed((await readPush(repository, edited, plain, { buildDir })).changes)).toEqual([
      "modified a.html",
      "deleted new.html",
    ]);
  });
});

describe("links of the build that lead out of it", () => {
  it("change with what they lead to in the repository, file or folder, through further links", async () => {
    await using repository = await createRepository({
      "public/index.html": "1",
      "assets/logo.svg": "1",
      "assets/fonts/a.woff": "1",
      "assets/fonts/b.woff": "1",
      "themes/one/x.css": "1",
      "themes/two/x.css": "2",
    });
    await repository.link("public/logo.svg", "../assets/logo.svg");
    await repository.link("public/fonts", "../assets/fonts");
    await repository.link("theme", "themes/one");
    await repository.link("public/css", "../theme");
    await repository.link("public/mark.svg", "logo.svg");
    await repository.link("public/etc", "/etc");
    await repository.link("public/up", "../../up");
    const base = await repository.commit();
    const changesOf = async (from: string) => {
      const head = await repository.commit();
      const set = await readPush(repository, from, head, { buildDir: "public" });
      expect(set.everything).toBeUndefined();
      return { head, listed: listed(set.changes), notes: set.notes.join(" ") };
    };
    await repository.write({ "assets/logo.svg": "2" });
    const first = await changesOf(base);
    expect(first.listed).toEqual(["modified logo.svg", "modified mark.svg"]);
    expect(first.notes).toContain('Symbolic links that lead out of the repository: "etc" and 1 more.');
    await repository.write({ "assets/fonts/a.woff": "2", "assets/fonts/b.woff": null, "assets/fonts/c.woff": "1" });
    const second = await changesOf(first.head);
    expect(second.listed).toEqual(["modified fonts/a.woff", "deleted fonts/b.woff", "added fonts/c.woff"]);
    await repository.link("theme", "themes/two");
    const third = await changesOf(second.head);
    expect(third.listed).toEqual(["modified css/x.css"]);
    await repository.write({ "themes/one/x.css": "9", "public/index.html": "2" });
    expect((await changesOf(third.head)).listed).toEqual(["modified index.html"]);
  });
});

describe("symbolic links", () => {
  it("change with the file or the folder that they lead to", async () => {
    await using repository = await createRepository({
      "dist/v2/a.html": "1",
      "dist/v2/b.html": "1",
      "dist/.hidden/h.html": "1",
      "secret/s": "1",
    });
    await repository.link("dist/latest", "v2");
    await repository.link("dist/latest-a.html", "latest/a.html");
    await repository.link("dist/shown", "./.hidden/");
    await repository.link("dist/loop", "loop");
    await repository.link("dist/v2/up", "..");
    await repository.link("dist/outside", "../secret");
    await repository.link("dist/absolute", "/etc");
    const base = await repository.commit();
    await repository.write({
      "dist/v2/a.html": "2",
      "dist/v2/b.html": null,
      "dist/v2/c.html": "3",
      "dist/.hidden/h.html": "2",
      "secret/s": "2",
    });
    const head = await repository.commit();
    const include = (path: string): boolean =>
      !path.split("/").some((name) => name.startsWith(".")) && !path.includes("up/");
    const set = await readPush(repository, base, head, { include });
    expect(set.everything).toBeUndefined();
    expect(listed(set.changes)).toEqual([
      "modified latest-a.html",
      "modified latest/a.html",
      "deleted latest/b.html",
      "added latest/c.html",
      "modified outside/s",
      "modified shown/h.html",
      "modified v2/a.html",
      "deleted v2/b.html",
      "added v2/c.html",
    ]);
    expect(set.tree.get("latest/a.html")).toBe(set.tree.get("v2/a.html"));
    expect(oldTree(set).get("latest-a.html")).toBe(await repository.git("rev-parse", `${base}:dist/v2/a.html`));
    expect(set.notes.join(" ")).toMatch(
      /Symbolic links below build-dir: 7\..*lead out of the repository: "absolute"\./,
    );
  });

  it("to files and folders may come, go and move", async () => {
    await using repository = await createRepository({
      "dist/a": "1",
      "dist/b": "1",
      "dist/v1/x": "1",
      "dist/v1/same": "1",
      "dist/v2/x": "2",
      "dist/v2/same": "1",
      "dist/v2/new": "1",
    });
    await repository.link("dist/file", "a");
    await repository.link("dist/folder", "v1");
    await repository.link("dist/other", "folder");
    const base = await repository.commit();
    await repository.link("dist/file", "b");
    const moved = await repository.commit();
    expect(listed((await readPush(repository, base, moved)).changes)).toEqual(["modified file"]);
    expect((await readPush(repository, base, moved)).everything).toBeUndefined();
    await repository.link("dist/folder", "v2");
    const head = await repository.commit();
    const behind = (kind: string, name: string) => ["folder", "other"].map((link) => `${kind} ${link}/${name}`);
    expect(listed((await readPush(repository, moved, head)).changes).toSorted()).toEqual(
      ["modified folder", "modified other", ...behind("added", "new"), ...behind("modified", "x")].toSorted(),
    );
    await repository.write({ "dist/folder": null });
    const gone = await repository.commit();
    const set = await readPush(repository, head, gone);
    expect(set.everything).toBeUndefined();
    expect(listed(set.changes)).toEqual(
      expect.arrayContaining([...["new", "same", "x"].flatMap((name) => behind("deleted", name)), "deleted folder"]),
    );
  });

  it("lead into submodules", async () => {
    const part = await createRepository({ "build/p.html": "1", "build/same.html": "1" });
    await using repository = await createRepository({ "dist/a": "1" });
    const allow = ["-c", "protocol.file.allow=always"];
    await repository.git(...allow, "submodule", "--quiet", "add", part.root, "vendor/part");
    await repository.link("dist/lib", "../vendor/part/build");
    const base = await repository.commit();
    await part.write({ "build/p.html": "2" });
    const second = await part.commit();
    const own = join(repository.root, "vendor/part");
    await gitIn(own, ...allow, "fetch", "--quiet", part.root, second);
    await gitIn(own, "checkout", "--quiet", second);
    const head = await repository.commit();
    expect(listed((await readPush(repository, base, head)).changes)).toEqual(["modified lib/p.html"]);
    await rm(join(repository.root, ".git/modules"), { recursive: true });
    const { changes } = await readPush(repository, base, head);
    expect(changes).toMatchObject([{ path: "lib", isFolder: true }]);
    await part.close();
  });

  it("are compared when they lead elsewhere, and stand for a folder when the old text was not fetched", async () => {
    await using repository = await createRepository({ "dist/a": "1", "shared/x": "1" });
    await repository.git("config", "uploadpack.allowFilter", "true");
    await repository.git("config", "uploadpack.allowAnySHA1InWant", "true");
    await repository.link("dist/out", "../shared");
    const base = await repository.commit();
    const added = await readPush(repository, base, base, { base: "HEAD~1" });
    expect(listed(added.changes)).toEqual(["added out", "added out/x"]);
    await repository.link("dist/out", "a");
    const head = await repository.commit();
    // A server's, since a fetch from there brings no texts of links.
    await using server = await startGitServer(dirname(repository.root));
    await using clone = await cloneRepository(`${server.url}/${basename(repository.root)}/.git`, "--depth=1");
    const set = await readPush(clone, base, head);
    expect(set).toMatchObject({ base });
    expect(set.everything).toBeUndefined();
    expect(set.changes).toEqual(
      expect.arrayContaining([{ kind: "modified", path: "out", before: UNKNOWN_CONTENT, isFolder: true }]),
    );
  });

  it("with the same text as the file they replace are another answer", async () => {
    await using repository = await createRepository({ "dist/a": "1", "dist/b": "a" });
    const base = await repository.head();
    await repository.write({ "dist/b": null });
    await repository.link("dist/b", "a");
    const set = await readPush(repository, base, await repository.commit());
    expect(listed(set.changes)).toEqual(["modified b"]);
    expect(set.changes[0]?.before).not.toBe(set.changes[0]?.after);
  });
});

describe("a push onto a commit that no run remembers", () => {
  it("changes what that commit changed too, though it is back to what is remembered", async () => {
    await using repository = await createRepository({ "dist/a.html": "1", "dist/b.html": "1", "dist/c.html": "1" });
    const remembered = await repository.head();
    await repository.write({ "dist/a.html": "2", "dist/c.html": "2", "dist/d.html": "only in between" });
    const between = await repository.commit();
    await repository.write({ "dist/a.html": "1", "dist/c.html": "3", "dist/d.html": null, "dist/e.html": "1" });
    const head = await repository.commit();
    const event = pushEvent(between, head);
    const set = await read(repository, event, { remembered: { commit: remembered } });
    expect(listed(set.changes)).toEqual(["modified a.html", "modified c.html", "deleted d.html", "added e.html"]);
    expect(set).toMatchObject({ base: remembered, head });
    const alone = await read(repository, { name: "schedule", payload: {} }, { remembered: { commit: remembered } });
    expect(listed(alone.changes)).toEqual(["modified c.html", "added e.html"]);
  });

  it("is none of a checkout that a run of another workflow has by default", async () => {
    await using repository = await createRepository({ "dist/a.html": "1" });
    const head = await repository.head();
    const git = createGit({ workspace: repository.root, environment: gitTestEnvironment(), onSecret: () => undefined });
    const event = { name: "workflow_run", payload: { workflow_run: { head_sha: "2".repeat(40) } } };
    const runner = { ...runnerWith(event, repository.root), sha: head };
    const options = { buildDir: "dist", include: () => true };
    await expect(readGitChanges(options, { git, runner })).rejects.toThrow(/^head: the workflow that deploys ran for/);
    expect(await readGitChanges({ ...options, head: "HEAD" }, { git, runner })).toMatchObject({ head });
  });
});
