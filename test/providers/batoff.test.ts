import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Receipt } from "../../src/model/provider.ts";
import { connectCanned, KEY, path } from "./canned-api.ts";

const ORIGIN = "https://www.example.com";
const TASK = "01JF7M2KZ7YH9Q4K0P2BDH9W3Y";
const TAKEN = { status: 202, body: { task_id: TASK, more: 1 } };
const connect = (inputs = {}) => connectCanned("batoff", { site: "site_123", ...inputs });

function hmac(text: string, key = KEY): string {
  return `sha256=${createHmac("sha256", key).update(text).digest("hex")}`;
}

async function polled(body: unknown) {
  const api = await connect();
  return api.poll({ id: TASK, memo: { since: api.time.ms } }, { body });
}

describe("Batoff's purge", () => {
  it("gets requests as its page shows them, and answers with a task", async () => {
    const api = await connect();

    expect(await api.submit([path("/index.html", ORIGIN), path("/a%20b?c", ORIGIN)], TAKEN)).toMatchObject({
      kind: "pending",
      receipt: { id: TASK, memo: { since: api.time.ms, by: "path", sent: 2 } },
    });
    expect(api.seen).toMatchObject([
      {
        method: "POST",
        path: "/v1/sites/site_123/purge",
        headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
        body: `{"urls":["${ORIGIN}/index.html","${ORIGIN}/a%20b?c"]}`,
      },
    ]);
  });

  it.each([
    [{ by: "prefix", value: "/img/", origin: ORIGIN } as const, `{"prefixes":["${ORIGIN}/img/"]}`],
    [{ by: "tag", value: "product:42" } as const, '{"tags":["product:42"]}'],
  ])("takes %j", async (selector, body) => {
    const api = await connect();
    await api.submit([selector], TAKEN);

    expect(api.seen).toMatchObject([{ body }]);
  });

  it("signs every request with its own time, the status too, and calls the signature a secret", async () => {
    const api = await connect();
    await api.submit([path("/", ORIGIN)], TAKEN);
    api.time.ms += 1500;
    await api.submit([path("/", ORIGIN)], TAKEN);
    await api.poll({ id: TASK }, { body: { state: "queued" } });

    const [first, second, status] = api.seen.map(({ headers, body }) => {
      const timestamp = String(headers["x-batoff-timestamp"]);
      expect(headers["x-batoff-signature"]).toBe(hmac(`${timestamp}.${body}`));
      return timestamp;
    });
    expect([first, second, status]).toEqual(["1795132800", "1795132801", "1795132801"]);
    expect(api.seen[2]).toMatchObject({ method: "GET", path: `/v1/sites/site_123/purge/${TASK}`, body: "" });
    expect(api.secrets).toEqual(
      api.seen.map(({ headers }) => String(headers["x-batoff-signature"]).slice("sha256=".length)),
    );
  });

  it("signs with the signing secret where there is one, the vendor's path behind a prefix", async () => {
    const api = await connect({ "api-secret": "other", signature: { template: "{path}" } });
    await api.submit([path("/", ORIGIN)], TAKEN);

    expect(api.seen[0]?.headers["x-batoff-signature"]).toBe(hmac("/v1/sites/site_123/purge", "other"));
  });

  it.each([
    ["two kinds", [path("/", ORIGIN), { by: "tag", value: "x" } as const]],
    ["a path without a host", [path("/")]],
    ["everything", [{ by: "all", value: "" } as const]],
    ["nothing", []],
  ])("is never sent for %s", async (_, selectors) => {
    const api = await connect();

    await expect(api.submit(selectors)).rejects.toMatchObject({ fault: "bug" });
    expect(api.seen).toEqual([]);
  });

  it.each([
    [{ status: 202, body: {} }, "unreadable"],
    [{ status: 202, body: { task_id: "" } }, "unreadable"],
    [{ status: 202, body: { task_id: "../../x" } }, "unreadable"],
    [{ status: 400, body: { code: "invalid_url" } }, "invalid"],
    [{ status: 401, body: { error: "bad_signature" } }, "auth"],
    [{ status: 403, body: { error: { code: "scope_denied" } } }, "auth"],
    [{ status: 429, body: { code: "rate_limited" } }, "throttled"],
  ])("answered with %j means %s", async (canned, fault) => {
    expect(await (await connect()).submit([path("/", ORIGIN)], canned)).toMatchObject({ kind: "failed", fault });
  });

  it.each([
    [-31, "31 s ahead of"],
    [31, "31 s behind"],
    [-30, undefined],
    [30, undefined],
  ])("refused with a Date %i s away names the clock: %s", async (seconds, words) => {
    const api = await connect();
    const date = new Date(api.time.ms + seconds * 1000).toUTCString();
    const answer = await api.submit([path("/", ORIGIN)], {
      status: 401,
      headers: { date },
      body: { code: "bad_signature" },
    });

    const { message } = answer as { message: string };
    expect(message).toContain("provider-options.signature");
    if (words === undefined) expect(message).not.toContain("clock");
    else expect(message).toContain(words);
  });

  it("keeps to 60 prefixes a minute", async () => {
    const { capabilities } = await connect();
    const [rate] = capabilities.rates;

    expect(rate).toMatchObject({ unit: "item", amount: 60, kinds: ["prefix"] });
    expect(rate?.perSeconds).toBeGreaterThanOrEqual(60);
  });
});

