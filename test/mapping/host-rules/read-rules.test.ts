import { describe, expect, it } from "vitest";
import type { ConfigRead, RedirectRule, RuleDialect } from "../../../src/mapping/host-rules/host-rule.ts";
import {
  headersOf,
  type RulesRead,
  readRules,
  redirectsOf,
  refusedConfig,
  ruleFilesIn,
  ruleFilesOf,
  ruleNamesOf,
  unreadableChange,
  unreadNotes,
  withReader,
} from "../../../src/mapping/host-rules/read-rules.ts";
import { unreadRuleFiles, unreadRulesNote, unseenNames } from "../../../src/mapping/host-rules/unread-files.ts";
import { URL_STYLES } from "../../../src/mapping/url-style.ts";
import type { Change, ChangeSet, RuleFiles } from "../../../src/model/change.ts";

const NETLIFY = URL_STYLES.netlify;
const VERCEL = URL_STYLES.vercel;
const vercelRules = VERCEL.rules as RuleDialect;
const netlifyRules = NETLIFY.rules as RuleDialect;

const owed = (path: string, more: Partial<Change> = {}): Change => {
  return { kind: "modified", path, before: "?", after: "2", ...more };
};
const setOf = (more: Partial<ChangeSet>): ChangeSet => {
  return { source: "git", changes: [], ignored: 0, tree: new Map(), notes: [], ...more };
};
const texts = (files: Readonly<Record<string, string>>): RuleFiles =>
  new Map(Object.entries(files).map(([name, text]) => [name, { id: text, text }]));

describe("files of rules", () => {
  it("are those of the style", () => {
    expect(ruleNamesOf(NETLIFY)).toEqual({ inBuild: ["_redirects", "_headers"], anywhere: ["netlify.toml"] });
    expect(ruleNamesOf(VERCEL)).toEqual({ inBuild: [], anywhere: ["vercel.json"] });
    expect(ruleNamesOf(URL_STYLES["cloudflare-pages"]).anywhere).toEqual([]);
    expect(ruleFilesOf(NETLIFY)).toEqual(["_redirects", "_headers", "netlify.toml"]);
    expect(ruleFilesOf(URL_STYLES.index)).toEqual([]);
  });

  it("are known by their identity where the source does not read them", () => {
    const trees = { before: new Map([["_headers", "1"]]), after: new Map([["a/_headers", "1"]]) };
    const { before, after } = ruleFilesIn(setOf({}), trees, NETLIFY);

    expect([[...before], [...after]]).toEqual([[["_headers", { id: "1" }]], []]);
  });

  it("are read where the source brings them", () => {
    const rules = { before: texts({ _redirects: "/a /b" }), after: texts({}) };
    const trees = { before: new Map<string, string>(), after: new Map([["_headers", "1"]]) };

    expect(ruleFilesIn(setOf({ rules }), trees, NETLIFY)).toEqual(rules);
  });

  it.each<[string, Partial<ChangeSet>, readonly string[]]>([
    ["deployed", { changes: [owed("_redirects")], prefix: "dist" }, ["_redirects"]],
    ["deployed in a folder, where it says nothing", { changes: [owed("a/_redirects")] }, []],
    ["not owed", { changes: [{ kind: "modified", path: "_redirects", before: "1", after: "2" }] }, []],
    [
      "outside, at the root",
      { outside: [owed("netlify.toml", { isOutside: true })], prefix: "dist" },
      ["netlify.toml"],
    ],
    ["outside, by its path", { outside: [owed("dist/_headers", { isOutside: true })], prefix: "dist" }, ["_headers"]],
    ["outside, beside the build", { outside: [owed("_headers", { isOutside: true })], prefix: "dist" }, []],
    ["outside, elsewhere", { outside: [owed("x/_headers", { isOutside: true })], prefix: "dist" }, []],
    ["outside of a build at the root", { outside: [owed("_headers", { isOutside: true })], prefix: "" }, ["_headers"]],
    ["outside of a build at the root, no prefix", { outside: [owed("_headers", { isOutside: true })] }, ["_headers"]],
    ["deployed, by a path that only looks so", { changes: [owed("dist/_headers")], prefix: "dist" }, []],
  ])("have an unknown text where a purge for them is owed: %s", (_, set, names) => {
    const rules = { before: texts({ _redirects: "/a /b", _headers: "/x", "netlify.toml": "" }), after: texts({}) };
    const trees = { before: new Map<string, string>(), after: new Map<string, string>() };
    const { before } = ruleFilesIn(setOf({ ...set, rules }), trees, NETLIFY);

    expect([...before].flatMap(([name, { text }]) => (text === undefined ? [name] : []))).toEqual(names);
    for (const name of names) expect(before.get(name)?.id).toBe("?");
    expect(before.size).toBe(3);
  });

  it("are read by the dialect, and a site without them has none", () => {
    const none = readRules(new Map(), netlifyRules);

    expect(none).toMatchObject({ redirects: { rules: [], isWhole: true }, headers: [], config: { redirects: [] } });
    expect(readRules(new Map(), vercelRules)).toMatchObject({ redirects: { isWhole: true }, headers: [] });
    expect(readRules(new Map(), { reach: () => ({ urls: [] }), compile: () => () => undefined }).config).toEqual({
      redirects: [],
      headers: [],
      unplaced: [],
      rest: {},
      isWhole: true,
    });
    const read = readRules(texts({ _redirects: "/a /b", _headers: "/x\n A: 1", "vercel.json": "{}" }), netlifyRules);
    expect([read.redirects?.rules.length, read.headers?.length]).toEqual([1, 1]);
    const unread = new Map([
      ["_redirects", { id: "1" }],
      ["_headers", { id: "1" }],
      ["netlify.toml", { id: "1" }],
    ]);
    expect(readRules(unread, netlifyRules)).toEqual({ redirects: undefined, headers: undefined, config: undefined });
  });
});

