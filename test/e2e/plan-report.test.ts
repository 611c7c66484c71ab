/** What log, summary and outputs say of a plan, held against what is gone from the edge. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CachesRun, inSteps } from "../support/caches.ts";
import type { Build } from "../support/site.ts";
import { reportOf, setStage } from "../support/stage.ts";

const KEPT = ["about/index.html", "docs/a.html", "docs/b.html", "x/docs/a.html"];

function build(version: number, changed: readonly string[]): Build {
  return new Map([...KEPT, ...changed].map((file) => [file, changed.includes(file) ? `${file} ${version}` : file]));
}

function scene(...changed: string[]) {
  return { before: build(1, changed), after: build(2, changed) };
}

const NO_COLLATERAL = /no known object that did not change is evicted/i;

describe.concurrent("a plan that evicts known objects that did not change", () => {
  it("is a widening in log, output, summary and report, where F5's loose anchor is why", async () => {
    await using stage = await setStage("f5xc", scene("index.html"));
    const run = await stage.run({ with: { "purge-by": "regex" } });
    const plan = (await reportOf(run)).destinations[0]?.plan;

    expect(run.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(stage.evicted().length).toBeGreaterThan(0);
    expect(plan?.collateral).toBe(stage.evicted().length);
    expect(run.log.filter((line) => line.startsWith("Plan, ")).join("\n")).toMatch(
      new RegExp(`^Plan, widening: .*; ${plan?.collateral} known objects that did not change go with it`),
    );
    expect(run.summary).toMatch(/\*\*Widened\*\*/);
    expect(run.summary).not.toMatch(NO_COLLATERAL);
  });

  it("is one where the user's own prefix loses its host, and says what is evicted with it", async () => {
    await using stage = await setStage("f5xc", scene("news.html"));
    const own = stage.sandbox.edge.url;
    const other = own.replace("127.0.0.1", "localhost");
    const run = await stage.run({
      with: {
        "site-url": `${own}\n${other}`,
        "provider-options": JSON.stringify({ "url-format": "absolute" }),
        purge: `prefix:${other}/docs/`,
        "dry-run": "true",
      },
    });

    expect(run.outputs["widened"]).toBe("true");
    expect(run.log.join("\n")).toMatch(
      /Plan, widening: prefix:http:.*localhost.*; 4 known objects that did not change/,
    );
  });
});

const NEWS = scene("news.html");
const BESIDE = [
  ["all", "all", { purge: "all" }],
  ["a page that did not change", "page", { purge: "/docs/a.html" }],
  ["a route to all", "route", { routes: "public/news.html -> all" }],
] as const;

/** One step for all of these caches, whose site has one page that changed. */
const ofNews = inSteps(
  {
    ...Object.fromEntries(BESIDE.map(([, name, inputs]) => [name, { provider: "paradarum" as const, inputs }])),
    "text-match": {
      provider: "paradarum",
      inputs: ({ sandbox }) => ({ purge: `starts_with:${sandbox.edge.url}/docs/` }),
    },
  },
  { ...NEWS, atOnce: 8 },
);
const twelvePosts = inSteps(
  { f5xc: { provider: "f5xc" }, batoff: { provider: "batoff", inputs: { "max-purges": "3" } } },
  {
    ...scene(...Array.from({ length: 12 }, (_, n) => `posts/${n}.html`)),
    run: { with: { "dry-run": "true" } },
  },
);
beforeAll(() => Promise.all([ofNews.start(), twelvePosts.start()]));
afterAll(() => Promise.all([ofNews.end(), twelvePosts.end()]));

/** The part of the summary that is about one destination. */
function summaryOf(run: CachesRun, name: string): string {
  const parts = run.summary.split("<summary>Changes, plan, memory and times ");
  return parts.find((part) => part.startsWith(`(${name})`)) ?? "";
}

