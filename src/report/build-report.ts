import { hasUnknownBefore } from "../model/change.ts";
import { ERROR_CODES, type Fault } from "../model/errors.ts";
import { countReached, type Delivery, type Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Prepared } from "../model/prepared.ts";
import { describeSelector } from "../model/selector.ts";
import { basesOf, inPlace } from "../plan/addressing.ts";
import type { Clock } from "../ports/clock.ts";
import { instructionsOf } from "./build-instructions.ts";
import { describeProof } from "./build-proof.ts";
import { counted, sentence as ended } from "./messages.ts";
import type { DestinationReport, Report, Verdict } from "./report.ts";
import { GREEN, REPORT_VERSION } from "./verdict.ts";

/** When a run began, on both clocks. */
export interface Start {
  readonly at: Date;
  readonly ms: number;
}

/** The report of one destination. Without a delivery nothing was to be sent: a dry run, an announcement, an adoption. */
export function describeDestination(prepared: Prepared, delivery: Delivery | undefined): DestinationReport {
  const { destination, routed, staleContent, plan, memory } = prepared;
  const { changes } = routed;
  const instructions = instructionsOf(plan, delivery?.outcomes);
  const deferred = plan.deferred ?? [];
  const purged = delivery === undefined ? 0 : countReached({ ...delivery, level: destination.delivery.level });
  const outcomes = delivery?.outcomes ?? [];
  return {
    name: destination.name,
    provider: destination.provider.id,
    providerName: destination.provider.name,
    site: destination.site,
    verdict: verdictOf(prepared, purged, delivery),
    memory: {
      keptIn: memory.keptIn ?? "",
      owed: memory.owed === "all" ? "all" : memory.owed.size,
      notes: [...memory.notes],
    },
    changes: {
      source: changes.source,
      sources: [...changes.sources],
      ...(changes.base === undefined ? {} : { base: changes.base }),
      ...(changes.head === undefined ? {} : { head: changes.head }),
      ...(changes.everything === undefined ? {} : { everything: changes.everything }),
      added: changes.changes.filter(({ kind }) => kind === "added").length,
      modified: changes.changes.filter(({ kind }) => kind === "modified").length,
      deleted: changes.changes.filter(({ kind }) => kind === "deleted").length,
      ignored: changes.ignored,
      files: changes.changes.map(({ kind, path, isOutside }) =>
        isOutside === true ? { kind, path, deployed: false } : { kind, path },
      ),
      ...pagesOf(changes),
      notes: [...changes.notes],
      ...(routed.count === 0 ? {} : { routed: routed.count }),
      ...(routed.unmatched.length === 0 ? {} : { unmatched: [...routed.unmatched] }),
      ...(staleContent.violations.length === 0 ? {} : { violations: [...staleContent.violations] }),
    },
    changedUrls: changedUrls(prepared),
    plan: {
      instructions: plan.instructions,
      requests: plan.batches.length,
      collateral: plan.collateral,
      named: destination.mapping.requested.length + routed.selectors.length,
      ...(prepared.everything === undefined ? {} : { everything: prepared.everything }),
      floorMs: plan.floorMs,
      ...(plan.costs === undefined ? {} : { costs: [...plan.costs] }),
      translations: [...plan.translations],
      notes: [...planNotes(prepared)],
      ...(plan.alternatives === undefined ? {} : { alternatives: [...plan.alternatives] }),
      ...(deferred.length === 0 ? {} : { deferred: deferred.map(({ selector }) => describeSelector(selector)) }),
    },
    instructions,
    level: destination.delivery.level,
    confirmed: outcomes.length > 0 && outcomes.every(({ confirmed }) => confirmed) && purged === instructions.length,
    purged,
    owed: delivery === undefined ? 0 : instructions.length - purged + deferred.length,
    requests: delivery?.requests ?? 0,
    taskIds: outcomes.flatMap(({ taskIds }) => taskIds),
    timings: {
      changesMs: prepared.changesMs,
      planMs: prepared.planMs,
      submitMs: delivery?.submitMs ?? 0,
      settleMs: delivery?.settleMs ?? 0,
    },
    ...describeProof(delivery?.proof, prepared.proof.warnings),
    failures: failuresOf(outcomes, plan),
  };
}

/** The report of the whole run: as good as its worst destination. */
export function describeRun(
  destinations: readonly DestinationReport[],
  dryRun: boolean,
  start: Start,
  clock: Clock,
): Report {
  const verdict =
    WORST_FIRST.find((one) => destinations.some((destination) => destination.verdict === one)) ?? "nothing-to-purge";
  const failure = destinations.flatMap(({ failures }) => failures)[0];
  return {
    version: REPORT_VERSION,
    verdict,
    dryRun,
    startedAt: start.at.toISOString(),
    durationMs: clock.monotonicMs() - start.ms,
    errorCode: GREEN.has(verdict) ? "" : (failure?.code ?? ERROR_CODES.bug),
    message: destinations.map(sentence).join(" "),
    problems: [],
    destinations: [...destinations],
  };
}

/** The report of a run whose deploy did not go live. */
export function describeSkipped(reason: string, start: Start, clock: Clock): Report {
  return {
    ...describeRun([], false, start, clock),
    verdict: "skipped",
    message: `Nothing was purged: ${reason}.`,
  };
}

