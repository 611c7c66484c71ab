/** Routes, url styles and immutable files through the built action, real git and real HTTP. */
import { readFile } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { stringify } from "yaml";
import { startSandbox } from "../../sandbox/start.ts";
import { once } from "../../src/lib/once.ts";
import { destination, linesOf } from "../support/caches.ts";
import { createRepository, type Files, type TestRepository } from "../support/repository.ts";
import { accountInputs, fill, inputsFor, pushOf, staleOf } from "../support/site.ts";
import { type ActionResult, type ActionRun, runAction } from "./runner.ts";

interface Deployed {
  readonly repository: TestRepository;
  readonly base: string;
  readonly head: string;
}

async function deployed(before: Files, change: Files): Promise<Deployed> {
  const repository = await createRepository();
  await repository.write(before);
  const base = await repository.commit();
  await repository.write(change);
  return { repository, base, head: await repository.commit() };
}

type Inputs = Readonly<Record<string, string>>;

const PLANNED = { provider: "batoff", site: "site-1", "site-url": "https://www.example.com/" };

/** A run that plans and sends nothing, and what its report says of the one destination. */
async function plan({ repository, base, head }: Deployed, inputs: Inputs) {
  const result = await runAction({
    with: { ...PLANNED, "dry-run": "true", ...inputs },
    workspace: repository.root,
    event: pushOf({ base, head }),
  });
  const report = await reportOf(result);
  await result.cleanUp();
  await repository.close();
  const [destination] = report.destinations;
  return { ...result, report, ...(destination === undefined ? {} : describePlan(destination)) };
}

/** One such run for several destinations, by name. */
async function plans({ repository, base, head }: Deployed, inputs: Readonly<Record<string, Inputs>>) {
  const destinations = Object.entries(inputs).map(([name, own]) => ({ ...PLANNED, ...own, name }));
  await repository.write({ "destinations.yml": stringify({ destinations }) });
  const result = await runAction({
    with: { "dry-run": "true", config: "destinations.yml" },
    workspace: repository.root,
    event: pushOf({ base, head }),
  });
  const report = await reportOf(result);
  await result.cleanUp();
  await repository.close();
  return {
    ...result,
    of(name: string) {
      const found = report.destinations.find((one) => one.name === name);
      if (found === undefined) throw new Error(`There is no plan for ${name}`);
      return describePlan(found);
    },
  };
}

function describePlan({ verdict, changes, plan: { notes }, instructions }: DestinationReport) {
  const purges = instructions.map(({ selector }) => selector.replace("https://www.example.com", "")).sort();
  return { verdict, changes, notes, instructions, purges };
}

/** The files as they lie in a folder. */
function within(folder: string, files: Readonly<Record<string, string | null>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
}

interface Report {
  readonly verdict: string;
  readonly problems: readonly { readonly input: string; readonly message: string }[];
  readonly destinations: readonly DestinationReport[];
}

interface DestinationReport {
  readonly name: string;
  readonly verdict: string;
  readonly purged: number;
  readonly instructions: readonly { readonly selector: string; readonly because: readonly string[] }[];
  readonly changes: Readonly<Record<string, unknown>>;
  readonly plan: { readonly notes: readonly string[] };
}

async function reportOf({ outputs }: ActionResult): Promise<Report> {
  return JSON.parse(await readFile(outputs["report-file"] as string, "utf8"));
}

/** Two builds in one repository that has no rules beside them. */
const built = once(async () =>
  plans(
    await deployed(
      {
        "redirects/index.html": "1",
        "redirects/_redirects": "/a /b\n",
        "immutable/index.html": "1",
        "immutable/a-0a1b2c3d.js": "1",
        "immutable/b-0a1b2c3d.js": "1",
      },
      {
        "redirects/_redirects": "/a /b\n/old/* /new/:splat 301\n",
        "immutable/a-0a1b2c3d.js": null,
        "immutable/b-0a1b2c3d.js": "2",
        "immutable/c-0a1b2c3d.js": "1",
      },
    ),
    {
      redirects: { "build-dir": "redirects", "url-style": "netlify" },
      immutable: { "build-dir": "immutable", immutable: "*.js" },
    },
  ),
);

