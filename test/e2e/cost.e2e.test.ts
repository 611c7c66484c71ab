import { describe, expect, it } from "vitest";
import { reportOf, setStage } from "../support/stage.ts";

/** Enough changed pages to leave what CloudFront gives away in a month. */
const MANY = 1400;

function build(version: string, pages: number): Map<string, string> {
  const files = Array.from({ length: pages }, (_, n) => [`blog/${n}.html`, `page ${n} ${version}`] as const);
  return new Map([["index.html", "home"], ["about.html", "about"], ...files]);
}

describe.concurrent("what a plan costs", () => {
  it("is nothing for three pages, which are purged exactly", async () => {
    await using stage = await setStage("cloudfront", { before: build("old", 3), after: build("new", 3) });
    const run = await stage.run();

    expect(run.log.join("\n")).toContain("Verdict: purged.");
    expect(run.outputs).toMatchObject({ verdict: "purged", confirmed: "true", "request-count": expect.any(String) });
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    expect(stage.sandbox.api.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  it("stays small where copies with query strings go too: one wildcard for each page", async () => {
    const visited = ["/blog/1.html?v=1", "/blog/1.html?v=2&w=3", "/about.html?v=1"];
    const after = new Map([...build("old", 3), ["blog/1.html", "page 1 new"]]);
    await using stage = await setStage("cloudfront", { before: build("old", 3), after, visited });
    const run = await stage.run({ with: { "query-strings": "cached" } });

    expect(run.exitCode).toBe(0);
    expect(await stage.stale([...stage.changed, ...visited])).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    expect(stage.sandbox.edge.cached()).toContain(`${stage.sandbox.edge.url}/about.html?v=1`);
    expect(stage.sandbox.api.purges()).toEqual([{ paths: ["/blog/1.html*"] }]);
  });

  it("is reported, and refused beyond max-cost before any request", async () => {
    await using stage = await setStage("cloudfront", { before: build("old", MANY), after: build("new", MANY) });
    const run = await stage.run({ with: { "widen-to": "none", "max-cost": "1" } });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect(run.log.join("\n")).toMatch(/max-cost.*USD/s);
    expect(stage.sandbox.api.requests).toEqual([]);
  });

  it("is compared with what a wildcard evicts, and the report has both", async () => {
    await using stage = await setStage("cloudfront", { before: build("old", MANY), after: build("new", MANY) });
    const run = await stage.run();

    expect(run.exitCode).toBe(0);
    expect(await stage.stale(["/blog/0.html", `/blog/${MANY - 1}.html`])).toEqual([]);
    const { destinations } = await reportOf(run);
    expect(destinations[0]?.instructions.length).toBeLessThan(20);
    expect(run.log.join("\n")).toContain("/blog/");
  });
});
