import type { z } from "zod";
import { expectedText } from "../kit/expected-answer.ts";
import { checkPlainHttp, headerName, ownCache, ownCacheInputs } from "../kit/own-cache.ts";
import { choice, destination } from "../kit/settings.ts";

/** What a VCL that cannot do it is described by. */
const NONE = "none";

/** Headers of the purges by tag that varnish-modules' page on xkey and most VCLs have. */
const TAG_HEADERS = { hard: "xkey-purge", soft: "xkey-softpurge" } as const;
/** What the VCL of docs/caches answers to them. */
const TAG_ANSWERS = { hard: "Invalidated * objects", soft: "Softpurged * objects" } as const;

export const Settings = destination({
  ...ownCacheInputs(),
  purge: choice(["PURGE", "BAN"], "PURGE").describe("The method by which the VCL takes single URLs."),
  "ban-header": headerName("x-ban-regex")
    .default("x-ban-regex")
    .describe("Request header of a BAN that carries the pattern; `none` where the VCL takes no patterns."),
  "tag-header": headerName("xkey-purge")
    .optional()
    .describe(
      "Request header of a PURGE that carries tags, with blanks between them; `none` where the VCL takes no tags. Default: " +
        "`xkey-purge`, with `mode: soft` `xkey-softpurge`.",
    ),
  mode: choice(["hard", "soft"], "hard").describe(
    "`hard` removes the objects of a tag; `soft` marks them stale, so that they are served once more while the origin is checked. URLs " +
      "and patterns are always removed.",
  ),
  "expect-purge": expectedText("Purged")
    .default("Purged")
    .describe(
      "What the VCL answers to the purge of a URL, as reason phrase, title or body; `*` stands for anything. Any other 200 is a failure.",
    ),
  "expect-ban": expectedText("Banned").default("Banned").describe("The same for BAN."),
  "expect-tag": expectedText(TAG_ANSWERS.hard)
    .optional()
    .describe("The same for tags. Default: `Invalidated * objects`, with `mode: soft` `Softpurged * objects`."),
  "expect-not-cached": expectedText("Not in cache*")
    .default("Not in cache*")
    .describe(
      "What the VCL answers with 404 or 412 to the purge of a URL that was not cached, which is as good as purged. Any other one is a failure.",
    ),
})
  .superRefine(checkPlainHttp)
  .transform((raw) => ({
    ...ownCache(raw),
    method: raw.purge,
    mode: raw.mode,
    banHeader: nameOrNone(raw["ban-header"]),
    tagHeader: nameOrNone(raw["tag-header"] ?? TAG_HEADERS[raw.mode]),
    expect: {
      purge: raw["expect-purge"],
      ban: raw["expect-ban"],
      tag: raw["expect-tag"] ?? TAG_ANSWERS[raw.mode],
      notCached: raw["expect-not-cached"],
    },
  }));
export type Settings = z.infer<typeof Settings>;

function nameOrNone(name: string): string | undefined {
  return name.toLowerCase() === NONE ? undefined : name.toLowerCase();
}
