/** What links and submodules of a build lead to: places in the repository however they are spelled, and rules of the host. */
import { rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createGit } from "../../src/adapters/git/git.ts";
import { type GitOptions, readGitChanges } from "../../src/changes/git/read-git.ts";
import { createRepository, gitTestEnvironment, type TestRepository, temporaryFolder } from "../support/repository.ts";
import { pushEvent, runnerWith } from "../support/runner.ts";

interface Push {
  readonly base: string;
  readonly head: string;
  /** Default: the repository's own path. */
  readonly workspace?: string;
}

async function readPush({ root }: TestRepository, push: Push, options: Partial<GitOptions> = {}) {
  const { base, head, workspace = root } = push;
  const git = createGit({ workspace, environment: gitTestEnvironment(), onSecret: () => undefined });
  const runner = runnerWith(pushEvent(base, head), workspace);
  const set = await readGitChanges({ buildDir: "public", include: () => true, ...options }, { git, runner });
  return { ...set, listed: set.changes.map(({ kind, path }) => `${kind} ${path}`), text: set.notes.join(" ") };
}

/** Commits `change` after the links, and gives back both commits. */
async function commitTwo(repository: TestRepository, change: Readonly<Record<string, string | null>>): Promise<Push> {
  const base = await repository.commit("before");
  await repository.write(change);
  return { base, head: await repository.commit("after") };
}

const PAGES = { "public/index.html": "1", "public/v1/a.html": "1", "assets/logo.svg": "1", "assets/d/x.css": "1" };
const EDITED = { "public/v1/a.html": "2", "assets/logo.svg": "2", "assets/d/x.css": "2" };
const ALL = ["modified css/x.css", "modified latest/a.html", "modified logo.svg", "modified v1/a.html"];

async function linkAll(repository: TestRepository, root: string): Promise<void> {
  await repository.link("public/logo.svg", join(root, "assets/logo.svg"));
  await repository.link("public/css", join(root, "assets/d"));
  await repository.link("public/latest", join(root, "public/v1"));
}

describe("an absolute link to a place in the repository", () => {
  it("is followed to its file or folder, in the build or beside it", async () => {
    await using repository = await createRepository(PAGES);
    await linkAll(repository, repository.root);
    const { listed, text } = await readPush(repository, await commitTwo(repository, EDITED));
    expect(listed).toEqual(ALL);
    expect(text).not.toContain("lead out of the repository");
  });

  it("may name the workspace by a path that is itself a link", async () => {
    await using repository = await createRepository(PAGES);
    await using elsewhere = await temporaryFolder();
    const workspace = join(elsewhere.path, "work");
    await symlink(repository.root, workspace);
    await linkAll(repository, workspace);
    const push = await commitTwo(repository, EDITED);
    expect((await readPush(repository, { ...push, workspace })).listed).toEqual(ALL);
  });

  it("is no place beside it whose name only begins alike", async () => {
    await using repository = await createRepository(PAGES);
    await repository.link("public/logo.svg", `${repository.root}2/assets/logo.svg`);
    const { listed, text } = await readPush(repository, await commitTwo(repository, { "assets/logo.svg": "2" }));
    expect(listed).toEqual([]);
    expect(text).toContain('lead out of the repository: "logo.svg"');
  });
});

describe("a link to the root of the repository", () => {
  it.each(["..", "../public/..", "../.", ""])("serves all that is in it: %s", async (text) => {
    await using repository = await createRepository({ "public/index.html": "1", "other/x.css": "1" });
    await repository.link("public/all", text === "" ? repository.root : text);
    const { listed } = await readPush(repository, await commitTwo(repository, { "other/x.css": "2" }));
    expect(listed).toEqual(["modified all/other/x.css"]);
  });
});

describe("rules of the host behind a link", () => {
  it("are those of the file that it leads to, before and after", async () => {
    await using repository = await createRepository({ "public/a.html": "1", "rules/_redirects": "/old /a.html 301\n" });
    await repository.link("public/_redirects", "../rules/_redirects");
    const push = await commitTwo(repository, { "rules/_redirects": "/new /a.html 301\n" });
    const { rules } = await readPush(repository, push, { ruleNames: { inBuild: ["_redirects"], anywhere: [] } });
    expect(rules?.before.get("_redirects")?.text).toBe("/old /a.html 301\n");
    expect(rules?.after.get("_redirects")?.text).toBe("/new /a.html 301\n");
  });

  it("are unknown where it leads out", async () => {
    await using repository = await createRepository({ "public/a.html": "1" });
    await repository.link("public/_redirects", "/etc/hostname");
    const push = await commitTwo(repository, { "public/a.html": "2" });
    const { rules } = await readPush(repository, push, { ruleNames: { inBuild: ["_redirects"], anywhere: [] } });
    expect(rules?.after.get("_redirects")).toEqual({ id: expect.any(String) });
  });
});

describe("a build that is a submodule which is not checked out", () => {
  it.each(["public", "public/part"])("did not change where its commit did not: %s", async (path) => {
    await using part = await createRepository({ "p.html": "1" });
    await using repository = await createRepository({ "src/a": "1" });
    await repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", part.root, path);
    const push = await commitTwo(repository, { "src/a": "2" });
    await repository.git("submodule", "--quiet", "deinit", "--force", path);
    await rm(join(repository.root, ".git/modules"), { recursive: true });
    const { listed, everything, text } = await readPush(repository, push);
    expect([listed, everything]).toEqual([[], undefined]);
    expect(text).toContain("1 submodule of build-dir is not checked out");
  });
});
