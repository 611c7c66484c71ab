/** Folders of whose files nothing is known: what lies below them is purged, and nothing else. */
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startSandbox } from "../../sandbox/start.ts";
import { createRepository, gitIn, temporaryFolder } from "../support/repository.ts";
import { pushEvent } from "../support/runner.ts";
import { type Build, fetchPage, fill, inputsFor } from "../support/site.ts";
import { writeFiles } from "../support/write-files.ts";
import { runAction } from "./runner.ts";

const ALLOW = ["-c", "protocol.file.allow=always"];

async function startStage(provider: "batoff" | "f5xc") {
  const sandbox = await startSandbox({ provider, propagationMs: 0 });
  return { sandbox, [Symbol.asyncDispose]: () => sandbox.close() };
}

type Pages = Readonly<Record<string, string>>;

/** The site at `path` of the repository and, in a submodule, at `part`; the head moves the submodule alone. */
async function makeMoved(part: string, files: Pages) {
  await using other = await createRepository({ "p.html": "old", "deep/q.html": "old", "same.html": "same" });
  const repository = await createRepository(files);
  await repository.git(...ALLOW, "submodule", "--quiet", "add", other.root, part);
  const base = await repository.commit();
  await other.write({ "p.html": "new", "deep/q.html": "new" });
  const second = await other.commit();
  await gitIn(join(repository.root, part), ...ALLOW, "fetch", "--quiet", other.root, second);
  await gitIn(join(repository.root, part), "checkout", "--quiet", second);
  const head = await repository.commit();
  return { root: repository.root, base, head };
}

const moved = new Map<string, ReturnType<typeof makeMoved>>();

/** A copy of such a repository, which is made once for each place of the submodule. */
async function moveSubmodule(part: string, files: Pages) {
  const made = moved.get(part) ?? makeMoved(part, files);
  moved.set(part, made);
  const { root, base, head } = await made;
  const { path, ...folder } = await temporaryFolder();
  await cp(root, path, { recursive: true, verbatimSymlinks: true });
  const repository = {
    root: path,
    write: async (pages: Pages) => writeFiles(path, pages),
    close: () => folder[Symbol.asyncDispose](),
  };
  return { repository, base, head };
}

/** As checkout leaves them by default: the folder is empty. */
async function leaveOut(repository: { readonly root: string }, part: string): Promise<void> {
  await rm(join(repository.root, ".git/modules"), { recursive: true });
  await rm(join(repository.root, part), { recursive: true });
}

function siteOf(content: string): Build {
  return new Map([
    ["index.html", "home"],
    ["about.html", "about"],
    ["part/p.html", content],
    ["part/deep/q.html", content],
    ["partner.html", "about"],
  ]);
}

const PATHS = ["/", "/about.html", "/part/p.html", "/part/deep/q.html", "/partner.html"];
const HOME = { "public/index.html": "home", "public/about.html": "about", "public/partner.html": "about" };

describe("a submodule whose commits the checkout does not have", () => {
  it.each(["batoff", "f5xc"] as const)("is purged below its path, and nothing else is: %s", async (provider) => {
    await using stage = await startStage(provider);
    const { sandbox } = stage;
    const { repository, base, head } = await moveSubmodule("public/part", HOME);
    await leaveOut(repository, "public/part");
    sandbox.origin.deploy(siteOf("old"));
    await fill(sandbox, PATHS);
    sandbox.origin.deploy(siteOf("new"));
    const result = await runAction({
      workspace: repository.root,
      event: pushEvent(base, head),
      with: { ...inputsFor(sandbox), changes: "git", state: "none" },
    });
    await result.cleanUp();
    await repository.close();
    expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "purged", "changed-files": "1" });
    expect(result.log.join("\n")).toContain('Everything below "part/" counts as changed');
    const caches = await Promise.all(PATHS.map(async (path) => (await fetchPage(sandbox, path)).cache));
    expect(caches).toEqual(["HIT", "HIT", "MISS", "MISS", "HIT"]);
  });

  it("stays owed as a folder until it is through", async () => {
    await using stage = await startStage("batoff");
    const { sandbox } = stage;
    const { repository, base, head } = await moveSubmodule("public/part", HOME);
    await leaveOut(repository, "public/part");
    const run = async (event: { name: string; payload: Record<string, unknown> }, key?: string) => {
      const result = await runAction({
        workspace: repository.root,
        event,
        with: {
          ...inputsFor(sandbox),
          ...(key === undefined ? {} : { "api-key": key }),
          changes: "git",
          state: "file:memory/record",
          "on-missing-state": "last-push",
        },
      });
      await result.cleanUp();
      return result;
    };
    sandbox.origin.deploy(siteOf("old"));
    await fill(sandbox, PATHS);
    sandbox.origin.deploy(siteOf("new"));
    const failed = await run(pushEvent(base, head), "another-key-0123456789");
    expect(failed.outputs, failed.log.join("\n")).toMatchObject({ verdict: "failed" });
    const again = await run({ name: "workflow_dispatch", payload: {} });
    await repository.close();
    expect(again.outputs, again.log.join("\n")).toMatchObject({ verdict: "purged" });
    const caches = await Promise.all(PATHS.map(async (path) => (await fetchPage(sandbox, path)).cache));
    expect(caches).toEqual(["HIT", "HIT", "MISS", "MISS", "HIT"]);
  });

  it("counts for a route that could match below it", async () => {
    await using stage = await startStage("batoff");
    const { sandbox } = stage;
    const { repository, base, head } = await moveSubmodule("themes/part", HOME);
    await leaveOut(repository, "themes/part");
    sandbox.origin.deploy(siteOf("old"));
    await fill(sandbox, PATHS);
    const result = await runAction({
      workspace: repository.root,
      event: pushEvent(base, head),
      with: {
        ...inputsFor(sandbox),
        changes: "git",
        state: "none",
        routes: "themes/part/deep/** -> /about.html\nthemes/other/** -> /partner.html",
      },
    });
    await result.cleanUp();
    await repository.close();
    expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "purged" });
    const caches = await Promise.all(PATHS.map(async (path) => (await fetchPage(sandbox, path)).cache));
    expect(caches).toEqual(["HIT", "MISS", "HIT", "HIT", "HIT"]);
  });
});

