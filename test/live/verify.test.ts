import { describe, expect, test } from "vitest";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import { setLiveStage } from "../support/live-stage.ts";
import { destinationOf, found } from "../support/seen.ts";
import { staleOf } from "../support/site.ts";

const VERIFIED = { "wait-for": "verified" };

describe("the live site proves a purge", () => {
  test.each<ProviderId>(["paradarum", "5centscdn", "f5xc", "batoff"])("%s: every changed URL is fresh", async (id) => {
    await using live = await setLiveStage(id, {}, { propagationMs: 4_000 });
    const report = await live.run(VERIFIED);

    expect([report.verdict, report.errorCode]).toEqual(["purged", ""]);
    expect(destinationOf(report)).toMatchObject({ level: "verified", confirmed: true, owed: 0 });
    expect(found(report)).toEqual(Object.fromEntries(live.stage.changed.map((path) => [path, "fresh"])));
    // Looking is what a visitor does: it leaves the new content at the edge, and touches nothing else.
    expect(await live.stage.stale()).toEqual([]);
    expect(live.stage.evicted()).toEqual([]);
    // Paradarum and 5centsCDN have no status: the site proves it long before their window is over.
    expect(live.clock.monotonicMs()).toBeLessThan(20_000);
  });

  test("the most important pages first, as many as verify-sample allows", async () => {
    const pages = ["index.html", "a/index.html", "a/b/index.html", "a/b/c.html", "z.css", "a.js"];
    const build = (text: string) =>
      new Map([...pages, "same.html"].map((path) => [path, path === "same.html" ? path : text]));
    await using live = await setLiveStage("paradarum", { before: build("old"), after: build("new") });
    const report = await live.run({ ...VERIFIED, "verify-sample": "7" });
    const seen = destinationOf(report).verification?.seen.map(({ url }) => new URL(url).pathname);
    expect(seen).toEqual(["/", "/a/", "/a/b/", "/a/b/c.html", "/a.js", "/z.css", "/a"]);
    expect(destinationOf(report).verification?.total).toBe(11);
  });

  test("a browser's headers, and no credential", async () => {
    await using live = await setLiveStage("paradarum");
    await live.run(VERIFIED);
    const { visits } = live.stage.sandbox.edge;
    expect(visits.length).toBeGreaterThan(0);
    for (const { headers, method } of visits) {
      expect(method).toBe("GET");
      expect(headers["user-agent"]).toMatch(/^Mozilla\/5\.0 .*Chrome/);
      expect(headers["accept-encoding"]).toMatch(/^gzip, deflate, br(, zstd)?$/);
      expect(Object.keys(headers)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/auth|cookie|key|token/)]),
      );
      expect(JSON.stringify(headers)).not.toContain(live.stage.sandbox.api.account.apiKey);
    }
  });

  test("everything counts as changed: every page must be the new build's", async () => {
    await using live = await setLiveStage("paradarum");
    live.event.payload["before"] = "0".repeat(40);
    live.stage.sandbox.edge.set({ sendsAge: false });
    const report = await live.run({ ...VERIFIED, "verify-sample": "all" });
    expect(destinationOf(report).changes.everything).toBeDefined();
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
    expect(Object.keys(found(report))).toEqual(
      expect.arrayContaining(["/", "/about/", "/about-us/", "/assets/app.css"]),
    );
  });

  test("nothing changed, and purge names a path: its age is the proof", async () => {
    await using live = await setLiveStage("paradarum");
    const report = await live.run({ ...VERIFIED, changes: "none", "build-dir": undefined, purge: "/about/" });
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
    expect(destinationOf(report).verification?.seen).toMatchObject([
      { kind: "fresh", why: expect.stringContaining("Age") },
    ]);
  });
});

test("no URL that could be fetched is an error before anything is sent", async () => {
  await using live = await setLiveStage("paradarum");
  const given = { ...VERIFIED, changes: "git", "build-dir": undefined, routes: "public/** -> ext:html" };
  await expect(live.run(given)).rejects.toThrow(/^wait-for: is verified, and there is no URL to look at/);
  expect(live.stage.sandbox.api.requests).toEqual([]);
});

