import { describe, expect, it } from "vitest";
import type { ProviderResult, Receipt } from "../../src/model/provider.ts";
import type { Selector } from "../../src/model/selector.ts";
import { batchOf, type CannedApi, connectCanned, KEY, NO_IDENTITY, path } from "./canned-api.ts";

const connect = (inputs = {}) => connectCanned("f5xc", { site: "default/www", ...inputs });
const TAKEN = { body: { purge_request_id: 101 } };

function status(...items: readonly { status?: string; finish_time?: string }[]) {
  const error = { code: "EOK", message: "", error_obj: { type_url: "", value: "" } };
  const shown = items.map(({ status, ...purge }, n) => ({
    service_op_id: 101,
    status,
    purge: { site: `s${n}`, ...purge },
  }));
  return { body: { error, items: shown } };
}

function errorStatus(code: string) {
  return { body: { error: { code, message: "why" }, items: [] } };
}

/** Polls once for each answer, from receipt to receipt, and gives all of what came. */
async function follow(api: CannedApi, ...answers: readonly object[]): Promise<ProviderResult[]> {
  const taken = await api.submit([path("/a")], TAKEN);
  const given: ProviderResult[] = [];
  let receipt: Receipt = taken.kind === "pending" ? taken.receipt : {};
  for (const canned of answers) {
    const answer = await api.poll(receipt, canned);
    given.push(answer);
    if (answer.kind !== "failed") receipt = answer.receipt;
  }
  return given;
}

