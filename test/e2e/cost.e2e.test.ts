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
