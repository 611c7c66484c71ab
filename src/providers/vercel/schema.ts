import type { z } from "zod";
import {
  apiUrl,
  choice,
  common,
  credential,
  destination,
  flag,
  hasKey,
  keyRequired,
  name,
  noCredential,
  propagationSeconds,
  site,
} from "../kit/settings.ts";

/** https://vercel.com/docs/rest-api/edge-cache */
const VENDOR_URL = "https://api.vercel.com";

export const Settings = destination({
  site: site(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, {
    term: "the project's id or name",
    where: "Project settings, General",
    example: "prj_8Kq2VfXwR5tYbN3mLc7ZpHs1",
  }),
  "api-key": credential("Access token of Vercel."),
  "api-secret": noCredential("is not used: Vercel has one credential, api-key"),
  "api-url": apiUrl(VENDOR_URL),
  team: name("team_a1b2c3d4")
    .optional()
    .describe("The team that owns the project: its id (`team_…`) or its slug. Not needed for a personal project."),
  mode: choice(["soft", "hard"], "soft").describe(
    "`soft` marks what has the tag as stale: it is served once more while it is made anew. `hard` removes it, so that the next " +
      "visitor waits.",
  ),
  target: choice(["any", "production", "preview"], "any").describe(
    "Deployments whose cache is purged; `any` leaves it to the vendor.",
  ),
  "allow-all": flag(false).describe(
    "Everything is purged by a request that Vercel's own command line uses and the public reference does not have.",
  ),
  "propagation-seconds": propagationSeconds(1),
})
  .refine(hasKey, keyRequired("create a token in Vercel (Account settings, Tokens)"))
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    team: raw.team,
    mode: raw.mode,
    target: raw.target,
    allowAll: raw["allow-all"],
    propagationSeconds: raw["propagation-seconds"],
  }));
export type Settings = z.infer<typeof Settings>;
