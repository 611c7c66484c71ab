import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { EdgeSwitches } from "../../sandbox/sandbox.ts";
import { type LiveStage, setLiveStage } from "../support/live-stage.ts";
import { destinationOf, found } from "../support/seen.ts";

const KIB = 1024;
/** Longer than two ends of 64 KiB, and than what every look reads here: what stands for 8 MiB, and for 64 MiB. */
const LENGTH = 200 * KIB;
const BOUNDS = { shortBytes: 4 * KIB };
const NEVER_WHOLE = { ...BOUNDS, limits: { bodyBytes: 100 * KIB } };

/** The same text for the same seed, all of it different from that of another one. */
function text(seed: string, length = LENGTH): string {
  const block = createHash("sha512").update(seed).digest("hex");
  return block.repeat(Math.ceil(length / block.length)).slice(0, length);
}

const OLD = text("old");
const NEW = text("new");
/** As long as the old one, and different from it in the middle only. */
const MIDDLE = `${OLD.slice(0, LENGTH / 2)}!${OLD.slice(LENGTH / 2 + 1)}`;

interface Scene {
  readonly before?: string;
  readonly after?: string;
  readonly bounds?: typeof BOUNDS;
  readonly edge?: EdgeSwitches;
}

async function setLarge({ before = OLD, after = NEW, bounds = BOUNDS, edge = {} }: Scene = {}): Promise<LiveStage> {
  const build = (film: string): ReadonlyMap<string, string> => new Map([["film.bin", film]]);
  const live = await setLiveStage("paradarum", { before: build(before), after: build(after) }, {}, bounds);
  live.stage.sandbox.edge.set({ sendsAge: false, ...edge });
  return live;
}

const VERIFIED = { "wait-for": "verified" };
/** Everything is new to it: the old build's file is not at hand. */
const BUILT = { ...VERIFIED, changes: "build", state: "file:deploy-purge.state" };
const DEAF = { deaf: { "/film.bin": 9 } };

/** Ranges that visitors asked for. */
function ranges(live: LiveStage): readonly (string | undefined)[] {
  return live.stage.sandbox.edge.visits.map(({ headers }) => headers["range"]);
}

function why(report: Awaited<ReturnType<LiveStage["run"]>>): string {
  return destinationOf(report).verification?.seen[0]?.why ?? "";
}

describe("a long file, both builds of which git has", () => {
  test("is fresh by its length and its ends, and read no further", async () => {
    await using live = await setLarge({ bounds: NEVER_WHOLE });
    const report = await live.run(VERIFIED);
    expect([report.verdict, destinationOf(report).confirmed, found(report)]).toEqual([
      "purged",
      true,
      { "/film.bin": "fresh" },
    ]);
    expect(why(report)).toContain("and not the old one's");
    expect(ranges(live).slice(-3)).toEqual([undefined, "bytes=0-65535", "bytes=139264-204799"]);
  });

  test("is stale where it is the old one, and purged again", async () => {
    await using live = await setLarge({ bounds: NEVER_WHOLE, edge: { deaf: { "/film.bin": 1 } } });
    const report = await live.run(VERIFIED);
    expect([report.verdict, destinationOf(report).verification?.repurges]).toEqual(["purged", 1]);
    expect(await live.stage.stale()).toEqual([]);
  });

  test.each([
    ["another length", OLD, `${OLD}more`],
    ["another tail alone", OLD, `${OLD.slice(0, -1)}!`],
    ["another head alone", OLD, `!${OLD.slice(1)}`],
  ])("%s distinguishes the old one from the new one", async (_name, before, after) => {
    await using live = await setLarge({ before, after, bounds: NEVER_WHOLE, edge: DEAF });
    const report = await live.run(VERIFIED);
    expect([report.errorCode, found(report)]).toEqual(["E_STALE", { "/film.bin": "stale" }]);
  });

  test("what differs in the middle alone is read to its end", async () => {
    await using live = await setLarge({ after: MIDDLE });
    expect((await live.run(VERIFIED)).verdict).toBe("purged");
    await using old = await setLarge({ after: MIDDLE, edge: DEAF });
    expect(found(await old.run(VERIFIED))).toEqual({ "/film.bin": "stale" });
  });

  test("and where it is too long even for that, it is not taken for new", async () => {
    await using live = await setLarge({ after: MIDDLE, bounds: NEVER_WHOLE });
    const report = await live.run(VERIFIED);
    expect([report.errorCode, found(report)]).toEqual(["E_UNPROVEN", { "/film.bin": "inconclusive" }]);
    expect(why(report)).toContain("does not rule out the old one");
  });

  test("one that came is fresh, and one that went is gone", async () => {
    const keep = ["index.html", "home"] as const;
    const with_ = new Map<string, string>([keep, ["film.bin", OLD]]);
    await using came = await setLiveStage("paradarum", { before: new Map([keep]), after: with_ }, {}, NEVER_WHOLE);
    expect((await came.run(VERIFIED)).verdict).toBe("purged");
    await using went = await setLiveStage("paradarum", { before: with_, after: new Map([keep]) }, {}, NEVER_WHOLE);
    went.stage.sandbox.edge.set({ sendsAge: false, deaf: { "/film.bin": 1 } });
    const report = await went.run(VERIFIED);
    expect([report.verdict, destinationOf(report).verification?.repurges]).toEqual(["purged", 1]);
  });
});

