import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { startSandbox } from "../../sandbox/start.ts";
import { createSiteClient } from "../../src/adapters/http/site-client.ts";
import { startDeadline } from "../../src/delivery/deadline.ts";
import type { Probe } from "../../src/model/proof.ts";
import type { BuildFiles } from "../../src/verification/build-files.ts";
import { verify } from "../../src/verification/verify.ts";
import { waitForOrigin } from "../../src/verification/wait-for-origin.ts";
import { recordingLog } from "../support/delivery-samples.ts";
import { openDoor } from "../support/faulty-door.ts";
import { held } from "../support/live-stage.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";
import { type Case, limitsFor, WIRE_FAULTS } from "./faults.ts";

const TIMEOUT_MS = 8_000;

/** No file of either build is at hand. */
const NONE: BuildFiles = { isCut: false, of: async () => undefined };

/** What git calls a file with this content. */
function fileOf(text: string): { readonly kind: "file"; readonly id: string } {
  return { kind: "file", id: createHash("sha1").update(`blob ${text.length}\0${text}`).digest("hex") };
}

/** The site's host behind a door, with the new build on it; one page that changed. */
async function site(which: "edge" | "origin", one: Case, times: number) {
  const clock = createVirtualClock(new Date(Date.UTC(2026, 5, 1)));
  const sandbox = await startSandbox({ provider: "batoff", now: () => clock.now().getTime() });
  sandbox.origin.deploy(new Map([["page.html", "new"]]));
  const door = await openDoor(sandbox[which].url, { wire: one.wire, times, matches: () => true });
  const client = createSiteClient({ environment: {}, limits: limitsFor(one, times) });
  const probe: Probe = {
    url: `${door.url}/page.html`,
    path: "/page.html",
    alias: false,
    was: fileOf("old"),
    now: fileOf("new"),
    because: [],
  };
  const deadline = startDeadline({ clock, timeoutMs: TIMEOUT_MS, signal: new AbortController().signal });
  return {
    clock,
    door,
    probe,
    deadline,
    siteClient: held(client, clock),
    log: recordingLog([], []),
    async [Symbol.asyncDispose]() {
      deadline.end();
      await Promise.all([client.close(), door.close(), sandbox.close()]);
    },
  };
}

describe.concurrent("while the live site is fetched", () => {
  async function lookThrough(one: Case, times: number) {
    await using stage = await site("edge", one, times);
    const { clock, door, probe, deadline, siteClient, log } = stage;
    const verification = await verify(
      {
        probes: [probe],
        total: 1,
        hosts: new Set([door.url]),
        accepted: { ms: clock.monotonicMs(), at: clock.now() },
        settledMs: clock.monotonicMs(),
        spacingMs: 1_000,
        deadline,
        buildFiles: NONE,
        purgeAgain: async () => true,
      },
      { clock, siteClient, log },
    );
    return { seen: verification.seen[0], met: door.met(), wallMs: clock.monotonicMs() };
  }

  it.for(WIRE_FAULTS.filter(({ effect }) => effect !== "final"))("$name, once: fresh in the end", async (one) => {
    expect(await lookThrough(one, 1)).toMatchObject({ seen: { kind: "fresh" }, met: 1 });
  });

  it.for(WIRE_FAULTS)("$name, for ever: never taken for fresh nor for stale, and it ends", async (one) => {
    const { seen, wallMs } = await lookThrough(one, Number.POSITIVE_INFINITY);
    expect(seen?.kind).toBe(one.effect === "harmless" ? "fresh" : "inconclusive");
    expect(seen?.why).not.toBe("");
    expect(wallMs).toBeLessThanOrEqual(TIMEOUT_MS);
  });
});

describe.concurrent("while the origin is waited for", () => {
  async function waitThrough(one: Case, times: number) {
    await using stage = await site("origin", one, times);
    const { clock, door, probe, deadline, siteClient, log } = stage;
    const origin = { url: `${door.url}/`, siteClient, random: () => 0.5, buildFiles: NONE };
    const ready = await waitForOrigin({ origin, probes: [probe], deadline }, { clock, log });
    return { ready: ready.ready, missing: ready.missing, met: door.met(), wallMs: clock.monotonicMs() };
  }

  it.for(WIRE_FAULTS.filter(({ effect }) => effect !== "final"))("$name, once: ready in the end", async (one) => {
    expect(await waitThrough(one, 1)).toMatchObject({ ready: true, met: 1 });
  });

  it.for(WIRE_FAULTS)("$name, for ever: never taken for ready, and it ends", async (one) => {
    const { ready, missing, wallMs } = await waitThrough(one, Number.POSITIVE_INFINITY);
    expect(ready).toBe(one.effect === "harmless");
    expect(missing).toHaveLength(one.effect === "harmless" ? 0 : 1);
    expect(wallMs).toBeLessThanOrEqual(TIMEOUT_MS);
  });
});
