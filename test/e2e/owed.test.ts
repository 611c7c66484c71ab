/** What one run leaves to the next ones, through the built action: plans beyond the cap, routes, and rules of the host. */
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../../sandbox/start.ts";
import { once } from "../../src/lib/once.ts";
import { createRepository } from "../support/repository.ts";
import { BUILD_DIR, fill, inputsFor, staleOf } from "../support/site.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { writeFiles } from "../support/write-files.ts";
import { type OwnSite, refusedTogether, type SiteStep, sideBySide } from "./side-by-side.ts";

const UNPAID = { do: "answer", status: 401, body: "{}" } as const;

const builds = sideBySide({ inputs: { changes: "build" } });

describe("over-limit: defer", () => {
  const names = Array.from({ length: 400 }, (_, n) => `p${n}`);
  const build = (version: (name: string) => number) =>
    new Map(names.map((name) => [`${name}/index.html`, `${name} version ${version(name)}`]));
  const paths = names.map((name) => `/${name}/`);

  it(
    "renders 400 pages at Hado over several runs, each one once, and what changes meanwhile",
    builds.with("hado", async ({ sandbox, deploy, step }) => {
      // Each page once, and one more for the page that changes behind its render.
      sandbox.api.set({ monthlyLimit: 401 });
      await deploy(
        build(() => 1),
        paths,
      );
      await deploy(build(() => 2));
      const ends: string[] = [];
      for (let run = 0; run < 12 && ends.at(-1) !== "purged"; run++) {
        // In the third run a page that is through changes, and one that is still owed.
        if (run === 2) await deploy(build((name) => (name === "p0" || name === "p99" ? 3 : 2)));
        // Later runs need no build to pay what is owed.
        const { verdict, requests } = await step({ "over-limit": "defer", ...(run > 3 ? { changes: "none" } : {}) });
        ends.push(verdict);
        expect(requests).toBe(run < 8 ? 50 : 1);
      }

      expect(ends).toEqual([...Array.from({ length: 8 }, () => "deferred"), "purged"]);
      expect(await staleOf(sandbox, paths)).toEqual([]);
      expect((await step({ "over-limit": "defer" })).verdict).toBe("nothing-to-purge");
    }),
  );

  const deep = ["/news/deep/x.html", "/c/x.html", "/a/x.html", "/b.html"];
  const routes = "news/** -> path\nc/** -> /c/x.html\na/** -> path";
  const limits = { "url-style": "exact", "purge-by": "path", "over-limit": "defer", routes };

  for (const most of [1, 2, 3]) {
    it(
      `sends first what earlier routes are about, however deep it lies: ${most} of 4`,
      builds.with("paradarum", async ({ sandbox, deploy, step }) => {
        const version = (number: number) => new Map(deep.map((path) => [path.slice(1), `${path} ${number}`]));
        await deploy(version(1), deep);
        await step({ ...limits, "on-missing-state": "adopt" });
        await deploy(version(2));
        expect((await step({ ...limits, "max-purges": String(most) })).verdict).toBe("deferred");
        expect(await staleOf(sandbox, deep)).toEqual(deep.slice(most));
        expect((await step(limits)).verdict).toBe("purged");
        expect(await staleOf(sandbox, deep)).toEqual([]);
      }),
    );
  }

  it("is an error where nothing is remembered, and for what purge names on every run", async () => {
    const sandbox = await startSandbox({ provider: "hado", propagationMs: 0 });
    onTestFinished(() => sandbox.close());
    const workspace = await makeTempFolder("refused-");
    writeFiles(
      join(workspace, BUILD_DIR),
      build(() => 1),
    );
    const given = { ...inputsFor(sandbox), changes: "build", "over-limit": "defer" };
    const nowhere = await refusedTogether(workspace, { none: { ...given, state: "none" } });
    const { run, problemsOf } = await refusedTogether(workspace, {
      auto: { ...given, state: "auto", changes: "none", purge: "/a" },
      named: { ...given, state: "file:record", purge: paths.slice(0, 51).join("\n") },
    });
    expect([nowhere.run.outputs["error-code"], run.outputs["error-code"]]).toEqual(["E_CONFIG", "E_CONFIG"]);
    expect(nowhere.problemsOf("none")).toMatch(/^over-limit: is defer, and nothing remembers.*state is none/);
    expect(problemsOf("auto")).toMatch(/^over-limit: is defer, and nothing remembers/);
    expect(problemsOf("named")).toMatch(/^purge: one run at Hado SEO may send 50, and purge names 1 more/);
    expect(sandbox.api.requests).toEqual([]);
  });
});

