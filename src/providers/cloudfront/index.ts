import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpRequest, HttpResponse } from "../../model/http.ts";
import type { AnswerFault, Batch, Io, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type AnswerRules, contradiction, readAnswer } from "../kit/read-answer.ts";
import { xml } from "../kit/readings.ts";
import { notAccepted, selectorsOf } from "../kit/request.ts";
import { notKnownYet, taskReceipt } from "../kit/task-status.ts";
import { elementOf, escapeXml } from "../kit/xml.ts";
import { assumeRole, type Session } from "./role.ts";
import { ENVIRONMENT, Settings } from "./schema.ts";
import { signAws } from "./signature.ts";

/** CloudFront's own codes: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html and "Common errors". */
const FAULTS: Readonly<Record<string, AnswerFault>> = {
  AccessDenied: "auth",
  ExpiredToken: "auth",
  InvalidClientTokenId: "auth",
  MissingAuthenticationToken: "auth",
  SignatureDoesNotMatch: "auth",
  UnrecognizedClientException: "auth",
  NoSuchDistribution: "site",
  TooManyInvalidationsInProgress: "throttled",
  Throttling: "throttled",
  ThrottlingException: "throttled",
  RequestLimitExceeded: "throttled",
};

const ANSWERS: AnswerRules = {
  hints: {
    403: "The credentials are wrong or expired, or they may not do this: they need cloudfront:CreateInvalidation and cloudfront:GetInvalidation on the distribution",
    404: "There is no distribution with the id in site in this account and partition",
  },
  codes: ({ text }) => FAULTS[elementOf(text, "Code") ?? ""],
  // Until a slot among the invalidations in progress is free, or the rate has room again.
  throttleMs: 20_000,
};

/** How long the status may not know an invalidation that was taken, in milliseconds. Our own: the vendor documents none. */
const REGISTERS_WITHIN_MS = 30_000;

const NAMESPACE = "http://cloudfront.amazonaws.com/doc/2020-05-31/";
/** Elements of the answer to a submit, and of a status. */
const CREATED = xml({ id: "Id", status: "Status", quantity: "Quantity", reference: "CallerReference" }, 201);
const STATUS = xml({ id: "Id", status: "Status" }, 200);

/** CloudFront takes paths and wildcards in signed XML, charges for them, and has a status. */
export const provider: Provider<Settings, Session> = {
  id: "cloudfront",
  name: "CloudFront",
  rights: "`cloudfront:CreateInvalidation` and `cloudfront:GetInvalidation` on the distribution",
  traces: {
    at: "edge",
    always: true,
    headers: [
      {
        header: "x-amz-cf-id",
        source:
          "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html",
      },
      { header: "x-amz-cf-pop", source: "answers of CloudFront, beside X-Amz-Cf-Id" },
    ],
  },
  settings: Settings,
  deliveryOptions: ["partition", "batch-size", "role-arn", "sts-url"],
  environment: ENVIRONMENT,
  secrets: ({ credentials: { secretAccessKey, sessionToken } }) =>
    [secretAccessKey, sessionToken ?? ""].filter((value) => value !== ""),
  open: async ({ role, credentials }, io) =>
    role === undefined ? { kind: "open", session: { credentials } } : assumeRole(role, io),
  capabilities,
  connect: (settings, io) => [
    {
      submit: (batch, session) => submit({ settings, session, io }, batch),
      poll: (receipt, session) => poll({ settings, session, io }, receipt),
    },
  ],
};

/**
 * - 3,000 paths in progress, and besides them 15 that end in `*`, per distribution; `*` is a wildcard at the end alone; 4,000
 *   characters a path; unsafe characters encoded: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
 *   and https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 * - 1,000 paths a month free, then 0.005 USD each, a wildcard and a tag being one:
 *   https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PayingForInvalidation.html
 * - tags of 256 visible characters without a comma: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidate-by-cache-tag.html;
 *   in which pool they count is not documented: with the paths here
 * - polls from 5 s to 20 s apart: AWS's own waiter asks every 20 s; a purge takes seconds to two minutes
 * - 3,000 purges a run: one full pool, ours
 */
function capabilities({ batchSize, tags }: Settings): Capabilities {
  const path = { perRequest: batchSize, maxLength: 4000, allowed: /^\/(?:.*[^*])?$/s } as const;
  const tag = { perRequest: batchSize, maxLength: 256, allowed: /^[!-+\--~]+$/, match: { query: "covered" } } as const;
  return {
    accepts: {
      path: { ...path, match: { query: "separate", host: "all" } },
      prefix: {
        perRequest: Math.min(batchSize, 15),
        maxLength: 3999,
        match: { prefix: "string", query: "covered", host: "all" },
      },
      ...(tags ? { tag } : {}),
      all: { perRequest: 1, match: { query: "covered" } },
    },
    closed: { tag: "with provider-options tags: true, where the distribution names a tag header" },
    mix: "any",
    rates: [],
    pools: [
      { kinds: ["path", "tag"], inFlight: 3000 },
      { kinds: ["prefix", "all"], inFlight: 15 },
    ],
    budgets: [{ unit: "item", amount: 1000, per: "month", beyond: { usd: 0.005 } }],
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 3000,
    source: new URL("https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Invalidation.html"),
    read: "2026-11-20",
  };
}

