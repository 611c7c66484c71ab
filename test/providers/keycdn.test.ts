import { describe, expect, it } from "vitest";
import { Settings } from "../../src/providers/keycdn/schema.ts";
import { connectCanned, KEY, path } from "./canned-api.ts";

const ORIGIN = "https://demo-1.kxcdn.com";
const connect = (inputs = {}) => connectCanned("keycdn", { site: "55554", ...inputs });
const GOOD = { body: { status: "success", description: "Cache has been cleared for URL(s)." } };
const BASIC = Buffer.from(`${KEY}:`).toString("base64");

describe("KeyCDN", () => {
  it("gets requests as its page shows them, with the key as the user name", async () => {
    const api = await connect();

    expect(await api.submit([path("/lorem.css", ORIGIN), path("/ipsum.js", ORIGIN)], GOOD)).toEqual({
      kind: "done",
      receipt: {},
    });
    expect(api.seen).toMatchObject([
      {
        method: "DELETE",
        path: "/zones/purgeurl/55554.json",
        headers: { authorization: `Basic ${BASIC}`, "content-type": "application/json" },
        body: '{"urls":["demo-1.kxcdn.com/lorem.css","demo-1.kxcdn.com/ipsum.js"]}',
      },
    ]);
  });

  it("hides the key also in the form in which it travels", async () => {
    const { provider } = await import("../../src/providers/keycdn/index.ts");
    const settings = Settings.parse({ site: "55554", "api-key": KEY });

    expect(provider.secrets?.(settings)).toEqual([BASIC]);
  });

  it.each([
    [{ body: { status: "error", description: "No permission." } }, "invalid", "No permission."],
    [{ body: { status: "failed" } }, "invalid", "HTTP 200"],
    [{ body: { status: "" } }, "invalid", "HTTP 200"],
    [{ body: { description: "done" } }, "unreadable", "status is not as documented"],
    [{ body: { status: true } }, "unreadable", "status is not as documented"],
    [{ body: { status: 1 } }, "unreadable", "status is not as documented"],
    [{ body: { status: null } }, "unreadable", "status is not as documented"],
    [{ body: { status: ["success"] } }, "unreadable", "status is not as documented"],
    [{ body: { status: { status: "success" } } }, "unreadable", "status is not as documented"],
    [{ body: { status: "Success" } }, "invalid", "HTTP 200"],
    [{ body: { status: "success " } }, "invalid", "HTTP 200"],
    [{ body: [{ status: "success" }] }, "unreadable", "documented shape"],
    [{ body: "success" }, "unreadable", "no JSON"],
    [{ body: { status: "success", errors: ["Zone is locked."] } }, "invalid", "Zone is locked."],
    [{ status: 201, body: { status: "error", description: "the words" } }, "invalid", "the words"],
    [{ body: "" }, "unreadable", "no JSON"],
    [{ status: 413, body: { status: "error", description: "Too large" } }, "invalid", "Too large"],
    [{ status: 404, body: { status: "error", description: "No zone" } }, "site", "id in site"],
    [{ status: 429, body: { status: "error", description: "Slow down" } }, "throttled", "Slow down"],
    // The words of a failure are no success, whatever they say.
    [{ status: 500, body: { status: "success" } }, "unavailable", "HTTP 500"],
  ])("reads %j", async (answer, fault, words) => {
    expect(await (await connect()).submit([path("/a", ORIGIN)], answer)).toMatchObject({
      kind: "failed",
      fault,
      message: expect.stringContaining(words),
    });
  });

  it.each([[{ by: "tag", value: "news" }], [{ by: "all", value: "" }]] as const)(
    "reads the answer to %j as it reads that to a URL",
    async (selector) => {
      const api = await connect();
      const answers = [{ body: { status: "error", description: "No." } }, { body: { status: null } }, { body: "" }];
      const faults = [];
      for (const answer of answers) faults.push(await api.submit([selector], answer));

      expect(faults).toMatchObject([{ fault: "invalid" }, { fault: "unreadable" }, { fault: "unreadable" }]);
      expect(await api.submit([selector], GOOD)).toMatchObject({ kind: "done" });
    },
  );

  it("sends nothing for a batch without a purge, nor for one of two kinds", async () => {
    const api = await connect();

    await expect(api.submit([])).rejects.toThrow("without instructions");
    await expect(api.submit([path("/a", ORIGIN), { by: "all", value: "" }])).rejects.toThrow("takes no all");
    await expect(api.submit([{ by: "all", value: "" }, path("/a", ORIGIN)])).rejects.toThrow("one instruction");
    expect(api.seen).toEqual([]);
  });

  it.each([
    [{ site: "55554" }, "api-key", "is missing"],
    [{ site: "demo-1.kxcdn.com", "api-key": "x" }, "site", "zone id"],
    [{ site: "55554", "api-key": "a\nb" }, "api-key", "line break"],
    [{ site: "55554", "api-key": "x", "api-secret": "y" }, "api-secret", "one credential"],
    [{ site: "55554", "api-key": "x", "batch-size": 0 }, "batch-size", "whole number"],
    [{ site: "55554", "api-key": "x", "tag-characters": "128" }, "tag-characters", "whole number"],
    [{ site: "55554", "api-key": "x", "requests-per-minute": 0 }, "requests-per-minute", "whole number"],
  ])("refuses %j", (inputs, input, words) => {
    expect(Settings.safeParse(inputs).error?.issues).toMatchObject([
      { path: [input], message: expect.stringContaining(words) },
    ]);
  });
});
