import { expect, test } from "vitest";
import { type Bench, bench, PAGES, PROPAGATION_MS, without } from "./support.ts";

const SINGLE = "/api/property/123/purge";
const BATCH = `${SINGLE}/batch`;

function purge({ sandbox, send }: Bench, body: unknown, path = SINGLE) {
  return send(path, body, { "x-api-key": sandbox.api.account.apiKey });
}

test("the account has the form of a customer's", async () => {
  const { sandbox } = await bench("paradarum");
  expect(sandbox.api.account.apiKey).toMatch(/^pdm_[A-Za-z0-9!@#$%&*]{28}$/);
});

test.each([
  [{ type: "All" }, [...PAGES]],
  [{ type: "all", value: "ignored" }, [...PAGES]],
  [{ type: "Path", value: "/app.css" }, ["/app.css"]],
  [{ type: "Path", value: "/app.css?v=1", matchType: "contains" }, ["/app.css?v=1"]],
  [{ type: "Extension", value: "css" }, ["/app.css", "/app.css?v=1"]],
  [{ type: "Regex", value: "^/blog/" }, ["/blog/a/", "/blog/b/"]],
  [{ type: "Regex", value: "\\.css$", matchType: "" }, ["/app.css"]],
  [{ type: "regex", value: "/blog/a/", matchType: "equals" }, ["/blog/a/"]],
  [{ type: "Regex", value: "blog", matchType: "contains" }, ["/blog-news.html", "/blog/a/", "/blog/b/"]],
  [{ type: "Regex", value: "/app.", matchType: "starts_with" }, ["/app.css", "/app.css?v=1", "/app.js"]],
  [{ type: "Regex", value: "s", matchType: "ends_with" }, ["/app.css", "/app.js"]],
  [{ type: "Regex", value: "app.css", matchType: "starts_with" }, []],
])("%j evicts what it selects, on every host, after the delay", async (body, gone) => {
  const lab = await bench("paradarum");
  await lab.fill(...PAGES, `${lab.sandbox.edge.secondUrl}/app.css`);
  const { status, json } = await purge(lab, body);
  expect([status, json]).toEqual([
    200,
    {
      succeeded: true,
      message: "Purge request accepted. 12 jobs queued across 2 shields + 4 PoPs.",
      data: { jobCount: 12, shields: 2, nodes: 4, hostnames: 2 },
    },
  ]);
  lab.pass(PROPAGATION_MS - 1);
  expect(lab.held()).toEqual(PAGES);
  lab.pass(1);
  expect(lab.held()).toEqual(without(...gone));
  const second = lab.sandbox.edge.cached().filter((url) => url.startsWith(lab.sandbox.edge.secondUrl));
  expect(second).toHaveLength(gone.includes("/app.css") ? 0 : 1);
});

test.each([
  [{}, "Type is required"],
  [{ type: "Tag", value: "a" }, "Invalid type"],
  [{ type: "Path" }, "Value is required"],
  [{ type: "Path", value: " " }, "Value is required"],
  [{ type: "Path", value: "app.css" }, "Invalid value"],
  [{ type: "Extension", value: ".css" }, "Invalid value"],
  [{ type: "Regex", value: "(" }, "Invalid value"],
  [{ type: "Regex", value: "a", matchType: "glob" }, "Invalid value"],
  [{ type: "All", tag: "a" }, "nothing else is known"],
])("%j is invalid", async (body, message) => {
  const lab = await bench("paradarum");
  const { status, json } = await purge(lab, body);
  expect(status).toBe(400);
  expect(json).toEqual({ succeeded: false, message: expect.stringContaining(message), data: null });
});

test("a batch takes the valid items and names the others", async () => {
  const lab = await bench("paradarum");
  await lab.fill(...PAGES);
  const items = [{ type: "Path", value: "/app.css" }, { type: "Path" }, { type: "Extension", value: "js" }];
  const { status, json } = await purge(lab, { items }, BATCH);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    succeeded: true,
    data: { accepted: 2, rejected: [{ index: 1, reason: "Value is required for type Path." }] },
  });
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual(without("/app.css", "/app.js"));
  expect(lab.sandbox.api.purges()).toEqual([items[0], items[2]]);
});

test("a batch without a valid item is a 400", async () => {
  const lab = await bench("paradarum");
  expect((await purge(lab, { items: [] }, BATCH)).status).toBe(400);
  expect((await purge(lab, {}, BATCH)).status).toBe(400);
  expect((await purge(lab, { items: [{ type: "Path" }, 7] }, BATCH)).status).toBe(400);
  expect(lab.sandbox.api.purges()).toEqual([]);
});

test("reject: values that are refused whatever their form", async () => {
  const lab = await bench("paradarum");
  lab.sandbox.api.set({ reject: ["/app.css"] });
  const item = { type: "Path", value: "/app.css" };
  expect((await purge(lab, item)).status).toBe(400);
  const { json } = await purge(lab, { items: [{ type: "Path", value: "/" }, item] }, BATCH);
  expect(json).toMatchObject({ data: { rejected: [{ index: 1, reason: expect.stringContaining("not allowed") }] } });
});

test("guards: suspended, no hostname, no node", async () => {
  const lab = await bench("paradarum");
  const { api } = lab.sandbox;
  api.set({ status: "suspended" });
  const blocked = await purge(lab, { type: "All" });
  expect(blocked.status).toBe(403);
  expect(blocked.json).toMatchObject({
    message: expect.stringContaining("currently suspended. Configuration changes"),
  });
  api.set({ status: "active", noHostnames: true });
  expect(await purge(lab, { type: "All" })).toMatchObject({
    status: 400,
    json: { succeeded: false, message: "No active hostnames found for this property." },
  });
  api.set({ noHostnames: false, noNodes: true });
  expect(await purge(lab, { type: "All" })).toMatchObject({
    status: 500,
    json: { succeeded: false, message: "No active cache nodes found." },
  });
  expect(api.purges()).toEqual([]);
});

test("who may do what: one scheme, one's own property, any case in the path", async () => {
  const lab = await bench("paradarum");
  const { apiKey } = lab.sandbox.api.account;
  const body = { type: "All" };
  expect((await lab.send(SINGLE, body)).status).toBe(401);
  expect((await lab.send(SINGLE, body, { "x-api-key": `Bearer ${apiKey}` })).status).toBe(401);
  expect((await lab.send(SINGLE, body, { "x-api-key": apiKey, authorization: "Bearer x" })).status).toBe(401);
  expect(await purge(lab, body, "/api/property/124/purge")).toMatchObject({
    status: 404,
    json: { message: "Property not found." },
  });
  expect((await purge(lab, body, "/API/Property/123/Purge")).status).toBe(200);
});
