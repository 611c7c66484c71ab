import { describe, expect, it } from "vitest";
import type { Selector } from "../../src/model/selector.ts";
import { cutBatches } from "../../src/plan/batches.ts";
import { connectCanned } from "./canned-api.ts";

const AKAMAI = { "api-secret": "s3cret=", "client-token": "akab-client" };
const TAKEN = { status: 201, body: { httpStatus: 201, purgeId: "p" } };
const SUCCESS = { body: { status: "success" } };

/** Bodies have a most in bytes of UTF-8, with the escapes of JSON, and requests come close to it: values are many and long. */
describe.each([
  ["akamai", AKAMAI, 50_000, 48_000, TAKEN],
  ["keycdn", { site: "55554", "batch-size": 500 }, 65_536, 62_000, SUCCESS],
] as const)("bodies for %s", (id, inputs, most, least, answer) => {
  it.each([
    ["plain", "x"],
    ["encoded", "%C3%A4"],
    ["beyond ASCII", "ä"],
    ["beyond the first plane", "😀"],
    ["to be escaped", '"\\'],
    ["control characters", "\u0001"],
  ])("hold at most what the vendor takes of values that are %s", async (_, piece) => {
    const api = await connectCanned(id, inputs);
    const values = Array.from({ length: 600 }, (_, n) => `/${n}/${piece.repeat(Math.ceil(400 / piece.length))}`);
    const items = values.map((value) => {
      const selector: Selector = { by: "path", value, origin: "https://www.example.com" };
      return { selector, targets: [] };
    });

    const batches = cutBatches(items, api.capabilities);
    for (const batch of batches)
      await api.submit(
        batch.items.map(({ selector }) => selector),
        answer,
      );

    const sizes = api.seen.map(({ body }) => Buffer.byteLength(body));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(most);
    expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(least);
    expect(batches.flatMap((batch) => batch.items)).toHaveLength(600);
  });

  it("hold every tag that has the longest form", async () => {
    const { capabilities } = await connectCanned(id, inputs);
    const longest = "t".repeat(128);

    expect(capabilities.accepts.tag).toMatchObject({ maxLength: 128 });
    expect(capabilities.accepts.tag?.allowed?.test(longest)).toBe(true);
  });
});
