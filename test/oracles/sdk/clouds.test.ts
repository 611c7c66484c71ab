/** Azure and Google, as their own clients ask for purges and for what became of them. */
import { CdnManagementClient } from "@azure/arm-cdn";
import { compute } from "@googleapis/compute";
import { OAuth2Client } from "google-auth-library";
import { describe, expect, test } from "vitest";
import { createDrive } from "../../contract/drive.ts";
import type { PurgeEntry } from "../../contract/suite/drive.ts";
import { expectSameRequest } from "./compare.ts";
import { startRecorder } from "./recorder.ts";

const SITE_URL = "https://www.example.com";
const KEY = "a-key-for-an-oracle-0123456789";
const ALL: PurgeEntry = { by: "all", value: "" };

describe("azure front door, as its own client asks", () => {
  const subscription = "6d2f1f0e-3a7b-4c55-9b1d-0f8fad5bd9cb";
  const site = `${subscription}/web.rg/front-door/www`;
  const operation = `/subscriptions/${subscription}/operations/7?api-version=2025-06-01`;
  const cases: readonly [string, object, readonly PurgeEntry[], object][] = [
    [
      "paths",
      { contentPaths: ["/a%20b.html", "/"] },
      [
        { by: "path", value: "/a%20b.html" },
        { by: "path", value: "/" },
      ],
      {},
    ],
    ["a folder", { contentPaths: ["/blog/*"] }, [{ by: "prefix", value: "/blog/" }], {}],
    ["everything", { contentPaths: ["/*"] }, [ALL], {}],
    [
      "a path of one domain",
      { contentPaths: ["/a"], domains: ["www.example.com"] },
      [{ by: "path", value: "/a" }],
      { domains: ["www.example.com"] },
    ],
  ];
  test.each(cases)("%s", async (_, contents, purge, options) => {
    await expectSameRequest({
      success: { status: 202, headers: { "azure-asyncoperation": operation } },
      theirs: (endpoint) => {
        const credential = { getToken: async () => ({ token: KEY, expiresOnTimestamp: Date.now() + 3_600_000 }) };
        const options = { endpoint, apiVersion: "2025-06-01", allowInsecureConnection: true };
        const client = new CdnManagementClient(credential, subscription, {
          ...options,
          retryOptions: { maxRetries: 0 },
        });
        // It sends no token over plain HTTP, as it should not: here that is loopback.
        client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
        const pauses = { updateIntervalInMs: 3_600_000 };
        return client.afdEndpoints.beginPurgeContent("web.rg", "front-door", "www", contents as never, pauses);
      },
      ours: { provider: "azure-front-door", site, siteUrl: SITE_URL, apiKey: KEY, purge, options: { ...options } },
    });
  });
});

test("azure's operation is asked for where its own client asks for it", async () => {
  const subscription = "6d2f1f0e-3a7b-4c55-9b1d-0f8fad5bd9cb";
  const operation = `/subscriptions/${subscription}/operations/7?api-version=2025-06-01`;
  await using recorder = await startRecorder({
    status: 202,
    statusOf: (method) => (method === "GET" ? 200 : 202),
    headers: { "azure-asyncoperation": operation, location: "/results/7" },
    body: (_, path) => (path.includes("/operations/") ? '{"name":"7","status":"Succeeded"}' : ""),
  });
  const credential = { getToken: async () => ({ token: KEY, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const options = { endpoint: recorder.url, apiVersion: "2025-06-01", allowInsecureConnection: true };
  const client = new CdnManagementClient(credential, subscription, options);
  client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
  const pauses = { updateIntervalInMs: 1 };
  await client.afdEndpoints.beginPurgeContentAndWait("web", "front-door", "www", { contentPaths: ["/*"] }, pauses);
  const theirs = recorder.requests.filter(({ method }) => method === "GET").map(({ path, query }) => [path, query]);
  const drive = createDrive();
  const account = { provider: "azure-front-door", site: `${subscription}/web/front-door/www`, apiKey: KEY } as const;
  await drive.run({ ...account, siteUrl: SITE_URL, apiUrl: recorder.url, purge: [ALL] });
  await drive.close();

  const last = recorder.requests.at(-1);
  expect(theirs).toContainEqual([last?.path, last?.query]);
  expect(last?.headers["authorization"]).toBe(`Bearer ${KEY}`);
});

describe("google cloud cdn, as its own client asks", () => {
  const cases: readonly [string, object, readonly PurgeEntry[]][] = [
    ["a path", { host: "www.example.com", path: "/a%20b.html" }, [{ by: "path", value: "/a%20b.html" }]],
    ["a folder", { host: "www.example.com", path: "/blog/*" }, [{ by: "prefix", value: "/blog/" }]],
    ["a host", { host: "www.example.com", path: "/*" }, [{ by: "host", value: "www.example.com" }]],
    [
      "tags",
      { cacheTags: ["news", "sport"] },
      [
        { by: "tag", value: "news" },
        { by: "tag", value: "sport" },
      ],
    ],
    ["everything", { path: "/*" }, [ALL]],
  ];
  test.each(cases)("%s", async (_, requestBody, purge) => {
    await expectSameRequest({
      success: { status: 200, body: '{"name":"operation-1","status":"RUNNING"}' },
      theirs: (rootUrl) => {
        const auth = new OAuth2Client();
        auth.setCredentials({ access_token: KEY });
        const rule = { project: "my-project", urlMap: "web-map", requestId: crypto.randomUUID(), requestBody };
        return compute({ version: "v1", auth: auth as never }).urlMaps.invalidateCache(rule, { rootUrl, retry: false });
      },
      ours: { provider: "google-cloud-cdn", site: "my-project/web-map", siteUrl: SITE_URL, apiKey: KEY, purge },
      headers: ["authorization", "content-type"],
      newNames: ["requestId"],
    });
  });

  test("the state of an operation", async () => {
    const running = '{"name":"operation-1","status":"RUNNING"}';
    const done = '{"name":"operation-1","status":"DONE"}';
    await using recorder = await startRecorder({
      status: 200,
      body: (_, path) => (path.endsWith("invalidateCache") ? running : done),
    });
    const auth = new OAuth2Client();
    auth.setCredentials({ access_token: KEY });
    const client = compute({ version: "v1", auth: auth as never });
    await client.globalOperations.get({ project: "my-project", operation: "operation-1" }, { rootUrl: recorder.url });
    const drive = createDrive();
    const account = {
      provider: "google-cloud-cdn",
      site: "my-project/web-map",
      siteUrl: SITE_URL,
      apiKey: KEY,
    } as const;
    await drive.run({ ...account, apiUrl: recorder.url, purge: [ALL] });
    await drive.close();

    const [theirs, , ours] = recorder.requests.map(({ method, path, headers }) => [
      method,
      path,
      headers["authorization"],
    ]);
    expect(ours).toEqual(theirs);
  });
});
