/** Azure and Google, as their own clients ask: for purges, and for the tokens that open them without a stored key. */
import { CdnManagementClient } from "@azure/arm-cdn";
import { compute } from "@googleapis/compute";
import { IdentityPoolClient, OAuth2Client } from "google-auth-library";
import { describe, expect, test } from "vitest";
import { createDrive } from "../../contract/drive.ts";
import type { PurgeEntry } from "../../contract/suite/drive.ts";
import { expectSameRequest } from "./compare.ts";
import { type Recorded, startRecorder } from "./recorder.ts";

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

/** The workflow's identity token for an audience, the same for both. */
const identityFor = (audience: string) => `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(audience).toString("base64url")}.c2ln`;

describe("a workload identity, as google's own library exchanges it", () => {
  const PROVIDER = "projects/123456789/locations/global/workloadIdentityPools/github/providers/site";
  const ACCOUNT = "purge@my-project.iam.gserviceaccount.com";
  const answer = (_: string, path: string): string => {
    if (path === "/v1/token") {
      const issued_token_type = "urn:ietf:params:oauth:token-type:access_token";
      return JSON.stringify({ access_token: "federated", issued_token_type, token_type: "Bearer", expires_in: 3599 });
    }
    const expireTime = new Date(Date.now() + 900_000).toISOString();
    if (path.endsWith(":generateAccessToken")) return JSON.stringify({ accessToken: "impersonated", expireTime });
    return '{"name":"operation-1","status":"DONE"}';
  };

  test.each([
    ["directly", undefined],
    ["as a service account", ACCOUNT],
  ])("%s", async (_, account) => {
    await using recorder = await startRecorder({ status: 200, body: answer });
    const { url } = recorder;
    const client = new IdentityPoolClient({
      type: "external_account",
      audience: `//iam.googleapis.com/${PROVIDER}`,
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      token_url: `${url}/v1/token`,
      subject_token_supplier: { getSubjectToken: async () => identityFor(`https://iam.googleapis.com/${PROVIDER}`) },
      ...(account === undefined
        ? {}
        : {
            service_account_impersonation_url: `${url}/v1/projects/-/serviceAccounts/${account}:generateAccessToken`,
            service_account_impersonation: { token_lifetime_seconds: 900 },
          }),
    });
    client.scopes = ["https://www.googleapis.com/auth/cloud-platform"];
    const { token } = await client.getAccessToken();
    const theirs = recorder.requests.map(essence);
    const drive = createDrive((audience) => Promise.resolve(identityFor(audience)));
    const options = {
      "workload-identity-provider": PROVIDER,
      "sts-url": url,
      "iam-url": url,
      ...(account === undefined ? {} : { "service-account": account }),
      "api-key": undefined,
    };
    const site = { provider: "google-cloud-cdn", site: "my-project/web-map", siteUrl: SITE_URL, apiKey: "" } as const;
    const { outcomes } = await drive.run({ ...site, apiUrl: url, purge: [ALL], options });
    await drive.close();

    expect(outcomes).toMatchObject([{ state: "completed" }]);
    const ours = recorder.requests.slice(theirs.length);
    expect(ours.slice(0, -1).map(essence)).toEqual(theirs);
    expect(ours.at(-1)?.headers["authorization"]).toBe(`Bearer ${token}`);
  });

  /** What both must mean by a request: the order of a form's fields is nothing. */
  function essence({ method, path, query, headers, body }: Recorded): unknown {
    const type = headers["content-type"]?.replace(/;.*$/, "");
    const meaning = type === "application/json" ? JSON.parse(body) : [...new URLSearchParams(body)].toSorted();
    return { method, path, query, type, authorization: headers["authorization"], meaning };
  }
});
