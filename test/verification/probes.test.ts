import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findStaleContent } from "../../src/mapping/find-stale.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import type { Capabilities } from "../../src/model/capabilities.ts";
import type { Change, ChangeSet } from "../../src/model/change.ts";
import type { Probe } from "../../src/model/proof.ts";
import type { Selector } from "../../src/model/selector.ts";
import { comparable, probesOf } from "../../src/verification/probes.ts";

type Files = Readonly<Record<string, string>>;

const SITE = [{ origin: "https://www.example.com", basePath: "/" }];
const ALL: Capabilities["wants"] = { urls: "aliases", files: "all", address: "path" };
const OLD = "0".repeat(40);
const NEW = "1".repeat(40);

function between(before: Files, after: Files, everything?: string): ChangeSet {
  const changes = [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((path): Change[] => {
    const [old, now] = [before[path], after[path]];
    if (old === now) return [];
    const kind = old === undefined ? "added" : now === undefined ? "deleted" : "modified";
    return [
      { kind, path, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) },
    ];
  });
  const tree = new Map(Object.entries(after));
  return { source: "git", changes, ignored: 0, tree, notes: [], ...(everything === undefined ? {} : { everything }) };
}

function probes(
  changes: ChangeSet,
  {
    wants = ALL,
    siteUrls = SITE,
    requested = [],
  }: { wants?: typeof ALL; siteUrls?: typeof SITE; requested?: Selector[] } = {},
): readonly Probe[] {
  const style = URL_STYLES.index;
  return probesOf({ changes, staleContent: findStaleContent(changes, style, wants), siteUrls, requested });
}

const paths = (found: readonly Probe[]): readonly string[] => found.map(({ url }) => new URL(url).pathname);

describe("probes", () => {
  test("what each URL answered, and answers now", () => {
    const before = { "a.html": OLD, "gone.css": OLD, "link.html": `link:${OLD}` };
    const found = probes(between(before, { "a.html": NEW, "new/index.html": NEW, "link.html": `link:${NEW}` }));
    const contents = Object.fromEntries(found.map(({ path, was, now }) => [path, [was, now]]));
    expect(contents).toMatchObject({
      "/a.html": [
        { kind: "file", id: OLD },
        { kind: "file", id: NEW },
      ],
      "/gone.css": [{ kind: "file", id: OLD }, { kind: "nothing" }],
      "/new/": [{ kind: "nothing" }, { kind: "file", id: NEW }],
      "/new": [{ kind: "nothing" }, { kind: "file", id: NEW }],
      // A link's text is not what is served.
      "/link.html": [{ kind: "unknown" }, { kind: "unknown" }],
    });
  });

  test("a file in front of a folder decides what the folder's other URL answers", () => {
    const found = probes(between({ "d/index.html": OLD }, { "d/index.html": OLD, d: NEW }));
    expect(found).toMatchObject([{ path: "/d", was: { kind: "file", id: OLD }, now: { kind: "file", id: NEW } }]);
  });

  test("every host, below its own base path, names as a browser sends them", () => {
    const siteUrls = [
      { origin: "https://a.example", basePath: "/" },
      { origin: "https://b.example", basePath: "/loans/" },
    ];
    const found = probes(between({}, { "ä b/\udce4%.html": NEW, "z.css": NEW }), { siteUrls });
    expect(found.map(({ url }) => url)).toEqual([
      "https://a.example/%C3%A4%20b/%E4%25.html",
      "https://b.example/loans/%C3%A4%20b/%E4%25.html",
      "https://a.example/z.css",
      "https://b.example/loans/z.css",
    ]);
    expect(found[1]?.path).toBe("/%C3%A4%20b/%E4%25.html");
  });

  test("where the provider spells a page without its suffix, its file stands for it", () => {
    const wants = { urls: "canonical", files: "pages", address: "path", htmlSuffix: "strip" } as const;
    const [found] = probes(between({ "a.html": OLD }, { "a.html": NEW }), { wants });
    expect(found).toMatchObject({
      url: "https://www.example.com/a",
      path: "/a.html",
      was: { kind: "file", id: OLD },
      now: { kind: "file", id: NEW },
    });
  });

  test("everything counts as changed: all of the new build, and the old one is unknown", () => {
    const found = probes(between({}, { "index.html": NEW, "a.css": NEW }, "the base is missing"));
    expect(paths(found)).toEqual(["/", "/a.css", "/index.html"]);
    expect(
      found.every(({ was, now, because }) => was.kind === "unknown" && now.kind === "file" && !because.length),
    ).toBe(true);
  });

  test("paths under purge count only where nothing changed", () => {
    const requested: Selector[] = [
      { by: "path", value: "/a?x=1" },
      { by: "path", value: "/b", origin: "https://b.example" },
      { by: "prefix", value: "/c/" },
    ];
    const unchanged = probes(between({}, {}), { requested });
    expect(unchanged.map(({ url }) => url)).toEqual(["https://www.example.com/a?x=1", "https://b.example/b"]);
    expect(paths(probes(between({}, { "d.html": NEW }), { requested }))).toEqual(["/d.html"]);
  });

  test("an origin must serve each file once, and only files whose content is known", () => {
    const before = { "link.html": `link:${OLD}`, "d/index.html": OLD };
    const siteUrls = [...SITE, { origin: "https://b.example", basePath: "/" }];
    const found = probes(between(before, { "link.html": `link:${NEW}`, "d/index.html": NEW }), { siteUrls });
    expect(found.length).toBeGreaterThan(4);
    expect(comparable(found).map(({ url }) => url)).toEqual(
      ["/d/", "/d", "/d/index.html"].map((path) => `https://www.example.com${path}`),
    );
  });

  test("the order depends on the URLs alone", () => {
    const name = fc.constantFrom(
      "index.html",
      "a.html",
      "b.css",
      "c/index.html",
      "c/d/index.html",
      "c/e.js",
      "f/g.html",
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1 }), fc.infiniteStream(fc.nat()), (names, stream) => {
        const shuffled = names
          .map((one) => ({ one, by: stream.next().value as number }))
          .toSorted((a, b) => a.by - b.by);
        const build = (list: readonly string[]): Files => Object.fromEntries(list.map((one) => [one, NEW]));
        const order = paths(probes(between({}, build(names))));
        expect(paths(probes(between({}, build(shuffled.map(({ one }) => one)))))).toEqual(order);
        const firstAlias = order.findIndex((path) => path.endsWith("/index.html") || /\/(c|d)$/.test(path));
        const isPrime = (path: string): boolean => !path.endsWith("/index.html") && !/\/(c|d)$/.test(path);
        if (firstAlias >= 0) expect(order.slice(firstAlias).some(isPrime)).toBe(false);
        if (order.includes("/")) expect(order[0]).toBe("/");
      }),
    );
  });
});

