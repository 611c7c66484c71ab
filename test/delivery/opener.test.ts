import { describe, expect, test } from "vitest";
import { startDeadline } from "../../src/delivery/deadline.ts";
import type { Connection, Io, Memo, Opened } from "../../src/model/provider.ts";
import { setUpBench } from "../support/delivery-bench.ts";
import { capable, DONE, fail, planOf, states } from "../support/delivery-samples.ts";
import { connectionTo, type TestApi } from "../support/purge-api.ts";

const bench = setUpBench();

/** A provider whose every request carries the session that `open` gave, as an instruction before the others. */
function withSession({ url }: Pick<TestApi, "url">, seen: unknown[]) {
  return (io: Io): readonly Connection[] => [
    {
      submit(batch, session) {
        seen.push(session);
        return connectionTo(url, io).submit(batch, session);
      },
    },
  ];
}

/** An API that counts how often it was opened, over real HTTP, and gives a new token each time. */
async function openable(answers: readonly (Opened<string> | undefined)[] = []) {
  let opened = 0;
  const api = await bench.serve(() => {
    opened += 1;
    return DONE;
  });
  const open = async (io: Io): Promise<Opened<string>> => {
    await io.send({ method: "POST", url: api.url, headers: {}, body: '{"what":"poll","values":[],"id":""}' });
    return answers[opened - 1] ?? { kind: "open", session: `token-${opened}`, secrets: [`token-${opened}`] };
  };
  return { open, count: () => opened };
}

describe("what a provider finds out before the first purge", () => {
  test("is requested once, however many requests go out at one time, and is masked", async () => {
    const { open, count } = await openable();
    const api = await bench.serve(() => DONE);
    const seen: unknown[] = [];
    const delivery = await bench.run({ plan: planOf(40), connect: withSession(api, seen), opener: bench.opener(open) });
    expect(states(delivery)).toEqual(Array(40).fill("completed"));
    expect(seen).toEqual(Array(40).fill("token-1"));
    expect(count()).toBe(1);
    expect(bench.secrets()).toContain("token-1");
  });

  test("takes several exchanges where one leads to the next", async () => {
    const memos: (Memo | undefined)[] = [];
    const open = async (_io: Io, memo?: Memo): Promise<Opened<string>> => {
      memos.push(memo);
      return memo?.["step"] === 2
        ? { kind: "open", session: "zone" }
        : { kind: "next", memo: { step: Number(memo?.["step"] ?? 0) + 1 } };
    };
    const api = await bench.serve(() => DONE);
    const seen: unknown[] = [];
    await bench.run({ plan: planOf(1), connect: withSession(api, seen), opener: bench.opener(open) });
    expect(memos).toEqual([undefined, { step: 1 }, { step: 2 }]);
    expect(seen).toEqual(["zone"]);
  });

  test("that requests exchanges for ever is a bug", async () => {
    const api = await bench.serve(() => DONE);
    const opener = bench.opener(async () => ({ kind: "next", memo: {} }));
    await expect(bench.run({ plan: planOf(1), connect: api.connect, opener })).rejects.toMatchObject({ code: "E_BUG" });
  });

  test("is requested again where the API is not available, and where it cannot be had nothing is sent", async () => {
    const { open, count } = await openable([fail("unavailable"), fail("throttled", 5000)] as never);
    const api = await bench.serve(() => DONE);
    expect(states(await bench.run({ plan: planOf(2), connect: api.connect, opener: bench.opener(open) }))).toEqual([
      "completed",
      "completed",
    ]);
    expect(count()).toBe(3);
    const refused = await openable([fail("auth")] as never);
    const delivery = await bench.run({ plan: planOf(3), connect: api.connect, opener: bench.opener(refused.open) });
    expect(states(delivery)).toEqual(["unsent", "unsent", "unsent"]);
    expect(delivery.outcomes[0]?.failure).toMatchObject({ fault: "auth", message: expect.stringContaining("auth") });
    expect(refused.count()).toBe(1);
    expect(api.seen).toHaveLength(2);
  });

  test("is requested again when it has expired, in the middle of a delivery too", async () => {
    const expiring = (session: string): Opened<string> => ({ kind: "open", session, expiresMs: 100_000 });
    const { open, count } = await openable([expiring("first"), expiring("second"), expiring("third")]);
    const api = await bench.serve(() => DONE);
    const seen: unknown[] = [];
    const rates = [{ unit: "request", amount: 1, perSeconds: 40, scope: "credential" }] as const;
    const opener = bench.opener(open);
    await bench.run({ plan: planOf(5), connect: withSession(api, seen), capabilities: capable({ rates }), opener });
    expect(seen).toEqual(["first", "first", "first", "second", "second"]);
    expect(count()).toBe(2);
    // A later delivery of the same run goes on with what holds.
    await bench.run({ plan: planOf(1), connect: withSession(api, seen), opener });
    expect(count()).toBe(2);
  });

  test("is requested once more when the API refuses it, and then the refusal counts", async () => {
    const { open, count } = await openable();
    const seen: unknown[] = [];
    const revoked = new Set(["token-1"]);
    const api = await bench.serve(() => (revoked.has(String(seen.at(-1))) ? fail("auth") : DONE));
    const opener = bench.opener(open);
    const connect = withSession(api, seen);
    expect(states(await bench.run({ plan: planOf(1), connect, opener }))).toEqual(["completed"]);
    expect(seen).toEqual(["token-1", "token-2"]);
    revoked.add("token-2");
    const delivery = await bench.run({ plan: planOf(2), connect, opener });
    expect(delivery.outcomes.map(({ failure }) => failure?.fault)).toEqual(["auth", "auth"]);
    expect(count()).toBe(2);
  });

  test("eight requests that are refused at one time open once", async () => {
    const { open, count } = await openable();
    const api = await bench.serve(({ at }) => (at < 8 ? fail("auth") : DONE));
    const delivery = await bench.run({ plan: planOf(8), connect: api.connect, opener: bench.opener(open) });
    expect(states(delivery)).toEqual(Array(8).fill("completed"));
    expect(count()).toBe(2);
  });

  test("ends with the time that there is for it", async () => {
    const { open } = await openable(Array(50).fill(fail("unavailable", 4000)) as never);
    const clock = bench.clock();
    const deadline = startDeadline({ clock, timeoutMs: 10_000, signal: new AbortController().signal });
    const current = await bench.opener(open).current(deadline);
    deadline.end();
    expect(current).toMatchObject({ kind: "failed", failure: { fault: "unavailable" } });
    expect(clock.monotonicMs()).toBeLessThanOrEqual(10_000);
  });
});
