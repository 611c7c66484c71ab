/** The vendors' own clients against the sandbox: what it demands of a request is what they send. */
import { CloudFrontClient, CreateInvalidationCommand, GetInvalidationCommand } from "@aws-sdk/client-cloudfront";
import { Vercel } from "@vercel/sdk";
import { AwsClient } from "aws4fetch";
import Cloudflare from "cloudflare";
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
