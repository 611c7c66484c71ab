/** The vendors' own clients against the sandbox: what it demands of a request is what they send. */
import { CloudFrontClient, CreateInvalidationCommand, GetInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { CdnManagementClient } from "@azure/arm-cdn";
import { compute } from "@googleapis/compute";
import { Vercel } from "@vercel/sdk";
import { AwsClient } from "aws4fetch";
import Cloudflare from "cloudflare";
import { OAuth2Client } from "google-auth-library";
import { expect, onTestFinished, test } from "vitest";
import type { ProviderId, Sandbox } from "../../../sandbox/sandbox.ts";
import { startSandbox } from "../../../sandbox/start.ts";
import { loadFastly, redirectFastly } from "./clients.ts";

const PAGES = ["/", "/blog/a/", "/about.html"];

/** A sandbox whose edge holds every page; one of them has the tag `news`. */
async function start(provider: ProviderId): Promise<Sandbox> {
  const sandbox = await startSandbox({ provider, propagationMs: 0 });
  onTestFinished(() => sandbox.close());
  const files = ["index.html", "blog/a/index.html", "about.html"];
  sandbox.origin.tag("about.html", ["news"]);
  sandbox.origin.deploy(new Map(files.map((file) => [file, file])));
  for (const page of PAGES) await sandbox.edge.get(page);
  return sandbox;
}

function held({ edge }: Sandbox): readonly string[] {
  return edge.cached().map((url) => url.slice(edge.url.length));
}

test("cloudflare", async () => {
  const sandbox = await start("cloudflare");
  const { url, account } = sandbox.api;
  const client = new Cloudflare({ apiToken: account.apiKey, baseURL: `${url}/client/v4`, maxRetries: 0 });
  const zone_id = String(account.site);
  await client.cache.purge({ zone_id, files: [`${sandbox.edge.url}/blog/a/`] });
  expect(held(sandbox)).toEqual(["/", "/about.html"]);
  await client.cache.purge({ zone_id, tags: ["news"] });
  expect(held(sandbox)).toEqual(["/"]);
  const names: string[] = [];
  for await (const zone of client.zones.list({ name: "sandbox.example" })) names.push(zone.name);
  expect(names).toContain("sandbox.example");
  await expect(client.cache.purge({ zone_id, hosts: ["other.example"] })).rejects.toThrow("1082");
});

test("cloudfront: its signature, its XML, its idea of a status", async () => {
  const sandbox = await start("cloudfront");
  const { url: endpoint, account } = sandbox.api;
  const credentials = { accessKeyId: account.apiKey, secretAccessKey: String(account.apiSecret) };
  const client = new CloudFrontClient({ region: "us-east-1", endpoint, credentials, maxAttempts: 1 });
  const DistributionId = String(account.site);
  const invalidate = (Items: string[], CallerReference: string) =>
    client.send(
      new CreateInvalidationCommand({
        DistributionId,
        InvalidationBatch: { Paths: { Quantity: Items.length, Items }, CallerReference },
      }),
    );
  const { Invalidation, Location } = await invalidate(["/blog/*", "/a?b=1&c=2"], "ref-1");
  expect(Location).toContain(Invalidation?.Id);
  const status = await client.send(new GetInvalidationCommand({ DistributionId, Id: Invalidation?.Id ?? "" }));
  expect([status.Invalidation?.Status, status.Invalidation?.InvalidationBatch?.Paths?.Items]).toEqual([
    "Completed",
    ["/blog/*", "/a?b=1&c=2"],
  ]);
  expect(held(sandbox)).toEqual(["/", "/about.html"]);
  await expect(invalidate(["/other"], "ref-1")).rejects.toMatchObject({ name: "InvalidationBatchAlreadyExists" });
  const wrong = new CloudFrontClient({
    region: "eu-west-1",
    endpoint,
    credentials: { ...credentials, secretAccessKey: "x" },
  });
  await expect(wrong.send(new GetInvalidationCommand({ DistributionId, Id: "I" }))).rejects.toMatchObject({
    name: "SignatureDoesNotMatch",
  });
});

test("cloudfront: a temporary credential, as aws4fetch signs it", async () => {
  const sandbox = await start("cloudfront");
  sandbox.api.set({ sessionToken: "TOKEN" });
  const { account, url } = sandbox.api;
  const credentials = {
    accessKeyId: account.apiKey,
    secretAccessKey: String(account.apiSecret),
    sessionToken: "TOKEN",
  };
  const signer = new AwsClient({ ...credentials, service: "cloudfront", region: "us-east-1", retries: 0 });
  const answer = await signer.fetch(`${url}/2020-05-31/distribution/${account.site}/invalidation/none`);
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("NoSuchInvalidation")]);
});

