/** What one run leaves to the next ones, through the built action: plans beyond the cap, routes, and rules of the host. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ProviderId, Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { createRepository, temporaryFolder } from "../support/repository.ts";
import { accountInputs, BUILD_DIR, fill, inputsFor, staleOf } from "../support/site.ts";
import { reportOf } from "../support/stage.ts";
import { writeFiles } from "../support/write-files.ts";
import { type ActionResult, type ActionRun, runAction } from "./runner.ts";

type Inputs = Readonly<Record<string, string>>;

async function sandboxOf(provider: ProviderId): Promise<Sandbox> {
  // A minute of the vendor's takes 6 ms: many runs follow each other here.
  const sandbox = await startSandbox({ provider, propagationMs: 0, timeScale: 0.0001 });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function runIn(workspace: string, inputs: Inputs, run: Partial<ActionRun> = {}): Promise<ActionResult> {
  const result = await runAction({
    workspace,
    event: { name: "workflow_dispatch", payload: {} },
    with: { state: "file:record", "wait-for": "accepted", ...inputs },
    ...run,
  });
  onTestFinished(() => result.cleanUp());
  return result;
}

/** A built site in a folder that git does not know. */
async function siteIn(sandbox: Sandbox) {
  const folder = await temporaryFolder();
  onTestFinished(() => folder[Symbol.asyncDispose]());
  return {
    async deploy(build: ReadonlyMap<string, string>): Promise<void> {
      await rm(join(folder.path, BUILD_DIR), { recursive: true, force: true });
      writeFiles(join(folder.path, BUILD_DIR), build);
      sandbox.origin.deploy(build);
    },
    write: (path: string, content: string) => writeFile(join(folder.path, path), content),
    step: (inputs: Inputs = {}, run: Partial<ActionRun> = {}) =>
      runIn(folder.path, { ...inputsFor(sandbox), changes: "build", ...inputs }, run),
  };
}

const UNPAID = { do: "answer", status: 401, body: "{}" } as const;

describe("over-limit: defer", () => {
  const names = Array.from({ length: 400 }, (_, n) => `p${n}`);
  const build = (version: (name: string) => number) =>
    new Map(names.map((name) => [`${name}/index.html`, `${name} version ${version(name)}`]));
  const paths = names.map((name) => `/${name}/`);

  // A dozen processes, one after the other.
  it("renders 400 pages at Hado over several runs, each one once, and what changes meanwhile", async () => {
    const sandbox = await sandboxOf("hado");
    // Each page once, and one more for the page that changes behind its render.
    sandbox.api.set({ monthlyLimit: 401 });
    const { deploy, step } = await siteIn(sandbox);
    await deploy(build(() => 1));
    await fill(sandbox, paths);
    await deploy(build(() => 2));
    const ends: string[] = [];
    for (let run = 0; run < 12 && ends.at(-1) !== "purged"; run++) {
      // In the third run a page that is through changes, and one that is still owed.
      if (run === 2) await deploy(build((name) => (name === "p0" || name === "p99" ? 3 : 2)));
      // Later runs need no build to pay what is owed.
      const { outputs } = await step({ "over-limit": "defer", ...(run > 3 ? { changes: "none" } : {}) });
      ends.push(outputs["verdict"] ?? "");
      expect(outputs["request-count"]).toBe(run < 8 ? "50" : "1");
    }

    expect(ends).toEqual([...Array.from({ length: 8 }, () => "deferred"), "purged"]);
    expect(await staleOf(sandbox, paths)).toEqual([]);
    expect((await step({ "over-limit": "defer" })).outputs["verdict"]).toBe("nothing-to-purge");
  }, 60_000);

  it.each([1, 2, 3])("sends first what earlier routes are about, however deep it lies: %i of 4", async (most) => {
    const sandbox = await sandboxOf("paradarum");
    const { deploy, step } = await siteIn(sandbox);
    const version = (number: number) =>
      new Map(["a/x", "b", "c/x", "news/deep/x"].map((name) => [`${name}.html`, `${name} ${number}`]));
    const routes = "news/** -> path\nc/** -> /c/x.html\na/** -> path";
    const limits = { "url-style": "exact", "purge-by": "path", "over-limit": "defer", routes };
    const paths = ["/news/deep/x.html", "/c/x.html", "/a/x.html", "/b.html"];
    await deploy(version(1));
    await step({ ...limits, "on-missing-state": "adopt" });
    await fill(sandbox, paths);
    await deploy(version(2));

    expect((await step({ ...limits, "max-purges": String(most) })).outputs["verdict"]).toBe("deferred");
    expect(await staleOf(sandbox, paths)).toEqual(paths.slice(most));
    expect((await step(limits)).outputs["verdict"]).toBe("purged");
    expect(await staleOf(sandbox, paths)).toEqual([]);
  });

  it("is an error where nothing is remembered, and for what purge names on every run", async () => {
    const sandbox = await sandboxOf("hado");
    const { deploy, step } = await siteIn(sandbox);
    await deploy(build(() => 1));
    for (const [inputs, message] of [
      [{ state: "none" }, /over-limit: is defer, and nothing remembers.*state is none/],
      [{ state: "auto", changes: "none", purge: "/a" }, /over-limit: is defer, and nothing remembers/],
      [{ purge: paths.slice(0, 51).join("\n") }, /purge: one run at Hado SEO may send 50, and purge names 1 more/],
    ] as const) {
      const result = await step({ "over-limit": "defer", ...inputs });
      expect(result.outputs["error-code"]).toBe("E_CONFIG");
      expect(result.log.join("\n")).toMatch(message);
    }
    expect(sandbox.api.requests).toEqual([]);
  });
});