describe("routes", () => {
  it("take what a source file stands for out of the cache, and nothing else", async () => {
    const files = ["index.html", "blog/a/index.html", "blog/b/index.html", "blog/index.html", "p/7.html", "p/8.html"];
    const version = (number: number) => new Map(files.map((file) => [file, `${file} version ${number}`]));
    const sandbox = await startSandbox({ provider: "batoff", propagationMs: 20 });
    onTestFinished(() => sandbox.close());
    sandbox.origin.tag("p/7.html", ["product-7"]);
    sandbox.origin.deploy(version(1));
    const paths = ["/", "/blog/a/", "/blog/b/", "/blog/", "/p/7.html", "/p/8.html"];
    for (const path of paths) await sandbox.edge.get(path);
    sandbox.origin.deploy(version(2));
    const { repository, base, head } = await deployed(
      { "content/blog/a.md": "1", "data/7.json": "1", "content/blog/b.md": "1", "README.md": "1" },
      { "content/blog/a.md": "2", "data/7.json": null, "README.md": "2", "docs/x.md": "2" },
    );
    const { "build-dir": _, ...inputs } = inputsFor(sandbox);
    const result = await runAction({
      with: {
        ...inputs,
        routes: "content/blog/*.md -> /blog/$1/, /blog/\ndata/*.json -> tag:product-$1\ndocs/** -> none",
      },
      workspace: repository.root,
      event: pushOf({ base, head }),
      secrets: [inputs["api-key"] ?? ""],
    });
    const fresh: string[] = [];
    for (const path of paths) if ((await sandbox.edge.get(path)).body.endsWith("version 2")) fresh.push(path);

    expect(result.outputs["verdict"]).toBe("purged");
    expect(fresh).toEqual(["/blog/a/", "/blog/", "/p/7.html"]);
    expect(result.summary).toContain("3 files (1 added, 1 modified, 1 deleted)");
    expect(result.annotations).toContainEqual(
      expect.objectContaining({ kind: "warning", title: "No route", message: expect.stringContaining("README.md") }),
    );
    await result.cleanUp();
    await repository.close();
  });

  it("add to the URLs of deployed files, from the repository's root", async () => {
    const site = await deployed(
      { "src/a.md": "1", "dist/a.html": "1", "dist/draft/x.html": "1" },
      { "src/a.md": "2", "dist/a.html": "2", "dist/draft/x.html": "2" },
    );
    const { purges, changes } = await plan(site, {
      "build-dir": "dist",
      routes: "dist/draft/** -> none\nsrc/** -> /made-of-src/",
    });

    expect(purges).toEqual(["/a.html", "/made-of-src/"]);
    expect(changes).toMatchObject({ modified: 3, routed: 1, ignored: 0 });
  });

  const SITEMAP = "<urlset><url><loc>https://www.example.com/x/</loc></url><url><loc>/y/</loc></url></urlset>";
  const mixed = () =>
    deployed(
      { "content/a.md": "1", "templates/a": "1", "sitemap.xml": SITEMAP },
      { "content/a.md": "2", "templates/a": "2", Makefile: "new" },
    );
  const content = { routes: "content/*.md -> /$1/\ntemplates/** -> none" };
  const mixedPlans = once(async () =>
    plans(await mixed(), {
      sitemap: { routes: "templates/** -> sitemap:sitemap.xml" },
      all: { ...content, unmatched: "all" },
      warn: { ...content, unmatched: "warn" },
    }),
  );

  it("read the sitemap that a route names", async () => {
    expect((await mixedPlans()).of("sitemap").purges).toEqual(["/x/", "/y/"]);
  });

  it.each([
    ["all", ["prefix:/"]],
    ["warn", ["/a/"]],
  ])("and files that match none: unmatched: %s", async (unmatched, purges) => {
    const { of, summary, rawStdout } = await mixedPlans();
    const text = summary.split(/^(?=### |<details>)/m).filter((section) => section.includes(unmatched));

    expect(of(unmatched)).toMatchObject({ verdict: "dry-run", purges });
    expect([...text, ...linesOf(rawStdout.split("\n"), unmatched)].join("\n")).toContain("Makefile");
  });

  it("and files that match none: unmatched: fail", async () => {
    const run = await plan(await mixed(), { ...content, unmatched: "fail" });

    expect(run.report.verdict).toBe("failed");
    expect(run.purges).toBeUndefined();
    expect(`${run.summary}${run.rawStdout}`).toContain("Makefile");
  });

  /** A run with everything wrong that is told before anything is read. */
  const wrong = once(async () =>
    plan(await deployed({ "a.html": "1" }, { "a.html": "2" }), {
      "build-dir": ".",
      routes: [
        "a -> /ok",
        "{a,b -> /x",
        "b/* -> /$2",
        "**/a/**/b/**/*.md -> all",
        "x/*a*a*a*a*a*a*a*a*a*a -> all",
        "data/7.json -> tag:p-$1",
        "c -> path",
      ].join("\n"),
      include: "/blog/**\n*a*b*c*d*e*f*g*h*i*j.html",
      immutable: "/assets/*\nassets/(a|b).js",
      "url-style": "apache",
    }),
  );

  it("that are wrong are errors with their line and a caret, all at once, before anything is read", async () => {
    const run = await wrong();

    expect(run.exitCode).toBe(1);
    expect(run.purges).toBeUndefined();
    expect(run.report.problems.map(({ input }) => input).toSorted()).toEqual(
      ["url-style", "include", "include", "immutable", "immutable", ...Array(5).fill("routes")].toSorted(),
    );
    expect(run.log.join("\n")).toContain("{a,b -> /x\n    ^");
    expect(run.summary).toContain("line 2");
    expect(run.summary).toContain("<code>&nbsp;&nbsp;&nbsp;&nbsp;&#94;</code>");
    expect(run.annotations.map(({ message }) => message).join()).toContain("\n    ^");
  });

  it.each([
    ["a glob that could take for ever", "routes", /more than 2 times \*\*, which could take for ever/],
    ["a glob of many stars", "routes", /more than 9 stars in one segment, which could take for ever/],
    ["a capture that no star makes", "routes", /line 6 `tag:p-\$1` uses \$1, but the glob has no star/],
    ["include as a path on the host", "include", /"\/blog\/\*\*" is a URL or a path on the host.*Did you mean purge\?/],
    ["include of many stars", "include", /more than 9 stars in one segment/],
    ["immutable with a bracket of its own kind", "immutable", /has parentheses, which immutable does not know/],
  ])("and other globs that are wrong, before anything is read: %s", async (_, input, message) => {
    const { problems } = (await wrong()).report;
    expect(problems.filter((problem) => problem.input === input && message.test(problem.message))).toHaveLength(1);
  });

  it("that the provider can never follow are errors too", async () => {
    const site = await deployed({ a: "1" }, { a: "2" });
    const run = await plan(site, { provider: "5centscdn", site: "1", routes: "x/* -> tag:$1\ny -> path" });

    expect(run.report.problems.map(({ message }) => message)).toEqual([
      "line 1: `tag:$1` cannot be expressed at 5centsCDN. It takes paths, equals:, all",
      "line 2: `path` is a deployed file's own URL, which needs build-dir",
    ]);
  });
});

describe("url styles", () => {
  const page = { "public/404.html": "4", "public/index.html": "1", "public/both.html": "B" };

  const rules = (...sources: string[]) =>
    JSON.stringify({
      ...{ cleanUrls: true, trailingSlash: true },
      redirects: sources.map((source) => ({ source, destination: "/" })),
    });
  const toml = '[build]\ncommand = "make"\n[[redirects]]\nfrom = "/x"\nto = "/"\n';
  const moreToml = `${toml.replace("make", "just")}[[redirects]]\nfrom = "/old/*"\nto = "/new/:splat"\n`;
  const both = { ...page, "public/both/index.html": "I" };

  /** Builds side by side in one repository, each with the change that its name says, and rules beside all of them. */
  const styles = once(async () =>
    plans(
      await deployed(
        {
          "vercel.json": rules("/x"),
          "netlify.toml": toml,
          ...within("sibling", page),
          ...within("one", both),
          ...within("two", both),
          ...within("vercel", page),
          ...within("netlify", page),
          ...within("spa", { "public/index.html": "1", "public/a.css": "1" }),
          ...within("hosts", page),
        },
        {
          "vercel.json": rules("/x", "/old/:path*"),
          "netlify.toml": moreToml,
          "sibling/public/both/index.html": "I",
          "one/public/both/index.html": "I2",
          "two/public/both.html": "B2",
          "two/public/both/index.html": "I2",
          "vercel/public/both.html": "2",
          "spa/public/index.html": "2",
          "hosts/public/both.html": "2",
        },
      ),
      {
        sibling: {
          "build-dir": "sibling/public",
          "url-style": "cloudflare-pages",
          "site-url": "https://www.example.com/loans/\nhttps://example.net/",
        },
        one: { "build-dir": "one/public", "url-style": "github-pages" },
        two: { "build-dir": "two/public", "url-style": "github-pages" },
        vercel: { "build-dir": "vercel/public", "url-style": "vercel" },
        netlify: { "build-dir": "netlify/public", "url-style": "netlify" },
        spa: { "build-dir": "spa/public", "url-style": "spa" },
        hosts: {
          "build-dir": "hosts/public",
          ...{ provider: "paradarum", site: "1", "site-url": "https://www.example.com/\nhttps://example.net/" },
        },
      },
    ),
  );

  it("purge the URLs whose answer a sibling changes, on every host", async () => {
    expect((await styles()).of("sibling").purges).toEqual([
      "/loans/both/",
      "/loans/both/index.html",
      "https://example.net/both/",
      "https://example.net/both/index.html",
    ]);
  });

  const nlPages = (version: number) => ({
    "nl/index.html": `nl ${version}`,
    "nl/a.html": "same",
    "index.html": "other",
  });
  const NL = [
    ["5centscdn", ["/nl", "/nl/", "/nl/index.html"]],
    ["batoff", ["/nl", "/nl/", "/nl/index.html"]],
    ["f5xc", ["/nl", "/nl/", "/nl/index.html"]],
    ["hado", ["/nl", "/nl/"]],
    ["paradarum", ["/nl", "/nl/", "/nl/index.html"]],
  ] as const;

  /** One site at each of these providers, that a push changes, and then a run that does not know what changed. */
  const nlRuns = once(async () => {
    const { repository, base, head } = await deployed(nlPages(1), nlPages(2));
    const sandboxes = await Promise.all(NL.map(([provider]) => startSandbox({ provider, propagationMs: 20 })));
    const deploy = async (version: number): Promise<void> => {
      for (const [at, sandbox] of sandboxes.entries()) {
        sandbox.origin.deploy(new Map(Object.entries(nlPages(version))));
        await fill(sandbox, [...(NL[at]?.[1] ?? []), "/", "/nl/a.html"]);
      }
    };
    const purge = async (event: Exclude<ActionRun["event"], undefined>, more: Inputs = {}) => {
      const keys: Record<string, string> = {};
      const destinations = sandboxes.map((sandbox) => {
        const place = { "site-url": `${sandbox.edge.url}/nl`, "build-dir": "nl" };
        return destination(sandbox.provider, { ...accountInputs(sandbox), ...place, ...more }, keys);
      });
      await repository.write({ "destinations.yml": stringify({ destinations }) });
      const run = await runAction({
        workspace: repository.root,
        with: { config: "destinations.yml" },
        env: keys,
        event,
      });
      const report = await reportOf(run);
      await run.cleanUp();
      return report.destinations;
    };
    const staleUrls = () => Promise.all(sandboxes.map((sandbox, at) => staleOf(sandbox, NL[at]?.[1] ?? [])));
    await deploy(1);
    for (const { origin } of sandboxes) origin.deploy(new Map(Object.entries(nlPages(2))));
    const changed = await purge(pushOf({ base, head }));
    const staleOnes = await staleUrls();
    await deploy(2);
    for (const { origin } of sandboxes) origin.deploy(new Map(Object.entries(nlPages(3))));
    const all = await purge({ name: "workflow_dispatch", payload: {} }, { state: "none" });
    const staleAfterAll = await staleUrls();
    const cached = sandboxes.map(({ edge }) => edge.cached());
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
    await repository.close();
    return NL.map((_, at) => ({
      ...{ changed: changed[at], stale: staleOnes[at] },
      ...{ all: all[at], staleAfterAll: staleAfterAll[at], cached: cached[at] ?? [] },
    }));
  });

  it.each(NL.map(([name, urls], at) => [name, urls, at] as const))(
    "purge at %s the root of a base path without its slash, and as part of everything",
    async (name, urls, at) => {
      const runs = (await nlRuns())[at];
      expect(runs?.changed).toMatchObject({ name, verdict: "purged", purged: urls.length });
      expect(runs?.stale).toEqual([]);
      expect(runs?.all).toMatchObject({ name, verdict: "purged" });
      expect(runs?.staleAfterAll).toEqual([]);
      expect(runs?.cached.filter((key) => /\d\/$/.test(key))).toHaveLength(1);
    },
  );

  it("let one of two files of a URL answer, in the host's order, and name both where both changed", async () => {
    const { of } = await styles();
    const two = of("two");

    expect(of("one").purges).toEqual(["/both/", "/both/index", "/both/index.html"]);
    expect(two.purges).toEqual(["/both", "/both.html", "/both/", "/both/index", "/both/index.html"]);
    expect(two.instructions.find(({ selector }) => selector.endsWith("/both"))?.because).toEqual([
      "both.html",
      "both/index.html",
    ]);
  });

  it("read redirect rules of both versions from git", async () => {
    const { purges, notes } = (await built()).of("redirects");

    expect(purges).toEqual(["/old", "prefix:/old/"]);
    expect(notes).toEqual([]);
  });

  it("read vercel.json beside the build, and purge what a changed rule of it is for, and no more", async () => {
    expect((await styles()).of("vercel").purges).toEqual(["/both/", "/old", "prefix:/old/"]);
  });

  it("purge what a changed rule of netlify.toml is for, and no more", async () => {
    expect((await styles()).of("netlify").purges).toEqual(["/old", "prefix:/old/"]);
  });

  const unread = once(async () => {
    const files = { ...page, "firebase.json": "{}", "netlify.toml": toml, "docs/nginx.conf": "1" };
    const changed = {
      "firebase.json": "[]",
      "netlify.toml": "[[redirects]\n",
      "docs/nginx.conf": "2",
      "public/.htaccess": "1",
    };
    const inputs = { "build-dir": "public" };
    return plans(await deployed(files, changed), {
      plain: inputs,
      routed: { ...inputs, routes: "*.json -> all\npublic/.htaccess -> none\n*.toml -> none\n**/*.conf -> none" },
      netlify: { ...inputs, "url-style": "netlify" },
    });
  });

  it("take everything where a changed netlify.toml cannot be read", async () => {
    const { of, summary } = await unread();
    expect(of("netlify").purges).toEqual(["prefix:/"]);
    expect(summary).toContain("netlify.toml changed, and cannot be read in both versions");
  });

  it("say what is not read of the rules that changed, unless a route does", async () => {
    const { of, summary } = await unread();
    const { purges, notes } = of("plain");

    expect(purges).toEqual([]);
    expect(notes).toEqual([
      "firebase.json, netlify.toml, public/.htaccess changed, and the rules in them are not read. url-style: netlify reads " +
        "netlify.toml. Where such rules say what answers, purge: all removes old answers this once, and a route each time: " +
        "firebase.json -> all (-> none where they do not).",
    ]);
    expect(summary).toContain(
      "firebase.json, netlify.toml, public/.htaccess changed, and the rules in them are not read",
    );
    expect([of("routed").purges, of("routed").notes]).toEqual([["prefix:/"], []]);
  });

  it("take everything where a page answers at URLs that nobody can list", async () => {
    const { of, summary } = await styles();

    expect(of("spa").purges).toEqual(["prefix:/"]);
    expect(summary).toContain("answers at every URL that no file has");
  });

  it("give a provider of paths one purge for several hosts", async () => {
    expect((await styles()).of("hosts").purges).toEqual(["/both.html"]);
  });
});

describe("immutable files", () => {
  it("are purged when they come after the page that names them, and at the edge the cached error is gone", async () => {
    const sandbox = await startSandbox({ provider: "batoff", propagationMs: 20 });
    onTestFinished(() => sandbox.close());
    const early = new Map([["index.html", "names c-0a1b2c3d.js"]]);
    sandbox.origin.deploy(early);
    expect((await sandbox.edge.get("/c-0a1b2c3d.js")).status).toBe(404);
    const { repository, base, head } = await deployed(
      { "public/index.html": "names c-0a1b2c3d.js" },
      { "public/c-0a1b2c3d.js": "c" },
    );
    sandbox.origin.deploy(new Map([...early, ["c-0a1b2c3d.js", "c"]]));
    const cached = (await sandbox.edge.get("/c-0a1b2c3d.js")).status;
    const inputs = inputsFor(sandbox);
    const event = pushOf({ base, head });
    const run = await runAction({
      with: { ...inputs, "build-dir": "public", immutable: "*.js" },
      workspace: repository.root,
      event,
      secrets: [inputs["api-key"] ?? ""],
    });

    expect([cached, run.outputs["verdict"]]).toEqual([404, "purged"]);
    expect(await sandbox.edge.get("/c-0a1b2c3d.js")).toMatchObject({ status: 200, body: "c" });
    await run.cleanUp();
    await repository.close();
  });

  it("are spared when they come and go, and purged and named when they change", async () => {
    const { of, summary, annotations } = await built();

    expect(of("immutable").purges).toEqual(["/b-0a1b2c3d.js"]);
    expect(summary).toContain("changed all the same");
    expect(annotations).toContainEqual(
      expect.objectContaining({ title: "Not immutable", message: expect.stringContaining("b-0a1b2c3d.js") }),
    );
  });
});
