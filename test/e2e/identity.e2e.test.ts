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
