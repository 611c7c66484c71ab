import type { z } from "zod";
import {
  apiUrl,
  common,
  credential,
  destination,
  hasKey,
  keyRequired,
  name,
  noCredential,
  propagationSeconds,
  site,
  wholeNumber,
} from "../kit/settings.ts";

/** https://docs.netlify.com/build/caching/caching-overview/#on-demand-invalidation */
const VENDOR_URL = "https://api.netlify.com";

/** An id of the API; anything else with a dot is a domain, and without one the site's name. */
const SITE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const Settings = destination({
  site: site(/^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/, {
    term: "the site's id, domain or name",
    where: "Project configuration, General, Project details",
    example: "3970e0fe-8564-4903-9a55-c5f8de49fb8b",
  }),
  "api-key": credential("Personal access token of Netlify."),
  "api-secret": noCredential("is not used: Netlify has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  "deploy-alias": name("deploy-preview-1")
    .optional()
    .describe("Purges a branch's or a preview's deploy instead of the published one, by its alias."),
  "tag-batch-size": wholeNumber(1, 1000, 50).describe("Most tags in one request. The vendor documents no limit."),
  "propagation-seconds": propagationSeconds(5),
})
  .refine(hasKey, keyRequired("create a personal access token in Netlify (User settings, Applications)"))
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    scope: scopeOf(raw.site),
    deployAlias: raw["deploy-alias"],
    tagBatchSize: raw["tag-batch-size"],
    propagationSeconds: raw["propagation-seconds"],
  }));
export type Settings = z.infer<typeof Settings>;

/** Exactly one of the three: the API refuses two. */
function scopeOf(name: string): Readonly<Record<string, string>> {
  if (SITE_ID.test(name)) return { site_id: name };
  return name.includes(".") ? { domain: name } : { site_slug: name };
}
