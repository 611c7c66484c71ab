import { expect, it } from "vitest";
import type { Fault } from "../../../sandbox/sandbox.ts";
import { traitsOf } from "../../../sandbox/traits.ts";
import { startCase } from "./case.ts";
import { type ProviderSpec, pageOf, toOneServer } from "./provider-spec.ts";

/** Rules that hang on the form in which a vendor answers, on the number of its servers, and on soft purges. */
export function testForms(spec: ProviderSpec): void {
  testAnswers(spec);
  testServers(spec);
  testSoft(spec);
}

function testAnswers(spec: ProviderSpec): void {
  it.each(unreadable(spec))("takes %s for nothing, and asks again", async (_, fault) => {
    const { purge, fresh, sandbox, submits } = await startCase(spec.id, spec.createDrive);
    sandbox.api.fault([fault], "submit");

    const { requested, gone } = pageOf(spec);
    expect((await purge([requested])).outcomes).toMatchObject([{ state: "completed", fault: "" }]);
    expect(submits()).toHaveLength(sandbox.api.servers.length + 1);
    expect(fresh()).toEqual(gone);
  });

  if (traitsOf(spec.id).answer === "status") {
    it("takes an answer without a body for the success that it is: each server is told once", async () => {
      const { purge, submits, sandbox } = await startCase(spec.id, spec.createDrive);

      expect((await purge([pageOf(spec).requested])).outcomes).toMatchObject([{ state: "completed", fault: "" }]);
      expect(submits()).toHaveLength(sandbox.api.servers.length);
    });
  }
  if (traitsOf(spec.id).answer === "phrase") {
    it("takes a 200 with another reason phrase for a server that was never told", async () => {
      const { purge, sandbox } = await startCase(spec.id, spec.createDrive);
      const piped: Fault = { do: "answer", status: 200, reason: "OK", body: "ok\n" };
      sandbox.api.fault([piped], { server: 0 });

      const { outcomes } = await purge([pageOf(spec).requested]);

      expect(outcomes).toMatchObject([{ state: "failed", fault: "invalid" }]);
      expect(toOneServer(sandbox.api.requests)).toHaveLength(1);
    });
  }
}

/** Answers that say nothing, by the form in which this vendor answers. */
function unreadable(spec: ProviderSpec): readonly (readonly [string, Fault])[] {
  const { answer: form, success } = traitsOf(spec.id);
  const answer = (status: number, body: string): Fault => ({ do: "answer", status, body });
  const good = success[0] ?? 200;
  if (form === "phrase") return [];
  if (form === "status") {
    const other = [200, 201, 202, 204, 206].find((status) => !success.includes(status)) ?? 207;
    return [[`a ${other}, which it never gives`, answer(other, "")]];
  }
  const whole = spec.errorBody("some words");
  return [
    [`an empty ${good}`, answer(good, "")],
    [`half of a ${good}`, answer(good, whole.slice(0, whole.length / 2))],
    [`a ${good} that is plain text`, answer(good, "OK")],
  ];
}

function testServers(spec: ProviderSpec): void {
  const { servers } = traitsOf(spec.id);
  if (servers < 2) return;
  it.each(Array.from({ length: servers }, (_, server) => server))(
    "tells every other server when number %i is dead, is red, and names the dead one",
    async (dead) => {
      const { purge, submits, sandbox } = await startCase(spec.id, spec.createDrive);
      await sandbox.api.kill(dead);

      const { outcomes } = await purge([pageOf(spec).requested], { timeout: 30 });

      expect(outcomes.map(({ state }) => state)).not.toContain("completed");
      expect(new Set(submits().map(({ server }) => server)).size).toBe(servers - 1);
      expect(outcomes.map(({ message }) => message).join()).toContain(
        new URL(sandbox.api.servers[dead] as string).host,
      );
    },
  );

  it("holds every server to its own word: one that refuses makes the purge red", async () => {
    const { purge, sandbox } = await startCase(spec.id, spec.createDrive);
    sandbox.api.fault([{ do: "answer", status: 400, body: spec.errorBody("not here") }], { server: 1 });

    const { outcomes } = await purge([pageOf(spec).requested]);

    expect(outcomes.map(({ state }) => state)).not.toContain("completed");
    expect(new Set(sandbox.api.requests.map(({ server }) => server)).size).toBe(servers);
  });
}

function testSoft(spec: ProviderSpec): void {
  const { soft } = spec;
  if (soft === undefined) return;
  it("marks as stale where that is asked for: one more visitor has the old page, and no other", async () => {
    const { purge, sandbox, fresh, declared } = await startCase(spec.id, spec.createDrive);
    const { options = {}, switches = {}, requested, gone } = soft;
    sandbox.api.set(switches);

    const { outcomes } = await purge(requested, { options });

    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(["completed"]));
    expect(fresh()).toEqual([]);
    expect(fresh()).toEqual(gone.toSorted());
    // What `verified` reads: where this is not declared, the one old answer would count as stale.
    const { accepts } = await declared(options);
    for (const { by } of requested) expect(accepts[by]?.soft, by).toBe(true);
  });
}
