import { CloudFrontClient, CreateInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { Vercel } from "@vercel/sdk";
import Cloudflare from "cloudflare";
import { describe, test } from "vitest";
import type { PurgeEntry } from "../../contract/suite/drive.ts";
import { loadFastly, redirectFastly } from "./clients.ts";
import { expectSameRequest } from "./compare.ts";

const SITE_URL = "https://www.example.com";
const KEY = "a-key-for-an-oracle-0123456789";

function path(value: string): PurgeEntry {
  return { by: "path", value };
}

describe("cloudflare, as its own client asks", () => {
  const zone = "023e105f4ecef8ad9ca31a8372d0c353";
  const success = {
    status: 200,
    body: '{"success":true,"errors":[],"messages":[],"result":{"id":"023e105f4ecef8ad9ca31a8372d0c353"}}',
  };
  const cases: readonly [string, object, readonly PurgeEntry[]][] = [
    [
      "files",
      { files: [`${SITE_URL}/a%20b/?x=1`, `${SITE_URL}/`] },
      [
        { by: "path", value: "/a%20b/?x=1" },
        { by: "path", value: "/" },
      ],
    ],
    ["prefixes", { prefixes: ["www.example.com/blog/"] }, [{ by: "prefix", value: "/blog/" }]],
    ["hosts", { hosts: ["www.example.com"] }, [{ by: "host", value: "www.example.com" }]],
    [
      "tags",
      { tags: ["news", "sport"] },
      [
        { by: "tag", value: "news" },
        { by: "tag", value: "sport" },
      ],
    ],
    ["everything", { purge_everything: true }, [{ by: "all", value: "" }]],
  ];
  test.each(cases)("%s", async (_, body, purge) => {
    await expectSameRequest({
      success,
      theirs: (url) =>
        new Cloudflare({ apiToken: KEY, baseURL: `${url}/client/v4`, maxRetries: 0 }).cache.purge({
          zone_id: zone,
          ...body,
        } as never),
      ours: { provider: "cloudflare", site: zone, siteUrl: SITE_URL, apiKey: KEY, purge },
      headers: ["authorization", "content-type"],
    });
  });
});

describe("fastly, as its own client asks", () => {
  const service = "SU1Z0isxPaozGVKXdv0eY";
  const ok = '{"status":"ok","id":"108-1391560174-974124"}';
  const client = () => {
    const { ApiClient, PurgeApi } = loadFastly();
    ApiClient.instance.authenticate(KEY);
    return new PurgeApi();
  };
  type Client = ReturnType<typeof client>;
  const cases: readonly [string, string, (one: Client) => Promise<unknown>, readonly PurgeEntry[], object][] = [
    [
      "a URL",
      ok,
      (one) => one.purgeSingleUrl({ cached_url: "www.example.com/a/b?x=1" }),
      [{ by: "path", value: "/a/b?x=1" }],
      {},
    ],
    [
      "a URL, softly",
      ok,
      (one) => one.purgeSingleUrl({ cached_url: "www.example.com/a", fastly_soft_purge: 1 }),
      [{ by: "path", value: "/a" }],
      { mode: "soft" },
    ],
    [
      "keys",
      '{"a":"1","b":"2"}',
      (one) => one.bulkPurgeTag({ service_id: service, purge_response: { surrogate_keys: ["a", "b"] } }),
      [
        { by: "tag", value: "a" },
        { by: "tag", value: "b" },
      ],
      {},
    ],
    ["everything", '{"status":"ok"}', (one) => one.purgeAll({ service_id: service }), [{ by: "all", value: "" }], {}],
  ];
  test.each(cases)("%s", async (title, body, call, purge, options) => {
    await expectSameRequest({
      success: { status: 200, body },
      theirs: (url) => redirectFastly(url, () => call(client())),
      ours: { provider: "fastly", site: service, siteUrl: SITE_URL, apiKey: KEY, purge, options: { ...options } },
      headers:
        title === "keys" ? ["fastly-key", "fastly-soft-purge", "content-type"] : ["fastly-key", "fastly-soft-purge"],
    });
  });
});

describe("vercel, as its own client asks", () => {
  const project = "prj_8Kq2VfXwR5tYbN3mLc7ZpHs1";
  const purge: readonly PurgeEntry[] = [
    { by: "tag", value: "news" },
    { by: "tag", value: "sport" },
  ];
  const requestBody = { tags: ["news", "sport"] };
  test.each([
    ["hard", (one: Vercel) => one.edgeCache.dangerouslyDeleteByTags({ projectIdOrName: project, requestBody })],
    ["soft", (one: Vercel) => one.edgeCache.invalidateByTags({ projectIdOrName: project, requestBody })],
  ])("%s", async (mode, call) => {
    await expectSameRequest({
      success: { status: 200 },
      theirs: (url) => call(new Vercel({ bearerToken: KEY, serverURL: url })),
      ours: { provider: "vercel", site: project, siteUrl: SITE_URL, apiKey: KEY, purge, options: { mode } },
      headers: ["authorization", "content-type"],
    });
  });
});

describe("cloudfront, as its own client asks", () => {
  const DistributionId = "E2QWRUHAPOMQZL";
  const created = (requested: string) => {
    const batch = /<InvalidationBatch.*/s.exec(requested)?.[0] ?? "";
    const head =
      '<Invalidation xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Id>I1</Id><Status>InProgress</Status>';
    return `<?xml version="1.0"?>${head}<CreateTime>2026-01-01T00:00:00Z</CreateTime>${batch}</Invalidation>`;
  };
  const cases: readonly [string, string[], readonly PurgeEntry[]][] = [
    ["paths", ["/a&b'c.html", "/wei%C3%9F/"], [path("/a&b'c.html"), path("/wei%C3%9F/")]],
    ["a wildcard", ["/blog/*"], [{ by: "prefix", value: "/blog/" }]],
    ["everything", ["/*"], [{ by: "all", value: "" }]],
  ];
  test.each(cases)("%s", async (_, Items, purge) => {
    const credentials = { accessKeyId: "AKIAORACLE0123456789", secretAccessKey: KEY };
    const Paths = { Quantity: Items.length, Items };
    await expectSameRequest({
      success: { status: 201, headers: { "content-type": "text/xml" }, body: created },
      theirs: (endpoint) =>
        new CloudFrontClient({ region: "us-east-1", endpoint, credentials, maxAttempts: 1 }).send(
          new CreateInvalidationCommand({ DistributionId, InvalidationBatch: { Paths, CallerReference: "r" } }),
        ),
      ours: {
        provider: "cloudfront",
        site: DistributionId,
        siteUrl: SITE_URL,
        apiKey: credentials.accessKeyId,
        apiSecret: KEY,
        purge,
      },
      // The reference is new for every run, and the signature is held against the sandbox's verifier of its own.
      bodyOf: ({ body }) => withoutEntities(body.replace(/<CallerReference>[^<]+/, "<CallerReference>")),
    });
  });
});

/** `&amp;` and `&#38;` are the same character. */
function withoutEntities(xml: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return xml.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name = "") =>
    code === undefined ? (named[name] ?? whole) : String.fromCodePoint(Number(code)),
  );
}
