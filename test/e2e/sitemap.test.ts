/** Sitemaps whose children lie in folders, through the built action. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { once } from "../../src/lib/once.ts";
import { createRepository } from "../support/repository.ts";
import { reportOf } from "../support/stage.ts";
import { runAction } from "./runner.ts";

const ORIGIN = "https://www.example.com";

function index(...urls: readonly string[]): string {
  return `<sitemapindex>${urls.map((url) => `<sitemap><loc>${url}</loc></sitemap>`).join("")}</sitemapindex>`;
}

function pages(...paths: readonly string[]): string {
  return `<urlset>${paths.map((path) => `<url><loc>${ORIGIN}${path}</loc></url>`).join("")}</urlset>`;
}

type Texts = Readonly<Record<string, string>>;

const ACCOUNT = { provider: "batoff", site: "site-1", "site-url": `${ORIGIN}/` };

/** One dry run in a folder with these files. */
async function dryRun(files: Texts, inputs: Texts, more: Texts = {}) {
  await using repository = await createRepository({ ...files, ...more });
  for (const [path, text] of Object.entries(files))
    if (path.endsWith(".gz")) await writeFile(join(repository.root, path), gzipSync(text));
  const run = await runAction({
    with: { ...inputs, "dry-run": "true" },
    workspace: repository.root,
    event: { name: "schedule", payload: {} },
  });
  const report = await reportOf(run);
  await run.cleanUp();
  return { ...run, report, problems: report.problems };
}

function purge(files: Texts, inputs: Texts) {
  return dryRun(files, { ...ACCOUNT, ...inputs });
}

/** What a case has in a folder of its own, and its inputs there. */
interface Case {
  readonly what: string;
  readonly files: Texts;
  readonly inputs: (folder: string) => Texts;
}

/** One dry run for all of these cases, a destination for each. */
async function purgeAll(cases: readonly Case[]) {
  const files = cases.flatMap(({ files: own }, at) =>
    Object.entries(own).map(([path, text]) => [`${nameOf(at)}/${path}`, text] as const),
  );
  const destinations = cases.map(({ inputs }, at) => ({ name: nameOf(at), ...ACCOUNT, ...inputs(nameOf(at)) }));
  const config = { "destinations.yml": stringify({ destinations }) };
  const run = await dryRun(Object.fromEntries(files), { config: "destinations.yml" }, config);
  return {
    ...run,
    /** Paths that it would purge, in order. */
    urlsOf(at: number): readonly string[] {
      const planned = run.report.destinations.find(({ name }) => name === nameOf(at));
      return (planned?.instructions ?? []).map(({ selector }) => selector.replace(ORIGIN, "")).toSorted();
    },
    problemsOf: (at: number) => run.problems.filter(({ input }) => input.includes(`${nameOf(at)}.`)),
  };
}