const ROUTES = "content/*.md -> /$1/\ndocs/** -> none";
const SOURCES = { "content/a.md": "1", "content/b.md": "1", "docs/x": "1", LICENSE: "1" };

/** A site made of sources, of which `content/a.md` is changed by the second commit. The first one is checked out. */
const repository = once(async () => {
  const made = await createRepository(SOURCES);
  const before = await made.head();
  await made.write({ "content/a.md": "2", "docs/x": "2", LICENSE: "2" });
  await made.commit();
  await made.git("checkout", "--quiet", before);
  return made;
});
afterAll(async () => (await repository()).close());

const sources = sideBySide({
  workspace: async () => (await repository()).root,
  inputs: { changes: "git", routes: ROUTES, "build-dir": undefined },
});

describe("routes that an earlier run followed", () => {
  const paths = ["/a/", "/b/"];
  const version = (number: number) => new Map(["a", "b"].map((name) => [`${name}/index.html`, `${name} ${number}`]));
  const change = once(async () => (await repository()).git("checkout", "--quiet", "main"));

  /** A site whose first commit is remembered: the second one is live, and the edge holds the old pages. */
  async function changed({ sandbox, step }: OwnSite, inputs: Readonly<Record<string, string>> = {}): Promise<void> {
    expect((await step({ ...inputs, "on-missing-state": "adopt" })).verdict).toBe("adopted");
    await change();
    sandbox.origin.deploy(version(1));
    await fill(sandbox, paths);
    sandbox.origin.deploy(version(2));
  }

  /** And a first run, whose purge was refused. */
  async function refused(site: OwnSite): Promise<void> {
    await changed(site);
    site.sandbox.api.fault([UNPAID]);
    expect((await site.step()).verdict).toBe("failed");
  }

  for (const changes of ["git", "none"]) {
    it(
      `are followed again by a run that has no diff, or reads none: changes: ${changes}`,
      sources.with("batoff", async (site) => {
        await refused(site);

        expect(await site.step({ changes })).toMatchObject({ verdict: "purged", purged: 1, owed: 0 });
        expect(await staleOf(site.sandbox, paths)).toEqual(["/b/"]);
        expect((await site.step({ changes })).verdict).toBe("nothing-to-purge");
      }),
    );
  }

  it(
    "are followed again after a kill before anything was sent",
    sources.with("batoff", async (site) => {
      await changed(site);
      await site.alone({}, { signalAfter: { signal: "SIGKILL", when: /^Plan: / } });

      expect((await site.step()).verdict).toBe("purged");
      expect(await staleOf(site.sandbox, paths)).toEqual(["/b/"]);
    }),
  );

  it(
    "make everything stale when they are no longer the same",
    sources.with("batoff", async (site) => {
      await refused(site);

      expect(await site.step({ routes: "docs/** -> /docs/" })).toMatchObject({ verdict: "purged", widened: true });
      expect(await staleOf(site.sandbox, paths)).toEqual([]);
    }),
  );

  it(
    "stay owed where a file that none matches makes the run fail",
    sources.with("batoff", async (site) => {
      const strict = { unmatched: "fail" };
      await changed(site, strict);
      expect((await site.alone(strict)).outputs["error-code"]).toBe("E_CONFIG");
      expect((await site.alone(strict)).log.join("\n")).toMatch(/unmatched: is fail, and no route matches "LICENSE"/);

      expect(await site.step()).toMatchObject({ verdict: "purged", widened: true });
      expect(await staleOf(site.sandbox, paths)).toEqual([]);
    }),
  );

  it(
    "are followed again by a run that requires more than their purge had reached, or that calls another API",
    sources.with("batoff", async (site) => {
      const { sandbox, step } = site;
      await changed(site);
      sandbox.api.set({ neverFinish: true });
      const accepted = await step({ "wait-for": "accepted" });
      expect([accepted.verdict, accepted.part.confirmed]).toEqual(["purged", false]);
      expect((await step({ "wait-for": "accepted" })).verdict).toBe("nothing-to-purge");

      sandbox.api.set({ neverFinish: false });
      const completed = await step({ "wait-for": "completed" });
      expect([completed.verdict, completed.part.confirmed]).toEqual(["purged", true]);
      expect(await staleOf(sandbox, paths)).toEqual(["/b/"]);
      const last = await step({ "wait-for": "completed" });
      expect([last.verdict, last.part.confirmed]).toEqual(["nothing-to-purge", true]);
      expect(last.run.outputs["confirmed"]).toBe("true");

      const sent = site.requests.length;
      const other = sandbox.api.url.replace("127.0.0.1", "localhost");
      const moved = await step({ "wait-for": "completed", "api-url": other });
      expect(moved.verdict).toBe("purged");
      expect(site.requests.length).toBeGreaterThan(sent);
      expect(moved.log).toContain("nother API is called than at the last deploy (api-url)");
    }),
  );
});

