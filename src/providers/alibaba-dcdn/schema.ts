import { z } from "zod";
import { Count } from "../kit/json.ts";
import {
  apiUrl,
  choice,
  common,
  credential,
  destination,
  flag,
  hasKey,
  keyRequired,
  query,
  wholeNumber,
} from "../kit/settings.ts";

/** The endpoint of the central region, in the map of @alicloud/dcdn20180115 2.5.0. */
const VENDOR_URL = "https://dcdn.aliyuncs.com";

const isMapping = ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null;

export const Settings = destination({
  site: z
    .never({ error: "is not used: Alibaba Cloud purges what the URLs of site-url name" })
    .optional()
    .describe("Not used."),
  "api-key": credential("AccessKey ID of a RAM user."),
  "api-secret": credential("AccessKey secret that belongs to it."),
  "api-url": apiUrl(VENDOR_URL),
  mode: choice(["all", "changed"], "all").describe(
    "What a folder's purge reaches: `all` of its files, or those alone that have `changed` at the origin.",
  ),
  tags: flag(false).describe(
    "Purge by cache tag. Only where the domain's cache tag feature is on, which names the response header that holds the tags.",
  ),
  "batch-size": wholeNumber(1, 1000, 1000).describe("Most URLs in one request."),
  query: query(),
})
  .refine(hasKey, keyRequired("create an AccessKey for a RAM user in the Alibaba Cloud console"))
  .refine((raw) => raw["dry-run"] || raw["api-secret"] !== undefined, {
    path: ["api-secret"],
    error: "is missing: give the secret that belongs to the AccessKey ID, from a secret",
    when: isMapping,
  })
  .transform((raw) => {
    const hosts = [...new Set(raw["site-url"].map((url) => new URL(url).host))];
    return {
      ...common({ ...raw, site: hosts.join(", ") }, VENDOR_URL),
      accessKeySecret: raw["api-secret"] ?? "",
      mode: raw.mode,
      tags: raw.tags,
      batchSize: raw["batch-size"],
      query: raw.query,
    };
  });
export type Settings = z.infer<typeof Settings>;

export const Refusal = z.object({ Code: z.string() });

/** "Multiple IDs are separated by commas." */
export const Purged = z.object({ RefreshTaskId: z.string().regex(/^\d{1,20}(?:,\d{1,20})*$/), RequestId: z.string() });

/** What is left of the day: DescribeDcdnRefreshQuota, whose numbers are texts. */
export const Left = z.object({ UrlRemain: Count.nullish(), DirRemain: Count.nullish(), RequestId: z.string() });

const Task = z.looseObject({
  TaskId: z.string(),
  ObjectPath: z.string(),
  Status: z.string(),
  Process: z.string().nullish(),
  CreationTime: z.string().nullish(),
});
export const Tasks = z.object({ Tasks: z.array(Task).nullish(), TotalCount: Count.nullish(), RequestId: z.string() });
export type Tasks = z.infer<typeof Tasks>;
