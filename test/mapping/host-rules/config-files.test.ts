import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { parseHeaderFile } from "../../../src/mapping/host-rules/header-rules.ts";
import type { ConfigRead, RedirectRule, UrlStyle } from "../../../src/mapping/host-rules/host-rule.ts";
import { NO_NETLIFY_CONFIG, netlifyConfigReader } from "../../../src/mapping/host-rules/netlify-config.ts";
import {
  readVercelConfig,
  type VercelSettings,
  vercelMatch,
  vercelReach,
} from "../../../src/mapping/host-rules/vercel-config.ts";

function short({ from, to, status, isForced, isConditional }: RedirectRule): string {
  return `${from} ${to} ${status}${isForced ? "!" : ""}${isConditional ? "?" : ""}`;
}

describe("_headers", () => {
  it.each<[string, readonly [string, string][]]>([
    ["", []],
    ["# nothing\n\n", []],
    ["/a\n  X-A: 1", [["/a", "/a\nX-A: 1"]]],
    ["/a\r\n\tX-A: 1\r\n\r\n# b\r\n  X-B: 2", [["/a", "/a\nX-A: 1\nX-B: 2"]]],
    [
      "/a\n  X-A: 1\n/b/*\n  X-B: 2",
      [
        ["/a", "/a\nX-A: 1"],
        ["/b/*", "/b/*\nX-B: 2"],
      ],
    ],
    ["  /a\nX-A: 1", [["/a", "/a\nX-A: 1"]]],
    ["https://h.example/a\n  X-A: 1", [["/a", "https://h.example/a\nX-A: 1"]]],
    ["HTTP://h.example/a/b\n  X-A: 1", [["/a/b", "HTTP://h.example/a/b\nX-A: 1"]]],
    ["/a\n  Link: </b>; rel=x", [["/a", "/a\nLink: </b>; rel=x"]]],
    ["/a\n  Refresh: 1; url=https://h.example/b", [["/a", "/a\nRefresh: 1; url=https://h.example/b"]]],
    ["/a\n  X-A: 1 #", [["/a", "/a\nX-A: 1 #"]]],
    ["/a\n  ! X-A", [["/a", "/a\n! X-A"]]],
  ])("%j holds rules by path", (text, rules) => {
    expect(parseHeaderFile(text)).toEqual(rules.map(([from, line]) => ({ from, line })));
  });

  it.each(["X-A: 1", "/a\n/b c", "/a\nftp://h.example/x", "https://h.example\n  X-A: 1", "/a\nhttps://h.example"])(
    "%j is no such file",
    (text) => {
      expect(parseHeaderFile(text)).toBeUndefined();
    },
  );
});

