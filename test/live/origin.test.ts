import { describe, expect, test } from "vitest";
import { setLiveStage } from "../support/live-stage.ts";
import { destinationOf } from "../support/seen.ts";

describe("origin-url", () => {
  test("nothing is purged before the origin serves the new build", async () => {
    await using live = await setLiveStage("paradarum");
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(site.before);
    sandbox.origin.deployAfter(12, site.after);
    const report = await live.run({ "origin-url": `${sandbox.origin.url}/` });

    expect([report.verdict, report.errorCode]).toEqual(["purged", ""]);
    const { origin } = destinationOf(report);
    expect(origin).toMatchObject({ ready: true, missing: [], stillServed: [] });
    expect(origin?.waitedMs).toBeGreaterThan(0);
    const lastVisit = sandbox.origin.visits.at(-1)?.at ?? Number.POSITIVE_INFINITY;
    expect(sandbox.api.requests[0]?.at).toBeGreaterThanOrEqual(lastVisit);
    live.clock.advance(1_000);
    expect(await live.stage.stale()).toEqual([]);
    expect(live.lines.join("\n")).toContain("Origin: it serves the new build");
  });

  test("each request goes past caches, as a browser, without a credential", async () => {
    await using live = await setLiveStage("paradarum");
    await live.run({ "origin-url": live.stage.sandbox.origin.url });
    const { visits } = live.stage.sandbox.origin;
    expect(visits.length).toBeGreaterThan(0);
    for (const { path, headers } of visits) {
      expect(path).toContain("?deploy-purge=");
      expect(headers).toMatchObject({ "cache-control": "no-cache", pragma: "no-cache" });
      expect(headers["authorization"] ?? headers["cookie"]).toBeUndefined();
    }
  });

  test("not ready in time: red, nothing purged, everything owed, and the reason", async () => {
    await using live = await setLiveStage("paradarum");
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(site.before);
    const report = await live.run({ "origin-url": sandbox.origin.url, timeout: "60" });

    expect([report.verdict, report.errorCode]).toEqual(["failed", "E_ORIGIN"]);
    expect(sandbox.api.requests).toEqual([]);
    const destination = destinationOf(report);
    expect(destination.owed).toBe(destination.plan.instructions);
    expect([...destination.instructions].every(({ state }) => state === "unsent")).toBe(true);
    expect(destination.origin?.missing.map(({ url, why }) => `${url} ${why}`)).toContain(
      "/about/ its content is not the new build's",
    );
    expect(report.message).toContain("the edge would have fetched the old pages again");
    expect(live.clock.monotonicMs()).toBeGreaterThan(50_000);
    expect(live.clock.monotonicMs()).toBeLessThanOrEqual(60_000);
  });

  test("an origin that does not answer is not ready", async () => {
    await using live = await setLiveStage("paradarum");
    const report = await live.run({ "origin-url": "http://127.0.0.1:1/", timeout: "30" });
    expect([report.verdict, report.errorCode]).toEqual(["failed", "E_ORIGIN"]);
    expect(report.message).toContain("refused");
    expect(live.stage.sandbox.api.requests).toEqual([]);
  });

  test("a deploy that never deletes is waited for a little, warned of, and purged", async () => {
    await using live = await setLiveStage("paradarum");
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(new Map([...site.before, ...site.after]));
    const report = await live.run({ "origin-url": sandbox.origin.url });

    expect(report.verdict).toBe("purged");
    expect(destinationOf(report).origin?.stillServed).toEqual(["/gone.html", "/old-name.html"]);
    expect(live.lines).toContainEqual(
      expect.stringMatching(/^warning: 2 pages were deleted, and the origin still serves/),
    );
    expect(live.clock.monotonicMs()).toBeGreaterThanOrEqual(10_000);
    expect(live.clock.monotonicMs()).toBeLessThan(20_000);
  });

  test("only deletions: a page that stays is no proof of the new build", async () => {
    const kept = new Map([["index.html", "home"]]);
    await using live = await setLiveStage("paradarum", {
      before: new Map([...kept, ["gone.html", "gone"]]),
      after: kept,
    });
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(site.before);
    const report = await live.run({ "origin-url": sandbox.origin.url, timeout: "40" });
    expect([report.verdict, report.errorCode]).toEqual(["failed", "E_ORIGIN"]);
    expect(sandbox.api.requests).toEqual([]);
  });

  test("the site itself as the origin is a warning", async () => {
    await using live = await setLiveStage("paradarum");
    await live.run({ "origin-url": live.stage.sandbox.edge.url, "dry-run": "true" });
    expect(live.lines).toContainEqual(
      expect.stringMatching(/^warning: origin-url names 127\.0\.0\.1:\d+, which is the site/),
    );
  });

  // Nobody waits for such a run, and nobody shall think so: the edge may fetch the old page again.
  test.each([
    ["routes that lead to another page", "public/** -> /about/"],
    ["routes that lead to an extension", "public/** -> ext:html"],
  ])("%s: a warning says that the origin is not waited for", async (_what, routes) => {
    await using live = await setLiveStage("paradarum");
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(site.before);
    const given = { changes: "git", "build-dir": undefined, routes, "origin-url": sandbox.origin.url };
    const report = await live.run(given);

    expect(report.verdict).toBe("purged");
    const { origin, warnings } = destinationOf(report);
    expect(origin).toBeUndefined();
    expect(warnings).toEqual([expect.stringMatching(/^origin-url: the origin is not waited for/)]);
    expect(live.lines).toContainEqual(expect.stringMatching(/^warning: origin-url: the origin is not waited for/));
    expect(sandbox.origin.visits).toEqual([]);
  });

  test.each(["changes: none", "no build-dir"])("%s: refused, since nothing shows what it must serve", async (what) => {
    await using live = await setLiveStage("paradarum");
    const given = what === "changes: none" ? { changes: "none" } : { "build-dir": undefined };
    const run = live.run({ ...given, purge: "/about/", "origin-url": live.stage.sandbox.origin.url });
    await expect(run).rejects.toThrow(/^origin-url: needs a diff to know what the origin must serve/);
  });

  test("a base path of the site is the root of the origin's own base", async () => {
    await using live = await setLiveStage("paradarum");
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(new Map(Array.from(site.after, ([path, body]) => [`build/${path}`, body])));
    const report = await live.run({
      "site-url": `${sandbox.edge.url}/loans/`,
      "origin-url": `${sandbox.origin.url}/build`,
    });
    expect(report.verdict).toBe("purged");
    expect(sandbox.origin.visits.every(({ path }) => path.startsWith("/build/"))).toBe(true);
  });

  test("Hado: the origin is waited for, since a render of the old page wastes the quota", async () => {
    await using live = await setLiveStage("hado");
    const { sandbox, site } = live.stage;
    sandbox.origin.deploy(site.before);
    sandbox.origin.deployAfter(6, site.after);
    const report = await live.run({ "origin-url": sandbox.origin.url });
    expect([report.verdict, destinationOf(report).origin?.ready]).toEqual(["purged", true]);
    live.clock.advance(1_000);
    expect(await live.stage.stale()).toEqual([]);
  });

  test("a cancelled wait ends at once", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.origin.deploy(live.stage.site.before);
    const report = await live.run({ "origin-url": live.stage.sandbox.origin.url }, AbortSignal.abort());
    expect([report.verdict, report.errorCode]).toEqual(["failed", "E_CANCELLED"]);
  });
});

