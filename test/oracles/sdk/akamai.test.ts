/** EdgeGrid's signatures: by Akamai's own client, and by the vectors that Akamai publishes with it. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { signEdgeGrid } from "../../../src/providers/akamai/signature.ts";
import { createDrive } from "../../contract/drive.ts";
import type { PurgeEntry } from "../../contract/suite/drive.ts";
import { type Recorded, startRecorder } from "./recorder.ts";

const PACKAGE = join(import.meta.dirname, "../node_modules/akamai-edgegrid");

/** The part of the client that signs; the package shows only the one that also sends, over HTTPS alone. */
const { generateAuth } = createRequire(import.meta.url)(join(PACKAGE, "src/auth.js")) as {
  generateAuth(...given: readonly unknown[]): { readonly headers: { readonly Authorization: string } };
};

const CLIENT = {
  token: "akab-client-token-0123456789",
  access: "akab-access-token-0123456789",
  secret: "c2VjcmV0LW9yYWNsZQ==",
};
const ALL: PurgeEntry = { by: "all", value: "" };
const LONG = Array.from({ length: 300 }, (_, n): PurgeEntry => ({ by: "path", value: `/${n}/${"%C3%A4".repeat(20)}` }));

test.each<readonly [string, readonly PurgeEntry[], object, string]>([
  ["urls", [{ by: "path", value: "/a?b=c&d=%20" }], {}, "/ccu/v3/invalidate/url/production"],
  ["many urls", LONG, {}, "/ccu/v3/invalidate/url/production"],
  ["tags at staging", [{ by: "tag", value: "a~b'c" }], { network: "staging" }, "/ccu/v3/invalidate/tag/staging"],
  ["cp codes, deleted", [ALL], { mode: "delete" }, "/ccu/v3/delete/cpcode/production"],
])("akamai's client signs %s as the action does", async (_, purge, more, path) => {
  const body = '{"httpStatus":201,"detail":"Request accepted","purgeId":"p","estimatedSeconds":5}';
  await using recorder = await startRecorder({ status: 201, body });
  const drive = createDrive();
  const options = { "client-token": CLIENT.token, "cp-codes": [123456], ...more };
  const account = {
    provider: "akamai",
    siteUrl: "https://www.example.com",
    apiKey: CLIENT.access,
    apiSecret: CLIENT.secret,
  } as const;
  const { outcomes } = await drive.run({ ...account, apiUrl: recorder.url, purge, options, waitFor: "accepted" });
  await drive.close();

  expect(outcomes).toMatchObject([{ state: "accepted" }]);
  const [sent] = recorder.requests;
  expect([sent?.method, sent?.path, sent?.headers["content-type"]]).toEqual(["POST", path, "application/json"]);
  expect(sent?.headers["authorization"]).toBe(signedByAkamai(sent as Recorded, recorder.url));
});

/** The same request with the same time and nonce, in the hands of Akamai's client. */
function signedByAkamai({ method, path, body, headers }: Recorded, host: string): string {
  const [, timestamp, nonce] = /;timestamp=([^;]+);nonce=([^;]+);/.exec(headers["authorization"] ?? "") ?? [];
  const request = { method, path, body, headers: {} };
  return generateAuth(request, CLIENT.token, CLIENT.secret, CLIENT.access, host, undefined, nonce, timestamp).headers
    .Authorization;
}

const Vector = z.object({
  testName: z.string(),
  request: z.object({ method: z.string(), path: z.string(), data: z.string().default("") }),
  expectedAuthorization: z.string(),
});
const Vectors = z.object({
  base_url: z.string(),
  access_token: z.string(),
  client_token: z.string(),
  client_secret: z.string(),
  nonce: z.string(),
  timestamp: z.string(),
  tests: z.array(Vector),
});

describe("akamai's published vectors", async () => {
  const given = Vectors.parse(JSON.parse(await readFile(join(PACKAGE, "test/test_data.json"), "utf8")));
  // Purges are POSTs with a body, and sign no header. One vector is of an older client: today's makes another signature of it.
  const posts = given.tests.filter(({ request: { method, path, data }, expectedAuthorization }) => {
    if (method !== "POST" || data === "") return false;
    const { client_token, client_secret, access_token, base_url, nonce, timestamp } = given;
    const request = { method, path, body: data, headers: {} };
    const signed = generateAuth(
      request,
      client_token,
      client_secret,
      access_token,
      base_url,
      undefined,
      nonce,
      timestamp,
    );
    return signed.headers.Authorization === expectedAuthorization;
  });

  test("are there", () => expect(posts.length).toBeGreaterThan(1));

  test.each(posts.map((post) => [post.testName, post] as const))("%s", (_, { request, expectedAuthorization }) => {
    const credentials = {
      clientToken: given.client_token,
      accessToken: given.access_token,
      clientSecret: given.client_secret,
    };
    const at = new Date(given.timestamp.replace(/^(\d{4})(\d\d)(\d\d)T(.*)\+0000$/, "$1-$2-$3T$4Z"));
    const url = new URL(request.path, given.base_url).href;
    const signed = signEdgeGrid({ method: "POST", url, headers: {}, body: request.data }, credentials, at, given.nonce);

    expect(signed.headers["authorization"]).toBe(expectedAuthorization);
  });
});
