import { describe, expect, it } from "vitest";
import { once } from "../support/once.ts";
import { setStage } from "../support/stage.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

/** A run that says nothing of what was live before it. */
const LATER = { event: { name: "workflow_dispatch", payload: {} } };

/** Runs of one site, each for what is live already: at first its provider accepts and does not finish. */
const runs = once(async () => {
  await using stage = await setStage("batoff");
  const state = { state: `file:${await makeTempFolder("record-")}/record`, "on-missing-state": "last-push" };
  const sent = () => stage.sandbox.api.requests.length;
  stage.sandbox.api.set({ neverFinish: true });
  const accepted = await stage.run({ with: { ...state, "wait-for": "accepted" } });
  stage.sandbox.api.set({ neverFinish: false });
  const again = await stage.run({ ...LATER, with: { ...state, "wait-for": "accepted" } });
  const completed = await stage.run({ ...LATER, with: { ...state, "wait-for": "completed" } });
  const stale = await stage.stale();
  const last = await stage.run({ ...LATER, with: { ...state, "wait-for": "completed" } });
  const before = sent();
  const other = stage.sandbox.api.url.replace("127.0.0.1", "localhost");
  const moved = await stage.run({ ...LATER, with: { ...state, "wait-for": "completed", "api-url": other } });
  return { accepted, again, completed, stale, last, moved, sentByMoved: sent() - before };
});

describe("the memory knows", () => {
  it("how far a purge came: what was only accepted is owed to a run that requires more", async () => {
    const { accepted, again, completed, stale, last } = await runs();
    expect(accepted.outputs).toMatchObject({ verdict: "purged", confirmed: "false" });
    expect(again.outputs["verdict"]).toBe("nothing-to-purge");
    expect(completed.outputs).toMatchObject({ verdict: "purged", confirmed: "true" });
    expect(stale).toEqual([]);
    expect(last.outputs).toMatchObject({ verdict: "nothing-to-purge", confirmed: "true" });
  });

  it("which API was called", async () => {
    const { last, moved, sentByMoved } = await runs();
    expect(last.outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect(moved.outputs["verdict"]).toBe("purged");
    expect(sentByMoved).toBeGreaterThan(0);
    expect(moved.log.join("\n")).toContain("nother API is called than at the last deploy (api-url)");
  });
});
