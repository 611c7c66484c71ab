import { describe, expect, it } from "vitest";
import { startIdentityServer } from "../support/identity-server.ts";
import { everythingWritten, setStage } from "../support/stage.ts";

const ROLE = "arn:aws:iam::123456789012:role/purge";

async function setRole(claims: Readonly<Record<string, unknown>> = {}) {
  const stage = await setStage("cloudfront");
  const identity = await startIdentityServer(claims);
  stage.sandbox.api.set({ role: ROLE });
  const inputs = {
    "api-key": undefined,
    "api-secret": undefined,
    "provider-options": `role-arn: ${ROLE}\nsts-url: ${stage.sandbox.api.url}`,
  };
  return { stage, identity, inputs };
}

describe.concurrent("a role instead of a stored key", () => {
  it("is taken on with the workflow's own identity, once, and nothing of it is shown", async () => {
    const { stage, identity, inputs } = await setRole();
    await using _stage = stage;
    await using _identity = identity;
    const run = await stage.run({ with: inputs, env: identity.environment });

    expect(run.log.join("\n")).toContain("Verdict: purged.");
    expect(await stage.stale()).toEqual([]);
    expect(identity.audiences).toEqual(["sts.amazonaws.com"]);
    const written = await everythingWritten(run);
    for (const secret of [
      "tempSecretFEMI7K7MDENGbPxRfiCYSANDBOXKEY",
      "IQoJb3JpZ2luX2VjSANDBOXTOKEN0123456789",
      ".c2lnbmF0dXJl",
    ])
      expect(written).not.toContain(secret);
  });

  it("needs a permission, which the error names", async () => {
    const { stage, identity, inputs } = await setRole();
    await using _stage = stage;
    await using _identity = identity;
    const run = await stage.run({ with: inputs });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect(run.log.join("\n")).toContain("id-token: write");
    expect(stage.sandbox.api.requests).toEqual([]);
  });

  it.each([
    ["another repository's", { sub: "repo:somebody/else:ref:refs/heads/main" }, "trust policy"],
    ["one for another audience", { aud: "api://AzureADTokenExchange" }, "audience"],
    ["one that is over", { exp: 1_000_000_000 }, "Token expired"],
  ])("is refused for a token that is %s, with AWS's words", async (_, claims, words) => {
    const { stage, identity, inputs } = await setRole(claims);
    await using _stage = stage;
    await using _identity = identity;
    const run = await stage.run({ with: inputs, env: identity.environment });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_AUTH"]);
    expect(run.log.join("\n")).toContain(words);
    expect(stage.sandbox.api.purges()).toEqual([]);
  });
});

describe.concurrent("a workflow's own identity", () => {
  it.each([
    ["refuses", { status: 403, body: '{"message":"not this job"}' }, "E_CONFIG", "not this job"],
    ["answers with a page", { status: 200, body: "<html><title>Sign in</title></html>" }, "E_UNAVAILABLE", "gave none"],
    ["fails", { status: 500, body: "oops" }, "E_UNAVAILABLE", "Error Code : 500"],
    [
      "never answers",
      null,
      "E_TIMEOUT",
      "timeout of 10 s is over, and the request under way had no answer yet (GitHub's service of identity tokens)",
    ],
  ])(
    "is missing where GitHub's service %s: it is said whose fault that is, and in time",
    async (_, answer, code, words) => {
      await using stage = await setStage("cloudfront");
      await using identity = await startIdentityServer({}, answer);
      const options = `role-arn: ${ROLE}\nsts-url: ${stage.sandbox.api.url}`;
      const inputs = { "api-key": undefined, "api-secret": undefined, "provider-options": options, timeout: "10" };
      const startedAt = performance.now();
      const run = await stage.run({ with: inputs, env: identity.environment });

      expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, code]);
      expect(run.log.join("\n")).toContain(words);
      expect(performance.now() - startedAt).toBeLessThan(20_000);
      expect(stage.sandbox.api.requests).toEqual([]);
    },
  );
});

