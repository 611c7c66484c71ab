/** Sitemaps whose children lie in folders, through the built action. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { once } from "../support/once.ts";
import { createRepository } from "../support/repository.ts";
import { runAction } from "./runner.ts";

const ORIGIN = "https://www.example.com";

function index(...urls: readonly string[]): string {
  return `<sitemapindex>${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join("")}</sitemapindex>`;
}

function pages(...paths: readonly string[]): string {
  return `<urlset>${paths.map((path) => `<url><loc>${ORIGIN}${path}</loc></url>`).join("")}</urlset>`;
}

async function purge(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>>) {
  await using repository = await createRepository(files);
  for (const [path, text] of Object.entries(files))
    if (path.endsWith(".gz")) await writeFile(join(repository.root, path), gzipSync(text ?? ""));
  const result = await runAction({
    with: { provider: "batoff", site: "site-1", "site-url": `${ORIGIN}/`, "dry-run": "true", ...inputs },
    workspace: repository.root,
    event: { name: "schedule", payload: {} },
  });
  const report = JSON.parse(await readFile(result.outputs["report-file"] as string, "utf8"));
  await result.cleanUp();
  const instructions: readonly { selector: string }[] = report.destinations[0]?.instructions ?? [];
  const urls = instructions.map(({ selector }) => selector.replace(ORIGIN, "")).sort();
  return { ...result, urls, problems: report.problems as readonly { input: string; message: string }[] };
}

const SITEMAP = { purge: "sitemap:dist/sitemap.xml" };

const PLACES = [
  "/..%2f..%2fsecret.xml",
  "/en%00/a.xml",
  "/a.xml?page=2",
  "/",
  "ftp://www.example.com/a.xml",
  "..%2fsecret.xml",
];
const EMPTY = ["<urlset></urlset>", "<sitemapindex/>", index(`${ORIGIN}/empty2.xml`)];

/** Each of them is a sitemap of one run. */
const refused = once(() => {
  const secret = pages("/secret/");
  const bad = [
    ...PLACES.map((url, n) => [`dist/x/place${n}.xml`, index(url)] as const),
    ...EMPTY.map((text, n) => [`dist/empty${n}.xml`, text] as const),
  ];
  return purge(
    {
      ...Object.fromEntries(bad),
      "secret.xml": secret,
      "dist/secret.xml": secret,
      "dist/x/a.xml": secret,
      "dist/a.xml": secret,
    },
    { purge: bad.map(([path]) => `sitemap:${path}`).join("\n") },
  );
});

/** What is said of one sitemap, as a problem of `purge`. */
function messagesOf({ problems }: Awaited<ReturnType<typeof refused>>, name: string): readonly string[] {
  const start = `sitemap:dist/${name}.xml `;
  return problems
    .filter(({ input, message }) => input === "purge" && message.startsWith(start))
    .map(({ message }) => message);
}

