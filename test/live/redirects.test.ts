/** URLs at which the new build, the old one or both answer with a redirect: where it leads is what they show. */
import { describe, expect, test } from "vitest";
import { setLiveStage } from "../support/live-stage.ts";
import { destinationOf, found } from "../support/seen.ts";

const PAGES = [["index.html", "home"] as const, ["a.html", "a"] as const, ["b.html", "b"] as const];
type Files = Readonly<Record<string, string>>;

async function verified(
  style: string,
  { before, after, redirect }: { readonly before: Files; readonly after: Files; readonly redirect: Files },
) {
  const build = (files: Files) => new Map([...PAGES, ...Object.entries(files)]);
  await using live = await setLiveStage("paradarum", { before: build(before), after: build(after) });
  live.stage.sandbox.edge.set({ redirect });
  const report = await live.run({ "wait-for": "verified", "url-style": style });
  const whys = destinationOf(report).verification?.seen.map(({ url, why }) => [new URL(url).pathname, why] as const);
  return { verdict: report.verdict, code: report.errorCode, found: found(report), why: Object.fromEntries(whys ?? []) };
}

describe("a folder's URL without its slash", () => {
  test.each(["github-pages", "s3-website"])("is fresh where the new build redirects it: %s", async (style) => {
    const redirect = { "/fresh": "/fresh/", "/fresh/index": "/fresh/index.html" };
    const result = await verified(style, { before: {}, after: { "fresh/index.html": "fresh" }, redirect });
    expect(result).toMatchObject({ verdict: "purged", found: { "/fresh": "fresh", "/fresh/": "fresh" } });
    expect(result.why["/fresh"]).toBe("it redirects to where the new build says");
  });

  test("is stale where the redirect is all that is left of it", async () => {
    const before = { "old/index.html": "old" };
    const result = await verified("s3-website", { before, after: {}, redirect: { "/old": "/old/" } });
    expect(result).toMatchObject({ code: "E_STALE", found: { "/old": "stale", "/old/": "fresh" } });
    expect(result.why["/old"]).toBe("it redirects, as before the deploy");
  });

  test("is inconclusive where it leads elsewhere", async () => {
    const redirect = { "/fresh": "/a.html" };
    const result = await verified("s3-website", { before: {}, after: { "fresh/index.html": "fresh" }, redirect });
    expect(result).toMatchObject({ code: "E_UNPROVEN", found: { "/fresh": "inconclusive" } });
  });
});

describe("a redirect by a rule", () => {
  const rules = (to: string) => ({ _redirects: `/old ${to} 301\n` });
  const change = { before: rules("/a.html"), after: rules("/b.html") };
  const all = (to: string) => ({ "/old": to, "/old/": to });

  test("is fresh once it leads to where the new rules say", async () => {
    const result = await verified("netlify", { ...change, redirect: all("/b.html") });
    expect(result).toMatchObject({ verdict: "purged", found: { "/old": "fresh", "/old/": "fresh" } });
  });

  test("is stale while it leads to where the old ones said, and is purged again", async () => {
    const result = await verified("netlify", { ...change, redirect: all("/a.html") });
    expect(result).toMatchObject({ code: "E_STALE", found: { "/old": "stale", "/old/": "stale" } });
  });

  test("to another host is no door that is shut", async () => {
    const moved = { before: rules("/a.html"), after: rules("https://docs.example/new") };
    const result = await verified("netlify", { ...moved, redirect: all("https://docs.example/new") });
    expect(result).toMatchObject({ verdict: "purged", found: { "/old": "fresh" } });
  });
});