describe("F5's purge", () => {
  it.each<[Selector, object]>([
    [path("/index.html"), { url: "/index.html" }],
    [{ by: "regex", value: "^/assets/.*\\.css$" }, { pattern: "^/assets/.*\\.css$" }],
    [{ by: "host", value: "www.example.com" }, { hostname: "www.example.com" }],
    [{ by: "all", value: "" }, { purge_all: {} }],
  ])("carries exactly one of each oneof for %j", async (selector, body) => {
    const [hard, soft] = [await connect(), await connect({ mode: "soft", resource: "http_loadbalancer" })];
    await hard.submit([selector], TAKEN);
    await soft.submit([selector], TAKEN);

    expect(hard.seen).toMatchObject([
      {
        method: "POST",
        path: "/api/cdn/namespaces/default/cdn_loadbalancer/www/cache-purge",
        headers: { authorization: `APIToken ${KEY}` },
      },
    ]);
    expect(JSON.parse(hard.seen[0]?.body ?? "")).toEqual({ ...body, hard_purge: {} });
    expect(soft.seen[0]?.path).toBe("/api/cdn/namespaces/default/http_loadbalancer/www/cache-purge");
    expect(JSON.parse(soft.seen[0]?.body ?? "")).toEqual({ ...body, soft_purge: {} });
  });

  it("goes to the very address of the vendor's enriched page where api-url has its prefix", async () => {
    const { provider } = await import("../../src/providers/f5xc/index.ts");
    const base = "https://example-corp.console.ves.volterra.io/api/v1/api/production/us-east-1/namespaces/default";
    const inputs = { site: "example/example", "api-key": KEY };
    const urls: string[] = [];
    const io = {
      ...NO_IDENTITY,
      now: () => new Date(0),
      send: ({ url }: { readonly url: string }) => {
        urls.push(url);
        return Promise.reject(new Error("nothing is sent"));
      },
    };
    for (const more of [{ "api-url": `${base}/` }, { tenant: "example-corp" }]) {
      const [connection] = provider.connect(provider.settings.parse({ ...inputs, ...more }), io);
      await connection?.submit(batchOf([path("/a")]), undefined).catch(() => {});
    }

    const tail = "/api/cdn/namespaces/example/cdn_loadbalancer/example/cache-purge";
    expect(urls).toEqual([base + tail, `https://example-corp.console.ves.volterra.io${tail}`]);
  });

  it("addresses by URL where the setting says so", async () => {
    const api = await connect({ "url-format": "absolute" });
    await api.submit([path("/a", "https://www.example.com")], TAKEN);

    expect(api.capabilities.wants.address).toBe("url");
    expect(JSON.parse(api.seen[0]?.body ?? "")).toMatchObject({ url: "https://www.example.com/a" });
  });

  it.each([
    ['{"purge_request_id":101}', "101"],
    ['{"purge_request_id":"101"}', "101"],
    ['{"purge_request_id":9007199254740993}', "9007199254740993"],
  ])("keeps the id of %s", async (body, id) => {
    expect(await (await connect()).submit([path("/a")], { body })).toMatchObject({ kind: "pending", receipt: { id } });
  });

  it("requests ids beyond 2^53 digit by digit", async () => {
    const api = await connect();
    await api.poll({ id: "9007199254740993" }, status());
    await api.poll({ id: "101" }, status());

    expect(api.seen.map(({ path: target, body }) => [target.split("/").at(-1), body])).toEqual([
      ["get-service-operation-status", '{"name":"www","namespace":"default","service_op_id":"9007199254740993"}'],
      ["get-service-operation-status", '{"name":"www","namespace":"default","service_op_id":101}'],
    ]);
  });

  it.each([
    [{ body: {} }, "unreadable"],
    [{ body: { purge_request_id: -1.5 } }, "unreadable"],
    [{ body: { purge_request_id: 1, error: { code: "EBADINPUT", message: "x" } } }, "invalid"],
    [{ body: { error: { code: "EPERMS", message: "x" } } }, "auth"],
    [{ status: 400, body: { code: 3, message: "Field pattern" } }, "invalid"],
    [{ status: 401, body: '"unauthorised"' }, "auth"],
    [{ status: 404, body: "" }, "site"],
    [{ body: { error: { code: "ENOTFOUND", message: "x" } } }, "site"],
    [{ body: { purge_request_id: 0 } }, "unreadable"],
    [{ body: { purge_request_id: "-1" } }, "unreadable"],
    [{ status: 409, body: { code: 6, message: "conflict" } }, "unavailable"],
    [{ status: 429, body: { code: 8 } }, "throttled"],
    [{ status: 504, body: "" }, "unavailable"],
  ])("answered with %j means %s", async (canned, fault) => {
    expect(await (await connect()).submit([path("/a")], canned)).toMatchObject({ kind: "failed", fault });
  });

  it("takes one instruction of its own kinds", async () => {
    const api = await connect();

    await expect(api.submit([{ by: "prefix", value: "/a/" }])).rejects.toMatchObject({ fault: "bug" });
    await expect(api.submit([path("/a"), path("/b")])).rejects.toMatchObject({ fault: "bug" });
  });
});

