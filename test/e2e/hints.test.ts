/** What the step says of inputs that miss what is there, through the built action. */
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { once } from "../../src/lib/once.ts";
import { createRepository } from "../support/repository.ts";
import { pushOf } from "../support/site.ts";
import { reportOf } from "../support/stage.ts";
import { runAction } from "./runner.ts";

type Texts = Readonly<Record<string, string>>;

/** One dry run with a destination for each of these inputs, by name, and what it says of each. Without a change it is no push. */
async function planFor(
  site: Texts,
  destinations: Readonly<Record<string, Texts>>,
  change?: Readonly<Record<string, string | null>>,
) {
  await using repository = await createRepository(site);
  const base = await repository.head();
  await repository.write(change ?? {});
  const event =
    change === undefined ? { name: "schedule", payload: {} } : pushOf({ base, head: await repository.commit() });
  const account = { provider: "batoff", site: "site-1", "site-url": "https://www.example.com/" };
  const given = Object.entries(destinations).map(([name, inputs]) => ({ name, ...account, ...inputs }));
  await repository.write({ "destinations.yml": stringify({ destinations: given }) });
  const inputs = { config: "destinations.yml", "dry-run": "true" };
  const run = await runAction({ workspace: repository.root, event, with: inputs });
  const report = await reportOf(run);
  await run.cleanUp();
  expect(report.problems).toEqual([]);
  return {
    ...run,
    /** Its lines of the log, the notes of its plan, and its part of the job's page. */
    of(name: string): string {
      const planned = report.destinations.find((one) => one.name === name);
      expect(planned?.verdict).toBe("dry-run");
      const lines = run.log.filter((line) => line.includes(`[${name}] `));
      const parts = run.summary.split("<details>").filter((part) => part.includes(`(${name})`));
      return [...lines, ...(planned?.plan.notes ?? []), ...parts].join("\n");
    },
  };
}

describe("globs that match no file", () => {
  const site = {
    "dist/index.html": "1",
    "dist/blog/a.html": "1",
    "dist/old.css": "1",
    "dist/older.css": "1",
    "dist/secret/.key": "1",
    "content/a.md": "1",
  };
  const globs = {
    missing: {
      "build-dir": "dist",
      include: "*.html\nblog/**\ndrfats/**\n!secrt/**\n!old.css\n!secret/**",
      immutable: "assets/*.js\n!assets/x.js\n!blog/**",
      routes: "conntent/*.md -> /a/\ncontent/*.md -> /b/\n# a note\n*.toml -> all",
    },
    matching: {
      "build-dir": "dist",
      include: "**\n*er.css",
      immutable: "*er.css",
      routes: "content/** -> /b/",
    },
  };
  const planned = once(() => planFor(site, globs, { "dist/index.html": "2", "dist/older.css": null }));

  it("are named, of include, immutable and routes", async () => {
    const notes = (await planned()).of("missing");

    expect(notes).toContain(
      'include: no file of the old or the new build matches "drfats/**", "!secrt/**". Globs are relative to build-dir.',
    );
    expect(notes).toContain('immutable: no file of the old or the new build matches "assets/*.js", "!assets/x.js".');
    expect(notes).toContain('routes: no file matches "conntent/*.md" (line 1), "*.toml" (line 4).');
  });

  it("are not, where a file of the old build matched, or one that did not change", async () => {
    expect((await planned()).of("matching")).not.toMatch(/no file .*matches/);
  });
});

describe("files that a server runs", () => {
  const paths = ["dist/index.php", "dist/inc/head.PHP", "dist/a.html"];
  const build = (text: string) => Object.fromEntries(paths.map((path) => [path, text]));
  const named: readonly (readonly [Texts, RegExp])[] = [
    [{}, /inc\/head\.PHP, index\.php changed and may be run by the server.*routes, for example \*\*\/\*\.PHP -> all/],
    [{ routes: "dist/index.php -> /" }, /inc\/head\.PHP changed and may be run by the server/],
  ];
  const unnamed: readonly Texts[] = [{ routes: "dist/**/*.{php,PHP} -> all" }, { "url-style": "netlify" }];
  const all = [...named.map(([inputs]) => inputs), ...unnamed];
  const nameOf = (inputs: Texts) => `case-${all.indexOf(inputs)}`;
  const planned = once(() =>
    planFor(
      build("1"),
      Object.fromEntries(all.map((inputs) => [nameOf(inputs), { "build-dir": "dist", ...inputs }])),
      build("2"),
    ),
  );

  it.each(named)("are named as not read, with a hint at routes: %o", async (inputs, message) => {
    expect((await planned()).of(nameOf(inputs))).toMatch(message);
  });

  it.each(unnamed)("are not named with %o", async (inputs) => {
    expect((await planned()).of(nameOf(inputs))).not.toContain("run by the server");
  });
});

