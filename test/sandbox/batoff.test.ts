import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { type Bench, bench, PAGES, PROPAGATION_MS, START_MS, without } from "./support.ts";

const PURGE = "/v1/sites/site_123/purge";

interface Signing {
  readonly timestamp?: number;
  readonly key?: string;
  readonly token?: string;
  readonly signature?: string;
}

/** Signs as the default says: `{timestamp}.{body}`, hexadecimal, keyed with the token. */
function signed({ sandbox }: Bench, body: string, signing: Signing = {}): Record<string, string> {
  const { timestamp = START_MS / 1000, token = sandbox.api.account.apiKey, key = token } = signing;
  const digest = createHmac("sha256", key).update(`${timestamp}.${body}`).digest("hex");
  return {
    authorization: `Bearer ${token}`,
    "x-batoff-timestamp": String(timestamp),
    "x-batoff-signature": signing.signature ?? `sha256=${digest}`,
  };
}

function purge(lab: Bench, body: unknown, signing: Signing = {}, path = PURGE) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return lab.send(path, text, signed(lab, text, signing));
}

function status(lab: Bench, id: string, timestamp?: number) {
  return lab.send(`${PURGE}/${id}`, undefined, signed(lab, "", timestamp === undefined ? {} : { timestamp }), "GET");
}

async function start(lab: Bench, body: unknown): Promise<string> {
  const { status: http, json } = await purge(lab, body);
  expect([http, json]).toEqual([202, { task_id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/) }]);
  return (json as { task_id: string }).task_id;
}

test("urls, prefixes and tags evict what they select, after the delay", async () => {
  const cases: [(base: string, second: string) => unknown, readonly string[]][] = [
    [(base) => ({ urls: [`${base}/app.css`, `${base}/blog/a/`] }), ["/app.css", "/blog/a/"]],
    [(base) => ({ urls: [`${base}/app.css?v=1`] }), ["/app.css?v=1"]],
    [(_, second) => ({ urls: [`${second}/app.css`] }), []],
    [(base) => ({ prefixes: [`${base}/blog`] }), ["/blog-news.html", "/blog/a/", "/blog/b/"]],
    [(base) => ({ prefixes: [`${base}/`] }), [...PAGES]],
    [() => ({ tags: ["sale", "none"] }), ["/blog/b/"]],
  ];
  for (const [body, gone] of cases) {
    const lab = await bench("batoff");
    lab.sandbox.origin.tag("blog/b/index.html", ["product:42", "sale"]);
    await lab.fill(...PAGES);
    await start(lab, body(lab.sandbox.edge.url, lab.sandbox.edge.secondUrl));
    lab.pass(PROPAGATION_MS - 1);
    expect(lab.held()).toEqual(PAGES);
    lab.pass(1);
    expect(lab.held()).toEqual(without(...gone));
  }
});

test("a task is queued, runs item by item, and completes", async () => {
  const lab = await bench("batoff");
  const id = await start(lab, { tags: ["a", "b"] });
  const seen: unknown[] = [];
  for (const step of [0, 500, 400, 100]) {
    lab.pass(step);
    seen.push((await status(lab, id)).json);
  }
  const running = { task_id: id, state: "running", items_total: 2, started_at: "2025-04-20T10:40:00Z" };
  expect(seen).toEqual([
    { task_id: id, state: "queued", items_total: 2, items_done: 0 },
    { ...running, items_done: 0 },
    { ...running, items_done: 1 },
    { ...running, state: "completed", items_done: 2, completed_at: "2025-04-20T10:40:01Z" },
  ]);
  expect((await status(lab, "01JF7M2KZ7YH9Q4K0P2BDH9W3Y")).status).toBe(404);
});

