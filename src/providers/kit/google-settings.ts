import type { z } from "zod";
import type { DestinationSettings } from "../../model/provider.ts";
import { apiUrl, common, credential, keyRequired, noCredential, shortText } from "./settings.ts";

const STS_URL = "https://sts.googleapis.com";
const IAM_URL = "https://iamcredentials.googleapis.com";
const EXAMPLE_PROVIDER = "projects/123456789/locations/global/workloadIdentityPools/github/providers/site";
const EXAMPLE_ACCOUNT = "purge@my-project.iam.gserviceaccount.com";

/** A project's id, which may begin with a domain: https://cloud.google.com/resource-manager/docs/creating-managing-projects */
export const PROJECT_ID = "(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]";

/** How a project of Google Cloud's is opened: by a token, or by the workflow's own identity. */
export interface GoogleSettings extends DestinationSettings {
  readonly identityProvider: string | undefined;
  readonly serviceAccount: string | undefined;
  readonly stsUrl: string;
  readonly iamUrl: string;
}

/** Names of the options that decide how the project is opened, for `deliveryOptions`. */
export const GOOGLE_OPTIONS = ["workload-identity-provider", "service-account", "sts-url", "iam-url"] as const;

/** The credentials and options that Google's CDNs share, for `destination`. */
export function googleInputs(vendorUrl: string) {
  return {
    "api-key": credential(
      "OAuth access token, for example from google-github-actions/auth with `token_format: access_token`.",
    ),
    "api-secret": noCredential("is not used: Google takes one access token, under api-key"),
    "api-url": apiUrl(vendorUrl),
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
  };
}

interface GoogleInputs {
  readonly site: string;
  readonly "dry-run": boolean;
  readonly "api-key"?: string | undefined;
  readonly "api-url"?: string | undefined;
  readonly "workload-identity-provider"?: string | undefined;
  readonly "service-account"?: string | undefined;
  readonly "sts-url"?: string | undefined;
  readonly "iam-url"?: string | undefined;
}

/** Requires exactly one way to authenticate: a token, or a provider with perhaps a service account. */
export function oneGoogleCredential<Inputs extends GoogleInputs>(inputs: z.ZodType<Inputs>): z.ZodType<Inputs> {
  const when = ({ value }: { readonly value: unknown }) => typeof value === "object" && value !== null;
  return inputs
    .refine(
      (raw) => raw["dry-run"] || raw["api-key"] !== undefined || raw["workload-identity-provider"] !== undefined,
      keyRequired("give an access token, or workload-identity-provider under provider-options"),
    )
    .refine((raw) => raw["api-key"] === undefined || raw["workload-identity-provider"] === undefined, {
      path: ["workload-identity-provider"],
      error: "stands beside api-key: give one of the two",
      when,
    })
    .refine((raw) => raw["service-account"] === undefined || raw["workload-identity-provider"] !== undefined, {
      path: ["service-account"],
      error: "needs workload-identity-provider beside it: an access token acts as whom it was made for",
      when,
    });
}

/** What the settings of Google's CDNs begin with. */
export function googleSettings(raw: GoogleInputs, vendorUrl: string): GoogleSettings {
  return {
    ...common(raw, vendorUrl),
    identityProvider: raw["workload-identity-provider"],
    serviceAccount: raw["service-account"],
    stsUrl: raw["sts-url"] ?? STS_URL,
    iamUrl: raw["iam-url"] ?? IAM_URL,
  };
}
