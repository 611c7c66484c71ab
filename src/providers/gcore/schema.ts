import { z } from "zod";
import {
  apiUrl,
  common,
  credential,
  destination,
  flag,
  hasKey,
  keyRequired,
  noCredential,
  numberedSite,
  propagationSeconds,
  query,
} from "../kit/settings.ts";

/** https://gcore.com/docs/api-reference/cdn/tools/purge-cache */
const VENDOR_URL = "https://api.gcore.com";

export const Settings = destination({
  site: numberedSite({
    term: "the CDN resource's id",
    where: "the address of the resource's page in the Gcore Customer Portal",
    example: "254731",
  }),
  "api-key": credential("Permanent API token of Gcore, as it was shown once: `1234$abcdef…`."),
  "api-secret": noCredential("is not used: Gcore has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  status: flag(true).describe(
    "Ask Gcore when a purge is complete. `false` for a resource whose purges have the status `Status report disabled`: the action then " +
      "waits `propagation-seconds`, unconfirmed.",
  ),
  "propagation-seconds": propagationSeconds(60),
  query: query(),
})
  .refine(hasKey, keyRequired("create a permanent API token in the Gcore Customer Portal (Profile, API tokens)"))
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    status: raw.status,
    propagationSeconds: raw["propagation-seconds"],
    query: raw.query,
  }));
export type Settings = z.infer<typeof Settings>;

/** Numbers that an account without one of them has not been given: then the documented ones hold. */
const limit = z.int().positive().nullish().catch(undefined);
const rate = z.string().nullish().catch(undefined);

/**
 * https://gcore.com/docs/api-reference/cdn/cdn-service/get-cdn-limits-details; rates as `2/m`. Gcore's own client takes each
 * field for one that may be absent: G-Core/gcore-python, `types/cdn/cdn_account_limits.py`.
 */
export const Limits = z.object({
  purge_max_urls_limit: limit,
  purge_by_urls_request_limit: rate,
  purge_pattern_limit: limit,
  purge_request_limit: rate,
});
export type Limits = z.infer<typeof Limits>;

const Payload = z.object({ urls: z.array(z.string()).optional(), paths: z.array(z.string()).optional() });

/** One purge of the account. An older copy of the documentation shows the payload within a list. */
const Purge = z.looseObject({
  purge_id: z.int(),
  status: z.string(),
  resource: z.object({ id: z.union([z.number(), z.string()]).transform(String) }),
  payload: z.union([Payload, z.array(Payload).transform((all) => all[0] ?? {})]),
  created: z.string(),
  purge_type: z.string(),
});
export type Purge = z.infer<typeof Purge>;

/** The purges, as a list, or as a page of one. */
export const Purges = z.union([
  z.array(Purge),
  z.object({ results: z.array(Purge) }).transform(({ results }) => results),
]);
