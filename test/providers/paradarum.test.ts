import { describe, expect, it } from "vitest";
import type { Selector } from "../../src/model/selector.ts";
import { connectCanned, KEY, path } from "./canned-api.ts";

const connect = (inputs = {}) => connectCanned("paradarum", { site: "123", ...inputs });
const SINGLE = {
  succeeded: true,
  message: "Purge request accepted.",
  data: { jobCount: 12, shields: 2, nodes: 4, hostnames: 1 },
};

function batch(accepted: number | undefined, rejected: unknown) {
  return {
    succeeded: true,
    message: "...",
    data: { jobCount: 12, accepted, rejected, shields: 2, nodes: 4, hostnames: 1 },
  };
}

describe("Paradarum", () => {
  it.each<[Selector, object]>([
    [path("/images/logo.png"), { type: "Path", value: "/images/logo.png" }],
    [
      { by: "extension", value: "jpg" },
      { type: "Extension", value: "jpg" },
    ],
    [
      { by: "regex", value: "^/assets/" },
      { type: "Regex", value: "^/assets/", matchType: "regex" },
    ],
    [
      { by: "equals", value: "/a" },
      { type: "Regex", value: "/a", matchType: "equals" },
    ],
    [
      { by: "contains", value: "/a" },
      { type: "Regex", value: "/a", matchType: "contains" },
    ],
    [
      { by: "starts_with", value: "/blog/" },
      { type: "Regex", value: "/blog/", matchType: "starts_with" },
    ],
    [
      { by: "ends_with", value: ".js" },
      { type: "Regex", value: ".js", matchType: "ends_with" },
    ],
    [{ by: "all", value: "" }, { type: "All" }],
  ])("takes %j alone at the single endpoint", async (selector, body) => {
    const api = await connect();

    expect(await api.submit([selector], { body: SINGLE })).toEqual({ kind: "done", receipt: {}, refused: [] });
    expect(api.seen).toMatchObject([
      { method: "POST", path: "/api/property/123/purge", headers: { "x-api-key": KEY } },
    ]);
    expect(api.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(JSON.parse(api.seen[0]?.body ?? "")).toEqual(body);
  });

  it("takes several at the batch endpoint", async () => {
    const api = await connect();
    await api.submit([path("/a"), { by: "extension", value: "css" }], { body: batch(2, []) });

    expect(api.seen).toMatchObject([
      {
        path: "/api/property/123/purge/batch",
        body: '{"items":[{"type":"Path","value":"/a"},{"type":"Extension","value":"css"}]}',
      },
    ]);
  });

  it("gets everything alone, since it includes all else", async () => {
    const api = await connect();
    await api.submit([path("/a"), { by: "all", value: "" }, path("/b")], { body: SINGLE });

    expect(api.seen).toMatchObject([{ path: "/api/property/123/purge", body: '{"type":"All"}' }]);
  });

  it("maps what it rejects back to what was requested", async () => {
    const api = await connect();
    const rejected = [{ index: 1, reason: "Value is required..." }, { index: 2 }];

    expect(await api.submit([path("/a"), path("/b"), path("/c")], { body: batch(1, rejected) })).toEqual({
      kind: "done",
      receipt: {},
      refused: [
        { item: 1, why: "Value is required..." },
        { item: 2, why: "no reason given" },
      ],
    });
  });

  it.each([
    ["an index outside the batch", batch(1, [{ index: 2, reason: "x" }])],
    ["a negative index", batch(1, [{ index: -1, reason: "x" }])],
    ["fewer accepted than sent, and none named", batch(1, [])],
    [
      "one named twice",
      batch(0, [
        { index: 0, reason: "x" },
        { index: 0, reason: "y" },
      ]),
    ],
  ])("is not believed when its numbers do not add up: %s", async (_, body) => {
    const api = await connect();

    expect(await api.submit([path("/a"), path("/b")], { body })).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: expect.stringContaining("2 sent"),
    });
  });

  it("may write its numbers as digits", async () => {
    const api = await connect();
    const body = { succeeded: true, message: "...", data: { accepted: "1", rejected: [{ index: "0", reason: "x" }] } };

    expect(await api.submit([path("/a"), path("/b")], { body })).toMatchObject({
      kind: "done",
      refused: [{ item: 0, why: "x" }],
    });
  });

  it.each([0, "0"])("has not taken what became %j jobs", async (jobCount) => {
    const body = { ...SINGLE, data: { ...SINGLE.data, jobCount } };

    expect(await (await connect()).submit([path("/a")], { body })).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: "HTTP 200: Purge request accepted. (jobCount is 0: no job was queued)",
    });
  });

  it.each([{}, { Succeeded: true }, { succeeded: "true" }, { message: "Purge request accepted." }])(
    "is not believed without its own word for success: %j",
    async (body) => {
      expect(await (await connect()).submit([path("/a")], { body })).toMatchObject({ fault: "unreadable" });
    },
  );

  it("anchors patterns to the path, or loosely where the setting says so", async () => {
    const [path, loose] = [await connect(), await connect({ "pattern-anchor": "loose" })];
    const anchors = [path, loose].map(({ capabilities }) => capabilities.accepts.regex?.match.anchor);

    expect(anchors).toEqual(["path", "loose"]);
  });

  it.each([undefined, null])("has rejected nothing when the list is %s", async (rejected) => {
    const api = await connect();

    expect(await api.submit([path("/a"), path("/b")], { body: batch(2, rejected) })).toMatchObject({
      kind: "done",
      refused: [],
    });
  });

  it("fails with HTTP 200 when succeeded is false", async () => {
    const api = await connect();

    expect(await api.submit([path("/a")], { body: { succeeded: false, message: "Nope.", data: null } })).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: expect.stringContaining("Nope."),
    });
  });

  it.each([
    [400, "Value is required for type Path.", "invalid"],
    [400, "No active hostnames found for this property.", "site"],
    [401, "Invalid key.", "auth"],
    [403, "This property is currently suspended.", "site"],
    [404, "Property not found.", "site"],
    [500, "No active cache nodes found.", "unavailable"],
  ])("shows the message of a %i", async (status, message, fault) => {
    const answer = await (await connect()).submit([path("/a")], {
      status,
      body: { succeeded: false, message, data: null },
    });

    expect(answer).toMatchObject({ fault, message: expect.stringContaining(message.replace(/\.$/, "")) });
  });

  it("never gets a tag", async () => {
    const api = await connect();

    await expect(api.submit([{ by: "tag", value: "x" }])).rejects.toMatchObject({ fault: "bug" });
    expect(api.seen).toEqual([]);
  });

  it.each([
    [{ jobCount: -1 }, "jobCount is -1"],
    [{ jobCount: 0 }, "jobCount is 0"],
    [{ nodes: 0 }, "nodes is 0"],
    [{ nodes: "0" }, "nodes is 0"],
    [{ hostnames: 0 }, "hostnames is 0"],
    [{ shields: -2 }, "it counts -2"],
    [{ accepted: 0 }, "1 sent, 0 accepted"],
  ])("is red where nothing was queued, whatever it calls that: %j", async (more, words) => {
    const body = { ...SINGLE, data: { ...SINGLE.data, ...more } };
    expect(await (await connect()).submit([path("/a")], { body })).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: expect.stringContaining(words),
    });
  });

  it("is red where an error stands beside the success", async () => {
    const body = { ...SINGLE, errors: [{ message: "PoP 3 is down" }] };
    expect(await (await connect()).submit([path("/a")], { body })).toMatchObject({
      kind: "failed",
      message: expect.stringContaining("PoP 3 is down"),
    });
    const fine = { ...SINGLE, errors: [], data: { ...SINGLE.data, shields: 0 } };
    expect(await (await connect()).submit([path("/a")], { body: fine })).toMatchObject({ kind: "done" });
  });
});
