/** Checkouts whose refs lie in tables. The git that makes them, 2.45 or newer, is the one that reads them. */
import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createGit } from "../../../src/adapters/git/git.ts";
import { createRepository, gitIn, gitTestEnvironment, temporaryFolder } from "../../support/repository.ts";

const [, major = 0, minor = 0] = (
  /(\d+)\.(\d+)/.exec(execFileSync("git", ["version"], { encoding: "utf8" })) ?? []
).map(Number);
const isNew = major > 2 || (major === 2 && minor >= 45);

async function open(workspace: string, folder = ".") {
  const git = createGit({ workspace, environment: gitTestEnvironment(), onSecret: () => undefined });
  const repository = await git.open(folder);
  if (repository === undefined) throw new Error("no repository");
  return repository;
}

describe.runIf(isNew)("a checkout with refs in tables", () => {
  it("has its branches, tags and HEAD, and so has a linked work tree of its own", async () => {
    await using folder = await temporaryFolder();
    const root = join(folder.path, "site");
    const git = (...args: string[]) => gitIn(root, ...args);
    await mkdir(root);
    await git("init", "--quiet", "--ref-format=reftable", "--initial-branch=main");
    expect(await (await open(root)).resolve("HEAD")).toBeUndefined();
    await git("commit", "--quiet", "--allow-empty", "-m", "first");
    const first = await git("rev-parse", "HEAD");
    await git("tag", "-a", "v1", "-m", "v1");
    await git("commit", "--quiet", "--allow-empty", "-m", "second");
    const second = await git("rev-parse", "HEAD");
    await git("update-ref", "refs/remotes/origin/live", first);
    await git("worktree", "add", "--quiet", "--detach", "../tree", "HEAD~1");
    const tables = await git("for-each-ref");

    const opened = await open(root);
    for (const [name, id] of [
      ["HEAD", second],
      ["main", second],
      ["v1", first],
      ["live", first],
      ["HEAD~1", first],
    ] as const)
      expect(await opened.resolve(name), name).toBe(id);
    expect(await opened.resolve("none")).toBeUndefined();
    expect(await opened.untrackedOrModified("", 9)).toEqual([]);
    expect(await (await open(join(folder.path, "tree"))).resolve("HEAD")).toBe(first);
    expect(await git("for-each-ref")).toBe(tables);
  });
});

describe("refs of a format that is not read", () => {
  it.each([
    ...(isNew ? [] : [["reftable", /refs kept as reftable, which git reads from version 2\.45 on/] as const]),
    ["other", /refs kept as other/] as const,
  ])("are an error that says what helps: %s", async (format, message) => {
    await using repository = await createRepository({ a: "1" });
    await mkdir(join(repository.root, ".git/reftable"));
    await repository.git("config", "core.repositoryFormatVersion", "1");
    await gitIn("/", "config", "--file", join(repository.root, ".git/config"), "extensions.refstorage", format);
    await expect(open(repository.root)).rejects.toThrow(message);
    await expect(open(repository.root)).rejects.toThrow("set changes: github or changes: build");
  });
});
