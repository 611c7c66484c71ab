import { afterAll, describe, expect, onTestFinished, type TestContext, test } from "vitest";
import { type ActionResult, runAction } from "../e2e/runner.ts";
import { freePort } from "../support/free-port.ts";
import { BUILD_DIR, type Build, createSite, pushOf, urlsOf } from "../support/site.ts";
import { HOST, KEY, type RealCache } from "./cache-process.ts";
import { type Origin, startOrigin } from "./origin.ts";
import {
  crashingNginx,
  nginx,
  plainNginx,
  plainVarnish,
  type RealServer,
  squid,
  trafficServer,
  varnish,
} from "./servers.ts";

const KEPT: readonly (readonly [string, string])[] = [
  ["contact/index.html", "contact"],
  ["docs/a.html", "a"],
  ["assets/app.css", "a {}"],
];
/** Three pages change. Their names hold what a careless server, or a careless client, would take apart. */
const CHANGED = ["index.html", "docs/wei\u{df} & 100%.html", "blog/what's (new)+?/index.html"];
const build = (content: string): Build => new Map([...KEPT, ...CHANGED.map((file) => [file, content] as const)]);

interface Bench {
  readonly origin: Origin;
  readonly caches: readonly RealCache[];
  /** Runs the built action for the push of the three pages. */
  run(inputs?: Readonly<Record<string, string>>, options?: Readonly<Record<string, unknown>>): Promise<ActionResult>;
  /** What each cache no longer held of these paths; afterwards it holds them. */
  gone(paths: readonly string[], host?: string): Promise<readonly (readonly string[])[]>;
}

const site = createSite(build("old"), build("new"));
const runs: ActionResult[] = [];
const shared = new Map<RealServer, Promise<Bench & AsyncDisposable>>();
afterAll(async () => {
  for (const bench of shared.values()) await (await bench)[Symbol.asyncDispose]();
  await (await site)[Symbol.asyncDispose]();
  await Promise.all(runs.map((run) => run.cleanUp()));
});

/** Two real servers of a kind for all tests that leave them as they are, or the reason why there are none. */
async function share(context: TestContext, server: RealServer): Promise<Bench> {
  skipWithout(context, server);
  const bench = shared.get(server) ?? start(server, 2);
  shared.set(server, bench);
  return bench;
}

/** A real server for this test alone. */
async function own(context: TestContext, server: RealServer): Promise<Bench> {
  skipWithout(context, server);
  const bench = await start(server, 1);
  onTestFinished(() => bench[Symbol.asyncDispose]());
  return bench;
}

function skipWithout({ skip }: TestContext, { name, packages, program }: RealServer): void {
  if (program === undefined) skip(`${name} is not installed: apt-get install ${packages}`);
}

async function start(server: RealServer, count: number): Promise<Bench & AsyncDisposable> {
  const origin = await startOrigin();
  const caches = await Promise.all(Array.from({ length: count }, () => server.start(origin.port)));
  return {
    origin,
    caches,
    async run(inputs = {}, options = {}) {
      const { repository, ...commits } = await site;
      const run = await runAction({
        with: {
          provider: server.name === "Varnish" ? "varnish" : "http-purge",
          "site-url": `http://${HOST}/`,
          "build-dir": BUILD_DIR,
          "api-key": KEY,
          "provider-options": JSON.stringify({ servers: caches.map(({ url }) => url), ...options }),
          ...inputs,
        },
        workspace: repository.root,
        event: pushOf(commits),
        secrets: [KEY],
      });
      runs.push(run);
      return run;
    },
    gone: (paths, host = HOST) => inTurn(caches, (cache) => goneFrom(cache, origin, paths, host)),
    async [Symbol.asyncDispose]() {
      await Promise.all([...caches, origin].map((one) => one[Symbol.asyncDispose]()));
    },
  };
}

/** Asks for each path: the cache has it no more if the origin is asked. It has it afterwards. */
async function goneFrom(cache: RealCache, origin: Origin, paths: readonly string[], host: string): Promise<string[]> {
  const gone: string[] = [];
  for (const path of paths) {
    const requested = origin.requested();
    await cache.count(path, host);
    if (origin.requested() > requested) gone.push(path);
  }
  return gone;
}

/** One after the other: they share one origin. */
async function inTurn<One, Result>(all: readonly One[], ask: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of all) results.push(await ask(one));
  return results;
}

async function fill({ gone }: Bench, paths: readonly string[], host = HOST): Promise<void> {
  await gone(paths, host);
  expect((await gone(paths, host)).flat(), "pages that are not cached").toEqual([]);
}