describe.concurrent("what the user names", () => {
  it.each(BESIDE)("is not reported to spare what did not change: %s", (_, name) => {
    const { stage, run } = ofNews.of(name);

    expect(stage.evicted().length).toBeGreaterThan(0);
    expect(summaryOf(run, name)).toMatch(
      /Beside what `purge` and `routes` name, no known object that did not change is evicted/,
    );
  });

  it("is caused by its own files alone, and the log names the line of routes", async () => {
    await using stage = await setStage("paradarum", scene("news.html", "docs/c.html", "docs/d.html"));
    const run = await stage.run({ with: { routes: "# site\npublic/news.html -> all" } });
    const instructions = (await reportOf(run)).destinations[0]?.instructions ?? [];

    expect(instructions.map(({ selector, because }) => [selector, because])).toEqual([["all", ["news.html"]]]);
    expect(run.log.join("\n")).toMatch(/^Routes, line 2: news\.html changed, so all is purged\.$/m);
  });

  it("is called for by nothing that changed where it is sent on every run", () => {
    const { instructions } = ofNews.of("all").run.of("all");

    expect(instructions).toMatchObject([{ selector: "all", requested: "user", because: [] }]);
  });

  it("names how many files called for it", async () => {
    const inFolder = (folder: string, length: number) => Array.from({ length }, (_, n) => `${folder}/${n}.html`);
    await using stage = await setStage("paradarum", scene(...inFolder("few", 7), ...inFolder("many", 25)));
    const { summary } = await stage.run({ with: { routes: "public/few/** -> /few/\npublic/many/** -> /many/" } });
    const rowOf = (path: string) => summary.split("\n").filter((line) => line.startsWith(`| <code>${path}</code> |`));

    expect(rowOf("/few/")).toEqual([expect.stringMatching(/, 4 others \|/)]);
    expect(rowOf("/many/")).toEqual([expect.stringMatching(/, 22 others \|/)]);
  });
});

describe.concurrent("a text match with a host", () => {
  it("purges the paths of that host, and does not expect a path that starts with a scheme", () => {
    const { stage, run } = ofNews.of("text-match");

    expect(run.of("text-match").verdict).toBe("purged");
    expect(stage.evicted().toSorted()).toEqual(["/docs/a.html", "/docs/b.html"]);
  });

  it("is refused where the host is none of the site's", async () => {
    await using stage = await setStage("paradarum", scene("news.html"));
    const run = await stage.run({ with: { purge: "equals:https://other.example/a" } });

    expect(run.outputs["error-code"]).toBe("E_CONFIG");
    expect(run.log.join("\n")).toMatch(/https:\/\/other\.example, which is no site-url of this step/);
  });
});

describe.concurrent("changed-files", () => {
  it("counts deployed files alone, whatever a route takes along", async () => {
    await using stage = await setStage("paradarum", scene("news.html", "notes.md"));
    const run = await stage.run({ with: { include: "**/*.html", routes: "public/**/*.md -> /notes/\n** -> path" } });

    expect(run.outputs["changed-files"]).toBe("1");
    expect(run.log.join("\n")).toMatch(/Routes, line 1: public\/notes\.md changed/);
  });
});

describe.concurrent("the rate", () => {
  it("is not called documented where the vendor names none", () => {
    const { run } = twelvePosts.of("f5xc");
    const log = run.logOf("f5xc").join("\n");
    const summary = summaryOf(run, "f5xc");

    expect(log).toMatch(/at the rate that is kept for it at least 5 s/);
    expect(summary).toMatch(/At the rate that is kept for F5/);
    expect(log + summary).not.toMatch(/documented rate|that F5[^.]* documents/);
  });
});

describe.concurrent("the plans that were not chosen", () => {
  it("show the number that decided", () => {
    const { run } = twelvePosts.of("batoff");
    const { alternatives = [] } = run.of("batoff").plan;

    expect(alternatives.length).toBeGreaterThan(1);
    for (const { collateral, broad, why } of alternatives.slice(1)) {
      if (!/together/.test(why)) continue;
      expect(why).toContain(
        `: ${collateral + broad}, the chosen one ${(alternatives[0]?.broad ?? 0) + (alternatives[0]?.collateral ?? 0)}`,
      );
    }
    expect(run.summary).not.toMatch(/evicts more \|/);
  });
});
