import { hasUnknownBefore, shownPath } from "../model/change.ts";
import { ERROR_CODES, type Fault } from "../model/errors.ts";
import { countReached, type Delivery, type Outcome } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Prepared } from "../model/prepared.ts";
import { describeSelector } from "../model/selector.ts";
import { atBase, basesOf } from "../plan/addressing.ts";
import { instructionsOf } from "./build-instructions.ts";
import { describeProof } from "./build-proof.ts";
import { serversOf } from "./build-servers.ts";
import { counted } from "./messages.ts";
import type { DestinationReport, Verdict } from "./report.ts";

/** The report of one destination. Without a delivery nothing was to be sent: a dry run, an announcement, an adoption. */
export function describeDestination(prepared: Prepared, delivery: Delivery | undefined): DestinationReport {
  const { destination, plan, memory } = prepared;
  const { name, provider, site } = destination;
  const { level } = destination.delivery;
  const instructions = instructionsOf(plan, delivery?.outcomes);
  const outcomes = delivery?.outcomes ?? [];
  const purged = delivery === undefined ? 0 : countReached({ ...delivery, level });
  const verdict = verdictOf(prepared, purged, delivery);
  const owed = delivery === undefined ? 0 : instructions.length - purged + (plan.deferred ?? []).length;
  return {
    name,
    provider: provider.id,
    providerName: provider.name,
    site,
    verdict,
    memory: describeMemory(memory),
    changes: describeChanges(prepared),
    changedUrls: changedUrls(prepared),
    plan: describePlan(prepared),
    instructions,
    level,
    confirmed:
      isConfirmed(verdict, outcomes) &&
      purged === instructions.length &&
      owed === 0 &&
      isPaid(verdict, memory) &&
      !plan.translations.some(({ leavesUnknown }) => leavesUnknown === true),
    purged,
    owed,
    requests: delivery?.requests ?? 0,
    taskIds: outcomes.flatMap(({ taskIds }) => taskIds),
    servers: serversOf(outcomes),
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

/** Where there was nothing to purge, nothing is unconfirmed. */
function isConfirmed(verdict: Verdict, outcomes: readonly Outcome[]): boolean {
  if (verdict === "nothing-to-purge") return true;
  return outcomes.length > 0 && outcomes.every(({ confirmed }) => confirmed);
}

function isPaid(verdict: Verdict, { owed }: Prepared["memory"]): boolean {
  return verdict !== "nothing-to-purge" || (owed !== "all" && owed.size === 0);
}

function describeMemory({ keptIn = "", owed, notes }: Prepared["memory"]): DestinationReport["memory"] {
  return { keptIn, owed: owed === "all" ? "all" : owed.size, notes: [...notes] };
}

function describeChanges({ routed, staleContent }: Prepared): DestinationReport["changes"] {
  const { changes, count, unmatched } = routed;
  const { violations } = staleContent;
  const countOf = (kind: string) => changes.changes.filter((change) => change.kind === kind).length;
  return {
    source: changes.source,
    sources: [...changes.sources],
    base: changes.base,
    head: changes.head,
    everything: changes.everything,
    added: countOf("added"),
    modified: countOf("modified"),
    deleted: countOf("deleted"),
    ignored: changes.ignored,
    files: changes.changes.map((change) => {
      const { kind, isOutside } = change;
      const path = shownPath(change);
      return isOutside === true ? { kind, path, deployed: false } : { kind, path };
    }),
    ...pagesOf(changes),
    notes: [...changes.notes],
    ...(count === 0 ? {} : { routed: count }),
    ...(unmatched.length === 0 ? {} : { unmatched: [...unmatched] }),
    ...(violations.length === 0 ? {} : { violations: [...violations] }),
  };
}

function describePlan(prepared: Prepared): DestinationReport["plan"] {
  const { destination, routed, plan, everything } = prepared;
  return {
    instructions: plan.instructions,
    requests: plan.batches.length,
    collateral: plan.collateral,
    named: destination.mapping.requested.length + routed.selectors.length,
    everything,
    floorMs: plan.floorMs,
    costs: plan.costs === undefined ? undefined : [...plan.costs],
    translations: [...plan.translations],
    notes: [...planNotes(prepared)],
    alternatives: plan.alternatives === undefined ? undefined : [...plan.alternatives],
    ...(plan.deferred === undefined || plan.deferred.length === 0
      ? {}
      : { deferred: plan.deferred.map(({ selector }) => describeSelector(selector)) }),
  };
}

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

function pagesOf({ pages }: Prepared["changes"]): Pick<DestinationReport["changes"], "pages" | "owedPages"> {
  if (pages === undefined) return {};
  const owedPages = pages.filter(hasUnknownBefore).length;
  return { pages: pages.map(({ kind, path }) => ({ kind, path })), ...(owedPages === 0 ? {} : { owedPages }) };
}

/** Changed URLs on every host of the site, whatever the provider addresses them by. */
function changedUrls({ destination, staleContent }: Prepared): string[] {
  const bases = destination.siteUrls.length > 0 ? destination.siteUrls : basesOf([], destination.capabilities.wants);
  return bases.flatMap((base) => staleContent.stale.map(({ url }) => describeSelector(atBase("path", url, base))));
}

function planNotes({ plan, staleContent, destination, hints = [] }: Prepared): readonly string[] {
  const notes = [...hints, ...plan.notes, ...staleContent.notes];
  if (staleContent.assets === 0) return notes;
  const assets = `${counted(staleContent.assets, "changed file is no page", "changed files are no pages")}: ${destination.provider.name} caches pages only.`;
  return [...notes, assets];
}

function failuresOf(outcomes: readonly Outcome[], { unsendable = [] }: Plan): DestinationReport["failures"] {
  const byMessage = new Map<string, { code: string; message: string; instructions: number }>();
  const count = (fault: Fault, message: string, instructions: number) => {
    const code = ERROR_CODES[fault];
    const key = `${code} ${message}`;
    const known = byMessage.get(key) ?? { code, message, instructions: 0 };
    byMessage.set(key, { ...known, instructions: known.instructions + instructions });
  };
  for (const { failure, batch, refused } of outcomes) {
    if (failure !== undefined) count(failure.fault, failure.message, batch.items.length - refused.length);
    for (const { why, fault } of refused) count(fault ?? "invalid", why, 1);
  }
  for (const { message } of unsendable) count("invalid", message, 1);
  // A doubt may only follow from another failure, which then says more.
  return [...byMessage.values()].toSorted((a, b) => Number(isDoubt(a)) - Number(isDoubt(b)));
}

function isDoubt({ code }: DestinationReport["failures"][number]): boolean {
  return code === ERROR_CODES.unproven;
}