describe("the reader of a configuration file", () => {
  const rules = (before: object, after: object) =>
    setOf({ rules: { before: texts(before as never), after: texts(after as never) } });

  it("is loaded where one of the builds has the file", async () => {
    for (const set of [rules({ "netlify.toml": "" }, {}), rules({}, { "netlify.toml": "" })]) {
      const style = await withReader(NETLIFY, set);
      expect(style.rules?.config?.read("[[redirects]]\nfrom = '/a'\nto = '/b'")?.redirects).toHaveLength(1);
    }
    expect(await withReader(NETLIFY, rules({}, { _redirects: "" }))).toBe(NETLIFY);
    expect(await withReader(NETLIFY, setOf({}))).toBe(NETLIFY);
    expect(await withReader(VERCEL, rules({ "vercel.json": "" }, {}))).toBe(VERCEL);
    expect(await withReader(URL_STYLES.index, rules({}, {}))).toBe(URL_STYLES.index);
    expect(NETLIFY.rules?.config?.read("")).toBeUndefined();
  });
});

const CONFIG: ConfigRead = { redirects: [], headers: [], unplaced: [], rest: {}, isWhole: true };
const WHOLE: RulesRead = { redirects: { rules: [], isWhole: true }, headers: [], config: CONFIG };
const HALF = { rules: [], isWhole: false };

describe("what cannot be read of the rules in force", () => {
  it("is named with what is taken for granted", () => {
    const rewrites = (name: string) => `${name} cannot be read whole: what it rewrites to other files is not known.`;

    expect(unreadNotes(WHOLE, netlifyRules)).toEqual([]);
    expect(unreadNotes({ ...WHOLE, config: undefined }, netlifyRules)).toEqual([
      "netlify.toml cannot be read: the host's defaults are taken for granted.",
    ]);
    expect(unreadNotes({ ...WHOLE, redirects: undefined }, netlifyRules)).toEqual([rewrites("_redirects")]);
    expect(unreadNotes({ ...WHOLE, redirects: HALF }, netlifyRules)).toEqual([rewrites("_redirects")]);
    expect(unreadNotes({ ...WHOLE, config: { ...CONFIG, isWhole: false } }, vercelRules)).toEqual([
      rewrites("vercel.json"),
    ]);
  });

  it("is a configuration that the host itself refuses", () => {
    const files = texts({ "netlify.toml": "=" });
    const unread = { ...WHOLE, config: undefined };

    expect(refusedConfig(netlifyRules, files, unread)).toBe(
      "netlify.toml cannot be read, which says how the host answers",
    );
    expect(refusedConfig(netlifyRules, files, WHOLE)).toBeUndefined();
    expect(refusedConfig(netlifyRules, new Map([["netlify.toml", { id: "1" }]]), unread)).toBeUndefined();
    expect(refusedConfig(netlifyRules, new Map(), unread)).toBeUndefined();
    const { config: _, ...without } = netlifyRules;
    expect(refusedConfig(without, files, unread)).toBeUndefined();
  });
});

describe("a change of rules", () => {
  const change = (name: string, before: Partial<RulesRead>, after: Partial<RulesRead>, dialect = netlifyRules) =>
    unreadableChange(
      dialect,
      { before: texts({ [name]: "1" }), after: texts({ [name]: "2" }) },
      { before: { ...WHOLE, ...before }, after: { ...WHOLE, ...after } },
    );
  const unread = (name: string) => `${name} changed, and not all of its rules can be read in both versions`;

  it.each<[string, Partial<RulesRead>]>([
    ["_redirects", { redirects: undefined }],
    ["_redirects", { redirects: HALF }],
    ["_headers", { headers: undefined }],
  ])("of %s is one of every URL where either version cannot be read", (name, half) => {
    expect(change(name, half, {})).toBe(unread(name));
    expect(change(name, {}, half)).toBe(unread(name));
    expect(change(name, half, half)).toBe(unread(name));
    expect(change(name, {}, {})).toBeUndefined();
    // What did not change answers as before, read or not.
    expect(change("other", half, half)).toBeUndefined();
  });

  it("of a configuration is one where it cannot be read, or says more than rules", () => {
    const rest = (...names: readonly string[]) => ({
      config: { ...CONFIG, rest: Object.fromEntries(names.map((name) => [name, "1"])) },
    });
    const why = (names: string) => `netlify.toml changed (${names}), which says how the host answers`;
    const cannot = "netlify.toml changed, and cannot be read in both versions";

    expect(change("netlify.toml", { config: undefined }, {})).toBe(cannot);
    expect(change("netlify.toml", {}, { config: undefined })).toBe(cannot);
    expect(change("netlify.toml", rest("a"), rest("a"))).toBeUndefined();
    expect(change("netlify.toml", rest("a", "b"), rest("a", "c"))).toBe(why("b, c"));
    expect(change("netlify.toml", rest("c", "a", "b"), {})).toBe(why("a, b, c"));
    expect(change("netlify.toml", rest("c", "a", "b"), rest("d"))).toBe(why("a, b, c, …"));
    expect(change("other", { config: undefined }, { config: undefined })).toBeUndefined();
  });
});

