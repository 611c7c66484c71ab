import { rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFiles } from "../../src/adapters/files/files.ts";
import { createGit } from "../../src/adapters/git/git.ts";
import { patternProblem } from "../../src/changes/build/ignore-content.ts";
import { compareSnapshots } from "../../src/changes/compare-snapshots.ts";
import { type ChangesOptions, readChanges } from "../../src/changes/read-changes.ts";
import { findStaleContent } from "../../src/mapping/find-stale.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import { needsMemory, type Snapshot, SOURCES } from "../../src/model/snapshot.ts";
import { createRepository, gitTestEnvironment, temporaryFolder } from "../support/repository.ts";
import { runnerWith } from "../support/runner.ts";
import { type Files, writeFiles } from "../support/write-files.ts";

async function write(folder: string, files: Files): Promise<void> {
  writeFiles(folder, files);
}

/** Far more than a good pattern takes, and less to wait for than the default where one does not end. */
const PATTERN_LIMIT_MS = 500;

function read(
  workspace: string,
  remembered?: readonly Snapshot[],
  options: Partial<ChangesOptions> = {},
  patternLimitMs?: number,
) {
  const git = createGit({ workspace, environment: gitTestEnvironment(), onSecret: () => undefined });
  return readChanges(
    {
      changes: ["build"],
      buildDir: "dist",
      hasSelectors: false,
      siteUrls: [{ origin: "https://www.example.com", basePath: "/shop/" }],
      ignoreContent: [],
      include: (path) => !path.startsWith("private/"),
      ...(remembered === undefined ? {} : { remembered }),
      ...options,
    },
    {
      git,
      gitHub: () => git,
      files: createFiles({ workspace, temp: workspace, ...(patternLimitMs && { patternLimitMs }) }),
      runner: runnerWith({ name: "schedule", payload: {} }, workspace),
    },
  );
}

describe("two builds", () => {
  it("differ in what has other content, and in nothing else", async () => {
    await using folder = await temporaryFolder();
    await write(folder.path, { "dist/a": "1", "dist/b": "1", "dist/gone": "1", "dist/private/x": "1" });
    const before = await read(folder.path);
    await write(folder.path, { "dist/a": "2", "dist/new": "1", "dist/private/x": "2" });
    await utimes(join(folder.path, "dist/b"), 1, 1);
    await rm(join(folder.path, "dist/gone"));
    const after = await read(folder.path, before.snapshots);
    expect(after.changes.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      "modified a",
      "deleted gone",
      "added new",
    ]);
    expect(after.everything).toBeUndefined();
    const again = await read(folder.path, after.snapshots);
    expect(again.changes).toEqual([]);
    expect([...(again.snapshots[0]?.files ?? [])]).toEqual([...(after.snapshots[0]?.files ?? [])]);
    for (const nothing of [undefined, []]) {
      expect(await read(folder.path, nothing)).toMatchObject({ everything: "no earlier build is remembered" });
    }
  });

  it("have no use for commits, and the log says so", async () => {
    await using folder = await temporaryFolder();
    await write(folder.path, { "dist/a": "1" });
    const { notes } = await read(folder.path, [], { base: "v1" });
    expect(notes).toEqual(["base and head name commits, and have no effect on build."]);
  });

  it("compared are what leads from the first to the second", () => {
    const tree = fc.dictionary(fc.constantFrom("a", "b", "c/d", "\udcff", "é"), fc.constantFrom("1", "2", "3"));
    fc.assert(
      fc.property(tree, tree, (one, two) => {
        const [before, after] = [new Map(Object.entries(one)), new Map(Object.entries(two))];
        const changes = compareSnapshots({ source: "build", files: before }, { source: "build", files: after });
        const made = new Map<string, string>(before);
        for (const change of changes) {
          expect(before.get(change.path)).toBe(change.before);
          expect(change.before).not.toBe(change.after);
          if (change.after === undefined) made.delete(change.path);
          else made.set(change.path, change.after);
        }
        expect(new Map([...made].sort())).toEqual(new Map([...after].sort()));
        expect(changes.map(({ path }) => path)).toEqual(changes.map(({ path }) => path).toSorted());
      }),
    );
  });

  it("are what a build and a sitemap compare with; commits need none", () => {
    expect(SOURCES.filter(needsMemory)).toEqual(["build", "sitemap"]);
  });
});