describe.concurrent("an application instead of a stored key, at Azure", () => {
  const TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
  const CLIENT_ID = "b2a5c3d4-1111-4222-8333-444455556666";

  async function setApplication(how: "secret" | "federated", claims: Readonly<Record<string, unknown>> = {}) {
    const stage = await setStage("azure-front-door");
    const identity = await startIdentityServer(claims);
    stage.sandbox.api.set({ application: how });
    const options = `tenant-id: ${TENANT}\nclient-id: ${CLIENT_ID}\nlogin-url: ${stage.sandbox.api.url}`;
    return { stage, identity, inputs: { "api-key": undefined, "provider-options": options } };
  }

  it("is opened by the workflow's own identity, and nothing of it is shown", async () => {
    const { stage, identity, inputs } = await setApplication("federated");
    await using _stage = stage;
    await using _identity = identity;
    const run = await stage.run({ with: inputs, env: identity.environment });

    expect(run.log.join("\n")).toContain("Verdict: purged.");
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    expect(identity.audiences).toEqual(["api://AzureADTokenExchange"]);
    const written = await everythingWritten(run);
    for (const secret of ["Z3JhbnRlZA.ZW50cmE", ".c2lnbmF0dXJl"]) expect(written).not.toContain(secret);
  });

  it("is opened by its client secret", async () => {
    const { stage, identity, inputs } = await setApplication("secret");
    await using _stage = stage;
    await using _identity = identity;
    const secret = "Abc8Q~sandboxClientSecretOfTheApplication";
    const run = await stage.run({ with: { ...inputs, "api-key": secret } });

    expect(run.log.join("\n")).toContain("Verdict: purged.");
    expect(await everythingWritten(run)).not.toContain(secret);
    expect(identity.audiences).toEqual([]);
  });

  it("gets nothing from a login page in front of Entra ID, and says so", async () => {
    const { stage, identity, inputs } = await setApplication("federated");
    await using _stage = stage;
    await using _identity = identity;
    const page = "<!doctype html><html><title>Sign in</title></html>";
    stage.sandbox.api.fault([{ do: "answer", status: 200, body: page }], "lookup");
    const run = await stage.run({ with: inputs, env: identity.environment });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_UNREADABLE"]);
    expect(run.log.join("\n")).toContain("an HTML page (Sign in)");
    expect(stage.sandbox.api.purges()).toEqual([]);
  });

  it("never shows a token of an answer that cannot be read", async () => {
    const { stage, identity, inputs } = await setApplication("federated");
    await using _stage = stage;
    await using _identity = identity;
    const half = { do: "answer", status: 200, body: '{"access_token":"eyJhbGciOiJSUzI1NiJ9.c2VjcmV0' } as const;
    stage.sandbox.api.fault([half], "lookup");
    const run = await stage.run({ with: inputs, env: { ...identity.environment, RUNNER_DEBUG: "1" } });

    expect(run.log.join("\n")).toContain("Verdict: purged.");
    expect(await everythingWritten(run)).not.toContain("c2VjcmV0");
  });

  it("gets a new token where one ends in the middle of the run", async () => {
    const { stage, identity, inputs } = await setApplication("federated");
    await using _stage = stage;
    await using _identity = identity;
    stage.sandbox.api.set({ tokenSeconds: 3 });
    const run = await stage.run({ with: inputs, env: identity.environment });

    expect(run.log.join("\n")).toContain("Verdict: purged.");
    expect(await stage.stale()).toEqual([]);
    expect(identity.audiences.length).toBeGreaterThan(1);
    expect(stage.sandbox.api.requests.filter(({ status }) => status >= 400)).toEqual([]);
  });

  it.each([
    ["for another audience", { aud: "sts.amazonaws.com" }, "federated credential"],
    ["another repository's", { sub: "repo:somebody/else:ref:refs/heads/main" }, "federated credential"],
    ["one that is over", { exp: 1_000_000_000 }, "AADSTS700024"],
  ])("is refused for a token that is %s, with Entra's words", async (_, claims, words) => {
    const { stage, identity, inputs } = await setApplication("federated", claims);
    await using _stage = stage;
    await using _identity = identity;
    const run = await stage.run({ with: inputs, env: identity.environment });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_AUTH"]);
    expect(run.log.join("\n")).toContain(words);
    expect(stage.sandbox.api.purges()).toEqual([]);
  });
});

describe.concurrent("a workload identity instead of a stored key, at Google", () => {
  const PROVIDER = "projects/123456789/locations/global/workloadIdentityPools/github/providers/site";
  const ACCOUNT = "service-account: purge@sandbox-project.iam.gserviceaccount.com";

  async function setProvider(how: "direct" | "impersonated", claims: Readonly<Record<string, unknown>> = {}) {
    const stage = await setStage("google-cloud-cdn");
    const identity = await startIdentityServer(claims);
    const { url } = stage.sandbox.api;
    stage.sandbox.api.set({ identity: how });
    const options = `workload-identity-provider: ${PROVIDER}\nsts-url: ${url}\niam-url: ${url}`;
    const account = how === "direct" ? "" : `\n${ACCOUNT}`;
    return { stage, identity, inputs: { "api-key": undefined, "provider-options": `${options}${account}` } };
  }

  it.each(["direct", "impersonated"] as const)("opens the project, %s, and nothing of it is shown", async (how) => {
    const { stage, identity, inputs } = await setProvider(how);
    await using _stage = stage;
    await using _identity = identity;
    const run = await stage.run({ with: inputs, env: identity.environment });

    expect(run.log.join("\n")).toContain("Verdict: purged.");
    expect(await stage.stale()).toEqual([]);
    expect(identity.audiences).toEqual([`https://iam.googleapis.com/${PROVIDER}`]);
    const written = await everythingWritten(run);
    for (const secret of ["federated-token-of-the-workflow", "token-of-the-service-account", ".c2lnbmF0dXJl"])
      expect(written).not.toContain(secret);
  });

  it.each([
    ["another repository's", { sub: "repo:somebody/else:ref:refs/heads/main" }],
    ["one for another audience", { aud: "https://iam.googleapis.com/other" }],
  ])("is refused for a token that is %s, with Google's words", async (_, claims) => {
    const { stage, identity, inputs } = await setProvider("direct", claims);
    await using _stage = stage;
    await using _identity = identity;
    const run = await stage.run({ with: inputs, env: identity.environment });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_AUTH"]);
    expect(run.log.join("\n")).toContain("attribute condition");
    expect(stage.sandbox.api.purges()).toEqual([]);
  });
});
