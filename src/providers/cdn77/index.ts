import type { Capabilities } from "../../model/capabilities.ts";
import type { Batch, Io, Provider, ProviderResult, Receipt } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { type AnswerRules, contradiction, type Read, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notAccepted, onlySelector, postJson, selectorsOf, sentPath } from "../kit/request.ts";
import { notKnownYet, type TaskTimes, taskReceipt, wrongTimes } from "../kit/task-status.ts";
import { Job, Settings } from "./schema.ts";

const ANSWERS: AnswerRules = {
  hints: {
    401: "The token is missing or wrong: create one in CDN77's client zone (Account, API tokens)",
    403: "The token may not do this: create one in CDN77's client zone (Account, API tokens)",
    404: "There is no CDN resource with the id in site in this account, or purge-path is not the one that it has",
  },
  faults: { 404: "site" },
  judged: ["state"],
};

/** How long the status may not know a job that was taken, in milliseconds. Our own: the vendor documents none. */
const REGISTERS_WITHIN_MS = 10_000;

/** CDN77 takes paths of a CDN resource as a job, and says which of them it ignored. */
export const provider: Provider<Settings> = {
  id: "cdn77",
  name: "CDN77",
  rights: "an API token of the account; there is none that may only purge",
  traces: {
    at: "edge",
    always: true,
    headers: [
      {
        header: "x-77-pop",
        source: "https://client.cdn77.com/support/knowledgebase/general-faq/which-headers-does-cdn77-add-to-my-files",
      },
      {
        header: "x-77-cache",
        source: "https://client.cdn77.com/support/knowledgebase/general-faq/which-headers-does-cdn77-add-to-my-files",
      },
      {
        header: "server",
        value: /^CDN77-/i,
        example: "CDN77-Turbo",
        source: "https://client.cdn77.com/support/knowledgebase/caching-http-headers/understanding-http-headers",
      },
    ],
  },
  settings: Settings,
  deliveryOptions: ["purge-path"],
  capabilities,
  connect: (settings, io) => [
    { submit: (batch) => submit(settings, io, batch), poll: (receipt) => poll(settings, io, receipt) },
  ],
};

/**
 * - paths, everything, jobs and their states: https://client.cdn77.com/support/api-reference/v3/jobs/purge,
 *   https://client.cdn77.com/support/api-reference/v3/jobs/purge-all and
 *   https://client.cdn77.com/support/api-reference/v3/jobs/detail-of-job
 * - 2,000 paths in a job: what public clients of CDN77's send
 * - polls from 1 s to 10 s apart, 20,000 purges a run: undocumented, ours
 */
function capabilities({ wildcards }: Settings): Capabilities {
  const paths = { perRequest: 2000, allowed: /^[^*]*$/ } as const;
  return {
    accepts: {
      path: { ...paths, match: { query: "unknown", host: "all" } },
      ...(wildcards
        ? { prefix: { ...paths, match: { prefix: "string", query: "unknown", host: "all" } } as const }
        : {}),
      all: { perRequest: 1, match: { query: "covered" } },
    },
    mix: "one-kind",
    rates: [],
    done: { by: "poll", firstMs: 1000, maxMs: 10_000 },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 20_000,
    source: new URL("https://client.cdn77.com/support/api-reference/v3/jobs/purge"),
    read: "2026-11-28",
  };
}

/** Everything is a job of its own, never an empty list of paths. */
async function submit(settings: Settings, io: Io, batch: Batch): Promise<ProviderResult> {
  const { apiUrl, site, purgePath } = settings;
  const isAll = selectorsOf(batch)[0].by === "all" && onlySelector(batch) !== undefined;
  const paths = isAll ? [] : selectorsOf(batch).map((selector) => pathOf(selector, settings));
  const url = `${apiUrl}/cdn/${site}/${isAll ? "job/purge-all" : purgePath}`;
  const headers = headersOf(settings);
  const sentMs = io.now().getTime();
  const response = await io.send(isAll ? { method: "POST", url, headers } : postJson(url, headers, { paths }));
  const answer = readAnswer(response, json(Job), ANSWERS);
  if (answer.kind === "failed") return answer;
  const { id, ignored_paths } = answer.body;
  const sentMemo = {
    ignored: ignored_paths?.length ?? 0,
    sent: new Set(paths).size,
    paths: paths.join("\n"),
    type: isAll ? "purge-all" : "purge",
  };
  const receipt = taskReceipt(id, { sentMs, io, response }, sentMemo);
  const result = judge(settings, { receipt, response, io }, answer);
  const refused = leftOut(answer.body, paths);
  return result.kind === "failed" || refused.length === 0 ? result : { ...result, refused };
}

