import http from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { type Bench, bench, PAGES, without } from "./support.ts";

interface Received {
  readonly status: number | undefined;
  readonly reason: string | undefined;
  readonly body: string;
}

/** One request to one server, with a host and a key of its own: what `fetch` cannot send. */
function send(
  { sandbox }: Bench,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  server = 0,
  { agent, sent = "" }: { readonly agent?: http.Agent; readonly sent?: string } = {},
): Promise<Received> {
  const { host } = new URL(sandbox.edge.url);
  const key = { "x-purge-key": sandbox.api.account.apiKey };
  const received = Promise.withResolvers<Received>();
  const options = { method, path, headers: { host, ...key, ...headers }, agent: agent ?? false };
  const request = http.request(sandbox.api.servers[server] as string, options, (response) => {
    let body = "";
    response.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    response.on("end", () => received.resolve({ status: response.statusCode, reason: response.statusMessage, body }));
  });
  request.on("error", received.reject);
  if (sent === "") request.end();
  else request.once("continue", () => request.end(sent));
  return received.promise;
}

/** To both servers; a page is gone when each of them was told. */
async function sendToBoth(lab: Bench, method: string, path: string, headers: Readonly<Record<string, string>> = {}) {
  const answers = [await send(lab, method, path, headers), await send(lab, method, path, headers, 1)];
  return answers.map(({ status, reason }) => `${status} ${reason}`);
}

async function filled(provider: "varnish" | "http-purge"): Promise<Bench> {
  const lab = await bench(provider);
  lab.sandbox.origin.tag("blog/b/index.html", ["sale"]);
  await lab.fill(...PAGES);
  return lab;
}

test.each([
  ["PURGE", "/app.css", {}, "200 Purged", ["/app.css"]],
  ["PURGE", "/not-there", {}, "200 Purged", []],
  ["PURGE", "/app.css", { host: "other.example" }, "200 Purged", []],
  ["BAN", "/app.css", {}, "200 Banned", ["/app.css"]],
  ["BAN", "/", { "x-ban-regex": "^/blog/" }, "200 Banned", ["/blog/a/", "/blog/b/"]],
  ["BAN", "/", { "x-ban-regex": "^/blog/ && obj.status == 200" }, "400 Expected && between conditions", []],
  ["PURGE", "/", { "xkey-purge": "none sale" }, "200 Invalidated 1 objects", ["/blog/b/"]],
  ["PURGE", "/app.css", { "x-purge-key": "wrong" }, "403 Wrong or missing X-Purge-Key", []],
])("varnish: %s %s %j is %s at each server", async (method, path, headers, answer, gone) => {
  const lab = await filled("varnish");
  expect(await sendToBoth(lab, method, path, headers)).toEqual([answer, answer]);
  expect(lab.held()).toEqual(without(...gone));
});

test.each(["varnish", "http-purge"] as const)("%s: a page stays until the second server is purged too", async (id) => {
  const lab = await filled(id);
  await send(lab, "PURGE", "/app.css");
  expect(lab.held()).toEqual(PAGES);
  expect((await send(lab, "GET", "/app.css")).status).toBe(200);
  await send(lab, "PURGE", "/app.css");
  await send(lab, "PURGE", "/app.css", {}, 1);
  expect(lab.held()).toEqual(without("/app.css"));
  await lab.sandbox.api.kill(1);
  await expect(send(lab, "PURGE", "/app.css", {}, 1)).rejects.toThrow();
});

/** The server asks for the body, so that it comes in a packet of its own. */
const WITH_BODY = { "content-length": "13", expect: "100-continue" };

test("varnish: bans pass over a connection that is kept, among other requests, and ACL is none", async () => {
  const lab = await filled("varnish");
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const seen: unknown[] = [];
  const ports = new Set<unknown>();
  agent.on("free", ({ localPort }) => ports.add(localPort));
  const answer = async (method: string, path: string, sent = "") =>
    seen.push((await send(lab, method, path, sent === "" ? {} : WITH_BODY, 0, { agent, sent })).reason);
  await answer("PURGE", "/", "BAN / HTTP/1.");
  await answer("BAN", "/app.css");
  await answer("BAN", "/blog/a/");
  await answer("PURGE", "/blog/b/");
  await answer("ACL", "/app.css");
  expect(seen).toEqual(["Purged", "Banned", "Banned", "Purged", "Method Not Allowed"]);
  expect(lab.sandbox.api.requests.map(({ method }) => method)).toEqual(["PURGE", "BAN", "BAN", "PURGE", "ACL"]);
  expect(lab.sandbox.api.requests[0]?.body).toBe("BAN / HTTP/1.");
  expect(ports.size).toBe(1);
});

test("varnish: soft is stale once, and without this VCL a 200 means nothing", async () => {
  const lab = await filled("varnish");
  await sendToBoth(lab, "PURGE", "/", { "xkey-softpurge": "sale" });
  lab.sandbox.origin.deploy(new Map([["blog/b/index.html", "new"]]));
  expect((await lab.sandbox.edge.get("/blog/b/")).body).toBe("b");
  expect((await lab.sandbox.edge.get("/blog/b/")).body).toBe("new");
  lab.sandbox.api.set({ unconfigured: true });
  expect(await sendToBoth(lab, "PURGE", "/app.css")).toEqual(["200 OK", "200 OK"]);
  expect(lab.held()).toContain("/app.css");
});

test.each([
  ["nginx", "200 OK", "404 Not Found"],
  ["nginx-fork", "200 OK", "412 Precondition Failed"],
  ["squid", "200 OK", "404 Not Found"],
  ["trafficserver", "200 OK", "404 Not Found"],
])("http-purge as %s: %s for what was cached, %s for what was not", async (flavour, hit, miss) => {
  const lab = await filled("http-purge");
  lab.sandbox.api.set({ flavour });
  expect(await sendToBoth(lab, "PURGE", "/app.css?v=1")).toEqual([hit, hit]);
  expect(await sendToBoth(lab, "PURGE", "/app.css?v=1")).toEqual([miss, miss]);
  expect(lab.held()).toEqual(without("/app.css?v=1"));
  expect(await sendToBoth(lab, "PURGE", "/app.css", { "x-purge-key": "wrong" })).toEqual([
    "403 Forbidden",
    "403 Forbidden",
  ]);
});

test("http-purge: GET with a path in front, an unmapped host, a worker that dies", async () => {
  const lab = await filled("http-purge");
  expect(await sendToBoth(lab, "GET", "/purge/app.css")).toEqual(["200 OK", "200 OK"]);
  expect(lab.held()).toEqual(without("/app.css"));
  lab.sandbox.api.set({ flavour: "trafficserver" });
  expect(await send(lab, "PURGE", "/", { host: "other.example" })).toMatchObject({
    reason: "Not Found on Accelerator",
  });
  lab.sandbox.api.set({ crash: true });
  await expect(send(lab, "PURGE", "/app.js")).rejects.toThrow();
  expect(lab.sandbox.api.requests.at(-1)?.status).toBe(0);
});
