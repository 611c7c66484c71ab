/** Routes, url styles and immutable files through the built action, real git and real HTTP. */
import { readFile } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../../sandbox/start.ts";
import { once } from "../support/once.ts";
import { createRepository, type Files, type TestRepository } from "../support/repository.ts";
import { fill, inputsFor, pushOf, staleOf } from "../support/site.ts";
import { type ActionResult, runAction } from "./runner.ts";

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

/** A run that plans and sends nothing, and what its report says of the one destination. */
async function plan({ repository, base, head }: Deployed, inputs: Readonly<Record<string, string>>) {
  const result = await runAction({
    with: {
      provider: "batoff",
      site: "site-1",
      "site-url": "https://www.example.com/",
      "dry-run": "true",
      ...inputs,
    },
    workspace: repository.root,
    event: pushOf({ base, head }),
  });
  const report = await reportOf(result);
  await result.cleanUp();
  await repository.close();
  const [destination] = report.destinations;
  return {
    ...result,
    report,
    changes: destination?.changes,
    notes: destination?.plan.notes ?? [],
    purges: destination?.instructions.map(({ selector }) => selector.replace("https://www.example.com", "")).sort(),
  };
}

interface Report {
  readonly verdict: string;
  readonly problems: readonly { readonly input: string; readonly message: string }[];
  readonly destinations: readonly {
    readonly instructions: readonly { readonly selector: string; readonly because: readonly string[] }[];
    readonly changes: Readonly<Record<string, unknown>>;
    readonly plan: { readonly notes: readonly string[] };
  }[];
}

