/** The tokens that open Azure, Google and AWS without a stored key, as their own libraries get them. */
import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { ConfidentialClientApplication } from "@azure/msal-node";
import { IdentityPoolClient } from "google-auth-library";
import { describe, expect, test } from "vitest";
import { createDrive } from "../../contract/drive.ts";
import type { PurgeEntry } from "../../contract/suite/drive.ts";
import { type Recorded, startRecorder } from "./recorder.ts";

const SITE_URL = "https://www.example.com";
const ALL: PurgeEntry = { by: "all", value: "" };

/** The workflow's identity token for an audience, the same for both. */
const identityFor = (audience: string) => `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(audience).toString("base64url")}.c2ln`;

describe("an application, as microsoft's own library opens it", () => {
  const TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
  const CLIENT_ID = "b2a5c3d4-1111-4222-8333-444455556666";
  const assertion = identityFor("api://AzureADTokenExchange");
  const granted = { token_type: "Bearer", expires_in: 3599, access_token: "granted" };

  test.each([
    ["by the workflow's identity", { clientAssertion: assertion }, ""],
    ["by its client secret", { clientSecret: "Abc8Q~client-secret" }, "Abc8Q~client-secret"],
  ])("%s", async (_, proof, apiKey) => {
    await using recorder = await startRecorder({
      status: 200,
      body: (_, path) => (path.endsWith("/token") ? JSON.stringify(granted) : ""),
    });
    // The library speaks HTTPS alone: what it sends is taken from its hands.
    const theirs: unknown[] = [];
    const sendPostRequestAsync = (url: string, options?: { body?: string; headers?: Record<string, string> }) => {
      theirs.push(essence(new URL(url).pathname, options?.headers?.["Content-Type"], options?.body));
      return Promise.resolve({ status: 200, headers: {}, body: granted });
    };
    const networkClient = { sendPostRequestAsync, sendGetRequestAsync: () => Promise.reject(new Error("no GET")) };
    const auth = { clientId: CLIENT_ID, authority: `https://login.microsoftonline.com/${TENANT}`, ...proof };
    const client = new ConfidentialClientApplication({ auth, system: { networkClient: networkClient as never } });
    await client.acquireTokenByClientCredential({ scopes: ["https://management.azure.com/.default"] });

    const drive = createDrive((audience) => Promise.resolve(identityFor(audience)));
    const options = {
      "tenant-id": TENANT,
      "client-id": CLIENT_ID,
      "login-url": recorder.url,
      "api-key": apiKey || undefined,
    };
    const site = "6d2f1f0e-3a7b-4c55-9b1d-0f8fad5bd9cb/web/front-door/www";
    const account = { provider: "azure-front-door", site, siteUrl: SITE_URL, apiKey } as const;
    await drive.run({ ...account, apiUrl: recorder.url, purge: [ALL], options });
    await drive.close();

    const [sent, purge] = recorder.requests;
    expect([essence(sent?.path, sent?.headers["content-type"], sent?.body)]).toEqual(theirs);
    expect(purge?.headers["authorization"]).toBe("Bearer granted");
  });

  /** What the library tells of itself is nothing that a token hangs on. */
  function essence(path: string | undefined, type: string | undefined, body = ""): unknown {
    const fields = [...new URLSearchParams(body)].filter(([name]) => !/^(?:x-|client-request-id$)/.test(name));
    return { path, type: type?.replace(/;.*$/, ""), fields: fields.toSorted() };
  }
});

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

test("a role, as aws's own client takes it on", async () => {
  const RoleArn = "arn:aws:iam::123456789012:role/purge";
  const assumed =
    '<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>' +
    "<AccessKeyId>ASIAORACLE0123456789</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>session</SessionToken>" +
    "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>";
  await using recorder = await startRecorder({ status: 200, headers: { "content-type": "text/xml" }, body: assumed });
  const WebIdentityToken = identityFor("sts.amazonaws.com");
  const order = { RoleArn, RoleSessionName: "deploy-purge", WebIdentityToken, DurationSeconds: 900 };
  const client = new STSClient({ region: "us-east-1", endpoint: recorder.url, maxAttempts: 1 });
  const { Credentials } = await client.send(new AssumeRoleWithWebIdentityCommand(order));
  const drive = createDrive((audience) => Promise.resolve(identityFor(audience)));
  const options = { "role-arn": RoleArn, "sts-url": recorder.url, "api-key": undefined };
  const account = { provider: "cloudfront", site: "E2QWRUHAPOMQZL", siteUrl: SITE_URL, apiKey: "" } as const;
  await drive.run({ ...account, apiUrl: recorder.url, purge: [ALL], options, timeout: 5 });
  await drive.close();

  const [theirs, ours, purge] = recorder.requests;
  const essence = (request: Recorded | undefined): unknown => ({
    line: [request?.method, request?.path, request?.query],
    signed: request?.headers["authorization"],
    form: [...new URLSearchParams(request?.body)].toSorted(),
  });
  expect(essence(ours)).toEqual(essence(theirs));
  expect(purge?.headers["x-amz-security-token"]).toBe(Credentials?.SessionToken);
  expect(purge?.headers["authorization"]).toContain(`Credential=${Credentials?.AccessKeyId}/`);
});
