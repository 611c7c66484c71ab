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
  noCredential,
  numberedSite,
  query,
} from "../kit/settings.ts";

/** https://client.cdn77.com/support/api-reference/v3/jobs/purge */
const VENDOR_URL = "https://api.cdn77.com/v3";

export const Settings = destination({
  site: numberedSite({
    term: "the CDN resource's id",
    where: "the overview of the CDN resource in CDN77's client zone",
    example: "1234567890",
  }),
  "api-key": credential("API token of CDN77."),
  "api-secret": noCredential("is not used: CDN77 has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  "purge-path": choice(["job/purge/paths", "job/purge"], "job/purge/paths").describe(
    "Where paths are purged: `job/purge` is what older copies of CDN77's documentation name.",
  ),
  wildcards: flag(false).describe(
    "Purge folders by a `*` at the end of a path. CDN77's reference does not describe it: try it before you rely on it.",
  ),
  query: query(),
})
  .refine(hasKey, keyRequired("create an API token in CDN77's client zone (Account, API tokens)"))
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    purgePath: raw["purge-path"],
    wildcards: raw.wildcards,
    query: raw.query,
  }));
export type Settings = z.infer<typeof Settings>;

/** A job, as a submit and a status answer it. `ignored_paths` were not taken. */
export const Job = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  type: z.string(),
  cdn: z.object({ id: z.union([z.number(), z.string()]).transform(String) }),
  paths: z.array(z.string()).nullish(),
  paths_count: Count.nullish(),
  ignored_paths: z.array(z.string()).nullish(),
  state: z.string(),
  queued_at: z.string().nullish(),
  done_at: z.string().nullish(),
});
export type Job = z.infer<typeof Job>;
