import { describe, expect, it } from "vitest";
import { findStaleContent } from "../../src/mapping/find-stale.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import { afterDelivery, computeOwed, isSuperseded, MAX_PENDING, stillOwed, writeAhead } from "../../src/memory/owed.ts";
import type { StateRecord } from "../../src/memory/record-body.ts";
import { type Change, type ChangesRead, folderChange } from "../../src/model/change.ts";
import type { PendingPaths } from "../../src/model/memory.ts";
import type { Target } from "../../src/model/plan.ts";

function read(files: Readonly<Record<string, string>>, changes: readonly Change[] = []): ChangesRead {
  return {
    source: "build",
    sources: ["build"],
    snapshots: [{ source: "build", files: new Map(Object.entries(files)) }],
    changes,
    ignored: 0,
    tree: new Map(Object.entries(files)),
    notes: [],
  };
}

const WANTS = { urls: "aliases", files: "all", address: "path" } as const;
const urlsOf = (set: ChangesRead) =>
  findStaleContent(set, URL_STYLES.index, WANTS)
    .stale.map(({ url }) => url)
    .sort();
const target = (...paths: string[]) => ({
  selector: { by: "path", value: "/x" } as const,
  requested: "changes" as const,
  because: paths.map((path) => ({ kind: "modified" as const, path })),
});
const RECORD: StateRecord = { key: "k", generation: 5, writer: "w", builds: [], pending: new Map(), mapping: {} };

describe("need", () => {
  it("is what changed and what is owed, also where the builds are equal again", () => {
    const { owed, changes } = computeOwed(read({ a: "1", b: "2" }), new Map([["a", "modified"]]));

    expect(owed).toEqual(new Map([["a", "modified"]]));
    expect(urlsOf(changes)).toEqual(["/a"]);

    const change = { kind: "modified", path: "b", before: "1", after: "2" } as const;
    const both = computeOwed(read({ a: "1", b: "2" }, [change]), new Map([["a", "modified"]]));
    expect(both.changes.changes).toEqual([{ kind: "modified", path: "a", before: "?", after: "1" }, change]);
    expect([...(both.owed as ReadonlyMap<string, string>).keys()].sort()).toEqual(["a", "b"]);
  });

  it("purges every URL of a file that is owed and gone", () => {
    const { changes } = computeOwed(read({ "index.html": "1" }), new Map([["d/index.html", "added"]]));

    expect(urlsOf(changes)).toEqual(["/d", "/d/", "/d/index.html"]);
    expect(changes.changes).toEqual([{ kind: "deleted", path: "d/index.html", before: "?" }]);
  });

  it("keeps pages that have no file apart from files", () => {
    const { changes } = computeOwed(read({ a: "1" }), new Map([["/p", "added"]]));

    expect(changes.changes).toEqual([]);
    expect(changes.pages).toEqual([{ kind: "added", path: "/p", before: "?" }]);
  });

  it("gives a page that is owed the content that it has now, or none where it is gone", () => {
    const pages = new Map([["/p", "h2"]]);
    const site = { ...read({ a: "1" }), pageUrls: new Set(["/p"]), snapshots: [{ source: "sitemap" as const, pages }] };
    const pending = new Map([
      ["/p", "deleted"],
      ["/gone", "modified"],
    ] as const);

    expect(computeOwed(site, pending).changes.pages).toEqual([
      { kind: "deleted", path: "/gone", before: "?" },
      { kind: "modified", path: "/p", before: "?", after: "h2" },
    ]);
  });

  it("keeps what is not deployed apart from files of the same name, and folders from files", () => {
    const outside = { kind: "modified", path: "src/a", after: "2", isOutside: true } as const;
    const first = computeOwed(
      { ...read({}), outside: [outside, { ...folderChange("src/d"), isOutside: true }] },
      new Map(),
    );
    expect(first.owed).toEqual(
      new Map([
        ["../src/a", "modified"],
        ["../src/d/", "modified"],
      ]),
    );

    const pending = new Map([
      ...(first.owed as ReadonlyMap<string, "added">),
      ["src/d", "added"],
      ["src/d/", "modified"],
    ] as const);
    const { changes } = computeOwed(read({ "src/d": "1" }), pending);
    expect(changes.outside).toEqual([
      { kind: "modified", path: "src/a", before: "?", isOutside: true },
      { ...folderChange("src/d"), isOutside: true },
    ]);
    expect(changes.changes).toEqual([{ kind: "added", path: "src/d", before: "?", after: "1" }, folderChange("src/d")]);
  });

  it.each<[Change["kind"], Change["kind"], Change["kind"]]>([
    ["added", "deleted", "deleted"],
    ["deleted", "added", "modified"],
    ["added", "added", "added"],
    ["added", "modified", "modified"],
    ["modified", "deleted", "modified"],
  ])("a file that was %s and then %s is owed as %s", (first, kind, both) => {
    const change = { kind, path: "a", ...(kind === "deleted" ? {} : { after: "2" }) };
    const files: Record<string, string> = kind === "deleted" ? {} : { a: "2" };

    expect(computeOwed(read(files, [change]), new Map([["a", first]])).owed).toEqual(new Map([["a", both]]));
  });

  it("is everything when everything is owed, or there is nothing to compare with", () => {
    expect(computeOwed(read({ a: "1" }), "all")).toMatchObject({
      owed: "all",
      changes: { everything: expect.any(String) },
    });
    expect(computeOwed({ ...read({ a: "1" }), everything: "why" }, new Map()).owed).toBe("all");
  });
});

