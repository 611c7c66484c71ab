import { expect, test } from "vitest";
import { setUpBench } from "../support/delivery-bench.ts";
import { capable, DONE, fail, planOf } from "../support/delivery-samples.ts";

const bench = setUpBench();
const POLLED = capable({ done: { by: "poll", firstMs: 5, maxMs: 50 } });

test("an id that two batches get is the status of neither: the second is red, and is not sent again", async () => {
  const api = await bench.serve(({ what }) =>
    what === "submit" ? { kind: "pending", receipt: { id: "same" } } : { ...DONE, receipt: { id: "same" } },
  );
  const { outcomes } = await bench.run({ ...api, plan: planOf([["/a"], ["/b"]]), capabilities: POLLED });
  expect(outcomes.map(({ state }) => state).toSorted()).toEqual(["completed", "failed"]);
  expect(outcomes.find(({ failure }) => failure !== undefined)?.failure).toMatchObject({
    fault: "invalid",
    message: expect.stringContaining("the id same"),
  });
  expect(api.seen.filter(({ what }) => what === "submit")).toHaveLength(2);
});

test("an id may come twice for the same batch, and where it is never polled", async () => {
  let tries = 0;
  const again = await bench.serve(({ what }) => {
    if (what !== "submit") return { ...DONE, receipt: { id: "same" } };
    return tries++ === 0 ? fail("unavailable") : { kind: "pending", receipt: { id: "same" } };
  });
  const one = await bench.run({ ...again, plan: planOf([["/a"]]), capabilities: POLLED });
  expect(one.outcomes).toMatchObject([{ state: "completed" }]);

  const done = await bench.serve(() => ({ ...DONE, receipt: { id: "same" } }));
  const two = await bench.run({ ...done, plan: planOf([["/a"], ["/b"]]) });
  expect(two.outcomes).toMatchObject([{ state: "completed" }, { state: "completed" }]);
});