test("every request must be signed, the question for a status too", async () => {
  const lab = await bench("batoff");
  const refused = { status: 401, json: { code: "bad_signature" } };
  const { apiKey } = lab.sandbox.api.account;
  expect(await lab.send(PURGE, '{"tags":["a"]}', { authorization: `Bearer ${apiKey}` })).toMatchObject(refused);
  const body = { tags: ["a"] };
  expect(await purge(lab, body, { key: "wrong" })).toMatchObject(refused);
  expect(await purge(lab, body, { token: "bto_live_wrong" })).toMatchObject(refused);
  expect(await purge(lab, body, { token: "bto_live_wrong", key: apiKey })).toMatchObject(refused);
  expect(await purge(lab, body, { signature: "sha256=" })).toMatchObject(refused);
  expect((await purge(lab, body)).status).toBe(202);
  const unsigned = { authorization: `Bearer ${apiKey}` };
  expect(await lab.send(`${PURGE}/x`, undefined, unsigned, "GET")).toMatchObject(refused);
  const altered = await lab.send(PURGE, '{"tags":["b"]}', signed(lab, '{"tags":["a"]}'));
  expect(altered).toMatchObject(refused);
});

test("a timestamp is valid from 300 seconds before to 300 seconds after", async () => {
  const lab = await bench("batoff");
  const at = async (offset: number): Promise<number> => {
    return (await purge(lab, { tags: ["a"] }, { timestamp: START_MS / 1000 + offset })).status;
  };
  expect(await Promise.all([-301, -300, 0, 300, 301].map(at))).toEqual([401, 202, 202, 202, 401]);
  const milliseconds = await purge(lab, { tags: ["a"] }, { timestamp: START_MS });
  expect(milliseconds.status).toBe(401);
});

test("the vectors of the default scheme hold", async () => {
  // HMAC-SHA256 over `1745145600.<body>`, computed with openssl.
  const lab = await bench("batoff");
  const key = "bto_live_TESTTOKEN000000000000000";
  lab.sandbox.api.set({ signingSecret: key });
  const body = '{"urls":["https://www.example.com/index.html","https://www.example.com/assets/app.css"]}';
  const post = "sha256=66753587ba8771a8e41d5a52610ec3b1d254681291137e13a98d7789f5a335fb";
  const get = "sha256=24a9335db9960b4adf8b53e75df0ae437696c384b3d1b124c8add0dd5701ed72";
  expect((await purge(lab, body, { signature: post })).json).toMatchObject({ code: "invalid_url" });
  const headers = signed(lab, "", { signature: get });
  expect((await lab.send(`${PURGE}/01JF7M2KZ7YH9Q4K0P2BDH9W3Y`, undefined, headers, "GET")).status).toBe(404);
});

test.each([
  ["{timestamp}\\n{method}\\n{path}\\n{body}", "2dd974228eb160446a7306ffd7acc403c7b96bf08ca7048b9d23542ccbdfdf72"],
  ["{method}\n{path}\n{timestamp}\n{body}", "9e45fa38422d3d170669654c037be746be19ab6774086b5568c8e28e03215829"],
  ["{timestamp}{method}{path}{body}", "25792339d9b051382f5583b01de4a2b9c1cf9105a45a0008e5931090a8d2a915"],
  ["v0:{timestamp}:{body}", "f1cae5291750e880d5a7814c758746d1a343a03713d82b8d230918513106f526"],
  ["{body}", "ebb7b3c54ee763f451991a8392f527a576d32bbe646ad9f1e16c8d35d560bae1"],
])("signature %j", async (signature, digest) => {
  const lab = await bench("batoff");
  const body = '{"urls":["https://www.example.com/index.html","https://www.example.com/assets/app.css"]}';
  const settings = { signature, signingSecret: "bto_live_TESTTOKEN000000000000000" };
  lab.sandbox.api.set(settings);
  expect((await purge(lab, body, { signature: `sha256=${digest}` })).json).toMatchObject({ code: "invalid_url" });
  expect((await purge(lab, body)).status).toBe(401);
  const base64 = Buffer.from(digest, "hex").toString("base64");
  lab.sandbox.api.set({ signatureEncoding: "base64", signaturePrefix: "v1," });
  expect((await purge(lab, body, { signature: `v1,${base64}` })).json).toMatchObject({ code: "invalid_url" });
});