describe("an input that only adds to what is purged", () => {
  const routes = { routes: "src/** -> /a" };

  for (const [name, word] of [
    ["unmatched", "all"],
    ["unmatched", "fail"],
    ["query-strings", "cached"],
  ] as const) {
    it(
      `makes everything stale when it comes, and nothing when it goes: ${name}: ${word}`,
      builds.with("paradarum", async ({ deploy, step }) => {
        await deploy({ "a.html": "1" });
        await step({ ...routes, "on-missing-state": "adopt" });
        expect((await step(routes)).verdict).toBe("nothing-to-purge");

        const given = { ...routes, [name]: word };
        const comes = await step(given);
        expect(comes).toMatchObject({ verdict: "purged", widened: true });
        expect(comes.log).toMatch(/which URLs a file has .* is not what it was at the last deploy/);
        expect((await step(given)).verdict).toBe("nothing-to-purge");
        expect((await step(routes)).verdict).toBe("nothing-to-purge");
      }),
    );
  }
});

describe("rules of the host, by changes: build", () => {
  const page = new Map([["a.html", "page"]]);
  const selectors = ({ part }: SiteStep) =>
    part.instructions.map(({ selector }) => selector.replace(/http:\/\/[^/]*/, ""));

  it(
    "are compared by the text that is remembered",
    builds.with("batoff", async ({ deploy, step }) => {
      const netlify = { "url-style": "netlify" };
      await deploy(new Map([...page, ["_redirects", "/x /y\n"]]));
      await step({ ...netlify, "on-missing-state": "adopt" });
      await deploy(new Map([...page, ["_redirects", "/x /y\n/old/* /new/:splat\n"]]));

      expect(selectors(await step(netlify))).toEqual(["prefix:/old/", "/old"].sort());
    }),
  );

  it(
    "beside the build take everything when they change, also after a kill",
    sources.with("batoff", async ({ folder, deploy, step, alone }) => {
      const built = { changes: "build", routes: undefined, "build-dir": `${basename(folder)}/${BUILD_DIR}` };
      const vercel = { ...built, "url-style": "vercel" };
      const write = (text: string) => writeFile(join(folder, "../vercel.json"), text);
      await deploy(page);
      await write('{"cleanUrls": false}');
      await step({ ...vercel, "on-missing-state": "adopt" });
      expect((await step(vercel)).verdict).toBe("nothing-to-purge");
      await write('{"cleanUrls": true}');
      await alone(vercel, { signalAfter: { signal: "SIGKILL", when: /^Plan: / } });

      expect(selectors(await step(vercel))).toEqual(["prefix:/"]);
      expect((await step(vercel)).verdict).toBe("nothing-to-purge");
    }),
  );
});
