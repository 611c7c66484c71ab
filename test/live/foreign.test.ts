import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { once } from "../../src/lib/once.ts";
import { type Front, type Habit, startFront } from "../support/front.ts";
import { type LiveStage, setLiveStage } from "../support/live-stage.ts";
import { destinationOf } from "../support/seen.ts";
import { createSite } from "../support/site.ts";

/** One page that changed, so that a single verdict is the step's. */
const SCENE = {
  before: new Map([["about.html", "<h1>about</h1><p>old</p>"]]),
  after: new Map([["about.html", "<h1>about</h1><p>new</p>"]]),
};
const [OLD, NEW] = [SCENE.before, SCENE.after].map((build) => build.get("about.html") as string) as [string, string];
const site = once(() => createSite(SCENE.before, SCENE.after));
const MAINTENANCE = "<h1>Back soon</h1>";

interface Site extends AsyncDisposable {
  readonly live: LiveStage;
  readonly front: Front;
  /** What became of it: the verdict, the code, whether it is confirmed, and what was said of the page. */
  run(inputs?: Readonly<Record<string, string>>): Promise<readonly unknown[]>;
}

/** A site of which visitors see what `habit` makes of it; its seconds are those of the run. */
async function setFront(
  habit: (live: LiveStage) => Habit,
  provider: "paradarum" | "batoff" = "paradarum",
): Promise<Site> {
  const live = await setLiveStage(provider, { site: await site() });
  const front = await startFront(live.stage.sandbox, habit(live));
  return {
    live,
    front,
    async run(inputs = {}) {
      const report = await live.run({ "site-url": `${front.url}/`, "wait-for": "verified", ...inputs });
      const { confirmed, verification } = destinationOf(report);
      const seen = verification?.seen[0];
      return [report.verdict, report.errorCode, confirmed, seen?.kind, seen?.why ?? ""];
    },
    async [Symbol.asyncDispose]() {
      await front[Symbol.asyncDispose]();
      await live[Symbol.asyncDispose]();
    },
  };
}

/** Seconds since the first visit, as a copy that was made then is old. */
function ageSince(live: LiveStage): () => string {
  let first: number | undefined;
  return () => {
    first ??= live.clock.monotonicMs();
    return String(Math.floor((live.clock.monotonicMs() - first) / 1000));
  };
}

const MISS = { "x-cache": "MISS" };
const html = { "content-type": "text/html" };
const red = (why: string) => ["incomplete", "E_UNPROVEN", false, "inconclusive", expect.stringContaining(why)];
const green = (why: string) => ["purged", "", true, "fresh", expect.stringContaining(why)];

describe("old content is never fresh", () => {
  test.each<[string, Habit]>([
    ["gzipped, with a miss", () => ({ headers: { ...MISS, "content-encoding": "gzip" }, body: gzipSync(OLD) })],
    ["in brotli", () => ({ headers: { ...MISS, "content-encoding": "br" }, body: brotliCompressSync(OLD) })],
    ["with an ETag that is the new one's", () => ({ headers: { ...MISS, etag: '"new"', age: "0" }, body: OLD })],
    ["under an encoding that nobody knows", () => ({ headers: { ...MISS, "content-encoding": "x-none" }, body: OLD })],
    ["modified just now", () => ({ headers: { ...MISS, "last-modified": new Date().toUTCString() }, body: OLD })],
    [
      "for browsers, which ask for a packed one, and new for who asks for it as it is",
      ({ headers }) =>
        headers["accept-encoding"] === "identity"
          ? { headers: { vary: "accept-encoding" }, body: NEW }
          : { headers: { vary: "accept-encoding", "content-encoding": "gzip" }, body: gzipSync(OLD) },
    ],
  ])("%s", async (_name, habit) => {
    await using site = await setFront(() => habit);
    expect(await site.run()).toEqual(["incomplete", "E_STALE", false, "stale", "its content is the old build's"]);
  });

  test.each<[string, Record<string, string>, string | Uint8Array]>([
    ["with a script in it and a miss", MISS, `${OLD}<script></script>`],
    ["with a script in it and an Age that a cache keeps", { ...MISS, age: "0" }, `${OLD}<script></script>`],
    ["that cannot be decoded", { ...MISS, age: "0", "content-encoding": "gzip" }, OLD],
    ["as a part", { ...MISS, age: "0" }, OLD.slice(0, 5)],
  ])("%s", async (_name, headers, body) => {
    await using site = await setFront(() => () => ({ headers: { ...html, ...headers }, body }));
    expect((await site.run()).slice(0, 4)).toEqual(["incomplete", "E_UNPROVEN", false, "inconclusive"]);
  });
});

