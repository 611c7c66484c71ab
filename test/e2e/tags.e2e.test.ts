import { describe, expect, it } from "vitest";
import { fetchPage } from "../support/site.ts";
import { setStage } from "../support/stage.ts";

/** Three that changed, each with a tag of its own, and what a visitor sees of them. */
const FILES = ["about/index.html", "assets/app.css", "gone.html"];
const URLS = ["/about/", "/about", "/about/index.html", "/assets/app.css", "/gone.html"];

describe.concurrent("a cache that knows tags alone", () => {
  it.each(["netlify", "vercel"] as const)("is purged by the tags that routes lead to, at %s", async (provider) => {
    await using stage = await setStage(provider, { tagged: FILES });
    const routes = [...FILES.map((file) => `public/${file} -> tag:${file}`), "** -> none"].join("\n");
    const options = provider === "vercel" ? { "provider-options": "mode: hard" } : {};
    const run = await stage.run({ with: { routes, "build-dir": undefined, ...options } });

    expect(run.log.join("\n")).toContain("Verdict: purged.");
    expect(stage.sandbox.api.requests).toHaveLength(1);
    expect(await stage.stale(URLS)).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    // What changed and has no tag stays: a route says that it is none of this cache's business.
    expect(await fetchPage(stage.sandbox, "/old-name.html")).toMatchObject({ cache: "HIT", content: "old" });
  });

  it("comes to everything, named as a widening, where a diff has URLs and nothing leads to tags", async () => {
    await using stage = await setStage("netlify");
    const run = await stage.run();

    expect(run.outputs["widened"]).toBe("true");
    expect(run.log.join("\n")).toMatch(/widening.*all/i);
    expect(await stage.stale()).toEqual([]);
  });

  it("is refused before any request where that must not be widened", async () => {
    await using stage = await setStage("netlify");
    const run = await stage.run({ with: { "widen-to": "none" } });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect(run.log.join("\n")).toContain("routes");
    expect(stage.sandbox.api.requests).toEqual([]);
  });

  it("says what it can purge where it has no everything, at vercel", async () => {
    await using stage = await setStage("vercel");
    const run = await stage.run();

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect(run.log.join("\n")).toMatch(/tag/);
    expect(stage.sandbox.api.requests).toEqual([]);
    expect(await fetchPage(stage.sandbox, "/about/")).toMatchObject({ content: "old" });
  });
});
