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
  noCredential,
  numberedSite,
  propagationSeconds,
  query,
  wholeNumber,
} from "../kit/settings.ts";

/** https://docs.paradarum.com/api/reference */
const VENDOR_URL = "https://api.paradarum.com";

export const Settings = destination({
  site: numberedSite({
    term: "the property id",
    where: "the property's number in the Paradarum panel, or `id` in the answer to GET /api/property",
    example: "123",
  }),
  "api-key": credential("API key of Paradarum: `pdm_` and 28 letters, digits and symbols."),
  "api-secret": noCredential("is not used: Paradarum has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  "batch-size": wholeNumber(1, 1000, 100).describe(
    "Most instructions in one request. The vendor documents no limit; lower it if a batch is refused for its size.",
  ),
  "pattern-anchor": choice(["path", "loose"], "path").describe(
    "What patterns made for changed files are anchored to. The vendor's example begins with the path (`^/assets/`): `path` is " +
      "exact then; `loose` fits a whole URL too.",
  ),
  query: query(),
  "propagation-seconds": propagationSeconds(30),
})
  .refine(hasKey, keyRequired("create an API key in the Paradarum panel (Manage API keys); it starts with pdm_"))
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    batchSize: raw["batch-size"],
    patternAnchor: raw["pattern-anchor"],
    query: raw.query,
    propagationSeconds: raw["propagation-seconds"],
  }));
export type Settings = z.infer<typeof Settings>;

/** https://docs.paradarum.com/api/purging-cache, "Success response". `succeeded` decides, and `jobCount` where it is given. */
export const Accepted = z.object({
  succeeded: z.boolean(),
  data: z
    .looseObject({
      jobCount: Count.nullish(),
      shields: Count.nullish(),
      nodes: Count.nullish(),
      hostnames: Count.nullish(),
      accepted: Count.nullish(),
      rejected: z.array(z.object({ index: Count, reason: z.string().catch("no reason given") })).nullish(),
    })
    .nullish(),
});
export type Accepted = z.infer<typeof Accepted>;