describe("the hint at a build stamp", () => {
  const pages = (count: number, text: (n: number) => string) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`dist/p${n}.html`, `<h1>${n}</h1>\n${text(n)}`]));

  it("appears when most pages changed, needs nothing from the memory, and ends with the pattern that it suggests", async () => {
    await using folder = await temporaryFolder();
    await write(
      folder.path,
      pages(40, () => "<!-- built on Monday -->"),
    );
    const before = await read(folder.path);
    expect(Object.keys(before.snapshots[0] ?? {})).toEqual(["source", "files"]);
    await write(
      folder.path,
      pages(36, () => "<!-- built on Tuesday -->"),
    );
    const { notes } = await read(folder.path, before.snapshots);
    expect(notes.join("\n")).toMatch(
      /^Most pages changed \(36 of 40\)\. If a build stamp is the cause.*, a pattern for it under ignore-content/,
    );
    const ignored = { ignoreContent: ["<!-- built on [A-Z][a-z]{5,8} -->"] };
    const first = await read(folder.path, undefined, ignored);
    await write(
      folder.path,
      pages(40, () => "<!-- built on Sunday -->"),
    );
    const second = await read(folder.path, first.snapshots, ignored);
    expect(second).toMatchObject({ changes: [] });
    expect(second.notes).toEqual(["ignore-content: in 40 files, text that matches was left out of the comparison."]);
  });

  it.each([
    ["some pages changed", 10, 7],
    ["the site has few pages", 4, 4],
  ])("is absent when %s", async (_, count, changed) => {
    await using folder = await temporaryFolder();
    await write(
      folder.path,
      pages(count, () => "1"),
    );
    const before = await read(folder.path);
    await write(
      folder.path,
      pages(changed, () => "2"),
    );
    expect((await read(folder.path, before.snapshots)).notes).toEqual([]);
  });

  it("names the source that can leave a stamp out when the pages are committed", async () => {
    await using repository = await createRepository(pages(6, () => "Monday"));
    const before = await read(repository.root, [], { changes: ["git"] });
    await repository.write(pages(6, () => "Tuesday"));
    await repository.commit();
    const { notes } = await read(repository.root, before.snapshots, { changes: ["git"] });
    expect(notes.at(-1)).toContain("Most pages changed (6 of 6)");
    expect(notes.at(-1)).toContain("changes: build, with a pattern for it under ignore-content");
  });
});

describe("ignore-content", () => {
  it.each([
    ["(", /no regular expression/],
    ["(?:a+)+", /repetition inside a repetition/],
    ["(?:a*b){2,}", /repetition inside a repetition/],
    ["((x+)y)*", /repetition inside a repetition/],
    ["([^a]+|\\d)*$", /repetition inside a repetition/],
    ["x".repeat(1001), /more than 1000 characters/],
  ])("refuses %s", (source, message) => {
    expect(patternProblem(source)).toMatch(message);
  });

  it.each([
    ["a line", ".*", /matches any text/],
    ["everything", "[\\s\\S]+", /matches any text/],
    ["everything by alternatives", "(?:.|\\n)*", /matches any text/],
    ["hundreds of optional characters", "(?:.?){4}".repeat(100), /matches any text/],
    ["hundreds of optional characters and a sign", `${"(?:.?){4}".repeat(100)}#`, /does not end/],
    ["sixty stars", `${".*".repeat(60)}#`, /does not end/],
    ["empty alternatives, whose compilation does not end", `${"(?:|)".repeat(100)}#`, /does not end/],
    ["empty assertions, whose compilation does not end", `${"(?:\\b|\\B)".repeat(60)}#`, /does not end/],
  ])("refuses %s once it was tried on a short text", async (_, source, message) => {
    await using folder = await temporaryFolder();
    await write(folder.path, { "dist/a.html": "a" });
    expect(patternProblem(source)).toBeUndefined();
    // What ends is not hurried, on however busy a machine.
    const limitMs = String(message).includes("end") ? PATTERN_LIMIT_MS : undefined;
    const tried = read(folder.path, undefined, { ignoreContent: ["a{1,2}", source] }, limitMs);
    await expect(tried).rejects.toThrow(message);
  });

  it.each([
    "<!-- built at [^>]{1,40} -->",
    '<meta property="og:updated_time" content="[^"]*">',
    "\\(\\+*\\)",
    "[(+]*x[)*]+",
    "(?:ab|cd)+",
    "(?:Mon|Tue)\\s+\\d{4}",
    "v\\d+(?:\\.\\d+){1,3}",
  ])("takes %s", (source) => {
    expect(patternProblem(source)).toBeUndefined();
  });
});

