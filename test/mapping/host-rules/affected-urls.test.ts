import { describe, expect, it } from "vitest";
import { findStaleContent } from "../../../src/mapping/find-stale.ts";
import {
  changedReach,
  errorPageReach,
  folderReach,
  reachesAll,
  rewrittenReach,
} from "../../../src/mapping/host-rules/affected-urls.ts";
import { CLOUDFLARE_RULES, NETLIFY_RULES } from "../../../src/mapping/host-rules/dialects.ts";
import type { HostRule, RedirectRule, RuleDialect, UrlStyle } from "../../../src/mapping/host-rules/host-rule.ts";
import type { RulesRead } from "../../../src/mapping/host-rules/read-rules.ts";
import { URL_STYLES } from "../../../src/mapping/url-style.ts";
import { type Change, type ChangeSet, folderChange, UNKNOWN_CONTENT } from "../../../src/model/change.ts";

const modified = (path: string): Change => ({ kind: "modified", path, before: "1", after: "2" });
const setOf = (changes: readonly Change[], outside?: readonly Change[]): ChangeSet => ({
  source: "git",
  changes,
  ...(outside && { outside }),
  ignored: 0,
  tree: new Map(),
  notes: [],
});
const redirect = (from: string, to = "/x", status = 301): RedirectRule => {
  return { from, to, status, isForced: false, isConditional: false, line: `${from} ${to} ${status}` };
};
const paths = (because: readonly Change[]) => because.map(({ path }) => path).join(" ");

describe("rules that changed", () => {
  const NONE: RulesRead = {
    redirects: { rules: [], isWhole: true },
    headers: [],
    config: { redirects: [], headers: [], unplaced: [], rest: {}, isWhole: true },
  };
  const header = (from: string): HostRule => ({ from, line: from });
  const reach = (after: Partial<RulesRead>, dialect: RuleDialect, known: readonly string[] = [], set = setOf([])) =>
    changedReach(set, { before: NONE, after: { ...NONE, ...after } }, dialect, () => known);

  it("reach the URLs of their patterns, because of the files that they are in", () => {
    const set = setOf(
      [modified("_redirects"), modified("a_redirects"), modified("_redirects/a"), modified("a.html")],
      [modified("sub/_redirects"), modified("netlify.toml"), modified("_headers")],
    );
    const rules = { redirects: { rules: [redirect("/a/*"), redirect("/b")], isWhole: true }, headers: [header("/c")] };

    expect(
      reach(rules, NETLIFY_RULES, [], set).map(({ urls, prefix, because }) => [urls, prefix, paths(because)]),
    ).toEqual([
      [["a"], "a/", "_redirects sub/_redirects netlify.toml"],
      [["b", "b/"], undefined, "_redirects sub/_redirects netlify.toml"],
      [["c", "c/"], undefined, "netlify.toml _headers"],
    ]);
    expect(reach(rules, CLOUDFLARE_RULES, [], set).map(({ because }) => paths(because))).toEqual([
      "_redirects sub/_redirects",
      "_redirects sub/_redirects",
      "_headers",
    ]);
    expect(reach({}, NETLIFY_RULES, [], set)).toEqual([]);
  });

  it("reach by Netlify's headers the known URLs in any case, and those that only start like the pattern", () => {
    const known = ["blog", "BLOG", "Blog/a", "blog/b", "blogs", "a/blog", "c"];
    const found = (from: string) => {
      const [one] = reach({ headers: [header(from)] }, NETLIFY_RULES, known);
      return [one?.urls, one?.prefix];
    };

    expect(found("/blog/*")).toEqual([["blog", "BLOG", "Blog/a", "blogs"], "blog/"]);
    expect(found("/blog/:id")).toEqual([["Blog/a"], "blog/"]);
    expect(found("/blog")).toEqual([["blog", "blog/", "BLOG"], undefined]);
    expect(found("/Blog")).toEqual([["Blog", "Blog/", "blog", "BLOG"], undefined]);
    expect(found("/*")).toEqual([[], ""]);
    const [cloudflare] = reach({ headers: [header("/blog")] }, CLOUDFLARE_RULES, known);
    expect(cloudflare?.urls).toEqual(["blog"]);
  });
});

