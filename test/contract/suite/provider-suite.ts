import { describe, expect, it, vi } from "vitest";
import type { ProviderId } from "../../../sandbox/sandbox.ts";
import { startCase } from "./case.ts";
import type { Asked, Drive } from "./drive.ts";
import { testFaults } from "./faults.ts";
import { testStatus } from "./status-suite.ts";
import { PATHS } from "./website.ts";

/** What the suite must know of a provider. All numbers are the vendor's, stated here and in the test files alone. */
export interface ProviderSpec {
  readonly id: ProviderId;
  readonly createDrive: () => Drive;
  /** Whether a path means that path on one host, or on every host of the site. */
  readonly pathOn: "one-host" | "all-hosts";
  /** Each kind that the provider takes, with what must be gone then, as `fresh` in website.ts names it. */
  readonly kinds: readonly KindCase[];
  /** Most instructions in one request, by kind, and how to count them in a request's body. */
  readonly batches: readonly { readonly by: Asked["by"]; readonly perRequest: number }[];
  readonly countItems: (body: string) => number;
  /** A number of purges, within the limits of one run, at which a client that does not pace itself meets a 429. */
  readonly pacing:
    | { readonly asked: readonly Asked[]; readonly switches?: Readonly<Record<string, unknown>> }
    | { readonly noneBecause: string };
  /** Settings under which each of many purges is a request of its own, sent without pause. */
  readonly oneByOne: {
    readonly asked: (count: number) => readonly Asked[];
    readonly options?: Readonly<Record<string, unknown>>;
  };
  /** Statuses by which the vendor says that the site is unknown, suspended or another's: no other purge can do better. */
  readonly siteStatuses: readonly number[];
  /** An error body in the vendor's shape. */
  readonly errorBody: (words: string) => string;
  /** A success by its status that is none by its body. */
  readonly errorInside200: { readonly body: string; readonly fault: string } | { readonly noneBecause: string };
  /** Attempts at one request that fails all the time, where each costs the customer. Absent: as long as there is time. */
  readonly mostAttempts?: number;
  /** Does the vendor tell when a purge is complete? */
  readonly hasStatus: boolean;
}

export interface KindCase {
  readonly asked: readonly Asked[];
  readonly gone: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly switches?: Readonly<Record<string, unknown>>;
}

/** Runs every rule that all providers keep. What a vendor does not have is said with a reason, never left out. */
export function testProvider(spec: ProviderSpec): void {
  describe(`${spec.id} purges`, () => testKinds(spec));
  describe(`${spec.id} keeps limits`, () => testLimits(spec));
  describe(`${spec.id} under faults`, () => testFaults(spec));
  if (spec.hasStatus) describe(`${spec.id} waits for completion`, () => testStatus(spec));
}

/** A path on every host that the provider purges with it. */
export function onHosts({ pathOn }: ProviderSpec, paths: readonly string[]): readonly string[] {
  return (pathOn === "one-host" ? paths : paths.flatMap((path) => [path, `second:${path}`])).toSorted();
}

function testKinds(spec: ProviderSpec): void {
  const titled = spec.kinds.map((kind) => [titleOf(kind), kind] as const);
  it.each(titled)("%s: what was asked is gone, and nothing else", async (_, { asked, gone, options, switches }) => {
    const { purge, fresh, sandbox } = await startCase(spec.id, spec.createDrive);
    if (switches !== undefined) sandbox.api.set(switches);

    const { outcomes } = await purge(asked, options === undefined ? {} : { options });

    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes).toMatchObject(
      outcomes.map(() => ({ state: "completed", refused: [], confirmed: spec.hasStatus })),
    );
    expect(await fresh()).toEqual(gone.toSorted());
  });

  it.each(PATHS)("the path %s exactly, with its encoding and its query", async (path) => {
    const { purge, fresh } = await startCase(spec.id, spec.createDrive);

    const { outcomes } = await purge([{ by: "path", value: path }]);

    expect(outcomes).toMatchObject([{ state: "completed" }]);
    expect(await fresh()).toEqual(onHosts(spec, [path]));
  });

  it("a path that is not cached, without complaint", async () => {
    const { purge, fresh } = await startCase(spec.id, spec.createDrive);

    expect((await purge([{ by: "path", value: "/not-there.html" }])).outcomes).toMatchObject([{ state: "completed" }]);
    expect(await fresh()).toEqual([]);
  });

  it("nothing, without a request", async () => {
    const { purge, fresh, sandbox } = await startCase(spec.id, spec.createDrive);

    expect(await purge([])).toMatchObject({ outcomes: [], requests: 0 });
    expect(sandbox.api.requests).toEqual([]);
    expect(await fresh()).toEqual([]);
  });

  it("the same again, with the same result", async () => {
    const { purge, fresh } = await startCase(spec.id, spec.createDrive);
    const asked = [{ by: "path", value: "/about.html" }] as const;

    expect((await purge(asked)).outcomes).toMatchObject([{ state: "completed" }]);
    expect((await purge(asked)).outcomes).toMatchObject([{ state: "completed" }]);
    expect(await fresh()).toEqual(onHosts(spec, ["/about.html"]));
  });
}

function testLimits(spec: ProviderSpec): void {
  it.each(spec.batches)("$perRequest of kind $by in one request, and not one more", async ({ by, perRequest }) => {
    const { purge, submits } = await startCase(spec.id, spec.createDrive);
    const asked = Array.from({ length: perRequest + 1 }, (_, n) => ({
      by,
      value: by === "tag" ? `t${n}` : `/new/${n}/`,
    }));

    const { outcomes } = await purge(asked);

    expect(outcomes.map(({ state, items }) => [state, items])).toEqual([
      ["completed", perRequest],
      ["completed", 1],
    ]);
    expect(
      submits()
        .map(({ body }) => spec.countItems(body))
        .toSorted((a, b) => b - a),
    ).toEqual([perRequest, 1]);
  });

  const { pacing } = spec;
  if ("noneBecause" in pacing) {
    it(`of time: none, because ${pacing.noneBecause}`, () => expect(pacing.noneBecause).not.toBe(""));
    return;
  }
  it("of time, so that a healthy run meets no 429", async () => {
    const { purge, sandbox } = await startCase(spec.id, spec.createDrive);
    sandbox.api.set(pacing.switches ?? {});

    const { outcomes } = await purge(pacing.asked, { timeout: 3600 });

    expect(outcomes.filter(({ state }) => state !== "completed")).toEqual([]);
    expect(new Set(sandbox.api.requests.map(({ status }) => Math.floor(status / 100)))).toEqual(new Set([2]));
  });

  it("of the caller's patience: an abort ends it at once, and nothing more is sent", async () => {
    const { purge, sandbox } = await startCase(spec.id, spec.createDrive);
    const abort = new AbortController();
    sandbox.api.fault([{ do: "hang" }]);

    const running = purge([{ by: "path", value: "/about.html" }], { signal: abort.signal });
    await vi.waitFor(() => expect(sandbox.api.requests).toHaveLength(1));
    abort.abort();

    expect((await running).outcomes).toMatchObject([{ state: "failed", fault: "cancelled" }]);
    expect(sandbox.api.requests).toHaveLength(1);
  });
}

function titleOf({ asked, options, switches }: KindCase): string {
  const selectors = asked.map(({ by, value }) => `${by} ${value}`.trim()).join(", ");
  const under = [options, switches].filter((more) => more !== undefined).map((more) => JSON.stringify(more));
  return [selectors, ...under].join(" under ");
}