/** The report of a run that ended before anything was sent. */
export function describeFailure(
  failure: { readonly code: string; readonly message: string; readonly problems: Report["problems"] },
  start: Start,
  clock: Clock,
): Report {
  return {
    ...describeRun([], false, start, clock),
    verdict: "failed",
    errorCode: failure.code,
    message: failure.message,
    problems: failure.problems,
  };
}

const WORST_FIRST: readonly Verdict[] = [
  "failed",
  "incomplete",
  "deferred",
  "superseded",
  "skipped",
  "adopted",
  "dry-run",
  "purged",
  "nothing-to-purge",
];

function verdictOf({ plan, memory, sendsNothing }: Prepared, purged: number, delivery: Delivery | undefined): Verdict {
  if (sendsNothing !== undefined) return sendsNothing === "adopted" ? "adopted" : "skipped";
  const verdict = judge(plan, purged, delivery);
  // What failed stays failed: that a newer run has it too does not make it done.
  return memory.isSuperseded && (verdict === "purged" || verdict === "deferred") ? "superseded" : verdict;
}

function judge(plan: Plan, purged: number, delivery: Delivery | undefined): Verdict {
  const planned = plan.instructions + (plan.unsendable?.length ?? 0);
  if (delivery === undefined) return "dry-run";
  if (planned === 0 && plan.deferred === undefined) return "nothing-to-purge";
  if (purged === planned) return plan.deferred === undefined ? "purged" : "deferred";
  const taken = delivery.outcomes.some(({ state }) => state === "completed" || state === "accepted");
  return taken ? "incomplete" : "failed";
}

function sentence({
  verdict,
  providerName,
  instructions,
  purged,
  owed,
  confirmed,
  level,
  failures,
}: DestinationReport): string {
  const total = instructions.length;
  switch (verdict) {
    case "dry-run":
      return total === 0
        ? `${providerName}: nothing would be purged.`
        : `${providerName}: ${counted(total, "purge")} planned, nothing sent (dry run).`;
    case "nothing-to-purge":
      return `${providerName}: nothing changed that is cached, and nothing was sent.`;
    case "adopted":
      return `${providerName}: this build is the baseline from now on; nothing was purged.`;
    case "skipped":
      return `${providerName}: this build is remembered and may go live; a later step purges. Nothing was sent.`;
    case "superseded":
      return `${providerName}: ${counted(purged, "purge")} done, and a newer run has taken over since.`;
    case "purged":
      return `${providerName}: ${counted(purged, "purge")} ${reachedWords({ confirmed, level })}.`;
    case "deferred":
      return `${providerName}: ${counted(purged, "purge")} done, and ${owed} that did not fit into this run ${owed === 1 ? "is" : "are"} owed to the next ones.`;
    default:
      return `${providerName}: ${purged} of ${counted(total, "purge")} done, ${owed} not. ${failures[0] === undefined ? "" : ended(failures[0].message)}`.trim();
  }
}

function reachedWords({ confirmed, level }: Pick<DestinationReport, "confirmed" | "level">): string {
  if (level === "verified")
    return confirmed
      ? "done, and the live site proves it"
      : "done; a deleted page is still served by the origin itself";
  if (confirmed) return "completed";
  return level === "completed" ? "accepted; the propagation window has passed" : "accepted";
}

function pagesOf({ pages }: Prepared["changes"]): Pick<DestinationReport["changes"], "pages" | "owedPages"> {
  if (pages === undefined) return {};
  const owedPages = pages.filter(hasUnknownBefore).length;
  return { pages: pages.map(({ kind, path }) => ({ kind, path })), ...(owedPages === 0 ? {} : { owedPages }) };
}

/** Changed URLs on every host of the site, whatever the provider addresses them by. */
function changedUrls({ destination, staleContent }: Prepared): string[] {
  const places = destination.siteUrls.length > 0 ? destination.siteUrls : basesOf([], destination.capabilities.wants);
  return places.flatMap((place) => staleContent.stale.map(({ url }) => describeSelector(inPlace("path", url, place))));
}

function planNotes({ plan, staleContent, destination }: Prepared): readonly string[] {
  const notes = [...plan.notes, ...staleContent.notes];
  if (staleContent.assets === 0) return notes;
  const assets = `${counted(staleContent.assets, "changed file is no page", "changed files are no pages")}: ${destination.provider.name} caches pages only.`;
  return [...notes, assets];
}

function failuresOf(outcomes: readonly Outcome[], { unsendable = [] }: Plan): DestinationReport["failures"] {
  const counted = new Map<string, { code: string; message: string; instructions: number }>();
  const count = (fault: Fault, message: string, instructions: number) => {
    const code = ERROR_CODES[fault];
    const key = `${code} ${message}`;
    const known = counted.get(key) ?? { code, message, instructions: 0 };
    counted.set(key, { ...known, instructions: known.instructions + instructions });
  };
  for (const { failure, batch, refused } of outcomes) {
    if (failure !== undefined) count(failure.fault, failure.message, batch.items.length - refused.length);
    for (const { why, fault } of refused) count(fault ?? "invalid", why, 1);
  }
  for (const { message } of unsendable) count("invalid", message, 1);
  // A doubt may only follow from another failure, which then says more.
  return [...counted.values()].toSorted((a, b) => Number(isDoubt(a)) - Number(isDoubt(b)));
}

function isDoubt({ code }: DestinationReport["failures"][number]): boolean {
  return code === ERROR_CODES.unproven;
}
