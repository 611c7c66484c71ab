/** What is wrong, the inputs that are changed (undefined: left out), the input that is named, and why. */
export type WrongInput = readonly [string, Readonly<Record<string, string | undefined>>, string, RegExp];

/** Wrong by its own text: the step names all of these at once, whatever stands in the other inputs. */
export const WRONG_BY_THEMSELVES: readonly WrongInput[] = [
  ["a mistyped input", { "build-dri": "x" }, "build-dri", /Did you mean build-dir\?/],
  ["an input with _ for -", { site_url: "https://x.example" }, "site_url", /Did you mean site-url\?/],
  ["a malformed site", { site: "../../x" }, "site", /is not the site id/],
  ["plain http beyond loopback", { "api-url": "http://api.example.com" }, "api-url", /must be https/],
  ["options that are no mapping", { "provider-options": "- a" }, "provider-options", /mapping/],
  ["an unknown option", { "provider-options": "sginature: x" }, "provider-options.sginature", /is no option here/],
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
  ["selectors as a list of YAML", { purge: "- /a\n" }, "purge", /dash of a YAML list: give one per line/],
  ["selectors that end in commas, each on its line", { purge: "/a,\r\n/b," }, "purge", /ends in a separator.*%2C/],
  ["selectors with dots in front", { purge: "• /a\n• /b" }, "purge", /the mark of a list/],
  ["selectors with numbers in front", { purge: "1. /a\n2. /b" }, "purge", /the mark of a list/],
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

/** Lines of `purge`, each of which is named with what is wrong with it. */
export const WRONG_LINES: readonly (readonly [string, string, RegExp])[] = [
  ["a selector that the grammar does not know", "*.css", /`\*\.css`.*Did you mean ext:css\?/s],
  ["selectors on one line", "/feed.xml /blog/ /about/", /several selectors: give one per line/],
  ["selectors with a comma between them", "/a, /b", /several selectors.*a comma %2C/],
  ["selectors with a bare comma", "/a,https://www.example.com/b", /several selectors/],
  ["selectors of other kinds on one line", "ext:css tag:news", /several selectors/],
  ["selectors as a list of JSON", '["/a", "/b"]', /JSON list.*purge: file:PATH/],
  ["selectors with a semicolon", "/a;/b", /several selectors/],
  ["selectors with a tab", "/a\t/b", /several selectors/],
  ["selectors with a blank that does not break", "/a\u00a0/b", /several selectors/],
  ["selectors with full-width separators", "/a，/b", /several selectors/],
  ["a selector in quotation marks", '"/a"', /quotation marks around it: leave them out/],
  ["a selector in curly quotation marks", "“/a”", /quotation marks around it/],
  ["a selector with a blank that nobody sees", "/a\u200b", /cannot be seen \(U\+200B\)/],
  ["a mark of byte order in the middle", "/a\ufeffb", /cannot be seen \(U\+FEFF\)/],
  ["a full-width prefix", "prefix：/a/", /Did you mean prefix:\/a\/\?/],
  ["a full-width star", "/blog/＊", /full-width star/],
  ["all in capitals", "ALL", /Did you mean all\?/],
];

const OUTSIDE = { "build-dir": "../..", changes: "git" };
const NOTHING = { "build-dir": undefined };

/** Wrong together with other inputs, the provider or what the step reads: found once all else is right. */
export const WRONG_ALONE: readonly WrongInput[] = [
  ["no provider", { provider: undefined }, "provider", /is missing: one of 5centscdn, .*batoff, /],
  ["an unknown provider", { provider: "batof" }, "provider", /knows no "batof"\. Did you mean batoff\?/],
  ["no site", { site: undefined }, "site", /is missing: give the site id/],
  ["nothing that says what was deployed", NOTHING, "build-dir", /Nothing says what was deployed\. Give build-dir/],
  ["a base that is an option of git", { base: "--output=x" }, "base", /is no commit, tag or branch/],
  [
    "nothing that can be verified",
    { "wait-for": "verified", "build-dir": undefined, purge: "prefix:/a" },
    "wait-for",
    /there is no URL to look at/,
  ],
];

/**
 * The same, as destinations of one configuration file: what is found when their inputs are read, and what afterwards. Up to
 * eight each: of so many problems each has an annotation of its own.
 */
export const WRONG_DESTINATIONS: Readonly<Record<"together" | "later", readonly WrongInput[]>> = {
  together: [
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
  ],
  later: [
    ["a build-dir that is missing", { "build-dir": "nowhere" }, "build-dir", /"nowhere" does not exist/],
    ["a build-dir that is a file", { "build-dir": "some-file" }, "build-dir", /is not a folder/],
    ["a build-dir outside of the workspace, for git", OUTSIDE, "build-dir", /outside the workspace/],
    [
      "one that the provider cannot express",
      { purge: "regex:^/a" },
      "purge",
      /cannot be expressed at Batoff.*It takes/,
    ],
    ["a bad line in a list", { purge: "file:bad-list" }, "purge", /entry 2: `mailto:x` is no selector/],
    ["a list that is missing", { purge: "file:no-list" }, "purge", /^file:no-list does not exist/],
    ["a sitemap that is none", { purge: "sitemap:some-file" }, "purge", /the sitemap cannot be read/],
    ["a range as base", { base: "HEAD~1..HEAD" }, "base", /Give one name, not a range/],
  ],
};

const PASSWORDS: readonly (readonly [string, string])[] = [
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
];

/** An address with a password in an input. The passwords differ from their first letter on: none hides another. */
export interface WithPassword {
  readonly input: string;
  readonly what: string;
  readonly value: string;
  readonly password: string;
  /** Is it found wrong only where all other inputs are right? */
  readonly isReadLater: boolean;
}

export const WITH_PASSWORD: readonly WithPassword[] = PASSWORDS.map(([input, text], at) => {
  const password = `${String.fromCharCode("a".charCodeAt(0) + at)}3cret-Pa%24s.w0rd`;
  const isReadLater = input === "base" || text.startsWith("file:");
  return { input, what: text, value: text.replace("PASSWORD", password), password, isReadLater };
});

/** As few groups as have each input once, of up to eight: of so many problems each has an annotation of its own. */
export function inGroups<T>(all: readonly T[], inputsOf: (one: T) => readonly string[]): readonly (readonly T[])[] {
  const groups: T[][] = [];
  for (const one of all) {
    const taken = new Set(inputsOf(one));
    const fits = groups.find(
      (group) => group.length < 8 && !group.some((other) => inputsOf(other).some((input) => taken.has(input))),
    );
    if (fits === undefined) groups.push([one]);
    else fits.push(one);
  }
  return groups;
}
