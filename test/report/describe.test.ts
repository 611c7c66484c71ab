import { describe, expect, it } from "vitest";
import { parseInputs } from "../../src/inputs/parse.ts";
import { findStaleContent } from "../../src/mapping/find-stale.ts";
import { URL_STYLES } from "../../src/mapping/url-style.ts";
import type { ChangesRead } from "../../src/model/change.ts";
import type { DeployMemory, PendingPaths } from "../../src/model/memory.ts";
import type { Delivery } from "../../src/model/outcome.ts";
import type { Plan, StaleTarget } from "../../src/model/plan.ts";
import { describeDestination } from "../../src/report/build-destination.ts";
import { describeRun } from "../../src/report/build-report.ts";
import { renderOutputs } from "../../src/report/outputs.ts";
import { renderSummary } from "../../src/report/summary/summary.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";

const CHANGES: ChangesRead = {
  source: "git",
  sources: ["git"],
  snapshots: [],
  changes: [{ kind: "modified", path: "a", before: "1", after: "2" }],
  ignored: 0,
  tree: new Map([["a", "2"]]),
  notes: [],
};

function target(value: string): StaleTarget {
  return { selector: { by: "path", value }, requested: "changes", because: [] };
}

/** What becomes of a plan with one path, which is purged, and something that is not sent. */
async function reportOf(given: Partial<Plan>, came: Partial<Delivery> = {}, owed: PendingPaths = new Map()) {
  const config = await parseInputs(
    new Map([
      ["provider", "paradarum"],
      ["site", "123"],
      ["build-dir", "dist"],
      ["dry-run", "true"],
    ]),
    "push",
  );
  const [destination] = config.destinations;
  if (destination === undefined) throw new Error("There is no destination.");
  const batch = { index: 0, items: [{ selector: target("/a").selector, targets: [target("/a")] }] };
  const plan: Plan = {
    batches: [batch],
    translations: [],
    instructions: 1,
    collateral: 0,
    floorMs: 0,
    notes: [],
    ...given,
  };
  const delivery: Delivery = {
    level: "accepted",
    outcomes: [{ batch, state: "accepted", confirmed: false, refused: [], taskIds: [], attempts: 1 }],
    requests: 1,
    submitMs: 1,
    settleMs: 0,
    ...came,
  };
  const routed = { changes: CHANGES, count: 0, touched: CHANGES.changes, selectors: [], unmatched: [] };
  const staleContent = findStaleContent(CHANGES, URL_STYLES.exact, destination.capabilities.wants);
  const memory: DeployMemory = {
    owed,
    isAdopted: false,
    isSuperseded: false,
    notes: [],
    finish: async () => memory,
  };
  const proof = { probes: [], atOrigin: [], warm: [], warnings: [] };
  const times = { changesMs: 0, planMs: 0 };
  const one = describeDestination(
    { destination, changes: CHANGES, routed, staleContent, plan, memory, proof, sendsNothing: undefined, ...times },
    delivery,
  );
  const clock = createVirtualClock();
  return describeRun([one], false, { at: clock.now(), ms: 0 }, clock);
}

describe("a run with nothing to purge", () => {
  it("is confirmed where nothing is owed, so that a gate on it lets the release through", async () => {
    const report = await reportOf({ batches: [], instructions: 0 }, { outcomes: [] });

    expect(report).toMatchObject({ verdict: "nothing-to-purge", destinations: [{ confirmed: true }] });
    expect(renderOutputs(report, { reportFile: "", urlsFile: "" }).confirmed).toBe("true");
  });

  it("is not where something is still owed", async () => {
    const report = await reportOf({ batches: [], instructions: 0 }, { outcomes: [] }, new Map([["a", "modified"]]));

    expect(renderOutputs(report, { reportFile: "", urlsFile: "" }).confirmed).toBe("false");
  });
});

describe("what a plan leaves unsent", () => {
  it("is owed and listed, and the step is green, where it was deferred", async () => {
    const report = await reportOf({ deferred: [target("/b"), target("/c/d")] });

    expect(report).toMatchObject({ verdict: "deferred", errorCode: "", destinations: [{ owed: 2, purged: 1 }] });
    expect(report.destinations[0]?.plan.deferred).toEqual(["/b", "/c/d"]);
    expect(report.message).toMatch(/1 purge accepted, and 2 that did not fit into this run are owed/);
    expect(renderSummary(report)).toMatch(/2 instructions not accepted, and owed to a later run/);
  });

  it("is named, and the step is red, where it can never be sent", async () => {
    const { selector } = target("/much/too/long");
    const unsendable = [{ selector, targets: [target("/much/too/long")], message: "It has 14 characters." }];
    const report = await reportOf({ unsendable });

    expect(report).toMatchObject({
      verdict: "incomplete",
      errorCode: "E_REJECTED",
      destinations: [{ owed: 1, purged: 1 }],
    });
    expect([...(report.destinations[0]?.instructions ?? [])][1]).toMatchObject({
      selector: "/much/too/long",
      state: "unsent",
      batch: -1,
    });
    expect(renderSummary(report)).toMatch(/too&#47;long|too\/long/);
  });
});