function foreignPath({ paths, ignored_paths }: Job, { memo }: Receipt): string | undefined {
  const known = new Set(String(memo?.["paths"] ?? "").split("\n"));
  const foreign = [...(paths ?? []), ...(ignored_paths ?? [])].find((path) => !known.has(path));
  return foreign === undefined ? undefined : `it lists ${foreign.slice(0, 200)}, which was not sent`;
}

/** Paths that the job names as ignored, and those that a complete list of its paths does not name. */
function leftOut({ paths, paths_count, ignored_paths }: Job, sent: readonly string[]): readonly Refused[] {
  const ignored = new Set(ignored_paths);
  const listed = new Set(paths);
  const isWhole = (paths?.length ?? -1) >= (paths_count ?? 0);
  return sent.flatMap((path, item): readonly Refused[] => {
    if (ignored.has(path)) return [{ item, why: "CDN77 lists it under ignored_paths" }];
    return isWhole && !listed.has(path) ? [{ item, why: "CDN77 does not list it among the job's paths" }] : [];
  });
}

interface Refused {
  readonly item: number;
  readonly why: string;
}

async function poll(settings: Settings, io: Io, receipt: Receipt): Promise<ProviderResult> {
  const url = `${settings.apiUrl}/cdn/${settings.site}/job/${receipt.id}`;
  const response = await io.send({ method: "GET", url, headers: headersOf(settings) });
  const answer = readAnswer(response, json(Job, 200), ANSWERS);
  if (answer.kind === "failed") return answer.fault === "site" ? notKnownYet(receipt, io, REGISTERS_WITHIN_MS) : answer;
  return judge(settings, { receipt, response, io }, answer);
}

/** Only `done` of this very job is done; a word that nobody documented is "not yet". */
function judge({ site }: Settings, times: TaskTimes, { body: job, message }: Read<Job>): ProviderResult {
  const { receipt } = times;
  const wrong =
    otherJob(site, job, receipt) ??
    foreignPath(job, receipt) ??
    otherPaths(job, receipt) ??
    wrongTimes({ queued_at: job.queued_at, done_at: job.done_at }, times);
  if (wrong !== undefined) return contradiction(message, wrong);
  if (job.state === "done") return { kind: "done", receipt };
  return { kind: "pending", receipt, message: `the job is "${job.state.slice(0, 100)}"` };
}

function otherJob(site: string, job: Job, receipt: Receipt): string | undefined {
  const type = receipt.memo?.["type"];
  if (job.id !== receipt.id) return `the job is ${job.id}, and ${receipt.id} was requested`;
  if (job.cdn.id !== site) return `the job is of CDN resource ${job.cdn.id.slice(0, 40)}`;
  return job.type === type ? undefined : `the job is a ${job.type.slice(0, 40)}, and not a ${type}`;
}

/** Paths that were left out after the submit had said which are. */
function otherPaths({ paths_count, ignored_paths }: Job, { memo }: Receipt): string | undefined {
  const ignored = ignored_paths?.length ?? 0;
  const more = ignored - Number(memo?.["ignored"] ?? 0);
  if (more > 0) return `${more} more paths are under ignored_paths now`;
  const sent = Number(memo?.["sent"] ?? 0);
  const counted = (paths_count ?? sent) + ignored;
  return counted < sent ? `the job counts ${counted} paths, and ${sent} were sent` : undefined;
}

function headersOf({ apiKey }: Settings): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${apiKey}`, accept: "application/json" };
}

function pathOf(selector: Selector, { query, wildcards }: Settings): string {
  const { by, value } = selector;
  if (by === "path") return sentPath(value, query);
  if (by === "prefix" && wildcards) return `${value}*`;
  throw notAccepted(provider.name, selector);
}
