import { describe, expect, it } from "vitest";
import { startSandbox } from "../../sandbox/start.ts";
import { createHttp } from "../../src/adapters/http/http.ts";
import { deliver } from "../../src/delivery/deliver.ts";
import type { Delivery } from "../../src/model/outcome.ts";
import { loadProvider } from "../../src/providers/registry.ts";
import { planOf, recordingLog } from "../support/delivery-samples.ts";
import { type Door, openDoor } from "../support/faulty-door.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";
import { type Case, limitsFor, ODD_ANSWERS, WIRE_FAULTS } from "./faults.ts";

/** Virtual: five attempts, and some of the next five. */
const TIMEOUT_MS = 4_000;
const PATHS = ["/a.html", "/b.html", "/c.html"];
const STAGES = { submit: /^POST /, poll: /^GET / } as const;

interface Ending {
  readonly delivery: Delivery;
  readonly door: Door;
  /** Paths that the edge serves new. */
  readonly fresh: readonly string[];
  /** What the API took, requests whose answer was lost included. */
  readonly submits: number;
  readonly wallMs: number;
}

/** Batoff's API behind a door: three purges in one request, followed by a status, judged by what the edge serves then. */
async function run(stage: keyof typeof STAGES, one: Case, times: number): Promise<Ending> {
  const clock = createVirtualClock(new Date(Date.UTC(2026, 5, 1)));
  const sandbox = await startSandbox({ provider: "batoff", now: () => clock.now().getTime() });
  const door = await openDoor(sandbox.api.url, { wire: one.wire, times, matches: (head) => STAGES[stage].test(head) });
  const client = createHttp({ environment: {}, clock, limits: limitsFor(one, times) });
  try {
    for (const text of ["old", "new"]) {
      sandbox.origin.deploy(new Map(PATHS.map((path) => [path.slice(1), text])));
      if (text === "old") for (const path of PATHS) await sandbox.edge.get(path);
    }
    const provider = await loadProvider("batoff");
    const { site, apiKey } = sandbox.api.account;
    const given = {
      site,
      "site-url": [`${sandbox.edge.url}/`],
      "api-url": door.url,
      "api-key": apiKey,
      "dry-run": false,
    };
    const settings = provider.settings.parse(given);
    const items = PATHS.map(
      (value) => ({ selector: { by: "path", value, origin: sandbox.edge.url }, targets: [] }) as const,
    );
    const delivery = await deliver(
      {
        plan: { ...planOf(0), batches: [{ index: 0, items }], instructions: items.length },
        capabilities: provider.capabilities(settings),
        connect: (io) => provider.connect(settings, io),
        level: "completed",
        timeoutMs: TIMEOUT_MS,
        signal: new AbortController().signal,
      },
      { clock, random: () => 0.5, http: clock.watch(client), log: recordingLog([], []) },
    );
    const wallMs = clock.monotonicMs();
    await clock.sleep(1_000);
    const served = await Promise.all(PATHS.map(async (path) => ({ path, ...(await sandbox.edge.get(path)) })));
    const fresh = served.filter(({ body }) => body === "new").map(({ path }) => path);
    return { delivery, door, fresh, submits: sandbox.api.purges().length, wallMs };
  } finally {
    await Promise.all([client.close(), door.close(), sandbox.close()]);
  }
}

const ALL = [...WIRE_FAULTS, ...ODD_ANSWERS];
const PURGED = { state: "completed", confirmed: true };

describe.concurrent.each(["submit", "poll"] as const)("at a %s", (stage) => {
  const passing = ALL.filter(({ effect }) => effect !== "final");
  it.for(passing)("$name, once: all is purged", async (one) => {
    const { delivery, door, fresh, submits } = await run(stage, one, 1);
    expect(delivery.outcomes).toMatchObject([PURGED]);
    expect(fresh).toEqual(PATHS);
    expect(door.met()).toBe(1);
    // A poll that fails never sends the purge again.
    if (stage === "poll") expect(submits).toBe(1);
  });

  it.for(ALL)("$name, for ever: nothing is called done that is not, and it ends", async (one) => {
    const { delivery, door, fresh, submits, wallMs } = await run(stage, one, Number.POSITIVE_INFINITY);
    const [outcome] = delivery.outcomes;
    expect(wallMs).toBeLessThanOrEqual(TIMEOUT_MS);
    if (one.effect === "harmless") {
      expect(outcome).toMatchObject(PURGED);
      expect(fresh).toEqual(PATHS);
      return;
    }
    expect(outcome?.confirmed).toBe(false);
    expect(outcome?.failure?.message).not.toBe("");
    expect(outcome?.state).toMatch(stage === "submit" ? /^failed$/ : /^(?:accepted|failed)$/);
    if (one.effect === "final") expect(door.met()).toBe(1);
    else expect(door.met()).toBeGreaterThan(1);
    // What the API heard of is gone, although nobody could say so; what it did not is still old, and counted as owed.
    expect(fresh).toEqual(submits > 0 ? PATHS : []);
  });
});
