import { expect, test } from "vitest";
import { type Bench, bench, PAGES, PROPAGATION_MS, without } from "./support.ts";

const ENDPOINT = "/v2/zones/http/pull/42/purge";

function purge({ sandbox, send }: Bench, body: unknown, path = `${ENDPOINT}?delete=true`) {
  const headers = { "x-api-key": sandbox.api.account.apiKey, "content-type": "application/json" };
  return send(path, body, headers);
}

test.each([
  ["two files", { files: ["/app.css", "/blog/a/"] }, ["/app.css", "/blog/a/"]],
  ["a copy with a query string", { files: ["/app.css?v=1"] }, ["/app.css?v=1"]],
  ["a star, which is no wildcard", { files: ["/blog/*"] }, []],
  ["no files: the whole zone", {}, [...PAGES]],
  ["an empty list: the whole zone", { files: [] }, [...PAGES]],
  ["an empty body: the whole zone", "", [...PAGES]],
])("%s", async (_, body, gone) => {
  const lab = await bench("5centscdn");
  await lab.fill(...PAGES);
  const { status, json } = await purge(lab, body);
  expect([status, json]).toEqual([200, { result: "success", message: "Zone Purged" }]);
  lab.pass(PROPAGATION_MS - 1);
  expect(lab.held()).toEqual(PAGES);
  lab.pass(1);
  expect(lab.held()).toEqual(without(...gone));
});

test("without delete=true nothing is purged, unless the body says DELETE", async () => {
  const lab = await bench("5centscdn");
  await lab.fill("/app.css");
  expect((await purge(lab, { files: ["/app.css"] }, ENDPOINT)).status).toBe(400);
  expect((await purge(lab, { files: ["/app.css"] }, `${ENDPOINT}?delete=false`)).status).toBe(400);
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual(["/app.css"]);
  expect((await purge(lab, { files: ["/app.css"], _METHOD: "DELETE" }, ENDPOINT)).status).toBe(200);
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual([]);
});

test.each([
  [{ files: "/a" }],
  [{ files: [1] }],
  [{ files: ["a"] }],
  [{ files: ["https://www.example.com/a"] }],
  [{ file: ["/a"] }],
  ["{"],
])("%j is refused, and nothing is purged", async (body) => {
  const lab = await bench("5centscdn");
  await lab.fill(...PAGES);
  expect((await purge(lab, body)).status).toBe(400);
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual(PAGES);
});

test("who may do what, in both shapes of an error", async () => {
  const lab = await bench("5centscdn");
  const { api } = lab.sandbox;
  const missing = { code: 401, message: "API key is required. Include X-API-KEY in your request header." };
  expect(await lab.send(ENDPOINT, {})).toMatchObject({ status: 401, json: { status: "error", errors: [missing] } });
  const wrong = await lab.send(ENDPOINT, {}, { "x-api-key": "wrong" });
  expect(wrong).toMatchObject({
    status: 401,
    json: { errors: [{ message: expect.stringContaining("Invalid API key") }] },
  });
  api.set({ errorShape: "b" });
  expect((await lab.send(ENDPOINT, {})).json).toEqual({ result: "error", message: missing.message });
  api.set({ forbidden: true });
  expect((await purge(lab, {})).status).toBe(403);
  api.set({ forbidden: false });
  expect((await purge(lab, {}, "/v2/zones/http/pull/43/purge?delete=true")).status).toBe(404);
  expect((await purge(lab, {}, "/zones/http/pull/42/purge?delete=true")).status).toBe(404);
  expect(api.purges()).toEqual([]);
});

test("a sixth request within a second is refused, the first after it is not", async () => {
  const lab = await bench("5centscdn");
  const statuses: number[] = [];
  for (let call = 0; call < 6; call++) statuses.push((await purge(lab, { files: ["/a"] })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  lab.pass(999);
  expect((await purge(lab, { files: ["/a"] })).status).toBe(429);
  lab.pass(1);
  expect((await purge(lab, { files: ["/a"] })).status).toBe(200);
});

test("cooldown: a minute after paths, three after a pattern, ten after everything", async () => {
  const lab = await bench("5centscdn");
  lab.sandbox.api.set({ cooldown: true, wildcards: true });
  const minutes = async (body: unknown): Promise<number> => {
    expect((await purge(lab, body)).status).toBe(200);
    for (let waited = 0; ; waited++) {
      const { status, text } = await purge(lab, { files: ["/next"] });
      if (status === 200) {
        lab.pass(60_000);
        return waited;
      }
      expect([status, text]).toEqual([429, expect.stringContaining("wait")]);
      lab.pass(60_000);
    }
  };
  expect(await minutes({ files: ["/a"] })).toBe(1);
  expect(await minutes({ files: ["/a/*"] })).toBe(3);
  expect(await minutes({})).toBe(10);
});

test("resultError200: an error behind HTTP 200, and nothing is purged", async () => {
  const lab = await bench("5centscdn");
  await lab.fill("/app.css");
  lab.sandbox.api.set({ resultError200: "Zone is locked" });
  const { status, json } = await purge(lab, { files: ["/app.css"] });
  expect([status, json]).toEqual([200, { result: "error", message: "Zone is locked" }]);
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual(["/app.css"]);
});

test("wildcards: a star matches anything below", async () => {
  const lab = await bench("5centscdn");
  lab.sandbox.api.set({ wildcards: true });
  await lab.fill(...PAGES);
  await purge(lab, { files: ["/blog/*"] });
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual(without("/blog/a/", "/blog/b/"));
});

test("zoneType: a VOD zone has an endpoint of its own", async () => {
  const lab = await bench("5centscdn");
  lab.sandbox.api.set({ zoneType: "vod-pull" });
  expect((await purge(lab, {})).status).toBe(404);
  const { status, json } = await purge(lab, {}, "/v2/zones/vod/pull/42/purge?delete=true");
  expect([status, json]).toEqual([200, { result: "success", message: "Zone updated successfully" }]);
});

test("a zone can be read", async () => {
  const lab = await bench("5centscdn");
  const headers = { "x-api-key": lab.sandbox.api.account.apiKey };
  const { status, json } = await lab.send("/v2/zones/http/pull/42", undefined, headers, "GET");
  expect([status, json]).toMatchObject([200, { result: "success", zone: { id: "42", status: "Enabled" } }]);
});
