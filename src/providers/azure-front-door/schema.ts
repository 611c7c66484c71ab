import { z } from "zod";
import { AccessToken, Count } from "../kit/json.ts";
import {
  apiUrl,
  common,
  credential,
  destination,
  keyRequired,
  noCredential,
  shortText,
  site,
} from "../kit/settings.ts";

const VENDOR_URL = "https://management.azure.com";
const LOGIN_URL = "https://login.microsoftonline.com";

const GUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const EXAMPLE_GUID = "00000000-0000-0000-0000-000000000000";
const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{1,63}$/i;

const isMapping = ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null;

export const Settings = destination({
  site: site(new RegExp(`^${GUID}/[\\w.()-]{1,90}/[A-Za-z0-9-]{1,260}/[A-Za-z0-9-]{1,50}$`), {
    term: "subscription/resource-group/profile/endpoint",
    where: "the endpoint's resource id names the four in this order",
    example: `${EXAMPLE_GUID}/web/front-door/www`,
  }),
  "api-key": credential(
    "Access token of Azure Resource Manager; with `tenant-id` and `client-id` the application's client secret.",
  ),
  "api-secret": noCredential("is not used: an access token or a client secret stands under api-key"),
  "api-url": apiUrl(VENDOR_URL),
  "tenant-id": shortText(EXAMPLE_GUID)
    .regex(new RegExp(`^${GUID}$|${HOST_NAME.source}`, "i"), {
      error: "is no tenant: give its id or its domain, for example contoso.onmicrosoft.com",
    })
    .optional()
    .describe("Tenant of the application, by its id or domain."),
  "client-id": shortText(EXAMPLE_GUID)
    .regex(new RegExp(`^${GUID}$`), { error: `is no client id, for example ${EXAMPLE_GUID}` })
    .optional()
    .describe(
      "Client id of an application or managed identity. Without `api-key` the workflow's own identity opens it (OIDC).",
    ),
  "login-url": apiUrl(LOGIN_URL).describe(
    "Replaces scheme and host of Microsoft Entra ID, which gives out access tokens.",
  ),
  domains: domains(),
})
  .refine(
    (raw) => raw["dry-run"] || raw["api-key"] !== undefined || raw["client-id"] !== undefined,
    keyRequired("give an access token, or tenant-id and client-id of an application that trusts this workflow"),
  )
  .refine((raw) => (raw["tenant-id"] === undefined) === (raw["client-id"] === undefined), {
    path: ["client-id"],
    error: "and tenant-id go together: give both, or neither with an access token under api-key",
    when: isMapping,
  })
  .transform((raw) => {
    const [subscription = "", group = "", profile = "", endpoint = ""] = raw.site.split("/");
    const { "tenant-id": tenantId, "client-id": clientId } = raw;
    return {
      ...common(raw, VENDOR_URL),
      resource: `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Cdn/profiles/${profile}/afdEndpoints/${endpoint}`,
      application: tenantId === undefined || clientId === undefined ? undefined : { tenantId, clientId },
      loginUrl: raw["login-url"] ?? LOGIN_URL,
      domains: raw.domains,
    };
  });
export type Settings = z.infer<typeof Settings>;

function domains() {
  const error =
    "must be a list of host names of the endpoint, without wildcards, which Azure does not purge, for example [www.example.com]";
  return z
    .array(z.string({ error }).regex(HOST_NAME, { error }), { error })
    .min(1, { error })
    .optional()
    .describe("Domains of the endpoint to purge. Default: all of them. A wildcard domain is named by its subdomains.");
}

/** An access token: https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export const Token = z.object({ access_token: AccessToken, expires_in: Count });

/** Where an operation stands: https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/async-operations */
export const Operation = z.object({
  status: z.string(),
  name: z.string().nullish(),
  startTime: z.string().nullish(),
  endTime: z.string().nullish(),
  error: z.unknown().optional(),
});

/** What may come with a purge that was taken. */
export const PartialOperation = Operation.partial();
export type PartialOperation = z.infer<typeof PartialOperation>;

/** How Front Door says that there is no error. */
export const NoError = z.object({ code: z.literal("None").nullish(), message: z.literal("").nullish() });

/** What went wrong, by Azure's own words. */
export const Refusal = z.object({ error: z.object({ code: z.string() }) });
