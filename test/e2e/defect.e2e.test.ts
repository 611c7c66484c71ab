import { describe, expect, it } from "vitest";
import { everythingWritten, setStage } from "../support/stage.ts";

describe.concurrent("whatever happens", () => {
  it("a runner that no longer reads does not end the purge", async () => {
    await using stage = await setStage("batoff");
    const run = await stage.run({ goneAfter: /^Changes:/ });

    expect([run.exitCode, run.timedOut]).toEqual([0, false]);
    expect(run.outputs["verdict"]).toBe("purged");
    expect(await stage.stale()).toEqual([]);
  });

  it.each([
    ["a promise that nobody waits for", "Promise.reject(new Error(text))"],
    ["a thrown text", "{ throw text; }"],
  ])("%s is red, and shows no secret", async (_, defect) => {
    await using stage = await setStage("batoff");
    stage.sandbox.api.fault(Array(10).fill({ do: "hang" }));
    const { apiKey } = stage.sandbox.api.account;
    const script = `const text = ${JSON.stringify(`lost ${apiKey}`)}; setTimeout(() => ${defect}, 700);`;
    const run = await stage.run({
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` },
    });

    expect([run.exitCode, run.timedOut]).toEqual([1, false]);
    expect(run.annotations).toContainEqual(expect.objectContaining({ kind: "error" }));
    expect(run.annotations.map(({ message }) => message).join()).toContain("lost ***");
    expect(await everythingWritten(run)).not.toContain(apiKey);
  });
});