describe("what is still old is purged again", () => {
  test.each<[ProviderId, number]>([
    ["paradarum", 30_000],
    ["batoff", 10_000],
  ])("%s: once, after its own spacing", async (id, spacingMs) => {
    await using live = await setLiveStage(id);
    live.stage.sandbox.edge.set({ deaf: { "/about/": 1 } });
    const report = await live.run(VERIFIED);

    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
    const { verification } = destinationOf(report);
    expect(verification?.repurges).toBe(1);
    const about = verification?.seen.find(({ url }) => url.endsWith("/about/"));
    expect(about).toMatchObject({ kind: "fresh", purges: 2 });
    expect(about?.afterMs).toBeGreaterThanOrEqual(spacingMs);
    expect(about?.afterMs).toBeLessThan(spacingMs + 10_000);
    expect(live.lines.join("\n")).toContain("purging them again (1 of 2)");
    expect(await live.stage.stale()).toEqual([]);
  });

  test("at most twice, then it is red and named, and the rest is purged", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.edge.set({ deaf: { "/about/": 9 } });
    const report = await live.run(VERIFIED);

    expect([report.verdict, report.errorCode]).toEqual(["incomplete", "E_STALE"]);
    expect(report.message).toContain(`${live.stage.sandbox.edge.url}/about/ is still served old`);
    expect(report.message).toContain("after 3 purges");
    const destination = destinationOf(report);
    expect(destination).toMatchObject({ confirmed: false, verification: { repurges: 2 } });
    const stale = [...destination.instructions].filter(({ state }) => state !== "completed");
    expect(stale.every(({ state, because }) => state === "stale" && because[0] === "about/index.html")).toBe(true);
    expect(destination.owed).toBe(stale.length);
    expect(found(report)["/about/"]).toBe("stale");
    expect(await staleOf(live.stage.sandbox, live.stage.changed)).toEqual(["/about/"]);
    // Three windows, and not the five minutes of the timeout.
    expect(live.clock.monotonicMs()).toBeLessThan(110_000);
  });

  test("a sample that is not fresh vouches for nothing that was not fetched", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.edge.set({ deaf: { "/about/": 9 } });
    const report = await live.run({ ...VERIFIED, "verify-sample": "2" });
    const { instructions, owed, verification, failures } = destinationOf(report);
    expect(verification?.seen.map(({ kind }) => kind)).toEqual(["stale", "fresh"]);
    const states = Object.groupBy(instructions, ({ state }) => state);
    expect(states.stale?.map(({ because }) => because[0])).toEqual(expect.arrayContaining(["about/index.html"]));
    expect(states.completed?.map(({ because }) => because[0])).toEqual(states.completed?.map(() => "fresh/index.html"));
    expect(states.unproven?.length).toBeGreaterThan(0);
    expect(owed).toBe(instructions.length - (states.completed?.length ?? 0));
    expect([report.errorCode, failures[0]?.code, failures[1]?.code]).toEqual(["E_STALE", "E_STALE", "E_UNPROVEN"]);
  });

  test("a deleted page that stays is stale", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.edge.set({ deaf: { "/gone.html": 9 } });
    const report = await live.run(VERIFIED);
    expect([report.verdict, report.errorCode, found(report)["/gone.html"]]).toEqual(["incomplete", "E_STALE", "stale"]);
  });

  test("a page that came, and whose 404 is still cached, is stale", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.edge.set({ deaf: { "/fresh/": 1 } });
    const report = await live.run(VERIFIED);
    expect(report.verdict).toBe("purged");
    expect(destinationOf(report).verification).toMatchObject({ repurges: 1 });
  });

  test("a deleted page that the origin itself still serves is a warning", async () => {
    await using live = await setLiveStage("paradarum");
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(new Map([...site.after, ["gone.html", "gone"]]));
    const report = await live.run({ ...VERIFIED, "origin-url": sandbox.origin.url });

    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", false]);
    expect(live.lines.filter((line) => line.startsWith("warning: ")).join("\n")).toContain(
      "1 page was deleted, and the origin still serves it (/gone.html)",
    );
    expect(destinationOf(report).warnings).toHaveLength(1);
    expect(destinationOf(report).verification?.repurges).toBe(0);
  });
});

