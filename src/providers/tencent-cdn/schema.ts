import { z } from "zod";
import {
  apiUrl,
  choice,
  common,
  credential,
  destination,
  hasKey,
  keyRequired,
  query,
  wholeNumber,
} from "../kit/settings.ts";

/** https://www.tencentcloud.com/document/product/228/33601 */
const VENDOR_URL = "https://cdn.tencentcloudapi.com";

const isMapping = ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null;

export const Settings = destination({
  site: z
    .never({ error: "is not used: Tencent Cloud purges what the URLs of site-url name" })
    .optional()
    .describe("Not used."),
  "api-key": credential("SecretId of Tencent Cloud."),
  "api-secret": credential("SecretKey that belongs to it."),
  "api-url": apiUrl(VENDOR_URL),
  mode: choice(["delete", "flush"], "delete").describe(
    "What a folder's purge does: `delete` removes all of its copies, `flush` those alone that have changed at the origin.",
  ),
  "batch-size": wholeNumber(1, 1000, 1000).describe("Most URLs in one request."),
  query: query(),
})
  .refine(hasKey, keyRequired("create a SecretId in the Tencent Cloud console (Access Management, API Keys)"))
  .refine((raw) => raw["dry-run"] || raw["api-secret"] !== undefined, {
    path: ["api-secret"],
    error: "is missing: give the SecretKey that belongs to the SecretId, from a secret",
    when: isMapping,
  })
  .transform((raw) => {
    const hosts = [...new Set(raw["site-url"].map((url) => new URL(url).host))];
    return {
      ...common({ ...raw, site: hosts.join(", ") }, VENDOR_URL),
      secretKey: raw["api-secret"] ?? "",
      mode: raw.mode,
      batchSize: raw["batch-size"],
      query: raw.query,
    };
  });
export type Settings = z.infer<typeof Settings>;

/** Every answer has this envelope. An error comes with HTTP 200. */
export const Refusal = z.object({ Response: z.object({ Error: z.object({ Code: z.string() }) }) });

export const Purged = z.object({
  Response: z.object({ TaskId: z.string().regex(/^[\w-]{1,64}$/), RequestId: z.string() }),
});

/** What is left of the day, by region: https://www.tencentcloud.com/document/api/228/37474 */
const Quotas = z.array(z.object({ Available: z.int().nonnegative() })).nullish();
export const Left = z.object({
  Response: z.object({ UrlPurge: Quotas, PathPurge: Quotas, RequestId: z.string() }),
});
export type Left = z.infer<typeof Left>;

/** The purges of a task that have one state: the first of them, and how many there are. */
export const Tasks = z.object({
  Response: z.object({
    PurgeLogs: z.array(z.object({ TaskId: z.string(), Url: z.string(), Status: z.string() })).nullable(),
    TotalCount: z
      .int()
      .nullable()
      .transform((count) => count ?? 0),
    RequestId: z.string(),
  }),
});
export type Tasks = z.infer<typeof Tasks>;