describe("the root of a base path", () => {
  const siteUrls = [
    { origin: "https://a.example", basePath: "/" },
    { origin: "https://b.example", basePath: "/nl/" },
  ];
  const [before, after] = [
    { "index.html": OLD, "a.html": OLD },
    { "index.html": NEW, "a.html": OLD },
  ];

  test("is looked at without its slash too, after all that is no other address", () => {
    const found = probes(between(before, { ...after, "a.html": NEW }), { siteUrls });
    expect(found.map(({ url }) => url)).toEqual([
      "https://a.example/",
      "https://b.example/nl/",
      "https://a.example/a.html",
      "https://b.example/nl/a.html",
      "https://b.example/nl",
      "https://a.example/index.html",
      "https://b.example/nl/index.html",
    ]);
    const bare = found.find(({ url }) => url.endsWith("/nl"));
    expect(bare).toMatchObject({ alias: true, was: { kind: "file", id: OLD }, now: { kind: "file", id: NEW } });
  });

  test("is among everything", () => {
    const found = probes(between({}, after, "the base is missing"), { siteUrls });
    expect(found.find(({ url }) => url.endsWith("/nl"))).toMatchObject({ was: { kind: "unknown" }, now: { id: NEW } });
  });

  test("is not where it answers as before", () => {
    expect(paths(probes(between(before, { ...before, "a.html": NEW }), { siteUrls }))).not.toContain("/nl");
  });
});

describe("a URL that a rule of the host made stale", () => {
  const rulesAt = (before: string, after: string) => {
    const changes = between({ _redirects: OLD, "a.html": OLD }, { _redirects: NEW, "a.html": OLD });
    const file = (id: string, text: string) => new Map([["_redirects", { id, text }]]);
    const set = { ...changes, rules: { before: file(OLD, before), after: file(NEW, after) } };
    const staleContent = findStaleContent(set, URL_STYLES.netlify, ALL);
    return probesOf({ changes: set, staleContent, siteUrls: SITE, requested: [] });
  };

  test("is judged by where the rules lead, and never by the file with the rules", () => {
    const found = rulesAt("/old /a.html 301\n", "/old /index.html 301\n");
    const old = found.find(({ url }) => url === "https://www.example.com/old");
    expect(old).toMatchObject({
      was: { kind: "redirect", to: ["https://www.example.com/a.html"] },
      now: { kind: "redirect", to: ["https://www.example.com/index.html"] },
    });
    expect(comparable(found)).toEqual([]);
  });

  test.each([
    ["/a.html", "/*"],
    ["/n/:splat", "/m/:splat"],
  ])("is not known where a placeholder leaves it open: %s, %s", (before, after) => {
    const found = rulesAt(`/old/* ${before} 301\n/old ${before} 301\n`, `/old/* ${after} 301\n/old ${after} 301\n`);
    expect(found.map(({ now }) => now.kind)).not.toContain("redirect");
    expect(found.map(({ now }) => now.kind)).not.toContain("file");
  });

  test("shows nothing by a content that both builds have", () => {
    const found = rulesAt("/a.html /a.html 200!\n", "/x /a.html 200\n");
    expect(found.filter(({ was, now }) => was.kind === "file" && was.kind === now.kind && was.id === now.id)).toEqual(
      [],
    );
  });
});