const urls = (files: readonly string[]): readonly string[] => files.flatMap(urlsOf);
const KEPT_URLS = urls(KEPT.map(([file]) => file));
const CHANGED_URLS = urls(CHANGED);
const ALL_URLS = [...KEPT_URLS, ...CHANGED_URLS];

function logOf(run: ActionResult): string {
  return run.log.join("\n");
}

const CASES: readonly (readonly [RealServer, Readonly<Record<string, unknown>>])[] = [
  [varnish, {}],
  [varnish, { purge: "BAN" }],
  [varnish, { "ban-header": "none", "tag-header": "none" }],
  [nginx, {}],
  [nginx, { method: "GET", "answer-header": "X-Purged-By" }],
  [squid, {}],
  [trafficServer, {}],
];

describe.each(CASES.map(([server, options]) => ({ name: server.name, server, options })))(
  "$name under $options",
  ({ server, options }) => {
    test("a change of three pages is purged exactly, at both servers", async (context) => {
      const bench = await share(context, server);
      await fill(bench, ALL_URLS);
      await fill(bench, ["/index.html?v=1"]);

      const run = await bench.run({}, options);

      expect([run.exitCode, run.outputs["verdict"], run.outputs["confirmed"]], logOf(run)).toEqual([
        0,
        "purged",
        "true",
      ]);
      expect(await bench.gone(ALL_URLS)).toEqual([CHANGED_URLS, CHANGED_URLS]);
      expect(await bench.gone(["/index.html?v=1"])).toEqual([[], []]);
      // Nothing was cached any more: that is as good, and nothing else is asked of the origin.
      const again = await bench.run({}, options);
      expect([again.exitCode, again.outputs["verdict"]], logOf(again)).toEqual([0, "purged"]);
      expect(bench.origin.others).toEqual([]);
    });
  },
);

describe.each([varnish, nginx, squid, trafficServer])("$name", (server) => {
  test("with one of three servers dead: the others are purged, the dead one is named, and the step is red", async (context) => {
    const bench = await share(context, server);
    await fill(bench, ALL_URLS);
    const dead = `http://127.0.0.1:${await freePort()}`;
    const [first = "", second = ""] = bench.caches.map(({ url }) => url);

    const run = await bench.run({ timeout: "2" }, { servers: [first, dead, second] });

    expect([run.exitCode, run.outputs["verdict"], run.outputs["error-code"]]).toEqual([1, "failed", "E_UNAVAILABLE"]);
    expect(logOf(run)).toContain(new URL(dead).host);
    expect(await bench.gone(ALL_URLS)).toEqual([CHANGED_URLS, CHANGED_URLS]);
  });

  test.skipIf(server === trafficServer)(
    "without the right key nothing is purged, and the key is named",
    async (context) => {
      const bench = await share(context, server);
      await fill(bench, ALL_URLS);

      const run = await bench.run({ "api-key": "another-key-than-that" });

      expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_AUTH"]);
      expect(await bench.gone(ALL_URLS)).toEqual([[], []]);
    },
  );
});

