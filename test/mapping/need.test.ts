import { describe, expect, it } from "vitest";
import type { Change, ChangeSet } from "../../src/changes/change.ts";
import { findNeed } from "../../src/mapping/need.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";

type Files = Readonly<Record<string, string>>;

const ALIASES = { urls: "aliases", files: "all", address: "path" } as const;
const PAGES = { urls: "canonical", files: "pages", address: "path" } as const;

/** The change set between two builds, each a map of path to content. */
function between(before: Files, after: Files): ChangeSet {
  const changes: Change[] = [];
  for (const path of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[path], after[path]];
    if (old === now) continue;
    if (old === undefined) changes.push({ kind: "added", path, after: now as string });
    else if (now === undefined) changes.push({ kind: "deleted", path, before: old });
    else changes.push({ kind: "modified", path, before: old, after: now });
  }
  return { source: "git", changes, ignored: 0, tree: new Map(Object.entries(after)), notes: [] };
}

function stale(
  before: Files,
  after: Files,
  style: keyof typeof URL_STYLES,
  wants: Parameters<typeof findNeed>[2] = ALIASES,
) {
  return findNeed(between(before, after), URL_STYLES[style], wants)
    .stale.map(({ url }) => url)
    .sort();
}

describe("findNeed", () => {
  it("purges every URL of a folder's index page", () => {
    expect(stale({ "blog/index.html": "1" }, { "blog/index.html": "2" }, "index")).toEqual([
      "/blog",
      "/blog/",
      "/blog/index.html",
    ]);
    expect(stale({ "index.html": "1" }, { "index.html": "2" }, "index")).toEqual(["/", "/index.html"]);
    expect(stale({ "old-index.html": "1" }, {}, "index")).toEqual(["/old-index.html"]);
  });

  it("purges a file at its own path only in the exact style", () => {
    expect(stale({ "blog/index.html": "1" }, { "blog/index.html": "2" }, "exact")).toEqual(["/blog/index.html"]);
  });

  it("purges old and new URL of a renamed file", () => {
    expect(stale({ "a.html": "1" }, { "b.html": "1" }, "index")).toEqual(["/a.html", "/b.html"]);
  });

  it("purges what a file answers that takes another's place", () => {
    expect(stale({ blog: "1" }, { "blog/index.html": "2" }, "index")).toEqual(["/blog", "/blog/", "/blog/index.html"]);
  });

  it("purges nothing where the answer stays the same", () => {
    const swapped = stale({ blog: "same" }, { "blog/index.html": "same" }, "index");

    expect(swapped).toEqual(["/blog/", "/blog/index.html"]);
  });

  it("gives a provider of pages one canonical URL per page, and counts the rest", () => {
    const set = between(
      { "a/index.html": "1", "app.css": "1", "b.html": "1" },
      { "a/index.html": "2", "app.css": "2" },
    );
    const need = findNeed(set, URL_STYLES.index, PAGES);

    expect(need.stale.map(({ url }) => url).sort()).toEqual(["/a/", "/b.html"]);
    expect(need.assets).toBe(1);
    expect([...need.inventory()].sort()).toEqual(["/a/", "/b.html"]);
    expect([...need.current()]).toEqual(["/a/"]);
  });

  it("spells canonical URLs as the provider wants them, two files under one spelling once", () => {
    const wants = { ...PAGES, trailingSlash: "strip", htmlSuffix: "strip" } as const;
    const need = findNeed(
      between({}, { "a/index.html": "1", "a.html": "2", "index.html": "3" }),
      URL_STYLES.index,
      wants,
    );

    expect(need.stale.map(({ url, because }) => [url, because.length]).sort()).toEqual([
      ["/", 1],
      ["/a", 2],
    ]);
  });
});
