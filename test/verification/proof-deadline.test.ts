import { afterEach, describe, expect, test } from "vitest";
import { createSiteClient } from "../../src/adapters/http/site-client.ts";
import { systemClock } from "../../src/adapters/runner/system-clock.ts";
import { startDeadline } from "../../src/delivery/deadline.ts";
import type { Probe } from "../../src/model/proof.ts";
import { type BuildFiles, createBuildFiles } from "../../src/verification/build-files.ts";
import { prewarm } from "../../src/verification/prewarm.ts";
import { verify } from "../../src/verification/verify.ts";
import { waitForOrigin } from "../../src/verification/wait-for-origin.ts";
import { startBlackHole } from "../support/black-hole.ts";
import { recordingLog } from "../support/delivery-samples.ts";
import { FAULTS, startRawServer } from "../support/raw-server.ts";

/** Far below any limit of one exchange (5 s to connect, 20 s in all), so that it is the deadline that ends them. */
const TIMEOUT_MS = 300;
const SHORTEST_LIMIT_MS = 5_000;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Hang {
  readonly url: string;
  readonly proxy?: string;
}

async function raw(...server: Parameters<typeof startRawServer>): Promise<Hang> {
  const started = await startRawServer(...server);
  open.push(started);
  return started;
}

async function hole(): Promise<Hang> {
  const started = await startBlackHole();
  open.push(started);
  return started;
}

const HANGS: Readonly<Record<string, () => Promise<Hang>>> = {
  "a connection that is never made": hole,
  "a TLS handshake": () => raw(FAULTS.hang, { greeting: "", scheme: "https" }),
  "the CONNECT of a proxy": async () => ({ url: "https://www.invalid", proxy: (await raw(FAULTS.hang)).url }),
  "an answer": () => raw(FAULTS.hang),
  "headers that drip": () => raw(FAULTS["headers that drip"]),
  "a body that drips": () => raw(FAULTS.drip),
  "a body without an end": () => raw(FAULTS.endless),
  "a part that drips": () =>
    raw((socket, head) => {
      if (!/range:/i.test(head)) {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n");
        return;
      }
      socket.write("HTTP/1.1 206 Part\r\ncontent-range: bytes 0-65535/999999999\r\n\r\n");
      FAULTS.drip(socket);
    }),
};

const ID = "a".repeat(43);
/** Reading a file of the build hangs, too: a disk behind a network does that. */
const HANGING = createBuildFiles(
  { buildDir: "public", tree: new Map([["a.bin", ID]]), isCut: true },
  {
    files: { fingerprint: () => new Promise(() => undefined) },
    git: { open: async () => undefined, checkouts: async () => [] },
  },
);
const AT_HAND: BuildFiles = {
  isCut: false,
  of: async () => ({
    bytes: 999_999_999,
    head: new Uint8Array(65_536),
    tail: new Uint8Array(65_536),
    sha256: "",
    md5: "",
  }),
};

async function setUp({ url, proxy }: Hang) {
  const siteClient = createSiteClient({ environment: proxy === undefined ? {} : { HTTPS_PROXY: proxy } });
  open.unshift(siteClient);
  const file = { kind: "file", id: ID } as const;
  const probe: Probe = { url: `${url}/a.bin`, path: "/a.bin", alias: false, was: file, now: file, because: [] };
  const deadline = startDeadline({ clock: systemClock, timeoutMs: TIMEOUT_MS, signal: new AbortController().signal });
  open.unshift({ close: async () => deadline.end() });
  return { siteClient, probe, deadline, hosts: new Set([url]), log: recordingLog([], []), clock: systemClock };
}

type Stage = Awaited<ReturnType<typeof setUp>>;

const LOOKS: Readonly<Record<string, (stage: Stage, buildFiles: BuildFiles) => Promise<unknown>>> = {
  verify: ({ probe, deadline, hosts, ...world }, buildFiles) => {
    const accepted = { ms: systemClock.monotonicMs(), at: systemClock.now() };
    const times = { accepted, settledMs: accepted.ms, spacingMs: 60_000 };
    const options = { probes: [probe], total: 1, hosts, deadline, buildFiles, ...times, purgeAgain: async () => true };
    return verify(options, world).then(({ seen }) => seen[0]?.kind);
  },
  "the wait for the origin": ({ probe, deadline, siteClient, ...world }, buildFiles) => {
    const origin = { url: `${new URL(probe.url).origin}/`, siteClient, random: () => 0.5, buildFiles };
    return waitForOrigin({ origin, probes: [probe], deadline }, world).then(({ ready }) => ready);
  },
  prewarm: ({ probe, deadline, hosts, ...world }) =>
    prewarm({ urls: [probe.url], hosts, deadline }, world).then(({ warmed }) => warmed),
};

describe("the deadline ends", () => {
  const cases = Object.keys(LOOKS).flatMap((what) =>
    Object.keys(HANGS)
      // Who warms a page needs no more of it than its status.
      .filter((hang) => what !== "prewarm" || !/part|without an end/.test(hang))
      .map((hang) => [what, hang] as const),
  );
  test.each(cases)("%s at %s", async (what, hang) => {
    const stage = await setUp(await (HANGS[hang] as () => Promise<Hang>)());
    const startMs = performance.now();
    const seen = await LOOKS[what]?.(stage, AT_HAND);
    expect(performance.now() - startMs).toBeLessThan(SHORTEST_LIMIT_MS);
    expect(["inconclusive", false, 0]).toContain(seen);
  });

  test("verify at a file of the build that cannot be read to its end", async () => {
    const stage = await setUp(await raw((socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx")));
    expect(await LOOKS["verify"]?.(stage, HANGING)).toBe("inconclusive");
  });
});
