/** Repositories that somebody else made: no program of their choice may start, since it could read the step's key. */
import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { once } from "../../src/lib/once.ts";
import { plantCanaries } from "../support/git-canaries.ts";
import { canary, createRepository, temporaryFolder } from "../support/repository.ts";
import { pushEvent } from "../support/runner.ts";
import { inputsFor } from "../support/site.ts";
import { type ActionRun, runAction } from "./runner.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ provider: "paradarum", propagationMs: 0 });
});
afterAll(() => sandbox.close());

type Inputs = Readonly<Record<string, string>>;

/** One step for several destinations, each with inputs of its own. */
async function stepWith(workspace: string, destinations: readonly Inputs[], more: Partial<ActionRun> = {}) {
  const { "api-key": key = "", ...account } = inputsFor(sandbox);
  const file = destinations.map((one) => ({ ...account, "api-key": "${KEY}", state: "none", ...one }));
  await writeFile(join(workspace, "sites.yml"), JSON.stringify({ destinations: file }));
  const result = await runAction({
    workspace,
    event: { name: "workflow_dispatch", payload: {} },
    with: { config: "sites.yml" },
    env: { KEY: key },
    ...more,
  });
  const files = await Promise.all(
    (await readdir(result.temp)).map((name) => readFile(join(result.temp, name), "utf8").catch(() => "")),
  );
  await result.cleanUp();
  return { ...result, text: [...result.log, result.summary, ...files].join("\n") };
}

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
  const PLACES = ["public", "public/docs"];

  /** A site for each of these places, in one checkout. */
  const purged = once(async () => {
    await using folder = await temporaryFolder();
    await using repository = await createRepository(
      Object.fromEntries(
        PLACES.flatMap((_, at) => [`${at}/public/index.html`, `${at}/public/docs/a.html`].map((path) => [path, "1"])),
      ),
    );
    const marks = await Promise.all(PLACES.map(() => temporaryFolder()));
    for (const [at, place] of PLACES.entries()) {
      await using hostile = await createHostile(folder.path, marks[at]?.path ?? "");
      await rename(join(hostile.root, ".git"), join(repository.root, String(at), place, ".git"));
    }
    const sites = PLACES.map((_, at) => ({ name: `site-${at}`, "build-dir": `${at}/public` }));
    const inputs = { include: "**\n**/.git/**", "wait-for": "accepted" };
    const result = await stepWith(
      repository.root,
      sites.map((site) => ({ ...inputs, ...site })),
    );
    const left = await Promise.all(marks.map(({ path }) => readdir(path)));
    await Promise.all(marks.map((folder) => folder[Symbol.asyncDispose]()));
    return { result, left };
  });

  it.each(PLACES)("in %s starts nothing, is not read, and is not deployed", async (place) => {
    const { result, left } = await purged();
    const at = PLACES.indexOf(place);
    expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "purged" });
    expect(result.log.join("\n")).toMatch(
      new RegExp(`\\[site-${at}\\] .*no file of the old or the new build matches "\\*\\*/\\.git/\\*\\*"`),
    );
    expect(left[at]).toEqual([]);
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
  const SCHEMES = ["file://", ""];

  /** A checkout for each of these, with a hostile repository of its own behind it. */
  const failed = once(async () => {
    await using folder = await temporaryFolder();
    await using workspace = await temporaryFolder();
    const marks = await Promise.all(SCHEMES.map(() => temporaryFolder()));
    const hostiles = await Promise.all(marks.map(({ path }) => createHostile(folder.path, path)));
    for (const [at, scheme] of SCHEMES.entries()) {
      const repository = await createRepository({ "public/index.html": "1" });
      await repository.git("config", "remote.origin.url", `${scheme}${hostiles[at]?.root}`);
      await rename(repository.root, join(workspace.path, `checkout-${at}`));
    }
    const destinations = await Promise.all(
      hostiles.map(async (one, at) => ({
        ...{ name: `checkout-${at}`, "build-dir": `checkout-${at}/public`, base: await one.head() },
      })),
    );
    const result = await stepWith(workspace.path, destinations);
    const left = await Promise.all(marks.map(({ path }) => readdir(path)));
    await Promise.all([...hostiles, ...marks].map((one) => one[Symbol.asyncDispose]()));
    return { result, left };
  });

  it.each(SCHEMES)("is read as objects, and its own configuration starts nothing: %s", async (scheme) => {
    const { result, left } = await failed();
    const at = SCHEMES.indexOf(scheme);
    const log = result.log.join("\n");
    // The other end of a fetch would say why it has no such tree.
    expect(log).not.toContain("remote:");
    expect(result.outputs, log).toMatchObject({ verdict: "failed", "error-code": "E_DIFF" });
    expect(log).toContain(`checkout-${at}: git diff-tree failed`);
    expect(left[at]).toEqual([]);
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
  const PIPES = [
    "commondir",
    "HEAD",
    "index",
    "config",
    "packed-refs",
    "shallow",
    "sharedindex.1",
    "objects/info/alternates",
  ];

  /** A step with a checkout for each of them, in a folder of its own. */
  const refused = once(async () => {
    await using workspace = await temporaryFolder();
    const checkouts = PIPES.map((_, at) => `checkout-${at}`);
    for (const [at, name] of PIPES.entries()) {
      const repository = await createRepository({ "public/index.html": "1" });
      const path = join(repository.root, ".git", name);
      await mkdir(dirname(path), { recursive: true });
      await rm(path, { force: true });
      execFileSync("mkfifo", [path]);
      await rename(repository.root, join(workspace.path, `checkout-${at}`));
    }
    const destinations = checkouts.map((name) => ({ name, "build-dir": `${name}/public` }));
    const result = await stepWith(workspace.path, destinations, { timeoutMs: 20_000 });
    return result;
  });

  it.each(PIPES)("is refused at once: %s", async (name) => {
    const result = await refused();
    expect(result.timedOut).toBe(false);
    expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "failed", "error-code": "E_DIFF" });
    const checkout = `checkout-${PIPES.indexOf(name)}`;
    expect(result.log.join("\n")).toMatch(
      new RegExp(`${checkout}: The git repository at \\S+/${checkout} cannot be read: its .git is not a git directory`),
    );
  });
});

