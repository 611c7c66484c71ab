import { expect, it } from "vitest";
import { READING_LIMIT_MS, withinReadingLimit } from "../../src/app/reading-limit.ts";

it("ends what hangs before the first request after timeout and the limit, and nothing that is faster", async () => {
  const rung = new AbortController();
  const requested: number[] = [];
  const alarm = (ms: number): AbortSignal => {
    requested.push(ms);
    return rung.signal;
  };
  expect(await withinReadingLimit(async () => "read", 1_000, { alarm })).toBe("read");
  const hanging = withinReadingLimit(() => new Promise(() => undefined), 300_000, { alarm });
  rung.abort();
  await expect(hanging).rejects.toMatchObject({
    code: "E_TIMEOUT",
    message: expect.stringMatching(/not read and planned within 900 s.*Nothing was sent/),
  });
  expect(requested).toEqual([1_000 + READING_LIMIT_MS, 300_000 + READING_LIMIT_MS]);
});
