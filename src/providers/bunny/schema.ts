import type { z } from "zod";
import {
  apiUrl,
  common,
  credential,
  destination,
  hasKey,
  keyRequired,
  noCredential,
  numberedSite,
  propagationSeconds,
} from "../kit/settings.ts";

/** https://docs.bunny.net/reference/purgepublic_indexpost */
const VENDOR_URL = "https://api.bunny.net";

export const Settings = destination({
  site: numberedSite({
    term: "the pull zone id",
    where: "the number in the address of the pull zone in bunny.net's dashboard",
    example: "812345",
  }),
  "api-key": credential("API key of the account, as sent in the header AccessKey."),
  "api-secret": noCredential("is not used: Bunny has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  "propagation-seconds": propagationSeconds(10),
})
  .refine(hasKey, keyRequired("copy the account's API key from bunny.net's dashboard (Account, API)"))
  .transform((raw) => ({ ...common(raw, VENDOR_URL), propagationSeconds: raw["propagation-seconds"] }));
export type Settings = z.infer<typeof Settings>;
