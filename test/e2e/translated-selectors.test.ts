/** What becomes of extensions and prefixes at each provider, by the built action: what is sent, what goes, what stays. */
import { describe, expect, it } from "vitest";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import type { Build } from "../support/site.ts";
import { reportOf, setStage } from "../support/stage.ts";

const KEPT = ["index.html", "about/index.html", "css/old.css", "theme/css/z.css"];
const CHANGED = ["blog/x/index.html", "css/a.css", "css/deep/b.css", "news.html"];

function build(version: number): Build {
  return new Map([
    ...KEPT.map((file) => [file, file] as const),
    ...CHANGED.map((file) => [file, `${file} ${version}`] as const),
  ]);
}

const SCENE = { before: build(1), after: build(2) };

/** Every URL that changed, as one instruction each. */
const EACH = ["/blog/x", "/blog/x/", "/blog/x/index.html", "/css/a.css", "/css/deep/b.css", "/news.html"];
/** Hado renders pages, by the spelling that they have there. */
const PAGES = ["/blog/x/", "/news.html"];

async function purge(provider: ProviderId, inputs: Readonly<Record<string, string>>) {
  const stage = await setStage(provider, SCENE);
  const result = await stage.run({ with: inputs });
  const { plan, instructions = [] } = (await reportOf(result)).destinations[0] ?? {};
  const sent = instructions.map(({ selector }) => selector.replace(/http:\/\/[^/]*/, "")).toSorted();
  return { stage, result, plan, sent, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

describe.concurrent("an extension", () => {
  const css = "\\.css(?:\\?|$)";
  const html = "\\.html(?:\\?|$)";
  const withExtension = ["/about/index.html", "/css/old.css", "/index.html", "/theme/css/z.css"];

  it.each([
    ["paradarum", ["/blog/x", "/blog/x/", "ext:css", "ext:html"], withExtension, "widening"],
    ["f5xc", ["/blog/x", "/blog/x/", `regex:${css}`, `regex:${html}`], withExtension, "widening"],
    ["batoff", EACH, [], "expansion"],
    ["5centscdn", EACH, [], "expansion"],
    ["hado", PAGES, [], "expansion"],
  ] as const)(
    "is at %s what it takes, and pages without one in their URL count by themselves",
    async (id, lines, beside, how) => {
      await using run = await purge(id, { "purge-by": "extension" });

      expect(run.result.outputs["verdict"]).toBe("purged");
      expect(run.sent).toEqual(lines.toSorted());
      expect(await run.stage.stale()).toEqual([]);
      expect(run.stage.evicted().toSorted()).toEqual(beside);
      expect(new Set(run.plan?.translations.map((one) => one.how))).toEqual(new Set([how]));
      expect(run.plan?.collateral).toBe(beside.length);
    },
  );

  it("that is requested on every run spares no page whose URL has none", async () => {
    await using run = await purge("paradarum", { purge: "ext:html" });

    expect(run.sent).toEqual(["/blog/x", "/blog/x/", "/css/a.css", "/css/deep/b.css", "ext:html"]);
    expect(await run.stage.stale()).toEqual([]);
    expect(run.stage.evicted().toSorted()).toEqual(["/about/index.html", "/index.html"]);
  });
});

describe.concurrent("a prefix", () => {
  const alone = ["/blog/x", "/news.html"];

  it.each([
    ["paradarum", [...alone, "starts_with:/blog/x/", "starts_with:/css/"], ["/css/old.css"]],
    ["f5xc", [...alone, "regex:(?:^|/)blog/x/", "regex:(?:^|/)css/"], ["/css/old.css", "/theme/css/z.css"]],
    ["batoff", [...alone, "prefix:/blog/x/", "prefix:/css/"], ["/css/old.css"]],
    ["5centscdn", EACH, []],
    ["hado", PAGES, []],
  ] as const)("is at %s what it takes, and no more is evicted than the report says", async (id, lines, beside) => {
    await using run = await purge(id, { "purge-by": "prefix" });

    expect(run.result.outputs["verdict"]).toBe("purged");
    expect(run.sent).toEqual(lines.toSorted());
    expect(await run.stage.stale()).toEqual([]);
    expect(run.stage.evicted().toSorted()).toEqual(beside);
    expect(run.plan?.collateral).toBe(beside.length);
  });
});

describe.concurrent("a selector that the user wrote", () => {
  const pages = ["/blog/x", "/blog/x/", "/blog/x/index.html", "/news.html"];
  const css = ["/css/old.css", "/theme/css/z.css"];

  it.each([
    ["batoff", "prefix:/css/", [...pages, "prefix:/css/"], undefined, ["/css/old.css"]],
    ["paradarum", "prefix:/css/", [...pages, "starts_with:/css/"], "equivalent", ["/css/old.css"]],
    ["f5xc", "ext:css", [...EACH, "regex:\\.css(?:\\?|$)"], "equivalent", css],
    ["batoff", "ext:css", [...EACH, ...css], "expansion", css],
  ] as const)("is at %s the same in whatever form: %s", async (id, line, lines, how, beside) => {
    await using run = await purge(id, { purge: line });

    expect(run.sent).toEqual(lines.toSorted());
    expect(run.plan?.translations.map((one) => one.how)).toEqual(how === undefined ? [] : [how]);
    expect(await run.stage.stale()).toEqual([]);
    expect(run.stage.evicted().toSorted()).toEqual(beside);
  });

  it.each([
    ["hado", "tag:product"],
    ["batoff", "regex:^/css/"],
    ["5centscdn", "tag:product"],
  ] as const)("is at %s an error that says what it takes, and nothing is sent: %s", async (id, line) => {
    await using run = await purge(id, { purge: line });

    expect(run.result.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(run.result.log.join("\n")).toMatch(/purge: .*cannot be expressed at .*It takes paths/);
    expect(run.stage.sandbox.api.requests).toEqual([]);
  });
});