describe("prewarm", () => {
  test("each purged page is fetched once, when the purge is complete; neither assets nor what was deleted", async () => {
    await using live = await setLiveStage("paradarum");
    const { sandbox } = live.stage;
    const report = await live.run({ prewarm: "true" });

    expect([report.verdict, destinationOf(report).level]).toEqual(["purged", "completed"]);
    expect(sandbox.edge.visits.map(({ path }) => path)).toEqual(["/about/", "/fresh/", "/new-name.html"]);
    expect(destinationOf(report).prewarm).toMatchObject({ warmed: 3, failed: [], left: 0 });
    // After the window, or the old copy would have been what is warm.
    expect(sandbox.edge.visits[0]?.at).toBeGreaterThanOrEqual((sandbox.api.requests.at(-1)?.at ?? 0) + 30_000);
    expect(await live.stage.stale()).toEqual([]);
  });

  test("in the order of the sitemap, and paced", async () => {
    const pages = ["c.html", "a.html", "b.html"];
    const listed = pages.map((page) => `<url><loc>ORIGIN/${page}</loc></url>`).join("");
    const sitemap = `<urlset>${listed}</urlset>`;
    const build = (text: string) => new Map([...pages, "d.html"].map((page) => [page, text]));
    await using live = await setLiveStage("batoff", { before: build("old"), after: build("new") });
    const { sandbox, site } = live.stage;
    await site.repository.write({ "sitemap.xml": sitemap.replaceAll("ORIGIN", sandbox.edge.url) });
    const report = await live.run({ prewarm: "true", purge: "sitemap:sitemap.xml" });

    expect(report.verdict).toBe("purged");
    const { visits } = sandbox.edge;
    expect(visits.map(({ path }) => path)).toEqual(["/c.html", "/a.html", "/b.html", "/d.html"]);
    const gaps = visits.slice(1).map(({ at }, index) => at - (visits[index]?.at ?? 0));
    expect(gaps.every((gap) => gap >= 100)).toBe(true);
  });

  test("in the order of the build's own sitemap, whatever its spelling, and then what it does not list", async () => {
    const pages = ["x.html", "deep/er/page.html", "b/index.html", "a/index.html", "unlisted.html"];
    const urls = ["/a/?from=map", "/x", "/deep/er/page.html", "/b", "/"];
    const sitemap = `<urlset>${urls.map((url) => `<url><loc>https://www.example.com${url}</loc></url>`).join("")}</urlset>`;
    const build = (text: string) => new Map([...pages, "index.html"].map((page) => [page, text]));
    await using live = await setLiveStage("batoff", {
      before: new Map([...build("old"), ["sitemap.xml", sitemap]]),
      after: new Map([...build("new"), ["sitemap.xml", sitemap]]),
    });
    expect((await live.run({ prewarm: "true" })).verdict).toBe("purged");
    expect(live.stage.sandbox.edge.visits.map(({ path }) => path)).toEqual([
      "/a/",
      "/x.html",
      "/deep/er/page.html",
      "/b/",
      "/",
      "/unlisted.html",
    ]);
  });

  test("a sitemap that cannot be read is not this step's matter", async () => {
    const build = (text: string) =>
      new Map([
        ["b.html", text],
        ["a.html", text],
        ["sitemap.xml", "<urlset>"],
      ]);
    await using live = await setLiveStage("batoff", { before: build("old"), after: build("new") });
    expect((await live.run({ prewarm: "true" })).verdict).toBe("purged");
    expect(live.stage.sandbox.edge.visits.map(({ path }) => path)).toEqual(["/a.html", "/b.html"]);
  });

  test("what verification has seen fresh is warm already", async () => {
    await using live = await setLiveStage("paradarum");
    const report = await live.run({ prewarm: "true", "wait-for": "verified" });
    expect(destinationOf(report).prewarm).toMatchObject({ warmed: 0, failed: [], left: 0 });
  });

  test("a page that cannot be fetched is a warning, and the step stays green", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.edge.set({ unavailable: 1 });
    const report = await live.run({ prewarm: "true" });
    expect(report.verdict).toBe("purged");
    expect(destinationOf(report).prewarm).toMatchObject({ warmed: 2, failed: [{ why: "it answers 503" }] });
    expect(live.lines).toContainEqual(expect.stringMatching(/^warning: 1 page could not be fetched/));
  });

  test("nothing is fetched where the purge failed", async () => {
    await using live = await setLiveStage("paradarum");
    live.stage.sandbox.api.set({ reject: ["/gone.html"] });
    const report = await live.run({ prewarm: "true" });
    expect([report.verdict, destinationOf(report).prewarm]).toEqual(["incomplete", undefined]);
    expect(live.stage.sandbox.edge.visits).toEqual([]);
  });

  test("Hado: the purge is the render, and nothing is fetched", async () => {
    await using live = await setLiveStage("hado");
    const report = await live.run({ prewarm: "true" });
    expect(report.verdict).toBe("purged");
    expect(live.stage.sandbox.edge.visits).toEqual([]);
    expect(destinationOf(report).warnings?.[0]).toContain("a purge at Hado SEO is a render");
  });
});
