import { z } from "zod";
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
  propagationSeconds,
  query,
  wholeNumber,
} from "../kit/settings.ts";

/** https://5centscdn.documentationai.com/api-reference/post-zones-http-pull-zoneid-purge */
const VENDOR_URL = "https://api.5centscdn.com";

export const Settings = destination({
  site: numberedSite({
    term: "the zone id",
    where: "the pull zone's number in the 5centsCDN control panel, `zoneid` in the API",
    example: "42",
  }),
  "api-key": credential("API key of 5centsCDN, as sent in the header X-API-Key."),
  "api-secret": noCredential("is not used: 5centsCDN has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  "zone-type": choice(["http-pull", "vod-pull"], "http-pull").describe("Kind of the zone: `http-pull` or `vod-pull`."),
  "delete-mode": choice(["query", "method", "both"], "query").describe(
    'How the API is told that cached copies are to be removed: `query` sends `?delete=true`, `method` sends `"_METHOD": "DELETE"` ' +
      "in the body, `both` sends both. It never removes your files.",
  ),
  "empty-body": choice(["json", "none"], "json").describe(
    'What "an empty body" is, which purges the whole zone: `json` sends `{}`, `none` sends nothing. Only `all` is ever sent so.',
  ),
  "batch-size": wholeNumber(1, 10_000, 1000).describe("Most paths in one request. The vendor documents no limit."),
  "purge-interval": wholeNumber(0, 600, 61).describe(
    "Least seconds between two purge requests. The dashboard asks for one minute after a purge by path and for three after a " +
      "wildcard, so it is at least 181 with `allow-wildcards`; `0` turns it off.",
  ),
  "allow-wildcards": flag(false).describe(
    "Send prefixes as `/dir/*`. Only the dashboard documents wildcards, and only for accounts that have them.",
  ),
  query: query(),
  "propagation-seconds": propagationSeconds(30),
})
  .refine(hasKey, keyRequired("generate an API key in the 5centsCDN control panel"))
  .refine((raw) => raw["empty-body"] === "json" || raw["delete-mode"] === "query", {
    path: ["empty-body"],
    error: "is none, and delete-mode puts a field into the body: only delete-mode: query leaves it empty",
  })
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    zoneType: raw["zone-type"],
    deleteMode: raw["delete-mode"],
    emptyBody: raw["empty-body"],
    batchSize: raw["batch-size"],
    purgeInterval: raw["purge-interval"],
    allowWildcards: raw["allow-wildcards"],
    query: raw.query,
    propagationSeconds: raw["propagation-seconds"],
  }));
export type Settings = z.infer<typeof Settings>;

/**
 * Both shapes of an answer. Only the word `success` in `result` is one, whatever the HTTP status (the same page,
 * "Responses"); `status` is the error shape of https://developer.5centscdn.net/authentication.html.
 */
export const Answered = z.union([z.object({ result: z.string() }), z.object({ status: z.literal("error") })]);