describe("a rewrite", () => {
  const reach = (rule: RedirectRule, changes: readonly Change[], same: readonly string[] = []) =>
    rewrittenReach(setOf(changes), [rule], {
      style: URL_STYLES.netlify as UrlStyle,
      dialect: NETLIFY_RULES,
      isSame: (url) => same.includes(url),
    }).map(({ urls, prefix, because }) => [urls, prefix, paths(because)]);
  const spread = (because: string) => [[["app"], "app/", because]];

  it.each([
    ["/shell.html", "shell.html"],
    ["/shell", "shell.html"],
    ["/shell", "shell/index.html"],
    ["/shell/", "shell/index.html"],
    ["/shell", "shell"],
    ["/", "index.html"],
    ["/data.json?x", "data.json"],
  ])("to %s spreads a change of %s over its URLs", (to, path) => {
    expect(reach(redirect("/app/*", to, 200), [modified(path), modified("other.html")])).toEqual(spread(path));
  });

  it.each([
    ["/shell.html", "other.html"],
    ["/shell", "shell.css"],
    ["/shell", "shell/a.html"],
    ["/", "shell/index.html"],
    ["/shells", "shell.html"],
    ["https://www.example.com/shell.html", "shell.html"],
  ])("to %s has nothing to do with %s", (to, path) => {
    expect(reach(redirect("/app/*", to, 200), [modified(path)])).toEqual([]);
  });

  it("that redirects takes no content along", () => {
    expect(reach(redirect("/app/*", "/shell.html", 301), [modified("shell.html")])).toEqual([]);
  });

  it("spreads any file that a placeholder may stand for", () => {
    const rule = redirect("/app/*", "/pages/:splat", 200);

    expect(reach(rule, [modified("pages/a.html"), modified("page.html")])).toEqual(spread("pages/a.html"));
    expect(reach(rule, [modified("page.html")])).toEqual([]);
    // Of a file that nobody can name, it does not matter what answers.
    expect(reach(rule, [modified("pages/a.html")], ["pages/", "pages", "pages.html", "pages/index.html"])).toEqual(
      spread("pages/a.html"),
    );
  });

  it("spreads nothing where all that may answer for it stays the same", () => {
    const rule = redirect("/app/*", "/shell", 200);
    const names = ["shell", "shell.html", "shell/index.html"];

    expect(reach(rule, [modified("shell.html")], names)).toEqual([]);
    for (const name of ["shell.html", "shell/index.html"]) {
      expect(
        reach(
          rule,
          [modified("shell.html")],
          names.filter((one) => one !== name),
        ),
      ).toEqual(spread("shell.html"));
    }
    const owed: Change = { ...modified("shell.html"), before: UNKNOWN_CONTENT };
    expect(reach(rule, [owed], names)).toEqual(spread("shell.html"));
    expect(reach(redirect("/app/*", "/", 200), [modified("index.html")], ["", "index.html"])).toEqual([]);
  });

  it("spreads a folder whose files are not known where its target may be one of them", () => {
    const below = (to: string, folder: string) => reach(redirect("/app/*", to, 200), [folderChange(folder)]);

    expect(below("/vendor/a.html", "vendor")).toEqual(spread("vendor"));
    expect(below("/vendor", "vendor")).toEqual(spread("vendor"));
    expect(below("/vendors/a.html", "vendor")).toEqual([]);
    expect(below("/a.html", "vendor")).toEqual([]);
    expect(below("/vendor/:splat", "vendor")).toEqual(spread("vendor"));
    expect(below("/:splat", "vendor")).toEqual(spread("vendor"));
    expect(below("/ven:splat", "vendor")).toEqual(spread("vendor"));
    expect(below("/other/:splat", "vendor")).toEqual([]);
    // A file is known by its name alone: what lies beside it says nothing.
    expect(reach(redirect("/app/*", "/vendor/a.html", 200), [modified("vendor")])).toEqual([]);
  });
});

