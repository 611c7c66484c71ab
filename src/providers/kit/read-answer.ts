import type { HttpResponse } from "../../model/http.ts";
import type { AnswerFault, Failed } from "../../model/provider.ts";
import { denialIn } from "./denial.ts";
import { describeAnswer, excerptOf, isPage } from "./error-text.ts";
import { parseJson } from "./json.ts";
import type { Reading } from "./readings.ts";

export type { Failed } from "../../model/provider.ts";

/** How one vendor's answers differ from the common table. */
export interface AnswerRules {
  /**
   * By HTTP status: what it means at this vendor and what to do, one sentence without a full stop. Not used for an HTML
   * page, which the vendor's API did not write.
   */
  readonly hints: Readonly<Record<number, string>>;
  /** Statuses that mean something else here than in the common table, where the answer is no page. */
  readonly faults?: Readonly<Record<number, AnswerFault>>;
  /**
   * What a code in the body means, whatever the status, a 2xx too. Undefined: the status decides.
   *
   * @param body its JSON, or undefined; for XML see `elementOf` on the response's text.
   */
  codes?(response: HttpResponse, body: unknown): AnswerFault | undefined;
  /** Fields of an error body that hold its words, besides those that `wordsOf` knows. */
  readonly words?: readonly string[];
  /** Wait in milliseconds after a throttle that names no time. Absent: the core's own backoff. */
  readonly throttleMs?: number;
  /** Names of fields that the provider judges by itself, with what is in them. Absent: what denies a success contradicts it. */
  readonly judged?: readonly string[];
  /** True where the provider judges whatever denies a success. */
  readonly ownErrors?: boolean;
  /** True where a success holds tokens or keys: what cannot be read of it is not quoted. */
  readonly holdsSecrets?: boolean;
  /**
   * True where HTML pages are the server's own answers, as with caches of one's own. Absent: something in between wrote
   * them.
   */
  readonly ownPages?: boolean;
}

/** Attempts at an API that begins with a page: the address is wrong, or something stands in front of it. */
const PAGE_ATTEMPTS = 1;

/** An answer that the reading takes. */
export interface Read<T> {
  readonly kind: "read";
  readonly body: T;
  /** The status and the vendor's words, for a refusal inside a success. */
  readonly message: string;
  /** What denies the success all the same, a clause: only with `ownErrors`. */
  readonly error: string | undefined;
}

/**
 * An answer of the provider as `reading` has it, or why it is none.
 *
 * What `codes` calls a fault is one, then what the reading takes is read, then the status decides. A success of another shape
 * is `unreadable`: nothing in it says that the purge was accepted, and a repeat is harmless. A success that is denied in
 * another field contradicts itself, whatever else it says.
 */
export function readAnswer<T>(response: HttpResponse, reading: Reading<T>, rules: AnswerRules): Read<T> | Failed {
  const json = parseJson(response.text);
  const isQuoted = rules.holdsSecrets !== true || response.status >= 400;
  const describe = (): string => (isQuoted ? describeAnswer(response, json, rules.words) : `HTTP ${response.status}`);
  const isForeign = isForeignPage(response, rules);
  const byCode = isForeign ? undefined : rules.codes?.(response, json);
  if (byCode !== undefined) return failedAnswer(response, byCode, describe(), rules);
  const read = reading(response, json);
  const fault = faultOf(response, rules);
  const isGood = read !== undefined && "body" in read;
  const error = isGood || fault === undefined ? denialIn(json, rules.judged) : undefined;
  if (error !== undefined && rules.ownErrors !== true) return contradiction(describe(), error);
  if (isGood) return new Success(read.body, error, describe);
  // What is throttled or not available is so, whoever says it.
  if (isForeign && fault !== "throttled" && fault !== "unavailable") return pageAnswer(response);
  if (fault !== undefined) return failedAnswer(response, fault, describe(), rules);
  const problem = read?.problem ?? "this status is not documented as a success";
  return failedAnswer(response, "unreadable", `${describe()} (${problem})`, rules);
}

