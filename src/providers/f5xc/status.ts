import type { ProviderResult, Receipt } from "../../model/provider.ts";
import { denialIn } from "../kit/denial.ts";
import { contradiction } from "../kit/read-answer.ts";
import { judgeState, type TaskTimes, wrongTimes } from "../kit/task-status.ts";
import { isError, type OperationStatus, type Settings } from "./schema.ts";

/** The state of a purge at one site of the vendor. */
type SiteStatus = NonNullable<OperationStatus["items"]>[number];

/** Why an item cannot be about this purge, or that its site purged in part. */
function otherOperation({ service_op_id: id, error, ...item }: SiteStatus, receipt: Receipt): string | undefined {
  const site = item.purge?.site || "a site";
  if (typeof id === "string" && id !== receipt.id) return `${site} names the operation ${id.slice(0, 30)}`;
  if (isError(error)) return `${site} answers ${[error.code, error.message].filter(Boolean).join(" ").slice(0, 200)}`;
  const denied = denialIn(item, ["status"]) ?? denialIn(item.purge);
  return denied === undefined ? undefined : `of ${site}, ${denied}`;
}

/** Why a site that calls itself done cannot have done what was requested. */
function whatIsWrong({ purge }: SiteStatus, seen: TaskTimes): string | undefined {
  if (purge === null || purge === undefined) return undefined;
  const site = purge.site || "a site";
  const { start_time, purge_time, finish_time } = purge;
  const wrong = wrongTimes({ start_time, finish_time }, seen) ?? wrongTimes({ start_time, purge_time }, seen);
  if (wrong !== undefined) return `of ${site}, ${wrong}`;
  const requested = seen.receipt.memo?.["mode"];
  const mode = modeOf(purge);
  if (requested === undefined || mode === undefined || mode === requested) return undefined;
  return `${site} names a ${mode} purge, and a ${requested} one was requested`;
}

/** Which of the two a site did; undefined where it does not tell. */
function modeOf({
  hard_purge: isHard,
  soft_purge: isSoft,
}: NonNullable<SiteStatus["purge"]>): "hard" | "soft" | undefined {
  if (isSoft === true || isHard === false) return "soft";
  return isHard === true || isSoft === false ? "hard" : undefined;
}

interface Judging extends TaskTimes {
  readonly settings: Settings;
  readonly items: readonly SiteStatus[];
}

/**
 * Complete when every site that is listed says so, in two answers that list the same number of sites: the vendor does not say
 * whether all are listed from the beginning. A word that is neither in `success-states` nor in `failure-states` is not yet,
 * whatever stands beside it.
 *
 * @param answered the status and the vendor's words, for what contradicts itself.
 */
export function judge({ settings, items, ...seen }: Judging, answered: string): ProviderResult {
  const { receipt } = seen;
  const other = items.map((item) => otherOperation(item, receipt)).find((why) => why !== undefined);
  if (other !== undefined) return contradiction(answered, other);
  const failed = items.filter(({ status }) => judgeState(status, settings.states) === "failure");
  if (failed.length > 0) {
    const sites = failed.slice(0, 5).map(({ status, purge }) => `${purge?.site || "a site"}: ${status}`);
    const message = `The purge failed at ${failed.length} of ${items.length} sites (${sites.join(", ")})`.slice(0, 500);
    return { kind: "failed", fault: "invalid", message };
  }
  const complete = items.filter(({ status }) => judgeState(status, settings.states) === "success");
  const wrong = complete.map((item) => whatIsWrong(item, seen)).find((why) => why !== undefined);
  if (wrong !== undefined) return contradiction(answered, wrong);
  const sites = complete.length === items.length ? items.length : 0;
  if (sites > 0 && receipt.memo?.["sites"] === sites) return { kind: "done", receipt };
  const open = items.find((item) => !complete.includes(item));
  const where = `${complete.length} of ${items.length} sites are done`;
  const message =
    open === undefined ? where : `${where}, ${open.purge?.site || "a site"} is "${open.status.slice(0, 100)}"`;
  return { kind: "pending", receipt: { ...receipt, memo: { ...receipt.memo, sites } }, message };
}
