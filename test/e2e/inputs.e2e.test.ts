import { mkdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { everythingWritten, reportOf, type Stage, setStage } from "../support/stage.ts";
import { foreignCommands } from "./commands.ts";

const PASSWORD = "s3cret-Pa%24s.w0rd";
const WITH_PASSWORD = `https://user:${PASSWORD}@www.example.com/x\n`;

let stage: Stage;
let declared: readonly string[];

beforeAll(async () => {
  stage = await setStage("batoff");
  await stage.site.repository.write({
    "some-file": "x",
    "bad-list": "/fine\nmailto:x\n",
    "with-password": WITH_PASSWORD,
  });
  const action = parse(await readFile(new URL("../../action.yml", import.meta.url), "utf8")) as {
    outputs: Record<string, unknown>;
  };
  declared = Object.keys(action.outputs);
});
afterAll(async () => {
  // Here, since the tests run side by side: whatever they did, the API never heard of it.
  expect(stage.sandbox.api.requests).toEqual([]);
  await stage[Symbol.asyncDispose]();
});

type Case = readonly [string, Readonly<Record<string, string | undefined>>, string, RegExp];

const OUTSIDE = { "build-dir": "../..", changes: "git" };
const NOTHING = { "build-dir": undefined };

const CASES: readonly Case[] = [
  ["no provider", { provider: undefined }, "provider", /is missing: one of 5centscdn, .*batoff, /],
  ["an unknown provider", { provider: "batof" }, "provider", /knows no "batof"\. Did you mean batoff\?/],
  ["a mistyped input", { "build-dri": "x" }, "build-dri", /Did you mean build-dir\?/],
  ["an input with _ for -", { site_url: "https://x.example" }, "site_url", /Did you mean site-url\?/],
  ["no site", { site: undefined }, "site", /is missing: give the site id/],
  ["a malformed site", { site: "../../x" }, "site", /is not the site id/],
  ["nothing that says what was deployed", NOTHING, "build-dir", /Nothing says what was deployed\. Give build-dir/],
  ["a build-dir that is missing", { "build-dir": "nowhere" }, "build-dir", /"nowhere" does not exist/],
  ["a build-dir that is a file", { "build-dir": "some-file" }, "build-dir", /is not a folder/],
  ["a build-dir outside of the workspace, for git", OUTSIDE, "build-dir", /outside the workspace/],
  ["plain http beyond loopback", { "api-url": "http://api.example.com" }, "api-url", /must be https/],
  ["options that are no mapping", { "provider-options": "- a" }, "provider-options", /mapping/],
  ["an unknown option", { "provider-options": "sginature: x" }, "provider-options.sginature", /is no option here/],
  ["a selector that the grammar does not know", { purge: "*.css" }, "purge", /`\*\.css`.*Did you mean ext:css\?/s],
  ["one that the provider cannot express", { purge: "regex:^/a" }, "purge", /cannot be expressed at Batoff.*It takes/],
  ["a bad line in a list", { purge: "file:bad-list" }, "purge", /entry 2: `mailto:x` is no selector/],
  ["a list that is missing", { purge: "file:no-list" }, "purge", /^file:no-list does not exist/],
  ["a sitemap that is none", { purge: "sitemap:some-file" }, "purge", /the sitemap cannot be read/],
  ["a base that is an option of git", { base: "--output=x" }, "base", /is no commit, tag or branch/],
  ["a range as base", { base: "HEAD~1..HEAD" }, "base", /Give one name, not a range/],
  ["a timeout that is no time", { timeout: "soon" }, "timeout", /soon/],
  ["a timeout of nothing", { timeout: "0" }, "timeout", /leaves no time/],
  [
    "a timeout beyond a job's limit",
    { timeout: "361m" },
    "timeout",
    /longer than a job may run on this runner \(6 hours\)/,
  ],
  ["a site's address with a tab in it", { "site-url": "https://exam\tple.com/" }, "site-url", /is no absolute URL/],
  ["a site's address with a star", { "site-url": "https://*.example.com/" }, "site-url", /a \* in its host/],
  ["a credential in front of another host", { "api-url": "https://api.example@evil.example/" }, "api-url", /user name/],
  ["a key that is a JSON document", { "api-key": '{"key":"bto_live_0123456789"}' }, "api-key", /JSON document/],
  ["a key that is too short to be masked", { "api-key": "bto" }, "api-key", /too short/],
  [
    "to verify without a site",
    { provider: "paradarum", site: "7", "site-url": undefined, "wait-for": "verified" },
    "site-url",
    /looks at the live site/,
  ],
  [
    "to verify a cache that visitors do not see",
    { provider: "hado", site: "www.example.com", "api-key": `hado_sk_${"0a".repeat(24)}`, "wait-for": "verified" },
    "wait-for",
    /cannot be verified at Hado SEO: the live site does not show its cache/,
  ],
  ["an origin that is no URL", { "origin-url": "origin.example" }, "origin-url", /is no absolute URL: for example/],
  [
    "an origin with a password",
    { "origin-url": "https://u:p@o.example/" },
    "origin-url",
    /has a user name or password/,
  ],
  ["a sample that is no number", { "verify-sample": "some" }, "verify-sample", /no whole number above 0: .*or all/],
  ["a sample of none", { "verify-sample": "0" }, "verify-sample", /no whole number above 0/],
  ["a prewarm that is neither", { prewarm: "yes" }, "prewarm", /one of false, true/],
  [
    "warming before the purge has arrived",
    { prewarm: "true", "wait-for": "accepted" },
    "prewarm",
    /fetches pages once the purge is complete/,
  ],
  [
    "an origin to wait for, and no diff",
    { "origin-url": "https://o.example", "build-dir": undefined, purge: "/a" },
    "origin-url",
    /needs a diff/,
  ],
  [
    "nothing that can be verified",
    { "wait-for": "verified", "build-dir": undefined, purge: "prefix:/a" },
    "wait-for",
    /there is no URL to look at/,
  ],
  ["selectors on one line", { purge: "/feed.xml /blog/ /about/" }, "purge", /several selectors: give one per line/],
  ["selectors with a comma between them", { purge: "/a, /b" }, "purge", /several selectors.*a comma %2C/],
  ["selectors with a bare comma", { purge: "/a,https://www.example.com/b" }, "purge", /several selectors/],
  ["selectors of other kinds on one line", { purge: "ext:css tag:news" }, "purge", /several selectors/],
  ["selectors as a list of YAML", { purge: "- /a\n" }, "purge", /dash of a YAML list: give one per line/],
  ["selectors as a list of JSON", { purge: '["/a", "/b"]' }, "purge", /JSON list.*purge: file:PATH/],
  ["selectors with a semicolon", { purge: "/a;/b" }, "purge", /several selectors/],
  ["selectors with a tab", { purge: "/a\t/b" }, "purge", /several selectors/],
  ["selectors with a blank that does not break", { purge: "/a\u00a0/b" }, "purge", /several selectors/],
  ["selectors with full-width separators", { purge: "/a，/b" }, "purge", /several selectors/],
  ["selectors that end in commas, each on its line", { purge: "/a,\r\n/b," }, "purge", /ends in a separator.*%2C/],
  ["a selector in quotation marks", { purge: '"/a"' }, "purge", /quotation marks around it: leave them out/],
  ["a selector in curly quotation marks", { purge: "“/a”" }, "purge", /quotation marks around it/],
  ["selectors with dots in front", { purge: "• /a\n• /b" }, "purge", /the mark of a list/],
  ["selectors with numbers in front", { purge: "1. /a\n2. /b" }, "purge", /the mark of a list/],
  ["a selector with a blank that nobody sees", { purge: "/a\u200b" }, "purge", /cannot be seen \(U\+200B\)/],
  ["a mark of byte order in the middle", { purge: "/a\ufeffb" }, "purge", /cannot be seen \(U\+FEFF\)/],
  ["a full-width prefix", { purge: "prefix：/a/" }, "purge", /Did you mean prefix:\/a\/\?/],
  ["a full-width star", { purge: "/blog/＊" }, "purge", /full-width star/],
  ["all in capitals", { purge: "ALL" }, "purge", /Did you mean all\?/],
  ["globs as a list of JSON", { include: '["*.html"]' }, "include", /JSON list/],
  ["globs in quotation marks", { include: "'**/*.html'" }, "include", /quotation marks around it/],
  ["globs with a comma", { include: "**/*.html, **/*.css" }, "include", /several patterns: give one per line/],
  ["globs with a bare comma", { immutable: "assets/**,fonts/**" }, "immutable", /several patterns/],
  ["globs with a blank", { include: "*.html *.css" }, "include", /several patterns/],
  ["a glob of a route in quotation marks", { routes: '"a/*.md" -> /x' }, "routes", /quotation marks around it/],
  ["globs of a route with a comma", { routes: "a/*.md, b/*.md -> /x" }, "routes", /several patterns/],
  ["sites on one line", { "site-url": "https://a.example/,https://b.example/" }, "site-url", /several addresses/],
  ["sites as a list of JSON", { "site-url": '["https://a.example/"]' }, "site-url", /JSON list/],
  ["routes with a blank between selectors", { routes: "a -> /x /y" }, "routes", /put a comma between them/],
  ["routes as a list of YAML", { routes: "- a -> /x" }, "routes", /dash of a YAML list/],
  ["globs as a list of YAML", { include: "- blog/**" }, "include", /dash of a YAML list/],
  ["immutable globs as a list of YAML", { immutable: "- assets/*" }, "immutable", /dash of a YAML list/],
  ["patterns as a list of YAML", { "ignore-content": "- x" }, "ignore-content", /dash of a YAML list/],
  ["sites as a list of YAML", { "site-url": "- https://a.example" }, "site-url", /dash of a YAML list/],
  ["an expression that was not evaluated", { site: "${{ vars.SITE }}" }, "site", /was not evaluated/],
];

describe.concurrent("bad input gets one clear error and no request", () => {
  it.each(CASES)("%s", async (_, inputs, input, message) => {
    const run = await stage.run({ with: inputs });

    expect([run.exitCode, run.conclusion, run.errors]).toEqual([1, "failure", []]);
    expect(run.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG", "request-count": "0" });
    expect(Object.keys(run.outputs).toSorted()).toEqual(declared.toSorted());
    const { problems } = await reportOf(run);
    expect(problems).toEqual([{ input, message: expect.stringMatching(message) }]);
    expect(run.annotations.filter(({ kind }) => kind === "error")).toHaveLength(1);
    expect(run.summary).toContain("What is wrong with the inputs");
    expect(foreignCommands(run)).toEqual([]);
  });

  it("a key with line breaks, of which nothing is shown", async () => {
    const lines = ["first-half-of-the-key", "second-half-of-the-key"];
    const run = await stage.run({ with: { "api-key": lines.join("\n") }, secrets: [] });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect((await reportOf(run)).problems).toEqual([
      { input: "api-key", message: expect.stringMatching(/line break/) },
    ]);
    const written = await everythingWritten(run);
    for (const line of lines) expect(written).not.toContain(line);
  });

  it.each([
    ["purge", "https://user:PASSWORD@www.example.com/x"],
    ["purge", "user:PASSWORD@www.example.com/x"],
    ["purge", "prefix:https://user:PASSWORD/x#@www.example.com/x"],
    ["purge", "file:with-password"],
    ["routes", "**/*.md -> https://user:PASSWORD@www.example.com/x"],
    ["site", "user:PASSWORD@www.example.com"],
    ["site-url", "https://user:PASSWORD@www.example.com/"],
    ["site-url", "http:\\\\user:PASSWORD@www.example.com"],
    ["origin-url", "https://user:PASSWORD@www.example.com/?x"],
    ["api-url", "https:/user:PASSWORD@www.example.com"],
    ["api-url", "ftp://user:PASSWORD@www.example.com"],
    ["base", "https://user:PASSWORD@www.example.com/"],
    ["environment", "https://user:PASSWORD@www.example.com/\u200b"],
    ["url-style", "https://user:PASSWORD@www.example.com/"],
    ["provider-options", '"https://user:PASSWORD@www.example.com": 1'],
  ])("an address with a password, of which nothing is shown: %s: %s", async (input, value) => {
    const run = await stage.run({ with: { [input]: value.replace("PASSWORD", PASSWORD) }, secrets: [] });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    const written = await everythingWritten(run);
    expect(written).not.toContain(PASSWORD);
    expect(written).not.toContain("s3cret-Pa$s.w0rd");
  });

  it("no key, although something is to be sent", async () => {
    const run = await stage.run({ with: { "api-key": undefined } });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect((await reportOf(run)).problems).toEqual([
      { input: "api-key", message: expect.stringMatching(/is missing/) },
    ]);
  });

  it("several at once, all of them named", async () => {
    const run = await stage.run({ with: { site: "a b", "url-style": "jekyll", timeout: "-1", purgee: "/x" } });

    const { problems } = await reportOf(run);
    expect(problems.map(({ input }) => input).toSorted()).toEqual(["purgee", "site", "timeout", "url-style"]);
    expect(run.log.join("\n")).toMatch(/purgee.*site.*|site.*purgee/s);
  });

  it("an empty build-dir", async () => {
    await using empty = await setStage("batoff", { before: new Map(), after: new Map() });
    await mkdir(`${empty.site.repository.root}/public`);
    const run = await empty.run();

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect((await reportOf(run)).problems).toEqual([
      { input: "build-dir", message: expect.stringMatching(/is empty/) },
    ]);
    expect(empty.sandbox.api.requests).toEqual([]);
  });
});
