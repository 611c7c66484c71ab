import { describe, expect, it, vi } from "vitest";
import { startCase } from "./case.ts";
import type { PurgeEntry } from "./drive.ts";
import { testFaults } from "./faults.ts";
import { testForms } from "./forms.ts";
import { testNumbers } from "./numbers.ts";
import {
  type KindCase,
  mainKind,
  numbered,
  onHosts,
  type PacingCase,
  type ProviderSpec,
  pageOf,
  refusedOf,
  toOneServer,
} from "./provider-spec.ts";
import { testStatus } from "./status-suite.ts";
import { PATHS } from "./website.ts";

/** Runs every rule that all providers keep. What a vendor does not have is said with a reason, never left out. */
export function testProvider(spec: ProviderSpec): void {
  describe(`${spec.id} purges`, () => testKinds(spec));
  describe(`${spec.id} keeps limits`, () => testLimits(spec));
  describe(`${spec.id} under faults`, () => testFaults(spec));
  describe(`${spec.id} in its own form`, () => testForms(spec));
  describe(`${spec.id} is what it declares`, () => testNumbers(spec));
  if (hasStatus(spec)) describe(`${spec.id} waits for completion`, () => testStatus(spec));
}

/** Does the vendor tell when a purge is complete? */
function hasStatus({ declares }: ProviderSpec): boolean {
  return declares.done.by === "poll";
}

function testKinds(spec: ProviderSpec): void {
  const titled = spec.kinds.map((kind) => [titleOf(kind), kind] as const);
  it.each(titled)("%s: what was asked is gone, and nothing else", async (_, { requested, gone, options, switches }) => {
    const { purge, fresh, sandbox } = await startCase(spec.id, spec.createDrive);
    if (switches !== undefined) sandbox.api.set(switches);

    const { outcomes } = await purge(requested, options === undefined ? {} : { options });

    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes).toMatchObject(
      outcomes.map(() => ({ state: "completed", refused: [], confirmed: spec.declares.done.by !== "window" })),
    );
    expect(fresh()).toEqual(gone.toSorted());
  });

  it.each(spec.declares.accepts.path === undefined ? [] : PATHS)(
    "the path %s exactly, with its encoding and its query",
    async (path) => {
      const bare = (one: string) =>
        spec.declares.accepts.path?.match.query === "covered" ? one.replace(/\?.*/, "") : one;
      const { purge, fresh } = await startCase(spec.id, spec.createDrive);

      const { outcomes } = await purge([{ by: "path", value: path }]);

      expect(outcomes).toMatchObject([{ state: "completed" }]);
      const isOne = spec.exactQuery === true && path.includes("?");
      const copies = isOne ? [path] : PATHS.filter((one) => bare(one) === bare(path));
      expect(fresh()).toEqual(onHosts(spec, copies));
    },
  );

  it("what is not cached, without complaint", async () => {
    const { purge, fresh } = await startCase(spec.id, spec.createDrive);

    expect((await purge([numbered(mainKind(spec), 0)])).outcomes).toMatchObject([{ state: "completed" }]);
    expect(fresh()).toEqual([]);
  });

  it("nothing, without a request", async () => {
    const { purge, fresh, sandbox } = await startCase(spec.id, spec.createDrive);

    expect(await purge([])).toMatchObject({ outcomes: [], requests: 0 });
    expect(sandbox.api.requests).toEqual([]);
    expect(fresh()).toEqual([]);
  });

  it("the same again, with the same result", async () => {
    const { purge, fresh } = await startCase(spec.id, spec.createDrive);
    const { requested, gone } = pageOf(spec);

    expect((await purge([requested])).outcomes).toMatchObject([{ state: "completed" }]);
    expect((await purge([requested])).outcomes).toMatchObject([{ state: "completed" }]);
    expect(fresh()).toEqual(gone);
  });
}

function testLimits(spec: ProviderSpec): void {
  const kinds = Object.entries(spec.declares.accepts).filter(([by]) => by !== "all");
  it.each(kinds)("of kind %s in one request, and not one more", async (by, { perRequest }) => {
    const { purge, submits } = await startCase(spec.id, spec.createDrive);
    const requested = Array.from({ length: perRequest + 1 }, (_, n) => numbered(by as PurgeEntry["by"], n));

    const { outcomes } = await purge(requested);

    expect(outcomes.map(({ state, items }) => [state, items])).toEqual([
      ["completed", perRequest],
      ["completed", 1],
    ]);
    const counts = toOneServer(submits()).map((request) => spec.countItems(request.body, request));
    expect(counts.toSorted((a, b) => b - a)).toEqual([perRequest, 1]);
  });

  testPacing(spec);

  it("of the caller's patience: an abort ends it at once, and nothing more is sent", async () => {
    const { purge, sandbox, submits } = await startCase(spec.id, spec.createDrive);
    const abort = new AbortController();
    const hangs = sandbox.api.servers.map(() => ({ do: "hang" }) as const);
    sandbox.api.fault(hangs, "submit");

    const running = purge([pageOf(spec).requested], { signal: abort.signal });
    const { length } = sandbox.api.servers;
    await vi.waitFor(() => expect(submits()).toHaveLength(length));
    abort.abort();

    expect((await running).outcomes).toMatchObject([{ state: "failed", fault: "cancelled" }]);
    expect(submits()).toHaveLength(length);
  });
}

function testPacing(spec: ProviderSpec): void {
  const { id, createDrive, pacing } = spec;
  if ("noneBecause" in pacing) {
    it(`of time: none, because ${pacing.noneBecause}`, () => expect(pacing.noneBecause).not.toBe(""));
    return;
  }
  const titled = pacing
    .filter((one) => !isWithinTheMost(spec, one))
    .map((one) => [`${one.requested.length} purges${underOf(one)}`, one] as const);
  it.each(titled)(
    "of time, so that a healthy run meets no 429: %s",
    async (_, { requested, options = {}, switches = {} }) => {
      const { purge, sandbox } = await startCase(id, createDrive);
      sandbox.api.set(switches);

      const { outcomes } = await purge(requested, { timeout: 3600, options });

      expect(outcomes.filter(({ state }) => state !== "completed")).toEqual([]);
      expect(refusedOf(sandbox)).toEqual([]);
    },
  );
}

/** A smaller number of what `testNumbers` sends in less time: the most of one run, which meets no refusal either. */
function isWithinTheMost(spec: ProviderSpec, { requested, options, switches }: PacingCase): boolean {
  const isPlain = options === undefined && switches === undefined;
  return isPlain && requested.length <= spec.declares.maxPurges && requested.every(({ by }) => by === mainKind(spec));
}

function titleOf(one: KindCase): string {
  return one.requested.map(({ by, value }) => `${by} ${value}`.trim()).join(", ") + underOf(one);
}

function underOf({ options, switches }: Omit<KindCase, "asked" | "gone">): string {
  const under = [options, switches].filter((more) => more !== undefined);
  return under.map((more) => ` under ${JSON.stringify(more)}`).join("");
}
