import { type ZodType, z } from "zod";
import type { HttpResponse } from "../../model/http.ts";
import type { AnswerFault, ProviderResult } from "../../model/provider.ts";

export type Failed = Extract<ProviderResult, { kind: "failed" }>;

/** How one vendor's answers differ from the common table. */
export interface AnswerRules {
  /**
   * By HTTP status: what it means at this vendor and what to do, one sentence without a full stop. Not said of a page, which
   * the vendor's API did not write.
   */
  readonly hints: Readonly<Record<number, string>>;
  /** Statuses that mean something else here than in the common table, where the answer is no page. */
  readonly faults?: Readonly<Record<number, AnswerFault>>;
  /** Wait in milliseconds after a 429 that names no time. Absent: the core's own backoff. */
  readonly throttleMs?: number;
}

/** Most characters of a provider's own words that are shown. */
const MAX_WORDS = 500;
/** Most characters of the title of a page, or of a text that is no JSON. */
const MAX_EXCERPT = 100;
/** How far into a page its title is looked for. */
const TITLE_WITHIN = 4096;
/** How deep error objects nest in the vendors' documented shapes (`errors[].message` is two), and one more. */
const MAX_DEPTH = 3;

/**
 * An answer of the provider as what `schema` makes of its JSON, or why it is none.
 *
 * Only a 2xx whose JSON the schema takes is read. A 2xx of another shape is `unreadable`: nothing in it says that the purge
 * was taken, and asking again is harmless. `says` is for a refusal inside a success: the status and the provider's words.
 */
export function readAnswer<T>(
  response: HttpResponse,
  schema: ZodType<T>,
  rules: AnswerRules,
): { readonly kind: "read"; readonly body: T; readonly message: string } | Failed {
  const fault = faultOf(response, rules);
  const json = parseJson(response.text);
  if (fault !== undefined) return failedAnswer(response, fault, describe(response, json), rules);
  if (json === undefined) return noJson(response, rules);
  const parsed = schema.safeParse(json);
  if (parsed.success) return { kind: "read", body: parsed.data, message: describe(response, json) };
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  const what = where === "" ? "its JSON is not of the documented shape" : `its field ${where} is not as documented`;
  return failedAnswer(response, "unreadable", `${describe(response, json)} (${what})`, rules);
}

/** A failure in the provider's own words, with the vendor's hint for the status and the time it asks to wait. */
export function failedAnswer(response: HttpResponse, fault: AnswerFault, message: string, rules: AnswerRules): Failed {
  const hint = isPage(response) ? pageHint(response) : rules.hints[response.status];
  const waitMs = response.retryAfterMs ?? (fault === "throttled" ? rules.throttleMs : undefined);
  const suspect = fault === "invalid" ? suspectOf(response, message) : undefined;
  const repeatable = fault === "throttled" || fault === "unavailable" || fault === "unreadable";
  return {
    kind: "failed",
    fault,
    message: hint === undefined ? message : `${message.replace(/\.$/, "")}. ${hint}`,
    ...(repeatable && waitMs !== undefined ? { waitMs } : {}),
    ...(suspect === undefined ? {} : { suspect }),
  };
}

/** A refusal that is a page says nothing of the key or the site: who wrote it is not known. */
function pageHint({ status }: HttpResponse): string | undefined {
  return status >= 400 && status < 500
    ? "This is an HTML page and not how the API answers: a proxy or a firewall may stand in between, or api-url is not its address"
    : undefined;
}

/** Words of a refusal that is about how much one request holds. */
const TOO_MUCH =
  /\btoo (?:many|large|long|big)\b|\b(?:limit|maximum|max)\b.{0,40}\bexceeded\b|\bexceeds?\b.{0,40}\b(?:limit|maximum)\b/i;

/**
 * Why a request may have been refused as a whole: one of its instructions, or its size. A refusal inside a 2xx and a 400
 * or 422 are about what was sent; 404, 405 and 409 are not, nor is a page that something in between answers with.
 */