describe("foreign content is never fresh", () => {
  test.each<[string, Record<string, string>]>([
    ["a miss", MISS],
    ["several misses", { "x-cache": "MISS, MISS", "cf-cache-status": "DYNAMIC", "cache-status": "Edge; fwd=miss" }],
    ["an age of nothing", { age: "0", ...MISS }],
    ["no word", {}],
  ])("a maintenance page with %s", async (_name, headers) => {
    await using site = await setFront(() => () => ({ headers, body: MAINTENANCE }));
    expect(await site.run()).toEqual(red("neither the new build's nor the old one's"));
  });

  test("a maintenance page that the edge keeps, and that is younger than the purge", async () => {
    await using site = await setFront((live) => {
      const age = ageSince(live);
      return () => ({ headers: { age: age() }, body: MAINTENANCE });
    });
    expect(await site.run()).toEqual(red("neither the new build's nor the old one's"));
  });

  test("a login on the same host, to which every page leads", async () => {
    await using site = await setFront((live) => {
      const age = ageSince(live);
      return ({ path }) =>
        path === "/login"
          ? { headers: { ...MISS, age: age() }, body: "<form></form>" }
          : { status: 302, headers: { location: "/login" } };
    });
    expect(await site.run()).toEqual(red("it redirects to another page of the site"));
  });

  test("the same where nothing is known of the page: the age of another page proves nothing", async () => {
    await using site = await setFront((live) => {
      const age = ageSince(live);
      return ({ path }) =>
        path === "/login" ? { headers: { age: age() }, body: "x" } : { status: 302, headers: { location: "/login" } };
    });
    const inputs = { changes: "none", purge: "/about.html", "build-dir": "" };
    expect(await site.run(inputs)).toEqual(red("it redirects to another page of the site"));
  });

  test("a page that is shown with 200 for whatever is gone", async () => {
    const scene = { before: new Map([["gone.html", "gone"]]), after: new Map([["kept.html", "kept"]]) };
    await using live = await setLiveStage("paradarum", scene);
    await using front = await startFront(live.stage.sandbox, async ({ path }, edge) =>
      path === "/gone.html" ? { headers: { ...MISS, age: "0" }, body: "Nothing here" } : { body: await edge() },
    );
    const report = await live.run({ "site-url": `${front.url}/`, "wait-for": "verified" });
    expect([report.verdict, report.errorCode]).toEqual(["incomplete", "E_UNPROVEN"]);
    expect(report.message).toContain("still answers 200 with content of its own");
  });
});

describe("what a header holds once, a cache may repeat for ever", () => {
  const requested = { changes: "none", purge: "/about.html", "build-dir": "" };
  test.each<[string, Record<string, string>]>([
    ["a miss", MISS],
    ["an Age of 0", { age: "0" }],
    ["an Age of 1 and a miss", { age: "1", ...MISS }],
    ["a miss of Cloudflare, and no Age", { "cf-cache-status": "MISS" }],
  ])("%s is no proof", async (_name, headers) => {
    await using site = await setFront(() => () => ({ headers, body: "whatever" }));
    expect((await site.run(requested)).slice(0, 4)).toEqual(["incomplete", "E_UNPROVEN", false, "inconclusive"]);
    expect(site.live.clock.monotonicMs()).toBeLessThan(60_000);
  });

  test("an Age that grows is, although no content can be compared", async () => {
    await using site = await setFront((live) => {
      const age = ageSince(live);
      return () => ({ headers: { age: age(), "x-cache": "HIT" }, body: "whatever" });
    });
    expect(await site.run(requested)).toEqual(green("grows from answer to answer"));
  });

  test("an Age that grows is not, where an nginx behind it had the page", async () => {
    await using site = await setFront((live) => {
      const age = ageSince(live);
      return () => ({ headers: { age: age(), "x-cache-status": "HIT" }, body: "whatever" });
    });
    expect(await site.run(requested)).toEqual(red("a cache that sends no age had it (x-cache-status: HIT)"));
  });
});

