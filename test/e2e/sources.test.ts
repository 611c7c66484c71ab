import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { once } from "../../src/lib/once.ts";
import { startGitHubServer } from "../support/github-server.ts";
import { createRepository, temporaryFolder } from "../support/repository.ts";
import { accountInputs, type Build, fill, inputsFor, staleOf, urlsOf } from "../support/site.ts";
import { writeFiles } from "../support/write-files.ts";
import { type ActionResult, runAction } from "./runner.ts";

/** A workspace without git: what a job has that downloads an artifact and deploys it. */
async function createDeploys() {
  const workspace = await temporaryFolder();
  const sandbox = await startSandbox({ provider: "batoff" });
  return {
    workspace: workspace.path,
    sandbox,
    async [Symbol.asyncDispose]() {
      await sandbox.close();
      await workspace[Symbol.asyncDispose]();
    },
  };
}

type Deploys = Awaited<ReturnType<typeof createDeploys>>;

/** Builds anew, deploys and purges. */
async function deploy({ workspace, sandbox }: Deploys, build: Build, more: Readonly<Record<string, string>> = {}) {
  await rm(join(workspace, "public"), { recursive: true, force: true });
  await mkdir(join(workspace, "public"), { recursive: true });
  writeFiles(join(workspace, "public"), build);
  sandbox.origin.deploy(build);
  const event = { name: "workflow_dispatch", payload: { repository: { full_name: "octo/site" } } };
  const given = { ...inputsFor(sandbox), state: "file:memory/production", timeout: "60", ...more };
  const result = await runAction({ workspace, event, with: given });
  await result.cleanUp();
  return result;
}

function site(pages: Readonly<Record<string, string>>): Build {
  return new Map(Object.entries(pages));
}

function allUrls(...builds: readonly Build[]): readonly string[] {
  return [...new Set(builds.flatMap((build) => [...build.keys()].flatMap(urlsOf)))];
}

function sitemap(sandbox: Sandbox, pages: readonly string[]): string {
  const entries = pages.map((page) => `<url><loc>${sandbox.edge.url}${page}</loc><lastmod>2026-01-01</lastmod></url>`);
  return `<urlset>${entries.join("")}</urlset>`;
}

function logText({ log }: ActionResult): string {
  return log.join("\n");
}