describe("routes that a failed run followed", () => {
  const ROUTES = "content/*.md -> /$1/\ndocs/** -> none";
  const paths = ["/a/", "/b/"];
  const version = (number: number) => new Map(["a", "b"].map((name) => [`${name}/index.html`, `${name} ${number}`]));

  /** A site made of sources: its first version is remembered, `content/a.md` has changed since, and the edge is full. */
  async function sources(adopted: Inputs = {}) {
    const sandbox = await sandboxOf("batoff");
    const repository = await createRepository({
      "content/a.md": "1",
      "content/b.md": "1",
      "docs/x": "1",
      LICENSE: "1",
    });
    onTestFinished(() => repository.close());
    const step = (inputs: Inputs = {}, run: Partial<ActionRun> = {}) =>
      runIn(repository.root, { ...accountInputs(sandbox), changes: "git", routes: ROUTES, ...inputs }, run);
    sandbox.origin.deploy(version(1));
    expect((await step({ ...adopted, "on-missing-state": "adopt" })).outputs["verdict"]).toBe("adopted");
    await fill(sandbox, paths);
    await repository.write({ "content/a.md": "2", "docs/x": "2", LICENSE: "2" });
    await repository.commit();
    sandbox.origin.deploy(version(2));
    return { sandbox, step };
  }

  it("are followed again by a run that has no diff, and by one that reads none", async () => {
    for (const changes of ["git", "none"]) {
      const { sandbox, step } = await sources();
      sandbox.api.fault([UNPAID]);
      expect((await step()).outputs["verdict"]).toBe("failed");

      const { outputs } = await step({ changes });
      expect(outputs).toMatchObject({ verdict: "purged", "purged-count": "1", "owed-count": "0" });
      expect(await staleOf(sandbox, paths)).toEqual(["/b/"]);
      expect((await step({ changes })).outputs["verdict"]).toBe("nothing-to-purge");
    }
  });

  it("are followed again after a kill before anything was sent", async () => {
    const { sandbox, step } = await sources();
    await step({}, { signalAfter: { signal: "SIGKILL", when: /^Plan: / } });

    expect((await step()).outputs["verdict"]).toBe("purged");
    expect(await staleOf(sandbox, paths)).toEqual(["/b/"]);
  });

  it("make everything stale when they are no longer the same", async () => {
    const { sandbox, step } = await sources();
    sandbox.api.fault([UNPAID]);
    await step();

    expect((await step({ routes: "docs/** -> /docs/" })).outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(await staleOf(sandbox, paths)).toEqual([]);
  });

  it("stay owed where a file that none matches makes the run fail", async () => {
    const { sandbox, step } = await sources({ unmatched: "fail" });
    expect((await step({ unmatched: "fail" })).outputs["error-code"]).toBe("E_CONFIG");
    expect((await step({ unmatched: "fail" })).log.join("\n")).toMatch(
      /unmatched: is fail, and no route matches "LICENSE"/,
    );

    expect((await step()).outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(await staleOf(sandbox, paths)).toEqual([]);
  });
});

describe("an input that only adds to what is purged", () => {
  const page = (text: string) => new Map([["a.html", text]]);

  it.each([
    ["unmatched", "all"],
    ["unmatched", "fail"],
    ["query-strings", "cached"],
  ])("makes everything stale when it comes, and nothing when it goes: %s: %s", async (name, word) => {
    const { deploy, step } = await siteIn(await sandboxOf("paradarum"));
    const routes = { routes: "src/** -> /a" };
    await deploy(page("1"));
    await step({ ...routes, "on-missing-state": "adopt" });
    expect((await step(routes)).outputs["verdict"]).toBe("nothing-to-purge");

    const comes = await step({ ...routes, [name]: word });
    expect(comes.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(comes.log.join("\n")).toMatch(/which URLs a file has .* is not what it was at the last deploy/);
    expect((await step({ ...routes, [name]: word })).outputs["verdict"]).toBe("nothing-to-purge");
    expect((await step(routes)).outputs["verdict"]).toBe("nothing-to-purge");
  });
});

describe("rules of the host, by changes: build", () => {
  const page = new Map([["a.html", "page"]]);
  const selectors = async (result: ActionResult) =>
    (await reportOf(result)).destinations[0]?.instructions.map(({ selector }) =>
      selector.replace(/http:\/\/[^/]*/, ""),
    );

  it("are compared by the text that is remembered", async () => {
    const { deploy, step } = await siteIn(await sandboxOf("batoff"));
    const netlify = { "url-style": "netlify" };
    await deploy(new Map([...page, ["_redirects", "/x /y\n"]]));
    await step({ ...netlify, "on-missing-state": "adopt" });
    await deploy(new Map([...page, ["_redirects", "/x /y\n/old/* /new/:splat\n"]]));

    expect(await selectors(await step(netlify))).toEqual(["prefix:/old/", "/old"].sort());
  });

  it("beside the build take everything when they change, also after a kill", async () => {
    const { deploy, step, write } = await siteIn(await sandboxOf("batoff"));
    const vercel = { "url-style": "vercel" };
    await deploy(page);
    await write("vercel.json", '{"cleanUrls": false}');
    await step({ ...vercel, "on-missing-state": "adopt" });
    expect((await step(vercel)).outputs["verdict"]).toBe("nothing-to-purge");
    await write("vercel.json", '{"cleanUrls": true}');
    await step(vercel, { signalAfter: { signal: "SIGKILL", when: /^Plan: / } });

    expect(await selectors(await step(vercel))).toEqual(["prefix:/"]);
    expect((await step(vercel)).outputs["verdict"]).toBe("nothing-to-purge");
  });
});
