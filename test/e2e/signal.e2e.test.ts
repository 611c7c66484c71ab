import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import { once } from "../../src/lib/once.ts";
import { startBlackHole } from "../support/black-hole.ts";
import { FAULTS, startRawServer } from "../support/raw-server.ts";
import { createSite } from "../support/site.ts";
import { type RunOptions, type Stage, setStage } from "../support/stage.ts";

const ATTEMPTS = 500;
const PAUSE_MS = 20;

async function until(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS && !isSo(); attempt++) await sleep(PAUSE_MS);
}

type Closing = <T extends { close(): Promise<void> }>(resource: T) => T;

/** Where the action is when the signal comes: how to bring it there, and when it is there. */
interface Moment {
  readonly at: string;
  readonly provider?: ProviderId;
  set(
    stage: Stage,
    closing: Closing,
  ): Promise<{ readonly options?: RunOptions; readonly when: RegExp | Promise<unknown> }>;
}

function pages(count: number, text: string): ReadonlyMap<string, string> {
  return new Map(Array.from({ length: count }, (_, n) => [`p${n}.html`, text]));
}

const MOMENTS: readonly Moment[] = [
  {
    at: "a connection that is never made",
    async set(_, closing) {
      const hole = closing(await startBlackHole("https"));
      return { options: { with: { "api-url": hole.url } }, when: /Purge at/ };
    },
  },
  {
    at: "a TLS handshake",
    async set(_, closing) {
      const server = closing(await startRawServer(FAULTS.hang, { greeting: "", scheme: "https" }));
      return { options: { with: { "api-url": server.url } }, when: server.connected() };
    },
  },
  {
    at: "the CONNECT of a proxy",
    async set(_, closing) {
      const proxy = closing(await startRawServer(FAULTS.hang));
      const options = { with: { "api-url": "https://api.invalid" }, env: { HTTPS_PROXY: proxy.url } };
      return { options, when: until(() => proxy.requests.length > 0) };
    },
  },
  {
    at: "a body that drips",
    async set(_, closing) {
      const server = closing(await startRawServer(FAULTS.drip));
      return { options: { with: { "api-url": server.url } }, when: until(() => server.requests.length > 0) };
    },
  },
  {
    at: "the breaker, which waits for its next probe",
    async set({ sandbox }) {
      sandbox.api.fault(Array(40).fill({ do: "answer", status: 503, body: "" }));
      return { when: /10 requests in a row have failed/ };
    },
  },
  {
    at: "a pause that the provider asks for",
    async set({ sandbox }) {
      sandbox.api.fault([{ do: "answer", status: 429, headers: { "retry-after": "60" }, body: "{}" }]);
      return { when: /again in 6\d s/ };
    },
  },
  {
    at: "a poll that never ends",
    async set({ sandbox }) {
      sandbox.api.set({ neverFinish: true });
      return { when: until(() => sandbox.api.requests.filter(({ method }) => method === "GET").length >= 2) };
    },
  },
  {
    at: "a propagation window",
    provider: "paradarum",
    async set({ sandbox }) {
      const options = JSON.stringify({ ...sandbox.api.account.options, "propagation-seconds": 60 });
      return { options: { with: { "provider-options": options, "wait-for": "completed" } }, when: /waiting 60 s/ };
    },
  },
  {
    at: "the pacing to a rate",
    provider: "f5xc",
    set: async ({ sandbox }) => ({ when: until(() => sandbox.api.requests.length >= 4) }),
  },
  {
    at: "the wait for the origin",
    async set({ sandbox, site }) {
      sandbox.origin.deploy(site.before);
      return { options: { with: { "origin-url": sandbox.origin.url } }, when: /does not serve the new build yet/ };
    },
  },
  {
    at: "an origin that does not answer",
    async set(_, closing) {
      const server = closing(await startRawServer(FAULTS.hang));
      return { options: { with: { "origin-url": server.url } }, when: until(() => server.requests.length > 0) };
    },
  },
  {
    at: "a look at a live site that drips",
    provider: "paradarum",
    async set(_, closing) {
      const server = closing(await startRawServer(FAULTS.drip));
      const inputs = { "site-url": `${server.url}/`, "wait-for": "verified" };
      return { options: { with: inputs }, when: until(() => server.requests.length > 0) };
    },
  },
  {
    at: "a page that the live site still serves old",
    // It was taken, and only its proof is missing: what is old after a second may be new after the next one.
    async set({ sandbox }) {
      sandbox.edge.set({ deaf: { "/p1.html": 9 } });
      return { options: { with: { "wait-for": "verified" } }, when: until(() => sandbox.edge.visits.length > 20) };
    },
  },
];

