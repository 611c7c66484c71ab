import { expect, it } from "vitest";
import type { Fault } from "../../../sandbox/sandbox.ts";
import { startCase } from "./case.ts";
import { type ProviderSpec, pageOf } from "./provider-spec.ts";

/** Rules for providers that tell when a purge is complete. Their sandboxes have the switch `neverFinish`. */
export function testStatus(spec: ProviderSpec): void {
  const { registersWithinMs = 0 } = spec;
  const answer = (status: number, body: string): Fault => ({ do: "answer", status, body });

  it("only where that was asked for", async () => {
    const { purge, polls } = await startCase(spec.id, spec.createDrive);

    const { outcomes } = await purge([pageOf(spec).requested], { waitFor: "accepted" });

    expect(outcomes).toMatchObject([{ state: "accepted", confirmed: false }]);
    expect(outcomes[0]?.taskIds).toHaveLength(spec.idsComeLate === undefined ? 1 : 0);
    expect(polls()).toEqual([]);
  });

  const unknownYet = ["a status that does not know the purge yet", answer(404, spec.errorBody("not found"))] as const;
  it.each<readonly [string, Fault]>([
    ["HTTP 429", answer(429, spec.errorBody("slower"))],
    ["HTTP 503", answer(503, spec.errorBody("down"))],
    ...(registersWithinMs === 0 ? [] : [unknownYet]),
    ["half of an answer", answer(200, spec.errorBody("state").slice(0, -3))],
    ["a connection that is reset", { do: "reset" }],
  ])("through %s in a status", async (_, fault) => {
    const { purge, fresh, sandbox, submits } = await startCase(spec.id, spec.createDrive);
    sandbox.api.fault([fault, fault], "poll");

    expect((await purge([pageOf(spec).requested])).outcomes).toMatchObject([{ state: "completed", confirmed: true }]);
    expect(submits()).toHaveLength(1);
    expect(fresh()).toEqual(pageOf(spec).gone);
  });

  it("and no longer than the timeout: what does not finish is accepted, not completed", async () => {
    const { purge, fresh, sandbox } = await startCase(spec.id, spec.createDrive);
    sandbox.api.set({ neverFinish: true });

    const { outcomes } = await purge([pageOf(spec).requested], { timeout: 120 });

    expect(outcomes).toMatchObject([{ state: "accepted", confirmed: false, fault: "deadline" }]);
    // Where it stands, in the vendor's words: whoever knows one of them as an end can say so in the options.
    expect(outcomes[0]?.message).toMatch(/^accepted, not completed after .*; last answer: /);
    expect(outcomes[0]?.message).toContain(sandbox.api.traits.pending);
    expect(fresh()).toEqual([]);
  });

  it(`of a purge that the status does not know for ${registersWithinMs} ms, and no longer`, async () => {
    const { purge, sandbox, polls } = await startCase(spec.id, spec.createDrive);
    const unknown = pollsUntil(registersWithinMs, spec);
    sandbox.api.fault(Array<Fault>(unknown).fill(answer(404, spec.errorBody("not found"))), "poll");

    const { outcomes } = await purge([pageOf(spec).requested]);

    expect(outcomes).toMatchObject([
      { state: "failed", fault: "invalid", message: expect.stringContaining("not know it") },
    ]);
    expect(polls()).toHaveLength(unknown);
  });

  it("and ends when a status is refused", async () => {
    const { purge, sandbox } = await startCase(spec.id, spec.createDrive);
    sandbox.api.fault([answer(403, spec.errorBody("not yours"))], "poll");

    const { outcomes } = await purge([pageOf(spec).requested]);

    expect(outcomes).toMatchObject([{ fault: "auth", confirmed: false }]);
    expect(outcomes[0]?.state).not.toBe("completed");
  });

  it("of all purges side by side", async () => {
    const { purge, drive } = await startCase(spec.id, spec.createDrive);
    const { requested, options = {} } = spec.oneByOne;
    const before = drive.now();

    const { outcomes } = await purge(requested(12), { options });

    expect(new Set(outcomes.map(({ state, confirmed }) => `${state} ${confirmed}`))).toEqual(
      new Set(["completed true"]),
    );
    expect(new Set(outcomes.flatMap(({ taskIds }) => taskIds)).size).toBe(12);
    // One after the other, twelve propagations of three seconds alone would take longer.
    expect(drive.now() - before).toBeLessThan(36_000);
  });
}

/** How many polls there are until this much time has passed, the last one beyond it: each pause is 1.5 times the one before. */
function pollsUntil(ms: number, { declares: { done } }: ProviderSpec): number {
  if (done.by !== "poll") return 0;
  let count = 1;
  for (let [atMs, pauseMs] = [done.firstMs, done.firstMs]; atMs < ms; count++) {
    atMs += pauseMs;
    pauseMs = Math.min(pauseMs * 1.5, done.maxMs);
  }
  return count;
}
