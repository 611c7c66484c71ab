import { describe, expect, it } from "vitest";
import { startCase } from "./case.ts";
import type { DeclaredKind, PurgeEntry } from "./drive.ts";
import {
  type DeclaredUnder,
  mainKind,
  numbered,
  type ProviderSpec,
  pageOf,
  refusedOf,
  toOneServer,
} from "./provider-spec.ts";

/** The action's default `timeout`, in seconds. */
const DEFAULT_TIMEOUT = 300;

/** From which pause on, in milliseconds, a poll is late: the virtual clock rounds up, and a signal takes no time. */
const JITTER_MS = 50;

/** What the policy itself adds to a first pause, in milliseconds. */
const MAX_BACKOFF_MS = 1000;

/** Holds every number that a provider declares against what its sandbox does, or, where it is our own, against the test. */
export function testNumbers(spec: ProviderSpec): void {
  it("number by number", async () => {
    const { declared } = await startCase(spec.id, spec.createDrive);

    expect(await declared()).toEqual(spec.declares);
  });

  it("and gets through the most that one run may send, in the default timeout and without a refusal", async () => {
    const { purge, sandbox, declared } = await startCase(spec.id, spec.createDrive);
    const { maxPurges } = await declared();
    const requested = Array.from({ length: maxPurges }, (_, n) => numbered(mainKind(spec), n));

    const { outcomes } = await purge(requested, { timeout: DEFAULT_TIMEOUT });

    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(["completed"]));
    expect(outcomes.reduce((sum, { items }) => sum + items, 0)).toBe(maxPurges);
    expect(refusedOf(sandbox)).toEqual([]);
  });

  const under = spec.declaresUnder ?? [];
  it.each(under)("number by number under $options", async ({ options, declares }) => {
    const { declared } = await startCase(spec.id, spec.createDrive);

    expect(await declared(options)).toEqual({ ...spec.declares, ...declares });
  });

  testKinds(spec, { options: {}, declares: spec.declares });
  for (const one of under.filter(({ declares }) => declares.accepts !== undefined))
    describe(JSON.stringify(one.options), () => testKinds(spec, one));
  testThrottle(spec);
  testDone(spec);
}

function testKinds(spec: ProviderSpec, under: DeclaredUnder): void {
  for (const [by, kind] of Object.entries(under.declares.accepts ?? {}))
    testKind(spec, under, [by as PurgeEntry["by"], kind]);
}

function testKind(
  spec: ProviderSpec,
  { options, switches = {} }: DeclaredUnder,
  [by, { maxLength, match }]: readonly [PurgeEntry["by"], DeclaredKind],
): void {
  async function start() {
    const one = await startCase(spec.id, spec.createDrive);
    one.sandbox.api.set(switches);
    const { accepts } = await one.declared(options);
    return { ...one, kind: accepts[by], purgeOne: (value: string) => one.purge([{ by, value }], { options }) };
  }
  if (maxLength !== undefined) {
    it(`in the longest value of kind ${by}: it is taken, and one character more is not`, async () => {
      const { purgeOne, kind } = await start();
      const longest = kind?.maxLength ?? 0;

      const value = (length: number) =>
        by === "path" || by === "prefix" ? "/".padEnd(length, "x") : "x".repeat(length);
      expect((await purgeOne(value(longest))).outcomes).toMatchObject([{ state: "completed" }]);
      expect((await purgeOne(value(longest + 1))).outcomes).toMatchObject([{ state: "failed", fault: "invalid" }]);
    });
  }
  // A folder's prefix that ends at a segment: the page lies at the root.
  const whole = match.prefix === "segment" ? "/" : WHOLE[by];
  if (match.query !== "unknown" && whole !== undefined) {
    it(`in what kind ${by} does to copies with a query string: ${match.query}`, async () => {
      const { purgeOne, fresh, kind } = await start();
      const covers = kind?.match.query === "covered";

      await purgeOne(whole);

      expect(fresh()).toContain("/about.html");
      expect(fresh().includes("/about.html?v=1")).toBe(covers);
    });
  }
  if (match.prefix !== undefined) {
    it(`in where a prefix ends: ${match.prefix}`, async () => {
      const { purgeOne, fresh, kind } = await start();
      const isText = kind?.match.prefix === "string";

      await purgeOne("/docs");

      expect(fresh().includes("/docs-old/a.html")).toBe(isText);
    });
  }
}

