import { describe, expect, it } from "vitest";
import { setStage } from "../support/stage.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

/** A run that says nothing of what was live before it. */
const LATER = { event: { name: "workflow_dispatch", payload: {} } };

describe.concurrent("the memory knows", () => {
  it("which API was called", async () => {
    await using stage = await setStage("batoff");
    const state = { state: `file:${await makeTempFolder("record-")}/record`, "on-missing-state": "last-push" };
    await stage.run({ with: state });
    const same = await stage.run({ ...LATER, with: state });
    expect(same.outputs).toMatchObject({ verdict: "nothing-to-purge" });
    const before = stage.sandbox.api.requests.length;

    const other = stage.sandbox.api.url.replace("127.0.0.1", "localhost");
    const moved = await stage.run({ ...LATER, with: { ...state, "api-url": other } });
    expect(moved.outputs["verdict"]).toBe("purged");
    expect(stage.sandbox.api.requests.length).toBeGreaterThan(before);
    expect(moved.log.join("\n")).toContain("nother API is called than at the last deploy (api-url)");
  });

  it("how far a purge came: what was only accepted is owed to a run that requires more", async () => {
    await using stage = await setStage("batoff");
    const state = { state: `file:${await makeTempFolder("record-")}/record`, "on-missing-state": "last-push" };
    stage.sandbox.api.set({ neverFinish: true });
    const accepted = await stage.run({ with: { ...state, "wait-for": "accepted" } });
    expect(accepted.outputs).toMatchObject({ verdict: "purged", confirmed: "false" });

    stage.sandbox.api.set({ neverFinish: false });
    const again = await stage.run({ ...LATER, with: { ...state, "wait-for": "accepted" } });
    expect(again.outputs["verdict"]).toBe("nothing-to-purge");
    const completed = await stage.run({ ...LATER, with: { ...state, "wait-for": "completed" } });
    expect(completed.outputs).toMatchObject({ verdict: "purged", confirmed: "true" });
    expect(await stage.stale()).toEqual([]);

    const last = await stage.run({ ...LATER, with: { ...state, "wait-for": "completed" } });
    expect(last.outputs).toMatchObject({ verdict: "nothing-to-purge", confirmed: "true" });
  });
});
