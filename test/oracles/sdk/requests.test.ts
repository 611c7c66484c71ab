import { CloudFrontClient, CreateInvalidationCommand, GetInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { purgeCache } from "@netlify/functions";
import { Vercel } from "@vercel/sdk";
import Cloudflare from "cloudflare";
import { describe, expect, test } from "vitest";
import { createDrive } from "../../contract/drive.ts";
import type { PurgeEntry } from "../../contract/suite/drive.ts";
import { loadFastly, redirectFastly } from "./clients.ts";
import { expectSameRequest } from "./compare.ts";
import { startRecorder } from "./recorder.ts";

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

  test("one environment of the zone", async () => {
    const environment = "9e107d9d372bb6826bd81d3542a419d6";
    await expectSameRequest({
      success,
      theirs: (url) =>
        new Cloudflare({ apiToken: KEY, baseURL: `${url}/client/v4`, maxRetries: 0 }).cache.purgeEnvironment(
          environment,
          { zone_id: zone, tags: ["news"] },
        ),
      ours: {
        provider: "cloudflare",
        site: zone,
        siteUrl: SITE_URL,
        apiKey: KEY,
        purge: [{ by: "tag", value: "news" }],
        options: { environment },
      },
      headers: ["authorization", "content-type"],
    });
  });

  test("with a global key", async () => {
    const email = "ops@example.com";
    await expectSameRequest({
      success,
      theirs: (url) =>
        new Cloudflare({ apiEmail: email, apiKey: KEY, baseURL: `${url}/client/v4`, maxRetries: 0 }).cache.purge({
          zone_id: zone,
          tags: ["news"],
        }),
      ours: {
        provider: "cloudflare",
        site: zone,
        siteUrl: SITE_URL,
        apiKey: KEY,
        purge: [{ by: "tag", value: "news" }],
        options: { email },
      },
      headers: ["authorization", "x-auth-email", "x-auth-key", "content-type"],
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
    [
      "keys, softly",
      '{"a":"1","b":"2"}',
      (one) =>
        one.bulkPurgeTag({
          service_id: service,
          fastly_soft_purge: 1,
          purge_response: { surrogate_keys: ["a", "b"] },
        }),
      [
        { by: "tag", value: "a" },
        { by: "tag", value: "b" },
      ],
      { mode: "soft" },
    ],
    // A list of one, and not `purgeTag`: that one puts a key into the path as it stands.
    [
      "keys, of which there is one",
      '{"a/b":"1"}',
      (one) => one.bulkPurgeTag({ service_id: service, purge_response: { surrogate_keys: ["a/b"] } }),
      [{ by: "tag", value: "a/b" }],
      {},
    ],
    ["everything", '{"status":"ok"}', (one) => one.purgeAll({ service_id: service }), [{ by: "all", value: "" }], {}],
  ];
  test.each(cases)("%s", async (title, body, call, purge, options) => {
    await expectSameRequest({
      success: { status: 200, body },
      theirs: (url) => redirectFastly(url, () => call(client())),
      ours: { provider: "fastly", site: service, siteUrl: SITE_URL, apiKey: KEY, purge, options: { ...options } },
      headers: title.startsWith("keys")
        ? ["fastly-key", "fastly-soft-purge", "content-type"]
        : ["fastly-key", "fastly-soft-purge"],
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

describe("vercel, as its own client asks for", () => {
  const project = "sandbox-site";
  test.each([
    ["a team by its id", { teamId: "team_a1b2c3d4" }, {}, { team: "team_a1b2c3d4" }],
    ["a team by its slug", { slug: "acme" }, {}, { team: "acme" }],
    ["production alone", {}, { target: "production" as const }, { target: "production" }],
    ["previews alone", {}, { target: "preview" as const }, { target: "preview" }],
  ])("%s", async (_, owner, more, options) => {
    const request = { projectIdOrName: project, ...owner, requestBody: { tags: ["news"], ...more } };
    await expectSameRequest({
      success: { status: 200 },
      theirs: (url) => new Vercel({ bearerToken: KEY, serverURL: url }).edgeCache.invalidateByTags(request),
      ours: {
        provider: "vercel",
        site: project,
        siteUrl: SITE_URL,
        apiKey: KEY,
        purge: [{ by: "tag", value: "news" }],
        options,
      },
      headers: ["authorization", "content-type"],
    });
  });
});

describe("netlify, as its own client asks for", () => {
  const siteID = "3970e0fe-8564-4903-9a55-c5f8de49fb8b";
  const news: readonly PurgeEntry[] = [
    { by: "tag", value: "news" },
    { by: "tag", value: "sport" },
  ];
  const tags = ["news", "sport"];
  const cases: readonly [string, object, string, readonly PurgeEntry[], object][] = [
    ["tags of a site by its id", { siteID, tags }, siteID, news, {}],
    ["tags of a site by its domain", { domain: "www.example.com", tags }, "www.example.com", news, {}],
    ["tags of a site by its name", { siteSlug: "sandbox-site", tags }, "sandbox-site", news, {}],
    ["tags of a branch's deploy", { siteID, tags, deployAlias: "next" }, siteID, news, { "deploy-alias": "next" }],
    ["everything", { siteID }, siteID, [{ by: "all", value: "" }], {}],
  ];
  test.each(cases)("%s", async (_, theirs, site, purge, options) => {
    await expectSameRequest({
      success: { status: 202 },
      theirs: (apiURL) => purgeCache({ ...theirs, token: KEY, apiURL } as never),
      ours: { provider: "netlify", site, siteUrl: SITE_URL, apiKey: KEY, purge, options: { ...options } },
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
  const credentials = { accessKeyId: "AKIAORACLE0123456789", secretAccessKey: KEY };
  const cases: readonly [string, string[], readonly PurgeEntry[], object][] = [
    ["paths", ["/a&b'c.html", "/wei%C3%9F/"], [path("/a&b'c.html"), path("/wei%C3%9F/")], {}],
    ["a path with a query", ["/a?x=1&y=2"], [path("/a?x=1&y=2")], {}],
    ["a wildcard", ["/blog/*"], [{ by: "prefix", value: "/blog/" }], {}],
    ["tags", ["#product:42"], [{ by: "tag", value: "product:42" }], { tags: true }],
    ["everything", ["/*"], [{ by: "all", value: "" }], {}],
  ];
  test.each(cases)("%s", async (_, Items, purge, options) => {
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
        options: { ...options },
      },
      // The reference is new for every run, and the signature is held against the sandbox's verifier of its own.
      bodyOf: ({ body }) => withoutEntities(body.replace(/<CallerReference>[^<]+/, "<CallerReference>")),
    });
  });
});

test("cloudfront's status is asked for as its own client does", async () => {
  const DistributionId = "E2QWRUHAPOMQZL";
  const credentials = { accessKeyId: "AKIAORACLE0123456789", secretAccessKey: KEY };
  let batch = "";
  await using recorder = await startRecorder({
    status: 201,
    headers: { "content-type": "text/xml" },
    statusOf: (method) => (method === "GET" ? 200 : 201),
    body(asked) {
      batch = /<Paths>.*<\/CallerReference>/s.exec(asked)?.[0] ?? batch;
      const status = asked === "" ? "Completed" : "InProgress";
      const inner = `<InvalidationBatch>${batch}</InvalidationBatch>`;
      return `<Invalidation><Id>I1</Id><Status>${status}</Status><CreateTime>2026-01-01T00:00:00Z</CreateTime>${inner}</Invalidation>`;
    },
  });
  const drive = createDrive();
  const { outcomes } = await drive.run({
    provider: "cloudfront",
    site: DistributionId,
    siteUrl: SITE_URL,
    apiUrl: recorder.url,
    apiKey: credentials.accessKeyId,
    apiSecret: KEY,
    purge: [path("/a")],
  });
  await drive.close();
  expect(outcomes).toMatchObject([{ state: "completed", confirmed: true }]);
  const client = new CloudFrontClient({ region: "us-east-1", endpoint: recorder.url, credentials, maxAttempts: 1 });
  await client.send(new GetInvalidationCommand({ DistributionId, Id: "I1" }));
  const [ours, theirs] = recorder.requests.filter(({ method }) => method === "GET");
  expect([ours?.method, ours?.path, ours?.query, ours?.body]).toEqual([
    theirs?.method,
    theirs?.path,
    theirs?.query,
    theirs?.body,
  ]);
});

/** `&amp;` and `&#38;` are the same character. */
function withoutEntities(xml: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return xml.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name = "") =>
    code === undefined ? (named[name] ?? whole) : String.fromCodePoint(Number(code)),
  );
}