function suspectOf(response: HttpResponse, message: string): "item" | "size" | undefined {
  const { status } = response;
  if (status === 413 || status === 414) return "size";
  const isAboutContent = status === 400 || status === 422 || (status >= 200 && status < 300);
  if (!isAboutContent || isPage(response)) return undefined;
  return TOO_MUCH.test(message) ? "size" : "item";
}

/** The one table from HTTP status to who must act. Undefined: the request was taken. */
function faultOf(response: HttpResponse, { faults }: AnswerRules): AnswerFault | undefined {
  const { status, retryAfterMs } = response;
  if (status >= 200 && status < 300) return undefined;
  // A refusal that says when it ends is about how often, not about who: GitHub's API answers so, and gateways do.
  if (status === 403 && retryAfterMs !== undefined) return "throttled";
  if (faults?.[status] !== undefined && !isPage(response)) return faults[status];
  if (status === 401 || status === 403) return "auth";
  if (status === 408 || status === 425 || status >= 500) return "unavailable";
  if (status === 429) return "throttled";
  return "invalid";
}

/** `HTTP 403: domain_not_authorized`: the status and what the provider says, whatever shape it has. */
function describe(response: HttpResponse, json: unknown): string {
  const words = json === undefined ? excerptOf(response) : wordsOf(json);
  // Some repeat the status in the body.
  const text = words.startsWith(`${response.status}: `) ? words.slice(5) : words;
  const message = text === "" ? response.statusText : text;
  return message === "" ? `HTTP ${response.status}` : `HTTP ${response.status}: ${cut(message, MAX_WORDS)}`;
}

/** A 2xx that is no JSON: a page comes from something in between and is not asked for again, a torn text is. */
function noJson(response: HttpResponse, rules: AnswerRules): Failed {
  if (!isPage(response)) {
    return failedAnswer(
      response,
      "unreadable",
      `HTTP ${response.status} with no JSON in it: ${excerptOf(response) || "empty"}`,
      rules,
    );
  }
  return failedAnswer(
    response,
    "invalid",
    `HTTP ${response.status} with an HTML page (${excerptOf(response) || "without a title"}) instead of the API's answer: a proxy, ` +
      "a firewall or a login page stands between this runner and the API, or api-url is not the API's address",
    rules,
  );
}

function isPage({ headers, text }: HttpResponse): boolean {
  return (
    /^text\/html\b/i.test(headers["content-type"] ?? "") || /^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(text)
  );
}

/** A page's title, or the beginning of another text. */
function excerptOf(response: HttpResponse): string {
  const title = /<title[^>]{0,100}>([^<]*)/i.exec(response.text.slice(0, TITLE_WITHIN))?.[1] ?? "";
  const text = isPage(response) ? title : response.text.slice(0, TITLE_WITHIN);
  return cut(text.replace(/\s+/g, " ").trim(), MAX_EXCERPT);
}

/**
 * What an error body says, in any of the vendors' shapes: a bare string, `error` (text or object), `errors[]`, `code` and
 * `message`.
 */
export function wordsOf(body: unknown, depth = MAX_DEPTH): string {
  if (typeof body === "string") return body.trim();
  if (typeof body !== "object" || body === null || depth === 0) return "";
  const { code, error, errors, message } = body as Readonly<Record<string, unknown>>;
  const nested = [error, ...(Array.isArray(errors) ? errors.slice(0, 10) : [])].map((one) => wordsOf(one, depth - 1));
  const parts = [typeof code === "number" ? String(code) : wordsOf(code, 1), ...nested, wordsOf(message, 1)];
  return [...new Set(parts.filter((part) => part !== ""))].join(": ");
}

/**
 * JSON as data, or undefined. Integers beyond 2^53 become their own digits as text: a vendor's id must not be rounded.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
      const rounded = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
      return rounded && /^-?[0-9]+$/.test(context?.source ?? "") ? context?.source : value;
    });
  } catch {
    return undefined;
  }
}

/** A count, as a number or as the digits that some vendors write between quotes. */
export const Count = z.union([
  z.int(),
  z
    .string()
    .regex(/^[0-9]{1,15}$/)
    .transform(Number),
]);

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`;
}