/**
 * Few successes are described: words are read where somebody shows them. A class, since V8 keeps what an object literal with an
 * accessor sees until it collects everything.
 */
class Success<T> implements Read<T> {
  readonly kind = "read";
  readonly body: T;
  readonly error: string | undefined;
  readonly #describe: () => string;

  constructor(body: T, error: string | undefined, describe: () => string) {
    this.body = body;
    this.error = error;
    this.#describe = describe;
  }

  get message(): string {
    return this.#describe();
  }
}

/** A failure in the provider's own words, with the vendor's hint for the status and the wait that it requests. */
export function failedAnswer(response: HttpResponse, fault: AnswerFault, message: string, rules: AnswerRules): Failed {
  const hint = isForeignPage(response, rules) ? undefined : rules.hints[response.status];
  const waitMs = response.retryAfterMs ?? (fault === "throttled" ? rules.throttleMs : undefined);
  const suspect = fault === "invalid" ? suspectOf(response, message, rules) : undefined;
  const repeatable = fault === "throttled" || fault === "unavailable" || fault === "unreadable";
  return {
    kind: "failed",
    fault,
    message: hint === undefined ? message : `${message.replace(/\.$/, "")}. ${hint}`,
    ...(repeatable && waitMs !== undefined ? { waitMs } : {}),
    ...(suspect === undefined ? {} : { suspect }),
  };
}

/** A page that something in between has written says nothing of the key, the site or the purge. */
function isForeignPage(response: HttpResponse, { ownPages }: AnswerRules): boolean {
  return ownPages !== true && isPage(response);
}

/**
 * An answer that calls itself a success and contradicts itself, or the request: it proves nothing, and is red with its
 * words. Not repeated, nor sent in parts, since the request is not to blame.
 *
 * @param message of the answer, as it was read.
 * @param what the contradiction, a clause.
 */
export function contradiction(message: string, what: string): Failed {
  return { kind: "failed", fault: "invalid", message: `${message} (${what})` };
}

function pageAnswer(response: HttpResponse): Failed {
  const message =
    `HTTP ${response.status} with an HTML page (${excerptOf(response) || "without a title"}) instead of the API's answer: a ` +
    "proxy, a firewall or a login page stands between this runner and the API, or api-url is not the API's address. Check " +
    "HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and what they let through";
  return { kind: "failed", fault: "unreadable", message, maxAttempts: PAGE_ATTEMPTS };
}

/** Words of a refusal that is about how much one request holds. */
const TOO_MUCH =
  /\btoo (?:many|large|long|big)\b|\b(?:limit|maximum|max)\b.{0,40}\bexceeded\b|\bexceeds?\b.{0,40}\b(?:limit|maximum)\b/i;

/**
 * Why a request may have been refused as a whole: one of its instructions, or its size. A refusal inside a 2xx and a 400
 * or 422 are about what was sent; 404, 405 and 409 are not, nor is a page that something in between answers with.
 */
function suspectOf(response: HttpResponse, message: string, rules: AnswerRules): "item" | "size" | undefined {
  const { status } = response;
  if (status === 413 || status === 414) return "size";
  const isAboutContent = status === 400 || status === 422 || (status >= 200 && status < 300);
  if (!isAboutContent || isForeignPage(response, rules)) return undefined;
  return TOO_MUCH.test(message) ? "size" : "item";
}

/** The one table from HTTP status to who must act. Undefined: a 2xx. */
function faultOf(response: HttpResponse, rules: AnswerRules): AnswerFault | undefined {
  const { status, retryAfterMs } = response;
  if (status >= 200 && status < 300) return undefined;
  // A refusal that says when it ends is about how often, not about who: GitHub's API answers so, and gateways do.
  if (status === 403 && retryAfterMs !== undefined) return "throttled";
  const own = rules.faults?.[status];
  if (own !== undefined && !isForeignPage(response, rules)) return own;
  if (status === 401 || status === 403) return "auth";
  if (status === 408 || status === 425 || status >= 500) return "unavailable";
  if (status === 429) return "throttled";
  return "invalid";
}
