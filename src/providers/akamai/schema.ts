import { z } from "zod";
import { Count } from "../kit/json.ts";
import { apiUrl, choice, common, credential, destination, hasKey, keyRequired, wholeNumber } from "../kit/settings.ts";

/** Every API client of Akamai's has a host of its own. */
const EXAMPLE_URL = "https://akab-xxxxxxxxxxxxxxxx.luna.akamaiapis.net";

/** Most CP codes of one purge of everything: each counts in the account's bucket of 300. */
const MAX_CP_CODES = 100;

const isMapping = ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null;

export const Settings = destination({
  site: z
    .never({
      error: "is not used: Akamai knows an API client by its host (api-url), and purges what the URLs of site-url name",
    })
    .optional()
    .describe("Not used."),
  "api-key": credential("`access_token` of the API client."),
  "api-secret": credential("`client_secret` of the API client."),
  "api-url": apiUrl(EXAMPLE_URL),
  "client-token": credential("`client_token` of the API client. Masked like a secret."),
  network: choice(["production", "staging"], "production").describe("Akamai's network whose caches are purged."),
  mode: choice(["invalidate", "delete"], "invalidate").describe(
    "`invalidate`: the next visitor's copy is first compared with the origin by its `Last-Modified`. `delete`: it is gone, and fetched as a whole.",
  ),
  "cp-codes": cpCodes(),
  "batch-size": wholeNumber(1, 1000, 1000).describe("Most URLs or tags in one request; 50,000 bytes bound it, too."),
})
  .refine(
    hasKey,
    keyRequired("give the access_token of an API client, from its .edgerc or the Identity and Access page"),
  )
  .refine((raw) => raw["dry-run"] || raw["api-secret"] !== undefined, {
    path: ["api-secret"],
    error: "is missing: give the client_secret of the API client, from a secret",
    when: isMapping,
  })
  .refine((raw) => raw["dry-run"] || raw["client-token"] !== undefined, {
    path: ["client-token"],
    error: "is missing: give the client_token of the API client, under provider-options",
    when: isMapping,
  })
  .refine((raw) => raw["dry-run"] || raw["api-url"] !== undefined, {
    path: ["api-url"],
    error: `is missing: give https:// and the host of the API client, as its .edgerc has it, for example ${EXAMPLE_URL}`,
    when: isMapping,
  })
  .transform((raw) => {
    const hosts = [...new Set(raw["site-url"].map((url) => new URL(url).host))];
    return {
      ...common({ ...raw, site: hosts.join(", ") }, EXAMPLE_URL),
      credentials: {
        clientToken: raw["client-token"] ?? "",
        accessToken: raw["api-key"] ?? "",
        clientSecret: raw["api-secret"] ?? "",
      },
      network: raw.network,
      mode: raw.mode,
      cpCodes: raw["cp-codes"],
      batchSize: raw["batch-size"],
    };
  });
export type Settings = z.infer<typeof Settings>;

function cpCodes() {
  const error = `must be a list of 1 to ${MAX_CP_CODES} CP codes, whole numbers as the property shows them, for example [123456]`;
  return z
    .array(z.int({ error }).positive({ error }), { error })
    .min(1, { error })
    .max(MAX_CP_CODES, { error })
    .optional()
    .describe("CP codes that hold the whole site. Only with them can everything be purged. Example: `[123456]`.");
}

/**
 * A purge that was taken, by the response schema of the API: https://techdocs.akamai.com/purge-cache/reference/api. The times
 * are whole seconds.
 */
export const Accepted = z.object({
  httpStatus: z.int(),
  /** Of a problem alone. */
  title: z.unknown().optional(),
  describedBy: z.unknown().optional(),
  purgeId: z.string().min(1).optional(),
  estimatedSeconds: Count.refine((seconds) => seconds >= 0).optional(),
});
export type Accepted = z.infer<typeof Accepted>;

/** Why a request was refused. */
export const Problem = z.object({ title: z.string() });