describe("write-ahead", () => {
  const ahead = (more: Partial<Parameters<typeof writeAhead>[0]>) =>
    writeAhead({
      key: "k",
      mapping: {},
      writer: "w",
      previous: undefined,
      builds: [],
      owed: "all",
      now: new Date(9),
      ...more,
    });

  it("is later than what was there, and than anything that was lost", () => {
    expect(ahead({}).generation).toBe(9);
    expect(ahead({ previous: RECORD }).generation).toBe(9);
    expect(ahead({ previous: { ...RECORD, generation: 100 } }).generation).toBe(101);
  });

  it(`owes everything beyond ${MAX_PENDING} paths`, () => {
    const many = (count: number): PendingPaths => new Map(Array.from({ length: count }, (_, n) => [`${n}`, "added"]));
    expect(ahead({ owed: many(MAX_PENDING) }).pending).not.toBe("all");
    expect(ahead({ owed: many(MAX_PENDING + 1) }).pending).toBe("all");
    expect(afterDelivery(RECORD, many(MAX_PENDING + 1), "completed").pending).toBe("all");
    const ended = afterDelivery({ ...RECORD, pending: many(MAX_PENDING + 1) }, new Map(), "accepted");
    expect(ended.reached).toEqual({ accepted: "all" });
  });
});

describe("what is still owed", () => {
  const owed: PendingPaths = new Map([
    ["a", "added"],
    ["b", "deleted"],
  ]);
  const left = (
    unreached: readonly Target[],
    more: { isEverything?: boolean; isAllGone?: boolean; deferred?: readonly Target[]; of?: PendingPaths } = {},
  ) => stillOwed(more.of ?? owed, { isEverything: false, isAllGone: false, unreached, ...more });

  it("is every path that one of its instructions did not serve", () => {
    expect(left([target("a", "c")])).toEqual(new Map([["a", "added"]]));
    expect(left([])).toEqual(new Map());
  });

  it("is all of it when a broad instruction failed that names no changes", () => {
    expect(left([target()])).toEqual(owed);
  });

  it("does not count what the user requests on every run", () => {
    const user: Target = { requested: "user", because: [] };
    expect(left([user], { deferred: [user] })).toEqual(new Map());
  });

  it("is one URL of a file where only that had no room, and the whole file where it has none", () => {
    const page: Target = { ...target("a"), page: "/a/" };
    expect(left([], { deferred: [page] })).toEqual(new Map([["/a/", "modified"]]));
    expect(left([], { deferred: [target("a")] })).toEqual(new Map([["a", "added"]]));
    expect(left([target("b")], { deferred: [page] })).toEqual(
      new Map([
        ["b", "deleted"],
        ["/a/", "modified"],
      ]),
    );
  });

  it("is the URLs that are left of everything that was spelled out, and everything where one has none", () => {
    const [one, other]: [Target, Target] = [
      { ...target(), page: "/x" },
      { ...target(), page: "/y" },
    ];
    const urls = new Map([
      ["/x", "modified"],
      ["/y", "modified"],
    ]);
    expect(left([one], { isEverything: true, deferred: [other] })).toEqual(urls);
    expect(left([one, target()], { of: "all", deferred: [other] })).toBe("all");
  });

  it("stays everything until all of it is through, and nothing after an all", () => {
    expect(left([target()], { isEverything: true, of: "all" })).toBe("all");
    expect(left([], { isEverything: true, of: "all" })).toEqual(new Map());
    expect(left([target("a")], { isAllGone: true })).toEqual(new Map());
  });
});

it("the order of runs is that of their write-aheads", () => {
  expect(isSuperseded(RECORD, { ...RECORD, generation: 6 })).toBe(true);
  expect(isSuperseded(RECORD, { ...RECORD, generation: 4, writer: "x" })).toBe(false);
  expect(isSuperseded(RECORD, { ...RECORD, writer: "x" })).toBe(true);
  expect(isSuperseded(RECORD, RECORD)).toBe(false);
});
