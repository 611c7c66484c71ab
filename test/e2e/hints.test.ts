/** What the step says of inputs that miss what is there, through the built action. */
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createRepository } from "../support/repository.ts";
import { pushOf } from "../support/site.ts";
import { runAction } from "./runner.ts";

type Texts = Readonly<Record<string, string>>;

async function notesOf(before: Texts, change: Texts, inputs: Texts): Promise<string> {
  await using repository = await createRepository(before);
  const base = await repository.head();
  await repository.write(change);
  const head = await repository.commit();
  const result = await runAction({
    with: {
      provider: "batoff",
      site: "site-1",
      "site-url": "https://www.example.com/",
      "build-dir": "dist",
      "dry-run": "true",
      ...inputs,
    },
    workspace: repository.root,
    event: pushOf({ base, head }),
  });
  const report = JSON.parse(await readFile(result.outputs["report-file"] as string, "utf8"));
  await result.cleanUp();
  expect(report.problems).toEqual([]);
  return `${result.log.join("\n")}\n${report.destinations[0].plan.notes.join("\n")}\n${result.summary}`;
}

describe("globs that match no file", () => {
  const site = {
    "dist/index.html": "1",
    "dist/blog/a.html": "1",
    "dist/old.css": "1",
    "dist/secret/.key": "1",
    "content/a.md": "1",
  };

  it("are named, of include, immutable and routes", async () => {
    const notes = await notesOf(
      site,
      { "dist/index.html": "2" },
      {
        include: "*.html\nblog/**\ndrfats/**\n!secrt/**\n!old.css\n!secret/**",
        immutable: "assets/*.js\n!assets/x.js\n!blog/**",
        routes: "conntent/*.md -> /a/\ncontent/*.md -> /b/\n# a note\n*.toml -> all",
      },
    );

    expect(notes).toContain(
      'include: no file of the old or the new build matches "drfats/**", "!secrt/**". Globs are relative to build-dir.',
    );
    expect(notes).toContain('immutable: no file of the old or the new build matches "assets/*.js", "!assets/x.js".');
    expect(notes).toContain('routes: no file matches "conntent/*.md" (line 1), "*.toml" (line 4).');
  });

  it("are not, where a file of the old build matched, or one that did not change", async () => {
    await using repository = await createRepository(site);
    const base = await repository.head();
    await repository.write({ "dist/old.css": null });
    const head = await repository.commit();
    const result = await runAction({
      with: {
        provider: "batoff",
        site: "s",
        "site-url": "https://www.example.com/",
        "build-dir": "dist",
        "dry-run": "true",
        include: "**\n*.css",
        immutable: "*.css",
        routes: "content/** -> /b/",
      },
      workspace: repository.root,
      event: pushOf({ base, head }),
    });
    expect(`${result.log.join("\n")}${result.summary}`).not.toMatch(/no file .*matches/);
    await result.cleanUp();
  });
});

describe("files that a server runs", () => {
  const site = { "dist/index.php": "1", "dist/inc/head.PHP": "1", "dist/a.html": "1" };
  const change = { "dist/index.php": "2", "dist/inc/head.PHP": "2", "dist/a.html": "2" };

  it.each([
    [{}, /inc\/head\.PHP, index\.php changed and may be run by the server.*routes, for example \*\*\/\*\.PHP -> all/],
    [{ routes: "dist/index.php -> /" }, /inc\/head\.PHP changed and may be run by the server/],
  ])("are named as not read, with a hint at routes: %o", async (inputs, message) => {
    expect(await notesOf(site, change, inputs)).toMatch(message);
  });

  it.each([{ routes: "dist/**/*.{php,PHP} -> all" }, { "url-style": "netlify" }])(
    "are not named with %o",
    async (inputs) => {
      expect(await notesOf(site, change, inputs)).not.toContain("run by the server");
    },
  );
});

describe("URLs that the build names and the style does not make", () => {
  const canonical = (url: string) => `<html><head><link href='${url}' rel="canonical"></head></html>`;
  const sitemap = (...urls: readonly string[]) =>
    `<urlset>${urls.map((url) => `<url><loc>https://www.example.com${url}</loc></url>`).join("")}</urlset>`;

  it.each<[string, Texts, Texts, RegExp]>([
    [
      "the sitemap's clean URLs",
      { "dist/about.html": "1", "dist/sitemap.xml": sitemap("/", "/about", "/missing"), "dist/index.html": "1" },
      {},
      /names a page at addresses that url-style: index does not make of its files, for example \/about of about\.html.*url-style: netlify makes them/,
    ],
    [
      "canonical links",
      { "dist/a b.html": canonical("https://www.example.com/a%20b"), "dist/c.html": canonical("/c") },
      {},
      /for example \/a b of a b\.html/,
    ],
    [
      "folders under exact",
      { "dist/blog/index.html": "1", "dist/sitemap.xml": sitemap("/blog/") },
      { "url-style": "exact" },
      /url-style: index makes them/,
    ],
  ])("are pointed out: %s", async (_, files, inputs, message) => {
    expect(await notesOf(files, { "dist/x.css": "1" }, inputs)).toMatch(message);
  });

  it("are none where the style makes them", async () => {
    const files = {
      "dist/about.html": canonical("https://www.example.com/about"),
      "dist/sitemap.xml": sitemap("/about"),
    };
    expect(await notesOf(files, { "dist/x.css": "1" }, { "url-style": "netlify" })).not.toContain("does not make");
    const plain = { "dist/about.html": canonical("https://www.example.com/about.html") };
    expect(await notesOf(plain, { "dist/x.css": "1" }, {})).not.toContain("does not make");
  });
});

describe("a prefix of the whole site", () => {
  const hint = "To purge all that the provider holds, write `all`.";

  it.each(["/*", "prefix:/", "https://www.example.com/*"])(
    "is pointed to all, at the top of the job's page: %s",
    async (purge) => {
      await using repository = await createRepository({ "dist/index.html": "1" });
      const run = await runAction({
        with: { provider: "batoff", site: "s", "site-url": "https://www.example.com/", "dry-run": "true", purge },
        workspace: repository.root,
        event: { name: "schedule", payload: {} },
      });
      const notices = run.annotations.filter(({ kind }) => kind === "notice").map(({ message }) => message);
      await run.cleanUp();

      expect(notices).toContainEqual(expect.stringContaining(hint));
      expect(run.summary.replaceAll("\\", "")).toContain("To purge all that the provider holds");
    },
  );
});