describe("new content is fresh", () => {
  test.each<[string, Record<string, string>, string | Uint8Array]>([
    ["gzipped", { "content-encoding": "gzip" }, gzipSync(NEW)],
    ["twice encoded", { "content-encoding": "br, gzip" }, gzipSync(brotliCompressSync(NEW))],
    ["under an encoding that nobody knows", { "content-encoding": "aws-chunked" }, NEW],
    ["with a hit and a great age", { "x-cache": "HIT", age: "99999" }, NEW],
  ])("%s", async (_name, headers, body) => {
    await using site = await setFront(() => () => ({ headers: { ...html, ...headers }, body }));
    expect(await site.run()).toEqual(green("its content is the new build's"));
  });

  test("with a script in it, and an Age that grows", async () => {
    await using site = await setFront((live) => {
      const age = ageSince(live);
      return () => ({ headers: { ...html, age: age() }, body: `${NEW}<script></script>` });
    });
    expect(await site.run()).toEqual(green("grows from answer to answer"));
  });

  test("at the end of redirects within the site", async () => {
    await using site = await setFront(
      () =>
        async ({ path }) =>
          path === "/about" ? { body: NEW } : { status: 301, headers: { location: "/about" } },
    );
    expect(await site.run()).toEqual(green("its content is the new build's"));
  });
});

describe("a site that turns every request away", () => {
  const FIRST_SECONDS_MS = 5_000;
  test.each<[string, Awaited<ReturnType<Habit>>, string]>([
    ["401", { status: 401, headers: { "www-authenticate": 'Basic realm="staging"' } }, "asks for a login (Basic)"],
    ["401 without a word", { status: 401 }, "asks for a login"],
    ["403", { status: 403, headers: html, body: "Forbidden" }, "it answers 403"],
    ["a challenge", { status: 403, headers: { "cf-mitigated": "challenge" } }, "Cloudflare's challenge"],
    ["a challenge with 503", { status: 503, headers: { "cf-mitigated": "challenge" } }, "Cloudflare's challenge"],
    ["a challenge with 202", { status: 202, headers: { "x-amzn-waf-action": "challenge" } }, "AWS WAF's challenge"],
    ["a captcha", { status: 405, headers: { "x-amzn-waf-action": "captcha" } }, "AWS WAF's challenge"],
    [
      "another host",
      { status: 302, headers: { location: "https://sso.example/?next=%2F" } },
      "another host (https://sso.example)",
    ],
  ])("by %s ends the step at once, and names it", async (_name, answer, why) => {
    await using site = await setFront(() => () => answer);
    expect(await site.run()).toEqual(red(why));
    expect(site.live.clock.monotonicMs()).toBeLessThan(FIRST_SECONDS_MS);
    await using origin = await setFront(() => () => answer);
    const seen = await origin.live.run({ "origin-url": `${origin.front.url}/`, timeout: "120" });
    expect([seen.verdict, seen.errorCode]).toEqual(["failed", "E_ORIGIN"]);
    expect(seen.message).toContain(why);
    // Object stores answer 403 for a file that has not come yet.
    if (why !== "it answers 403") expect(origin.live.clock.monotonicMs()).toBeLessThan(FIRST_SECONDS_MS);
    else expect(origin.live.clock.monotonicMs()).toBeGreaterThan(60_000);
  });

  test("for a moment is fetched again", async () => {
    let times = 1;
    await using site = await setFront(() => () => (times-- > 0 ? { status: 403 } : { body: NEW }));
    expect(await site.run()).toEqual(green("its content is the new build's"));
  });

  test("from one page of several is not left early", async () => {
    await using live = await setLiveStage("paradarum");
    const end = live.clock.monotonicMs() + 15_000;
    await using front = await startFront(live.stage.sandbox, async ({ path }, edge) =>
      path === "/about/" && live.clock.monotonicMs() < end
        ? { status: 403 }
        : { status: /gone|old-name/.test(path) ? 404 : 200, body: await edge() },
    );
    const report = await live.run({ "site-url": `${front.url}/`, "wait-for": "verified" });
    expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
  });
});
