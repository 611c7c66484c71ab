import { describe, expect, it, vi } from "vitest";
import type { ProviderId } from "../../../sandbox/sandbox.ts";
import { startCase } from "./case.ts";
import type { Declared, Drive, PurgeEntry } from "./drive.ts";
import { testFaults } from "./faults.ts";
import { testNumbers } from "./numbers.ts";
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
  /** Every limit and ability, stated once more: the code under test must state the same. */
  readonly declares: Declared;
  /** What an option changes in them, with the switches that make the sandbox a vendor for whom it is right. */
  readonly declaresUnder?: readonly DeclaredUnder[];
  /** Least milliseconds until the next attempt after a 429 that names no time; 0 where the vendor says nothing of it. */
  readonly afterThrottleMs: number;
  /** Where there is a status: milliseconds for which it may not know a purge that was taken. */
  readonly registersWithinMs?: number;
  /** How many instructions a request's body carries. */
  readonly countItems: (body: string) => number;
  /** Numbers of purges at which a client that does not pace itself meets a 429: at least one for each documented rate. */
  readonly pacing: readonly PacingCase[] | { readonly noneBecause: string };
  /** Settings under which each of many purges is a request of its own, sent without pause. */
  readonly oneByOne: {
    readonly asked: (count: number) => readonly PurgeEntry[];
    readonly options?: Readonly<Record<string, unknown>>;
  };
  /** Statuses by which the vendor says that the site is unknown, suspended or another's: no other purge can do better. */
  readonly siteStatuses: readonly number[];
  /** An error body in the vendor's shape. */
  readonly errorBody: (words: string) => string;
  /** A success by its status that is none by its body. */
  readonly errorInside200: { readonly body: string; readonly fault: string } | { readonly noneBecause: string };
}

export interface DeclaredUnder {
  readonly options: Readonly<Record<string, unknown>>;
  readonly switches?: Readonly<Record<string, unknown>>;
  readonly declares: Partial<Declared>;
}

export interface PacingCase {
  readonly asked: readonly PurgeEntry[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly switches?: Readonly<Record<string, unknown>>;
}

export interface KindCase {
  readonly asked: readonly PurgeEntry[];
  readonly gone: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly switches?: Readonly<Record<string, unknown>>;
}

/** Runs every rule that all providers keep. What a vendor does not have is said with a reason, never left out. */
export function testProvider(spec: ProviderSpec): void {
  describe(`${spec.id} purges`, () => testKinds(spec));
  describe(`${spec.id} keeps limits`, () => testLimits(spec));
  describe(`${spec.id} under faults`, () => testFaults(spec));
  describe(`${spec.id} is what it declares`, () => testNumbers(spec));
  if (hasStatus(spec)) describe(`${spec.id} waits for completion`, () => testStatus(spec));
}

/** Does the vendor tell when a purge is complete? */
function hasStatus({ declares }: ProviderSpec): boolean {
  return declares.done.by === "poll";
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
      outcomes.map(() => ({ state: "completed", refused: [], confirmed: hasStatus(spec) })),
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
  const kinds = Object.entries(spec.declares.accepts).filter(([by]) => by !== "all");
  it.each(kinds)("of kind %s in one request, and not one more", async (by, { perRequest }) => {
    const { purge, submits } = await startCase(spec.id, spec.createDrive);
    const asked = Array.from({ length: perRequest + 1 }, (_, n) => numbered(by as PurgeEntry["by"], n));

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

  testPacing(spec);

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

function testPacing({ id, createDrive, pacing }: ProviderSpec): void {
  if ("noneBecause" in pacing) {
    it(`of time: none, because ${pacing.noneBecause}`, () => expect(pacing.noneBecause).not.toBe(""));
    return;
  }
  const titled = pacing.map((one) => [`${one.asked.length} purges${underOf(one)}`, one] as const);
  it.each(titled)(
    "of time, so that a healthy run meets no 429: %s",
    async (_, { asked, options = {}, switches = {} }) => {
      const { purge, sandbox } = await startCase(id, createDrive);
      sandbox.api.set(switches);

      const { outcomes } = await purge(asked, { timeout: 3600, options });

      expect(outcomes.filter(({ state }) => state !== "completed")).toEqual([]);
      expect(new Set(sandbox.api.requests.map(({ status }) => Math.floor(status / 100)))).toEqual(new Set([2]));
    },
  );
}

/** The nth of many selectors of a kind, none of which hits anything. */
function numbered(by: PurgeEntry["by"], n: number): PurgeEntry {
  if (by === "host") return { by, value: n === 0 ? "127.0.0.1" : "localhost" };
  if (by === "tag" || by === "extension") return { by, value: `t${n}` };
  return { by, value: `/new/${n}/` };
}

function titleOf(one: KindCase): string {
  return one.asked.map(({ by, value }) => `${by} ${value}`.trim()).join(", ") + underOf(one);
}

function underOf({ options, switches }: Omit<KindCase, "asked" | "gone">): string {
  const under = [options, switches].filter((more) => more !== undefined);
  return under.map((more) => ` under ${JSON.stringify(more)}`).join("");
}
