import { z } from "zod";
import {
  apiUrl,
  choice,
  common,
  credential,
  destination,
  hasKey,
  keyRequired,
  shortText,
  site,
  words,
} from "../kit/settings.ts";
import { FAILURE_STATES, SUCCESS_STATES } from "../kit/task-status.ts";

/** Names of namespaces and distributions: labels of RFC 1035, at most 64 characters. */
const NAME = "[a-z](?:[a-z0-9-]{0,62}[a-z0-9])?";

export const Settings = destination({
  site: site(new RegExp(`^${NAME}/${NAME}$`), {
    term: "`namespace/distribution`",
    where: "the namespace and the name of the CDN distribution in the F5 Distributed Cloud console",
    example: "default/my-cdn",
  }),
  "api-key": credential(
    "API token of F5 Distributed Cloud (Administration, Credentials). Not needed with `certificate-file`.",
  ),
  "api-secret": z.string({ error: "must be a text" }).optional().describe("Passphrase of `certificate-file`."),
  "api-url": apiUrl("https://example-corp.console.ves.volterra.io"),
  tenant: z
    .string({ error: "must be a text, for example example-corp" })
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
      error: "is no tenant: give the first part of the console's host name, for example example-corp",
    })
    .optional()
    .describe(
      "The tenant: first part of the console's host name. Required unless `api-url` is given. Example: `example-corp`.",
    ),
  mode: choice(["hard", "soft"], "hard").describe(
    "`hard` removes cached objects; `soft` marks them expired, so that the edge asks the origin whether they changed.",
  ),
  resource: choice(["cdn_loadbalancer", "http_loadbalancer"], "cdn_loadbalancer").describe(
    "Whose cache is purged: a CDN distribution, or an HTTP load balancer with caching.",
  ),
  "pattern-anchor": choice(["loose", "path"], "loose").describe(
    "What patterns made for changed files are anchored to. The vendor does not say what a pattern is matched against: `loose` " +
      "fits whatever it is, `path` is exact if it is the path.",
  ),
  "url-format": choice(["path", "absolute"], "path").describe("How a single URL is sent: its path, or the whole URL."),
  "certificate-file": shortText("f5.p12")
    .optional()
    .describe(
      "Client certificate instead of `api-key`: a P12, or a PEM with certificate and key. `api-secret` is its passphrase.",
    ),
  "success-states": words(SUCCESS_STATES).describe("States of a purge at a site that mean complete."),
  "failure-states": words(FAILURE_STATES).describe("Parts of states of a purge at a site that mean failed."),
})
  .refine(
    (raw) => raw["certificate-file"] !== undefined || hasKey(raw),
    keyRequired(
      "create an API token in the F5 Distributed Cloud console (Administration, Credentials), or give certificate-file",
    ),
  )
  .refine((raw) => raw["certificate-file"] === undefined || raw["api-key"] === undefined, {
    path: ["certificate-file"],
    error: "stands beside api-key: give one of the two",
  })
  .refine((raw) => raw["certificate-file"] !== undefined || raw["api-secret"] === undefined, {
    path: ["api-secret"],
    error: "is the passphrase of certificate-file, and there is no certificate-file",
  })
  .refine((raw) => raw.tenant !== undefined || raw["api-url"] !== undefined, {
    path: ["tenant"],
    error: "is missing: the first part of your console's host name, for example example-corp (or give api-url)",
    when: ({ value }) => typeof value === "object" && value !== null,
  })
  .transform((raw) => {
    const [namespace, distribution] = raw.site.split("/") as [string, string];
    const file = raw["certificate-file"];
    const passphrase = raw["api-secret"] === undefined ? {} : { passphrase: raw["api-secret"] };
    return {
      ...common(raw, `https://${raw.tenant}.console.ves.volterra.io`),
      namespace,
      distribution,
      mode: raw.mode,
      resource: raw.resource,
      patternAnchor: raw["pattern-anchor"],
      urlFormat: raw["url-format"],
      ...(file === undefined ? {} : { certificate: { file, ...passphrase } }),
      states: { success: raw["success-states"], failure: raw["failure-states"] },
    };
  });
export type Settings = z.infer<typeof Settings>;

/** An error can ride on HTTP 200. Codes: EOK EPERMS EBADINPUT ENOTFOUND EEXISTS EUNKNOWN ESERIALIZE EINTERNAL EPARTIAL. */
export const ErrorObject = z.object({
  code: z.union([z.string(), z.number().transform(String)]).nullish(),
  message: z.string().nullish().catch(undefined),
});
export type ErrorObject = z.infer<typeof ErrorObject>;

/** An int64 of protobuf JSON, as its digits: a number or a text, beyond 2^53 too. Zero stands for an unset one. */
const Id = z.union([z.int().transform(String), z.string()]).pipe(z.string().regex(/^[1-9][0-9]{0,19}$/));

/** `LilacCDNCachePurgeResponse` of the upstream OpenAPI, or an error object in its place. */
export const Purged = z
  .object({ purge_request_id: Id.optional(), error: ErrorObject.nullish() })
  .refine((body) => body.purge_request_id !== undefined || isError(body.error), { path: ["purge_request_id"] });

/** A flag, as a value or as the empty message that the request has. */
const Flag = z.union([z.boolean(), z.looseObject({}).transform(() => true)]).nullish();

/** Answer to `get-service-operation-status`: one item per site, `status` a free word. */
export const OperationStatus = z.object({
  error: ErrorObject.nullish(),
  items: z
    .array(
      // Loose: what the document does not know may deny a success.
      z.looseObject({
        service_op_id: z.union([z.int().transform(String), z.string()]).nullish(),
        status: z.string().catch(""),
        error: ErrorObject.nullish(),
        purge: z
          .looseObject({
            site: z.string().catch(""),
            start_time: z.unknown(),
            purge_time: z.unknown(),
            finish_time: z.unknown(),
            hard_purge: Flag,
            soft_purge: Flag,
          })
          .partial()
          .nullish(),
      }),
    )
    .nullish(),
});
export type OperationStatus = z.infer<typeof OperationStatus>;

/** Does an error object say that something is wrong? One without a code does by its message. */
export function isError(error: ErrorObject | null | undefined): error is ErrorObject {
  if (error === null || error === undefined) return false;
  const code = error.code ?? "";
  return code === "" ? (error.message ?? "") !== "" : !["0", "EOK"].includes(code);
}
