import { afterAll, describe, expect, type TestContext, test } from "vitest";
import type { RealCache } from "./cache-process.ts";
import { type Origin, startOrigin } from "./origin.ts";
import { crashingNginx, nginx, plainVarnish, type RealServer, squid, trafficServer, varnish } from "./servers.ts";

interface Bench {
  readonly origin: Origin;
  /** As many caches of one origin as were asked for. */
  readonly caches: readonly RealCache[];
  readonly cache: RealCache;
}

/** Servers of which a second one is purged too. */
const PAIRS: readonly RealServer[] = [varnish, nginx, squid, trafficServer];
const shared = new Map<RealServer, Promise<Bench>>();
afterAll(async () => {
  for (const bench of shared.values()) await close(await bench);
});

/** One server, or more, for all tests that only purge pages of their own, or the reason why there is none. */
async function share(context: TestContext, server: RealServer): Promise<Bench> {
  skipWithout(context, server);
  const bench = shared.get(server) ?? start(server, PAIRS.includes(server) ? 2 : 1);
  shared.set(server, bench);
  return bench;
}

function skipWithout({ skip }: TestContext, { name, packages, program }: RealServer): void {
  if (program === undefined) skip(`${name} is not installed: apt-get install ${packages}`);
}

async function start(server: RealServer, count: number): Promise<Bench> {
  const origin = await startOrigin();
  const caches = await Promise.all(Array.from({ length: count }, () => server.start(origin.port)));
  return { origin, caches, cache: caches[0] as RealCache };
}

async function close({ origin, caches }: Bench): Promise<void> {
  await Promise.all([...caches, origin].map((one) => one[Symbol.asyncDispose]()));
}

/** Fetched twice, so that the second answer shows that the cache keeps it. */
async function fill(cache: RealCache, ...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    expect(await cache.count(path)).toBe(1);
    expect(await cache.count(path)).toBe(1);
  }
}

