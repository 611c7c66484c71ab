import { expect, test } from "vitest";
import { setLiveStage } from "../support/live-stage.ts";
import { destinationOf } from "../support/seen.ts";

test("a purge that is repeated for proof keeps to the rate that the first one used up", async () => {
  await using live = await setLiveStage("5centscdn");
  const { api, edge } = live.stage.sandbox;
  // One purge a minute, and what stays old is purged again when the window of 30 s is over.
  api.set({ cooldown: true });
  edge.set({ deaf: { "/about/": 1 } });
  const report = await live.run({ "wait-for": "verified" });

  expect([report.verdict, destinationOf(report).confirmed]).toEqual(["purged", true]);
  expect(destinationOf(report).verification?.repurges).toBe(1);
  expect(api.requests.map(({ status }) => status)).toEqual([200, 200]);
  expect(live.lines.filter((line) => line.includes("429"))).toEqual([]);
  expect(await live.stage.stale()).toEqual([]);
});
