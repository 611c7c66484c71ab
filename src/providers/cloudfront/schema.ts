import type { z } from "zod";
import {
  apiUrl,
  choice,
  common,
  credential,
  destination,
  flag,
  shortText,
  site,
  wholeNumber,
} from "../kit/settings.ts";

/** Where each partition's API is, and the region that its requests are signed for. */
const PARTITIONS = {
  aws: { url: "https://cloudfront.amazonaws.com", region: "us-east-1", domain: "amazonaws.com" },
  "aws-cn": {
    url: "https://cloudfront.cn-northwest-1.amazonaws.com.cn",
    region: "cn-northwest-1",
    domain: "amazonaws.com.cn",
  },
  "aws-us-gov": { url: "https://cloudfront.amazonaws.com", region: "us-gov-west-1", domain: "amazonaws.com" },
  "aws-eusc": { url: "https://cloudfront.amazonaws.eu", region: "eusc-de-east-1", domain: "amazonaws.eu" },
} as const;

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;

/** What aws-actions/configure-aws-credentials and AWS's own tools leave in the environment. */
export const ENVIRONMENT = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;

export const Settings = destination({
  site: site(/^E[0-9A-Z]{7,20}$/, {
    term: "the distribution id",
    where: "the first column of the distributions in CloudFront's console",
    example: "E2QWRUHAPOMQZL",
  }),
  "api-key": credential("Access key id. Default: the environment variable `AWS_ACCESS_KEY_ID`."),
  "api-secret": credential("Secret access key. Default: `AWS_SECRET_ACCESS_KEY`, with `AWS_SESSION_TOKEN` beside it."),
  "api-url": apiUrl(PARTITIONS.aws.url),
  partition: choice(["aws", "aws-cn", "aws-us-gov", "aws-eusc"], "aws").describe(
    "Partition of the account: it decides the API's address and the region that requests are signed for.",
  ),
  "batch-size": wholeNumber(1, 3000, 3000).describe("Most paths in one request; at most 15 of them end in `*`."),
  "role-arn": shortText("arn:aws:iam::123456789012:role/purge")
    .regex(ROLE_ARN, { error: "is no ARN of a role, for example arn:aws:iam::123456789012:role/purge" })
    .optional()
    .describe(
      "A role that is taken on with the workflow's own identity instead of a stored key; the job needs `permissions: id-token: write`.",
    ),
  "sts-url": apiUrl("https://sts.us-east-1.amazonaws.com").describe(
    "Replaces scheme and host of the service that gives out the role's credentials.",
  ),
  tags: flag(false).describe(
    "Purge by cache tag. Only where the distribution names a tag header (`CacheTagConfig`): without one CloudFront takes a tag, " +
      "answers with success, and purges nothing.",
  ),
})
  .refine((raw) => raw["dry-run"] || raw["role-arn"] !== undefined || keyOf(raw) !== undefined, {
    path: ["api-key"],
    error:
      "is missing: give the access key id from a secret, for example api-key: ${{ secrets.AWS_ACCESS_KEY_ID }}, or provider-options.role-arn, or run aws-actions/configure-aws-credentials before this step, which leaves AWS_ACCESS_KEY_ID. " +
      "Only a dry run needs none",
    when: ({ value }) => typeof value === "object" && value !== null,
  })
  .refine((raw) => raw["role-arn"] === undefined || raw["api-key"] === undefined, {
    path: ["role-arn"],
    error: "stands beside api-key: give one of the two",
    when: ({ value }) => typeof value === "object" && value !== null,
  })
  .refine((raw) => raw["role-arn"] !== undefined || keyOf(raw) === undefined || secretOf(raw) !== undefined, {
    path: ["api-secret"],
    error: "is missing: an access key id needs its secret access key, here or in AWS_SECRET_ACCESS_KEY",
    when: ({ value }) => typeof value === "object" && value !== null,
  })
  .transform((raw) => {
    const { url, region, domain } = PARTITIONS[raw.partition];
    const arn = raw["role-arn"];
    const accessKeyId = arn === undefined ? (keyOf(raw) ?? "") : "";
    const stsUrl = raw["sts-url"] ?? `https://sts.${region}.${domain}`;
    return {
      ...common({ ...raw, "api-key": accessKeyId }, url),
      region,
      credentials: { accessKeyId, secretAccessKey: secretOf(raw) ?? "", sessionToken: tokenOf(raw) },
      role: arn === undefined ? undefined : { arn, stsUrl },
      batchSize: raw["batch-size"],
      tags: raw.tags,
    };
  });
export type Settings = z.infer<typeof Settings>;

interface Given {
  readonly "api-key"?: string | undefined;
  readonly "api-secret"?: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
}

function keyOf({ "api-key": key, variables }: Given): string | undefined {
  return key ?? variables["AWS_ACCESS_KEY_ID"];
}

/** Of one pair: the environment's secret belongs to the environment's key. */
function secretOf({ "api-key": key, "api-secret": secret, variables }: Given): string | undefined {
  const isEnvironments = key === undefined || key === variables["AWS_ACCESS_KEY_ID"];
  return secret ?? (isEnvironments ? variables["AWS_SECRET_ACCESS_KEY"] : undefined);
}

/** A token comes with temporary credentials, whose key ids begin with ASIA, and with the environment's own. */
function tokenOf(raw: Given): string | undefined {
  const { "api-key": key, variables } = raw;
  const isItsOwn = key === undefined || key === variables["AWS_ACCESS_KEY_ID"] || key.startsWith("ASIA");
  return isItsOwn ? variables["AWS_SESSION_TOKEN"] : undefined;
}
