import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { Settings } from "../../../src/providers/yandex-cdn/schema.ts";
import { createDrive } from "../../contract/drive.ts";
import type { PurgeEntry } from "../../contract/suite/drive.ts";
import { type Recorded, startRecorder } from "./recorder.ts";

interface Message {
  fromPartial(fields: object): unknown;
  fromJSON(json: unknown): unknown;
  toJSON(message: unknown): unknown;
}

/** The messages of Yandex Cloud's own client, which speaks gRPC; their JSON is what the REST API carries. */
const require = createRequire(import.meta.url);
const { PurgeCacheRequest, CacheServiceClient } = require("@yandex-cloud/nodejs-sdk/cdn-v1/cache_service") as {
  readonly PurgeCacheRequest: Message;
  readonly CacheServiceClient: object;
};
const { Operation } = require("@yandex-cloud/nodejs-sdk/operation/operation") as { readonly Operation: Message };
const { OperationServiceClient } = require("@yandex-cloud/nodejs-sdk/operation/operation_service") as {
  readonly OperationServiceClient: object;
};
const { getServiceClientEndpoint } = require("@yandex-cloud/nodejs-sdk/dist/service-endpoints") as {
  getServiceClientEndpoint(client: object): string;
};

const SITE = "bc8roq3y4e74osnivr7e";

const operation = (fields: object) => Operation.toJSON(Operation.fromPartial({ id: "cdnop1", ...fields }));

it.each<readonly [string, readonly PurgeEntry[], readonly string[]]>([
  ["paths", [{ by: "path", value: "/a%20b?x=1" }], ["/a%20b?x=1"]],
  ["folders", [{ by: "prefix", value: "/docs/" }], ["/docs/*"]],
  ["everything", [{ by: "all", value: "" }], []],
])("Yandex Cloud's client reads the purge of %s as its own, and writes the operation", async (_, purge, paths) => {
  const underWay = operation({ createdAt: new Date(), createdBy: "ajehr0to1g8bh0la8c8r" });
  const done = operation({ done: true, createdAt: new Date(), modifiedAt: new Date() });
  const answer = (body: string) => JSON.stringify(body === "" ? done : underWay);
  await using recorder = await startRecorder({ status: 200, body: answer });
  const drive = createDrive();
  const options = { "operation-url": recorder.url };
  const order = { provider: "yandex-cdn", site: SITE, apiKey: "t1.token", siteUrl: "https://www.example.com" } as const;
  const { outcomes } = await drive.run({ ...order, apiUrl: recorder.url, purge, options });
  await drive.close();
  expect(outcomes).toMatchObject([{ state: "completed", taskIds: ["cdnop1"] }]);

  const [sent, poll] = recorder.requests as [Recorded, Recorded];
  const [, resourceId] = /^\/cdn\/v1\/cache\/([^/:]+):purge$/.exec(sent.path) ?? [];
  const read = PurgeCacheRequest.fromJSON({ resourceId, ...JSON.parse(sent.body) });
  expect(read).toEqual(PurgeCacheRequest.fromPartial({ resourceId: SITE, paths }));
  expect(PurgeCacheRequest.toJSON(read)).toEqual({ resourceId: SITE, ...JSON.parse(sent.body) });
  expect([poll.method, poll.path]).toEqual(["GET", "/operations/cdnop1"]);
});

it("Yandex Cloud's client calls the same hosts", () => {
  const settings = Settings.parse({ site: SITE, "api-key": "t1.token" });
  expect([`${settings.apiUrl}:443`, `${settings.operationUrl}:443`]).toEqual([
    `https://${getServiceClientEndpoint(CacheServiceClient)}`,
    `https://${getServiceClientEndpoint(OperationServiceClient)}`,
  ]);
});