function nameOf(at: number): string {
  return `case-${at}`;
}

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
  const SITEMAP = (folder: string) => ({ purge: `sitemap:${folder}/dist/sitemap.xml` });
  const followed: readonly (Case & { readonly urls: readonly string[] })[] = [
    {
      what: "names a child of its own base name in a folder",
      files: { "dist/sitemap.xml": index(`${ORIGIN}/en/sitemap.xml`), "dist/en/sitemap.xml": pages("/en/a/") },
      inputs: SITEMAP,
      urls: ["/en/a/"],
    },
    {
      what: "names a child that has a namesake beside the index",
      files: {
        "dist/sitemap.xml": index(`${ORIGIN}/en/pages.xml`, `${ORIGIN}/d%20e/pages.xml`),
        "dist/pages.xml": pages("/wrong/"),
        "dist/en/pages.xml": pages("/en/"),
        "dist/d e/pages.xml": pages("/de/"),
      },
      inputs: (folder) => ({ ...SITEMAP(folder), "build-dir": `./${folder}/dist/`, changes: "none" }),
      urls: ["/de/", "/en/"],
    },
    {
      what: "lies below a base path, over another index and a gzipped child",
      files: {
        "dist/sitemap.xml": index(`${ORIGIN}/nl/maps/sitemap.xml`),
        "dist/maps/sitemap.xml": index(`${ORIGIN}/nl/maps/a.xml.gz`, "/nl/maps/b.xml", "b.xml"),
        "dist/maps/a.xml.gz": pages("/nl/a/"),
        "dist/maps/b.xml": pages("/nl/b/"),
      },
      inputs: (folder) => ({ ...SITEMAP(folder), "site-url": `${ORIGIN}/nl` }),
      urls: ["/nl/a/", "/nl/b/"],
    },
    {
      what: "is one of several that a pattern names",
      files: {
        "dist/maps/a.xml": index(`${ORIGIN}/maps/deep/c.xml`),
        "dist/maps/b.xml": pages("/b/"),
        "dist/maps/deep/c.xml": pages("/c/"),
        "dist/maps/deep/d.xml": pages("/d/"),
      },
      inputs: (folder) => ({
        purge: `sitemap:${folder}/dist/maps/*.xml`,
        "build-dir": `${folder}/dist`,
        changes: "none",
      }),
      urls: ["/b/", "/c/"],
    },
    {
      what: "lies in a folder itself, without a build-dir",
      files: { "dist/maps/sitemap.xml": index(`${ORIGIN}/maps/en/a.xml`), "dist/maps/en/a.xml": pages("/a/") },
      inputs: (folder) => ({ purge: `sitemap:${folder}/dist/maps/sitemap.xml` }),
      urls: ["/a/"],
    },
  ];
  const followAll = once(() => purgeAll(followed));

  it.each(followed.map(({ what, urls }, at) => [what, urls, at] as const))("%s", async (_, urls, at) => {
    const run = await followAll();

    expect(run.problems).toEqual([]);
    expect(run.urlsOf(at)).toEqual(urls);
  });

  const unfollowed: readonly (Case & { readonly message: RegExp })[] = [
    {
      what: "that is not in the build",
      files: {},
      inputs: () => ({}),
      message:
        /^sitemap:case-0\/dist\/sitemap\.xml names the sitemap .*\/en\/a\.xml, which is not in the build \(no file case-0\/dist\/en\/a\.xml\)/,
    },
    {
      what: "that has only a namesake elsewhere",
      files: { "dist/a.xml": pages("/a/"), "en/a.xml": pages("/b/") },
      inputs: (folder) => ({ "build-dir": `${folder}/dist` }),
      message: /not in the build/,
    },
    {
      what: "of another host",
      files: { "dist/en/a.xml": pages("/a/") },
      inputs: () => ({ "site-url": "https://other.example/" }),
      message: /does not lie below site-url/,
    },
    {
      what: "beside the base path",
      files: { "dist/en/a.xml": pages("/a/") },
      inputs: () => ({ "site-url": `${ORIGIN}/nl` }),
      message: /does not lie below site-url/,
    },
  ];
  const refuseAll = once(() =>
    purgeAll(
      unfollowed.map(({ what, files, inputs }) => ({
        what,
        files: { "dist/sitemap.xml": index(`${ORIGIN}/en/a.xml`), ...files },
        inputs: (folder) => ({ changes: "none", ...SITEMAP(folder), ...inputs(folder) }),
      })),
    ),
  );

  it.each(unfollowed.map(({ what, message }, at) => [what, message, at] as const))(
    "refuses a child %s, and names it",
    async (_, message, at) => {
      const run = await refuseAll();

      expect(run.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
      expect(run.problems).toHaveLength(unfollowed.length);
      expect(run.problemsOf(at)).toEqual([
        { input: expect.stringMatching(/\.purge$/), message: expect.stringMatching(message) },
      ]);
    },
  );

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
    const report = await reportOf(result);
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