describe.each([
  [varnish, "Purged", "200 Purged"],
  [nginx, "OK", "404 Not Found"],
  [squid, "OK", "404 Not Found"],
  [trafficServer, "OK", "404 Not Found"],
] as const)("$name with its configuration of docs/caches", (server, done, missed) => {
  test("PURGE removes one copy, with its query string and its encoding, and no other", async (context) => {
    const { cache, origin } = await share(context, server);
    const paths = ["/a/", "/a/?v=1", "/wei%C3%9F.html", "/b/"];
    await fill(cache, ...paths);

    for (const path of paths.slice(1, 3)) {
      const { status, reason } = await cache.send("PURGE", path);
      expect([status, reason]).toEqual([200, done]);
    }

    expect(await Promise.all(paths.map((path) => cache.count(path)))).toEqual([1, 2, 2, 1]);
    expect(origin.others).toEqual([]);
  });

  test("PURGE of what is not cached has an answer of its own", async (context) => {
    const { cache } = await share(context, server);
    const { status, reason } = await cache.send("PURGE", "/not-there");
    expect(`${status} ${reason}`).toBe(missed);
  });

  test("a second server keeps its copy until it is purged too, and a dead one is no answer", async (context) => {
    // No other test asks the second one.
    const [first, second] = (await share(context, server)).caches as [RealCache, RealCache];
    await first.count("/two/");
    await second.count("/two/");

    await first.send("PURGE", "/two/");

    // The origin has been asked twice, once by each.
    expect([await first.count("/two/"), await second.count("/two/")]).toEqual([3, 2]);
    await second[Symbol.asyncDispose]();
    await expect(second.send("PURGE", "/two/")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  // Traffic Server goes by the address.
  if (server === trafficServer) return;
  test("without the key nothing is purged", async (context) => {
    const { cache } = await share(context, server);
    await fill(cache, "/k/");
    expect((await cache.send("PURGE", "/k/", { "x-purge-key": "wrong" })).status).toBe(403);
    expect(await cache.count("/k/")).toBe(1);
  });
});

describe("Varnish", () => {
  test("BAN removes what a pattern matches on one host", async (context) => {
    const { cache } = await share(context, varnish);
    await fill(cache, "/blog/a", "/blog/b?x=1", "/c");
    await cache.count("/blog/a", "other.example");

    expect(await cache.send("BAN", "/", { "x-ban-regex": "^/blog/" })).toMatchObject({ status: 200, reason: "Banned" });
    expect(await cache.send("BAN", "/c")).toMatchObject({ status: 200, reason: "Banned" });

    expect([await cache.count("/blog/a"), await cache.count("/blog/b?x=1"), await cache.count("/c")]).toEqual([
      2, 2, 2,
    ]);
    expect(await cache.count("/blog/a", "other.example")).toBe(1);
  });

  test("BAN takes neither a malformed pattern nor a blank, which would begin another condition", async (context) => {
    const { cache } = await share(context, varnish);
    expect((await cache.send("BAN", "/", { "x-ban-regex": "^/(" })).status).toBe(400);
    expect((await cache.send("BAN", "/", { "x-ban-regex": "x || obj.status == 200" })).status).toBe(400);
  });

  test("tags: the answer counts the objects; soft serves the old one once more", async (context) => {
    const { cache } = await share(context, varnish);
    const pages = ["/1?tags=news", "/2?tags=news,sport", "/3?tags=sport"];
    await fill(cache, ...pages);

    expect((await cache.send("PURGE", "/", { "xkey-purge": "news" })).reason).toBe("Invalidated 2 objects");
    expect((await cache.send("PURGE", "/", { "xkey-softpurge": "sport" })).reason).toBe("Softpurged 1 objects");

    expect([await cache.count("/1?tags=news"), await cache.count("/2?tags=news,sport")]).toEqual([2, 2]);
    expect(await cache.count("/3?tags=sport")).toBe(1);
    await expect.poll(() => cache.count("/3?tags=sport")).toBe(2);
  });

  test("a purge for another host removes nothing, and is a 200 all the same", async (context) => {
    const { cache } = await share(context, varnish);
    await fill(cache, "/h");
    expect((await cache.send("PURGE", "/h", { host: "other.example" })).status).toBe(200);
    expect(await cache.count("/h")).toBe(1);
  });

  test("without this VCL it passes PURGE on to the origin: a 200 that purges nothing", async (context) => {
    const { cache, origin } = await share(context, plainVarnish);
    await fill(cache, "/a");
    const { status, reason } = await cache.send("PURGE", "/a");
    expect([status, reason, origin.others]).toEqual([200, "OK", ["PURGE /a"]]);
    expect(await cache.count("/a")).toBe(1);
  });

  test("its own answers are pages that name a pause", async (context) => {
    const { cache } = await share(context, varnish);
    const { headers, body } = await cache.send("PURGE", "/a");
    expect([headers["content-type"], headers["retry-after"]]).toEqual(["text/html; charset=utf-8", "5"]);
    expect(body).toContain("Guru Meditation");
  });
});

describe("nginx", () => {
  test("GET with a path in front purges too", async (context) => {
    const { cache } = await share(context, nginx);
    await fill(cache, "/g/?v=1");
    expect((await cache.send("GET", "/purge/g/?v=1", { "x-purge-key": "wrong" })).status).toBe(403);
    expect((await cache.send("GET", "/purge/g/?v=1")).status).toBe(200);
    expect((await cache.send("GET", "/purge/g/?v=1")).status).toBe(404);
    expect(await cache.count("/g/?v=1")).toBe(2);
  });

  test("with PURGE in the location that caches, a worker of Debian's dies, and the connection is cut", async (context) => {
    const { cache } = await share(context, crashingNginx);
    await fill(cache, "/a");
    await expect(cache.send("PURGE", "/a")).rejects.toMatchObject({ code: "ECONNRESET" });
    // Another worker takes over.
    await expect
      .poll(() =>
        cache.send("GET", "/a").then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200);
  });
});

test("Traffic Server: a host that stands in no map is a 404 of another kind", async (context) => {
  const { cache } = await share(context, trafficServer);
  expect(await cache.send("PURGE", "/a", { host: "other.example" })).toMatchObject({
    status: 404,
    reason: "Not Found on Accelerator",
  });
});

test("Squid: the copies of another host stay", async (context) => {
  const { cache } = await share(context, squid);
  await fill(cache, "/a");
  expect((await cache.send("PURGE", "/a", { host: "other.example" })).status).toBe(403);
  expect(await cache.count("/a")).toBe(1);
});
