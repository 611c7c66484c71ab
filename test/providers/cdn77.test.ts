import { describe, expect, it } from "vitest";
import { Settings } from "../../src/providers/cdn77/schema.ts";
import { connectCanned, KEY, path } from "./canned-api.ts";

const ID = "9880280c-0507-46d1-88f3-71cfee83fa57";
const SITE = "1234567890";
const connect = (inputs = {}) => connectCanned("cdn77", { site: SITE, ...inputs });
const job = (more = {}) => ({ body: { id: ID, type: "purge", cdn: { id: 1234567890 }, state: "queued", ...more } });
const RECEIPT = { id: ID, memo: { since: 0, ignored: 1, paths: "/a\n/b", type: "purge" } };

describe("CDN77", () => {
  it("gets requests as its page shows them", async () => {
    const api = await connect();

    expect(await api.submit([path("/sub/img.png")], job())).toMatchObject({ kind: "pending", receipt: { id: ID } });
    expect(api.seen).toMatchObject([
      {
        method: "POST",
        path: `/cdn/${SITE}/job/purge/paths`,
        headers: { authorization: `Bearer ${KEY}` },
        body: '{"paths":["/sub/img.png"]}',
      },
    ]);
  });

  it("purges everything by a request of its own, and nothing by an empty one", async () => {
    const api = await connect();
    await api.submit([{ by: "all", value: "" }], job({ type: "purge-all" }));

    await expect(api.submit([])).rejects.toThrow("without instructions");
    await expect(api.submit([{ by: "all", value: "" }, path("/a")])).rejects.toThrow("one instruction");
    expect(api.seen.map(({ path: target, body }) => [target, body])).toEqual([[`/cdn/${SITE}/job/purge-all`, ""]]);
  });

  it.each([
    [job({ cdn: { id: 1 } }), "invalid", "CDN resource 1"],
    [job({ type: "purge-all" }), "invalid", "not a purge"],
    [job({ queued_at: "2020-01-01T00:00:00Z" }), "invalid", "before it was requested"],
    [job({ paths: ["/other"] }), "invalid", "/other"],
    [job({ ignored_paths: ["/other"] }), "invalid", "/other"],
    [job({ state: undefined }), "unreadable", "state"],
    [job({ id: 7 }), "unreadable", "id"],
    [job({ id: "../../cdn/1" }), "unreadable", "id"],
    [job({ cdn: undefined }), "unreadable", "cdn"],
    [job({ errors: ["the words"] }), "invalid", "the words"],
    [job({ paths_count: 0 }), "invalid", "counts 0 paths, and 1 were sent"],
    [{ body: "" }, "unreadable", "no JSON"],
    [{ status: 401, body: { errors: ["Unauthorized"] } }, "auth", "Unauthorized"],
  ])("reads %j", async (answer, fault, words) => {
    expect(await (await connect()).submit([path("/a")], answer)).toMatchObject({
      kind: "failed",
      fault,
      message: expect.stringContaining(words),
    });
  });

  it("refuses one by one what the job leaves out, whether it says so or not", async () => {
    const api = await connect();
    const send = (more: object) => api.submit([path("/a"), path("/b"), path("/c")], job(more));

    expect(await send({ paths: ["/a"], paths_count: 1, ignored_paths: ["/b", "/c"] })).toMatchObject({
      refused: [{ item: 1 }, { item: 2 }],
    });
    expect(await send({ paths: ["/a", "/c"] })).toMatchObject({
      refused: [{ item: 1, why: expect.stringContaining("does not list it") }],
    });
    // A list that is shorter than its count is an excerpt.
    expect(await send({ paths: ["/a"], paths_count: 3 })).not.toHaveProperty("refused");
    expect(await send({ paths: null })).not.toHaveProperty("refused");
  });

  it.each([
    ["done", "done"],
    ["processing", "pending"],
    ["failed", "pending"],
    ["DONE", "pending"],
  ])("takes the state %s for %s", async (state, kind) => {
    expect(await (await connect()).poll(RECEIPT, job({ state }))).toMatchObject({ kind });
  });

  it("is not done where the status is of another job, or has left more out than the submit said", async () => {
    const api = await connect();

    expect(await api.poll(RECEIPT, job({ state: "done", id: "other" }))).toMatchObject({ fault: "invalid" });
    expect(await api.poll(RECEIPT, job({ state: "done", ignored_paths: ["/a"] }))).toMatchObject({ kind: "done" });
    expect(await api.poll(RECEIPT, job({ state: "done", ignored_paths: ["/a", "/b"] }))).toMatchObject({
      kind: "failed",
      fault: "invalid",
    });
  });

  it.each([
    [{ paths: ["/a", "/elsewhere"] }, "it lists /elsewhere, which was not sent"],
    [{ done_at: "2126-11-20T00:00:00Z" }, "still to come"],
    [{ queued_at: "2026-11-19T12:00:01Z", done_at: "2026-11-19T12:00:00Z" }, "before its queued_at"],
  ])("is not done where the job says %j", async (more, words) => {
    expect(await (await connect()).poll(RECEIPT, job({ state: "done", ...more }))).toMatchObject({
      fault: "invalid",
      message: expect.stringContaining(words),
    });
  });

  it.each([
    [{ site: SITE }, "api-key", "is missing"],
    [{ site: "my-cdn", "api-key": "x" }, "site", "CDN resource's id"],
    [{ site: SITE, "api-key": "a b" }, "api-key", "blank"],
    [{ site: SITE, "api-key": "x", "api-secret": "y" }, "api-secret", "one credential"],
    [{ site: SITE, "api-key": "x", "purge-path": "job" }, "purge-path", "must be one of"],
    [{ site: SITE, "api-key": "x", wildcards: "yes" }, "wildcards", "true or false"],
  ])("refuses %j", (inputs, input, words) => {
    expect(Settings.safeParse(inputs).error?.issues).toMatchObject([
      { path: [input], message: expect.stringContaining(words) },
    ]);
  });
});
