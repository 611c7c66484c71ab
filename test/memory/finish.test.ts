import { describe, expect, it } from "vitest";
import { finish } from "../../src/memory/finish.ts";
import { decodeRecord, encodeRecord } from "../../src/memory/record.ts";
import type { StateRecord } from "../../src/memory/record-body.ts";
import type { MemoryOptions } from "../../src/memory/remember.ts";
import type { PendingPaths } from "../../src/model/memory.ts";
import type { Store } from "../../src/ports/store.ts";

const KEY = "0123456789abcdef".repeat(4);
const OPTIONS: MemoryOptions = {
  key: KEY,
  mapping: {},
  level: "completed",
  onMissing: "purge-all",
  isDryRun: false,
  isProvisional: false,
  writer: "older",
};
const owing = (...paths: string[]): PendingPaths => new Map(paths.map((path) => [path, "modified"]));
const record = (given: Partial<StateRecord>): StateRecord => ({
  key: KEY,
  generation: 1,
  writer: "older",
  builds: [],
  mapping: {},
  pending: owing("a", "b"),
  ...given,
});

/** A store that keeps the last record that anybody gave it, as the cache does. */
function keeps(first: StateRecord): { readonly store: Store; readonly kept: () => StateRecord | undefined } {
  let bytes = encodeRecord(first);
  const store: Store = {
    name: "the cache",
    kind: "cache",
    isLocal: false,
    compares: false,
    load: async () => ({ kind: "found", bytes, version: "v" }),
    save: async (given) => {
      bytes = given;
      return { kind: "saved", version: "w" };
    },
  };
  const kept = () => {
    const decoded = decodeRecord(bytes, { key: KEY });
    return decoded.kind === "record" ? decoded.record : undefined;
  };
  return { store, kept };
}

const left = { owed: owing("b"), level: "completed", isAborted: false } as const;

describe("a run that a newer one has overtaken, in a store that cannot compare", () => {
  it("hands over what it left where the newer one did not know of it", async () => {
    const newer = record({ generation: 2, writer: "newer", pending: owing("c") });
    const { store, kept } = keeps(newer);
    const { isSuperseded, notes } = await finish(OPTIONS, store, record({}), left);

    expect(isSuperseded).toBe(true);
    expect(notes).toEqual([expect.stringMatching(/without knowing of this one.*is added to what is owed/)]);
    expect(kept()).toMatchObject({ writer: "newer", pending: owing("b", "c") });

    // The newer run does not take what was handed over for what it brought through.
    await finish({ ...OPTIONS, writer: "newer" }, store, newer, { ...left, owed: owing() });
    expect(kept()?.pending).toEqual(owing("b"));
  });

  it("says so where the newer one was made on top of its record", async () => {
    const { store, kept } = keeps(record({ generation: 2, writer: "newer", pending: owing(), ancestors: ["older"] }));
    const { notes } = await finish(OPTIONS, store, record({}), left);

    expect(notes).toEqual([expect.stringMatching(/it has all that this run left owed/)]);
    expect(kept()?.pending).toEqual(owing());
  });

  it("claims nothing of what it owed where it owes nothing", async () => {
    const { store } = keeps(record({ generation: 2, writer: "newer", pending: owing() }));
    const { notes } = await finish(OPTIONS, store, record({}), { ...left, owed: owing() });

    expect(notes).toEqual([expect.stringMatching(/This one left nothing owed/)]);
  });
});
