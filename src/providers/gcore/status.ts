import type { HttpResponse } from "../../model/http.ts";
import type { Io, ProviderResult, Receipt } from "../../model/provider.ts";
import { denialIn } from "../kit/denial.ts";
import { type AnswerRules, contradiction, readAnswer } from "../kit/read-answer.ts";
import { json } from "../kit/readings.ts";
import { notKnownYet, type TaskTimes, wrongTimes } from "../kit/task-status.ts";
import { authorization } from "./limits.ts";
import { type Purge, Purges, type Settings } from "./schema.ts";

/** How long the list may not show a purge that was taken: ours, the vendor speaks of none. */
const REGISTERS_WITHIN_MS = 60_000;
/** Most purges in one answer of the list. */
const PAGE = 100;
/** The Date of an answer is a whole second, and the list's clock is taken for the same but for so much. */
const CLOCK_STEP_MS = 1000;

/** What was purged, as the list of purges has it. */
export interface Sent extends Content {
  readonly type: "purge_by_url" | "purge_by_pattern" | "purge_all";
}

interface Content {
  readonly urls?: readonly string[] | undefined;
  readonly paths?: readonly string[] | undefined;
}

/** Which purge of the list belongs to which batch: of two that purge the same, each has its own. */
export type Claims = Map<number, string>;

/** The answer to a purge names none: it is found again by when it was made and what it holds. */
export function receiptOf(sent: Sent, key: string, { response, sentAtMs, io }: Sending): Receipt {
  const nowMs = io.now().getTime();
  const answeredMs = response.dateMs ?? nowMs;
  const from = answeredMs - (nowMs - sentAtMs) - CLOCK_STEP_MS;
  return { memo: { since: nowMs, from, key, type: sent.type, content: contentOf(sent) } };
}

interface Sending {
  readonly response: HttpResponse;
  readonly sentAtMs: number;
  readonly io: Io;
}

interface Asking {
  readonly settings: Settings;
  readonly io: Io;
  readonly claims: Claims;
  readonly rules: AnswerRules;
}

export async function poll({ settings, io, claims, rules }: Asking, receipt: Receipt): Promise<ProviderResult> {
  const { memo = {} } = receipt;
  const from = new Date(Number(memo["from"])).toISOString();
  const parameters = new URLSearchParams({ purge_type: String(memo["type"]), from_created: from, limit: String(PAGE) });
  const response = await io.send({
    method: "GET",
    url: `${settings.apiUrl}/cdn/purge_statuses?${parameters}`,
    headers: { ...authorization(settings), accept: "application/json" },
  });
  if (response.status === 404) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  const answer = readAnswer(response, json(Purges, 200), rules);
  if (answer.kind === "failed") return answer;
  const found = find(answer.body, { receipt, claims, site: settings.site });
  if (found === undefined) return notKnownYet(receipt, io, REGISTERS_WITHIN_MS);
  claims.set(found.purge_id, String(memo["key"]));
  return judge(found, { receipt: { ...receipt, id: String(found.purge_id) }, response, io });
}

interface Finding {
  readonly receipt: Receipt;
  readonly claims: Claims;
  readonly site: string;
}

/** This very purge once it is known; before, the first one since the submit that holds the same and that no other batch has. */
function find(purges: readonly Purge[], { receipt: { id, memo = {} }, claims, site }: Finding): Purge | undefined {
  if (id !== undefined) return purges.find(({ purge_id }) => String(purge_id) === id);
  const key = String(memo["key"]);
  const same = purges.filter(
    (purge) =>
      purge.resource.id === site &&
      purge.purge_type === memo["type"] &&
      (claims.get(purge.purge_id) ?? key) === key &&
      Date.parse(purge.created) >= Number(memo["from"]) &&
      contentOf(purge.payload) === memo["content"],
  );
  return same.toSorted((a, b) => Date.parse(a.created) - Date.parse(b.created))[0];
}

function judge(purge: Purge, times: TaskTimes & { readonly response: HttpResponse }): ProviderResult {
  const { receipt, response } = times;
  const answered = `HTTP ${response.status}`;
  const { status, created } = purge;
  const denial = denialIn(purge, ["status"]) ?? wrongTimes({ created }, times);
  if (denial !== undefined) return contradiction(answered, denial);
  const word = status.slice(0, 100);
  if (/^successful$/i.test(status)) return { kind: "done", receipt };
  if (/^failed$/i.test(status)) return contradiction(answered, `the purge is "${word}"`);
  if (/^status report disabled$/i.test(status)) {
    const remedy = "Gcore has no status for this resource: set status: false in provider-options";
    return contradiction(answered, `the purge is "${word}". ${remedy}`);
  }
  return { kind: "pending", receipt, message: `the purge is "${word}"` };
}

/** What a purge holds, whatever the order and whether its URLs come back with their host. */
function contentOf({ urls = [], paths = [] }: Content): string {
  return [...urls, ...paths].map(withoutHost).toSorted().join("\n");
}

/** The lists of the documentation's example are of whole URLs. */
export function withoutHost(text: string): string {
  return text.replace(/^https?:\/\/[^/?#]*/i, "");
}
