import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { createGit } from "../../../src/adapters/git/git.ts";
import { PROGRAM_VARIABLES, plantCanaries } from "../../support/git-canaries.ts";
import { startGitServer } from "../../support/git-server.ts";
import {
  canary,
  cloneRepository,
  createRepository,
  gitIn,
  gitTestEnvironment,
  temporaryFolder,
} from "../../support/repository.ts";
import { treeOf } from "../../support/tree-of.ts";

/** A shallow clone whose files differ from its commit, so that comparing them reads their content. */
async function createClone() {
  const upstream = await createRepository({ "dist/a.txt": "1" });
  for (const name of ["uploadpack.allowAnySHA1InWant", "uploadpack.allowFilter"])
    await upstream.git("config", name, "true");
  const gone = await upstream.head();
  await upstream.write({
    "dist/a.txt": "2",
    "dist/deep/b.txt": "x",
    ".gitattributes": "*.txt diff=mark filter=mark\nb.txt filter=other\n",
  });
  const base = await upstream.commit();
  await upstream.write({ "dist/a.txt": "3" });
  const head = await upstream.commit();
  const clone = await cloneRepository(`file://${upstream.root}`, "--depth=2");
  const [marks, scripts] = [await temporaryFolder(), await temporaryFolder()];
  return {
    upstream,
    clone,
    ...{ gone, base, head },
    marks: marks.path,
    scripts: scripts.path,
    async [Symbol.asyncDispose]() {
      for (const one of [upstream, clone, marks, scripts]) await one[Symbol.asyncDispose]();
    },
  };
}

/** Everything that a run may ask git. */
async function callEverything(
  root: string,
  { gone, base, head }: Awaited<ReturnType<typeof createClone>>,
  environment = {},
) {
  const git = createGit({
    workspace: root,
    environment: { ...gitTestEnvironment(), ...environment },
    onSecret: () => {},
  });
  const opened = await git.open("dist");
  if (opened === undefined) throw new Error("no repository");
  const requested = {
    head: await opened.resolve("HEAD"),
    fetched: await opened.fetch(gone, { token: "t0ken", serverUrl: "https://github.com" }),
    diff: (await opened.diff(base, head)).map(({ path }) => path),
    old: (await opened.diff(gone, head)).map(({ path }) => path),
    tree: (await treeOf(opened, head, "dist")).map(({ path }) => path),
    changed: (await opened.untrackedOrModified("dist", 9)).toSorted(),
    has: await opened.has(base),
    parents: await opened.parents(head),
    missing: await opened.blobs(["a".repeat(40)]),
  };
  await expect(opened.diff(head, "b".repeat(40))).rejects.toMatchObject({ fault: "diff" });
  await expect(opened.blob("c".repeat(40))).rejects.toMatchObject({ fault: "diff" });
  return requested;
}

const FOUND = (base: string, head: string) => ({
  head,
  fetched: { ok: true },
  diff: ["dist/a.txt"],
  old: [".gitattributes", "dist/a.txt", "dist/deep/b.txt"],
  tree: ["dist/a.txt", "dist/deep/b.txt"],
  changed: ["dist/a.txt", "dist/deep/b.txt"],
  has: true,
  parents: [base],
  missing: new Map(),
});

