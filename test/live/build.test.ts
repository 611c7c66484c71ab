import { describe, expect, test } from "vitest";
import { setLiveStage } from "../support/live-stage.ts";
import { destinationOf, found } from "../support/seen.ts";
import { AFTER, BEFORE } from "../support/stage.ts";

/** A site that nobody shares: the memory is written into it. */
const OWN_SITE = { before: BEFORE, after: AFTER };
/** A build is known by other hashes than git's, and the memory of it starts empty. */
const BUILT = { changes: "build", state: "file:deploy-purge.state", "verify-sample": "all" };

describe("a build that is not compared by git", () => {
  test("verified by the content of every file, without a word of any cache", async () => {
    await using live = await setLiveStage("paradarum", OWN_SITE);
    live.stage.sandbox.edge.set({ sendsAge: false });
    const report = await live.run({ ...BUILT, "wait-for": "verified" });
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
    expect(found(report)).toMatchObject({ "/": "fresh", "/about/": "fresh", "/assets/app.css": "fresh" });
  });

  test("an old page is not taken for the new one", async () => {
    await using live = await setLiveStage("paradarum", OWN_SITE);
    live.stage.sandbox.edge.set({ sendsAge: false, deaf: { "/about/": 9 } });
    const report = await live.run({ ...BUILT, "wait-for": "verified" });
    expect([report.verdict, report.errorCode]).toEqual(["incomplete", "E_UNPROVEN"]);
    expect(found(report)).toMatchObject({ "/about/": "inconclusive", "/": "fresh" });
  });

  test("the old build's content is stale, and purged again", async () => {
    await using live = await setLiveStage("paradarum", OWN_SITE);
    const { sandbox, site } = live.stage;
    const inBuild = (build: ReadonlyMap<string, string>) =>
      Object.fromEntries(Array.from(build, ([path, text]) => [`public/${path}`, text]));
    await site.repository.write({ public: null, ...inBuild(site.before) });
    const adopted = await live.run({ ...BUILT, "on-missing-state": "adopt" });
    await site.repository.write({ public: null });
    await site.repository.write(inBuild(site.after));
    sandbox.edge.set({ sendsAge: false, deaf: { "/about/": 1 } });
    const report = await live.run({ ...BUILT, "wait-for": "verified" });
    expect([adopted.verdict, report.verdict, destinationOf(report).verification?.repurges]).toEqual([
      "adopted",
      "purged",
      1,
    ]);
    expect(await live.stage.stale()).toEqual([]);
  });

  test("nothing is purged before the origin serves it", async () => {
    await using live = await setLiveStage("paradarum", OWN_SITE);
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(site.before);
    const report = await live.run({ ...BUILT, "origin-url": sandbox.origin.url, timeout: "60" });
    expect([report.verdict, report.errorCode]).toEqual(["failed", "E_ORIGIN"]);
    expect(sandbox.api.requests).toEqual([]);
    expect(destinationOf(report).origin?.missing.map(({ url }) => url)).toContain("/about/");
  });

  test("a build stamp that does not count is still part of what must be served", async () => {
    const page = (stamp: string, text: string) => `<html>${text}<!-- built ${stamp} --></html>`;
    const build = (stamp: string, text: string) => new Map([["index.html", page(stamp, text)]]);
    await using live = await setLiveStage("paradarum", { before: build("1", "old"), after: build("2", "new") });
    const { sandbox } = live.stage;
    sandbox.edge.set({ sendsAge: false });
    const report = await live.run({
      ...BUILT,
      "ignore-content": "<!-- built \\d{1,9} -->",
      "wait-for": "verified",
      "origin-url": sandbox.origin.url,
    });
    expect([report.verdict, report.message, destinationOf(report).confirmed]).toEqual([
      "purged",
      expect.any(String),
      true,
    ]);
    expect(destinationOf(report).origin).toMatchObject({ ready: true, checked: 2 });
  });
});
