import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inSteps } from "../support/caches.ts";
import { type Stage, setStage } from "../support/stage.ts";
import { foreignCommands } from "./commands.ts";

/** Names that git and disks allow, and that somebody has tried on actions before. */
const HOSTILE: readonly string[] = [
  "a\n::add-mask::x.html",
  "a\r::warning::z",
  "\u00a0::stop-commands::t",
  "dir/##[add-mask]200",
  "##[set-output name=purged]9999",
  "x%0A::error::y",
  "\u00e9.html",
  "e\u0301.html",
  "\udcff\udcfe.bin",
  "x..%2f..%2fetc",
  "%2e%2e/x",
  "-rf",
  "--output=x",
  "$(id).js",
  "`id`",
  ";id",
  "&& id",
  "| id |",
  " blank in front",
  "blank behind ",
  "tab\there",
  'q"uote.txt',
  "a?b#c.html",
  "a\\b.html",
  "a:b",
  "CON",
  "\u202egpj.exe",
  "\u200d\u{1f469}\u200d\u{1f680}.png",
  "n".repeat(255),
  "INDEX.HTML",
  "up/INDEX.HTML",
  "ghadelimiter_0f1e2d3c",
  "EOF",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "in/~pipe|[1].html",
  "<img src=x onerror=1>",
  "[a](javascript:1)",
];

function buildWith(content: string): ReadonlyMap<string, string> {
  return new Map([["index.html", "home"], ...HOSTILE.map((name, at) => [name, `${content} ${at}`] as const)]);
}

const PURGED = [
  ["batoff", "path"],
  ["paradarum", "path"],
  ["paradarum", "regex"],
  ["5centscdn", "path"],
  ["cloudfront", "path"],
  ["varnish", "path"],
] as const;

describe.concurrent("hostile file names", () => {
  const steps = inSteps(
    Object.fromEntries(PURGED.map(([id, by]) => [`${id}-${by}`, { provider: id, inputs: { "purge-by": by } }])),
    { before: buildWith("old"), after: buildWith("new"), atOnce: PURGED.length },
  );
  beforeAll(() => steps.start());
  afterAll(() => steps.end());

  it.each(PURGED)("become the right URLs and no commands: %s by %s", async (provider, by) => {
    const { stage, run } = steps.of(`${provider}-${by}`);
    const { verdict, changes } = run.of(`${provider}-${by}`);

    expect([run.exitCode, run.errors, verdict]).toEqual([0, [], "purged"]);
    expect(changes.added + changes.modified + changes.deleted).toBe(HOSTILE.length);
    expect(foreignCommands(run)).toEqual([]);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    expect(run.summary).not.toMatch(/<img|\]\(javascript/);
    expect(Object.keys(run.state)).toEqual([]);
  });

  it("that a provider takes for wildcards are kept back and named, and spoil nothing beside them", async () => {
    const build = (content: string) =>
      new Map([
        ["index.html", "home"],
        ...["a.html", "st*ar.html", "dir*/x.html", "*", "b.html"].map((name) => [name, content] as const),
      ]);
    await using stage = await setStage("azure-front-door", { before: build("old"), after: build("new") });
    const run = await stage.run({ with: { "wait-for": "accepted" } });

    expect(run.outputs).toMatchObject({ verdict: "incomplete", "error-code": "E_REJECTED", "purged-count": "2" });
    expect(run.log.join("\n")).toMatch(/holds what Azure Front Door does not take/);
    expect(await stage.stale(["/a.html", "/b.html"])).toEqual([]);
  });

  it("can be deleted too, and are gone from the edge", async () => {
    const left = new Map([["index.html", "home"]]);
    await using stage = await setStage("batoff", { before: buildWith("old"), after: left });
    const run = await stage.run();

    expect([run.exitCode, foreignCommands(run)]).toEqual([0, []]);
    expect([run.outputs["verdict"], run.outputs["changed-files"]]).toEqual(["purged", String(HOSTILE.length)]);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
  });

  describe("in an input", () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await setStage("batoff");
    });
    afterAll(() => stage[Symbol.asyncDispose]());

    it.each(["a\n::add-mask::x", "a\r::error::y", "a\n\u00a0::stop-commands::t", "in front ##[error]z"])(
      "are named in an error without becoming one: %j",
      async (name) => {
        const run = await stage.run({ with: { "build-dir": name } });

        expect([run.exitCode, run.errors, run.outputs["error-code"]]).toEqual([1, [], "E_CONFIG"]);
        expect(run.log.join("\n")).toContain("does not exist");
        expect(foreignCommands(run)).toEqual([]);
        expect(run.annotations).toHaveLength(1);
        expect(run.summary).not.toContain(name);
      },
    );
  });
});
