import { z } from "zod";
import { Count } from "../kit/json.ts";
import {
  apiUrl,
  choice,
  common,
  credential,
  destination,
  hasKey,
  keyRequired,
  query,
  site,
  wholeNumber,
} from "../kit/settings.ts";

/** The endpoint of every region in huaweicloud-sdk-nodejs-v3, `services/cdn/v2/CdnRegion.ts`. */
const VENDOR_URL = "https://cdn.myhuaweicloud.com";

const isMapping = ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null;

export const Settings = destination({
  site: site(/^[0-9a-f]{32}$/i, {
    term: "the account ID",
    where: "Huawei Cloud console, My Credentials, API Credentials",
    example: "12d941e5d2334500a1b2c3d4e5f60718",
  }),
  "api-key": credential("Access key ID (AK) of an IAM user."),
  "api-secret": credential("Secret access key (SK) that belongs to it."),
  "api-url": apiUrl(VENDOR_URL),
  "enterprise-project": z
    .string({ error: "must be a text: all, 0, or the id of an enterprise project" })
    .regex(/^(?:all|ALL|0|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i, {
      error: "must be all, 0 (the default project), or the id of an enterprise project in quotes",
    })
    .optional()
    .describe(
      "Enterprise project of the domains: `all`, `'0'` for the default one, or an id. Huawei demands it of an IAM user where " +
        "the account has enterprise projects.",
    ),
  mode: choice(["all", "detect_modify_refresh"], "all").describe(
    "What a folder's purge reaches: `all` of its files, or with `detect_modify_refresh` those alone that have changed at the origin.",
  ),
  "batch-size": wholeNumber(1, 1000, 1000).describe("Most URLs in one request."),
  query: query(),
})
  .refine(hasKey, keyRequired("create an access key for an IAM user in the Huawei Cloud console (My Credentials)"))
  .refine((raw) => raw["dry-run"] || raw["api-secret"] !== undefined, {
    path: ["api-secret"],
    error: "is missing: give the secret access key (SK) that belongs to the AK, from a secret",
    when: isMapping,
  })
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    secretKey: raw["api-secret"] ?? "",
    enterpriseProject: raw["enterprise-project"],
    mode: raw.mode,
    batchSize: raw["batch-size"],
    query: raw.query,
  }));
export type Settings = z.infer<typeof Settings>;

/** An error of the CDN is an object of its own; one of the API gateway in front of it is not. */
const Words = z.object({ error_code: z.string() });
export const Refusal = z.union([z.object({ error: Words }).transform(({ error }) => error), Words]);

export const Taken = z.object({ refresh_task: z.string().regex(/^[\w-]{1,64}$/) });

/** What a day has and what of it is used: https://support.huaweicloud.com/api-cdn/ShowQuota.html */
export const Quotas = z.object({
  quotas: z.array(z.object({ type: z.string(), quota_limit: Count, used: Count })),
});
export type Quotas = z.infer<typeof Quotas>;

export const Task = z.object({
  id: z.string(),
  task_type: z.string().nullish(),
  file_type: z.string().nullish(),
  status: z.string(),
  create_time: z.number().nullish(),
  processing: Count.nullish(),
  succeed: Count,
  failed: Count,
  total: Count,
  urls: z.array(z.object({ url: z.string(), status: z.string() })).nullish(),
});
export type Task = z.infer<typeof Task>;