test("fastly", async () => {
  const sandbox = await start("fastly");
  const { account, url } = sandbox.api;
  const { ApiClient, PurgeApi } = loadFastly();
  ApiClient.instance.authenticate(account.apiKey);
  const client = new PurgeApi();
  const { host } = new URL(sandbox.edge.url);
  const service_id = account.site;
  await redirectFastly(url, () => client.purgeSingleUrl({ cached_url: `${host}/blog/a/` }));
  expect(held(sandbox)).toEqual(["/", "/about.html"]);
  await redirectFastly(url, () => client.bulkPurgeTag({ service_id, purge_response: { surrogate_keys: ["news"] } }));
  expect(held(sandbox)).toEqual(["/"]);
  await redirectFastly(url, () => client.purgeAll({ service_id }));
  expect(held(sandbox)).toEqual([]);
});

test("vercel", async () => {
  const sandbox = await start("vercel");
  const { account, url } = sandbox.api;
  const client = new Vercel({ bearerToken: account.apiKey, serverURL: url });
  const projectIdOrName = String(account.site);
  await client.edgeCache.dangerouslyDeleteByTags({ projectIdOrName, requestBody: { tags: ["news"] } });
  expect(held(sandbox)).toEqual(["/", "/blog/a/"]);
  const tags = Array.from({ length: 17 }, (_, n) => `t${n}`);
  await expect(client.edgeCache.invalidateByTags({ projectIdOrName, requestBody: { tags } })).rejects.toThrow();
});

test("azure front door: its purge, and its idea of an operation", async () => {
  const sandbox = await start("azure-front-door");
  const { account, url: endpoint } = sandbox.api;
  const [subscription = "", group = "", profile = "", name = ""] = String(account.site).split("/");
  const credential = { getToken: async () => ({ token: account.apiKey, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const options = { endpoint, apiVersion: "2025-06-01", allowInsecureConnection: true };
  const client = new CdnManagementClient(credential, subscription, options);
  // It sends no token over plain HTTP: here that is loopback.
  client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
  client.pipeline.addPolicy({
    name: "token",
    sendRequest(request, next) {
      request.headers.set("authorization", `Bearer ${account.apiKey}`);
      return next(request);
    },
  });
  const purge = (contentPaths: string[], more = {}) =>
    client.afdEndpoints.beginPurgeContentAndWait(group, profile, name, { contentPaths, ...more }, PAUSES);
  await purge(["/blog/*"]);
  expect(held(sandbox)).toEqual(["/", "/about.html"]);
  await purge(["/about.html"], { domains: [sandbox.edge.url.replace(/^http:\/\/|:\d+$/g, "")] });
  expect(held(sandbox)).toEqual(["/"]);
  sandbox.api.set({ failed: true });
  await expect(purge(["/*"])).rejects.toThrow();
});

const PAUSES = { updateIntervalInMs: 1 };

test("google cloud cdn: its invalidations, and its idea of an operation", async () => {
  const sandbox = await start("google-cloud-cdn");
  const { account, url: rootUrl } = sandbox.api;
  const auth = new OAuth2Client();
  auth.setCredentials({ access_token: account.apiKey });
  const [project = "", urlMap = ""] = String(account.site).split("/");
  const client = compute({ version: "v1", auth: auth as never });
  const invalidate = (requestBody: object, requestId: string = crypto.randomUUID()) =>
    client.urlMaps.invalidateCache({ project, urlMap, requestId, requestBody }, { rootUrl, retry: false });
  const { data } = await invalidate({ path: "/blog/*" }, "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
  expect(held(sandbox)).toEqual(["/", "/about.html"]);
  const again = await invalidate({ path: "/blog/*" }, "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
  expect(again.data.name).toBe(data.name);
  const status = await client.globalOperations.get({ project, operation: data.name ?? "" }, { rootUrl });
  expect(status.data.status).toBe("DONE");
  await invalidate({ cacheTags: ["news"] });
  expect(held(sandbox)).toEqual(["/"]);
  await expect(invalidate({ path: "blog" })).rejects.toThrow("invalid");
});
