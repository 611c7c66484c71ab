import type { z } from "zod";
import {
  apiUrl,
  common,
  credential,
  destination,
  hasKey,
  keyRequired,
  noCredential,
  propagationSeconds,
  query,
  site,
} from "../kit/settings.ts";

/** https://docs.digitalocean.com/reference/api/reference/cdn-endpoints/ */
const VENDOR_URL = "https://api.digitalocean.com";

export const Settings = destination({
  site: site(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
    term: "the CDN endpoint's id",
    where: "`doctl compute cdn list`, or GET /v2/cdn/endpoints",
    example: "19f06b6a-3ace-4315-b086-499a0e521b76",
  }),
  "api-key": credential("Personal access token of DigitalOcean."),
  "api-secret": noCredential("is not used: DigitalOcean has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  query: query(),
  "propagation-seconds": propagationSeconds(10),
})
  .refine(hasKey, keyRequired("create a personal access token in DigitalOcean's control panel (API, Tokens)"))
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    query: raw.query,
    propagationSeconds: raw["propagation-seconds"],
  }));
export type Settings = z.infer<typeof Settings>;
