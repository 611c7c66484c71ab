import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { createDrive } from "../../contract/drive.ts";
import type { PurgeEntry } from "../../contract/suite/drive.ts";
import { type Recorded, startRecorder } from "./recorder.ts";

/** What Alibaba's clients sign with. */
const { default: Util } = createRequire(import.meta.url)("@alicloud/openapi-util") as {
  readonly default: {
    getAuthorization(request: object, algorithm: string, payload: string, key: string, secret: string): string;
    toForm(fields: object): string;
  };
};
const ACCOUNT = { apiKey: "LTAI5tOracleKey00000000", apiSecret: "zT9oracleAccessKeySecret0000000" };
const SITE = "https://www.example.com";
const SUCCESS = { status: 200, body: JSON.stringify({ RefreshTaskId: "95248880", RequestId: "r" }) };

it.each<readonly [string, PurgeEntry, Readonly<Record<string, string>>]>([
  ["URLs", { by: "path", value: "/a%20b?x=1" }, { ObjectPath: `${SITE}/a%20b?x=1`, ObjectType: "File" }],
  [
    "folders",
    { by: "prefix", value: "/docs/" },
    { ObjectPath: `${SITE}/docs/`, ObjectType: "Directory", Force: "true" },
  ],
])("Alibaba's client writes the same form for %s, and signs it alike", async (_, purge, form) => {
  await using recorder = await startRecorder(SUCCESS);
  const drive = createDrive();
  const order = { provider: "alibaba-dcdn", ...ACCOUNT, siteUrl: SITE, apiUrl: recorder.url, purge: [purge] } as const;
  const { outcomes } = await drive.run({ ...order, waitFor: "accepted" });
  await drive.close();
  expect(outcomes).toMatchObject([{ state: "accepted", taskIds: ["95248880"] }]);

  const [, { method, path, headers, body }] = recorder.requests as [Recorded, Recorded];
  expect([method, path, body]).toEqual(["POST", "/", Util.toForm(form)]);
  const payload = headers["x-acs-content-sha256"] ?? "";
  const request = { method, pathname: path, query: {}, headers };
  const { apiKey, apiSecret } = ACCOUNT;
  expect(headers["authorization"]).toBe(Util.getAuthorization(request, "ACS3-HMAC-SHA256", payload, apiKey, apiSecret));
});
