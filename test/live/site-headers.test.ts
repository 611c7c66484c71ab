import { describe, expect, test } from "vitest";
import { startFront } from "../support/front.ts";
import { setLiveStage } from "../support/live-stage.ts";
import { destinationOf } from "../support/seen.ts";

const TOKEN = "bypass-0123456789abcdef";
const GIVEN = { "site-headers": `X-Bypass: ${TOKEN}\nuser-agent: deploy check` };

describe("headers of the user's own", () => {
  test("get verified, origin-url and prewarm past a firewall", async () => {
    await using live = await setLiveStage("paradarum");
    const { sandbox, site } = live.stage;
    await using front = await startFront(sandbox, async ({ path, headers }, edge) => {
      if (headers["x-bypass"] !== TOKEN) return { status: 401 };
      return { status: /gone|old-name/.test(path) ? 404 : 200, body: await edge() };
    });
    await using origin = await startFront(sandbox, ({ path, headers }) => {
      if (headers["x-bypass"] !== TOKEN) return { status: 401 };
      const file = new URL(path, "http://site").pathname.slice(1).replace(/(^|\/)$/, "$1index.html");
      const body = site.after.get(file) ?? site.after.get(`${file}/index.html`);
      return body === undefined ? { status: 404 } : { body };
    });
    const inputs = {
      "site-url": `${front.url}/`,
      "origin-url": `${origin.url}/`,
      "wait-for": "verified",
      prewarm: "true",
    };
    const without = await live.run(inputs);
    expect([without.verdict, without.errorCode]).toEqual(["failed", "E_ORIGIN"]);
    const report = await live.run({ ...inputs, ...GIVEN });
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
    expect(destinationOf(report).prewarm?.failed).toEqual([]);
    expect(front.visits.every(({ headers }) => headers["user-agent"] === "deploy check")).toBe(true);
    // A bypass does not bring anything else along: what is looked at is asked for as by a browser.
    expect(front.visits.every(({ headers }) => headers["accept-encoding"]?.startsWith("gzip, "))).toBe(true);
  });

  test("are sent with parts of long files too", async () => {
    const film = (text: string) => new Map([["film.bin", text.repeat(50_000)]]);
    const scene = { before: film("old "), after: film("new ") };
    await using live = await setLiveStage("paradarum", scene, {}, { shortBytes: 1_000, limits: { bodyBytes: 1_000 } });
    const whole = Buffer.from(scene.after.get("film.bin") as string);
    await using front = await startFront(live.stage.sandbox, ({ headers }) => {
      if (headers["x-bypass"] !== TOKEN) return { status: 403 };
      const [, first, last] = /bytes=(\d+)-(\d+)/.exec(headers.range ?? "") ?? [];
      if (first === undefined) return { headers: { "content-length": String(whole.length) }, body: whole };
      const end = Math.min(Number(last), whole.length - 1);
      const range = `bytes ${first}-${end}/${whole.length}`;
      return { status: 206, headers: { "content-range": range }, body: whole.subarray(Number(first), end + 1) };
    });
    const report = await live.run({ "site-url": `${front.url}/`, "wait-for": "verified", ...GIVEN });
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
  });

  test("stay with the site: neither another host nor another port of it gets them", async () => {
    await using live = await setLiveStage("paradarum");
    await using other = await startFront(live.stage.sandbox, () => ({ body: "thank you" }));
    await using front = await startFront(live.stage.sandbox, ({ path }) => ({
      status: 302,
      headers: { location: path === "/about/" ? other.url : `//localhost:${new URL(other.url).port}/` },
    }));
    const report = await live.run({ "site-url": `${front.url}/`, "wait-for": "verified", ...GIVEN });
    expect([report.verdict, report.errorCode]).toEqual(["incomplete", "E_UNPROVEN"]);
    expect(front.visits.length).toBeGreaterThan(0);
    expect(other.visits).toEqual([]);
    expect(JSON.stringify(live.stage.sandbox.api.requests)).not.toContain(TOKEN);
  });

  test("that make caches step aside are warned of", async () => {
    await using live = await setLiveStage("paradarum");
    await live.run({ "dry-run": "true", "wait-for": "verified", "site-headers": "Cookie: a=b" });
    expect(live.lines.join("\n")).toContain("warning: site-headers set cookie, and many caches pass such requests on");
    await using open = await setLiveStage("paradarum");
    const inputs = { "dry-run": "true", "wait-for": "verified", "site-url": "http://www.example.com/", ...GIVEN };
    await open.run(inputs);
    expect(open.lines.join("\n")).toContain("warning: site-headers are sent to www.example.com unencrypted");
  });
});