async function reportOf({ outputs }: ActionResult): Promise<Report> {
  return JSON.parse(await readFile(outputs["report-file"] as string, "utf8"));
}

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

  it("read the sitemap that a route names", async () => {
    const sitemap = "<urlset><url><loc>https://www.example.com/x/</loc></url><url><loc>/y/</loc></url></urlset>";
    const site = await deployed({ "templates/a": "1", "sitemap.xml": sitemap }, { "templates/a": "2" });

    expect((await plan(site, { routes: "templates/** -> sitemap:sitemap.xml" })).purges).toEqual(["/x/", "/y/"]);
  });

  it.each([
    ["fail", "failed", undefined],
    ["all", "dry-run", ["prefix:/"]],
    ["warn", "dry-run", ["/a/"]],
  ])("and files that match none: unmatched: %s", async (unmatched, verdict, purges) => {
    const site = await deployed({ "content/a.md": "1" }, { "content/a.md": "2", Makefile: "new" });
    const run = await plan(site, { routes: "content/*.md -> /$1/", unmatched });

    expect(run.report.verdict).toBe(verdict);
    expect(run.purges).toEqual(purges);
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

  it("purge the URLs whose answer a sibling changes, on every host", async () => {
    const { purges } = await plan(await deployed(page, { "public/both/index.html": "I" }), {
      "build-dir": "public",
      "url-style": "cloudflare-pages",
      "site-url": "https://www.example.com/loans/\nhttps://example.net/",
    });

    expect(purges).toEqual([
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
  const nlSite = once(() => deployed(nlPages(1), nlPages(2)));

  it.each([
    ["5centscdn", ["/nl", "/nl/", "/nl/index.html"]],
    ["batoff", ["/nl", "/nl/", "/nl/index.html"]],
    ["f5xc", ["/nl", "/nl/", "/nl/index.html"]],
    ["hado", ["/nl", "/nl/"]],
    ["paradarum", ["/nl", "/nl/", "/nl/index.html"]],
  ] as const)(
    "purge at %s the root of a base path without its slash, and as part of everything",
    async (name, urls) => {
      const sandbox = await startSandbox({ provider: name, propagationMs: 20 });
      onTestFinished(() => sandbox.close());
      const deploy = (version: number) => {
        sandbox.origin.deploy(new Map(Object.entries(nlPages(version))));
        return fill(sandbox, [...urls, "/", "/nl/a.html"]);
      };
      await deploy(1);
      const { repository, base, head } = await nlSite();
      const purge = (event: Parameters<typeof runAction>[0]["event"], more: Readonly<Record<string, string>> = {}) =>
        runAction({
          with: { ...inputsFor(sandbox), "site-url": `${sandbox.edge.url}/nl`, "build-dir": "nl", ...more },
          workspace: repository.root,
          ...(event === undefined ? {} : { event }),
        });
      sandbox.origin.deploy(new Map(Object.entries(nlPages(2))));
      const changed = await purge(pushOf({ base, head }));
      expect(changed.outputs).toMatchObject({ verdict: "purged", "purged-count": String(urls.length) });
      expect(await staleOf(sandbox, urls)).toEqual([]);

      await deploy(2);
      sandbox.origin.deploy(new Map(Object.entries(nlPages(3))));
      const all = await purge({ name: "workflow_dispatch", payload: {} }, { state: "none" });
      expect(all.outputs["verdict"]).toBe("purged");
      expect(await staleOf(sandbox, urls)).toEqual([]);
      expect(sandbox.edge.cached().filter((key) => /\d\/$/.test(key))).toHaveLength(1);
      await changed.cleanUp();
      await all.cleanUp();
    },
  );

  it("let one of two files of a URL answer, in the host's order, and name both where both changed", async () => {
    const both = { ...page, "public/both/index.html": "I" };
    const inputs = { "build-dir": "public", "url-style": "github-pages" };
    const one = await plan(await deployed(both, { "public/both/index.html": "I2" }), inputs);
    const two = await plan(await deployed(both, { "public/both.html": "B2", "public/both/index.html": "I2" }), inputs);
    const instructions = two.report.destinations[0]?.instructions;

    expect(one.purges).toEqual(["/both/", "/both/index", "/both/index.html"]);
    expect(two.purges).toEqual(["/both", "/both.html", "/both/", "/both/index", "/both/index.html"]);
    expect(instructions?.find(({ selector }) => selector.endsWith("/both"))?.because).toEqual([
      "both.html",
      "both/index.html",
    ]);
  });

  it("read redirect rules of both versions from git", async () => {
    const before = { ...page, "public/_redirects": "/a /b\n" };
    const site = await deployed(before, { "public/_redirects": "/a /b\n/old/* /new/:splat 301\n" });
    const { purges, notes } = await plan(site, { "build-dir": "public", "url-style": "netlify" });

    expect(purges).toEqual(["/old", "prefix:/old/"]);
    expect(notes).toEqual([]);
  });

  it("read vercel.json beside the build", async () => {
    const before = { ...page, "vercel.json": '{"cleanUrls": true, "trailingSlash": true}' };
    const site = await deployed(before, { "public/both.html": "2" });

    expect((await plan(site, { "build-dir": "public", "url-style": "vercel" })).purges).toEqual(["/both/"]);
  });

  it("purge what a changed rule of vercel.json is for, and no more", async () => {
    const rules = (...sources: string[]) =>
      JSON.stringify({ redirects: sources.map((source) => ({ source, destination: "/" })) });
    const site = await deployed({ ...page, "vercel.json": rules("/x") }, { "vercel.json": rules("/x", "/old/:path*") });
    const { purges } = await plan(site, { "build-dir": "public", "url-style": "vercel" });

    expect(purges).toEqual(["/old", "prefix:/old/"]);
  });

  it("purge what a changed rule of netlify.toml is for, and take everything where it cannot be read", async () => {
    const rule = '[build]\ncommand = "make"\n[[redirects]]\nfrom = "/x"\nto = "/"\n';
    const more = `${rule.replace("make", "just")}[[redirects]]\nfrom = "/old/*"\nto = "/new/:splat"\n`;
    const site = await deployed({ ...page, "netlify.toml": rule }, { "netlify.toml": more });
    const inputs = { "build-dir": "public", "url-style": "netlify" };

    expect((await plan(site, inputs)).purges).toEqual(["/old", "prefix:/old/"]);
    const broken = await deployed({ ...page, "netlify.toml": rule }, { "netlify.toml": "[[redirects]\n" });
    const { purges, summary } = await plan(broken, inputs);
    expect(purges).toEqual(["prefix:/"]);
    expect(summary).toContain("netlify.toml changed, and cannot be read in both versions");
  });

  it("say what is not read of the rules that changed, unless a route does", async () => {
    const files = { ...page, "firebase.json": "{}", "netlify.toml": "", "docs/nginx.conf": "1" };
    const changed = { "firebase.json": "[]", "netlify.toml": "[dev]", "docs/nginx.conf": "2", "public/.htaccess": "1" };
    const inputs = { "build-dir": "public" };
    const logText = await plan(await deployed(files, changed), inputs);

    expect(logText.purges).toEqual([]);
    expect(logText.notes).toEqual([
      "firebase.json, netlify.toml, public/.htaccess changed, and the rules in them are not read. url-style: netlify reads " +
        "netlify.toml. Where such rules say what answers, purge: all removes old answers this once, and a route each time: " +
        "firebase.json -> all (-> none where they do not).",
    ]);
    expect(logText.summary).toContain("are not read");
    const routes = "*.json -> all\npublic/.htaccess -> none\n*.toml -> none\n**/*.conf -> none";
    const routed = await plan(await deployed(files, changed), { ...inputs, routes });
    expect([routed.purges, routed.notes]).toEqual([["prefix:/"], []]);
  });

  it("take everything where a page answers at URLs that nobody can list", async () => {
    const site = await deployed({ "public/index.html": "1", "public/a.css": "1" }, { "public/index.html": "2" });
    const { purges, summary } = await plan(site, { "build-dir": "public", "url-style": "spa" });

    expect(purges).toEqual(["prefix:/"]);
    expect(summary).toContain("answers at every URL that no file has");
  });

  it("give a provider of paths one purge for several hosts", async () => {
    const site = await deployed(page, { "public/both.html": "2" });
    const { purges } = await plan(site, {
      provider: "paradarum",
      site: "1",
      "build-dir": "public",
      "site-url": "https://www.example.com/\nhttps://example.net/",
    });

    expect(purges).toEqual(["/both.html"]);
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
    const site = await deployed(
      { "public/index.html": "1", "public/a-0a1b2c3d.js": "1", "public/b-0a1b2c3d.js": "1" },
      { "public/a-0a1b2c3d.js": null, "public/b-0a1b2c3d.js": "2", "public/c-0a1b2c3d.js": "1" },
    );
    const { purges, summary, annotations } = await plan(site, { "build-dir": "public", immutable: "*.js" });

    expect(purges).toEqual(["/b-0a1b2c3d.js"]);
    expect(summary).toContain("changed all the same");
    expect(annotations).toContainEqual(
      expect.objectContaining({ title: "Not immutable", message: expect.stringContaining("b-0a1b2c3d.js") }),
    );
  });
});
