import { describe, expect, test } from "vitest";
import { type Account, createSharedLimitsByAccount } from "../../../src/delivery/limits/shared-limits.ts";
import type { Rate } from "../../../src/model/capabilities.ts";
import { setUpBench } from "../../support/delivery-bench.ts";
import { capable, countStates, DONE, fail, planOf } from "../../support/delivery-samples.ts";
import { answerWith } from "../../support/purge-api.ts";

const bench = setUpBench();

const OURS: Account = { provider: "p", apiUrl: "https://api.example", apiKey: "key-1", site: "a" };

function rate(scope: Rate["scope"], amount = 2): Rate {
  return { unit: "request", amount, perSeconds: 60, scope };
}

/** Delivers one after the other, two purges each. Milliseconds at which each delivery's first request arrived. */
async function startsOf(accounts: readonly Account[], rates: readonly Rate[]): Promise<readonly number[]> {
  const sharedLimitsByAccount = createSharedLimitsByAccount();
  const starts: number[] = [];
  for (const account of accounts) {
    const times: number[] = [];
    const api = await bench.serve(() => {
      times.push(bench.clock().monotonicMs());
      return DONE;
    });
    const capabilities = capable({ rates });
    const delivery = await bench.run({
      ...api,
      plan: planOf(2),
      capabilities,
      sharedLimits: () => sharedLimitsByAccount.of(account, rates),
    });
    expect(countStates(delivery)).toEqual({ completed: 2 });
    starts.push(times[0] as number);
  }
  return starts;
}

describe("deliveries of one run that follow each other", () => {
  test("share a credential's rate, whatever they purge", async () => {
    expect(await startsOf([OURS, OURS, { ...OURS, site: "b" }], [rate("credential")])).toEqual([0, 60_000, 120_000]);
  });

  test.each<[string, Partial<Account>]>([
    ["credential", { apiKey: "key-2" }],
    ["provider", { provider: "q" }],
    ["address of the API", { apiUrl: "https://other.example" }],
  ])("with another %s do not wait for each other", async (_what, other) => {
    expect(await startsOf([OURS, { ...OURS, ...other }], [rate("credential")])).toEqual([0, 0]);
  });

  test("share a site's rate with all that purges the site, and with no other site", async () => {
    const accounts = [OURS, { ...OURS, site: "b" }, { ...OURS, apiKey: "key-2" }];
    expect(await startsOf(accounts, [rate("site")])).toEqual([0, 0, 60_000]);
  });

  test("keep to each of several rates", async () => {
    const accounts = [OURS, { ...OURS, site: "b" }, OURS];
    expect(await startsOf(accounts, [rate("site"), rate("credential", 4)])).toEqual([0, 0, 60_000]);
  });

  test("keep to the limits of an earlier answer", async () => {
    const sharedLimitsByAccount = createSharedLimitsByAccount();
    const api = await bench.serve(() => answerWith(DONE, { ratelimit: '"default";r=0;t=40' }));
    await bench.run({ ...api, plan: planOf(1), sharedLimits: () => sharedLimitsByAccount.of(OURS, []) });
    expect(bench.clock().monotonicMs()).toBe(0);
    await bench.run({
      ...api,
      plan: planOf(1),
      sharedLimits: () => sharedLimitsByAccount.of({ ...OURS, site: "b" }, []),
    });
    expect(bench.clock().monotonicMs()).toBe(40_000);
  });

  test("keep to a pause that the provider requested, even when the delivery that got the request is over", async () => {
    const sharedLimitsByAccount = createSharedLimitsByAccount();
    const requested: number[] = [];
    const api = await bench.serve(() => {
      requested.push(bench.clock().monotonicMs());
      return requested.length === 1 ? fail("throttled", 90_000) : DONE;
    });
    const first = await bench.run({
      ...api,
      plan: planOf(1),
      timeoutMs: 10_000,
      sharedLimits: () => sharedLimitsByAccount.of(OURS, []),
    });
    expect(first.outcomes[0]?.failure?.fault).toBe("throttled");
    const second = await bench.run({ ...api, plan: planOf(1), sharedLimits: () => sharedLimitsByAccount.of(OURS, []) });
    expect(countStates(second)).toEqual({ completed: 1 });
    expect(requested).toHaveLength(2);
    expect(requested[1]).toBeGreaterThanOrEqual(90_000);
  });
});
