import { describe, expect, it } from "vitest";
import { encodeRecord } from "../../src/memory/record.ts";
import { type MemoryOptions, remember } from "../../src/memory/remember.ts";
import type { ChangesRead } from "../../src/model/change.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import type { Loaded, Store } from "../../src/ports/store.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";
import { keeps, OPTIONS, owing, record } from "./kept-store.ts";

const BUILD: Snapshot = { source: "build", files: new Map([["a", "1"]]) };
const READ: ChangesRead = {
  source: "build",
  sources: ["build"],
  snapshots: [{ source: "build", files: new Map([["a", "2"]]) }],
  changes: [{ kind: "modified", path: "a", before: "1", after: "2" }],
  ignored: 0,
  tree: new Map([["a", "2"]]),
  notes: [],
};
/** A run whose `changes` is `none`: it purges what is owed alone. */
const READ_NONE: ChangesRead = { ...READ, source: "none", sources: [], snapshots: [], changes: [] };

const rememberIn = (store: Store, options: Partial<MemoryOptions> = {}, read = READ, clock = createVirtualClock()) =>
  remember({ ...OPTIONS, ...options, writer: "now" }, store, async () => read, clock);
const kept = () => keeps(record({ builds: [BUILD], pending: owing("b") }));

describe("what must be purged is saved before anything is sent", () => {
  it("with what earlier runs left, on top of their record", async () => {
    const { store, kept: found } = kept();
    const { owed, notes } = await rememberIn(store);

    expect(owed).toEqual(owing("b", "a"));
    expect(notes).toEqual(["1 changed file is still owed by earlier runs, and will be purged with what changed."]);
    expect(found()).toMatchObject({ writer: "now", ancestors: ["older"], pending: owing("a", "b") });
    expect(found()?.builds[0]?.files?.get("a")).toBe("2");
  });

  it("and is only told in a dry run", async () => {
    const { store, kept: found } = kept();
    expect((await rememberIn(store, { isDryRun: true })).notes).toEqual([expect.stringMatching(/would be purged/)]);
    expect(found()?.writer).toBe("older");
  });

  it("without the build where that may not be what goes live", async () => {
    const { store, kept: found } = kept();
    await rememberIn(store, { isProvisional: true });
    expect(found()?.builds[0]?.files?.get("a")).toBe("1");

    const first = keeps(record({}));
    await rememberIn({ ...first.store, load: loadsFirst(first.store, { kind: "missing" }) }, { isProvisional: true });
    expect(first.kept()).toMatchObject({ writer: "now", builds: [] });
  });

  it("once more where an earlier run did not bring it as far as this one is to", async () => {
    const { store } = keeps(record({ builds: [BUILD], pending: owing(), reached: { accepted: owing("c") } }));
    const { owed, notes } = await rememberIn(store, { level: "completed" });
    expect(owed).toEqual(owing("c", "a"));
    expect(notes.at(-1)).toBe("Some of it came less far in earlier runs than wait-for asks for now (completed).");
  });

  it("as everything where what decides the URLs of a file is not what it was", async () => {
    const { changes, notes } = await rememberIn(kept().store, { mapping: { "url-style": ["spa"] } });
    expect(changes.everything).toBe(
      "what decides which URLs a file has (url-style) is not what it was at the last deploy",
    );
    expect(notes.at(-1)).toMatch(/Everything under site-url is purged once\. Later runs compare with this one\.$/);
    const given = { ...READ, everything: "the user says so" };
    const both = await rememberIn(kept().store, { mapping: { "url-style": ["spa"] } }, given);
    expect(both.changes.everything).toBe("the user says so");
  });

  it("again on top of a run that was faster, and not for ever", async () => {
    const { store, kept: found } = kept();
    let saves = 0;
    const second: Store = {
      ...store,
      save: async (bytes, ...rest) => (++saves === 1 ? { kind: "conflict" } : store.save(bytes, ...rest)),
    };
    await rememberIn(second);
    expect([saves, found()?.writer]).toEqual([2, "now"]);

    const never = rememberIn({ ...store, save: async () => ({ kind: "conflict" }) });
    await expect(never).rejects.toThrow(/other runs replaced the record 20 times in a row\. Nothing was sent/);
  });
});

describe("a run that reads no build", () => {
  it("purges what is owed, relative to what was deployed, and leaves the last build the last", async () => {
    const builds = [{ ...BUILD, prefix: "dist" }];
    const { store, kept: found } = keeps(record({ builds, pending: owing("b") }));
    const { changes } = await rememberIn(store, {}, READ_NONE);
    expect(changes).toMatchObject({ prefix: "dist", changes: [{ path: "b" }] });
    expect(found()?.builds[0]?.files?.get("a")).toBe("1");
  });

  it("has nothing to remember where nothing is owed, or nothing was remembered", async () => {
    const paid = keeps(record({ builds: [BUILD], pending: owing() }));
    expect((await rememberIn(paid.store, {}, READ_NONE)).ahead).toBeUndefined();
    expect(paid.kept()?.writer).toBe("older");
    const none = { ...paid.store, load: async () => ({ kind: "missing" }) as const };
    expect(await rememberIn(none, {}, READ_NONE)).toMatchObject({ was: "first", owed: owing(), notes: [] });
  });
});

