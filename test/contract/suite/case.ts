import { expect, onTestFinished } from "vitest";
import type { ApiRequest, ProviderId, Sandbox } from "../../../sandbox/sandbox.ts";
import { startSandbox } from "../../../sandbox/start.ts";
import type { Declared, Drive, DriveOptions, DriveResult, PurgeEntry } from "./drive.ts";
import { fresh, makeStale } from "./website.ts";

/** From an accepted purge to its effect, in milliseconds: far longer than an exchange, shorter than any vendor's window. */
const PROPAGATION_MS = 3000;

/** One test's sandbox, full of stale copies, and the code under test beside it. */
export interface Case {
  readonly sandbox: Sandbox;
  readonly drive: Drive;
  purge(requested: readonly PurgeEntry[], more?: Partial<DriveOptions>): Promise<DriveResult>;
  /** The limits that the code under test states for this account. */
  declared(options?: Readonly<Record<string, unknown>>): Promise<Declared>;
  /** What the edge serves fresh, see `fresh` in website.ts. */
  fresh(): readonly string[];
  /** Purge requests and status requests that reached the API. */
  submits(): readonly ApiRequest[];
  polls(): readonly ApiRequest[];
}

/** At the end of the test, every scripted fault must have been met, and no secret written. */
export async function startCase(
  provider: ProviderId,
  createDrive: () => Drive,
  propagationMs: number = PROPAGATION_MS,
): Promise<Case> {
  const drive = createDrive();
  const sandbox = await startSandbox({ provider, propagationMs, now: drive.now });
  const results: DriveResult[] = [];
  onTestFinished(async () => {
    await Promise.all([drive.close(), sandbox.close()]);
    expect(sandbox.api.unusedFaults(), "scripted faults that no request met").toBe(0);
    const written = results.map((result) => result.written).join("\n");
    expect(secretsOf(sandbox).filter((secret) => written.includes(secret))).toEqual([]);
  });
  makeStale(sandbox);
  const { account, url: apiUrl, requests } = sandbox.api;
  const optionsOf = (requested: readonly PurgeEntry[], more: Partial<DriveOptions> = {}): DriveOptions => {
    const given = { provider, ...account, apiUrl, siteUrl: sandbox.edge.url, purge: requested, ...more };
    return { ...given, options: { ...account.options, ...more.options } };
  };
  return {
    sandbox,
    drive,
    declared: (options = {}) => drive.declared(optionsOf([], { options })),
    async purge(requested, more) {
      const result = await drive.run(optionsOf(requested, more));
      results.push(result);
      return result;
    },
    fresh: () => fresh(sandbox),
    submits: () => requests.filter(({ kind }) => kind === "submit"),
    polls: () => requests.filter(({ kind }) => kind === "poll"),
  };
}

/** Keys and signatures as they went over the wire. */
function secretsOf({ api }: Sandbox): readonly string[] {
  const { apiKey, apiSecret } = api.account;
  const sent = api.requests.flatMap(({ headers }) => api.traits.secretHeaders.map((name) => headers[name] ?? ""));
  // The scheme's name in front of a secret is none: `Bearer`, `AWS4-HMAC-SHA256 Credential=…, Signature=`; base64 ends in `=`.
  const bare = sent.map((value) => value.replace(/^.*(?:\s|\b\w+=(?!=|$))/s, ""));
  return [...new Set([apiKey, apiSecret ?? "", ...bare])].filter((secret) => secret !== "");
}
