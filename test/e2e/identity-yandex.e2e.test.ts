import { describe, expect, it } from "vitest";
import { startIdentityServer } from "../support/identity-server.ts";
import { everythingWritten, setStage } from "../support/stage.ts";

const AUDIENCE = "https://github.com/octo-org";

describe.concurrent("a service account instead of a stored key, at Yandex Cloud", { timeout: 60_000 }, () => {
  async function setAccount(claims: Readonly<Record<string, unknown>> = {}) {
    const stage = await setStage("yandex-cdn");
    const identity = await startIdentityServer(claims);
    const { url } = stage.sandbox.api;
    stage.sandbox.api.set({ federated: true });
    const account = `service-account: ajehr0to1g8bh0la8c8r\naudience: ${AUDIENCE}`;
    const options = `${account}\ntoken-url: ${url}\noperation-url: ${url}`;
    return { stage, identity, inputs: { "api-key": undefined, "provider-options": options } };
  }

  it("is opened by the workflow's own identity, and nothing of it is shown", async () => {
    const { stage, identity, inputs } = await setAccount();
    await using _stage = stage;
    await using _identity = identity;
    const run = await stage.run({ with: inputs, env: identity.environment });

    expect(run.log.join("\n")).toContain("Verdict: purged.");
    expect(run.outputs).toMatchObject({ confirmed: "true" });
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    expect(identity.audiences).toEqual([AUDIENCE]);
    const written = await everythingWritten(run);
    for (const secret of ["t1.9euelZrGranted", ".c2lnbmF0dXJl"]) expect(written).not.toContain(secret);
  });

  it.each([
    ["another repository's", { sub: "repo:somebody/else:ref:refs/heads/main" }],
    ["one that is over", { exp: 1_000_000_000 }],
  ])("is refused for a token that is %s, with Yandex's words", async (_, claims) => {
    const { stage, identity, inputs } = await setAccount(claims);
    await using _stage = stage;
    await using _identity = identity;
    const run = await stage.run({ with: inputs, env: identity.environment });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_AUTH"]);
    expect(run.log.join("\n")).toContain("No federated credential fits the subject token");
    expect(run.log.join("\n")).toContain("federated credential, whose subject must fit");
    expect(stage.sandbox.api.purges()).toEqual([]);
  });
});
