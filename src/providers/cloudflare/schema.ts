import { z } from "zod";
import {
  apiUrl,
  choice,
  common,
  credential,
  destination,
  hasKey,
  keyRequired,
  name,
  noCredential,
  propagationSeconds,
  shortText,
  site,
} from "../kit/settings.ts";

/** https://developers.cloudflare.com/api/resources/cache/methods/purge/ */
const VENDOR_URL = "https://api.cloudflare.com";
/** In front of every path of the API. An `api-url` may end in it, as the base addresses of Cloudflare's own clients do. */
const BASE_PATH = "/client/v4";

const ZONE_ID = /^[0-9A-Fa-f]{32}$/;
const HOST_NAME = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}$/;

export const Settings = destination({
  site: site(new RegExp(`${ZONE_ID.source}|${HOST_NAME.source}`), {
    term: "the zone id, or the zone's name",
    where: "the zone's overview in Cloudflare's dashboard; an id saves a request and the right to read zones",
    example: "023e105f4ecef8ad9ca31a8372d0c353",
  }),
  "api-key": credential("API token of Cloudflare; the global key where `email` is given."),
  "api-secret": noCredential("is not used: Cloudflare has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  plan: choice(["free", "pro", "business", "enterprise"], "free").describe(
    "The zone's plan: how many purges it lets through, and how many URLs one request may have.",
  ),
  environment: name("9e107d9d372bb6826bd81d3542a419d6")
    .optional()
    .describe("Id of the environment to purge, for zones with version management."),
  email: shortText("ops@example.com")
    .regex(/^[^\s@]+@[^\s@]+$/, { error: "is no address of a user, for example ops@example.com" })
    .optional()
    .describe("Address of the user whose global key is under `api-key`. A token needs none, and is the better choice."),
  "propagation-seconds": propagationSeconds(5),
})
  .refine(
    hasKey,
    keyRequired("create an API token in Cloudflare's dashboard with the permission Zone, Cache Purge, Purge"),
  )
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    apiBase: `${(raw["api-url"] ?? VENDOR_URL).replace(/\/client\/v4$/, "")}${BASE_PATH}`,
    zoneId: ZONE_ID.test(raw.site) ? raw.site.toLowerCase() : undefined,
    plan: raw.plan,
    environment: raw.environment,
    email: raw.email,
    propagationSeconds: raw["propagation-seconds"],
  }));
export type Settings = z.infer<typeof Settings>;

/** The envelope of every answer. Only `success: true` is one, whatever the status. */
export const Purged = z.object({ success: z.literal(true), result: z.object({ id: z.string().optional() }).nullish() });

export const Zones = z.object({
  success: z.literal(true),
  result: z.array(
    z.object({ id: z.string().regex(ZONE_ID), name: z.string(), status: z.string().optional().catch(undefined) }),
  ),
  result_info: z
    .object({ total_pages: z.int().optional().catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** What is wrong, by Cloudflare's own numbers. */
export const Refusal = z.object({
  success: z.literal(false),
  errors: z.array(z.object({ code: z.coerce.number().optional().catch(undefined) }).catch({})).catch([]),
});
