import { createHash, createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { checkSignature } from "../../sandbox/apis/cloudfront/signature.ts";
import { type Bench, bench, PAGES, PROPAGATION_MS, START_MS, without } from "./support.ts";

const URL_PATH = "/2020-05-31/distribution/E2QWRUHAPOMQZL/invalidation";

interface Signing {
  readonly time?: number;
  readonly region?: string;
  readonly secret?: string;
  readonly token?: string;
}

/** AWS Signature Version 4 over host, date and token, written from AWS's own description of it. */
function signed({ sandbox }: Bench, method: string, path: string, body: string, signing: Signing = {}) {
  const { time = START_MS, region = "us-east-1", secret = sandbox.api.account.apiSecret, token } = signing;
  const date = new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
  const headers: Record<string, string> = { host: new URL(sandbox.api.url).host, "x-amz-date": date };
  if (token !== undefined) headers["x-amz-security-token"] = token;
  const names = Object.keys(headers).sort();
  const hash = (text: string) => createHash("sha256").update(text).digest("hex");
  const fields = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = [method, path, "", fields, names.join(";"), hash(body)].join("\n");
  const scope = `${date.slice(0, 8)}/${region}/cloudfront/aws4_request`;
  const hmac = (key: string | Uint8Array, text: string) => createHmac("sha256", key).update(text).digest();
  const key = [region, "cloudfront", "aws4_request"].reduce(hmac, hmac(`AWS4${secret}`, date.slice(0, 8)));
  const signature = hmac(key, ["AWS4-HMAC-SHA256", date, scope, hash(canonical)].join("\n")).toString("hex");
  const credential = `Credential=${sandbox.api.account.apiKey}/${scope}`;
  const { host: _, ...sent } = headers;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}

function xml(paths: readonly string[], reference: string, quantity = paths.length): string {
  const items = paths.map((path) => `<Path>${path.replaceAll("&", "&amp;")}</Path>`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?><InvalidationBatch xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Paths><Quantity>${quantity}</Quantity><Items>${items}</Items></Paths><CallerReference>${reference}</CallerReference></InvalidationBatch>`;
}

function create(lab: Bench, paths: readonly string[], reference: string, signing?: Signing) {
  const body = xml(paths, reference);
  return lab.send(URL_PATH, body, {
    ...signed(lab, "POST", URL_PATH, body, signing),
    "content-type": "application/xml",
  });
}

const codeOf = (text: string): string => /<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? "";
const idOf = (text: string): string => /<Id>(.*?)<\/Id>/.exec(text)?.[1] ?? "";

test.each([
  [["/app.css"], ["/app.css"]],
  [["/app.css*"], ["/app.css", "/app.css?v=1"]],
  [
    ["/blog/*", "/app.css?v=1"],
    ["/blog/a/", "/blog/b/", "/app.css?v=1"],
  ],
  [["/b*g/a/"], []],
  [["/*"], PAGES],
  [["#sale"], []],
])("%j: in progress, then completed and gone", async (paths, gone) => {
  const lab = await bench("cloudfront");
  lab.sandbox.origin.tag("blog/b/index.html", ["sale"]);
  await lab.fill(...PAGES);
  const { status, text } = await create(lab, paths, "ref-1");
  expect([status, text.includes("<Status>InProgress</Status>")]).toEqual([201, true]);
  const path = `${URL_PATH}/${idOf(text)}`;
  const ask = () => lab.send(path, undefined, signed(lab, "GET", path, ""), "GET");
  expect((await ask()).text).toContain("<Status>InProgress</Status>");
  lab.pass(PROPAGATION_MS);
  expect((await ask()).text).toContain("<Status>Completed</Status>");
  expect(lab.held()).toEqual(without(...gone));
});

test("a tag counts where the distribution has a header for it", async () => {
  const lab = await bench("cloudfront");
  lab.sandbox.origin.tag("blog/b/index.html", ["sale"]);
  await lab.fill(...PAGES);
  lab.sandbox.api.set({ tagHeader: true });
  await create(lab, ["#SALE"], "ref-1");
  lab.pass(PROPAGATION_MS);
  expect(lab.held()).toEqual(without("/blog/b/"));
});

test("a reference is one invalidation: repeated it is the same, with other paths it is refused", async () => {
  const lab = await bench("cloudfront");
  const first = await create(lab, ["/a", "/b"], "ref-1");
  expect(idOf((await create(lab, ["/a", "/b"], "ref-1")).text)).toBe(idOf(first.text));
  const other = await create(lab, ["/a"], "ref-1");
  expect([other.status, codeOf(other.text)]).toEqual([400, "InvalidationBatchAlreadyExists"]);
  expect(lab.sandbox.api.purges()).toHaveLength(1);
});

test("3,000 paths and 15 wildcards in progress, counted apart, until they are done", async () => {
  const lab = await bench("cloudfront");
  const paths = (count: number, end = "") => Array.from({ length: count }, (_, n) => `/p/${n}${end}`);
  expect((await create(lab, paths(3001), "r0")).status).toBe(413);
  expect((await create(lab, paths(3000), "r1")).status).toBe(201);
  expect((await create(lab, paths(15, "*"), "r2")).status).toBe(201);
  for (const [more, reference] of [
    ["/a", "r3"],
    ["/a*", "r4"],
  ] as const) {
    const { status, text } = await create(lab, [more], reference);
    expect([status, codeOf(text)]).toEqual([400, "TooManyInvalidationsInProgress"]);
  }
  lab.pass(PROPAGATION_MS);
  expect((await create(lab, paths(15, "*"), "r5")).status).toBe(201);
});

test.each([
  ["", "MissingBody"],
  ["<x/>", "MalformedXML"],
  [xml(["/a"], "r", 2), "InconsistentQuantities"],
  [xml([], "r"), "InconsistentQuantities"],
  [xml(["a"], "r"), "InvalidArgument"],
  [xml(["/ä"], "r"), "InvalidArgument"],
  [xml(["/a b"], "r"), "InvalidArgument"],
  [xml(["/a"], "r").replace("/a", "/a&b"), "MalformedXML"],
])("%s is %s", async (body, code) => {
  const lab = await bench("cloudfront");
  const headers = { ...signed(lab, "POST", URL_PATH, body), "content-type": "application/xml" };
  const { status, text } = await lab.send(URL_PATH, body, headers);
  expect([status, codeOf(text)]).toEqual([400, code]);
});

test("what is not signed as it should be is refused, with what should have been signed", async () => {
  const lab = await bench("cloudfront");
  const answers: string[] = [];
  for (const signing of [
    { secret: "wrong" },
    { region: "eu-west-1" },
    { time: START_MS - 301_000 },
    { token: "T" },
    {},
  ] as const) {
    const { status, text } = await create(lab, ["/a"], `r-${answers.length}`, signing);
    answers.push(`${status} ${codeOf(text)}`);
  }
  expect(answers).toEqual([
    "403 SignatureDoesNotMatch",
    "403 SignatureDoesNotMatch",
    "403 SignatureDoesNotMatch",
    "403 InvalidClientTokenId",
    "201 ",
  ]);
  expect(lab.sandbox.api.requests[0]?.why).toContain("Canonical String");
  lab.sandbox.api.set({ sessionToken: "T" });
  expect((await create(lab, ["/a"], "r-9", { token: "T" })).status).toBe(201);
  expect((await create(lab, ["/a"], "r-10")).status).toBe(403);
});

test("the switches: denied, throttled, never done", async () => {
  const lab = await bench("cloudfront");
  lab.sandbox.api.set({ denied: true });
  expect(codeOf((await create(lab, ["/a"], "1")).text)).toBe("AccessDenied");
  lab.sandbox.api.set({ denied: false, throttle: true });
  expect(codeOf((await create(lab, ["/a"], "2")).text)).toBe("Throttling");
  lab.sandbox.api.set({ throttle: false, neverFinish: true });
  const path = `${URL_PATH}/${idOf((await create(lab, ["/a"], "3")).text)}`;
  lab.pass(200_000);
  const late = signed(lab, "GET", path, "", { time: START_MS + 200_000 });
  expect((await lab.send(path, undefined, late, "GET")).text).toContain("InProgress");
});

test("a signature of the library aws4fetch is right, and one other byte is wrong", () => {
  const path = "/2020-05-31/distribution/E1/invalidation";
  const signature = "dc8439d5adb47c75801edb568a6f266768d12a703cc2946cff33a721b57c599d";
  const authorization = `AWS4-HMAC-SHA256 Credential=AKID/20260801/us-east-1/cloudfront/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=${signature}`;
  const headers = {
    host: "cloudfront.amazonaws.com",
    "x-amz-date": "20260801T120000Z",
    "x-amz-security-token": "TOK",
    authorization,
  };
  const credentials = { accessKeyId: "AKID", secretAccessKey: "SECRET", sessionToken: "TOK" };
  const check = (body: string) =>
    checkSignature(
      { method: "POST", path, target: path, query: new URLSearchParams(), headers, body, server: 0 },
      credentials,
      { region: "us-east-1", service: "cloudfront" },
      Date.UTC(2026, 7, 1, 12),
    );
  expect(check("<x/>")).toBeUndefined();
  expect(check("<y/>")?.code).toBe("SignatureDoesNotMatch");
});
