import { expect, test } from "vitest";
import { setLiveStage } from "../support/live-stage.ts";
import { destinationOf } from "../support/seen.ts";
import { staleOf } from "../support/site.ts";

const REFUSED = { do: "answer", status: 200, body: '{"result":"error","message":"a file is wrong"}' } as const;
const AS_IT_IS = { do: "delay", ms: 0 } as const;

function build(text: string): ReadonlyMap<string, string> {
  return new Map(Array.from({ length: 16 }, (_, n) => [`f${10 + n}.css`, text]));
}

test("5centsCDN: of a refused list, parts that have no time a minute apart are named as such, and owed", async () => {
  await using live = await setLiveStage("5centscdn", { before: build("old"), after: build("new") });
  const { api } = live.stage.sandbox;
  api.set({ cooldown: true });
  // All 16, the first 8, the others (taken), then 4 and 4: the sixth request would go out after 305 of the 300 seconds.
  api.fault([REFUSED, REFUSED, AS_IT_IS, REFUSED, REFUSED]);
  const report = await live.run();

  expect(api.requests).toHaveLength(5);
  expect([report.verdict, report.errorCode]).toEqual(["incomplete", "E_REJECTED"]);
  expect(destinationOf(report)).toMatchObject({ purged: 8, owed: 8 });
  expect(report.message).toContain("a file is wrong");
  const rest = [...destinationOf(report).instructions].filter(
    ({ state }) => state !== "completed" && state !== "accepted",
  );
  expect(rest).toHaveLength(8);
  for (const { message } of rest) {
    expect(message).toMatch(
      /^HTTP 200: a file is wrong.* could not be sent in parts: .*rate limit leaves no room.* left of/,
    );
  }
  expect(await staleOf(live.stage.sandbox, live.stage.changed)).toHaveLength(8);
});