describe("changes: build, in a job without git", () => {
  const REFUSED = [
    ["an empty folder", {}, /build-dir: .*is empty/],
    ["nothing that is deployed", { ".hidden": "1" }, /include: leaves out all 1 files/],
  ] as const;

  /** Two deploys, each of these in the place of a third, and the second one built anew. */
  const life = once(async () => {
    await using deploys = await createDeploys();
    const { sandbox } = deploys;
    const one = site({ "index.html": "1", "a/index.html": "1", "b c.html": "1", "x.css": "1", "same/index.html": "1" });
    const two = site({ "index.html": "2", "b c.html": "1", "x.css": "9", "d.html": "new", "same/index.html": "1" });
    const first = await deploy(deploys, one);
    await fill(sandbox, allUrls(one, two));
    const second = await deploy(deploys, two);
    const stale = await staleOf(sandbox, allUrls(one, two));
    const cached = sandbox.edge.cached();
    await fill(sandbox, allUrls(one, two));
    const requests = sandbox.api.requests.length;
    const refused = new Map<string, ActionResult>();
    for (const [name, files] of REFUSED) refused.set(name, await deploy(deploys, site(files), { changes: "build" }));
    const again = await deploy(deploys, two);
    return { first, second, stale, cached, refused, again, sentLater: sandbox.api.requests.length - requests };
  });

  it("purges everything once, then exactly what has other content, and nothing after a mere rebuild", async () => {
    const { first, second, stale, cached, again, sentLater } = await life();
    expect(first.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(logText(first)).toContain("Changes: build, since no git repository holds build-dir.");

    expect(second.outputs).toMatchObject({ verdict: "purged", "changed-files": "4" });
    expect(stale).toEqual([]);
    expect(cached).toEqual(expect.arrayContaining([expect.stringContaining("/same/")]));

    expect(again.outputs).toMatchObject({ verdict: "nothing-to-purge", "changed-files": "0", "request-count": "0" });
    expect(sentLater).toBe(0);
  });

  it.each(REFUSED)("refuses %s, and keeps what it remembers", async (name, _, message) => {
    const { refused, sentLater, again } = await life();
    const run = refused.get(name);
    expect(run?.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(run?.log.join("\n")).toMatch(message);
    expect(sentLater).toBe(0);
    expect(again.outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("does not take another build stamp for another page", async () => {
    await using deploys = await createDeploys();
    const stamped = (stamp: string, text: string): Build =>
      site({ "index.html": `<p>a</p>\n<!-- built ${stamp} -->`, "b.html": `<p>${text}</p>\n<!-- built ${stamp} -->` });
    const inputs = { "ignore-content": "# the generator's stamp\n<!-- built [^>]{1,40} -->" };
    await deploy(deploys, stamped("Mon", "1"), inputs);
    const result = await deploy(deploys, stamped("Tue", "2"), inputs);
    expect(result.outputs).toMatchObject({ verdict: "purged", "changed-files": "1", "purged-count": "1" });
    expect(logText(result)).toContain("in 2 files, text that matches was left out");
  });

  it("ends within seconds on a pattern that would run for ever, before anything is sent", async () => {
    await using deploys = await createDeploys();
    const inputs = { "ignore-content": `<!-- .{1,9} -->\n${"(?:|)".repeat(100)}#` };
    const startMs = performance.now();
    const result = await deploy(deploys, site({ "index.html": "1" }), { ...inputs, state: "none" });
    expect(result.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG", "request-count": "0" });
    expect(logText(result)).toMatch(/ignore-content: `\(\?:\|\).*does not end/);
    expect(performance.now() - startMs).toBeLessThan(30_000);
  });
});

describe("changes: auto, where one run compares commits and the next one builds", () => {
  it("compares with what the other source remembered, and says which file made it change its mind", async () => {
    const pages = ["a.html", "b.html", "same.html", "gen.html"];
    await using repository = await createRepository(
      Object.fromEntries(["a.html", "b.html", "same.html"].map((name) => [`public/${name}`, `${name} 1`])),
    );
    const sandbox = await startSandbox({ provider: "batoff" });
    const run = async () => {
      const build = new Map<string, string>();
      for (const name of pages) {
        const content = await readFile(join(repository.root, "public", name), "utf8").catch(() => undefined);
        if (content !== undefined) build.set(name, content);
      }
      await fill(
        sandbox,
        pages.map((name) => `/${name}`),
      );
      sandbox.origin.deploy(build);
      const result = await runAction({
        workspace: repository.root,
        event: { name: "workflow_dispatch", payload: {} },
        with: { ...inputsFor(sandbox), state: "file:memory/production" },
      });
      await result.cleanUp();
      expect(
        await staleOf(
          sandbox,
          pages.map((name) => `/${name}`),
        ),
      ).toEqual([]);
      return result;
    };
    const isCached = (name: string) => sandbox.edge.cached().some((key) => key.includes(`/${name}`));
    await run();

    await repository.write({ "public/a.html": "a.html 2" });
    await repository.commit();
    await writeFile(join(repository.root, "public/gen.html"), "made by the job");
    await writeFile(join(repository.root, "public/b.html"), "b.html changed by the job");
    const toBuild = await run();
    expect(toBuild.outputs).toMatchObject({ verdict: "purged", "changed-files": "3", widened: "false" });
    expect(logText(toBuild)).toMatch(/Changes: build, since git does not track .*"b\.html", "gen\.html"/);
    expect(isCached("same.html")).toBe(true);

    await repository.git("checkout", "--", "public/b.html");
    await rm(join(repository.root, "public/gen.html"));
    const toGit = await run();
    expect(toGit.outputs).toMatchObject({ verdict: "purged", "changed-files": "2", widened: "false" });
    expect(isCached("same.html")).toBe(true);

    await repository.write({ "public/a.html": "a.html 3" });
    await repository.commit();
    const again = await run();
    expect(again.outputs).toMatchObject({ verdict: "purged", "changed-files": "1" });
    await sandbox.close();
  });
});

describe("changes: auto with routes", () => {
  it("follows source files where builds are compared, and when it changes its mind", async () => {
    const paths = ["/a.html", "/blog/", "/same.html"];
    await using repository = await createRepository({
      "public/a.html": "1",
      "public/same.html": "1",
      "src/post.md": "1",
    });
    const sandbox = await startSandbox({ provider: "batoff", propagationMs: 0 });
    const run = async () => {
      sandbox.origin.deploy(new Map(["a.html", "blog/index.html", "same.html"].map((name) => [name, "1"])));
      await fill(sandbox, paths);
      const result = await runAction({
        workspace: repository.root,
        event: { name: "workflow_dispatch", payload: {} },
        with: { ...inputsFor(sandbox), state: "file:memory/production", routes: "src/** -> /blog/" },
      });
      await result.cleanUp();
      const gone = paths.filter((path) => !sandbox.edge.cached().includes(sandbox.edge.url + path));
      return { ...result.outputs, gone, log: logText(result) };
    };
    const changeSource = async (content: string) => {
      await repository.write({ "src/post.md": content });
      await repository.git("add", "src");
      await repository.git("commit", "--quiet", "-m", content);
    };
    await run();

    await changeSource("2");
    await repository.write({ "public/gen.html": "made by the job" });
    const toBuild = await run();
    expect(toBuild, toBuild.log).toMatchObject({ verdict: "purged", widened: "false", gone: ["/blog/"] });

    await changeSource("3");
    const build = await run();
    expect(build, build.log).toMatchObject({ verdict: "purged", widened: "false", gone: ["/blog/"] });
    expect(await run()).toMatchObject({ verdict: "nothing-to-purge" });

    await changeSource("4");
    await rm(join(repository.root, "public/gen.html"));
    const toGit = await run();
    expect(toGit, toGit.log).toMatchObject({ verdict: "purged", widened: "false", gone: ["/blog/"] });
    await sandbox.close();
  });
});

describe("changes: sitemap, for pages that are no files", () => {
  it("purges what joined and what left, by index files and gzip too", async () => {
    await using deploys = await createDeploys();
    const { sandbox } = deploys;
    const app = (pages: readonly string[]): Build =>
      new Map<string, string>([
        ["index.html", "<div id=app></div>"],
        ["sitemap.xml", `<sitemapindex><sitemap><loc>${sandbox.edge.url}/pages.xml</loc></sitemap></sitemapindex>`],
        ["pages.xml", sitemap(sandbox, pages)],
      ]);
    const hint = await deploy(deploys, app(["/", "/a", "/b", "/c", "/d"]), { changes: "build" });
    expect(logText(hint)).toContain("one HTML file, and its sitemap lists 5 pages");
    await deploy(deploys, app(["/", "/a", "/b"]), { changes: "build sitemap" });
    await fill(sandbox, ["/a", "/b", "/c%20d", "/e"]);
    const result = await deploy(deploys, app(["/", "/b", "/c d"]), { changes: "build\nsitemap" });
    expect(result.outputs["verdict"]).toBe("purged");
    const left = sandbox.edge.cached().join(" ");
    expect(left).toMatch(/\/b\b.*\/e\b/);
    expect(left).not.toMatch(/\/a\b|c%20d/);
    expect(result.summary).toContain("Changed pages of the sitemap: 2");
  });

  it("reads a gzipped one, and compares lastmod only where that is requested", async () => {
    await using deploys = await createDeploys();
    const { workspace, sandbox } = deploys;
    const write = async (stamp: string) => {
      await mkdir(join(workspace, "public"), { recursive: true });
      const text = sitemap(sandbox, ["/", "/a"]).replaceAll("2026-01-01", stamp);
      await writeFile(join(workspace, "public/sitemap.xml.gz"), gzipSync(text));
    };
    const run = async (changes: string) => {
      const event = { name: "schedule", payload: {} };
      const given = { ...inputsFor(sandbox), changes, state: "file:memory/production" };
      const result = await runAction({ workspace, event, with: given });
      await result.cleanUp();
      return result.outputs["verdict"];
    };
    await write("2026-01-01");
    expect(await run("sitemap")).toBe("purged");
    await write("2026-01-02");
    expect(await run("sitemap")).toBe("nothing-to-purge");
    await write("2026-01-03");
    expect(await run("sitemap-lastmod")).not.toBe("failed");
    await write("2026-01-04");
    expect(await run("sitemap-lastmod")).toBe("purged");
  });
});

describe("changes: github, in a job without a checkout", () => {
  it("purges what a push changed", async () => {
    await using deploys = await createDeploys();
    await using repository = await createRepository({ "public/a.html": "1", "public/b.html": "1" });
    const before = await repository.head();
    await repository.write({ "public/a.html": "2" });
    const after = await repository.commit();
    await using server = await startGitHubServer(repository);
    const { sandbox, workspace } = deploys;
    await fill(sandbox, ["/a.html", "/b.html"]);
    const payload = { before, after, ref: "refs/heads/main", repository: { full_name: "octo/site" } };
    const given = { ...inputsFor(sandbox), changes: "github", state: "none" };
    const run = { workspace, event: { name: "push", payload }, with: given, github: { api_url: server.url } };
    const result = await runAction(run);
    await result.cleanUp();
    expect(result.outputs, logText(result)).toMatchObject({ verdict: "purged", "changed-files": "1" });
    expect(sandbox.edge.cached()).toEqual([expect.stringMatching(/\/b\.html$/)]);
    expect(result.rawStdout + result.rawStderr).not.toMatch(/octokit|Warning/);
  });

  it("is what auto takes where routes are all that is given: they are followed, and owed after a failed purge", async () => {
    await using deploys = await createDeploys();
    await using repository = await createRepository({ "content/a.md": "1", "content/b.md": "1", "docs/x": "1" });
    const before = await repository.head();
    await repository.write({ "content/a.md": "2", "docs/x": "2" });
    const after = await repository.commit();
    await using server = await startGitHubServer(repository);
    const { sandbox, workspace } = deploys;
    const pages = (text: string) => site({ "a/index.html": `a ${text}`, "b/index.html": `b ${text}` });
    const routes = "content/*.md -> /$1/\ndocs/** -> none";
    const step = async (sha: string, more: Readonly<Record<string, string>> = {}) => {
      const event = { name: "workflow_dispatch", payload: { repository: { full_name: "octo/site" } } };
      const given = { ...accountInputs(sandbox), routes, state: "file:memory/production", ...more };
      const result = await runAction({ workspace, event, with: given, github: { api_url: server.url, sha } });
      await result.cleanUp();
      return result;
    };
    sandbox.origin.deploy(pages("1"));
    const first = await step(before, { "on-missing-state": "adopt" });
    expect(first.outputs, logText(first)).toMatchObject({ verdict: "adopted" });
    expect(logText(first)).toContain("Changes: github, since the workspace holds no checkout.");

    await fill(sandbox, ["/a/", "/b/"]);
    sandbox.origin.deploy(pages("2"));
    sandbox.api.fault([{ do: "answer", status: 401, body: "{}" }]);
    expect((await step(after)).outputs).toMatchObject({ verdict: "failed", "owed-count": "1" });
    // The rollback shows no difference, and neither does a run that reads none.
    const rollback = await step(before);
    expect(rollback.outputs, logText(rollback)).toMatchObject({ verdict: "purged", "purged-count": "1" });
    expect(await staleOf(sandbox, ["/a/", "/b/"])).toEqual(["/b/"]);
    expect((await step(before, { changes: "none" })).outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("is an error without a token, which auto needs then too", async () => {
    await using deploys = await createDeploys();
    const { sandbox, workspace } = deploys;
    const given = { ...accountInputs(sandbox), routes: "a -> /a", "github-token": "" };
    const result = await runAction({ workspace, event: { name: "push", payload: {} }, with: given });
    await result.cleanUp();
    expect(result.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(logText(result)).toMatch(/github-token: is empty, and changes: github asks GitHub's API/);
    expect(sandbox.api.requests).toEqual([]);
  });
});