describe("a sitemap index", () => {
  it.each<[string, Record<string, string>, Record<string, string>, readonly string[]]>([
    [
      "names a child of its own base name in a folder",
      { "dist/sitemap.xml": index(`${ORIGIN}/en/sitemap.xml`), "dist/en/sitemap.xml": pages("/en/a/") },
      SITEMAP,
      ["/en/a/"],
    ],
    [
      "names a child that has a namesake beside the index",
      {
        "dist/sitemap.xml": index(`${ORIGIN}/en/pages.xml`, `${ORIGIN}/d%20e/pages.xml`),
        "dist/pages.xml": pages("/wrong/"),
        "dist/en/pages.xml": pages("/en/"),
        "dist/d e/pages.xml": pages("/de/"),
      },
      { ...SITEMAP, "build-dir": "./dist/", changes: "none" },
      ["/de/", "/en/"],
    ],
    [
      "lies below a base path, over another index and a gzipped child",
      {
        "dist/sitemap.xml": index(`${ORIGIN}/nl/maps/sitemap.xml`),
        "dist/maps/sitemap.xml": index(`${ORIGIN}/nl/maps/a.xml.gz`, "/nl/maps/b.xml", "b.xml"),
        "dist/maps/a.xml.gz": pages("/nl/a/"),
        "dist/maps/b.xml": pages("/nl/b/"),
      },
      { ...SITEMAP, "site-url": `${ORIGIN}/nl` },
      ["/nl/a/", "/nl/b/"],
    ],
    [
      "is one of several that a pattern names",
      {
        "dist/maps/a.xml": index(`${ORIGIN}/maps/deep/c.xml`),
        "dist/maps/b.xml": pages("/b/"),
        "dist/maps/deep/c.xml": pages("/c/"),
        "dist/maps/deep/d.xml": pages("/d/"),
      },
      { purge: "sitemap:dist/maps/*.xml", "build-dir": "dist", changes: "none" },
      ["/b/", "/c/"],
    ],
    [
      "lies in a folder itself, without a build-dir",
      { "dist/maps/sitemap.xml": index(`${ORIGIN}/maps/en/a.xml`), "dist/maps/en/a.xml": pages("/a/") },
      { purge: "sitemap:dist/maps/sitemap.xml" },
      ["/a/"],
    ],
  ])("%s", async (_, files, inputs, urls) => {
    const run = await purge(files, inputs);

    expect(run.problems).toEqual([]);
    expect(run.urls).toEqual(urls);
  });

  it.each<[string, Record<string, string>, Record<string, string>, RegExp]>([
    [
      "that is not in the build",
      {},
      {},
      /sitemap:dist\/sitemap\.xml names the sitemap .*\/en\/a\.xml, which is not in the build \(no file dist\/en\/a\.xml\)/,
    ],
    [
      "that has only a namesake elsewhere",
      { "dist/a.xml": pages("/a/"), "en/a.xml": pages("/b/") },
      { "build-dir": "dist" },
      /not in the build/,
    ],
    [
      "of another host",
      { "dist/en/a.xml": pages("/a/") },
      { "site-url": "https://other.example/" },
      /does not lie below site-url/,
    ],
    [
      "beside the base path",
      { "dist/en/a.xml": pages("/a/") },
      { "site-url": `${ORIGIN}/nl` },
      /does not lie below site-url/,
    ],
  ])("refuses a child %s, and names it", async (_, files, inputs, message) => {
    const run = await purge(
      { "dist/sitemap.xml": index(`${ORIGIN}/en/a.xml`), ...files },
      { changes: "none", ...SITEMAP, ...inputs },
    );

    expect(run.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(run.problems).toMatchObject([{ input: "purge", message: expect.stringMatching(message) }]);
  });

  it.each(PLACES)("reads no file for a child at %s", async (url) => {
    const run = await refused();
    expect(run.outputs["verdict"]).toBe("failed");
    expect(messagesOf(run, `x/place${PLACES.indexOf(url)}`)).toEqual([
      expect.stringMatching(/not in the build|not lie below/),
    ]);
  });

  it("is followed for changes: sitemap and for a route too", async () => {
    const files = { "dist/sitemap.xml": index(`${ORIGIN}/en/sitemap.xml`), "dist/en/sitemap.xml": pages("/en/a/") };
    const run = await purge(files, { changes: "sitemap", "build-dir": "dist", state: "file:memory/x" });
    expect(run.log.join("\n")).toContain("Sitemap dist/sitemap.xml: 1 pages");

    await using repository = await createRepository({ ...files, "src/a": "1" });
    const base = await repository.head();
    await repository.write({ "src/a": "2" });
    const head = await repository.commit();
    const result = await runAction({
      with: {
        provider: "batoff",
        site: "s",
        "site-url": `${ORIGIN}/`,
        "dry-run": "true",
        routes: "src/** -> sitemap:dist/sitemap.xml",
      },
      workspace: repository.root,
      event: { name: "push", payload: { before: base, after: head } },
    });
    expect(result.log.join("\n")).toContain("/en/a/");
    await result.cleanUp();
  });
});

describe("a sitemap that a route names", () => {
  it("and that cannot be read is an error of routes", async () => {
    await using repository = await createRepository({ "src/a": "1", "dist/sitemap.xml": "<urlset><url>" });
    const base = await repository.head();
    await repository.write({ "src/a": "2" });
    const head = await repository.commit();
    const result = await runAction({
      with: {
        provider: "batoff",
        site: "s",
        "site-url": `${ORIGIN}/`,
        "dry-run": "true",
        routes: "src/** -> sitemap:dist/sitemap.xml",
      },
      workspace: repository.root,
      event: { name: "push", payload: { before: base, after: head } },
    });
    const report = JSON.parse(await readFile(result.outputs["report-file"] as string, "utf8"));
    await result.cleanUp();

    expect(report.problems).toMatchObject([
      { input: "routes", message: expect.stringMatching(/^sitemap:dist\/sitemap\.xml .*cannot be read/) },
    ]);
  });
});

describe("a list without a page", () => {
  it.each(EMPTY)("is an error as a sitemap: %s", async (text) => {
    const run = await refused();
    expect(run.outputs["verdict"]).toBe("failed");
    expect(run.problems).toHaveLength(PLACES.length + EMPTY.length);
    expect(messagesOf(run, `empty${EMPTY.indexOf(text)}`)).toEqual([expect.stringMatching(/lists no page/)]);
  });

  it("is a warning as a file, which may be empty on purpose", async () => {
    const run = await purge({ "list.txt": "# nothing today\n" }, { purge: "file:list.txt" });

    expect(run.outputs["verdict"]).not.toBe("failed");
    expect(run.annotations).toContainEqual(
      expect.objectContaining({ kind: "warning", message: expect.stringContaining("file:list.txt lists nothing") }),
    );
  });
});