describe("netlify.toml", () => {
  const read = netlifyConfigReader(parse);
  const redirects = (...tables: readonly string[]) => {
    const config = read(tables.map((table) => `[[redirects]]\n${table}\n`).join(""));
    return config && { ...config, redirects: config.redirects.map(short), unplaced: config.unplaced.map(short) };
  };
  const rule = 'from = "/a"\nto = "/b"';

  it("is none, and a site has no rules without it", () => {
    expect(read("")).toEqual(NO_NETLIFY_CONFIG);
    expect(NO_NETLIFY_CONFIG).toEqual({ redirects: [], headers: [], unplaced: [], rest: {}, isWhole: true });
  });

  it.each(["= x", "redirects = 1", 'headers = "x"', "[redirects]\na = 1", "[headers]\nfor = 1"])(
    "%j cannot be read",
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  it.each<[string, string]>([
    [rule, "/a /b 301"],
    ['origin = "/a"\ndestination = "/b"', "/a /b 301"],
    [`${rule}\norigin = "/x"\ndestination = "/y"`, "/a /b 301"],
    [`${rule}\nstatus = 200`, "/a /b 200"],
    [`${rule}\nstatus = "302"`, "/a /b 302"],
    [`${rule}\nforce = true`, "/a /b 301!"],
    [`${rule}\nforce = false`, "/a /b 301"],
    [`${rule}\nheaders = {X-A = "1"}`, "/a /b 301"],
    [`${rule}\nquery = {}\nconditions = {}\nheaders = {}`, "/a /b 301"],
    [`${rule}\nquery = {x = ":x"}`, "/a /b 301?"],
    [`${rule}\nparams = {x = ":x"}`, "/a /b 301?"],
    [`${rule}\nparameters = {x = ":x"}`, "/a /b 301?"],
    [`${rule}\nconditions = {Country = ["de"]}`, "/a /b 301?"],
    [`${rule}\nrate_limit = {window_size = 1}`, "/a /b 301?"],
    [`${rule}\nsigned = "KEY"`, "/a /b 301?"],
    [`${rule}\nsigning = "KEY"`, "/a /b 301?"],
    [`${rule}\nsign = "KEY"`, "/a /b 301?"],
    ['from = "/a/*"\nstatus = 200', "/a/* /a/:splat 200"],
  ])("holds a rule: %j", (table, line) => {
    expect(redirects(table)).toEqual({ redirects: [line], headers: [], unplaced: [], rest: {}, isWhole: true });
  });

  it.each<[string, readonly string[]]>([
    ["from = 1", []],
    ['from = "/a"', []],
    ['from = "/a"\nto = 1', []],
    [`${rule}\nforce = "yes"`, ["/* /b 200?"]],
    [`${rule}\nstatus = "x"`, ["/* /b 200?"]],
    [`${rule}\nheaders = "x"`, ["/* /b 200?"]],
    [`${rule}\nconditions = "x"`, ["/* /b 200?"]],
    [`${rule}\nquery = ["x"]`, ["/* /b 200?"]],
    ['from = "a"\nto = "/b"', ["/* /b 200?"]],
    ['from = "a"\ndestination = "/b"\nto = "/c"', ["/* /b 200?"]],
    ['to = "/b"', ["/* /b 200?"]],
  ])("holds one that is not understood, which may take any URL to where it leads: %j", (table, unplaced) => {
    const config = redirects('from = "/ok"\nto = "/yes"', table);

    expect(config).toMatchObject({ redirects: ["/ok /yes 301?"], unplaced, isWhole: false });
    expect(config?.rest).toEqual({ redirects: expect.stringMatching(/^\[\{/) });
  });

  it("has the last of two same rules, in its place", () => {
    const other = 'from = "/c"\nto = "/d"';

    expect(redirects(rule, other, rule)?.redirects).toEqual(["/c /d 301", "/a /b 301"]);
  });

  it("tells rules apart by all that they say", () => {
    const lines = ["", "status = 301", "force = true", 'query = {x = ":x"}', 'conditions = {x = ":x"}'].concat([
      'headers = {x = ":x"}',
      'signed = "K"',
      "rate_limit = {x = 1}",
      'query = {x = ":y"}',
    ]);

    expect(redirects(...lines.map((line) => `${rule}\n${line}`))?.redirects).toHaveLength(lines.length);
    const one = read(`[[redirects]]\n${rule}\nquery = {x = "1", y = "2"}\nconditions = {Country = ["de"]}`);
    const same = read(`[[redirects]]\n${rule}\nconditions = {Country = ["de"]}\nquery = {y = "2", x = "1"}`);
    expect(one?.redirects[0]?.line).toBe(
      '["/a","/b",null,false,"query,{\\"x\\":\\"1\\",\\"y\\":\\"2\\"} conditions,{\\"Country\\":[\\"de\\"]}"]',
    );
    expect(same?.redirects).toEqual(one?.redirects);
  });

  it("holds headers by path", () => {
    const config = read('[[headers]]\nfor = " /a "\nvalues = {X = "1"}\n[[headers]]\nfor = "//b/*"\n');

    expect(config?.headers).toEqual([
      { from: "/a", line: '["headers","/a",{"X":"1"}]' },
      { from: "/b/*", line: '["headers","//b/*",{}]' },
    ]);
    expect([config?.rest, config?.isWhole]).toEqual([{}, true]);
  });

  it.each(["for = 1", 'for = "https://h.example/a"', 'for = "/a"\nvalues = 1'])(
    "holds headers of which it is not known whose they are: %j",
    (table) => {
      const config = read(`[[headers]]\nfor = "/ok"\n[[headers]]\n${table}`);

      expect(config?.headers.map(({ from }) => from)).toEqual(["/ok"]);
      expect(Object.keys(config?.rest ?? {})).toEqual(["headers"]);
    },
  );

  it.each<[string, ConfigRead["rest"]]>([
    ["[build]\npublish = 'dist'\ncommand = 'x'\nbase = 'y'\nignore = 'z'\nenvironment = {A = '1'}", {}],
    ["[build]\nedge_functions = 'x'", { "build.edge_functions": '"x"' }],
    ["[build.processing]\nskip_processing = true", { "build.processing": '{"skip_processing":true}' }],
    ["[Build]\nPublish = 'x'", { "build.Publish": '"x"' }],
    ["[dev]\nport = 1\n[template]\nx = 1", {}],
    ["[functions]\nb = 2\na = 1", { functions: '{"a":1,"b":2}' }],
    ["[functions]\n", {}],
    ["plugins = []", {}],
    ["[[plugins]]\nb = 2\na = [2, 1]", { plugins: '[{"a":[2,1],"b":2}]' }],
    ["[context.production]\ncommand = 'x'", {}],
    ["[context.production.build]\ncommand = 'x'", {}],
    ["[context.production]\nedge = 1", { "context.production": '{"edge":1}' }],
    ["[context.production.build]\nedge = 1", { "context.production": '{"edge":1}' }],
    ["[Context.x.dev]\nport = 1", {}],
    ["at = 2026-11-28", { at: '"2026-11-28"' }],
  ])("holds besides what may decide how a URL answers, and not what only builds it: %j", (text, rest) => {
    expect(read(text)?.rest).toEqual(rest);
  });

  it("may name its tables with a capital", () => {
    const config = read('[[Redirects]]\nfrom = "/a"\nto = "/b"\n[[Headers]]\nfor = "/c"');

    expect(config?.redirects.map(short)).toEqual(["/a /b 301"]);
    expect(config?.headers.map(({ from }) => from)).toEqual(["/c"]);
    expect(config?.rest).toEqual({});
    expect(read("[Functions]\na = 1")?.rest).toEqual({ Functions: '{"a":1}' });
  });

  it("leads by rules of a context to any URL, since nobody knows which context is deployed", () => {
    const config = read('[[context.production.redirects]]\nfrom = "/x"\nto = "/app.html"\nstatus = 200');

    expect(config?.unplaced.map(short)).toEqual(["/* /app.html 200?"]);
    expect(config?.isWhole).toBe(false);
    const both = read(
      '[[redirects]]\nfrom = "/a"\nto = "/b"\n[[context.production.redirects]]\nfrom = "/x"\nto = "/y"',
    );
    expect(both?.redirects.map(short)).toEqual(["/a /b 301?"]);
  });
});

describe("vercel.json", () => {
  const made: VercelSettings[] = [];
  const style: UrlStyle = { urlsOf: (path) => [path], resolve: () => ({ status: 404 }) };
  const read = (value: unknown) =>
    readVercelConfig(typeof value === "string" ? value : JSON.stringify(value), (settings) => {
      made.push(settings);
      return style;
    });

  it.each([
    "",
    "{",
    "[]",
    "null",
    '"x"',
    '{"redirects": {}}',
    '{"rewrites": [1]}',
    '{"routes": "x"}',
    '{"headers": [null]}',
    '{"redirects": [{"source": "a", "destination": "/b"}]}',
    '{"redirects": [{"source": 1, "destination": "/b"}]}',
    '{"redirects": [{"source": "/a", "destination": 1}]}',
    '{"rewrites": [{"source": "/a"}]}',
    '{"routes": [{"src": "/a", "dest": 1}]}',
    '{"headers": [{"headers": []}]}',
  ])("%s cannot be read", (text) => {
    expect(read(text)).toBeUndefined();
  });

  it("sets up how the addresses of files answer", () => {
    for (const settings of [
      {},
      { cleanUrls: true },
      { cleanUrls: "yes" },
      { trailingSlash: false },
      { trailingSlash: true },
      { trailingSlash: null },
    ]) {
      expect(read(settings)?.style).toBe(style);
    }

    expect(made).toEqual([
      { cleanUrls: false },
      { cleanUrls: true },
      { cleanUrls: false },
      { cleanUrls: false, trailingSlash: false },
      { cleanUrls: false, trailingSlash: true },
      { cleanUrls: false },
    ]);
  });

  it("holds redirects, rewrites and headers, none of which is sure to answer", () => {
    const redirect = { source: "/a", destination: "/b" };
    const config = read(
      `\ufeff${JSON.stringify({
        redirects: [redirect],
        rewrites: [{ source: "/c/:x", destination: "/d" }],
        headers: [{ source: "/e", headers: [] }],
        routes: [{ src: "/f", dest: "/g" }, { src: "/h" }],
      })}`,
    );

    expect(config?.redirects.map(short)).toEqual(["/a /b 308!?", "/c/:x /d 200?"]);
    expect(config?.redirects[0]?.line).toBe(JSON.stringify(redirect));
    expect(config?.headers).toEqual([{ from: "/e", line: '{"source":"/e","headers":[]}' }]);
    expect(config?.unplaced.map(short)).toEqual(["/:any* /g 200?"]);
    expect(config?.isWhole).toBe(true);
  });

  it("holds besides what may decide how a URL answers", () => {
    const silent = {
      $schema: "x",
      buildCommand: "x",
      crons: [],
      devCommand: "x",
      git: {},
      github: {},
      ignoreCommand: "x",
      installCommand: "x",
      redirects: [],
      rewrites: [],
      headers: [],
    };

    expect(read(silent)?.rest).toEqual({});
    expect(read({ ...silent, images: { a: 1 }, trailingSlash: true })?.rest).toEqual({
      images: '{"a":1}',
      trailingSlash: "true",
    });
    expect(read({ routes: [{ src: "/a" }] })?.rest).toEqual({ routes: '[{"src":"/a"}]' });
  });

  it.each<[string, ReturnType<typeof vercelReach>]>([
    ["/a", { urls: ["a"] }],
    ["/a%20b", { urls: ["a b"] }],
    ["/a%zz", { urls: ["a%zz"] }],
    ["/blog/:path*", { urls: ["blog"], prefix: "blog/" }],
    ["/blog.:ext", { urls: ["blog"], prefix: "blog." }],
    ["/blog(.*)", { urls: [], prefix: "blog" }],
    ["/blog*", { urls: [], prefix: "blog" }],
    ["/blog+", { urls: [], prefix: "blog" }],
    ["/blog?", { urls: [], prefix: "blog" }],
    ["/blog{s}", { urls: [], prefix: "blog" }],
    ["/blog}", { urls: [], prefix: "blog" }],
    ["/blog\\(1\\)", { urls: [], prefix: "blog" }],
    ["/(.*)", { urls: [], prefix: "" }],
  ])("has sources that are read up to their first parameter: %s", (source, reach) => {
    expect(vercelReach(source)).toEqual(reach);
  });

  it("has sources that fit all that starts like them", () => {
    const found = (source: string) =>
      ["blog", "blog/", "blog/a", "blogs", "a"].filter((url) => vercelMatch(source)(url));

    expect(found("/blog")).toEqual(["blog"]);
    expect(found("/blog/:path*")).toEqual(["blog", "blog/", "blog/a"]);
    expect(found("/:path*")).toHaveLength(5);
    expect(vercelMatch("/blog")("blog")).toEqual({});
  });
});