describe("without a memory", () => {
  const failing = { ...keeps(record({})).store, load: async () => ({ kind: "failed", message: "no answer" }) as const };
  const other = keeps(record({ builds: [{ source: "git", commit: "a".repeat(40) }], pending: owing("b") })).store;

  it.each([
    ["cannot be reached", failing, /^Nothing can be remembered from the cache: no answer\. .*store can be reached/],
    [
      "knows another source's builds alone",
      other,
      /does not remember a build by changes: build.*Keep changes as it is/,
    ],
  ])("that %s, everything would be purged, and the way out is named", async (_, store, sentence) => {
    const { changes, notes } = await rememberIn(store, { isDryRun: true });
    expect(changes.everything).toBeDefined();
    expect(notes).toEqual([expect.stringMatching(sentence)]);
    expect(notes).toEqual([expect.stringMatching(/Everything under site-url would be purged once/)]);
  });

  it("compares with what the event names where last-push is given, also where only another source was remembered", async () => {
    const asked: unknown[] = [];
    const read = async (builds: unknown) => {
      asked.push(builds);
      return READ;
    };
    const options = { ...OPTIONS, onMissing: "last-push", isDryRun: true } as const;
    const { owed } = await remember(options, other, read, createVirtualClock());
    expect(owed).toEqual(owing("b", "a"));
    expect(asked).toEqual([[expect.objectContaining({ source: "git" })], undefined]);
    await remember(options, { ...other, load: async () => ({ kind: "missing" }) }, read, createVirtualClock());
    expect(asked.slice(2)).toEqual([undefined]);
  });

  it("sends nothing where fail is given, and takes the build as it is where adopt is", async () => {
    await expect(rememberIn(failing, { onMissing: "fail" })).rejects.toMatchObject({ fault: "state" });
    const adopted = await rememberIn(other, { onMissing: "adopt", isDryRun: true });
    expect(adopted).toMatchObject({ isAdopted: true, owed: owing("b"), changes: { changes: [] } });
  });
});

describe("what was saved is read back", () => {
  it.each([
    ["is not there", { kind: "missing" }, /reading it back failed: it is not there/],
    ["cannot be read", { kind: "failed", message: "no answer" }, /reading it back failed: no answer/],
    ["is somebody else's", { kind: "found", bytes: Buffer.from("x"), version: "" }, /it holds something else/],
    ["is too long", { kind: "found", bytes: "too-large", version: "" }, /it holds something else/],
  ] as const)("three times, and nothing is sent where it %s", async (_, back, why) => {
    const { store } = kept();
    const clock = createVirtualClock();
    let saved = false;
    const odd: Store = {
      ...store,
      load: async () => (saved ? back : store.load()),
      save: async (...given) => {
        saved = true;
        return store.save(...given);
      },
    };
    await expect(rememberIn(odd, {}, READ, clock)).rejects.toThrow(why);
    expect(clock.slept).toEqual([1_000, 1_000]);
  });

  it("and is there as soon as a slow service hands it out", async () => {
    const { store, kept: found } = kept();
    let loads = 0;
    const slow: Store = { ...store, load: async () => (++loads === 2 ? { kind: "missing" } : store.load()) };
    expect((await rememberIn(slow)).ahead?.writer).toBe("now");
    expect([loads, found()?.writer]).toEqual([3, "now"]);
  });

  it("and may be a newer run's where the store lets nobody write over what was not read", async () => {
    const newer = encodeRecord(record({ writer: "newer", generation: Number.MAX_SAFE_INTEGER }));
    const older = encodeRecord(record({ writer: "lost", generation: 1 }));
    for (const [bytes, compares, isTaken] of [
      [newer, true, true],
      [newer, false, false],
      [older, true, false],
    ] as const) {
      const { store } = kept();
      const load = loadsFirst(store, await store.load(), { kind: "found", bytes, version: "v" });
      const run = rememberIn({ ...store, compares, load });
      await (isTaken ? expect(run).resolves.toBeDefined() : expect(run).rejects.toThrow(/it holds something else/));
    }
  });
});

it("a record that cannot be saved ends the run before anything is sent", async () => {
  const { store } = kept();
  const full: Store = { ...store, save: async () => ({ kind: "failed", message: "the disk is full" }) };
  await expect(rememberIn(full)).rejects.toThrow(
    /could not be remembered in the cache: the disk is full\. Nothing was sent/,
  );
});

it("a sealed record that somebody put back under another name is of no use", async () => {
  const stateKey = "seal-key";
  const first = keeps(record({ builds: [BUILD] }), stateKey);
  const names = ["v1", "v2"];
  const store: Store = { ...first.store, nextVersion: () => names.shift() as string };
  await rememberIn(store, { stateKey });
  expect(first.kept()).toMatchObject({ writer: "now", version: "v1" });

  const found = async (version: string) => {
    const { kind, bytes } = (await first.store.load()) as Extract<Loaded, { readonly kind: "found" }>;
    const load = async () => ({ kind, bytes, version });
    return rememberIn({ ...store, load }, { stateKey, isDryRun: true });
  };
  expect(await found("v1")).toMatchObject({ was: "known" });
  expect(await found("v9")).toMatchObject({
    was: "unusable",
    notes: [expect.stringMatching(/put back under another name/)],
  });
});

/** Gives these answers first, the last of them for good where there are several, and else what the store holds. */
function loadsFirst(store: Store, ...answers: readonly Awaited<ReturnType<Store["load"]>>[]): Store["load"] {
  let calls = 0;
  const forGood = answers.length > 1 ? answers.at(-1) : undefined;
  return async () => answers[calls++] ?? forGood ?? store.load();
}
