import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { createDrive } from "../../contract/drive.ts";
import type { PurgeEntry } from "../../contract/suite/drive.ts";
import { type Recorded, startRecorder } from "./recorder.ts";

/** What Huawei's clients sign with. */
const { AKSKSigner } = createRequire(import.meta.url)("@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js") as {
  readonly AKSKSigner: {
    sign(request: object, credential: object): Readonly<Record<string, string>>;
  };
};
const ACCOUNT = { apiKey: "QTWAOYTTINDUT2QVKYUC", apiSecret: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc" };
const ACCOUNT_ID = "12d941e5d2334500a1b2c3d4e5f60718";
const SITE = "https://www.example.com";
const TASK = {
  id: "7620240",
  task_type: "refresh",
  status: "task_done",
  processing: 0,
  succeed: 1,
  failed: 0,
  total: 1,
};
const QUOTAS = { quotas: [{ type: "file_refresh", quota_limit: 2000, used: 1 }] };
const SUCCESS = {
  status: 200,
  body: (requested: string, path: string) =>
    JSON.stringify(requested === "" ? (path.includes("quota") ? QUOTAS : TASK) : { refresh_task: TASK.id }),
};

it.each<readonly [string, PurgeEntry, object]>([
  ["URLs", { by: "path", value: "/a%20b?x=1" }, { type: "file", urls: [`${SITE}/a%20b?x=1`] }],
  ["folders", { by: "prefix", value: "/docs/" }, { type: "directory", mode: "all", urls: [`${SITE}/docs/`] }],
])("Huawei's client signs what is sent for %s, and for their status, alike", async (_, purge, refresh_task) => {
  await using recorder = await startRecorder(SUCCESS);
  const drive = createDrive();
  const options = { "enterprise-project": "10d5b0f5-3f7e-4c9f-8a51-5a0d0e6a2d3c" };
  const order = { provider: "huawei-cdn", site: ACCOUNT_ID, ...ACCOUNT, siteUrl: SITE, options } as const;
  const { outcomes } = await drive.run({ ...order, apiUrl: recorder.url, purge: [purge] });
  await drive.close();
  expect(outcomes).toMatchObject([{ state: "completed", taskIds: ["7620240"] }]);

  const [quota, sent, status] = recorder.requests as [Recorded, Recorded, Recorded];
  // Paths and fields as in huaweicloud-sdk-nodejs-v3, services/cdn/v2: the client itself is in no registry.
  expect([sent.method, sent.path, JSON.parse(sent.body)]).toEqual([
    "POST",
    "/v1.0/cdn/content/refresh-tasks",
    { refresh_task },
  ]);
  expect([status.method, status.path]).toEqual(["GET", "/v1.0/cdn/historytasks/7620240/detail"]);
  expect([quota.method, quota.path]).toEqual(["GET", "/v1.0/cdn/quota"]);
  for (const request of [quota, sent, status]) expect(request.headers["authorization"]).toBe(signatureOf(request));
});

function signatureOf({ method, path, query, headers, body }: Recorded): string | undefined {
  const [, names = ""] = /SignedHeaders=([^,]+)/.exec(headers["authorization"] ?? "") ?? [];
  const own = names.split(";").filter((name) => name !== "x-sdk-date");
  const signed = Object.fromEntries(own.map((name) => [name, headers[name]]));
  return AKSKSigner.sign(
    {
      method,
      endpoint: `http://${headers["host"]}${path}`,
      queryParams: Object.fromEntries(query),
      headers: { ...signed, "X-Sdk-Date": headers["x-sdk-date"] },
      ...(body === "" ? {} : { data: JSON.parse(body) }),
    },
    { getAk: () => ACCOUNT.apiKey, getSk: () => ACCOUNT.apiSecret },
  )["Authorization"];
}