describe("Batoff's task", () => {
  it.each([
    { state: "completed", items_total: 2, items_done: 2 },
    { state: "Completed" },
    { state: "success", items_total: null },
    { state: "COMPLETED", items_total: "2", items_done: "2" },
  ])("%j is done", async (body) => {
    expect(await polled(body)).toMatchObject({ kind: "done", receipt: { id: TASK } });
  });

  it.each([
    { state: "queued" },
    { state: "running", items_total: 2, items_done: 2 },
    { state: "archived", items_total: 2, items_done: 1, completed_at: "2026-04-20T08:12:32Z" },
    { state: "archived", items_total: 2, items_done: 2, completed_at: "2026-11-21T08:12:32Z" },
    { state: "denied", items_total: 2, items_done: 2, completed_at: "2026-11-21T08:12:32Z" },
    { state: "", items_total: 2, items_done: 2 },
    { state: "archived", items_total: "20", items_done: "3", completed_at: "2026-04-20T08:12:32Z" },
  ])("%j is not done yet, and the message names its state", async (body) => {
    expect(await polled(body)).toMatchObject({
      kind: "pending",
      message: expect.stringMatching(`^the task is "${body.state}" with .* of .* items purged$`),
    });
  });

  it.each([
    "failed",
    "error",
    "cancelled",
    "aborted",
    "rejected",
    "expired",
    "timed out",
    "timeout",
    "partial",
    "partially-completed",
    "completed_with_errors",
    "unsuccessful",
  ])("%s has failed", async (state) => {
    expect(await polled({ state, items_total: 2, items_done: 2 })).toMatchObject({ kind: "failed", fault: "invalid" });
  });

  it("that completes with fewer items than it has is not complete", async () => {
    expect(await polled({ state: "completed", items_total: 3, items_done: 2 })).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: expect.stringContaining("2 of 3"),
    });
  });

  it("may be unknown for ten seconds", async () => {
    const api = await connect();
    const { receipt } = (await api.submit([path("/", ORIGIN)], TAKEN)) as { receipt: Receipt };

    api.time.ms += 9999;
    expect(await api.poll(receipt, { status: 404 })).toMatchObject({ kind: "pending" });
    api.time.ms += 1;
    expect(await api.poll(receipt, { status: 404 })).toMatchObject({ kind: "failed", fault: "invalid" });
  });

  it("is polled again when the status cannot be read", async () => {
    expect(await polled('{"state":"comp')).toMatchObject({ fault: "unreadable" });
    expect(await polled({ items_total: 2 })).toMatchObject({ fault: "unreadable" });
  });
});

describe("an answer about Batoff's task", () => {
  const URLS = ["/a", "/b", "/c"].map((value) => path(value, ORIGIN));
  const DONE = { task_id: TASK, state: "completed", items_total: 3, items_done: 3 };

  async function judged(body: object, selectors = URLS) {
    const api = await connect();
    const taken = await api.submit(selectors, TAKEN);
    const receipt = taken.kind === "failed" ? {} : taken.receipt;
    return api.poll(receipt, { body });
  }

  it.each([
    [{ completed_at: "2026-11-20T00:00:01Z", started_at: "2026-11-20T00:00:00Z" }],
    // What two servers of the vendor may differ by.
    [{ completed_at: "2026-11-19T23:59:56Z" }],
    [{ started_at: "2026-11-20T00:00:00.25+00:00", completed_at: "2026-11-20T01:00:01.123456789+01:00" }],
    [{ started_at: null, completed_at: "" }],
    [{ site_id: "site_123", success: true, failed: [], skipped: 0, result: "ok", code: 200 }],
    [{ task_id: undefined }],
    [{ items_failed: 0, error: null, errors: [] }],
  ])("that agrees with the request is done: %j", async (more) => {
    expect(await judged({ ...DONE, ...more })).toMatchObject({ kind: "done" });
  });

  it.each([
    [{ task_id: "another-task" }, "another-task"],
    [{ items_total: 1, items_done: 1 }, "1 items, and 3 were sent"],
    [{ items_total: 0, items_done: 0 }, "0 items, and 3 were sent"],
    [{ items_total: 4, items_done: 4 }, "4 items, and 3 were sent"],
    [{ items_total: -3, items_done: -3 }, "less than nothing"],
    [{ items_done: -1 }, "less than nothing"],
    [{ items_done: 7 }, "more items are done than it has"],
    [{ items_failed: 3 }, "3 items failed"],
    [{ completed_at: "2026-11-19T20:00:00Z" }, "before it was requested"],
    [{ started_at: "2020-01-01T00:00:00Z" }, "before it was requested"],
    [{ completed_at: "2026-11-19T23:59:50Z" }, "before it was requested"],
    [{ created_at: "2026-11-19T23:00:00Z" }, "before it was requested"],
    [{ completed_at: "2036-01-01T00:00:00Z" }, "still to come"],
    [{ completed_at: "yesterday" }, "is no time"],
    [{ completed_at: ["2026-11-20T00:00:01Z"] }, "is no time"],
    [{ started_at: "2026-11-20T00:00:02Z", completed_at: "2026-11-20T00:00:01Z" }, "before its started_at"],
    [{ items_failed: -1 }, "less than nothing"],
    [{ site_id: "another" }, "the site another"],
    [{ success: false }, "success is false"],
    [{ errors: [{ message: "disk full" }] }, "disk full"],
    [{ error: "shard 3 unreachable" }, "shard 3 unreachable"],
  ])("that contradicts itself or the request is red, with the words: %j", async (more, words) => {
    expect(await judged({ ...DONE, ...more })).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: expect.stringContaining(words),
    });
  });

  it("about a prefix may count more items than were sent, and not fewer", async () => {
    const prefix = [{ by: "prefix", value: "/img/", origin: ORIGIN } as const];
    expect(await judged({ ...DONE, items_total: 40, items_done: 40 }, prefix)).toMatchObject({ kind: "done" });
    expect(await judged({ ...DONE, items_total: 0, items_done: 0 }, prefix)).toMatchObject({ kind: "failed" });
  });
});