describe("git starts no program", () => {
  it("that the checkout's own configuration, what it includes, its hooks or the environment name", async () => {
    await using given = await createClone();
    const { clone, base, head, marks, scripts } = given;
    await plantCanaries(clone, scripts, marks);
    await clone.write({ "dist/a.txt": "4", "dist/deep/b.txt": "y" });
    const variables = Object.fromEntries(PROGRAM_VARIABLES.map((name) => [name, join(scripts, name)]));
    for (const [name, path] of Object.entries(variables)) await canary(path, join(marks, name));
    await writeFile(join(scripts, ".gitconfig"), `[include]\n\tpath = ${join(scripts, "included.config")}\n`);
    const config = await readFile(join(clone.root, ".git/config"));
    const requested = await callEverything(clone.root, given, {
      ...variables,
      HOME: scripts,
      GIT_DIR: scripts,
      GIT_INDEX_FILE: "/nonexistent",
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.fsmonitor",
      GIT_CONFIG_VALUE_0: join(scripts, "core-fsmonitor"),
      GIT_CONFIG_GLOBAL: join(scripts, "included.config"),
      GIT_CONFIG_SYSTEM: join(scripts, "included.config"),
    });
    expect(requested).toEqual(FOUND(base, head));
    expect(await readdir(marks)).toEqual([]);
    expect(await readFile(join(clone.root, ".git/config"))).toEqual(config);
    // The canaries do sing: an ordinary git runs at least these.
    const soft = ["-c", "filter.mark.required=false", "-c", "filter.mark.smudge=", "-c", "filter.other.required=false"];
    for (const args of [["status"], ["diff", base, head], ["diff", "--no-ext-diff", base, head], ["fetch", "origin"]])
      await gitIn(clone.root, ...soft, ...args).catch(() => undefined);
    expect(await readdir(marks)).toEqual(
      expect.arrayContaining([
        "core-fsmonitor",
        "filter-mark-clean",
        "filter-other-process",
        "diff-mark-command",
        "diff-mark-textconv",
      ]),
    );
  });

  it.each(["dist", "dist/deep"])(
    "that a repository in %s of the build names, and lists its files as any others",
    async (place) => {
      await using given = await createClone();
      const { clone, base, head, marks, scripts } = given;
      await clone.write({ "dist/a.txt": "4", "dist/deep/b.txt": "y", "dist/other/c.html": "new" });
      await using planted = await createRepository({ x: "1" });
      await plantCanaries(planted, scripts, marks);
      await gitIn(clone.root, "init", "--quiet", "dist/other");
      await rename(join(planted.root, ".git"), join(clone.root, place, ".git"));
      const requested = await callEverything(clone.root, given);
      expect(requested).toEqual({
        ...FOUND(base, head),
        changed: ["dist/a.txt", "dist/deep/b.txt", "dist/other/c.html"],
      });
      expect(await readdir(marks)).toEqual([]);
    },
  );

  it("to bring an object that is missing, where the checkout left it out", async () => {
    await using given = await createClone();
    const { upstream, marks, scripts, base, head } = given;
    await using partial = await cloneRepository(`file://${upstream.root}`, "--filter=tree:0", "--no-checkout");
    await canary(join(scripts, "upload"), join(marks, "upload"));
    await partial.git("config", "remote.origin.uploadpack", join(scripts, "upload"));
    const opened = await createGit({
      workspace: partial.root,
      environment: gitTestEnvironment(),
      onSecret: () => {},
    }).open(".");
    await expect(opened?.diff(base, head)).rejects.toMatchObject({ fault: "diff" });
    expect(await readdir(marks)).toEqual([]);
    // An ordinary git starts it for the very same question.
    await partial.git("diff-tree", "-r", base, head).catch(() => undefined);
    expect(await readdir(marks)).toEqual(["upload"]);
  });
});

describe("a checkout without trees", () => {
  it("is compared once they were fetched, also where the commit itself is there", async () => {
    await using given = await createClone();
    const { upstream, base, head, gone } = given;
    await using server = await startGitServer(dirname(upstream.root));
    const url = `${server.url}/${basename(upstream.root)}/.git`;
    await using partial = await cloneRepository(url, "--filter=tree:0", "--no-checkout");
    const opened = await createGit({
      workspace: partial.root,
      environment: gitTestEnvironment(),
      onSecret: () => {},
    }).open(".");
    if (opened === undefined) throw new Error("no repository");
    for (const commit of [gone, head]) {
      expect(await opened.has(commit)).toBe(true);
      expect(await opened.isWhole(commit)).toBe(false);
      expect(await opened.fetch(commit, { serverUrl: "https://github.com" })).toEqual({ ok: true });
      expect(await opened.isWhole(commit)).toBe(true);
    }
    expect(await opened.isWhole(base)).toBe(false);
    expect((await opened.diff(gone, head)).map(({ path }) => path)).toEqual([
      ".gitattributes",
      "dist/a.txt",
      "dist/deep/b.txt",
    ]);
  });
});