describe("a long file of a build whose old version is not at hand", () => {
  test("is fresh when all of it is", async () => {
    await using live = await setLarge();
    expect((await live.run(BUILT)).verdict).toBe("purged");
  });

  test("is not proven by its ends alone", async () => {
    await using live = await setLarge({ bounds: NEVER_WHOLE });
    const report = await live.run(BUILT);
    expect([report.errorCode, found(report)]).toEqual(["E_UNPROVEN", { "/film.bin": "inconclusive" }]);
  });

  test("is proven by them and the ETag under which the origin serves it", async () => {
    await using live = await setLarge({ bounds: NEVER_WHOLE });
    const report = await live.run({ ...BUILT, "origin-url": live.stage.sandbox.origin.url });
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
    expect(why(report)).toContain("its ETag is the origin's");
  });

  test("by its age, as any page", async () => {
    await using live = await setLarge({ bounds: NEVER_WHOLE, edge: { sendsAge: true } });
    expect(destinationOf(await live.run(BUILT)).confirmed).toBe(true);
  });

  test.each<[string, EdgeSwitches, string]>([
    ["compressed", { compress: true }, "encoded (gzip)"],
    ["sent whole only", { ranges: false }, "does not answer for parts"],
    ["old", DEAF, "not the new build's"],
  ])("%s: inconclusive and red", async (_name, edge, message) => {
    await using live = await setLarge({ bounds: NEVER_WHOLE, edge });
    const report = await live.run(BUILT);
    expect([report.errorCode, found(report)]).toEqual(["E_UNPROVEN", { "/film.bin": "inconclusive" }]);
    expect(why(report)).toContain(message);
  });

  test("an edge without ranges sends all of a file that is not too long", async () => {
    await using live = await setLarge({ edge: { ranges: false } });
    expect((await live.run(VERIFIED)).verdict).toBe("purged");
  });
});

describe("a long file at the origin", () => {
  test.each([
    ["git", VERIFIED],
    ["build", BUILT],
  ])("%s: is waited for", async (_name, inputs) => {
    await using live = await setLarge({ bounds: NEVER_WHOLE });
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(site.before);
    sandbox.origin.deployAfter(9, site.after);
    const report = await live.run({ ...inputs, "wait-for": "completed", "origin-url": sandbox.origin.url });
    expect([report.verdict, destinationOf(report).origin?.ready]).toEqual(["purged", true]);
    expect(destinationOf(report).origin?.waitedMs).toBeGreaterThan(0);
    expect(await live.stage.stale()).toEqual([]);
  });

  test("that stays old is red, and nothing is purged", async () => {
    await using live = await setLarge({ bounds: NEVER_WHOLE });
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(site.before);
    const report = await live.run({ ...BUILT, "origin-url": sandbox.origin.url, timeout: "30" });
    expect([report.errorCode, sandbox.api.requests]).toEqual(["E_ORIGIN", []]);
    expect(destinationOf(report).origin?.missing[0]?.why).toContain("not the new build's");
  });
});