describe("a build that is a submodule", () => {
  it.each([true, false])("is compared as a folder where its commits are here: %s", async (isHere) => {
    await using stage = await startStage("batoff");
    const { sandbox } = stage;
    const { repository, base, head } = await moveSubmodule("public", { "README.md": "1" });
    if (!isHere) await rm(join(repository.root, ".git/modules"), { recursive: true });
    const old: Build = new Map([
      ["p.html", "old"],
      ["deep/q.html", "old"],
      ["same.html", "same"],
    ]);
    const paths = ["/p.html", "/deep/q.html", "/same.html"];
    sandbox.origin.deploy(old);
    await fill(sandbox, paths);
    const result = await runAction({
      workspace: repository.root,
      event: pushEvent(base, head),
      with: { ...inputsFor(sandbox), changes: "git", state: "none" },
    });
    await result.cleanUp();
    await repository.close();
    const log = result.log.join("\n");
    const caches = await Promise.all(paths.map(async (path) => (await fetchPage(sandbox, path)).cache));
    if (isHere) {
      expect(result.outputs, log).toMatchObject({ verdict: "purged", "changed-files": "2" });
      expect(caches).toEqual(["MISS", "MISS", "HIT"]);
    } else {
      // Its commit moved, and nothing is known of what lies below: all of it, and a warning that says so.
      expect(result.outputs, log).toMatchObject({ verdict: "purged", widened: "true" });
      expect(log).toMatch(/warning.*There is nothing to compare with/);
      expect(caches).toEqual(["MISS", "MISS", "MISS"]);
    }
  });

  it.each(["public", "public/part"])(
    "is compared by content where its files are not its commit's: %s",
    async (part) => {
      await using stage = await startStage("batoff");
      const { sandbox } = stage;
      const files = part === "public" ? { "README.md": "1" } : HOME;
      const { repository, base, head } = await moveSubmodule(part, files);
      await repository.write({ [`${part}/p.html`]: "not committed" });
      const result = await runAction({
        workspace: repository.root,
        event: pushEvent(base, head),
        with: { ...inputsFor(sandbox), state: "file:memory/record" },
      });
      await result.cleanUp();
      await repository.close();
      const file = part === "public" ? "p.html" : "part/p.html";
      expect(result.log.join("\n")).toContain(`git does not track these files of build-dir as they are: "${file}".`);
    },
  );
});

describe("a link of the build to a folder beside it", () => {
  it.each([
    ["**/*.css", ["HIT", "MISS", "HIT"], {}],
    ["**/*.png", ["HIT", "HIT", "HIT"], { verdict: "failed", "error-code": "E_CONFIG" }],
  ])("is all that include needs to match: %s", async (include, expected, outputs) => {
    await using stage = await startStage("batoff");
    const { sandbox } = stage;
    await using repository = await createRepository({
      "public/index.html": "home",
      "assets/x.css": "1",
      "assets/x.js": "1",
    });
    await repository.link("public/assets", "../assets");
    const base = await repository.commit();
    await repository.write({ "assets/x.css": "2", "assets/x.js": "2" });
    const head = await repository.commit();
    const paths = ["/", "/assets/x.css", "/assets/x.js"];
    sandbox.origin.deploy(
      new Map([["index.html", "home"], ...paths.slice(1).map((path) => [path.slice(1), "1"] as const)]),
    );
    await fill(sandbox, paths);
    const result = await runAction({
      workspace: repository.root,
      event: pushEvent(base, head),
      with: { ...inputsFor(sandbox), changes: "git", state: "none", include },
    });
    await result.cleanUp();
    expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "purged", ...outputs });
    const caches = await Promise.all(paths.map(async (path) => (await fetchPage(sandbox, path)).cache));
    expect(caches).toEqual(expected);
  });
});

describe("a link of the build that is re-pointed", () => {
  it("is compared as what it leads to", async () => {
    await using stage = await startStage("batoff");
    const { sandbox } = stage;
    await using repository = await createRepository({
      "public/index.html": "home",
      "releases/1/a.html": "1",
      "releases/1/same.html": "1",
      "releases/2/a.html": "2",
      "releases/2/same.html": "1",
    });
    await repository.link("public/latest", "../releases/1");
    const base = await repository.commit();
    await repository.link("public/latest", "../releases/2");
    const head = await repository.commit();
    sandbox.origin.deploy(
      new Map([
        ["index.html", "home"],
        ["latest/a.html", "1"],
        ["latest/same.html", "1"],
      ]),
    );
    const paths = ["/", "/latest/a.html", "/latest/same.html"];
    await fill(sandbox, paths);
    const result = await runAction({
      workspace: repository.root,
      event: pushEvent(base, head),
      with: { ...inputsFor(sandbox), changes: "git", state: "none" },
    });
    await result.cleanUp();
    expect(result.outputs, result.log.join("\n")).toMatchObject({ verdict: "purged" });
    const caches = await Promise.all(paths.map(async (path) => (await fetchPage(sandbox, path)).cache));
    expect(caches).toEqual(["HIT", "MISS", "HIT"]);
  });
});
