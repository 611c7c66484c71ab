import { describe, expect, it } from "vitest";
import { Settings } from "../../src/providers/google-media-cdn/schema.ts";
import { connectCanned, KEY, path } from "./canned-api.ts";

const SITE = "my-project/media";
const ORIGIN = "https://media.example.com:8443";
const connect = (inputs = {}) => connectCanned("google-media-cdn", { site: SITE, ...inputs });

describe("media cdn", () => {
  it("gets requests as its page shows them, each for one matcher", async () => {
    const api = await connect();
    const purges = [
      [path("/a?x=1", ORIGIN)],
      [{ by: "prefix", value: "/b/", origin: ORIGIN }],
      [{ by: "host", value: "media.example.com" }],
      [
        { by: "tag", value: "status=404" },
        { by: "tag", value: "news" },
      ],
      [{ by: "all", value: "" }],
    ] as const;
    for (const selectors of purges) {
      expect(await api.submit(selectors, { body: {} })).toEqual({ kind: "done", receipt: {} });
    }

    const url = "/v1/projects/my-project/locations/global/edgeCacheServices/media:invalidateCache";
    expect(new Set(api.seen.map((one) => `${one.method} ${one.path} ${one.headers.authorization}`))).toEqual(
      new Set([`POST ${url} Bearer ${KEY}`]),
    );
    expect(api.seen.map(({ body }) => body)).toEqual([
      '{"host":"media.example.com","path":"/a?x=1"}',
      '{"host":"media.example.com","path":"/b/*"}',
      '{"host":"media.example.com","path":"/*"}',
      '{"cacheTags":["status=404","news"]}',
      '{"path":"/*"}',
    ]);
  });

  it("sends nothing for a batch without a purge, nor for two that need two requests", async () => {
    const api = await connect();

    await expect(api.submit([])).rejects.toThrow("without instructions");
    await expect(api.submit([path("/a", ORIGIN), path("/b", ORIGIN)])).rejects.toThrow("takes no https");
    await expect(api.submit([{ by: "tag", value: "a" }, path("/b", ORIGIN)])).rejects.toThrow("takes no");
    expect(api.seen).toEqual([]);
  });

  it.each([
    [{ body: "" }, undefined, ""],
    [{ body: "{}\n" }, undefined, ""],
    [{ body: '{"name":"operations/1"}' }, "unreadable", "documented shape"],
    [{ body: "[]" }, "unreadable", "documented shape"],
    [{ body: "OK" }, "unreadable", "no JSON"],
    [{ body: { error: { code: 7, message: "the words" } } }, "invalid", "the words"],
    [{ status: 202, body: {} }, "unreadable", "not documented as a success"],
    [{ status: 204 }, "unreadable", "not documented as a success"],
    [{ headers: { "content-type": "text/html" }, body: "<html><title>Sign in</title>" }, "unreadable", "Sign in"],
    [{ status: 404, body: { error: { message: "the words", status: "NOT_FOUND" } } }, "site", "project/service"],
    [{ status: 403, body: { error: { message: "the words", status: "PERMISSION_DENIED" } } }, "auth", "the words"],
    [{ status: 403, body: { error: { message: "the words", status: "RESOURCE_EXHAUSTED" } } }, "throttled", "words"],
    [{ status: 400, body: { error: { message: "the words", status: "INVALID_ARGUMENT" } } }, "invalid", "the words"],
  ])("reads %j", async (answer, fault, words) => {
    const read = await (await connect()).submit([path("/a", ORIGIN)], answer);

    if (fault === undefined) expect(read.kind).toBe("done");
    else expect(read).toMatchObject({ kind: "failed", fault, message: expect.stringContaining(words) });
  });

  it.each([
    ["status=404", true],
    ["content-type=video/mp4", true],
    ["origin=my_origin-1", true],
    ["product-42", true],
    ["product:42", false],
    ["status=", false],
    ["content-type=video", false],
    ["a b", false],
    ["a,b", false],
    ["a=b", false],
  ])("takes the tag %s: %s", async (tag, isTaken) => {
    const { capabilities } = await connect();

    expect(capabilities.accepts.tag?.allowed?.test(tag)).toBe(isTaken);
  });

  it.each([
    [{}, "api-key", "workload-identity-provider"],
    [{ "api-key": "t", site: "media" }, "site", "project/service"],
    [
      { "api-key": "t", site: "projects/my-project/locations/global/edgeCacheServices/media" },
      "site",
      "edge-cache services list",
    ],
    [{ "api-key": "t", "service-account": "a@b.iam.gserviceaccount.com" }, "service-account", "beside it"],
    [{ "api-key": "t", "requests-per-minute": 0 }, "requests-per-minute", "whole number"],
    [{ "api-key": "t", "propagation-seconds": "60" }, "propagation-seconds", "whole number"],
    [{ "api-key": "t", query: "no" }, "query", "keep, strip"],
    [{ "api-key": "t", plan: "pro" }, "plan", "is no option"],
  ])("refuses %j", (more, input, words) => {
    expect(Settings.safeParse({ site: SITE, ...more }).error?.issues).toMatchObject([
      { path: [input], message: expect.stringContaining(words) },
    ]);
  });
});