/** A value of each kind that selects `/about.html`; tags are laid on other pages. */
const WHOLE: Partial<Record<PurgeEntry["by"], string>> = {
  path: "/about.html",
  prefix: "/about",
  extension: "html",
  regex: "^/about",
  equals: "/about.html",
  starts_with: "/about",
  contains: "bout.ht",
  host: "127.0.0.1",
  all: "",
};

function testThrottle(spec: ProviderSpec): void {
  const { id, createDrive, errorBody, oneByOne, afterThrottleMs } = spec;
  it(`in its pause after a 429 that names none: ${afterThrottleMs} ms`, async () => {
    const { purge, sandbox, submits } = await startCase(id, createDrive);
    sandbox.api.fault([{ do: "answer", status: 429, body: errorBody("slower") }], "submit");

    const { options = {} } = oneByOne;
    expect((await purge([pageOf(spec).requested], { options })).outcomes).toMatchObject([{ state: "completed" }]);
    const [first = 0, second = 0] = toOneServer(submits()).map(({ at }) => at);
    expect(second - first).toBeGreaterThanOrEqual(afterThrottleMs);
    expect(second - first).toBeLessThanOrEqual(afterThrottleMs + MAX_BACKOFF_MS);
  });
}

function testDone(spec: ProviderSpec): void {
  const { done } = spec.declares;
  if (done.by === "response") testDoneByResponse(spec);
  if (done.by === "window") {
    it(`in its window: complete is what was taken ${done.seconds} s ago, and not before`, async () => {
      const { purge, drive, submits, sandbox } = await startCase(spec.id, spec.createDrive);

      expect((await purge([pageOf(spec).requested])).outcomes).toMatchObject([
        { state: "completed", confirmed: false },
      ]);
      const waitedMs = drive.now() - (submits()[0]?.at ?? 0);
      expect(waitedMs).toBeGreaterThanOrEqual(done.seconds * 1000);
      expect(waitedMs).toBeLessThanOrEqual(done.seconds * 1000 + JITTER_MS);
      expect(done.seconds * 1000, "less than the vendor needs").toBeGreaterThanOrEqual(sandbox.api.traits.settlesMs);
    });
  }
  if (done.by !== "poll") return;
  it(`in its polls: the first after ${done.firstMs} ms, and never more than ${done.maxMs} ms apart`, async () => {
    const { purge, polls, submits, sandbox } = await startCase(spec.id, spec.createDrive);
    sandbox.api.set({ neverFinish: true });

    await purge([pageOf(spec).requested], { timeout: 120 });

    const times = [submits()[0]?.at ?? 0, ...polls().map(({ at }) => at)];
    const pauses = times.slice(1).map((at, n) => at - (times[n] ?? 0));
    expect(pauses[0]).toBeGreaterThanOrEqual(done.firstMs);
    expect(pauses[0]).toBeLessThanOrEqual(done.firstMs + JITTER_MS);
    expect(Math.max(...pauses)).toBeGreaterThanOrEqual(done.maxMs);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(done.maxMs + JITTER_MS);
  });
}

function testDoneByResponse(spec: ProviderSpec): void {
  it("in its answers: what was answered is gone, and nothing is waited for", async () => {
    const { purge, fresh, drive, submits } = await startCase(spec.id, spec.createDrive);
    const { requested, gone } = pageOf(spec);

    expect((await purge([requested])).outcomes).toMatchObject([{ state: "completed" }]);
    expect(drive.now() - (submits()[0]?.at ?? 0)).toBeLessThanOrEqual(JITTER_MS);
    expect(fresh()).toEqual(gone);
  });
}