describe("rules in their order", () => {
  const rule = (line: string): RedirectRule => {
    return { from: line, to: "/", status: 301, isForced: false, isConditional: false, line };
  };

  it("are those of the file first, but for what the configuration repeats", () => {
    const read = {
      redirects: { rules: [rule("a"), rule("b"), rule("c")], isWhole: true },
      headers: [rule("x")],
      config: { ...CONFIG, redirects: [rule("b"), rule("d")], headers: [rule("y")] },
    };

    expect(
      redirectsOf(read)
        .map(({ line }) => line)
        .join(""),
    ).toBe("acbd");
    expect(
      headersOf(read)
        .map(({ line }) => line)
        .join(""),
    ).toBe("xy");
    expect(redirectsOf({ redirects: undefined, headers: undefined, config: undefined })).toEqual([]);
    expect(headersOf({ redirects: undefined, headers: undefined, config: undefined })).toEqual([]);
  });
});

describe("rules of other hosts", () => {
  const names = ruleNamesOf(VERCEL);
  const changed = (path: string): Change => ({ kind: "modified", path, before: "1", after: "2" });
  const unread = (set: Parameters<typeof unreadRuleFiles>[0], isRouted = (_: string) => false) =>
    unreadRuleFiles(set, names, isRouted);

  it("are those that the style does not read, and those that no comparison of files shows", () => {
    expect(unseenNames(names)).toEqual([
      ".htaccess",
      "Caddyfile",
      "customHttp.yml",
      "firebase.json",
      "nginx.conf",
      "serve.json",
      "staticwebapp.config.json",
      "web.config",
      "netlify.toml",
    ]);
    expect(unseenNames(ruleNamesOf(URL_STYLES.index))).toContain("vercel.json");
  });

  it.each<[string, Parameters<typeof unreadRuleFiles>[0], readonly string[]]>([
    ["in the build", { changes: [changed("a/_redirects")], prefix: "dist" }, ["dist/a/_redirects"]],
    ["in a build at the root", { changes: [changed("_headers")] }, ["_headers"]],
    ["that the style reads", { changes: [changed("vercel.json")] }, []],
    ["of pages", { changes: [changed("a.html")] }, []],
    ["above the build", { changes: [], outside: [changed("web.config")], prefix: "a/dist" }, ["web.config"]],
    ["in a folder above it", { changes: [], outside: [changed("a/web.config")], prefix: "a/dist" }, ["a/web.config"]],
    [
      "in it, not deployed",
      { changes: [], outside: [changed("dist/x/.htaccess")], prefix: "dist" },
      ["dist/x/.htaccess"],
    ],
    ["right in it", { changes: [], outside: [changed("dist/.htaccess")], prefix: "dist" }, ["dist/.htaccess"]],
    ["beside it", { changes: [], outside: [changed("b/web.config")], prefix: "a/dist" }, []],
    ["in one of a like name", { changes: [], outside: [changed("dist2/web.config")], prefix: "dist" }, []],
    ["in one of a shorter name", { changes: [], outside: [changed("dis/web.config")], prefix: "dist" }, []],
    [
      "twice",
      { changes: [changed("_headers")], outside: [changed("dist/_headers")], prefix: "dist" },
      ["dist/_headers"],
    ],
  ])("are found %s", (_, set, expected) => {
    expect(unread(set)).toEqual(expected);
    expect(unread(set, () => true)).toEqual([]);
  });

  it("are named in one line with who reads them and what to do", () => {
    const rest = "Where such rules say what answers, purge: all removes old answers this once, and a route each time: ";

    expect(unreadRulesNote(["web.config"])).toBe(
      `web.config changed, and the rules in it are not read. ${rest}web.config -> all (-> none where they do not).`,
    );
    expect(unreadRulesNote(["dist/_headers", "netlify.toml", "c", "d", "e", "f"])).toBe(
      "dist/_headers, netlify.toml, c, d, e and 1 more changed, and the rules in them are not read. " +
        "url-style: netlify reads _headers, netlify.toml. url-style: cloudflare-pages reads _headers. " +
        `${rest}dist/_headers -> all (-> none where they do not).`,
    );
    expect(unreadRulesNote(["a", "b", "c", "d", "e"])).toMatch(/^a, b, c, d, e changed, /);
  });
});