describe("a folder whose files are not known", () => {
  it("reaches all below it, its own URLs, and those of a file of its name", () => {
    const change = folderChange("vendor");

    expect(folderReach([change], URL_STYLES.index)).toEqual([
      { urls: ["vendor", "vendor"], prefix: "vendor/", because: [change] },
    ]);
  });

  it("reaches nothing where it is not deployed, and is no file", () => {
    expect(folderReach([{ ...folderChange("vendor"), isOutside: true }], URL_STYLES.index)).toEqual([]);
    expect(folderReach([modified("vendor")], URL_STYLES.index)).toEqual([]);
  });
});

describe("an error page below a folder", () => {
  const style = URL_STYLES["cloudflare-pages"] as UrlStyle;
  const front = new Map([["index.html", "1"]]);
  const added: Change = { kind: "added", path: "docs/404.html", after: "4" };
  const prefixes = (change: Change, trees = [front]) =>
    errorPageReach(setOf([change]), style, trees).map(({ urls, prefix, because }) => [urls, prefix, because]);

  it("takes the folder from the page that answers everywhere, or leaves it to that, when it comes or goes", () => {
    const deleted: Change = { kind: "deleted", path: "docs/a/404.html", before: "4" };

    expect(prefixes(added)).toEqual([[[], "docs/", [added]]]);
    expect(prefixes(deleted)).toEqual([[[], "docs/a/", [deleted]]]);
    expect(prefixes({ kind: "added", path: "404.html", after: "4" })).toMatchObject([[[], "", [{ path: "404.html" }]]]);
  });

  it("takes nothing when it only changes, but where nobody knows whether it was there", () => {
    expect(prefixes(modified("docs/404.html"))).toEqual([]);
    expect(prefixes({ ...modified("docs/404.html"), before: UNKNOWN_CONTENT })).toMatchObject([[[], "docs/", [{}]]]);
  });

  it("is no other page", () => {
    for (const path of ["docs/index.html", "docs/x404.html", "x404.html"])
      expect(prefixes({ ...added, path })).toEqual([]);
  });

  it("takes nothing where no page answers everywhere, in neither build", () => {
    const error = new Map([["404.html", "4"]]);

    expect(prefixes(added, [error, error])).toEqual([]);
    expect(prefixes(added, [error, front])).toHaveLength(1);
    expect(errorPageReach(setOf([added]), URL_STYLES.index, [front])).toEqual([]);
  });
});

describe("reach over every URL", () => {
  it("is said to be one, with the files behind it", () => {
    const because = [modified("a.html"), modified("b.html")];

    expect(
      reachesAll([
        { urls: [], prefix: "a/", because },
        { urls: [""], because },
      ]),
    ).toBeUndefined();
    expect(
      reachesAll([
        { urls: [], prefix: "a/", because: [] },
        { urls: [], prefix: "", because },
      ]),
    ).toBe("a.html, b.html changed, and a rule of the host takes it to every URL");
  });
});

describe("pages that a provider caches under a spelling of its own", () => {
  it("are reached by the rules of the host as the host spells them", () => {
    const tree = new Map(
      ["docs/index.html", "docs/a.html", "docs.html", "b.html", "docs/x.css"].map((path) => [path, "1"]),
    );
    const set: ChangeSet = {
      ...setOf([modified("_headers")]),
      tree,
      pageUrls: new Set(["/docs/shop/", "/shop/"]),
      rules: {
        before: new Map(),
        after: new Map([["_headers", { id: "2", text: "/docs/*\n  X-A: 1" }]]),
      },
    };
    const wants = { urls: "canonical", files: "pages", address: "path" } as const;
    const reached = (more: object) =>
      findStaleContent(set, URL_STYLES["cloudflare-pages"], { ...wants, ...more })
        .stale.map(({ url }) => url)
        .sort();

    expect(reached({})).toEqual(["/docs/", "/docs/a", "/docs/shop/"]);
    expect(reached({ trailingSlash: "strip" })).toEqual(["/docs", "/docs/a", "/docs/shop"]);
  });
});
