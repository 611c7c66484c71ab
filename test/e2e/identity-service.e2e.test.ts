import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startIdentityServer } from "../support/identity-server.ts";
import { type Stage, setStage } from "../support/stage.ts";

describe.concurrent("a workflow's own identity that is not to be had", () => {
  const inputs = (url: string) => ({
    "api-key": undefined,
    "api-secret": undefined,
    "provider-options": `role-arn: arn:aws:iam::123456789012:role/purge\nsts-url: ${url}`,
  });
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage("cloudfront");
  });
  afterAll(async () => {
    expect(stage.sandbox.api.requests).toEqual([]);
    await stage[Symbol.asyncDispose]();
  });

  it("needs a permission, which the error names", async () => {
    const run = await stage.run({ with: inputs(stage.sandbox.api.url) });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect(run.log.join("\n")).toContain("id-token: write");
  });

  it.each([
    ["refuses", { status: 403, body: '{"message":"not this job"}' }, "E_CONFIG", "not this job"],
    ["answers with a page", { status: 200, body: "<html><title>Sign in</title></html>" }, "E_UNAVAILABLE", "gave none"],
    ["fails", { status: 500, body: "oops" }, "E_UNAVAILABLE", "Error Code : 500"],
    [
      "never answers",
      null,
      "E_TIMEOUT",
      "timeout of 5 s is over, and the request under way had no answer yet (GitHub's service of identity tokens)",
    ],
  ])(
    "is missing where GitHub's service %s: it is said whose fault that is, and in time",
    async (_, answer, code, words) => {
      await using identity = await startIdentityServer({}, answer);
      const startedAt = performance.now();
      // Of an answer that never comes, no more is waited for than shows it.
      const given = { ...inputs(stage.sandbox.api.url), timeout: answer === null ? "5" : "10" };
      const run = await stage.run({ with: given, env: identity.environment });

      expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, code]);
      expect(run.log.join("\n")).toContain(words);
      expect(performance.now() - startedAt).toBeLessThan(20_000);
    },
  );
});
