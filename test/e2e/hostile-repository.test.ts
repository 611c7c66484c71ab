/** Repositories that somebody else made: no program of their choice may start, since it could read the step's key. */
import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { plantCanaries } from "../support/git-canaries.ts";
import { canary, createRepository, temporaryFolder } from "../support/repository.ts";
import { pushEvent } from "../support/runner.ts";
import { inputsFor } from "../support/site.ts";
import { runAction } from "./runner.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ provider: "paradarum", propagationMs: 0 });
});
afterAll(() => sandbox.close());

/** A repository that misses a tree, which git would bring by a program that its configuration names. */
async function createHostile(scripts: string, marks: string) {
  const repository = await createRepository();
  await repository.write({ "deep/page.html": "1" });
  // Git itself keeps each new object in a file of its own.
  await repository.git("add", "--all");
  await repository.git("commit", "--quiet", "-m", "first");
  const tree = await repository.git("rev-parse", "HEAD:deep");
  await rm(join(repository.root, ".git/objects", tree.slice(0, 2), tree.slice(2)));
  await plantCanaries(repository, scripts, marks);
  return repository;
}

describe("a repository within the build", () => {
  it.each(["public", "public/docs"])("in %s starts nothing, is not read, and is not deployed", async (place) => {
    await using folder = await temporaryFolder();
    await using marks = await temporaryFolder();
    await using hostile = await createHostile(folder.path, marks.path);
    await using repository = await createRepository({ "public/index.html": "1", "public/docs/a.html": "1" });
    await rename(join(hostile.root, ".git"), join(repository.root, place, ".git"));
    const result = await runAction({
      workspace: repository.root,
      event: { name: "workflow_dispatch", payload: {} },
      with: { ...inputsFor(sandbox), include: "**\n**/.git/**", "wait-for": "accepted", state: "none" },
    });
    await result.cleanUp();
    expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "purged" });
    expect(result.log.join("\n")).toContain(`no file of the old or the new build matches "**/.git/**"`);
    expect(await readdir(marks.path)).toEqual([]);
  });
});

describe("a checkout whose own configuration is hostile", () => {
  it("starts nothing, and is compared as it is", async () => {
    await using folder = await temporaryFolder();
    await using marks = await temporaryFolder();
    await using repository = await createRepository({ "public/index.html": "1", "public/a.html": "1" });
    const base = await repository.head();
    await repository.write({ "public/a.html": "2" });
    const head = await repository.commit();
    await plantCanaries(repository, folder.path, marks.path);
    const result = await runAction({
      workspace: repository.root,
      event: pushEvent(base, head),
      with: { ...inputsFor(sandbox), "wait-for": "accepted", state: "none" },
    });
    await result.cleanUp();
    expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "purged", "changed-files": "1" });
    expect(await readdir(marks.path)).toEqual([]);
  });
});

describe("a remote on this machine", () => {
  it.each(["file://", ""])("is read as objects, and its own configuration starts nothing: %s", async (scheme) => {
    await using folder = await temporaryFolder();
    await using marks = await temporaryFolder();
    await using hostile = await createHostile(folder.path, marks.path);
    await using repository = await createRepository({ "public/index.html": "1" });
    await repository.git("config", "remote.origin.url", `${scheme}${hostile.root}`);
    const result = await runAction({
      workspace: repository.root,
      event: { name: "workflow_dispatch", payload: {} },
      with: { ...inputsFor(sandbox), state: "none", base: await hostile.head() },
    });
    await result.cleanUp();
    // The other end of a fetch would say why it has no such tree.
    expect(result.log.join("\n")).not.toContain("remote:");
    expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "failed", "error-code": "E_DIFF" });
    expect(await readdir(marks.path)).toEqual([]);
  });
});

describe("programs that lie in the workspace", () => {
  it.each(["absolute", "relative"])(
    "are not started in place of others, where the PATH names them: %s",
    async (kind) => {
      await using marks = await temporaryFolder();
      await using repository = await createRepository({ "public/index.html": "1" });
      const own = join(repository.root, "node_modules/.bin");
      await mkdir(own, { recursive: true });
      for (const name of ["git", "tar", "gzip", "ssh"]) await canary(join(own, name), join(marks.path, name));
      const first = kind === "absolute" ? own : "node_modules/.bin";
      const result = await runAction({
        workspace: repository.root,
        event: { name: "workflow_dispatch", payload: {} },
        with: { ...inputsFor(sandbox), "wait-for": "accepted", state: "none" },
        env: { PATH: `${first}${delimiter}${process.env["PATH"]}` },
      });
      await result.cleanUp();
      expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "purged" });
      expect(await readdir(marks.path)).toEqual([]);
    },
  );
});

describe("a git directory with a pipe in place of a file", () => {
  it.each([
    "commondir",
    "HEAD",
    "index",
    "config",
    "packed-refs",
    "shallow",
    "sharedindex.1",
    "objects/info/alternates",
  ])("is refused at once: %s", async (name) => {
    await using repository = await createRepository({ "public/index.html": "1" });
    const path = join(repository.root, ".git", name);
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    execFileSync("mkfifo", [path]);
    const result = await runAction({
      workspace: repository.root,
      event: { name: "workflow_dispatch", payload: {} },
      with: { ...inputsFor(sandbox), state: "none" },
      timeoutMs: 20_000,
    });
    await result.cleanUp();
    expect(result.timedOut).toBe(false);
    expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "failed", "error-code": "E_DIFF" });
  });
});

describe("a committed link that leads out of the workspace", () => {
  const SECRET = "root:x:0:0:the-secret-line";

  async function stepWith(target: string, inputs: Readonly<Record<string, string>>) {
    await using repository = await createRepository({ "public/index.html": "1" });
    await repository.link("linked", target);
    await repository.commit();
    const result = await runAction({
      workspace: repository.root,
      event: { name: "workflow_dispatch", payload: {} },
      with: { ...inputsFor(sandbox), "wait-for": "accepted", ...inputs },
    });
    const reports = await Promise.all(
      (await readdir(result.temp)).map((name) => readFile(join(result.temp, name), "utf8").catch(() => "")),
    );
    await result.cleanUp();
    return { ...result, text: [...result.log, result.summary, ...reports].join("\n") };
  }

  it.each([
    ["purge", { purge: "file:linked/list.txt", changes: "none" }],
    ["purge", { purge: "sitemap:linked/list.txt", changes: "none" }],
    ["build-dir", { "build-dir": "linked" }],
    ["routes", { routes: "** -> sitemap:linked/list.txt", base: "HEAD~1" }],
  ])("shows nothing of what it leads to: %s %j", async (input, inputs) => {
    await using outside = await temporaryFolder();
    await writeFile(join(outside.path, "list.txt"), `${SECRET}\n`);
    const { outputs, text } = await stepWith(outside.path, { state: "none", ...inputs });
    expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(text).toMatch(
      new RegExp(`(?:${input}|sitemap:linked/list.txt).*(?:leads elsewhere|leads out of the workspace)`),
    );
    expect(text).not.toContain("the-secret-line");
  });

  it("keeps the memory from being written there", async () => {
    await using outside = await temporaryFolder();
    const { outputs, text } = await stepWith(outside.path, { state: "file:linked/x" });
    expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_STATE" });
    expect(text).toContain("leads out of it");
    expect(await readdir(outside.path)).toEqual([]);
  });
});
