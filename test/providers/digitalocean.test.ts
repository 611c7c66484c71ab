import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { Settings } from "../../src/providers/digitalocean/schema.ts";
import { connectCanned, KEY, path } from "./canned-api.ts";

const SITE = "19f06b6a-3ace-4315-b086-499a0e521b76";
const connect = (inputs = {}) => connectCanned("digitalocean", { site: SITE, ...inputs });

describe("DigitalOcean", () => {
  it("gets requests as its page shows them", async () => {
    const api = await connect();
    const answer = await api.submit([path("/path/to/image.png"), { by: "prefix", value: "/path/to/css/" }], {
      status: 204,
    });

    expect(answer).toEqual({ kind: "done", receipt: {} });
    expect(api.seen).toMatchObject([
      {
        method: "DELETE",
        path: `/v2/cdn/endpoints/${SITE}/cache`,
        headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
        body: '{"files":["path/to/image.png","path/to/css/*"]}',
      },
    ]);
  });

  it("takes queries as written, or not at all", async () => {
    const [kept, stripped] = [await connect(), await connect({ query: "strip" })];
    await kept.submit([path("/a?b=%20c")], { status: 204 });
    await stripped.submit([path("/a?b=%20c")], { status: 204 });

    expect([kept, stripped].map(({ seen }) => JSON.parse(seen[0]?.body ?? "").files)).toEqual([["a?b=%20c"], ["a"]]);
  });

  it.each([
    [{ status: 200, body: {} }, "unreadable", "not documented as a success"],
    [{ status: 204, body: "" }, undefined, ""],
    [{ status: 202, body: "" }, "unreadable", "not documented as a success"],
    [{ status: 401, body: { id: "unauthorized", message: "Unable to authenticate you" } }, "auth", "Unable to"],
    [{ status: 404, body: { id: "not_found", message: "could not be found" } }, "site", "could not be found"],
    [
      { status: 429, body: { id: "too_many_requests", message: "API Rate limit exceeded." } },
      "throttled",
      "Rate limit",
    ],
    [
      { status: 500, body: { id: "server_error", message: "Unexpected server-side error" } },
      "unavailable",
      "server-side",
    ],
  ])("reads %j", async (answer, fault, words) => {
    const read = await (await connect()).submit([path("/a")], answer);

    if (fault === undefined) expect(read.kind).toBe("done");
    else expect(read).toMatchObject({ kind: "failed", fault, message: expect.stringContaining(words) });
  });

  it("takes a 204 for one, whatever bytes come after it", async () => {
    const server = createServer((socket) => {
      const body = '{"id":"server_error","message":"no"}';
      const head = `HTTP/1.1 204 No Content\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
      socket.once("data", () => socket.end(`${head}\r\n\r\n${body}`));
      socket.on("error", () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const api = await connect({ "api-url": `http://127.0.0.1:${port}` });

    expect(await api.submit([path("/a")])).toEqual({ kind: "done", receipt: {} });
  });

  it("sends nothing for a batch without a purge", async () => {
    const api = await connect();

    await expect(api.submit([])).rejects.toThrow("without instructions");
    expect(api.seen).toEqual([]);
  });

  it.each([
    [{ site: SITE }, "api-key", "personal access token"],
    [{ site: "my-bucket", "api-key": "x" }, "site", "CDN endpoint's id"],
    [{ site: "my-bucket.ams3.cdn.digitaloceanspaces.com", "api-key": "x" }, "site", "doctl compute cdn list"],
    [{ "api-key": "x" }, "site", "is missing"],
    [{ site: SITE, "api-key": "a b" }, "api-key", "blank"],
    [{ site: SITE, "api-key": "x", "api-secret": "y" }, "api-secret", "one credential"],
    [{ site: SITE, "api-key": "x", "api-url": "http://api.example.com" }, "api-url", "https"],
    [{ site: SITE, "api-key": "x", "propagation-seconds": -1 }, "propagation-seconds", "whole number"],
    [{ site: SITE, "api-key": "x", plan: "pro" }, "plan", "is no option"],
  ])("refuses %j", (inputs, input, words) => {
    expect(Settings.safeParse(inputs).error?.issues).toMatchObject([
      { path: [input], message: expect.stringContaining(words) },
    ]);
  });
});