/** What a request is made with. */
interface Client {
  readonly settings: Settings;
  readonly session: Session;
  readonly io: Io;
}

async function submit(client: Client, batch: Batch): Promise<ProviderResult> {
  const items = selectorsOf(batch).map(itemOf);
  const body =
    `<?xml version="1.0" encoding="UTF-8"?><InvalidationBatch xmlns="${NAMESPACE}"><Paths><Quantity>${items.length}</Quantity>` +
    `<Items>${items.map((item) => `<Path>${escapeXml(item)}</Path>`).join("")}</Items></Paths>` +
    `<CallerReference>${escapeXml(batch.key)}</CallerReference></InvalidationBatch>`;
  const sentMs = client.io.now().getTime();
  const response = await client.io.send(signed(client, { method: "POST", tail: "", body }));
  const answer = readAnswer(response, CREATED, ANSWERS);
  if (answer.kind === "failed") return answer;
  const sent = { reference: batch.key, paths: items.length };
  return judge(response, taskReceipt(answer.body.id, { sentMs, io: client.io, response }, sent), answer.body);
}

async function poll(client: Client, receipt: Receipt): Promise<ProviderResult> {
  const response = await client.io.send(signed(client, { method: "GET", tail: `/${receipt.id}` }));
  const isUnknown = response.status === 404 && elementOf(response.text, "Code") !== "NoSuchDistribution";
  if (isUnknown) return notKnownYet(receipt, client.io, REGISTERS_WITHIN_MS);
  const answer = readAnswer(response, STATUS, ANSWERS);
  return answer.kind === "failed" ? answer : judge(response, receipt, answer.body);
}

/** Only `Completed` is done; a word that nobody documented is "not yet". */
function judge(
  response: HttpResponse,
  receipt: Receipt,
  { id, status }: { readonly id: string; readonly status: string },
): ProviderResult {
  const other = otherInvalidation(response.text, id, receipt);
  if (other !== undefined) return contradiction(`HTTP ${response.status}`, other);
  if (status === "Completed") return { kind: "done", receipt };
  return { kind: "pending", receipt, message: `the invalidation ${id} is "${status.slice(0, 100)}"` };
}

/**
 * Why the answer is about another invalidation. Its time says nothing: a repeated submit gets the invalidation that the first
 * one made.
 */
function otherInvalidation(text: string, id: string, { id: ownId, memo = {} }: Receipt): string | undefined {
  if (id !== ownId) return `the status is of ${id.slice(0, 100)}, and ${ownId} was requested`;
  const reference = elementOf(text, "CallerReference") ?? memo["reference"];
  const paths = elementOf(text, "Quantity") ?? memo["paths"];
  if (reference === memo["reference"] && String(paths) === String(memo["paths"])) return undefined;
  return `the answer is about another invalidation: ${paths} paths under ${String(reference).slice(0, 100)}`;
}

/** An item of the list of paths: a path, a path with a wildcard, or `#` and a tag. */
function itemOf(selector: Selector): string {
  const { by, value } = selector;
  if (by === "path") return encodeUnsafe(value);
  if (by === "prefix") return `${encodeUnsafe(value)}*`;
  if (by === "tag") return `#${value}`;
  if (by === "all") return "/*";
  throw notAccepted(provider.name, selector);
}

/** What RFC 1738 calls unsafe, and nothing else: what is encoded already stays as it is. */
function encodeUnsafe(path: string): string {
  return path.replace(/[\s"<>\\^`{|}~[\]]|[^!-~]/gu, (character) => encodeURIComponent(character).replace("~", "%7E"));
}

function signed(
  { settings: { apiUrl, site, region }, session, io }: Client,
  { method, tail, body }: { readonly method: "GET" | "POST"; readonly tail: string; readonly body?: string },
): HttpRequest {
  const url = `${apiUrl}/2020-05-31/distribution/${site}/invalidation${tail}`;
  const request: HttpRequest =
    body === undefined
      ? { method, url, headers: { accept: "text/xml" } }
      : { method, url, headers: { accept: "text/xml", "content-type": "application/xml" }, body };
  return signAws(request, session.credentials, region, io.now());
}
