import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { z } from "zod";
import { createDrive } from "../../contract/drive.ts";
import { startRecorder } from "./recorder.ts";

const Property = z.object({ type: z.string(), items: z.object({ type: z.string() }).optional() });
const Operation = z.object({
  consumes: z.array(z.string()),
  parameters: z.tuple([z.object({ schema: z.object({ properties: z.record(z.string(), Property) }) })]),
  responses: z.record(z.string(), z.unknown()),
});
const Description = z.object({
  basePath: z.string(),
  paths: z.object({ "/purge": z.object({ post: Operation }) }),
});

/** Netlify's own description of its API, from the package that its clients are made of. */
const { basePath, paths } = Description.parse(createRequire(import.meta.url)("@netlify/open-api/dist/swagger.json"));
const { consumes, parameters, responses } = paths["/purge"].post;

test.each([
  ["tags", [{ by: "tag", value: "news" } as const], { cache_tags: ["news"] }],
  ["everything", [{ by: "all", value: "" } as const], {}],
])("netlify, as its published description has it: %s", async (_, purge, more) => {
  const site = "3970e0fe-8564-4903-9a55-c5f8de49fb8b";
  await using recorder = await startRecorder({ status: 202 });
  const drive = createDrive();
  const account = {
    provider: "netlify",
    site,
    siteUrl: "https://www.example.com",
    apiKey: "nfp_an-oracle-0123456789",
  } as const;
  const { outcomes } = await drive.run({ ...account, apiUrl: recorder.url, purge, waitFor: "accepted" });
  await drive.close();
  expect(outcomes).toMatchObject([{ state: "accepted" }]);
  const [sent] = recorder.requests;
  const body: unknown = JSON.parse(sent?.body ?? "");
  expect([sent?.method, sent?.path, body]).toEqual(["POST", `${basePath}/purge`, { site_id: site, ...more }]);
  expect(consumes).toContain(sent?.headers["content-type"]);
  expect(Object.keys(responses)).toContain("202");
  const { properties } = parameters[0].schema;
  for (const [name, value] of Object.entries(body as object)) {
    expect(Array.isArray(value) ? "array" : typeof value, name).toBe(properties[name]?.type);
  }
});
