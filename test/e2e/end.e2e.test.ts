import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Fault, Sandbox } from "../../sandbox/sandbox.ts";
import { type Cache, inSteps } from "../support/caches.ts";
import { reportOf, setStage } from "../support/stage.ts";

/** The runner kills 7.5 seconds after SIGINT; a run that needs longer would lose its outputs. */
const KILLED_AFTER_MS = 7500;
const LONGEST_WAIT_LOOKS = 500;

/** Resolves when every scripted fault has met its request: the action hangs on an answer then. */
async function faultsUsed({ api }: Sandbox): Promise<void> {
  for (let look = 0; look < LONGEST_WAIT_LOOKS && api.unusedFaults() > 0; look++) await sleep(20);
}

async function declaredOutputs(): Promise<readonly string[]> {
  const action = parse(await readFile(new URL("../../action.yml", import.meta.url), "utf8")) as {
    outputs: Record<string, unknown>;
  };
  return Object.keys(action.outputs).toSorted();
}

describe.concurrent("an API that never answers", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("ends in order by %s: exit code %i, everything reported", async (signal, exitCode) => {
    await using stage = await setStage("batoff");
    stage.sandbox.api.fault([{ do: "hang" }]);
    const run = await stage.run({
      signalAfter: { signal, when: faultsUsed(stage.sandbox) },
      timeoutMs: KILLED_AFTER_MS + 10_000,
    });

    expect([run.exitCode, run.timedOut, run.errors]).toEqual([exitCode, false, []]);
    expect(Object.keys(run.outputs).toSorted()).toEqual(await declaredOutputs());
    expect(run.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CANCELLED", "purged-count": "0" });
    expect(run.outputs["owed-count"]).toBe(String(stage.changed.length));
    expect((await reportOf(run)).message).toContain("cancelled");
    expect(run.summary).toMatch(/^## ❌ None of \d+ purges done/);
  });

  it("is red when the timeout is over", async () => {
    await using stage = await setStage("batoff");
    stage.sandbox.api.fault(Array(10).fill({ do: "hang" }));
    // Whether the second is over before or after the first request has left: nothing here may hang on that.
    const run = await stage.run({ with: { timeout: "1" } });

    expect([run.exitCode, run.outputs["verdict"], run.outputs["error-code"]]).toEqual([1, "failed", "E_TIMEOUT"]);
    expect((await reportOf(run)).message).toContain("timeout of 1 s");
  });

  it("that takes a purge and never finishes it is red too", async () => {
    await using stage = await setStage("batoff");
    stage.sandbox.api.set({ neverFinish: true });
    // It begins when all is read and planned: long enough for one request on any machine; the poll never ends.
    const run = await stage.run({ with: { timeout: "8" } });

    expect([run.exitCode, run.outputs["error-code"], run.outputs["confirmed"]]).toEqual([1, "E_TIMEOUT", "false"]);
    expect(run.outputs["purged-count"]).toBe("0");
    expect(run.outputs["task-ids"]).not.toBe("[]");
  });
});

/** By the name of the cache whose API is in it. */
const TROUBLES: Readonly<Record<string, Fault>> = {
  "a-reset": { do: "reset" },
  "half-an-answer": { do: "half-answer" },
  "a-503-with-a-page": { do: "answer", status: 503, body: "<html><title>Be right back</title></html>" },
  "a-429": { do: "answer", status: 429, headers: { "retry-after": "1" }, body: '{"error":"rate_limited"}' },
};

describe("an API that is in trouble for a moment", () => {
  const caches = Object.keys(TROUBLES).map((name): [string, Cache] => [name, { provider: "batoff" }]);
  const steps = inSteps(Object.fromEntries(caches));
  beforeAll(() => steps.start(({ sandbox }, name) => sandbox.api.fault([TROUBLES[name] as Fault], "submit")));
  afterAll(() => steps.end());

  it.each(Object.keys(TROUBLES))("gets the request again: %s", async (name) => {
    const { stage, run } = steps.of(name);

    expect([run.exitCode, run.of(name).verdict]).toEqual([0, "purged"]);
    expect(stage.sandbox.api.unusedFaults()).toBe(0);
    expect(await stage.stale()).toEqual([]);
  });
});