describe("a committed link that leads out of the workspace", () => {
  const SECRET = "root:x:0:0:the-secret-line";

  const ROWS: readonly (readonly [string, Inputs])[] = [
    ["purge", { purge: "file:linked/list.txt", changes: "none" }],
    ["purge", { purge: "sitemap:linked/list.txt", changes: "none" }],
    ["build-dir", { "build-dir": "linked" }],
    ["routes", { routes: "** -> sitemap:linked/list.txt", base: "HEAD~1" }],
  ];

  async function linkTo(target: string) {
    const repository = await createRepository({ "public/index.html": "1" });
    await repository.link("linked", target);
    await repository.commit();
    return repository;
  }

  const refused = once(async () => {
    await using outside = await temporaryFolder();
    await writeFile(join(outside.path, "list.txt"), `${SECRET}\n`);
    await using repository = await linkTo(outside.path);
    const destinations = ROWS.map(([, inputs], at) => ({ name: `row-${at}`, "wait-for": "accepted", ...inputs }));
    const result = await stepWith(repository.root, destinations);
    return result;
  });

  it.each(ROWS)("shows nothing of what it leads to: %s %j", async (input, inputs) => {
    const { outputs, text } = await refused();
    const row = `row-${ROWS.findIndex(([, one]) => one === inputs)}`;
    expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(text).toMatch(
      new RegExp(`${row}.(?:${input}|sitemap:linked/list.txt).*(?:leads elsewhere|leads out of the workspace)`),
    );
    expect(text).not.toContain("the-secret-line");
  });

  it("keeps the memory from being written there", async () => {
    await using outside = await temporaryFolder();
    await using repository = await linkTo(outside.path);
    const { outputs, text } = await stepWith(repository.root, [{ name: "one", state: "file:linked/x" }]);
    expect(outputs).toMatchObject({ verdict: "failed", "error-code": "E_STATE" });
    expect(text).toContain("leads out of it");
    expect(await readdir(outside.path)).toEqual([]);
  });
});