describe("Varnish", () => {
  const purge = (lines: string): Readonly<Record<string, string>> => ({
    changes: "none",
    "build-dir": "",
    purge: lines,
  });

  test("takes prefixes, extensions, hosts and patterns as bans on one host", async (context) => {
    const bench = await share(context, varnish);
    const paths = ["/docs/a.html", "/docs/a.html?v=1", "/docs-old", "/x.css", "/y.css?v=1", "/kept"];
    await fill(bench, paths);
    await fill(bench, paths, "other.example");

    const run = await bench.run(purge("/docs/*\next:css"));

    expect(run.exitCode, logOf(run)).toBe(0);
    const gone = ["/docs/a.html", "/docs/a.html?v=1", "/x.css", "/y.css?v=1"];
    expect(await bench.gone(paths)).toEqual([gone, gone]);
    expect(await bench.gone(paths, "other.example")).toEqual([[], []]);

    const all = await bench.run(purge("all"));
    expect(all.exitCode, logOf(all)).toBe(0);
    expect(await bench.gone(paths)).toEqual([paths, paths]);
    expect(await bench.gone(paths, "other.example")).toEqual([[], []]);
  });

  test("refuses a pattern with a blank before anything is sent", async (context) => {
    const bench = await share(context, varnish);
    await fill(bench, ["/kept"]);
    const run = await bench.run(purge("regex:^/x || obj.status == 200"));
    expect([run.exitCode, run.outputs["error-code"], run.outputs["request-count"]]).toEqual([1, "E_CONFIG", "0"]);
    expect(await bench.gone(["/kept"])).toEqual([[], []]);
  });

  test("takes a pattern as long as a header line may be, and what it holds last is gone too", async (context) => {
    const bench = await share(context, varnish);
    const paths = Array.from({ length: 1500 }, (_, n) => `/page-${n * 7919}`);
    const pattern = `^/page-(?:${paths.map((path) => path.slice(6)).join("|")})`.slice(0, 8177).replace(/\|\d*$/, "");
    const last = `/page-${pattern.slice(pattern.lastIndexOf("|") + 1)}`;
    await fill(bench, ["/page-0", last, "/page-1"]);

    const run = await bench.run(purge(`regex:${pattern})$`));

    expect(run.exitCode, logOf(run)).toBe(0);
    expect(await bench.gone(["/page-0", last, "/page-1"])).toEqual(Array(2).fill(["/page-0", last]));
  });

  test("removes what has a tag, on every server", async (context) => {
    const bench = await share(context, varnish);
    const paths = ["/1?tags=news", "/2?tags=news,sport", "/3?tags=sport", "/4?tags=other"];
    await fill(bench, paths);
    const run = await bench.run(purge("tag:news\ntag:sport"));
    expect(run.exitCode, logOf(run)).toBe(0);
    expect(await bench.gone(paths)).toEqual([paths.slice(0, 3), paths.slice(0, 3)]);
  });

  test("softly: one more visitor has the old copy, and no other", async (context) => {
    const bench = await share(context, varnish);
    const [cache] = bench.caches as [RealCache];
    const paths = ["/soft/1?tags=soft", "/soft/2?tags=else"];
    await fill(bench, paths);
    const [old] = await inTurn(paths, (path) => cache.count(path));
    const run = await bench.run(purge("tag:soft"), { mode: "soft" });
    expect(run.exitCode, logOf(run)).toBe(0);
    expect(await cache.count("/soft/1?tags=soft")).toBe(old);
    await expect.poll(() => cache.count("/soft/1?tags=soft")).toBeGreaterThan(old as number);
    expect((await bench.gone(["/soft/2?tags=else"])).flat()).toEqual([]);
  });

  test("as it comes passes PURGE on to the origin: its 200 is red, and the VCL is named", async (context) => {
    const bench = await own(context, plainVarnish);
    await fill(bench, ALL_URLS);
    const run = await bench.run();
    expect([run.exitCode, run.outputs["verdict"], run.outputs["error-code"]]).toEqual([1, "failed", "E_REJECTED"]);
    expect(logOf(run)).toContain("docs/caches/varnish.vcl");
    expect(bench.origin.others).toContain("PURGE /");
    expect(await bench.gone(ALL_URLS)).toEqual([[]]);
  });
});

describe("nginx", () => {
  test("whose worker dies of PURGE is explained, and does not get PURGE again for each page", async (context) => {
    const bench = await own(context, crashingNginx);
    await fill(bench, ["/"]);
    const run = await bench.run();
    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_UNAVAILABLE"]);
    expect(logOf(run)).toMatch(/nginx's worker crashes .*docs\/caches\/nginx\.conf/);
    expect(Number(run.outputs["request-count"])).toBeLessThanOrEqual(CHANGED_URLS.length);
  });

  test("that knows no purge passes it on to the origin, which is red", async (context) => {
    const bench = await own(context, plainNginx);
    await fill(bench, ALL_URLS);
    const run = await bench.run();
    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_REJECTED"]);
    expect(bench.origin.others).toContain("PURGE /");
    expect(await bench.gone(ALL_URLS)).toEqual([[]]);
  });

  test("without the location of purge-path is red where the header that only purges have is missing", async (context) => {
    const bench = await share(context, nginx);
    await fill(bench, ALL_URLS);
    const options = { method: "GET", "purge-path": "/purgee", "answer-header": "X-Purged-By" };
    const run = await bench.run({}, options);
    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_REJECTED"]);
    expect(await bench.gone(ALL_URLS)).toEqual([[], []]);
  });
});

test("Traffic Server: a host that is in no map is red, though its answer is a 404", async (context) => {
  const bench = await share(context, trafficServer);
  const run = await bench.run({ "site-url": "http://other.example/" });
  expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_REJECTED"]);
  expect(logOf(run)).toContain("remap.config");
});
