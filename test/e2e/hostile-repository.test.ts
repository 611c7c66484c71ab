/** Repositories that somebody else made: no program of their choice may start, since it could read the step's key. */
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { plantCanaries } from "../support/git-canaries.ts";
import { createRepository, temporaryFolder } from "../support/repository.ts";
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
  const repository = await createRepository({ "deep/page.html": "1" });
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
    const base = await repository.git("rev-parse", "HEAD");
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
    return { ...result, said: [...result.log, result.summary, ...reports].join("\n") };
  }

  it.each([
    ["purge", { purge: "file:linked/list.txt", changes: "none" }],
    ["purge", { purge: "sitemap:linked/list.txt", changes: "none" }],
    ["build-dir", { "build-dir": "linked" }],
    ["routes", { routes: "** -> sitemap:linked/list.txt", base: "HEAD~1" }],
  ])("shows nothing of what it leads to: %s %j", async (input, inputs) => {
    await using outside = await temporaryFolder();
    await writeFile(join(outside.path, "list.txt"), `${SECRET}\n`);
    const { outputs, said } = await stepWith(outside.path, { state: "none", ...inputs });
    expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(said).toMatch(
      new RegExp(`(?:${input}|sitemap:linked/list.txt).*(?:leads elsewhere|leads out of the workspace)`),
    );
    expect(said).not.toContain("the-secret-line");
  });

  it("keeps the memory from being written there", async () => {
    await using outside = await temporaryFolder();
    const { outputs, said } = await stepWith(outside.path, { state: "file:linked/x" });
    expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_STATE" });
    expect(said).toContain("leads out of it");
    expect(await readdir(outside.path)).toEqual([]);
  });
});