test("200 URLs in one request, not 201", async () => {
  const lab = await bench("batoff");
  const urls = Array.from({ length: 201 }, (_, page) => `${lab.sandbox.edge.url}/${page}`);
  expect(await purge(lab, { urls })).toMatchObject({ status: 400, json: { code: "invalid_request" } });
  expect((await purge(lab, { urls: urls.slice(1) })).status).toBe(202);
});

test("60 prefixes a minute, counted one by one", async () => {
  const lab = await bench("batoff");
  const some = (count: number) => ({ prefixes: Array.from({ length: count }, () => `${lab.sandbox.edge.url}/a/`) });
  expect((await purge(lab, some(40))).status).toBe(202);
  expect(await purge(lab, some(21))).toMatchObject({ status: 429, json: { code: "rate_limited" } });
  expect((await purge(lab, some(20))).status).toBe(202);
  lab.pass(59_999);
  expect((await purge(lab, some(1))).status).toBe(429);
  expect((await purge(lab, { tags: ["a"] })).status).toBe(202);
  lab.pass(1);
  expect((await purge(lab, some(60))).status).toBe(202);
});

test.each([
  ["{}", "invalid_request"],
  ['{"urls":[]}', "invalid_request"],
  ['{"tags":["a"],"urls":["EDGE/"]}', "invalid_request"],
  ['{"tags":["a b"]}', "invalid_request"],
  ['{"paths":["/a"]}', "invalid_request"],
  ["{", "invalid_request"],
  ['{"urls":["EDGE/","https://other.example/"]}', "invalid_url"],
  ['{"urls":["/a"]}', "invalid_url"],
  ['{"urls":["EDGE/a#b"]}', "invalid_url"],
  ['{"prefixes":["https://other.example/"]}', "invalid_url"],
])("%s is %s", async (body, code) => {
  const lab = await bench("batoff");
  expect(await purge(lab, body.replace("EDGE", lab.sandbox.edge.url))).toMatchObject({ status: 400, json: { code } });
  expect(lab.sandbox.api.purges()).toEqual([]);
});

test.each([
  [{ partial: true }, { state: "completed", items_done: 1 }, ["/app.js"]],
  [{ neverFinish: true }, { state: "running", items_done: 1 }, ["/app.css", "/app.js"]],
  [{ state: "failed" }, { state: "failed" }, ["/app.css", "/app.js"]],
  [{ state: "done" }, { state: "done", items_done: 2 }, []],
])("%j: the status is true to the cache", async (switches, expected, left) => {
  const lab = await bench("batoff");
  await lab.fill("/app.css", "/app.js");
  lab.sandbox.api.set(switches);
  const { url } = lab.sandbox.edge;
  const id = await start(lab, { urls: [`${url}/app.css`, `${url}/app.js`] });
  lab.pass(100 * PROPAGATION_MS);
  expect((await status(lab, id)).json).toMatchObject(expected);
  expect(lab.held()).toEqual(left);
});

test("the edge knows 16 tags of a response, not a 17th", async () => {
  const lab = await bench("batoff");
  lab.sandbox.origin.tag(
    "app.css",
    Array.from({ length: 17 }, (_, tag) => `tag${tag + 1}`),
  );
  await lab.fill("/app.css");
  await start(lab, { tags: ["tag17"] });
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual(["/app.css"]);
  await start(lab, { tags: ["tag16"] });
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual([]);
});

test("a token is good for one site and its scope", async () => {
  const lab = await bench("batoff");
  const denied = { status: 403, json: { code: "scope_denied" } };
  expect(await purge(lab, { tags: ["a"] }, {}, "/v1/sites/site_999/purge")).toMatchObject(denied);
  lab.sandbox.api.set({ noScope: true });
  expect(await purge(lab, { tags: ["a"] })).toMatchObject(denied);
});

test("errorShape: where the code may stand", async () => {
  const lab = await bench("batoff");
  lab.sandbox.api.set({ errorShape: "error" });
  expect((await purge(lab, "{}")).json).toMatchObject({ error: "invalid_request" });
  lab.sandbox.api.set({ errorShape: "nested" });
  expect((await purge(lab, "{}")).json).toMatchObject({ error: { code: "invalid_request" } });
});
