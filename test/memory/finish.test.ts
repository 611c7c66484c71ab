import { describe, expect, it } from "vitest";
import { finish } from "../../src/memory/finish.ts";
import type { Store } from "../../src/ports/store.ts";
import { keeps, OPTIONS, owing, record } from "./kept-store.ts";

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

describe("a run that ends", () => {
  const changed = (more: Partial<Store>) => {
    const { store, kept } = keeps(record({}));
    return { store: { ...store, ...more }, kept };
  };
  const refused = { kind: "failed", message: "the disk is full" } as const;

  it.each(["known", "nothing"])(
    "is overtaken where the store refuses its record; what it owes is %s to the newer one",
    async (of) => {
      const { store } = changed({ save: async () => ({ kind: "conflict" }) });
      const owed = of === "known" ? "all" : owing();
      expect(await finish(OPTIONS, store, record({}), { ...left, owed })).toEqual({
        isSuperseded: true,
        notes: [expect.stringMatching(of === "known" ? /has all that this run left owed/ : /left nothing owed/)],
      });
    },
  );

  it("says that its purges are repeated where its record cannot be read or saved", async () => {
    for (const more of [{ load: async () => refused }, { save: async () => refused }]) {
      expect(await finish(OPTIONS, changed(more).store, record({}), left)).toEqual({
        isSuperseded: false,
        notes: [
          "What was purged could not be noted in the cache (the disk is full): the next run purges it once more.",
        ],
      });
    }
  });

  it("asks to be run again where a newer one cannot be given what it left", async () => {
    const { store } = keeps(record({ generation: 2, writer: "newer", pending: owing("c") }));
    const { isSuperseded, notes } = await finish(OPTIONS, { ...store, save: async () => refused }, record({}), left);
    expect([isSuperseded, ...notes]).toEqual([true, expect.stringMatching(/could not be added.*run this step again/)]);
  });

  it.each(["nothing", "something else"])("saves its record anew where %s is there any more", async (there) => {
    const versions: (string | undefined)[] = [];
    const { store, kept } = keeps(record({}));
    const ended = await finish(
      OPTIONS,
      {
        ...store,
        load: async () =>
          there === "nothing" ? { kind: "missing" } : { kind: "found", bytes: Buffer.from("else"), version: "other" },
        save: (bytes, version) => {
          versions.push(version);
          return store.save(bytes, version);
        },
      },
      record({}),
      left,
    );
    expect(ended).toEqual({ isSuperseded: false, notes: [] });
    expect(kept()).toMatchObject({ writer: "older", pending: owing("b"), reached: { completed: owing("a") } });
    expect(versions).toEqual([there === "nothing" ? undefined : "other"]);
  });

  it("after a signal writes what is on its own disk, and opens no connection any more", async () => {
    const aborted = { ...left, isAborted: true };
    const local = changed({ isLocal: true });
    expect(await finish(OPTIONS, local.store, record({}), aborted)).toEqual({ isSuperseded: false, notes: [] });
    expect(local.kept()?.pending).toEqual(owing("b"));

    const remote = changed({ load: () => Promise.reject(new Error("connected")) });
    const { notes } = await finish(OPTIONS, remote.store, record({}), aborted);
    expect(notes).toEqual([expect.stringMatching(/since the run was cancelled: the next run purges it once more/)]);
  });
});