describe("pages that are no files", () => {
  const sitemap = (...pages: string[]) =>
    `<urlset>${pages.map((page) => `<url><loc>https://www.example.com${page}</loc></url>`).join("")}</urlset>`;

  it("are stale by their URL below the base path, beside what files make stale", async () => {
    await using folder = await temporaryFolder();
    const options = { changes: ["build", "sitemap"] } as const;
    await write(folder.path, { "dist/index.html": "app", "dist/sitemap.xml": sitemap("/shop/", "/shop/a/", "/other") });
    const before = await read(folder.path, [], options);
    expect(before.notes.join("\n")).toContain("Not below site-url, so left out: https://www.example.com/other.");
    await write(folder.path, { "dist/sitemap.xml": sitemap("/shop/", "/shop/b c/?x=1") });
    const after = await read(folder.path, before.snapshots, options);
    expect(after.pages).toEqual([
      { kind: "deleted", path: "/a/", before: "" },
      { kind: "added", path: "/b%20c/?x=1", after: "" },
    ]);
    const staleContent = findStaleContent(after, URL_STYLES.index, { urls: "aliases", files: "all", address: "path" });
    expect(staleContent.stale.map(({ url }) => url).sort()).toEqual(["/a/", "/b%20c/?x=1", "/sitemap.xml"]);
    expect([...staleContent.inventory()].sort()).toEqual(["/", "/a/", "/b%20c/?x=1", "/index.html", "/sitemap.xml"]);
    expect([...staleContent.current()]).not.toContain("/a/");
    const wants = { urls: "canonical", files: "pages", address: "path", trailingSlash: "strip" } as const;
    expect(findStaleContent(after, URL_STYLES.index, wants).stale.map(({ url }) => url)).toEqual(["/a", "/b%20c/?x=1"]);
  });

  it("may be the root of the base path, written without its slash", async () => {
    await using folder = await temporaryFolder();
    const options = { changes: ["sitemap"] } as const;
    await write(folder.path, { "dist/sitemap.xml": sitemap("/shop/a/") });
    const before = await read(folder.path, [], options);
    await write(folder.path, { "dist/sitemap.xml": sitemap("/shop/a/", "/shop", "/shopping") });
    const after = await read(folder.path, before.snapshots, options);
    expect(after.pages).toEqual([{ kind: "added", path: "/", after: "" }]);
    const wants = { urls: "aliases", files: "all", address: "path" } as const;
    expect(findStaleContent(after, URL_STYLES.index, wants).bareRoot).toEqual(after.pages);
  });

  it.each([
    [{ "dist/a": "1" }, /^changes: sitemap: "dist" has none of sitemap\.xml/],
    [{ "dist/sitemap.xml": "<html></html>" }, /^changes: sitemap, dist\/sitemap\.xml: the sitemap cannot be read/],
    [{ "dist/sitemap.xml": "<urlset/>" }, /^changes: sitemap, .*lists no page/],
    [{ "dist/sitemap.xml": sitemap("/elsewhere") }, /^changes: sitemap: no page of .*lies below site-url/],
    [{ "dist/sitemap.xml.gz": Buffer.from([0x1f, 0x8b, 1]) }, /^changes: sitemap, .*is no whole gzip file/],
  ])("cannot come from %j", async (files: Readonly<Record<string, string | Buffer>>, message) => {
    await using folder = await temporaryFolder();
    await write(folder.path, files);
    await expect(read(folder.path, [], { changes: ["sitemap"] })).rejects.toThrow(message);
  });
});
