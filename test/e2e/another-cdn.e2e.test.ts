import { describe, expect, it } from "vitest";
import { SANDBOX_REQUEST } from "../../sandbox/edge.ts";
import { type Front, startFront } from "../support/front.ts";
import { reportOf, type Stage, setStage } from "../support/stage.ts";

/** The site as another server answers for it: what the edge holds, with headers of its own on every answer. */
async function answering(
  { sandbox }: Stage,
  headers: Readonly<Record<string, string>>,
  old: readonly string[] = [],
): Promise<Front> {
  return startFront(sandbox, async ({ path }) => {
    if (old.includes(path)) return { headers, body: "another page" };
    const held = await fetch(sandbox.edge.url + path, { headers: { [SANDBOX_REQUEST]: "1" } });
    return { status: held.status, headers, body: new Uint8Array(await held.arrayBuffer()) };
  });
}

const IN_FRONT = "carry cf-ray and nothing that CDN77 writes: Cloudflare is in front, and this step purges CDN77.";

describe.concurrent("another CDN than the one that is purged", { timeout: 60_000 }, () => {
  it("is named as a warning, and changes no verdict where the content is new", async () => {
    await using stage = await setStage("cdn77");
    await using front = await answering(stage, { "cf-ray": "9a1-AMS" });
    const run = await stage.run({ with: { "wait-for": "verified", "site-url": `${front.url}/` } });

    expect(run.outputs).toMatchObject({ verdict: "purged", confirmed: "true" });
    const warnings = run.annotations.filter(({ kind }) => kind === "warning").map(({ message }) => message);
    expect(warnings).toEqual([`Answers of the site ${IN_FRONT}`]);
    expect(run.summary).toContain("Cloudflare is in front, and this step purges CDN77");
    expect((await reportOf(run)).destinations[0]?.verification?.caches?.others).toMatchObject([
      { provider: "cloudflare", header: "cf-ray" },
    ]);
  });

  it("explains what stays old", async () => {
    await using stage = await setStage("cdn77");
    await using front = await answering(stage, { "cf-ray": "9a1-AMS" }, ["/about/"]);
    const run = await stage.run({ with: { "wait-for": "verified", "site-url": `${front.url}/`, timeout: "15" } });

    expect(run.outputs).toMatchObject({ verdict: "incomplete", "error-code": "E_UNPROVEN" });
    const [error] = run.annotations.filter(({ kind }) => kind === "error");
    expect(error?.message).toContain(IN_FRONT);
    expect(run.summary).toContain("Cloudflare is in front, and this step purges CDN77");
    expect((await reportOf(run)).message).toContain(IN_FRONT);
  });

  it("is no more than a line where the purged one shows as well", async () => {
    await using stage = await setStage("cdn77");
    await using front = await answering(stage, { "x-77-pop": "pragueCZ", "x-varnish": "3 2", "x-cache": "HIT" });
    const run = await stage.run({ with: { "wait-for": "verified", "site-url": `${front.url}/` } });

    expect(run.outputs).toMatchObject({ verdict: "purged", confirmed: "true" });
    expect(run.annotations.filter(({ kind }) => kind === "warning")).toEqual([]);
    expect(run.log.join("\n")).toContain(
      "Answers of the site carry x-varnish: Varnish is on the way too, and this step purges CDN77 alone.",
    );
  });

  it("is not seen in what many caches write", async () => {
    await using stage = await setStage("cdn77");
    await using front = await answering(stage, { "x-cache": "HIT", via: "1.1 varnish", server: "nginx" });
    const run = await stage.run({ with: { "wait-for": "verified", "site-url": `${front.url}/` } });

    expect(run.outputs).toMatchObject({ verdict: "purged", confirmed: "true" });
    expect(run.log.join("\n")).not.toMatch(/in front|on the way too/);
  });
});
