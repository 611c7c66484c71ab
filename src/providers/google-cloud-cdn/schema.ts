import { z } from "zod";
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

const VENDOR_URL = "https://compute.googleapis.com";
const STS_URL = "https://sts.googleapis.com";
const IAM_URL = "https://iamcredentials.googleapis.com";
const EXAMPLE_PROVIDER = "projects/123456789/locations/global/workloadIdentityPools/github/providers/site";
const EXAMPLE_ACCOUNT = "purge@my-project.iam.gserviceaccount.com";

const isMapping = ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null;

export const Settings = destination({
  site: site(/^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]\/[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
    term: "project/url-map",
    where: "the project's id and the load balancer's name in Google Cloud's console",
    example: "my-project/web-map",
  }),
  "api-key": credential(
    "OAuth access token, for example from google-github-actions/auth with `token_format: access_token`.",
  ),
  "api-secret": noCredential("is not used: Google takes one access token, under api-key"),
  "api-url": apiUrl(VENDOR_URL),
  "workload-identity-provider": shortText(EXAMPLE_PROVIDER)
    .regex(/^projects\/\d+\/locations\/global\/workloadIdentityPools\/[a-z0-9-]{4,32}\/providers\/[a-z0-9-]{4,32}$/, {
      error: `is no full name of a provider, for example ${EXAMPLE_PROVIDER}`,
    })
    .optional()
    .describe(
      "Provider that trusts this workflow: opens the project with the workflow's own identity, without `api-key` (OIDC).",
    ),
  "service-account": shortText(EXAMPLE_ACCOUNT)
    .regex(/^[a-z0-9-]{1,64}@[a-z0-9.-]{1,100}\.gserviceaccount\.com$/, {
      error: `is no address of a service account, for example ${EXAMPLE_ACCOUNT}`,
    })
    .optional()
    .describe(
      "Service account to act as, with `workload-identity-provider`. Absent: the workflow's identity has the rights itself.",
    ),
  "sts-url": apiUrl(STS_URL).describe("Replaces scheme and host of Google's Security Token Service."),
  "iam-url": apiUrl(IAM_URL).describe(
    "Replaces scheme and host of the service that gives out service accounts' tokens.",
  ),
})
  .refine(
    (raw) => raw["dry-run"] || raw["api-key"] !== undefined || raw["workload-identity-provider"] !== undefined,
    keyRequired("give an access token, or workload-identity-provider under provider-options"),
  )
  .refine((raw) => raw["api-key"] === undefined || raw["workload-identity-provider"] === undefined, {
    path: ["workload-identity-provider"],
    error: "stands beside api-key: give one of the two",
    when: isMapping,
  })
  .refine((raw) => raw["service-account"] === undefined || raw["workload-identity-provider"] !== undefined, {
    path: ["service-account"],
    error: "needs workload-identity-provider beside it: an access token acts as whom it was made for",
    when: isMapping,
  })
  .transform((raw) => {
    const [project = "", urlMap = ""] = raw.site.split("/");
    return {
      ...common(raw, VENDOR_URL),
      project,
      urlMap,
      identityProvider: raw["workload-identity-provider"],
      serviceAccount: raw["service-account"],
      stsUrl: raw["sts-url"] ?? STS_URL,
      iamUrl: raw["iam-url"] ?? IAM_URL,
    };
  });
export type Settings = z.infer<typeof Settings>;

/** https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token */
export const Exchanged = z.object({ access_token: z.string().min(1), expires_in: z.int().positive() });

/** https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken */
export const Generated = z.object({ accessToken: z.string().min(1), expireTime: z.string() });

/** https://cloud.google.com/compute/docs/reference/rest/v1/globalOperations */
export const Operation = z.object({
  name: z.string().min(1),
  status: z.string(),
  error: z.object({ errors: z.array(z.object({ code: z.string() })) }).optional(),
  httpErrorStatusCode: z.int().optional(),
});

export const Refusal = z.object({ error: z.object({ errors: z.array(z.object({ reason: z.string() })) }) });
