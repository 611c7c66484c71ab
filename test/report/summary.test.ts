import { describe, expect, it } from "vitest";
import { LARGEST_RED_SUMMARY, LARGEST_SUMMARY, renderSummary } from "../../src/report/summary/summary.ts";
import { VERDICTS } from "../../src/report/verdict.ts";
import { sampleDestination, sampleReport } from "./sample.ts";

/** As a reader sees it: entities decoded, tags gone. */
function read(summary: string): string {
  return summary.replace(/<[^>]*>/g, "").replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)));
}

describe("summary", () => {
  it("says what changed, what was purged and how sure that is", () => {
    const text = read(renderSummary(sampleReport()));
    expect(text).toMatch(/^## ✅ 2 URLs of 2 files purged in 1 request · confirmed by Batoff · 1\.6 s\n/);
    expect(text).toContain("| Batoff site-1 | ✅ Purged, completed | 2 | 2 | 1 | 1.5 s |");
    expect(text).toContain("2 deployed files (0 added, 2 modified, 0 deleted) between aaaaaaaaaaaa and bbbbbbbbbbbb");
    expect(text).toContain("2 of 2 instructions completed (requested: completed), in 1 request (3 exchanges in all)");
    expect(text).toContain("Confirmed: Batoff itself says that it is done.");
    expect(text).not.toContain("What was not purged");
    expect(text).toContain("| /style.css | completed | 1 | style.css |");
  });

  it.each(["accepted", "completed"] as const)("claims no more than that the purge was taken (%s)", (level) => {
    const destinations = [sampleDestination({ confirmed: false, level })];
    const text = read(renderSummary(sampleReport({ destinations })));
    expect(text.split("\n")[0]).toContain("not confirmed · 1.6 s");
    expect(text).toContain(`| ✅ Purged, ${level}, not confirmed |`);
    expect(text.toLowerCase()).toContain(`${level}, not confirmed: batoff took the purge`);
    expect(text).not.toMatch(/confirmed by|Confirmed:/m);
  });

  it.each(VERDICTS)("has a headline for %s", (verdict) => {
    const text = renderSummary(sampleReport({ verdict, destinations: [sampleDestination({ verdict })] }));
    expect(read(text)).toMatch(/^## (?:✅|🔍|⚠️|⚪|❌) [A-Z0-9][^\n]+ · 1\.6 s\n/u);
    expect(text).not.toContain("undefined");
  });

  it("shows what the live site and its origin answered", () => {
    const seen = { why: "its content is the old build's", excused: false, purges: 3, afterMs: 61_000 };
    const destination = sampleDestination({
      verdict: "incomplete",
      level: "verified",
      confirmed: false,
      purged: 1,
      owed: 1,
      origin: { ready: true, checked: 2, waitedMs: 1500, missing: [], stillServed: [] },
      verification: {
        seen: [
          { ...seen, url: "https://www.example.com/blog/", kind: "stale" },
          { ...seen, url: "https://www.example.com/`<b>", kind: "fresh", why: "its Age (1 s) is less" },
        ],
        total: 40,
        repurges: 2,
        fetches: 9,
        tookMs: 61_000,
      },
      prewarm: { warmed: 1, failed: [{ url: "https://www.example.com/x", why: "it answers 503" }], left: 0, tookMs: 9 },
      warnings: ["1 page was deleted, and the origin still serves it"],
      failures: [{ code: "E_STALE", message: "https://www.example.com/blog/ is still served old", instructions: 1 }],
    });
    const summary = renderSummary(sampleReport({ verdict: "incomplete", destinations: [destination] }));
    const text = read(summary);
    expect(text).toContain("Origin. It served the new build".replace("Origin. ", "**Origin.** "));
    expect(text).toContain("1 fresh, 1 stale, 0 inconclusive of 2 URLs checked through the CDN (of 40)");
    expect(text).toContain("purged again 2 times");
    expect(text).toContain("**stale** https://www.example.com/blog/: its content is the old build's.");
    expect(text).toContain("not fetched: https://www.example.com/x: it answers 503.");
    expect(text).toContain("**Warning:** 1 page was deleted");
    expect(text).toContain("URLs checked: 2");
    expect(summary).not.toContain("<b>");
  });

  it("says why nothing was purged when the origin was not ready", () => {
    const missing = [{ url: "/a/", why: "its content is not the new build's" }];
    const destination = sampleDestination({
      verdict: "failed",
      purged: 0,
      owed: 2,
      confirmed: false,
      origin: { ready: false, checked: 3, waitedMs: 300_000, missing, stillServed: [] },
    });
    const text = read(renderSummary(sampleReport({ verdict: "failed", destinations: [destination] })));
    expect(text).toContain("It did not serve the new build within 300 s, and nothing was purged");
    expect(text).toContain("/a/: its content is not the new build's.");
  });

  it("says what was not purged, why, and what to do", () => {
    const destination = sampleDestination({
      verdict: "incomplete",
      confirmed: false,
      purged: 1,
      owed: 1,
      failures: [{ code: "E_AUTH", message: "key *expired* | see <a>", instructions: 1 }],
    });
    const report = sampleReport({ verdict: "incomplete", errorCode: "E_AUTH", destinations: [destination] });
    const text = read(renderSummary(report));
    expect(text).toContain("1 of 2 instructions completed");
    expect(text).toContain("| 1 | E_AUTH | key *expired* | see <a>. | Check api-key, api-secret and site");
    expect(text).toContain("Not confirmed as a whole");
  });

  it("says why everything was purged, what was widened and what goes with it", () => {
    const { changes, plan } = sampleDestination();
    const destination = sampleDestination({
      changes: { ...changes, everything: "the event has no base" },
      plan: {
        ...plan,
        collateral: 40,
        floorMs: 2400,
        translations: [
          { how: "widening", from: "/a", to: "prefix:/", count: 1, why: "more than 100 instructions", collateral: 40 },
        ],
      },
    });
    const text = read(renderSummary(sampleReport({ destinations: [destination] })));
    expect(text).toContain("Everything counts as changed: the event has no base.");
    expect(text).toContain("- **Widened**: /a became prefix:/ (1 instruction): more than 100 instructions.");
    expect(text).toContain("40 known objects that did not change are evicted with it.");
    expect(text).toContain("it takes at least 2.4 s");
  });

  it("lists what is wrong with the inputs, once", () => {
    const problems = [
      { input: "site-url", message: "`htp://x` is no URL. Example: https://www.example.com/" },
      { input: "api-key", message: "is missing" },
    ];
    const message = "2 problems:\n- site-url: …\n- api-key: …";
    const report = sampleReport({ verdict: "failed", errorCode: "E_CONFIG", message, problems, destinations: [] });
    const text = read(renderSummary(report));
    expect(text).toMatch(/^## ❌ 2 problems with the inputs, nothing sent · E_CONFIG · 1\.6 s\n/);
    expect(text).toContain("### What is wrong with the inputs");
    expect(text).toContain("- site-url: `htp://x` is no URL. Example: https://www.example.com/");
    expect(text.match(/api-key/g)).toHaveLength(1);
    expect(text).toContain("Nothing was sent to any provider.");
  });

  it("keeps every row of a table one row, whatever a file is called", () => {
    const paths = [
      "a|b",
      "a\n| x | y |",
      "`",
      "</code></details>",
      "<img src=x onerror=1>",
      "[a](javascript:1)",
      "\udcff",
    ];
    const files = paths.map((path) => ({ kind: "added" as const, path }));
    const { changes } = sampleDestination();
    const summary = renderSummary(
      sampleReport({ destinations: [sampleDestination({ changes: { ...changes, files } })] }),
    );
    const rows = summary.split("\n").filter((line) => line.startsWith("| added |"));
    expect(rows).toHaveLength(paths.length);
    for (const row of rows) expect(row).toMatch(/^\| added \| <code>[^<>|`[\]]*<\/code> \|$/);
    expect(summary.match(/<details>/g)).toHaveLength(summary.match(/<\/details>/g)?.length ?? 0);
  });

  it.each([
    ["all is well", "", LARGEST_SUMMARY],
    ["something failed", "E_TIMEOUT", LARGEST_RED_SUMMARY],
  ])("stays below its bound with 100,000 rows where %s, and counts what it leaves out", (_, errorCode, largest) => {
    const count = 100_000;
    const because = ["ü".repeat(200), "b", "c", "d"];
    const instructions = Array.from({ length: count }, (_, index) => ({
      selector: `/blog/${index}/`,
      batch: index,
      state: "completed" as const,
      requested: "changes" as const,
      because,
    }));
    const { changes } = sampleDestination();
    const files = Array.from({ length: count }, (_, index) => ({ kind: "added" as const, path: `blog/${index}.html` }));
    const destination = sampleDestination({ instructions, changes: { ...changes, files } });
    const summary = renderSummary(sampleReport({ errorCode, destinations: [destination] }));
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(largest);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(largest * 0.9);
    const shown = summary.split("\n").filter((line) => line.startsWith("| added |")).length;
    const left = [...summary.matchAll(/([\d,]+) more rows are in the report file/g)].map(([, cut]) => cut);
    expect(left).toContain((count - shown).toLocaleString("en-GB"));
    expect(summary).toContain("<code>t-1</code>");
    expect(summary).toContain("took 1.6 s");
    expect(summary.match(/<details>/g)).toHaveLength(summary.match(/<\/details>/g)?.length ?? 0);
  });

  it.each([
    ["", LARGEST_SUMMARY],
    ["E_REJECTED", LARGEST_RED_SUMMARY],
  ])("stays below its bound with a thousand talkative destinations %s", (errorCode, largest) => {
    const failures = Array.from({ length: 50 }, () => ({
      code: "E_REJECTED",
      message: "<|>".repeat(2000),
      instructions: 1,
    }));
    const destinations = Array.from({ length: 1000 }, () =>
      sampleDestination({ failures, owed: 50, warnings: ["<|>".repeat(200)] }),
    );
    const summary = renderSummary(sampleReport({ errorCode, destinations }));
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(largest);
    expect(summary).toMatch(/more destinations are in the report file/);
  });

  it("counts no file that the provider leaves out, and no exchange as a purge", () => {
    const { changes, instructions } = sampleDestination();
    const files = [...changes.files, { kind: "modified" as const, path: "app.js" }];

    expect(
      renderSummary(sampleReport({ destinations: [sampleDestination({ changes: { ...changes, files } })] })),
    ).toContain("2 URLs of 2 files purged in 1 request ·");
    const many = [...instructions].map((one) => ({ ...one, becauseCount: 30 }));
    expect(
      renderSummary(
        sampleReport({ destinations: [sampleDestination({ changes: { ...changes, files }, instructions: many })] }),
      ),
    ).toContain("2 URLs of 3 files purged");
  });

  it("has a row for each destination, and names each one that a sentence is about", () => {
    const failures = [{ code: "E_AUTH", message: "key expired", instructions: 2 }];
    const destinations = [
      sampleDestination({ name: "inner", providerName: "Paradarum", confirmed: false, level: "accepted" }),
      sampleDestination({ name: "outer", verdict: "failed", purged: 0, owed: 2, confirmed: false, failures }),
    ];
    const text = read(renderSummary(sampleReport({ verdict: "failed", errorCode: "E_AUTH", destinations })));
    expect(text).toMatch(/^## ❌ 2 of 4 purges done, 2 not · E_AUTH · 1\.6 s\n/);
    expect(text).toContain("| **inner** Paradarum site-1 | ✅ Purged, accepted, not confirmed | 2 | 2 | 1 |");
    expect(text).toContain("| **outer** Batoff site-1 | ❌ Failed | 2 | 0 of 2 | 1 |");
    expect(text).toContain("| **outer** Batoff site-1 | 2 | E_AUTH | key expired. | Check api-key");
    expect(text).toContain("Instructions (outer): 2");
  });

  it("counts a URL that two destinations purge once, and says how many of them are sure", () => {
    const destinations = [sampleDestination(), sampleDestination({ name: "b", confirmed: false })];
    const text = renderSummary(sampleReport({ destinations }));
    expect(text).toMatch(/^## ✅ 2 URLs of 2 files purged at 2 destinations in 2 requests · 1 of 2 confirmed/);
  });

  it("leads with what a pull request would purge", () => {
    const planned = sampleDestination({ verdict: "dry-run", confirmed: false, purged: 0, requests: 0 });
    const text = read(renderSummary(sampleReport({ verdict: "dry-run", dryRun: true, destinations: [planned] })));
    expect(text).toMatch(/^## 🔍 Would purge 2 URLs of 2 files in 1 request · dry run, nothing sent · 1\.6 s\n/u);
    expect(text.indexOf("- /blog/ because of blog/index.html")).toBeGreaterThan(0);
    expect(text.indexOf("- /blog/")).toBeLessThan(text.indexOf("| Destination |"));
  });

  it("makes links of addresses, and of nothing else", () => {
    const { changedUrls, instructions } = sampleDestination();
    const [one] = [...instructions];
    const selectors = [
      "/blog/",
      "https://www.example.com/a?b=%22c",
      "prefix:/a/",
      "//evil.example/x",
      "https://www.example.com/\u202eb",
      `/${"x".repeat(600)}`,
    ];
    const rows = selectors.map((selector) => ({ ...(one as NonNullable<typeof one>), selector }));
    const summary = renderSummary(
      sampleReport({ destinations: [sampleDestination({ instructions: rows, changedUrls })] }),
    );
    const links = [...summary.matchAll(/<a href="([^"]*)">/g)].map(([, href = ""]) => read(href));
    expect(links).toEqual(["https://www.example.com/blog/", "https://www.example.com/a?b=%22c"]);
  });

  it("has no column that is empty throughout", () => {
    const text = read(renderSummary(sampleReport()));
    expect(text).toContain("| Selector | State | Request | Because of |\n");
    expect(text).not.toContain("The provider says");
    expect(text).not.toContain("Also evicted");
  });

  it("opens the memory where something is owed or everything is purged, and folds it elsewhere", () => {
    const memory = { keptIn: "GitHub's cache", owed: 0, notes: ["Later runs compare with this one."] };
    const isOpen = (changed: Parameters<typeof sampleDestination>[0]): boolean => {
      const text = renderSummary(sampleReport({ destinations: [sampleDestination({ memory, ...changed })] }));
      expect(text).toContain("**Memory.**");
      return text.indexOf("**Memory.**") < text.indexOf("<details>");
    };
    const { changes } = sampleDestination();
    expect(isOpen({})).toBe(false);
    expect(isOpen({ memory: { ...memory, owed: 3 } })).toBe(true);
    expect(isOpen({ changes: { ...changes, everything: "nothing is remembered yet" } })).toBe(true);
  });
});