describe("URLs that the build names and the style does not make", () => {
  const canonical = (url: string) => `<html><head><link href='${url}' rel="canonical"></head></html>`;
  const sitemap = (...urls: readonly string[]) =>
    `<urlset>${urls.map((url) => `<url><loc>https://www.example.com${url}</loc></url>`).join("")}</urlset>`;

  const pointedOut: readonly (readonly [string, Texts, Texts, RegExp])[] = [
    [
      "the sitemap's clean URLs",
      { "about.html": "1", "sitemap.xml": sitemap("/", "/about", "/missing"), "index.html": "1" },
      {},
      /names a page at addresses that url-style: index does not make of its files, for example \/about of about\.html.*url-style: netlify makes them/,
    ],
    [
      "canonical links",
      { "a b.html": canonical("https://www.example.com/a%20b"), "c.html": canonical("/c") },
      {},
      /for example \/a b of a b\.html/,
    ],
    [
      "folders under exact",
      { "blog/index.html": "1", "sitemap.xml": sitemap("/blog/") },
      { "url-style": "exact" },
      /url-style: index makes them/,
    ],
  ];
  const made: readonly (readonly [string, Texts, Texts])[] = [
    [
      "clean URLs",
      { "about.html": canonical("https://www.example.com/about"), "sitemap.xml": sitemap("/about") },
      { "url-style": "netlify" },
    ],
    ["plain ones", { "about.html": canonical("https://www.example.com/about.html") }, {}],
  ];
  // A folder of one repository for each.
  const all = [...pointedOut, ...made];
  const folderOf = (what: string) => what.replace(/\W+/g, "-");
  const planned = once(() => {
    const files = all.flatMap(([what, build]) =>
      Object.entries(build).map(([path, text]) => [`${folderOf(what)}/dist/${path}`, text] as const),
    );
    const destinations = all.map(([what, , inputs]) => {
      return [folderOf(what), { "build-dir": `${folderOf(what)}/dist`, ...inputs }] as const;
    });
    const change = all.map(([what]) => [`${folderOf(what)}/dist/x.css`, "1"] as const);
    return planFor(Object.fromEntries(files), Object.fromEntries(destinations), Object.fromEntries(change));
  });

  it.each(pointedOut.map(([what, , , message]) => [what, message] as const))(
    "are pointed out: %s",
    async (what, message) => {
      expect((await planned()).of(folderOf(what))).toMatch(message);
    },
  );

  it.each(made.map(([what]) => what))("are none where the style makes them: %s", async (what) => {
    expect((await planned()).of(folderOf(what))).not.toContain("does not make");
  });
});

describe("a prefix of the whole site", () => {
  const hint = "To purge all that the provider holds, write `all`.";
  const prefixes = { star: "/*", prefix: "prefix:/", address: "https://www.example.com/*" } as const;
  const planned = once(() =>
    planFor(
      { "dist/index.html": "1" },
      Object.fromEntries(Object.entries(prefixes).map(([name, purge]) => [name, { purge }])),
    ),
  );

  it.each(Object.entries(prefixes))("is pointed to all, at the top of the job's page: %s, %s", async (name) => {
    const run = await planned();
    const notices = run.annotations.filter(({ kind }) => kind === "notice").map(({ message }) => message);

    expect(notices.filter((message) => message.startsWith(`[${name}] `) && message.includes(hint))).toHaveLength(1);
    expect(run.of(name).replaceAll("\\", "")).toContain("To purge all that the provider holds");
  });
});
