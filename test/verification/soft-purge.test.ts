import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { createSiteClient } from "../../src/adapters/http/site-client.ts";
import { startDeadline } from "../../src/delivery/deadline.ts";
import type { Content, Probe } from "../../src/model/proof.ts";
import { verify } from "../../src/verification/verify.ts";
import { recordingLog } from "../support/delivery-samples.ts";
import { held } from "../support/live-stage.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";

function fileOf(text: string): Content {
  return { kind: "file", id: createHash("sha1").update(`blob ${text.length}\0${text}`).digest("hex") };
}

/**
 * Verifies one page of a cache.
 *
 * @param answers what it serves, one after the other, the last one for ever; `down` is a 503.
 * @param isSoft does a purge only mark the copy as stale?
 */
async function verifyPage(answers: readonly ("old" | "new" | "down")[], isSoft: boolean) {
  let at = 0;
  const server = createServer((_request, response) => {
    const answer = answers[Math.min(at++, answers.length - 1)] as string;
    response.writeHead(answer === "down" ? 503 : 200).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = createVirtualClock();
  const client = createSiteClient({ environment: {} });
  const probe: Probe = { url: `${url}/`, path: "/", alias: false, was: fileOf("old"), now: fileOf("new"), because: [] };
  const deadline = startDeadline({ clock, timeoutMs: 300_000, signal: new AbortController().signal });
  const now = { ms: clock.monotonicMs(), at: clock.now() };
  const { seen, repurges } = await verify(
    {
      probes: [probe],
      total: 1,
      hosts: new Set([url]),
      accepted: now,
      settledMs: now.ms,
      spacingMs: 1_000,
      deadline,
      buildFiles: { isCut: false, of: async () => undefined },
      isSoft,
      purgeAgain: async () => true,
    },
    { clock, siteClient: held(client, clock), log: recordingLog([], []) },
  );
  deadline.end();
  await client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { kind: seen[0]?.kind, repurges };
}

describe("after the window of a purge", () => {
  const late = ["down", "down"] as const;

  test("one old answer is what a soft purge lets through", async () => {
    expect(await verifyPage([...late, "old", "new"], true)).toEqual({ kind: "fresh", repurges: 0 });
    expect(await verifyPage([...late, "old", "new"], false)).toEqual({ kind: "fresh", repurges: 1 });
  });

  test("a second one is not, and is purged again", async () => {
    expect(await verifyPage([...late, "old", "old", "new"], true)).toEqual({ kind: "fresh", repurges: 1 });
  });

  test("each further purge lets one through again", async () => {
    const twice = await verifyPage([...late, "old", "old", "old", "old", "old", "new"], true);
    expect(twice).toEqual({ kind: "fresh", repurges: 2 });
  });

  test("what stays old is stale, however soft the purge", async () => {
    expect(await verifyPage(["old"], true)).toEqual({ kind: "stale", repurges: 2 });
  });
});
