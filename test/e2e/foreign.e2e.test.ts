import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Habit, startFront } from "../support/front.ts";
import { everythingWritten, setStage } from "../support/stage.ts";

const SCENE = {
  before: new Map([["about.html", "<h1>about</h1><p>old</p>"]]),
  after: new Map([["about.html", "<h1>about</h1><p>new</p>"]]),
};
const OLD = SCENE.before.get("about.html") as string;
const MISS = { "x-cache": "MISS", age: "0" };

const BOMB = gzipSync(Buffer.alloc(50_000_000));

/** Whatever is not there, as a host of single-page applications answers it, from a cache. */
function growing(): Habit {
  const startMs = Date.now();
  return () => ({
    headers: { "x-cache": "HIT", age: String(Math.floor((Date.now() - startMs) / 1000)) },
    body: "<h1>Nothing here</h1>",
  });
}

/** One page that changed, and visitors who get what `habit` makes of it. */
async function runBehind(habit: Habit, inputs: Readonly<Record<string, string>> = {}) {
  await using stage = await setStage("paradarum", SCENE);
  await using front = await startFront(stage.sandbox, habit);
  const startMs = performance.now();
  const run = await stage.run({
    with: { "site-url": `${front.url}/`, "wait-for": "verified", timeout: "6", ...inputs },
  });
  const tookMs = performance.now() - startMs;
  return { run, tookMs, written: await everythingWritten(run), visits: front.visits };
}

describe.concurrent("wait-for: verified, as the built action has it", { timeout: 60_000 }, () => {
  it.each<[string, Habit, string, string]>([
    [
      "old content, gzipped, beside a miss",
      () => ({ headers: { ...MISS, "content-encoding": "gzip" }, body: gzipSync(OLD) }),
      "E_STALE",
      "its content is the old build's",
    ],
    [
      "a maintenance page beside a miss",
      () => ({ headers: MISS, body: "Back soon" }),
      "E_UNPROVEN",
      "neither the new build's nor the old one's",
    ],
    [
      "a login on the same host",
      ({ path }) =>
        path === "/login" ? { headers: MISS, body: "Who?" } : { status: 302, headers: { location: "/login" } },
      "E_UNPROVEN",
      "it redirects to another page of the site",
    ],
  ])("is not green at %s", async (_name, habit, code, why) => {
    const { run } = await runBehind(habit);
    expect([run.exitCode, run.outputs["error-code"], run.outputs["confirmed"]]).toEqual([1, code, "false"]);
    expect(run.annotations.find(({ kind }) => kind === "error")?.message).toContain(why);
  });

  it.each<[string, Habit, RegExp]>([
    ["401", () => ({ status: 401 }), /asks for a login/],
    ["403", () => ({ status: 403, body: "no" }), /answers 403 and lets nobody in/],
    [
      "a redirect to the same site under www",
      ({ path }) => ({ status: 301, headers: { location: `https://www.example.com${path}` } }),
      /another host \(https:\/\/www\.example\.com\).*`site-url` is to name it/,
    ],
    [
      "a bot check with status 200",
      () => ({ headers: { ...MISS, "cf-mitigated": "challenge" }, body: "Just a moment..." }),
      /Cloudflare's challenge/,
    ],
  ])("ends at once where every answer is %s, and names it", async (_name, habit, why) => {
    const { run, tookMs } = await runBehind(habit, { timeout: "300" });
    expect([run.exitCode, run.outputs["error-code"], run.outputs["confirmed"]]).toEqual([1, "E_UNPROVEN", "false"]);
    expect(run.annotations.find(({ kind }) => kind === "error")?.message).toMatch(why);
    expect(tookMs).toBeLessThan(30_000);
  });

  it.each<[string, Habit]>([
    ["an empty body", () => ({ headers: MISS })],
    ["a part of the page", () => ({ status: 206, headers: MISS, body: OLD.slice(0, 4) })],
    ["304", () => ({ status: 304, headers: MISS })],
    ["an encoding that is not true", () => ({ headers: { ...MISS, "content-encoding": "br" }, body: gzipSync(OLD) })],
    [
      "a packed body a thousand times as long",
      () => ({ headers: { ...MISS, "content-encoding": "gzip" }, body: BOMB }),
    ],
    ["a page that is gone, with status 200 and an Age that grows", growing()],
    ["503", () => ({ status: 503 })],
  ])("is not green without proof, at %s", async (_name, habit) => {
    const { run } = await runBehind(habit);
    expect([run.exitCode, run.outputs["error-code"], run.outputs["confirmed"]]).toEqual([1, "E_UNPROVEN", "false"]);
  });

  it("is not green at a miss and an Age that a cache repeats, where nothing is known of the page", async () => {
    const inputs = { changes: "none", "build-dir": "", purge: "/about.html" };
    const { run } = await runBehind(() => ({ headers: MISS, body: "whatever" }), inputs);
    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_UNPROVEN"]);
  });

  it("ends at once, long before its timeout, at a site that requires a login", async () => {
    const login: Habit = () => ({ status: 401, headers: { "www-authenticate": 'Basic realm="x"' } });
    const { run, tookMs } = await runBehind(login, { timeout: "300" });
    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_UNPROVEN"]);
    expect(run.annotations.find(({ kind }) => kind === "error")?.message).toContain("asks for a login (Basic)");
    expect(tookMs).toBeLessThan(30_000);
  });

  it("gets past it with headers of the user's own, which nobody gets to see", async () => {
    const password = "correct horse battery";
    const login = `Basic ${Buffer.from(`staging:${password}`).toString("base64")}`;
    const habit: Habit = async ({ headers }, edge) =>
      headers.authorization === login
        ? { headers: { "x-echo": login }, body: await edge() }
        : { status: 401, headers: { "www-authenticate": `Basic realm="${password}"` } };
    const { run, written, visits } = await runBehind(habit, {
      "site-headers": `Authorization: ${login}`,
      timeout: "60",
    });
    expect([run.exitCode, run.outputs["verdict"], run.outputs["confirmed"]]).toEqual([0, "purged", "true"]);
    expect(visits.length).toBeGreaterThan(0);
    for (const secret of [login, login.slice(6), password]) expect(written).not.toContain(secret);
  });
});
