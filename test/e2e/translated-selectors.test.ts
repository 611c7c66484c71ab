/** What becomes of extensions and prefixes at each provider, by the built action: what is sent, what goes, what stays. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Cache, inSteps } from "../support/caches.ts";
import type { Build } from "../support/site.ts";

const KEPT = ["index.html", "about/index.html", "css/old.css", "theme/css/z.css"];
const CHANGED = ["blog/x/index.html", "css/a.css", "css/deep/b.css", "news.html"];

function build(version: number): Build {
  return new Map([
    ...KEPT.map((file) => [file, file] as const),
    ...CHANGED.map((file) => [file, `${file} ${version}`] as const),
  ]);
}

/** One step purges all of these caches. */
const SCENE = { before: build(1), after: build(2), atOnce: 20 };

/** Every URL that changed, as one instruction each. */
const EACH = ["/blog/x", "/blog/x/", "/blog/x/index.html", "/css/a.css", "/css/deep/b.css", "/news.html"];
/** Hado renders pages, by the spelling that they have there. */
const PAGES = ["/blog/x/", "/news.html"];

/** What a destination is called. */
function nameOf(...words: readonly string[]): string {
  return words.join("-").replace(/[^\w-]+/g, "_");
}

const withExtension = ["/about/index.html", "/css/old.css", "/index.html", "/theme/css/z.css"];
const [css, html] = ["\\.css(?:\\?|$)", "\\.html(?:\\?|$)"];
const BY_EXTENSION = [
  ["paradarum", ["/blog/x", "/blog/x/", "ext:css", "ext:html"], withExtension, "widening"],
  ["f5xc", ["/blog/x", "/blog/x/", `regex:${css}`, `regex:${html}`], withExtension, "widening"],
  ["batoff", EACH, [], "expansion"],
  ["5centscdn", EACH, [], "expansion"],
  ["hado", PAGES, [], "expansion"],
] as const;

const alone = ["/blog/x", "/news.html"];
const BY_PREFIX = [
  ["paradarum", [...alone, "starts_with:/blog/x/", "starts_with:/css/"], ["/css/old.css"]],
  ["f5xc", [...alone, "regex:(?:^|/)blog/x/", "regex:(?:^|/)css/"], ["/css/old.css", "/theme/css/z.css"]],
  ["batoff", [...alone, "prefix:/blog/x/", "prefix:/css/"], ["/css/old.css"]],
  ["5centscdn", EACH, []],
  ["hado", PAGES, []],
] as const;

const pages = ["/blog/x", "/blog/x/", "/blog/x/index.html", "/news.html"];
const styles = ["/css/old.css", "/theme/css/z.css"];
const WRITTEN = [
  ["batoff", "prefix:/css/", [...pages, "prefix:/css/"], undefined, ["/css/old.css"]],
  ["paradarum", "prefix:/css/", [...pages, "starts_with:/css/"], "equivalent", ["/css/old.css"]],
  ["f5xc", "ext:css", [...EACH, `regex:${css}`], "equivalent", styles],
  ["batoff", "ext:css", [...EACH, ...styles], "expansion", styles],
] as const;

const NOT_TAKEN = [
  ["hado", "tag:product"],
  ["batoff", "regex:^/css/"],
  ["5centscdn", "tag:product"],
] as const;

const taken = inSteps(
  Object.fromEntries<Cache>([
    ...BY_EXTENSION.map(
      ([id]) => [nameOf("extension", id), { provider: id, inputs: { "purge-by": "extension" } }] as const,
    ),
    ["requested", { provider: "paradarum", inputs: { purge: "ext:html" } }],
    ...BY_PREFIX.map(([id]) => [nameOf("prefix", id), { provider: id, inputs: { "purge-by": "prefix" } }] as const),
    ...WRITTEN.map(([id, purge]) => [nameOf(id, purge), { provider: id, inputs: { purge } }] as const),
  ]),
  SCENE,
);
const notTaken = inSteps(
  Object.fromEntries<Cache>(NOT_TAKEN.map(([id, purge]) => [nameOf(id, purge), { provider: id, inputs: { purge } }])),
  SCENE,
);
beforeAll(() => Promise.all([taken.start(), notTaken.start()]));
afterAll(() => Promise.all([taken.end(), notTaken.end()]));

function outcomeOf(name: string) {
  const { stage, run } = taken.of(name);
  const { plan, instructions, verdict } = run.of(name);
  const sent = instructions.map(({ selector }) => selector.replace(/http:\/\/[^/]*/, "")).toSorted();
  return { stage, verdict, plan, sent };
}

describe.concurrent("an extension", () => {
  it.each(BY_EXTENSION)(
    "is at %s what it takes, and pages without one in their URL count by themselves",
    async (id, lines, beside, how) => {
      const { stage, verdict, plan, sent } = outcomeOf(nameOf("extension", id));

      expect(verdict).toBe("purged");
      expect(sent).toEqual(lines.toSorted());
      expect(await stage.stale()).toEqual([]);
      expect(stage.evicted().toSorted()).toEqual(beside);
      expect(new Set(plan.translations.map((one) => one.how))).toEqual(new Set([how]));
      expect(plan.collateral).toBe(beside.length);
    },
  );

  it("that is requested on every run spares no page whose URL has none", async () => {
    const { stage, sent } = outcomeOf("requested");

    expect(sent).toEqual(["/blog/x", "/blog/x/", "/css/a.css", "/css/deep/b.css", "ext:html"]);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted().toSorted()).toEqual(["/about/index.html", "/index.html"]);
  });
});

describe.concurrent("a prefix", () => {
  it.each(BY_PREFIX)(
    "is at %s what it takes, and no more is evicted than the report says",
    async (id, lines, beside) => {
      const { stage, verdict, plan, sent } = outcomeOf(nameOf("prefix", id));

      expect(verdict).toBe("purged");
      expect(sent).toEqual(lines.toSorted());
      expect(await stage.stale()).toEqual([]);
      expect(stage.evicted().toSorted()).toEqual(beside);
      expect(plan.collateral).toBe(beside.length);
    },
  );
});

describe.concurrent("a selector that the user wrote", () => {
  it.each(WRITTEN)("is at %s the same in whatever form: %s", async (id, purge, lines, how, beside) => {
    const { stage, plan, sent } = outcomeOf(nameOf(id, purge));

    expect(sent).toEqual(lines.toSorted());
    expect(plan.translations.map((one) => one.how)).toEqual(how === undefined ? [] : [how]);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted().toSorted()).toEqual(beside);
  });

  it.each(NOT_TAKEN)("is at %s an error that says what it takes, and nothing is sent: %s", async (id, purge) => {
    const name = nameOf(id, purge);
    const { stage, run } = notTaken.of(name);
    const problems = run.report.problems.filter(({ input }) => input === `${name}.purge`);

    expect(run.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(problems).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/cannot be expressed at .*It takes paths/) }),
    ]);
    expect(run.log.join("\n")).toMatch(new RegExp(`${name}.purge: .*cannot be expressed at .*It takes paths`));
    expect(stage.sandbox.api.requests).toEqual([]);
  });
});
