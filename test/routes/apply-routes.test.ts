import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFiles } from "../../src/adapters/files/files.ts";
import { type Change, type ChangesRead, UNKNOWN_CONTENT } from "../../src/model/change.ts";
import { describeSelector } from "../../src/model/selector.ts";
import { type RouteOptions, routeChanges } from "../../src/routes/apply-routes.ts";
import { parseRoutes } from "../../src/routes/parse-routes.ts";
import { recordingLog } from "../support/delivery-samples.ts";
import { temporaryFolder } from "../support/repository.ts";

const modified = (path: string): Change => ({ kind: "modified", path, before: "1", after: "2" });

interface Given {
  readonly deployed?: readonly string[];
  readonly outside?: readonly Change[];
  readonly unmatched?: readonly string[];
  readonly mode?: RouteOptions["unmatched"];
  readonly workspace?: string;
}

async function routed(text: string, given: Given) {
  const outside = given.outside ?? [];
  const set: ChangesRead = {
    source: "git",
    sources: ["git"],
    snapshots: [],
    changes: (given.deployed ?? []).map(modified),
    outside,
    ...(given.unmatched && { unmatched: given.unmatched }),
    prefix: "dist",
    ignored: outside.length,
    tree: new Map(),
    notes: [],
  };
  const options: RouteOptions = {
    routes: parseRoutes(text).routes,
    unmatched: given.mode ?? "warn",
    ruleNames: { inBuild: ["_redirects"], anywhere: ["netlify.toml"] },
    site: { siteUrls: [] },
  };
  const files = createFiles({ workspace: given.workspace ?? "/nowhere" });
  return routeChanges(set, options, { files, log: recordingLog([], []) });
}

const MANY = ["a", "b", "c", "d", "e", "f", "g"];

describe("routes over a deploy", () => {
  it("count what they took among the changes, and no longer among those left out", async () => {
    const result = await routed("content/** -> /blog/", {
      deployed: ["index.html"],
      outside: [modified("content/a.md"), modified("package.json")],
    });

    expect(result.changes.changes.map(({ path }) => path)).toEqual(["index.html", "content/a.md"]);
    expect([result.count, result.changes.ignored]).toEqual([1, 1]);
    expect(result.touched.map(({ path }) => path)).toEqual(["index.html"]);
    expect(result.selectors.map(({ selector, from }) => [describeSelector(selector), from])).toEqual([
      ["/blog/", "routes"],
    ]);
    expect([...(result.lines ?? [])].map(([{ path }, line]) => [path, line])).toEqual([["content/a.md", 1]]);
    expect([result.unmatched, result.everything]).toEqual([["package.json"], undefined]);
  });

  it("leave out of the unmatched ones what the host's own rules are in", async () => {
    const outside = [modified("netlify.toml"), modified("dist/_redirects"), modified("x")];

    expect((await routed("content/** -> /blog/", { outside })).unmatched).toEqual(["x"]);
  });

  it("pass on what was found unmatched before", async () => {
    const { unmatched } = await routed("a -> /a/", { outside: [modified("x")], unmatched: ["earlier"] });

    expect(unmatched).toEqual(["x", "earlier"]);
  });

  it("add every page of the sitemaps that they name, with the changes that led there", async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, "dist"));
    const pages = ["/", "/blog/"].map((path) => `<url><loc>https://www.example.com${path}</loc></url>`);
    await writeFile(
      join(folder.path, "dist/sitemap.xml"),
      `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${pages.join("")}</urlset>`,
    );
    const { selectors } = await routed("t/** -> sitemap:dist/sitemap.xml, tag:t", {
      outside: [modified("t/a"), modified("t/b")],
      workspace: folder.path,
    });

    expect(
      selectors.map(({ selector, from, because }) => [selector.value, from, because.map(({ path }) => path)]),
    ).toEqual([
      ["t", "routes", ["t/a", "t/b"]],
      ["/", "routes", ["t/a", "t/b"]],
      ["/blog/", "routes", ["t/a", "t/b"]],
    ]);
  });

  it("name the sitemap that cannot be read as a problem of routes", async () => {
    await using folder = await temporaryFolder();
    const reading = routed("t/** -> sitemap:missing.xml", { outside: [modified("t/a")], workspace: folder.path });

    await expect(reading).rejects.toMatchObject({
      fault: "config",
      problems: [{ input: "routes", message: expect.stringMatching(/^sitemap:missing\.xml /) }],
    });
  });

  it("are an error where a file makes no selector, with five of the problems", async () => {
    const outside = MANY.map((name) => modified(`c/${name} b.md`));
    const reading = routed("c/*.md -> tag:$1", { outside });

    await expect(reading).rejects.toMatchObject({ fault: "config", problems: { length: 5 } });
    await expect(reading).rejects.toThrow(/`tag:\$1` is no cache tag/);
  });
});

describe("a changed file without a route", () => {
  it("fails where unmatched is fail, before anything is sent", async () => {
    const reading = routed("a -> /a/", { outside: [modified("x"), modified("netlify.toml")], mode: "fail" });

    await expect(reading).rejects.toMatchObject({ fault: "config", problems: [{ input: "unmatched" }] });
    await expect(reading).rejects.toThrow(
      'unmatched: is fail, and no route matches "x". Nothing was sent. Add a route for each, or for harmless files one to ' +
        "none, for example docs/** -> none",
    );
  });

  it("is named with four others, and the rest is counted", async () => {
    const reading = routed("z -> /z/", { outside: MANY.map(modified), mode: "fail" });

    await expect(reading).rejects.toThrow('no route matches "a", "b", "c", "d", "e" and 2 more changed files.');
  });

  it("does not fail where there is none", async () => {
    const matched = { outside: [modified("a"), modified("netlify.toml")] };

    expect((await routed("a -> /a/", { ...matched, mode: "fail" })).unmatched).toEqual([]);
    expect((await routed("a -> /a/", { ...matched, mode: "all" })).everything).toBeUndefined();
  });

  it("makes everything count as changed where unmatched is all", async () => {
    const { everything } = await routed("a -> /a/", { outside: [modified("x")], mode: "all" });

    expect(everything).toBe('no route matches "x" (unmatched: all)');
  });

  it("that is still owed makes everything count as changed, since nobody knows any more what it purges", async () => {
    const owed: Change = { ...modified("x"), before: UNKNOWN_CONTENT };

    expect((await routed("a -> /a/", { outside: [owed, modified("y")] })).everything).toBe(
      '"x" is still owed, and no route matches it any more',
    );
    expect((await routed("a -> /a/", { outside: [modified("y")] })).everything).toBeUndefined();
    expect((await routed("x -> /a/", { outside: [owed] })).everything).toBeUndefined();
  });

  it("keeps the reason that routes have of their own", async () => {
    const folder: Change = { ...modified("themes/hugo"), isOutside: true, isFolder: true };

    expect((await routed("themes/**/*.html -> /$2/", { outside: [folder] })).everything).toMatch(
      /^the checkout does not say which files changed below "themes\/hugo"/,
    );
    expect((await routed("themes/** -> /a$$1/", { outside: [folder] })).everything).toBeUndefined();
  });
});
