import { describe, expect, it } from "vitest";
import { createDrive } from "./drive.ts";
import { startCase } from "./suite/case.ts";
import type { PurgeEntry } from "./suite/drive.ts";
import { testProvider } from "./suite/provider-suite.ts";
import { PATHS } from "./suite/website.ts";

const path = (value: string): PurgeEntry => ({ by: "path", value });
const paths = (count: number): readonly PurgeEntry[] => Array.from({ length: count }, (_, n) => path(`/new/${n}`));
const tag = (value: string): PurgeEntry => ({ by: "tag", value });
const everywhere = (gone: readonly string[]): readonly string[] => gone.flatMap((one) => [one, `second:${one}`]);
const TOKEN_OR_BUILT_IN =
  /^(?:status=\d{3}|origin=[\w-]+|content-type=[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+|[\w!#$%&'*+.^`|~-]+)$/;

testProvider({
  id: "google-media-cdn",
  createDrive,
  pathOn: "one-host",
  kinds: [
    { requested: [path("/docs/a.html")], gone: ["/docs/a.html"] },
    { requested: [path("/docs/a.html")], gone: ["/docs/a.html"], switches: { noBody: true } },
    { requested: [{ by: "prefix", value: "/docs/" }], gone: ["/docs/a.html", "/docs/b.html", "/docs/deep/c.html"] },
    { requested: [{ by: "host", value: "127.0.0.1" }], gone: PATHS },
    { requested: [tag("no-colon"), tag("status=404")], gone: everywhere(["/docs/b.html"]) },
    { requested: [path("/about.html?v=1")], gone: ["/about.html"], options: { query: "strip" } },
    { requested: [{ by: "all", value: "" }], gone: everywhere(PATHS) },
  ],
  declares: {
    accepts: {
      path: { perRequest: 1, allowed: /^\/[^*#]*$/, match: { query: "unknown" } },
      prefix: { perRequest: 1, allowed: /^\/(?:[^*?#]*\/)?$/, match: { prefix: "segment", query: "unknown" } },
      host: { perRequest: 1, match: { query: "covered" } },
      tag: { perRequest: 10, maxLength: 120, allowed: TOKEN_OR_BUILT_IN, match: { query: "covered" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    // Ours, until a user names the project's own.
    rates: [{ unit: "request", amount: 60, perSeconds: 60, scope: "credential" }],
    // "Typically completes within one minute".
    done: { by: "window", seconds: 60 },
    wants: { urls: "aliases", files: "all", address: "url" },
    provable: true,
    maxPurges: 200,
  },
  declaresUnder: [
    {
      options: { "requests-per-minute": 30, "propagation-seconds": 90 },
      declares: {
        rates: [{ unit: "request", amount: 30, perSeconds: 60, scope: "credential" }],
        done: { by: "window", seconds: 90 },
      },
    },
  ],
  afterThrottleMs: 0,
  countItems: (body) => (JSON.parse(body) as { cacheTags?: unknown[] }).cacheTags?.length ?? 1,
  pacing: [{ requested: paths(130) }],
  oneByOne: { requested: paths },
  siteStatuses: [404],
  errorBody: (words) => JSON.stringify({ error: { code: 400, message: words, status: "INVALID_ARGUMENT" } }),
  errorInside200: { body: '{"error":{"code":13,"message":"no","status":"INTERNAL"}}', fault: "invalid" },
});

describe("media cdn's answers", () => {
  it("tell a rate from a key by their own word, whatever the status", async () => {
    const { purge, sandbox } = await startCase("google-media-cdn", createDrive);
    const body = JSON.stringify({ error: { code: 403, message: "quota", status: "RESOURCE_EXHAUSTED" } });
    sandbox.api.fault([{ do: "answer", status: 403, body }], "submit");

    expect((await purge([path("/docs/a.html")])).outcomes).toMatchObject([{ state: "completed" }]);
  });

  it("name a service that is none", async () => {
    const { purge } = await startCase("google-media-cdn", createDrive);

    expect((await purge(paths(1), { site: "sandbox-project/other" })).outcomes).toMatchObject([
      { state: "failed", fault: "site", message: expect.stringContaining("EdgeCacheService") },
    ]);
  });
});
