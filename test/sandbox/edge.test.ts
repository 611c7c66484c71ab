import { request } from "node:http";
import { expect, test } from "vitest";
import { startSandbox } from "../../sandbox/start.ts";
import { bench } from "./support.ts";

const DAY_MS = 86_400_000;

test("the origin serves a folder's index under three URLs, and nothing else", async () => {
  const { sandbox } = await bench("paradarum", { "d/index.html": "index", "d/file": "file", "index.html": "home" });
  const seen: Record<string, string> = {};
  for (const path of ["/", "/index.html", "/d/", "/d", "/d/index.html", "/d/file", "/d/file/", "/D/", "/d/none"]) {
    const response = await fetch(`${sandbox.origin.url}${path}`);
    seen[path] = `${response.status} ${await response.text()}`;
  }
  const missing = "404 404 Not Found\n";
  expect(seen).toEqual({
    "/": "200 home",
    "/index.html": "200 home",
    "/d/": "200 index",
    "/d": "200 index",
    "/d/index.html": "200 index",
    "/d/file": "200 file",
    "/d/file/": missing,
    "/D/": missing,
    "/d/none": missing,
  });
});

test("a path is percent-decoded once, to bytes", async () => {
  const files = { "ä b.txt": "umlaut", "100%25.txt": "percent", "\udcff.txt": "one byte", "?.txt": "mark" };
  const { sandbox } = await bench("paradarum", files);
  const answers: string[] = [];
  for (const path of ["/%C3%A4%20b.txt", "/100%2525.txt", "/%FF.txt", "/%3F.txt", "/100%25.txt", "/%zz"]) {
    const { status, body } = await sandbox.edge.get(path);
    answers.push(status === 200 ? body : String(status));
  }
  expect(answers).toEqual(["umlaut", "percent", "one byte", "mark", "404", "400"]);
});

test("the edge keeps what it fetched, a 404 too, until it expires", async () => {
  const { sandbox, pass, held } = await bench("paradarum", { "a.txt": "one" });
  const { edge, origin } = sandbox;
  expect(await edge.get("/a.txt")).toEqual({ status: 200, body: "one", cache: "MISS" });
  expect((await edge.get("/b.txt")).status).toBe(404);
  origin.deploy(
    new Map([
      ["a.txt", "two"],
      ["b.txt", "new"],
    ]),
  );
  pass(DAY_MS - 1);
  expect(await edge.get("/a.txt")).toEqual({ status: 200, body: "one", cache: "HIT" });
  expect(await edge.get("/b.txt")).toMatchObject({ status: 404, cache: "HIT" });
  pass(1);
  expect(held()).toEqual([]);
  expect(await edge.get("/a.txt")).toEqual({ status: 200, body: "two", cache: "MISS" });
  expect(await edge.get("/b.txt")).toMatchObject({ status: 200, cache: "MISS" });
});

test("the edge serves without HTTP what it serves over HTTP, and keeps the same", async () => {
  const files = { "a b.txt": "ä", "d/index.html": "d" };
  const targets = ["/a%20b.txt", "/a%20b.txt?x=1", "/d/", "/d", "/none", "/%zz"];
  const { sandbox, held } = await bench("paradarum", files);
  const { edge, origin } = sandbox;
  const overHttp = async () => Promise.all(urls.map((url) => edge.get(url)));
  const directly = () => urls.map((url) => edge.serve(url));
  const urls = [edge.url, edge.secondUrl].flatMap((host) => targets.map((target) => host + target));

  const first = await overHttp();
  const heldThen = held();
  expect(first.map(({ status, body, cache }) => [status === 200 ? body : status, cache])).toEqual(
    [...Array(2)].flatMap(() => ["ä", "ä", "d", "d", 404, 400].map((shown) => [shown, "MISS"])),
  );
  edge.empty();
  expect(directly()).toEqual(first);
  expect(held()).toEqual(heldThen);
  origin.deploy(new Map());
  const second = directly();
  // All but the malformed one, on both hosts.
  expect(second.filter(({ cache }) => cache === "HIT")).toHaveLength(10);
  expect(await overHttp()).toEqual(second);
});

test("the origin serves without HTTP what it serves over HTTP, and that is no visit", async () => {
  const { sandbox } = await bench("paradarum", { "a b.txt": "ä", "d/index.html": "d" });
  const { origin } = sandbox;
  const targets = ["/a%20b.txt", "/a%20b.txt?x=1", "/d/", "/d", "/none", "/%zz"];
  const overHttp = targets.map(async (target) => {
    const answer = await fetch(origin.url + target);
    return { status: answer.status, body: await answer.text() };
  });

  expect(targets.map((target) => origin.serve(target))).toEqual(await Promise.all(overHttp));
  expect(origin.serve("/d/")).toEqual({ status: 200, body: "d" });
  expect(origin.visits.length).toBe(targets.length);
});

test("a 404 has a lifetime of its own, and an unchanged object is revalidated", async () => {
  let now = 0;
  await using stack = new AsyncDisposableStack();
  const sandbox = await startSandbox({ provider: "hado", ttlMs: 1000, negativeTtlMs: 10, now: () => now });
  stack.defer(() => sandbox.close());
  sandbox.origin.deploy(new Map([["a.txt", "same"]]));
  await sandbox.edge.get("/a.txt");
  await sandbox.edge.get("/none");
  now = 10;
  expect((await sandbox.edge.get("/a.txt")).cache).toBe("HIT");
  expect(sandbox.edge.cached()).toEqual([`${sandbox.edge.url}/a.txt`]);
  now = 1000;
  expect(sandbox.edge.cached()).toEqual([]);
  expect(await sandbox.edge.get("/a.txt")).toEqual({ status: 200, body: "same", cache: "HIT" });
  expect(sandbox.edge.cached()).toEqual([`${sandbox.edge.url}/a.txt`]);
});

test("host and query are part of the key, and age and x-cache are sent", async () => {
  const { sandbox, pass } = await bench("paradarum", { "a.txt": "one" });
  const { edge } = sandbox;
  for (const url of ["/a.txt", "/a.txt?x=1", `${edge.secondUrl}/a.txt`]) {
    expect((await edge.get(url)).cache).toBe("MISS");
  }
  pass(2500);
  const { headers } = await fetch(`${edge.url}/a.txt`, { method: "HEAD" });
  expect([headers.get("x-cache"), headers.get("age"), headers.get("content-length")]).toEqual(["HIT", "2", "3"]);
  expect(edge.cached()).toEqual([`${edge.url}/a.txt`, `${edge.url}/a.txt?x=1`, `${edge.secondUrl}/a.txt`]);
});

test("the edge answers only for its own hosts, and only reads", async () => {
  const { sandbox } = await bench("paradarum");
  expect((await fetch(sandbox.edge.url, { method: "POST" })).status).toBe(405);
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const headers = { host: "other.example" };
  request(sandbox.edge.url, { headers, agent: false }, (response) => resolve(response.resume().statusCode))
    .on("error", reject)
    .end();
  expect(await promise).toBe(421);
  expect(sandbox.edge.cached()).toEqual([]);
});

test("origin tags reach the edge with their file, through the next deploy too", async () => {
  const { sandbox } = await bench("batoff", { "p/index.html": "p" });
  sandbox.origin.tag("p/index.html", ["product:42", "sale"]);
  sandbox.origin.deploy(new Map([["p/index.html", "p2"]]));
  const response = await fetch(`${sandbox.edge.url}/p/`);
  expect(response.headers.get("cache-tag")).toBe("product:42,sale");
});
