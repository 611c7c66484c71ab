import { createRequire } from "node:module";
import * as tencent from "tencentcloud-sdk-nodejs-cdn";
import { expect, it } from "vitest";
import { createDrive } from "../../contract/drive.ts";
import type { PurgeEntry } from "../../contract/suite/drive.ts";
import { type Recorded, startRecorder } from "./recorder.ts";

/** What Tencent's client signs with; its types do not fit its module. */
const { default: Sign } = createRequire(import.meta.url)("tencentcloud-sdk-nodejs-common/tencentcloud/common/sign") as {
  readonly default: { sign3(request: object): string };
};
const ACCOUNT = { apiKey: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA", apiSecret: "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA" };
const SITE = "https://www.example.com";
const SUCCESS = { status: 200, body: JSON.stringify({ Response: { TaskId: "1600", RequestId: "r" } }) };

const essence = ({ method, path, headers, body }: Recorded) => ({
  method,
  path,
  action: headers["x-tc-action"],
  version: headers["x-tc-version"],
  type: headers["content-type"],
  scope: headers["authorization"]?.replace(/Signature=.*/, ""),
  body: JSON.parse(body),
});

it.each<readonly [string, PurgeEntry, (client: InstanceType<typeof tencent.cdn.v20180606.Client>) => Promise<unknown>]>(
  [
    ["URLs", { by: "path", value: "/a%20b?x=1" }, (client) => client.PurgeUrlsCache({ Urls: [`${SITE}/a%20b?x=1`] })],
    [
      "folders",
      { by: "prefix", value: "/docs/" },
      (client) => client.PurgePathCache({ Paths: [`${SITE}/docs/`], FlushType: "delete" }),
    ],
  ],
)("Tencent's client and the action send the same for %s, and sign it alike", async (_, purge, theirs) => {
  await using recorder = await startRecorder(SUCCESS);
  const { apiKey: secretId, apiSecret: secretKey } = ACCOUNT;
  const endpoint = new URL(recorder.url).host;
  const client = new tencent.cdn.v20180606.Client({
    credential: { secretId, secretKey },
    region: "",
    profile: { httpProfile: { endpoint, protocol: "http://" } },
  });
  await theirs(client);
  const drive = createDrive();
  const order = { provider: "tencent-cdn", ...ACCOUNT, siteUrl: SITE, apiUrl: recorder.url, purge: [purge] } as const;
  const { outcomes } = await drive.run({ ...order, waitFor: "accepted" });
  await drive.close();

  expect(outcomes).toMatchObject([{ state: "accepted", taskIds: ["1600"] }]);
  const [expected, , sent] = recorder.requests as [Recorded, Recorded, Recorded];
  // Their client names the service by the endpoint's first label, which is an address here.
  const withoutScope = (request: Recorded) => ({
    ...essence(request),
    scope: essence(request).scope?.replace(/\/[\d-]+\/\w+\/tc3_request/, ""),
  });
  expect(withoutScope(sent)).toEqual(withoutScope(expected));
  const signature = Sign.sign3({
    method: "POST",
    url: "http://127.0.0.1/",
    payload: JSON.parse(sent.body),
    timestamp: Number(sent.headers["x-tc-timestamp"]),
    service: "cdn",
    secretId,
    secretKey,
    multipart: false,
    boundary: "",
    headers: { "Content-Type": "application/json" },
  });
  expect(sent.headers["authorization"]).toBe(signature);
});