/** Where git or a service hangs before anything was planned: nothing is known yet that could be owed. */
const EARLY: readonly Moment[] = [
  {
    at: "the cache",
    async set(_, closing) {
      const server = closing(await startRawServer(FAULTS.hang));
      const env = {
        ACTIONS_CACHE_SERVICE_V2: "true",
        ACTIONS_RESULTS_URL: `${server.url}/`,
        ACTIONS_RUNTIME_TOKEN: "runtime-token",
      };
      return { options: { with: { state: "cache" }, env }, when: until(() => server.requests.length > 0) };
    },
  },
  {
    at: "the repository that keeps the memory",
    async set(_, closing) {
      const server = closing(await startRawServer(FAULTS.hang));
      const github = { server_url: server.url };
      return { options: { with: { state: "git-ref" }, github }, when: until(() => server.requests.length > 0) };
    },
  },
];

/** One site of twenty pages, which every moment's stage has of its own at the edge. */
const twentyPages = once(() => createSite(pages(20, "old"), pages(20, "new")));
afterAll(async () => (await twentyPages())[Symbol.asyncDispose]());

describe.concurrent("a signal ends the run in order, within two seconds, at", () => {
  // Without the order, `main` would end the process itself after two seconds, and nothing would be said.
  it.for(MOMENTS)("$at", async ({ provider = "batoff", set }, { onTestFinished }) => {
    const closing: Closing = (resource) => {
      onTestFinished(() => resource.close());
      return resource;
    };
    await using stage = await setStage(provider, { site: await twentyPages() });
    const { options = {}, when } = await set(stage, closing);
    const run = await stage.run({ ...options, signalAfter: { signal: "SIGTERM", when }, timeoutMs: 30_000 });

    expect([run.exitCode, run.timedOut, run.errors]).toEqual([143, false, []]);
    expect(run.outputs["error-code"]).toBe("E_CANCELLED");
    expect(Number(run.outputs["owed-count"])).toBeGreaterThan(0);
    expect(run.summary).not.toBe("");
  });

  it.for(EARLY)("$at", async ({ set }, { onTestFinished }) => {
    const closing: Closing = (resource) => {
      onTestFinished(() => resource.close());
      return resource;
    };
    await using stage = await setStage("batoff");
    const { options = {}, when } = await set(stage, closing);
    const run = await stage.run({ ...options, signalAfter: { signal: "SIGINT", when }, timeoutMs: 30_000 });

    expect([run.exitCode, run.timedOut, run.outputs["error-code"]]).toEqual([130, false, "E_CANCELLED"]);
    expect(stage.sandbox.api.requests).toEqual([]);
    expect(run.summary).not.toBe("");
  });

  it("a fetch of pages that are warmed, when all is purged", async ({ onTestFinished }) => {
    await using stage = await setStage("paradarum");
    const server = await startRawServer(FAULTS.hang);
    onTestFinished(() => server.close());
    const options = JSON.stringify({ ...stage.sandbox.api.account.options, "propagation-seconds": 1 });
    const inputs = { "site-url": `${server.url}/`, "provider-options": options, prewarm: "true" };
    const when = until(() => server.requests.length > 0);
    const run = await stage.run({ with: inputs, signalAfter: { signal: "SIGTERM", when }, timeoutMs: 30_000 });

    expect([run.exitCode, run.timedOut]).toEqual([143, false]);
    expect(run.outputs).toMatchObject({ "owed-count": "0" });
  });

  it("a fetch by git, whose processes end with it", async ({ onTestFinished }) => {
    await using stage = await setStage("batoff");
    const server = await startRawServer(FAULTS.hang);
    onTestFinished(() => server.close());
    await stage.site.repository.git("remote", "add", "origin", `${server.url}/site.git`);
    const event = { name: "push", payload: { ref: "refs/heads/main", before: "1".repeat(40), after: stage.site.head } };
    const when = until(() => server.requests.length > 0);
    const run = await stage.run({ event, signalAfter: { signal: "SIGINT", when }, timeoutMs: 30_000 });

    expect([run.exitCode, run.timedOut]).toEqual([130, false]);
    expect(run.outputs["error-code"]).toBe("E_CANCELLED");
    await server.idle();
  });
});

describe.concurrent("a second signal", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("ends it at once: %s", async (signal, exitCode) => {
    await using stage = await setStage("batoff");
    stage.sandbox.api.fault(Array(10).fill({ do: "hang" }));
    const when = until(() => stage.sandbox.api.requests.length > 0);
    const run = await stage.run({ signalAfter: { signal, when, again: signal }, timeoutMs: 30_000 });

    expect([run.exitCode, run.timedOut]).toEqual([exitCode, false]);
    expect(run.outputs["verdict"]).toBeDefined();
  });
});
