/**
 * Rules of hosts, held against the code of the hosts' own vendors: whatever two deploys say, a URL at which the vendor's
 * code answers otherwise is purged, and where one answer is sure, it is the vendor's.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findStaleContent } from "../../../src/mapping/find-stale.ts";
import type { UrlStyle } from "../../../src/mapping/host-rules/host-rule.ts";
import { ruleFilesOf, withReader } from "../../../src/mapping/host-rules/read-rules.ts";
import { URL_STYLES } from "../../../src/mapping/url-style.ts";
import type { ChangeSet, RuleFiles } from "../../../src/model/change.ts";
import { encodePath } from "../../../src/model/encode-path.ts";
import { changesBetween } from "../../support/change-sets.ts";
import { effort } from "../../support/properties.ts";
import { type Ask, cloudflarePages, netlify, type Shown, type Site, vercel } from "./vendor-hosts.ts";

const WANTS = { urls: "aliases", files: "all", address: "path" } as const;

const PAGES = ["index.html", "a.html", "b.html", "app.html", "404.html", "blog/index.html", "blog/x.html", "u/1.html"];
/** A folder in another case, and a page that starts like one. */
const ALIKE = ["Blog/x.html", "blogs.html"];
const STRANGE = ["old", "old/", "old/x", "old/x/y", "u/1", "u/1/", "u/1/edit", "p-1", "ü", "a b", "none", "blog/y"];
const FROM = [
  "/old",
  "/old/",
  "/old/*",
  "/*",
  "/u/:id",
  "/u/:id/edit",
  "/p-:id",
  "/a",
  "/a.html",
  "/blog/*",
  "/blog/:slug",
];
const ODD_FROM = [
  "/%C3%BC",
  "/a%20b",
  "/",
  "/o*d/x",
  "/:a/:b",
  "https://www.example.com/old",
  "https://other.example/a",
];
const TO = [
  "/new",
  "/app.html",
  "/app",
  "/blog/:splat",
  "/blog/:slug",
  "/u/:id",
  "/:splat",
  "/a.html?x=1",
  "/index.html",
];

const maybe = (...values: readonly string[]) => fc.constantFrom("", ...values);
const redirect = fc
  .tuple(
    fc.constantFrom(...FROM, ...ODD_FROM),
    fc.oneof({ weight: 6, arbitrary: fc.constant("") }, { weight: 1, arbitrary: fc.constantFrom("id=:id", "x") }),
    fc.constantFrom(...TO, "https://x.example/:splat", ""),
    maybe("200", "301", "302!", "404", "200!", "301x"),
    fc.oneof({ weight: 6, arbitrary: fc.constant("") }, { weight: 1, arbitrary: maybe("Country=de", "# note", "#") }),
  )
  .map((words) => words.filter((word) => word !== "").join(" "));
const redirects = fc
  .array(fc.oneof({ weight: 8, arbitrary: redirect }, { weight: 1, arbitrary: maybe("# a", "rubbish") }), {
    maxLength: 4,
  })
  .map((lines) => lines.join("\n"));
const headers = fc
  .array(fc.constantFrom("/a", "/blog/*", "/*", "/u/:id", "  /b", "/app*", "  X-A: 1", "  X-A: 2", "X-B: 1", "# c"), {
    maxLength: 5,
  })
  .map((lines) => lines.join("\n"));
