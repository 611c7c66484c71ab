import type { Capabilities } from "../../model/capabilities.ts";
import type { Batch, Io, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type AnswerRules, contradiction, type Read, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, onlySelector, postJson, selectorsOf, sentPath } from "../kit/request.ts";
import { notKnownYet, type TaskTimes, taskReceipt, wrongTimes } from "../kit/task-status.ts";
import { Operation, Settings } from "./schema.ts";
import { openToken, type Session } from "./token.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The IAM token is wrong or has ended: get a new one before the step, or use service-account",
    403: "The account may not purge: it needs the role cdn.editor on the resource's folder",
    404: "There is no CDN resource with the id in site, or the account does not see it",
  },
  faults: { 404: "site" },
  judged: ["done"],
  // The limit is one of requests in a minute.
  throttleMs: 60_000,
};

/** How long the status may not know an operation that was taken: ours, the vendor speaks of none. */
const REGISTERS_WITHIN_MS = 30_000;

/** Yandex Cloud CDN takes ten paths a minute, and tells by an operation when they are gone. */
export const provider: Provider<Settings, Session> = {
  id: "yandex-cdn",
  name: "Yandex Cloud CDN",
  rights: "a service account with the role `cdn.editor` on the folder",
  settings: Settings,
  deliveryOptions: ["service-account", "audience", "operation-url", "token-url", "requests-per-minute"],
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
 * - one request a minute, ten paths each: https://yandex.cloud/en/docs/cdn/concepts/limits. Whose limit that is, the page does
 *   not say: it is kept for the credential, and `requests-per-minute` changes it
 * - `*` at the end of a path alone, a path with all its copies with a query string unless it names one, everything by an
 *   empty list: https://yandex.cloud/en/docs/cdn/concepts/caching#purge and
 *   https://yandex.cloud/en/docs/cdn/api-ref/Cache/purge
 * - up to 15 minutes: https://yandex.cloud/en/docs/cdn/operations/resources/purge-cache
 * - polls from 5 s to 30 s apart, 40 purges a run: ours; the latter is what the rate lets through in 300 s
 */
function capabilities({ requestsPerMinute }: Settings): Capabilities {
  const paths = { perRequest: 10, allowed: /^[^*]*$/ } as const;
  return {
    accepts: {
      path: { ...paths, match: { query: "covered", host: "all" } },
      prefix: { ...paths, match: { prefix: "string", query: "covered", host: "all" } },
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [
      {
        unit: "request",
        amount: requestsPerMinute,
        perSeconds: 60,
        kinds: ["path", "prefix", "all"],
        scope: "credential",
      },
    ],
    done: { by: "poll", firstMs: 5000, maxMs: 30_000 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 40,
    notes: ["A purge may take up to 15 minutes: give timeout: 1200 where it must be complete."],
    source: new URL("https://yandex.cloud/en/docs/cdn/api-ref/Cache/purge"),
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
  const url = `${settings.apiUrl}/cdn/v1/cache/${settings.site}:purge`;
  const sentMs = io.now().getTime();
  const response = await io.send(postJson(url, bearer(session), { paths: pathsOf(settings, batch) }));
  const answer = readAnswer(response, json(Operation, 200), ANSWERS);
  if (answer.kind === "failed") return answer;
  return judge(settings, { receipt: taskReceipt(answer.body.id, { sentMs, io, response }), response, io }, answer);
}

async function poll({ settings, session, io }: Client, receipt: Receipt): Promise<ProviderResult> {
  const url = `${settings.operationUrl}/operations/${receipt.id}`;
  const response = await io.send({ method: "GET", url, headers: { ...bearer(session), accept: "application/json" } });
  if (response.status === 404) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  const answer = readAnswer(response, json(Operation, 200), ANSWERS);
  return answer.kind === "failed" ? answer : judge(settings, { receipt, response, io }, answer);
}

/** An error, also beside `done: false`, has been found before: what is left is done, or not yet. */
function judge({ site }: Settings, times: TaskTimes, { body, message }: Read<Operation>): ProviderResult {
  const { receipt } = times;
  const { id, done, createdAt, modifiedAt, metadata } = body;
  const resource = metadata?.resourceId ?? site;
  if (id !== receipt.id) return contradiction(message, `the operation is ${id}, and ${receipt.id} was requested`);
  if (resource !== site) return contradiction(message, `the operation is of the resource ${resource.slice(0, 50)}`);
  const wrong = wrongTimes({ createdAt, modifiedAt }, times);
  if (wrong !== undefined) return contradiction(message, wrong);
  return done === true ? { kind: "done", receipt } : { kind: "pending", receipt, message: "the operation is not done" };
}

/** An empty list empties the whole resource: only everything, alone in its batch, becomes one. */
function pathsOf(settings: Settings, batch: Batch): readonly string[] {
  const selectors = selectorsOf(batch);
  if (selectors.some(({ by }) => by === "all") && onlySelector(batch)) return [];
  return selectors.map((selector) => pathOf(settings, selector));
}

function pathOf({ query }: Settings, selector: Selector): string {
  const { by, value } = selector;
  if (by === "path") return sentPath(value, query);
  if (by === "prefix") return `${value}*`;
  throw notAccepted(provider.name, selector);
}

function bearer({ token }: Session): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}
