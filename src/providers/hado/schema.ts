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
  propagationSeconds,
  query,
} from "../kit/settings.ts";

/** https://docs.hadoseo.com/api-reference/introduction */
const VENDOR_URL = "https://api.hadoseo.com";

export const Settings = destination({
  site: domain(),
  "api-key": credential("API key of Hado SEO: `hado_sk_` and 48 hexadecimal digits, shown once when it is created."),
  "api-secret": noCredential("is not used: Hado SEO has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  "trailing-slash": choice(["keep", "strip"], "keep").describe(
    "Whether a page's path ends in the slash that its URL has (`keep`), or not (`strip`). Pages that Hado stores under the " +
      "other spelling are not renewed.",
  ),
  "html-suffix": choice(["keep", "strip"], "keep").describe(
    "Whether `/about.html` is sent as such (`keep`) or as `/about` (`strip`). `index.html` is always left out.",
  ),
  query: query(),
  "propagation-seconds": propagationSeconds(15),
})
  .refine(hasKey, keyRequired("create an API key in the dashboard of Hado SEO; it starts with hado_sk_"))
  .refine((raw) => raw.site !== undefined || hosts(raw["site-url"]).length === 1, {
    path: ["site"],
    error:
      "is missing, and site-url does not name exactly one host to take instead: give the domain as it stands in the " +
      "dashboard of Hado SEO, for example www.example.com",
    when: ({ value }) => Array.isArray((value as { readonly "site-url"?: unknown })["site-url"]),
  })
  .transform((raw) => ({
    ...common({ ...raw, site: raw.site ?? (hosts(raw["site-url"])[0] as string) }, VENDOR_URL),
    trailingSlash: raw["trailing-slash"],
    htmlSuffix: raw["html-suffix"],
    query: raw.query,
    propagationSeconds: raw["propagation-seconds"],
  }));
export type Settings = z.infer<typeof Settings>;

/** A domain; scheme, port and path of a pasted URL are left out. */
function domain() {
  const message = "is no domain: give it as it stands in the dashboard of Hado SEO, for example www.example.com";
  return z
    .string({ error: message })
    .transform((text, context) => {
      const host = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)?.hostname ?? "";
      if (/^(?:localhost|[a-z0-9_-]+(?:\.[a-z0-9_-]+)+)$/.test(host)) return host;
      context.issues.push({ code: "custom", message: message, input: undefined });
      return z.NEVER;
    })
    .optional()
    .describe(
      "The domain: as it stands in the dashboard of Hado SEO, `www.` and other sub-domains told apart. Default: the host of " +
        "`site-url`. Example: `www.example.com`.",
    );
}

function hosts(urls: readonly string[]): readonly string[] {
  return [...new Set(urls.map((url) => URL.parse(url)?.hostname ?? ""))].filter((host) => host !== "");
}

/** https://docs.hadoseo.com/api-reference/endpoint/purge-cache, "Success (200)". */
export const Queued = z.object({
  queued: z.boolean(),
  path: z.string().nullish(),
  domain: z.string().nullish(),
});
export type Queued = z.infer<typeof Queued>;

/** A 429. `usage` and `limit` are the monthly quota's, also when it was the limit per minute that was reached. */
export const RateLimited = z.object({ usage: Count, limit: Count });