const source = fc.constantFrom(
  "/old",
  "/old/:x*",
  "/(.*)",
  "/u/:id",
  "/u/:id(\\d+)/edit",
  "/blog/:s?",
  "/p-:id",
  "/a",
  "/:x",
);
const target = fc.constantFrom("/app.html", "/app", "/new", "/blog/:x", "/u/1.html", "https://x.example/");
const list = <T>(one: fc.Arbitrary<T>) => fc.option(fc.array(one, { maxLength: 3 }), { nil: undefined });
const vercelJson = fc
  .record({
    redirects: list(fc.record({ source, destination: fc.constantFrom("/new", "/b"), permanent: fc.boolean() })),
    rewrites: list(fc.record({ source, destination: target })),
    headers: list(
      fc.record({ source, headers: fc.constantFrom([{ key: "X-A", value: "1" }], [{ key: "X-A", value: "2" }]) }),
    ),
    cleanUrls: fc.constantFrom(undefined, true),
  })
  .map((config) => JSON.stringify(config))
  // A destination may only use what its source has.
  .filter(
    (text) => !/"source":"[^"]*","destination":"[^"]*:x"/.test(text) || /:x\*?","destination":"[^"]*:x"/.test(text),
  );

/** A value as TOML in one line. */
function toml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toml).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{ ${pairs.map(([key, one]) => `${JSON.stringify(key)} = ${toml(one)}`).join(", ")} }`;
}
const rarely = <T>(...values: readonly T[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<T | undefined>(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
const configRedirect = fc.record({
  from: fc.constantFrom(...FROM, ...ODD_FROM),
  to: fc.constantFrom(...TO, undefined),
  status: fc.constantFrom<number | string | undefined>(undefined, undefined, 200, 301, 302, 404, "301"),
  force: fc.constantFrom(undefined, true, false),
  query: rarely({ id: ":id" }, {}),
  conditions: rarely<object>({ Country: ["de"] }, { country: "de" }),
  signed: rarely("KEY"),
});
const configHeader = fc.record({
  for: fc.constantFrom("/a", "/blog/*", "/*", "/u/:id", "blog/x", "/BLOG/*", "/A"),
  values: fc.constantFrom<object | undefined>({ "X-A": "1" }, { "X-A": "2" }, { "X-B": ["1", "2"] }, {}, undefined),
});
/** Tables in the long form or in one line, and what is no rule. */
const netlifyToml = fc
  .record({
    redirects: fc.array(configRedirect, { maxLength: 3 }),
    headers: fc.array(configHeader, { maxLength: 2 }),
    isLong: fc.boolean(),
    more: rarely(
      "[dev]\nport = 1",
      "[build]\ncommand = 'make'",
      "[build.processing]\nskip_processing = true",
      "rubbish",
    ),
  })
  .map(({ redirects, headers, isLong, more = "" }) => {
    if (!isLong) return `redirects = ${toml(redirects)}\nheaders = ${toml(headers)}\n${more}`;
    const table = (name: string, one: object) =>
      [
        `[[${name}]]`,
        ...Object.entries(one).map(([key, value]) => (value === undefined ? "" : `${key} = ${toml(value)}`)),
      ].join("\n");
    return [
      ...redirects.map((one) => table("redirects", one)),
      ...headers.map((one) => table("headers", one)),
      more,
    ].join("\n");
  });

function sites(rules: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<readonly [Site, Site]> {
  const files = fc.record(
    Object.fromEntries([...PAGES, ...ALIKE].map((path) => [path, fc.constantFrom(undefined, "1", "2")])),
  );
  const said = fc.record(rules);
  const both = <T>(one: fc.Arbitrary<T>) =>
    fc.oneof(
      fc.tuple(one, one),
      one.map((same) => [same, same] as [T, T]),
    );
  return fc.tuple(both(files), both(said)).map(([[a, b], [was, kind]]) => {
    const site = (all: object) => new Map(Object.entries(all).filter(([, text]) => text !== undefined)) as Site;
    return [site({ ...a, ...was }), site({ ...b, ...kind })] as const;
  });
}

/** What a deploy from one site to the other is to the action: rules with their text, and no URLs of their own. */
function deployOf(before: Site, after: Site, style: UrlStyle): ChangeSet {
  const read = (site: Site): RuleFiles =>
    new Map(
      ruleFilesOf(style).flatMap((name) => {
        const text = site.get(name);
        return text === undefined ? [] : [[name, { id: text, text }] as const];
      }),
    );
  const set = changesBetween(Object.fromEntries(before), Object.fromEntries(after));
  return { ...set, rules: { before: read(before), after: read(after) } };
}

function urlsOf(style: UrlStyle): readonly string[] {
  return [...new Set([...[...PAGES, ...ALIKE].flatMap((path) => style.urlsOf(path)), ...STRANGE])];
}

/** Which error page is shown with a 404 is left to expire, as documented. */
function isSeen(was: Shown, kind: Shown): boolean {
  return !(was.status === 404 && kind.status === 404) && JSON.stringify(was) !== JSON.stringify(kind);
}

/** URLs that the vendor's code answers otherwise than ours, or than before without anything that takes them out of the cache. */
async function missed(given: UrlStyle, [before, after]: readonly [Site, Site], asks: readonly [Ask, Ask]) {
  const deploy = deployOf(before, after, given);
  const style = await withReader(given, deploy);
  const staleContent = findStaleContent(deploy, style, WANTS);
  if (staleContent.everything !== undefined) return [];
  const purged = new Set(staleContent.stale.map(({ url }) => url));
  const found: string[] = [];
  for (const url of urlsOf(style)) {
    const [was, kind] = [await asks[0](url), await asks[1](url)];
    const spelled = `/${encodePath(url)}`;
    const ours = staleContent.hosting.after(url);
    // Where it is not sure who gets which of several answers, or what a line means, there is none to compare.
    if (staleContent.notes.length === 0 && ours.content?.startsWith("one of ") !== true && ours.status !== kind.status)
      found.push(`${spelled}: ${ours.status} here, ${JSON.stringify(kind)} there`);
    if (!isSeen(was, kind) || purged.has(spelled)) continue;
    if (staleContent.selectors.some(({ selector }) => spelled.startsWith(selector.value))) continue;
    found.push(`${spelled}: ${JSON.stringify(was)}, then ${JSON.stringify(kind)}`);
  }
  return found;
}

/** The files alone, as the url style has them: that layer is held against servers in independent-hosts.test.ts. */
function filesOf(site: Site, style: UrlStyle): (url: string) => Shown {
  return (url) => {
    const { status, content = "", location } = style.resolve(site, url);
    return { status, body: content, headers: "", ...(location === undefined ? {} : { location }) };
  };
}

describe("no URL is missed that answers otherwise", () => {
  it("at Cloudflare Pages, by its own asset server and parsers", async () => {
    const style = URL_STYLES["cloudflare-pages"];
    const rules = { _redirects: redirects, _headers: headers };
    await fc.assert(
      fc.asyncProperty(sites(rules), async ([before, after]) => {
        expect(await missed(style, [before, after], [cloudflarePages(before), cloudflarePages(after)])).toEqual([]);
      }),
      effort(150),
    );
  });

  it("at Netlify, by its own parsers and matcher", async () => {
    const style = URL_STYLES.netlify;
    const rules = { _redirects: redirects, _headers: headers };
    await fc.assert(
      fc.asyncProperty(sites(rules), async ([before, after]) => {
        const [was, kind] = [
          await netlify(before, filesOf(before, style)),
          await netlify(after, filesOf(after, style)),
        ];
        expect(await missed(style, [before, after], [was, kind])).toEqual([]);
      }),
      effort(80),
    );
  }, 120_000);

  it("at Netlify with rules in netlify.toml, by the same", async () => {
    const style = URL_STYLES.netlify;
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(sites({ _redirects: redirects, "netlify.toml": netlifyToml }), async ([before, after]) => {
        const [was, kind] = [
          await netlify(before, filesOf(before, style)),
          await netlify(after, filesOf(after, style)),
        ];
        const deploy = deployOf(before, after, style);
        if (findStaleContent(deploy, await withReader(style, deploy), WANTS).everything === undefined) counted++;
        expect(await missed(style, [before, after], [was, kind])).toEqual([]);
      }),
      effort(60),
    );
    // Where all were everything, nothing would have been compared.
    expect(counted).toBeGreaterThan(20);
  }, 120_000);

  it("at Vercel, by its own routing package", async () => {
    await fc.assert(
      fc.asyncProperty(sites({ "vercel.json": vercelJson }), async ([before, after]) => {
        const styled = (site: Site) =>
          URL_STYLES.vercel.rules?.config?.read(site.get("vercel.json") ?? "{}")?.style ?? URL_STYLES.vercel;
        const [was, kind] = [
          vercel(before, filesOf(before, styled(before))),
          vercel(after, filesOf(after, styled(after))),
        ];
        expect(await missed(URL_STYLES.vercel, [before, after], [was, kind])).toEqual([]);
      }),
      effort(400),
    );
  });
});
