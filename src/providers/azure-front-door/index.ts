import type { Capabilities } from "../../model/capabilities.ts";
import type { HttpResponse } from "../../model/http.ts";
import type { AnswerFault, Batch, Io, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { denialIn } from "../kit/denial.ts";
import { type AnswerRules, contradiction, readAnswer } from "../kit/read-answer.ts";
import { json, type Reading } from "../kit/readings.ts";
import { notAccepted, ownUrl, postJson, selectorsOf, sentPath } from "../kit/request.ts";
import { notKnownYet, taskReceipt, wrongTimes } from "../kit/task-status.ts";
import { NoError, Operation, PartialOperation, Refusal, Settings } from "./schema.ts";
import { openToken, type Session } from "./token.ts";

/** Codes of Azure Resource Manager where they say more than the status. */
const FAULTS: Readonly<Record<string, AnswerFault>> = {
  ResourceNotFound: "site",
  ResourceGroupNotFound: "site",
  ParentResourceNotFound: "site",
  SubscriptionNotFound: "site",
  InvalidSubscriptionId: "site",
};

const ANSWERS: AnswerRules = {
  hints: {
    401: "The access token is wrong or expired, or is not for https://management.azure.com",
    403: "The identity may not purge: it needs the action Microsoft.Cdn/profiles/afdEndpoints/Purge/action on the endpoint",
    409: "Another operation on this endpoint is under way",
  },
  faults: { 409: "throttled" },
  judged: ["error"],
  codes: ({ status }, body) => (status < 400 ? undefined : FAULTS[Refusal.safeParse(body).data?.error.code ?? ""]),
};

/** Of the API of 2025: https://learn.microsoft.com/en-us/rest/api/frontdoor/ */
const API_VERSION = "2025-06-01";
/** How long the status may not know an operation that was taken, in milliseconds. Our own: the vendor documents none. */
const REGISTERS_WITHIN_MS = 30_000;

/** Azure Front Door takes paths and folders by the hundred, and an operation shows when they are gone. */
export const provider: Provider<Settings, Session> = {
  id: "azure-front-door",
  name: "Azure Front Door",
  rights: "`Microsoft.Cdn/profiles/afdEndpoints/Purge/action` on the endpoint",
  traces: {
    at: "edge",
    always: true,
    headers: [
      {
        header: "x-azure-ref",
        source: "https://learn.microsoft.com/en-us/azure/frontdoor/front-door-http-headers-protocol",
      },
    ],
  },
  settings: Settings,
  deliveryOptions: ["tenant-id", "client-id", "login-url"],
  open: openToken,
  capabilities,
  connect: (settings, io) => [
    {
      submit: (batch, session) => submit({ settings, session, io }, batch),
      poll: (receipt, session) => poll({ settings, session, io }, receipt),
    },
  ],
};

/**
 * - 100 paths in a request, no case and no query, `/folder/*` as the only wildcard:
 *   https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/how-to-cache-purge
 *   and https://learn.microsoft.com/en-us/azure/frontdoor/front-door-caching; 50 folders, since each may need two
 * - 200 writes at once and 10 a second, for each subscription and identity:
 *   https://learn.microsoft.com/en-us/azure/azure-resource-manager/management/request-limits-and-throttling
 * - polls from 5 s to 20 s apart, 5,000 purges a run: ours; a purge may take ten minutes
 */
function capabilities(): Capabilities {
  const match = { query: "covered", host: "all" } as const;
  return {
    accepts: {
      path: { perRequest: 100, allowed: /^[^*]*$/, match },
      prefix: { perRequest: 50, allowed: /^[^*]*$/, match: { ...match, prefix: "segment" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "any",
    rates: [
      { unit: "request", amount: 10, perSeconds: 1, burst: 200, kinds: ["path", "prefix", "all"], scope: "credential" },
    ],
    done: { by: "poll", firstMs: 5000, maxMs: 20_000 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 5000,
    notes: ["A purge may take up to ten minutes: give timeout: 900 where it must be complete."],
    source: new URL("https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/how-to-cache-purge"),
    read: "2026-11-28",
  };
}

/** What a request is made with. */
interface Client {
  readonly settings: Settings;
  readonly session: Session;
  readonly io: Io;
}

async function submit({ settings, session, io }: Client, batch: Batch): Promise<ProviderResult> {
  const { apiUrl, resource, domains } = settings;
  const contentPaths = [...new Set(selectorsOf(batch).flatMap(contentPathsOf))];
  const url = `${apiUrl}${resource}/purge?api-version=${API_VERSION}`;
  const body = domains === undefined ? { contentPaths } : { contentPaths, domains };
  const sentMs = io.now().getTime();
  const response = await io.send(postJson(url, bearer(session), body));
  const answer = readAnswer(response, taken(apiUrl), ANSWERS);
  if (answer.kind === "failed") return answer;
  const { operation, state } = answer.body;
  const wrong = badState(state.status, operation === undefined) ?? errorIn(state);
  if (wrong !== undefined) return contradiction(answer.message, wrong);
  if (operation === undefined) return { kind: "done", receipt: {} };
  const receipt = taskReceipt(lastSegment(operation), { sentMs, io, response }, { url: operation });
  return { kind: "pending", receipt, ...later(response) };
}

interface Taken {
  readonly operation?: string;
  readonly state: PartialOperation;
}

/**
 * 200: gone already, unless it names an operation. 202: an operation, whose address must be the API's own, since the token goes
 * with it.
 */
function taken(apiUrl: string): Reading<Taken> {
  return ({ status, headers, text }, body) => {
    if (status !== 200 && status !== 202) return undefined;
    const state = text.trim() === "" ? {} : PartialOperation.safeParse(body).data;
    if (state === undefined) return { problem: "its body is neither empty nor JSON as documented" };
    const named = headers["azure-asyncoperation"];
    if (status === 200 && named === undefined) return { body: { state } };
    const operation = named === undefined ? undefined : ownUrl(named, apiUrl);
    return operation === undefined ? { problem: "it names no operation of this API" } : { body: { operation, state } };
  };
}

/** A state that is no good one. @param isLast can nothing come later? Then only `Succeeded` is good. */
function badState(state = "Succeeded", isLast = false): string | undefined {
  const isBad = isLast ? !/^succeeded$/i.test(state) : /^(?:failed|canceled)$/i.test(state);
  return isBad ? `the operation is "${state.slice(0, 100)}"` : undefined;
}

async function poll({ session, io }: Client, receipt: Receipt): Promise<ProviderResult> {
  const url = String(receipt.memo?.["url"]);
  const headers = { ...bearer(session), accept: "application/json" };
  const response = await io.send({ method: "GET", url, headers });
  if (response.status === 404) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  const answer = readAnswer(response, json(Operation, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  const { status, name, startTime, endTime } = answer.body;
  if (typeof name === "string" && name.toLowerCase() !== receipt.id?.toLowerCase()) {
    return contradiction(answer.message, `the status is of ${name.slice(0, 100)}, and ${receipt.id} was requested`);
  }
  const wrong =
    badState(status) ?? errorIn(answer.body) ?? wrongTimes({ startTime, endTime }, { receipt, response, io });
  if (wrong !== undefined) return contradiction(answer.message, wrong);
  if (/^succeeded$/i.test(status)) return { kind: "done", receipt };
  return { kind: "pending", receipt, message: `the operation is "${status.slice(0, 100)}"`, ...later(response) };
}

/** An operation without an error may have one whose code is None. */
function errorIn({ error }: PartialOperation): string | undefined {
  return NoError.safeParse(error).success ? undefined : denialIn({ error });
}

function later({ retryAfterMs }: HttpResponse): { readonly waitMs?: number } {
  return retryAfterMs === undefined ? {} : { waitMs: retryAfterMs };
}

/** Query strings do not count. A folder without a slash at its end is the page of that name, too. */
function contentPathsOf(selector: Selector): readonly string[] {
  const { by, value } = selector;
  if (by === "all") return ["/*"];
  if (by === "path") return [sentPath(value, "strip")];
  if (by !== "prefix") throw notAccepted(provider.name, selector);
  return value.endsWith("/") ? [`${value}*`] : [value, `${value}/*`];
}

function bearer({ token }: Session): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}

function lastSegment(url: string): string {
  return new URL(url).pathname.split("/").at(-1) ?? "";
}
