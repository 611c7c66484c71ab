import { describe, expect, it } from "vitest";
import { Settings } from "../../src/providers/cloudfront/schema.ts";
import { signAws } from "../../src/providers/cloudfront/signature.ts";
import { connectCanned } from "./canned-api.ts";

describe("a signature of AWS", () => {
  it("is the one that an independent signer makes of the same request", () => {
    const url = "https://cloudfront.amazonaws.com/2020-05-31/distribution/E1/invalidation";
    const credentials = { accessKeyId: "AKID", secretAccessKey: "SECRET", sessionToken: "TOK" };
    const at = new Date("2026-08-01T12:00:00Z");
    const signed = signAws({ method: "POST", url, headers: {}, body: "<x/>" }, credentials, "us-east-1", at);

    expect(signed.headers).toMatchObject({ "x-amz-date": "20260801T120000Z", "x-amz-security-token": "TOK" });
    expect(signed.headers["authorization"]).toBe(
      "AWS4-HMAC-SHA256 Credential=AKID/20260801/us-east-1/cloudfront/aws4_request, " +
        "SignedHeaders=host;x-amz-date;x-amz-security-token, " +
        "Signature=dc8439d5adb47c75801edb568a6f266768d12a703cc2946cff33a721b57c599d",
    );
    expect(signed.secrets).toEqual([expect.stringMatching(/^dc8439d5/)]);
  });
});

describe("cloudfront's status", () => {
  const ID = "I1JLWSDAP8FU89";
  const answer = (status: string, id = ID) => ({
    headers: { "content-type": "text/xml" },
    body: `<Invalidation><Id>${id}</Id><Status>${status}</Status></Invalidation>`,
  });
  const connect = () => connectCanned("cloudfront", { site: "E2QWRUHAPOMQZL", "api-secret": "wJalrXUtnFEMI" });

  it("is done where it says Completed of this very invalidation", async () => {
    const api = await connect();

    expect(await api.poll({ id: ID }, answer("Completed"))).toMatchObject({ kind: "done" });
    expect(await api.poll({ id: ID }, answer("Completed", "I0"))).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: expect.stringContaining("is of I0"),
    });
  });

  it.each([
    ["another reference", 2, "somebody-else"],
    ["other paths", 9, "run-0"],
  ])("is red where it is done with %s under the same id", async (_, quantity, reference) => {
    const api = await connect();
    const receipt = { id: ID, memo: { reference: "run-0", paths: 2 } };
    const batch = (count: number, key: string) =>
      `<InvalidationBatch><Paths><Quantity>${count}</Quantity></Paths><CallerReference>${key}</CallerReference></InvalidationBatch>`;
    const whole = (more: string) => ({
      ...answer("Completed"),
      body: answer("Completed").body.replace("</Inv", `${more}</Inv`),
    });

    expect(await api.poll(receipt, whole(batch(2, "run-0")))).toMatchObject({ kind: "done" });
    expect(await api.poll(receipt, whole(batch(quantity, reference)))).toMatchObject({
      kind: "failed",
      fault: "invalid",
      message: expect.stringContaining(`${quantity} paths under ${reference}`),
    });
  });

  it.each(["InProgress", "Cancelled", "Failed", "completed", ""])("is not yet done where it says %j", async (word) => {
    const api = await connect();

    expect(await api.poll({ id: ID }, answer(word))).toMatchObject({ kind: "pending" });
  });
});

describe("cloudfront's settings", () => {
  const KEY = "AKIAIOSFODNN7EXAMPLE";
  const VARIABLES = {
    AWS_ACCESS_KEY_ID: "ASIAENVIRONMENT00000",
    AWS_SECRET_ACCESS_KEY: "of-the-environment",
    AWS_SESSION_TOKEN: "token-of-the-environment",
  };
  const parse = (more: object) => Settings.safeParse({ site: "E2QWRUHAPOMQZL", ...more });

  it("take AWS's own variables where no key is given", () => {
    expect(parse({ variables: VARIABLES }).data?.credentials).toEqual({
      accessKeyId: "ASIAENVIRONMENT00000",
      secretAccessKey: "of-the-environment",
      sessionToken: "token-of-the-environment",
    });
  });

  it("mix no key with another one's secret or token", () => {
    expect(parse({ "api-key": KEY, "api-secret": "own", variables: VARIABLES }).data?.credentials).toEqual({
      accessKeyId: KEY,
      secretAccessKey: "own",
      sessionToken: undefined,
    });
    const issues = parse({ "api-key": KEY, variables: VARIABLES }).error?.issues;
    expect(issues).toMatchObject([{ path: ["api-secret"], message: expect.stringContaining("is missing") }]);
  });

  it.each([
    [{}, "api-key", "configure-aws-credentials"],
    [{ site: "example.cloudfront.net", "api-key": KEY, "api-secret": "x" }, "site", "distribution id"],
    [{ "api-key": `${KEY} x`, "api-secret": "x" }, "api-key", "blank"],
    [{ "api-key": KEY, "api-secret": "x", partition: "eu" }, "partition", "aws-cn"],
    [{ "api-key": KEY, "api-secret": "x", "api-url": "http://api.example.com" }, "api-url", "https"],
  ])("refuse %o", (more, input, words) => {
    expect(parse(more).error?.issues).toMatchObject([{ path: [input], message: expect.stringContaining(words) }]);
  });

  it.each([
    ["aws", "us-east-1", "https://cloudfront.amazonaws.com"],
    ["aws-cn", "cn-northwest-1", "https://cloudfront.cn-northwest-1.amazonaws.com.cn"],
    ["aws-us-gov", "us-gov-west-1", "https://cloudfront.amazonaws.com"],
    ["aws-eusc", "eusc-de-east-1", "https://cloudfront.amazonaws.eu"],
  ])("know the address and the region of %s", (partition, region, apiUrl) => {
    expect(parse({ "api-key": KEY, "api-secret": "x", partition }).data).toMatchObject({ region, apiUrl });
  });
});
