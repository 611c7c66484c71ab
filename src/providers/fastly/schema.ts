import { z } from "zod";
import {
  apiUrl,
  choice,
  common,
  credential,
  destination,
  hasKey,
  keyRequired,
  noCredential,
  propagationSeconds,
  site,
} from "../kit/settings.ts";

/** https://www.fastly.com/documentation/reference/api/purging/ */
const VENDOR_URL = "https://api.fastly.com";

export const Settings = destination({
  site: site(/^[A-Za-z0-9]{8,64}$/, {
    term: "the service id",
    where: "beside the service's name in Fastly's control panel",
    example: "SU1Z0isxPaozGVKXdv0eY",
  }),
  "api-key": credential("API token of Fastly, as sent in the header Fastly-Key."),
  "api-secret": noCredential("is not used: Fastly has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  mode: choice(["hard", "soft"], "hard").describe(
    "`hard` removes cached objects; `soft` marks them stale, so that they may be served while the origin is checked. Everything is " +
      "always removed.",
  ),
  "propagation-seconds": propagationSeconds(2),
})
  .refine(hasKey, keyRequired("create an API token in Fastly's control panel (Account, API tokens)"))
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    mode: raw.mode,
    propagationSeconds: raw["propagation-seconds"],
  }));
export type Settings = z.infer<typeof Settings>;

/** Answer to the purge of one URL, and of everything: the latter has no id. */
export const Purged = z.object({ status: z.literal("ok"), id: z.string().optional() });

/** Answer to the purge of several keys: the id of each purge by its key. */
export const PurgedKeys = z.record(z.string(), z.string());