describe("F5's status", () => {
  it("is complete when all sites are, twice with the same number", async () => {
    const done = { status: "success" };
    const answers = await follow(await connect(), status(done), status(done, done), status(done, done));

    expect(answers.map(({ kind }) => kind)).toEqual(["pending", "pending", "done"]);
  });

  it("is not complete while one site still runs", async () => {
    const [done, runs] = [{ status: "success" }, { status: "in_progress" }];
    const answers = await follow(
      await connect(),
      status(done, runs),
      status(done, runs),
      status(done, done),
      status(done, done),
    );

    expect(answers.map(({ kind }) => kind)).toEqual(["pending", "pending", "pending", "done"]);
    expect(answers[0]).toMatchObject({ message: '1 of 2 sites are done, s1 is "in_progress"' });
  });

  it.each([{ status: "SUCCEEDED" }, { status: "Done" }, { status: "success", finish_time: "2026-11-21T08:12:32Z" }])(
    "understands %j as done",
    async (item) => {
      expect((await follow(await connect(), status(item), status(item))).at(-1)).toMatchObject({ kind: "done" });
    },
  );

  it.each(["in-progress", "queued", "denied", "skipped", "rolled_back", ""])(
    "does not take the word %j for done, whatever time stands beside it",
    async (word) => {
      const item = { status: word, finish_time: "2026-11-21T08:12:32Z" };
      const answers = await follow(await connect(), status(item), status(item), status(item));
      expect(answers.map(({ kind }) => kind)).toEqual(["pending", "pending", "pending"]);
      expect(answers.at(-1)).toMatchObject({ message: `0 of 1 sites are done, s0 is "${word}"` });
    },
  );

  it.each([
    [{ service_op_id: 999 }, "the operation 999"],
    [{ error: { code: "EPARTIAL", message: "2 objects left" } }, "EPARTIAL 2 objects left"],
    [{ error: { code: 13, message: "internal" } }, "13 internal"],
    [{ purge: { site: "s0", finish_time: "2026-04-20T08:12:32Z" } }, "before it was requested"],
    [{ purge: { site: "s0", start_time: "1745145600" } }, "before it was requested"],
    [{ purge: { site: "s0", hard_purge: false } }, "soft purge"],
  ])("is red where a success contradicts the request: %j", async (more, words) => {
    const item = { service_op_id: 101, status: "success", purge: { site: "s0" }, ...more };
    const canned = { body: { error: { code: "EOK", message: "" }, items: [item] } };
    expect(await follow(await connect(), canned)).toMatchObject([
      { kind: "failed", fault: "invalid", message: expect.stringContaining(words) },
    ]);
  });

  it.each(["", "0", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"])(
    "does not take a finish time that was never set (%j) for one before the purge",
    async (finish_time) => {
      const item = { status: "success", finish_time };

      expect((await follow(await connect(), status(item), status(item))).map(({ kind }) => kind)).toEqual([
        "pending",
        "done",
      ]);
    },
  );

  it.each([
    "failed",
    "PARTIAL_SUCCESS",
    "unsuccessful",
    "FAILURE",
    "Error: disk",
    "aborted",
    "cancelled",
    "REJECTED",
    "timeout",
  ])("understands %s as failed, whatever else it says", async (word) => {
    const item = { status: word, finish_time: "2026-04-20T08:12:32Z" };

    expect(await follow(await connect(), status({ status: "success" }, item))).toMatchObject([
      { kind: "failed", fault: "invalid", message: expect.stringContaining(`1 of 2 sites (s1: ${word})`) },
    ]);
  });

  it("learns other words from its settings", async () => {
    const api = await connect({ "success-states": ["gone"], "failure-states": ["oops"] });

    expect(await follow(api, status({ status: "GONE" }), status({ status: "GONE" }))).toMatchObject([
      {},
      { kind: "done" },
    ]);
    expect(await follow(api, status({ status: "oops-2" }))).toMatchObject([{ kind: "failed" }]);
    expect(await follow(api, status({ status: "success" }), status({ status: "success" }))).toMatchObject([
      {},
      { kind: "pending" },
    ]);
  });

  it.each([
    ["no items", status()],
    ["ENOTFOUND", errorStatus("ENOTFOUND")],
    ["404", { status: 404, body: { code: 5 } }],
    ["no list", { body: {} }],
  ])("that does not know the purge (%s) is polled for 60 s", async (_, canned) => {
    const api = await connect();
    const taken = await api.submit([path("/a")], TAKEN);
    const { receipt } = taken as { receipt: Receipt };

    api.time.ms += 59_999;
    expect(await api.poll(receipt, canned)).toMatchObject({ kind: "pending" });
    api.time.ms += 1;
    expect(await api.poll(receipt, canned)).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: expect.stringContaining("60 s"),
    });
  });

  it.each([
    ["EPARTIAL", "invalid"],
    ["EINTERNAL", "invalid"],
    ["EPERMS", "auth"],
  ])("with %s in HTTP 200 has failed", async (code, fault) => {
    expect(await follow(await connect(), errorStatus(code))).toMatchObject([
      { kind: "failed", fault, message: expect.stringContaining(code) },
    ]);
  });

  it("with EPARTIAL says that a part is not the whole", async () => {
    expect(await follow(await connect(), errorStatus("EPARTIAL"))).toMatchObject([
      { message: expect.stringContaining("in part") },
    ]);
  });
});
