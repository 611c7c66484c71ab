import { z } from "zod";
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
  wholeNumber,
} from "../kit/settings.ts";

/** https://www.keycdn.com/api */
const VENDOR_URL = "https://api.keycdn.com";

export const Settings = destination({
  site: numberedSite({
    term: "the zone id",
    where: "the Zones page of KeyCDN's dashboard",
    example: "55554",
  }),
  "api-key": credential("API key of KeyCDN, sent as the user name of HTTP Basic."),
  "api-secret": noCredential("is not used: KeyCDN has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  "batch-size": wholeNumber(1, 500, 100).describe(
    "Most URLs in one request. KeyCDN documents the size of the body alone (64 KB), which the action keeps besides.",
  ),
  "requests-per-minute": wholeNumber(1, 6000, 60).describe(
    "Requests that go out in a minute. KeyCDN names the account's number in the header `X-Rate-Limit-Limit`.",
  ),
  "tag-characters": wholeNumber(16, 8192, 128).describe(
    "Most characters of all tags in one request, as KeyCDN's support has named them; no page does.",
  ),
  "propagation-seconds": propagationSeconds(10),
})
  .refine(hasKey, keyRequired("copy the API key from KeyCDN's dashboard (Account, Settings)"))
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    batchSize: raw["batch-size"],
    requestsPerMinute: raw["requests-per-minute"],
    tagCharacters: raw["tag-characters"],
    propagationSeconds: raw["propagation-seconds"],
  }));
export type Settings = z.infer<typeof Settings>;

/** The envelope of every answer. Only the word `success` is one, whatever the HTTP status. */
export const Purged = z.object({ status: z.literal("success") });

/** Any envelope. */
export const Envelope = z.object({ status: z.string() });
