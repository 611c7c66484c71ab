import { z } from "zod";
import { googleInputs, googleSettings, oneGoogleCredential, PROJECT_ID } from "../kit/google-settings.ts";
import { destination, propagationSeconds, query, site, wholeNumber } from "../kit/settings.ts";

const VENDOR_URL = "https://networkservices.googleapis.com";

export const Settings = oneGoogleCredential(
  destination({
    site: site(new RegExp(`^${PROJECT_ID}/[a-zA-Z][\\w-]{0,62}$`), {
      term: "project/service",
      where: "the project's id and the name of its EdgeCacheService, as `gcloud edge-cache services list` shows it",
      example: "my-project/media",
    }),
    ...googleInputs(VENDOR_URL),
    query: query(),
    "requests-per-minute": wholeNumber(1, 6000, 60).describe(
      "Requests that go out in a minute. Google bounds invalidations and names the project's number in its quotas alone.",
    ),
    "propagation-seconds": propagationSeconds(60),
  }),
).transform((raw) => {
  const [project = "", service = ""] = raw.site.split("/");
  return {
    ...googleSettings(raw, VENDOR_URL),
    project,
    service,
    query: raw.query,
    requestsPerMinute: raw["requests-per-minute"],
    propagationSeconds: raw["propagation-seconds"],
  };
});
export type Settings = z.infer<typeof Settings>;

/** https://cloud.google.com/media-cdn/docs/reference/rest/v1/projects.locations.edgeCacheServices/invalidateCache */
export const Nothing = z.strictObject({});
