import { z } from "zod";
import { AccessToken, Count } from "../kit/json.ts";
import {
  apiUrl,
  common,
  credential,
  destination,
  keyRequired,
  noCredential,
  query,
  shortText,
  site,
  wholeNumber,
} from "../kit/settings.ts";

/** https://yandex.cloud/en/docs/cdn/api-ref/Cache/purge */
const VENDOR_URL = "https://cdn.api.cloud.yandex.net";
/** https://yandex.cloud/en/docs/iam/api-ref/Operation/get */
const OPERATION_URL = "https://operation.api.cloud.yandex.net";
/** https://yandex.cloud/en/docs/iam/operations/wlif/setup-wlif */
const TOKEN_URL = "https://auth.yandex.cloud";

const isMapping = ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null;

export const Settings = destination({
  site: site(/^[a-z0-9]{1,50}$/, {
    term: "the CDN resource's id",
    where: "the resource's page in the Yandex Cloud console, or `yc cdn resource list`",
    example: "bc8roq3y4e74osnivr7e",
  }),
  "api-key": credential("IAM token, for example of `yc iam create-token`. It holds for twelve hours at most."),
  "api-secret": noCredential("is not used: Yandex Cloud takes one IAM token, under api-key"),
  "api-url": apiUrl(VENDOR_URL),
  "service-account": shortText("ajehr0to1g8bh0la8c8r")
    .regex(/^[a-z0-9]{1,50}$/, { error: "is no id of a service account, for example ajehr0to1g8bh0la8c8r" })
    .optional()
    .describe("Service account that trusts this workflow, by its id: opens the cloud without `api-key` (OIDC)."),
  audience: shortText("https://github.com/OWNER")
    .min(1, { error: "is empty: give an audience of the federation, for example https://github.com/OWNER" })
    .optional()
    .describe(
      "Audience of the workload identity federation, with `service-account`. Example: `https://github.com/OWNER`.",
    ),
  "operation-url": apiUrl(OPERATION_URL).describe("Replaces scheme and host of the service that tells of operations."),
  "token-url": apiUrl(TOKEN_URL).describe("Replaces scheme and host of the service that exchanges tokens."),
  "requests-per-minute": wholeNumber(1, 600, 1).describe(
    "Purges that go out in a minute. Yandex Cloud documents one; an account may have been given more.",
  ),
  query: query(),
})
  .refine(
    (raw) => raw["dry-run"] || raw["api-key"] !== undefined || raw["service-account"] !== undefined,
    keyRequired("give an IAM token, or service-account under provider-options"),
  )
  .refine((raw) => raw["api-key"] === undefined || raw["service-account"] === undefined, {
    path: ["service-account"],
    error: "stands beside api-key: give one of the two",
    when: isMapping,
  })
  .refine((raw) => (raw["service-account"] === undefined) === (raw.audience === undefined), {
    path: ["audience"],
    error: "and service-account go together: give both, or neither with an IAM token under api-key",
    when: isMapping,
  })
  .transform((raw) => {
    const { "service-account": serviceAccount, audience } = raw;
    return {
      ...common(raw, VENDOR_URL),
      federation: serviceAccount === undefined || audience === undefined ? undefined : { serviceAccount, audience },
      operationUrl: raw["operation-url"] ?? OPERATION_URL,
      tokenUrl: raw["token-url"] ?? TOKEN_URL,
      requestsPerMinute: raw["requests-per-minute"],
      query: raw.query,
    };
  });
export type Settings = z.infer<typeof Settings>;

/** An IAM token: https://yandex.cloud/en/docs/iam/operations/wlif/setup-wlif */
export const Token = z.object({ access_token: AccessToken, expires_in: Count });

/** Where a purge stands. `done: false` may be left out, and `error` is read by the common rules. */
export const Operation = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  done: z.boolean().nullish(),
  createdAt: z.string().nullish(),
  modifiedAt: z.string().nullish(),
  metadata: z.object({ resourceId: z.string().nullish() }).nullish(),
  response: z.object({}).nullish(),
});
export type Operation = z.infer<typeof Operation>;
