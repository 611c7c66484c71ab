import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { type Habit, startFront } from "../support/front.ts";
import { inputsFor } from "../support/site.ts";
import { everythingWritten, reportOf, setStage } from "../support/stage.ts";

const SCENE = {
  before: new Map([["about.html", "<h1>about</h1><p>old</p>"]]),
  after: new Map([["about.html", "<h1>about</h1><p>new</p>"]]),
};
const OLD = SCENE.before.get("about.html") as string;
const MISS = { "x-cache": "MISS", age: "0" };

const KEY = "${KEY}";

type DestinationReport = Awaited<ReturnType<typeof reportOf>>["destinations"][number];

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

/** Visitors who get what `habit` makes of the page that changed, and how they are told of in the report. */
interface Row {
  readonly name: string;
  readonly habit: Habit;
  readonly inputs?: object;
  readonly code?: string;
  readonly why?: string | RegExp;
}

/** Red, with these words. */
const NAMED = (
  [
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
  ] satisfies [string, Habit, string, string][]
).map(([name, habit, code, why]): Row => ({ name, habit, code, why }));

/** Red long before the timeout. */
const AT_ONCE = (
  [
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
    [
      "a site that requires a login",
      () => ({ status: 401, headers: { "www-authenticate": 'Basic realm="x"' } }),
      /asks for a login \(Basic\)/,
    ],
  ] satisfies [string, Habit, RegExp][]
).map(([name, habit, why]): Row => ({ name, habit, why, inputs: { timeout: 300 } }));

/** Red without a word that would be worth a test. */
const UNPROVEN = (
  [
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
  ] satisfies [string, Habit][]
).map(([name, habit]): Row => ({ name, habit }));

const UNKNOWN: Row = {
  name: "a miss and an Age that a cache repeats, where nothing is known of the page",
  habit: () => ({ headers: MISS, body: "whatever" }),
  inputs: { changes: "none", "build-dir": undefined, purge: "/about.html" },
};

/** One step whose destinations are the rows, each with visitors of its own. */
async function runAll(rows: readonly Row[]) {
  await using stage = await setStage("paradarum", SCENE);
  await using fronts = new AsyncDisposableStack();
  const destinations: object[] = [];
  for (const [at, { habit, inputs }] of rows.entries()) {
    const { url } = fronts.use(await startFront(stage.sandbox, habit));
    const own = { ...inputsFor(stage.sandbox), "api-key": KEY, "wait-for": "verified", timeout: 6, ...inputs };
    destinations.push({ ...own, name: `row-${at}`, "site-url": `${url}/` });
  }
  await stage.site.repository.write({ "cdns.yml": stringify({ destinations }) });
  const nothing = Object.fromEntries(Object.keys(inputsFor(stage.sandbox)).map((name) => [name, undefined]));
  const run = await stage.run({
    with: { ...nothing, config: "cdns.yml" },
    env: { KEY: stage.sandbox.api.account.apiKey },
  });
  return { run, report: await reportOf(run) };
}

describe("wait-for: verified, as the built action has it", { timeout: 60_000 }, () => {
  const rows = [...NAMED, ...AT_ONCE, ...UNPROVEN, UNKNOWN];
  let ended: Awaited<ReturnType<typeof runAll>>;
  beforeAll(async () => {
    ended = await runAll(rows);
  });
  const titled = (some: readonly Row[]) => some.map((row) => [row.name, row] as const);

  /** What the report says of one row: never green, and with one reason. */
  function expectRed(row: Row): DestinationReport {
    const found = ended.report.destinations.find(({ name }) => name === `row-${rows.indexOf(row)}`);
    expect(found).toMatchObject({ verdict: expect.stringMatching(/^(?:failed|incomplete)$/), confirmed: false });
    expect(found?.failures.map(({ code }) => code)).toEqual([row.code ?? "E_UNPROVEN"]);
    return found as DestinationReport;
  }

  it("is red where no site shows the new content", () => {
    expect([ended.run.exitCode, ended.run.outputs["confirmed"]]).toEqual([1, "false"]);
  });

  it.each(titled(NAMED))("is not green at %s", (_name, row) => {
    expect(expectRed(row).failures[0]?.message).toContain(row.why);
  });

  it.each(titled(AT_ONCE))(
    "ends at once, long before its timeout, where every answer is %s, and names it",
    (_name, row) => {
      const { failures, verification } = expectRed(row);
      expect(failures[0]?.message).toMatch(row.why as RegExp);
      expect(verification?.tookMs).toBeLessThan(30_000);
      expect(ended.report.durationMs).toBeLessThan(30_000);
    },
  );

  it.each(titled([...UNPROVEN, UNKNOWN]))("is not green without proof, at %s", (_name, row) => {
    expectRed(row);
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
