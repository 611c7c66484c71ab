/** Checkouts of other shapes than the usual one: what is said of them, and what is compared. */
import { execFile as execFileWithCallback } from "node:child_process";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { once } from "../../src/lib/once.ts";
import { createRepository, temporaryFolder } from "../support/repository.ts";
import { pushEvent } from "../support/runner.ts";
import { inputsFor } from "../support/site.ts";
import { runAction } from "./runner.ts";

const execFile = promisify(execFileWithCallback);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ provider: "paradarum", propagationMs: 0 });
});
afterAll(() => sandbox.close());

type Inputs = Readonly<Record<string, string>>;

async function step(workspace: string, [base, head]: readonly [string, string], inputs: Inputs = {}) {
  const given = { ...inputsFor(sandbox), "wait-for": "accepted", state: "none", ...inputs };
  const result = await runAction({ workspace, event: pushEvent(base, head), with: given });
  await result.cleanUp();
  return { ...result, text: result.log.join("\n") };
}

async function twoCommits() {
  const repository = await createRepository({ "public/index.html": "1", "public/a.html": "1", "src/x": "1" });
  const base = await repository.head();
  await repository.write({ "public/a.html": "2" });
  const head = await repository.commit();
  return { repository, ends: [base, head] as const, [Symbol.asyncDispose]: () => repository.close() };
}

describe("a sparse checkout", () => {
  it("without build-dir says that it is in the commit and not on this disk", async () => {
    await using site = await twoCommits();
    await site.repository.git("sparse-checkout", "set", "src");
    const { outputs, text } = await step(site.repository.root, site.ends);
    expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(text).toMatch(/build-dir: "public" exists in the commit, not on this disk.*sparse-checkout/);
  });
});

describe("a checkout in a folder of the workspace", () => {
  it("with routes alone is pointed at", async () => {
    await using site = await twoCommits();
    await using workspace = await temporaryFolder();
    await rename(site.repository.root, join(workspace.path, "site"));
    const inputs = { "build-dir": "", routes: "src/** -> /x/", changes: "git" };
    const { outputs, text } = await step(workspace.path, site.ends, inputs);
    expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(text).toMatch(/the workspace itself is none, "site" is one.*changes: github/);
  });
});

describe("a file that git takes for unchanged by its settings", () => {
  const MARKS = { "--assume-unchanged": "index.html", "--skip-worktree": "a.html" };

  const runs = once(async () => {
    await using site = await twoCommits();
    const plain = await step(site.repository.root, site.ends);
    for (const [mark, name] of Object.entries(MARKS)) {
      await site.repository.git("update-index", mark, `public/${name}`);
      await writeFile(join(site.repository.root, "public", name), "edited after the checkout");
    }
    await using memory = await temporaryFolder();
    return { plain, marked: await step(site.repository.root, site.ends, { state: `file:${memory.path}/record` }) };
  });

  it.each(Object.entries(MARKS))("is compared all the same: %s", async (_, name) => {
    const { plain, marked } = await runs();
    expect(plain.text).not.toContain("Changes: build");
    const [, named = ""] =
      /Changes: build, since git does not track these files of build-dir as they are: (.*)\./.exec(marked.text) ?? [];
    expect(named.split(", ")).toContain(`"${name}"`);
    expect(named.split(", ")).toHaveLength(Object.keys(MARKS).length);
  });
});

// The action waits three seconds for git before it looks for what git waits for.
describe.concurrent("a pipe in place of a file that git reads by its name", () => {
  it.each([".gitattributes", ".gitignore", "public/.gitignore"])("is named, and not waited for: %s", async (name) => {
    await using site = await twoCommits();
    await execFile("mkfifo", [join(site.repository.root, name)]);
    // Written anew, so that git compares its content, for which it reads the attributes.
    await writeFile(join(site.repository.root, "public/index.html"), "1");
    const { outputs, text } = await step(site.repository.root, site.ends);
    expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG", "request-count": "0" });
    expect(text).toContain(`build-dir: cannot be compared with the commit: "${name}" in the checkout is a pipe`);
  });
});

describe.concurrent("a pipe in the git directory", () => {
  it.each(["refs/heads/main", "objects/info/commit-graph", "objects/pack/multi-pack-index"])(
    "is named, and not waited for: %s",
    async (name) => {
      await using site = await twoCommits();
      const path = join(site.repository.root, ".git", name);
      await rm(path, { force: true });
      await execFile("mkfifo", [path]);
      const { outputs, text } = await step(site.repository.root, site.ends);
      expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_DIFF", "request-count": "0" });
      expect(text).toContain(`cannot be read: "${name}" in its git directory is a pipe`);
    },
  );
});

describe("a build-dir that is a submodule which is not checked out", () => {
  it("is compared by its commit, and never by files that are not there", async () => {
    await using part = await createRepository({ "p.html": "1" });
    await using repository = await createRepository({ "src/x": "1" });
    await repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", part.root, "public");
    const base = await repository.commit();
    await repository.git("submodule", "--quiet", "deinit", "--force", "public");
    await rm(join(repository.root, ".git/modules"), { recursive: true });
    await repository.write({ "src/x": "2" });
    const ends = [base, await repository.commit()] as const;
    expect((await step(repository.root, ends)).outputs).toMatchObject({ verdict: "nothing-to-purge" });
    const byContent = await step(repository.root, ends, { changes: "build" });
    expect(byContent.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(byContent.text).toMatch(/"public" is empty.*submodule that is not checked out.*submodules: true/);
  });
});

describe("a deploy by a link", () => {
  it("purges what the new target has other than the old one, and nothing else", async () => {
    await using repository = await createRepository({
      "releases/1/a.html": "1",
      "releases/1/same.html": "1",
      "releases/2/a.html": "2",
      "releases/2/same.html": "1",
    });
    await repository.link("current", "releases/1");
    const base = await repository.commit();
    await repository.link("current", "releases/2");
    const head = await repository.commit();
    const { outputs, text } = await step(repository.root, [base, head], { "build-dir": "current" });
    expect(outputs, text).toMatchObject({ verdict: "purged", "changed-files": "1" });
  });
});
