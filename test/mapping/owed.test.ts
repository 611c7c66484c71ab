/** Files whose old content nobody remembers: whatever the old build was, no URL may be missed. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findStaleContent } from "../../src/mapping/find-stale.ts";
import type { UrlStyle } from "../../src/mapping/host-rules/host-rule.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import { type Change, type ChangeSet, UNKNOWN_CONTENT } from "../../src/model/change.ts";
import { URL_STYLE_NAMES } from "../../src/model/config.ts";
import { encodePath } from "../../src/model/encode-path.ts";
import type { Tree } from "../../src/model/tree.ts";
import { effort } from "../support/properties.ts";

const WANTS = { urls: "aliases", files: "all", address: "path" } as const;

/** Names that get in each other's way at one host or another. */
const PATHS = ["index.html", "a.html", "a", "a/index.html", "404.html", "d/404.html", "d/x.css", "d.html"] as const;

function urlsAt(style: UrlStyle): readonly string[] {
  const own = PATHS.flatMap((path) => [...style.urlsOf(path), ...(style.shadowedBy?.(path) ?? [])]);
  return [...new Set([...own, "nothing", "d/nothing", "a/", "d/"])];
}

const trees = fc
  .record(Object.fromEntries(PATHS.map((path) => [path, fc.constantFrom(undefined, "1", "2")])))
  .map((files): Tree => new Map(Object.entries(files).flatMap(([path, id]) => (id === undefined ? [] : [[path, id]]))))
  // No file system holds a file and a folder of one name.
  .filter((tree) => !(tree.has("a") && tree.has("a/index.html")));

/** As an unpaid deploy leaves it: of what it touched the old content is unknown; `known` changed since then. */
function owedBetween(before: Tree, after: Tree, kind: Change["kind"], known: ReadonlySet<string>): ChangeSet {
  const changes = PATHS.filter((path) => before.get(path) !== after.get(path)).map((path): Change => {
    const [was, now] = [before.get(path), after.get(path)];
    if (known.has(path)) {
      const ends = { ...(was === undefined ? {} : { before: was }), ...(now === undefined ? {} : { after: now }) };
      return { kind: was === undefined ? "added" : now === undefined ? "deleted" : "modified", path, ...ends };
    }
    if (now === undefined) return { kind: "deleted", path, before: UNKNOWN_CONTENT };
    return { kind: kind === "deleted" ? "modified" : kind, path, before: UNKNOWN_CONTENT, after: now };
  });
  return { source: "git", changes, ignored: 0, tree: after, notes: [] };
}

/** URLs that answer otherwise than before, and that no part of the need covers. */
function missed(
  style: UrlStyle,
  [before, after]: readonly [Tree, Tree],
  kind: Change["kind"],
  known: ReadonlySet<string>,
): readonly string[] {
  const staleContent = findStaleContent(owedBetween(before, after, kind, known), style, WANTS);
  if (staleContent.everything !== undefined) return [];
  const purged = new Set(staleContent.stale.map(({ url }) => url));
  return urlsAt(style)
    .filter((url) => {
      const [was, kind] = [style.resolve(before, url), style.resolve(after, url)];
      if (was.status === 404 && kind.status === 404) return false;
      return JSON.stringify(was) !== JSON.stringify(kind);
    })
    .map((url) => `/${encodePath(url)}`)
    .filter(
      (url) => !purged.has(url) && !staleContent.selectors.some(({ selector }) => url.startsWith(selector.value)),
    );
}

describe.each(URL_STYLE_NAMES)("what is owed at %s", (name) => {
  it("is every URL that may have answered otherwise, whatever was there before", () => {
    const kinds = fc.constantFrom<Change["kind"]>("added", "modified", "deleted");
    fc.assert(
      fc.property(trees, trees, kinds, fc.uniqueArray(fc.constantFrom(...PATHS)), (before, after, kind, known) => {
        expect(missed(URL_STYLES[name], [before, after], kind, new Set(known))).toEqual([]);
      }),
      effort(400),
    );
  });
});

describe("rules of the host whose purge is owed", () => {
  const changed = (path: string, more: Partial<Change> = {}): Change => ({
    kind: "modified",
    path,
    before: UNKNOWN_CONTENT,
    after: "2",
    ...more,
  });
  const set = (more: Partial<ChangeSet>): ChangeSet => ({
    source: "git",
    changes: [],
    ignored: 0,
    tree: new Map([["a.html", "1"]]),
    notes: [],
    ...more,
  });
  const rule = (text: string) => new Map([["_redirects", { id: text, text }]]);

  it("take everything, since their earlier text is not known, also where the last two builds have the same", () => {
    const rules = { before: rule("/a /b"), after: rule("/a /b") };
    const staleContent = findStaleContent(set({ changes: [changed("_redirects")], rules }), URL_STYLES.netlify, WANTS);

    expect(staleContent.everything).toMatch(/_redirects changed, and not all of its rules can be read/);
    expect(findStaleContent(set({ rules }), URL_STYLES.netlify, WANTS).everything).toBeUndefined();
  });

  it("are found beside the build too", () => {
    const outside = [changed("vercel.json", { isOutside: true })];

    expect(findStaleContent(set({ outside }), URL_STYLES.vercel, WANTS).everything).toMatch(/vercel.json changed/);
    expect(findStaleContent(set({ outside, prefix: "dist" }), URL_STYLES.vercel, WANTS).everything).toMatch(
      /vercel.json changed/,
    );
    expect(findStaleContent(set({ outside }), URL_STYLES.index, WANTS).everything).toBeUndefined();
  });

  it("are not known to a run that reads no build, and then everything is owed", () => {
    const owed = set({ source: "none", changes: [changed("a.html")], tree: new Map() });

    expect(findStaleContent(owed, URL_STYLES.netlify, WANTS).everything).toMatch(/this run reads no build/);
    expect(findStaleContent(owed, URL_STYLES.index, WANTS).stale.map(({ url }) => url)).toEqual(["/a.html"]);
  });
});

describe("an immutable file that is owed", () => {
  const js = (kind: Change["kind"], after?: string): ChangeSet => ({
    source: "git",
    changes: [{ kind, path: "a-1.js", before: UNKNOWN_CONTENT, ...(after === undefined ? {} : { after }) }],
    ignored: 0,
    tree: new Map(after === undefined ? [] : [["a-1.js", after]]),
    notes: [],
  });

  it("is purged without blame where it may have been missing in between, and spared where it is gone", () => {
    const back = findStaleContent(js("modified", "1"), URL_STYLES.exact, WANTS, { ok: () => true });
    expect(back).toMatchObject({ stale: [{ url: "/a-1.js" }], violations: [] });
    expect(findStaleContent(js("deleted"), URL_STYLES.exact, WANTS, { ok: () => true }).stale).toEqual([]);
  });
});