describe("what cannot be judged is never green", () => {
  const withoutAge = { sendsAge: false } as const;
  test.each([
    ["changed on the way", { inject: "<script></script>" }, "the new build's with something added"],
    [
      "sent to another host",
      { redirect: { "*": "https://login.example/" } },
      "redirects to another host (https://login.example): where that is the site itself, `site-url` is to name it",
    ],
    ["sent in circles", { redirect: { "*": "/" } }, "redirects more than"],
  ])("%s: inconclusive, red, and explained", async (_name, switches, why) => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.edge.set({ ...withoutAge, ...switches });
    const report = await live.run({ ...VERIFIED, "verify-sample": "1" });

    expect([report.verdict, report.errorCode]).toEqual(["incomplete", "E_UNPROVEN"]);
    expect(destinationOf(report)).toMatchObject({ confirmed: false, verification: { repurges: 0 } });
    expect(destinationOf(report).verification?.seen).toMatchObject([
      { kind: "inconclusive", why: expect.stringContaining(why) },
    ]);
    expect(report.message).toContain("not proven fresh");
    expect(live.clock.monotonicMs()).toBeLessThan(40_000);
  });

  test("compressed content is compared, the old as well as the new", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.edge.set({ ...withoutAge, compress: true, deaf: { "/about/": 1 } });
    const report = await live.run(VERIFIED);
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
    expect(destinationOf(report).verification?.repurges).toBe(1);
  });

  test("content that the CDN changes is proven by its age", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.edge.set({ inject: "<script></script>" });
    const report = await live.run({ ...VERIFIED, "verify-sample": "1" });
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
  });

  test("old content that the CDN changes is not taken for new", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.edge.set({ inject: "<script></script>", deaf: { "/about/": 9 } });
    const report = await live.run({ ...VERIFIED, "verify-sample": "1" });
    expect([report.verdict, report.errorCode, found(report)]).toEqual([
      "incomplete",
      "E_UNPROVEN",
      { "/about/": "inconclusive" },
    ]);
  });

  test("a site that is down for a moment is fetched again", async () => {
    await using live = await setLiveStage("batoff");
    live.stage.sandbox.edge.set({ unavailable: 40 });
    const report = await live.run(VERIFIED);
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
  });

  test("a site that stays down is inconclusive when the time is over", async () => {
    await using live = await setLiveStage("batoff");
    live.stage.sandbox.edge.set({ unavailable: 1_000_000 });
    const report = await live.run({ ...VERIFIED, timeout: "60" });
    expect([report.verdict, report.errorCode]).toEqual(["incomplete", "E_UNPROVEN"]);
    expect(live.clock.monotonicMs()).toBeGreaterThan(50_000);
    expect(live.clock.monotonicMs()).toBeLessThanOrEqual(60_000);
  });

  test("redirects within the site are followed", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.edge.set({ redirect: { "/about": "/about/", "/about/index.html": "./" } });
    const report = await live.run(VERIFIED);
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
  });
});

describe("what the provider did not take is not fetched", () => {
  test("the key is wrong: red as ever", async () => {
    await using live = await setLiveStage("paradarum");
    const report = await live.run({ ...VERIFIED, "api-key": "wrong-key-0123456789" });
    expect([report.verdict, report.errorCode]).toEqual(["failed", "E_AUTH"]);
    expect(live.stage.sandbox.edge.visits).toEqual([]);
  });

  test("one item is rejected: the others are proven", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.api.set({ reject: ["/gone.html"] });
    const report = await live.run(VERIFIED);
    expect([report.verdict, report.errorCode, destinationOf(report).owed]).toEqual(["incomplete", "E_REJECTED", 1]);
    expect(Object.keys(found(report))).not.toContain("/gone.html");
  });
});
