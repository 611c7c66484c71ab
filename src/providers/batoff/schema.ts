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
  mapping,
  shortText,
  site,
  wholeNumber,
  words,
} from "../kit/settings.ts";
import { FAILURE_STATES, SUCCESS_STATES } from "../kit/task-status.ts";

/** https://cdn-ru.batoff.ru/docs/purge-api/ */
const VENDOR_URL = "https://api.batoff.ru";

/** What may stand in a signature's template. */
const PLACEHOLDERS = ["timestamp", "method", "path", "query", "body", "body_sha256", "site_id"] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const KNOWN = new RegExp(`\\{(?:${PLACEHOLDERS.join("|")})\\}`, "g");

/** How a request is signed. The vendor shows the headers alone: each part that it does not say is an option. */
const Signature = mapping({
  template: shortText("{timestamp}.{body}")
    .refine((text) => !/[{}]/.test(text.replace(KNOWN, "")), {
      error: `knows ${PLACEHOLDERS.map((name) => `{${name}}`).join(" ")} and \\n, for example {timestamp}.{body}`,
    })
    .default("{timestamp}.{body}")
    .describe(
      "The text that is signed, `\\n` for a line break, with `{timestamp}`, `{method}`, `{path}`, `{query}`, `{body}`, " +
        "`{body_sha256}` and `{site_id}` in it.",
    ),
  encoding: choice(["hex", "base64"], "hex").describe("How the signature is written."),
  prefix: shortText("sha256=").default("sha256=").describe("What stands in front of the signature in its header."),
  "key-encoding": choice(["utf8", "hex", "base64"], "utf8").describe(
    "How the signing secret's text becomes the key's bytes.",
  ),
  "timestamp-unit": choice(["s", "ms"], "s").describe("Unit of the timestamp since 1970: seconds or milliseconds."),
});

export const Settings = destination({
  site: site(/^[A-Za-z0-9_-]{1,64}$/, {
    term: "the site id",
    where: "`site_id` in the API, as Batoff's console shows it for the site",
    example: "site_123",
  }),
  "api-key": credential("API token of Batoff (Console, API, Tokens); it is bound to one site."),
  "api-secret": credential("Secret that requests are signed with. Default: the token itself."),
  "api-url": apiUrl(VENDOR_URL),
  signature: Signature.prefault({}).describe("How requests are signed, as a mapping."),
  "prefix-batch-size": wholeNumber(1, 60, 30).describe("Most prefixes in one request. The vendor documents no limit."),
  "tag-batch-size": wholeNumber(1, 1000, 100).describe("Most tags in one request. The vendor documents no limit."),
  "success-states": words(SUCCESS_STATES).describe("States of a task that mean complete."),
  "failure-states": words(FAILURE_STATES).describe("Parts of states of a task that mean failed."),
})
  .refine(
    hasKey,
    keyRequired("issue an API token for the site in Batoff's Console, API, Tokens; it starts with bto_live_"),
  )
  .refine((raw) => decodes(raw["api-secret"] ?? raw["api-key"], raw.signature["key-encoding"]), {
    path: ["api-secret"],
    error: "is not written in the encoding that signature.key-encoding names (utf8, hex or base64)",
  })
  .transform((raw) => ({
    ...common(raw, VENDOR_URL),
    signature: {
      secret: raw["api-secret"] ?? raw["api-key"] ?? "",
      template: raw.signature.template,
      encoding: raw.signature.encoding,
      prefix: raw.signature.prefix,
      keyEncoding: raw.signature["key-encoding"],
      timestampUnit: raw.signature["timestamp-unit"],
    },
    prefixBatchSize: raw["prefix-batch-size"],
    tagBatchSize: raw["tag-batch-size"],
    states: { success: raw["success-states"], failure: raw["failure-states"] },
  }));
export type Settings = z.infer<typeof Settings>;

/** Node decodes what it can and drops the rest in silence: a key that is cut would sign wrongly. */
function decodes(secret: string | undefined, encoding: "utf8" | "hex" | "base64"): boolean {
  if (secret === undefined || encoding === "utf8") return true;
  return (encoding === "hex" ? /^(?:[0-9a-f]{2})+$/i : /^[a-z0-9+/_-]+={0,2}$/i).test(secret);
}

const TaskId = z.union([z.string(), z.int().transform(String)]);

/** What a task counts and whose it is: documented for its status, and compared wherever it stands. */
const Counts = z.object({
  site_id: z.string().nullish(),
  items_total: Count.nullish(),
  items_done: Count.nullish(),
  /** Not in the document; where it is there, it counts. */
  items_failed: Count.nullish(),
});

/** The 202 to a purge; the vendor shows its `task_id` alone. */
export const Accepted = Counts.extend({ task_id: TaskId.pipe(z.string().regex(/^[A-Za-z0-9_-]{1,128}$/)) });
export type Accepted = z.infer<typeof Accepted>;

/** https://cdn-ru.batoff.ru/docs/purge-api/, "Task status". Only `completed` is documented as a state. */
export const Task = Counts.extend({
  task_id: TaskId.nullish(),
  state: z.string(),
  /** Besides the two that the document shows: a time of another name is one as well. */
  created_at: z.unknown().optional(),
  started_at: z.unknown().optional(),
  completed_at: z.unknown().optional(),
  finished_at: z.unknown().optional(),
});
export type Task = z.infer<typeof Task>;
