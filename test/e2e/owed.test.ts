/** What one run leaves to the next ones, through the built action: plans beyond the cap, routes, and rules of the host. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import type { ProviderId, Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { once } from "../support/once.ts";
import { createRepository, temporaryFolder } from "../support/repository.ts";
import { accountInputs, BUILD_DIR, fill, inputsFor, staleOf } from "../support/site.ts";
import { reportOf } from "../support/stage.ts";
import { writeFiles } from "../support/write-files.ts";
import { type ActionResult, type ActionRun, runAction } from "./runner.ts";

type Inputs = Readonly<Record<string, string>>;

type Finish = () => PromiseLike<void>;

/** What several tests share goes with the file. */
const shared: Finish[] = [];
const withFile = (finish: Finish): unknown => shared.push(finish);
afterAll(async () => {
  for (const finish of shared.toReversed()) await finish();
});

async function sandboxOf(provider: ProviderId, atEnd: (finish: Finish) => unknown = onTestFinished): Promise<Sandbox> {
  // A minute of the vendor's takes 6 ms: many runs follow each other here.
  const sandbox = await startSandbox({ provider, propagationMs: 0, timeScale: 0.0001 });
  atEnd(() => sandbox.close());
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
async function siteIn(sandbox: Sandbox, atEnd: (finish: Finish) => unknown = onTestFinished) {
  const folder = await temporaryFolder();
  atEnd(() => folder[Symbol.asyncDispose]());
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

  const deep = ["/news/deep/x.html", "/c/x.html", "/a/x.html", "/b.html"];

  /** One site that changes three times; each time a run may send one purge more, and the next one sends the rest. */
  const limited = once(async () => {
    const sandbox = await sandboxOf("paradarum", withFile);
    const { deploy, step } = await siteIn(sandbox, withFile);
    const version = (number: number) => new Map(deep.map((path) => [path.slice(1), `${path} ${number}`]));
    const routes = "news/** -> path\nc/** -> /c/x.html\na/** -> path";
    const limits = { "url-style": "exact", "purge-by": "path", "over-limit": "defer", routes };
    const seen = async ({ outputs }: ActionResult) => ({
      verdict: outputs["verdict"],
      stale: await staleOf(sandbox, deep),
    });
    await deploy(version(0));
    await step({ ...limits, "on-missing-state": "adopt" });
    const rounds = [];
    for (const most of [1, 2, 3]) {
      await fill(sandbox, deep);
      await deploy(version(most));
      const first = await seen(await step({ ...limits, "max-purges": String(most) }));
      rounds.push({ first, rest: await seen(await step(limits)) });
    }
    return rounds;
  });

  it.each([1, 2, 3])("sends first what earlier routes are about, however deep it lies: %i of 4", async (most) => {
    const round = (await limited())[most - 1];
    expect(round?.first).toEqual({ verdict: "deferred", stale: deep.slice(most) });
    expect(round?.rest).toEqual({ verdict: "purged", stale: [] });
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

  /** A site made of sources: `content/a.md` has changed since what is remembered, and the edge holds the old pages. */
  const site = once(async () => {
    const sandbox = await sandboxOf("batoff", withFile);
    const repository = await createRepository({
      "content/a.md": "1",
      "content/b.md": "1",
      "docs/x": "1",
      LICENSE: "1",
    });
    withFile(() => repository.close());
    const step = (inputs: Inputs = {}, run: Partial<ActionRun> = {}) =>
      runIn(repository.root, { ...accountInputs(sandbox), changes: "git", routes: ROUTES, ...inputs }, run);
    const record = join(repository.root, "record");
    const adopt = async (inputs: Inputs) => {
      await rm(record, { force: true });
      expect((await step({ ...inputs, "on-missing-state": "adopt" })).outputs["verdict"]).toBe("adopted");
      return readFile(record, "utf8");
    };
    const adopted = await adopt({});
    const strict = await adopt({ unmatched: "fail" });
    await repository.write({ "content/a.md": "2", "docs/x": "2", LICENSE: "2", record: null });
    await repository.commit();
    return { sandbox, step, record, adopted, strict };
  });

  /** The record as it was, and visitors since: each test goes on from here. */
  async function goOn(kept: string) {
    const { sandbox, step, record } = await site();
    await writeFile(record, kept);
    sandbox.edge.empty();
    sandbox.origin.deploy(version(1));
    await fill(sandbox, paths);
    sandbox.origin.deploy(version(2));
    return { sandbox, step };
  }

  /** What is remembered after a run whose purge was refused. */
  const refused = once(async () => {
    const { sandbox, step } = await goOn((await site()).adopted);
    sandbox.api.fault([UNPAID]);
    expect((await step()).outputs["verdict"]).toBe("failed");
    return readFile((await site()).record, "utf8");
  });

  it.each(["git", "none"])(
    "are followed again by a run that has no diff, or reads none: changes: %s",
    async (changes) => {
      const { sandbox, step } = await goOn(await refused());

      const { outputs } = await step({ changes });
      expect(outputs).toMatchObject({ verdict: "purged", "purged-count": "1", "owed-count": "0" });
      expect(await staleOf(sandbox, paths)).toEqual(["/b/"]);
      expect((await step({ changes })).outputs["verdict"]).toBe("nothing-to-purge");
    },
  );

  it("are followed again after a kill before anything was sent", async () => {
    const { sandbox, step } = await goOn((await site()).adopted);
    await step({}, { signalAfter: { signal: "SIGKILL", when: /^Plan: / } });

    expect((await step()).outputs["verdict"]).toBe("purged");
    expect(await staleOf(sandbox, paths)).toEqual(["/b/"]);
  });

  it("make everything stale when they are no longer the same", async () => {
    const { sandbox, step } = await goOn(await refused());

    expect((await step({ routes: "docs/** -> /docs/" })).outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(await staleOf(sandbox, paths)).toEqual([]);
  });

  it("stay owed where a file that none matches makes the run fail", async () => {
    const { sandbox, step } = await goOn((await site()).strict);
    expect((await step({ unmatched: "fail" })).outputs["error-code"]).toBe("E_CONFIG");
    expect((await step({ unmatched: "fail" })).log.join("\n")).toMatch(
      /unmatched: is fail, and no route matches "LICENSE"/,
    );

    expect((await step()).outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(await staleOf(sandbox, paths)).toEqual([]);
  });
});

describe("an input that only adds to what is purged", () => {
  const ADDITIONS = [
    ["unmatched", "all"],
    ["unmatched", "fail"],
    ["query-strings", "cached"],
  ] as const;
  const routes = { routes: "src/** -> /a" };

  /** One site where each of them comes, stays and goes, one after the other. */
  const rounds = once(async () => {
    const { deploy, step } = await siteIn(await sandboxOf("paradarum", withFile), withFile);
    await deploy(new Map([["a.html", "1"]]));
    await step({ ...routes, "on-missing-state": "adopt" });
    const runs = new Map<
      string,
      { readonly comes: ActionResult; readonly stays: ActionResult; readonly goes: ActionResult }
    >();
    const without = await step(routes);
    for (const [name, word] of ADDITIONS) {
      const given = { ...routes, [name]: word };
      const [comes, stays] = [await step(given), await step(given)];
      runs.set(word, { comes, stays, goes: await step(routes) });
    }
    return { without, runs };
  });

  it.each(ADDITIONS)("makes everything stale when it comes, and nothing when it goes: %s: %s", async (_, word) => {
    const { without, runs } = await rounds();
    expect(without.outputs["verdict"]).toBe("nothing-to-purge");
    const round = runs.get(word);

    expect(round?.comes.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(round?.comes.log.join("\n")).toMatch(/which URLs a file has .* is not what it was at the last deploy/);
    expect(round?.stays.outputs["verdict"]).toBe("nothing-to-purge");
    expect(round?.goes.outputs["verdict"]).toBe("nothing-to-purge");
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
