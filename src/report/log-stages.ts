import type { Progress } from "../delivery/deliver.ts";
import { formatCount, formatSeconds } from "../lib/format.ts";
import { type ChangesRead, hasUnknownBefore } from "../model/change.ts";
import type { Destination } from "../model/config.ts";
import type { DeployMemory } from "../model/memory.ts";
import type { Delivery } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Prepared } from "../model/prepared.ts";
import { describeSelector } from "../model/selector.ts";
import { costSentence } from "../plan/budgets.ts";
import type { Log } from "../ports/log.ts";
import { counted, pagesWords } from "./messages.ts";

/** File names that one line shows, and lines of one sort. */
const MAX_NAMED = 5;
/** Characters of a selector that one line shows. */
const LONGEST_NAME = 300;

/** One line for the stage, and what is worth knowing about it. */
export function logChanges(read: ChangesRead, log: Log): void {
  const { sources, base, head, changes, pages, everything, ignored, notes } = read;
  for (const note of notes) log.info(note);
  if (sources.length === 0) {
    log.info("Changes: none are read; what `purge` lists is sent.");
  } else if (everything !== undefined) {
    log.warning(
      `There is nothing to compare with: ${everything}. Everything under site-url is purged once.`,
      "Purging everything",
    );
  } else {
    const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
    const ends = head === undefined ? "since the last deploy" : `between ${short(base)} and ${short(head)}`;
    const listed = pages === undefined ? [] : pagesWords(pages.length, pages.filter(hasUnknownBefore).length);
    log.info(
      `Changes (${sources.join(", ")}): ${counted(changes.length, "file")} (${count("added")} added, ${count("modified")} modified, ` +
        `${count("deleted")} deleted) ${ends};${listed.map((words) => ` ${words};`).join("")} ${counted(ignored, "changed file is", "changed files are")} not deployed.`,
    );
  }
}

/** What happened to the memory, one line each. */
export function logMemory({ notes }: Pick<DeployMemory, "notes">, log: Log): void {
  for (const note of notes) log.info(`Memory: ${note}`);
}

/** What a delivery left, where it left something. */
export function logOwed({ owed, keptIn }: DeployMemory, log: Log): void {
  if (keptIn === undefined || (owed !== "all" && owed.size === 0)) return;
  const what =
    owed === "all"
      ? "everything under site-url"
      : counted(owed.size, "changed file or page", "changed files and pages");
  log.info(`Memory: a later run owes the purge of ${what}. It is remembered in ${keptIn}.`);
}

export function logPlan({ plan, staleContent, routed, destination }: Prepared, log: Log): void {
  for (const note of destination.capabilities.notes ?? []) log.info(note);
  for (const note of [...plan.notes, ...staleContent.notes]) log.info(note);
  warnOfFiles(routed, staleContent, log);
  if (staleContent.assets > 0)
    log.info(
      `${counted(staleContent.assets, "changed file is no page and is", "changed files are no pages and are")} left out: ${destination.provider.name} caches pages only.`,
    );
  logRoutes(routed, log);
  logTranslations(plan.translations, log);
  for (const { name, instructions, collateral, broad, why } of (plan.alternatives ?? []).slice(1)) {
    log.info(
      `Plan, not chosen: ${name}, ${instructions} instructions, ${collateral} known objects evicted needlessly, ${broad} broad (${why}).`,
    );
  }
  const { deferred = [], unsendable = [] } = plan;
  // What is not purged is an annotation at the end, and no second one here.
  if (deferred.length > 0)
    log.info(`${deferred.length} purges do not fit into this run and are owed to the next ones.`);
  for (const { selector, message } of unsendable.slice(0, MAX_NAMED)) {
    log.info(`Not purged: ${describeSelector(selector).slice(0, LONGEST_NAME)}: ${message}`);
  }
  if (unsendable.length > MAX_NAMED) log.info(`${unsendable.length - MAX_NAMED} more cannot be sent: see the report.`);
  if (plan.instructions === 0) {
    log.info("Plan: nothing to purge, so nothing will be sent.");
    return;
  }
  for (const cost of plan.costs ?? []) log.info(`Plan, cost: ${costSentence(cost)}`);
  const lines = destination.mapping.requested.length;
  const requested = lines === 0 ? "" : ` and ${counted(lines, "line")} of purge`;
  const floor =
    plan.floorMs > 0 ? `; at the rate that is kept for it at least ${Math.ceil(plan.floorMs / 1000)} s` : "";
  log.info(
    `Plan: ${counted(staleContent.stale.length, "changed URL")}${requested} -> ${counted(plan.instructions, "instruction")} in ${counted(plan.batches.length, "request")} to ` +
      `${destination.provider.name}${floor}.`,
  );
}

/** Which line of `routes` made which selector, and of which file: what purges everything comes first. */
function logRoutes({ selectors, lines }: Prepared["routed"], log: Log): void {
  const fromRoutes = selectors.filter(({ from }) => from === "routes");
  const broadestFirst = fromRoutes.toSorted(
    (a, b) => Number(b.selector.by === "all") - Number(a.selector.by === "all"),
  );
  for (const { selector, because } of broadestFirst.slice(0, MAX_NAMED)) {
    const [first] = because;
    const line = first === undefined ? undefined : lines?.get(first);
    const where = line === undefined ? "Routes" : `Routes, line ${line}`;
    const what = describeSelector(selector).slice(0, LONGEST_NAME);
    log.info(`${where}: ${named(because.map(({ path }) => path))} changed, so ${what} is purged.`);
  }
  const more = fromRoutes.length - MAX_NAMED;
  if (more > 0) log.info(`Routes: ${counted(more, "more selector", "more selectors")}: see the report.`);
}

/** A plan of 60 prefixes has 60 widenings: a few of each sort show what it is like. */
function logTranslations(translations: Prepared["plan"]["translations"], log: Log): void {
  for (const [how, sort] of Map.groupBy(translations, (translation) => translation.how)) {
    for (const { from, to, why, collateral } of sort.slice(0, MAX_NAMED)) {
      const evicts = collateral === undefined ? "" : `; ${collateral} known objects that did not change go with it`;
      log.info(`Plan, ${how}: ${from} -> ${to} (${why})${evicts}.`);
    }
    const rest = sort.slice(MAX_NAMED);
    if (rest.length === 0) continue;
    const evicted = rest.reduce((sum, { collateral = 0 }) => sum + collateral, 0);
    const besides = how === "widening" ? `, and ${counted(evicted, "known object")} that did not change with them` : "";
    log.info(`Plan, ${how}: ${counted(rest.length, "more", "more")}${besides}: see the report.`);
  }
}

/** Files that the user should do something about. */
function warnOfFiles(
  { unmatched, everything }: Prepared["routed"],
  { violations }: Prepared["staleContent"],
  log: Log,
): void {
  if (unmatched.length > 0) {
    const effect = everything === undefined ? "nothing is purged for them" : "everything is purged because of them";
    const remedy = "Add a route for them; for harmless files one to none.";
    log.warning(
      `${unmatched.length} changed files match no route, and ${effect}: ${named(unmatched)}. ${remedy}`,
      "No route",
    );
  }
  if (violations.length > 0) {
    log.warning(
      `${violations.length} files that immutable names changed their content, and are purged: ${named(violations)}.`,
      "Not immutable",
    );
  }
}

function named(files: readonly string[]): string {
  const more = files.length - MAX_NAMED;
  return files.slice(0, MAX_NAMED).join(", ") + (more > 0 ? ` and ${more} more, named in the report` : "");
}

export function logDelivery(
  { outcomes, requests, submitMs, settleMs }: Delivery,
  { delivery: { level } }: Destination,
  log: Log,
): void {
  const count = (state: string) => outcomes.filter((outcome) => outcome.state === state).length;
  const states = ["completed", "accepted", "failed", "unsent"].filter((state) => count(state) > 0);
  const reached = states.map((state) => `${count(state)} ${state}`).join(", ");
  log.info(
    `Purge: ${counted(new Set(outcomes.map(({ batch }) => batch.index)).size, "request")} planned, ${reached === "" ? "none sent" : reached}; ${counted(requests, "exchange")}, ` +
      `submitted in ${formatSeconds(submitMs)}${level === "completed" ? `, settled in ${formatSeconds(settleMs)}` : ""}.`,
  );
}

/**
 * How far a delivery is, as the start of a sentence.
 *
 * @param floorMs what sending still takes at least at the rate that is kept for the provider.
 */
export function deliveryWords({ batches, accepted, failed, completed }: Progress, floorMs: number): string {
  const lost = failed === 0 ? "" : `, ${failed} failed`;
  if (accepted + failed >= batches)
    return `waiting for completion, ${formatCount(completed)} of ${counted(batches, "request")} completed${lost}`;
  const rate = floorMs < 1000 ? "" : `, for at least ${formatSeconds(floorMs)} more at the rate that is kept`;
  return `sending, ${formatCount(accepted)} of ${counted(batches, "request")} accepted${lost}${rate}`;
}

function short(commit: string | undefined): string {
  return commit === undefined ? "nothing" : commit.slice(0, 12);
}

/** Instructions that the log lists: a screen or two, folded. The report file has all. */
const MAX_LISTED = 50;
/** Characters of one. */
const LONGEST = 300;

/** What will be purged, one line each, for who reads the log before the summary. */
export async function logInstructions({ batches, instructions }: Plan, log: Log): Promise<void> {
  if (instructions === 0) return;
  await log.group(`Instructions: ${formatCount(instructions)}`, async () => {
    let left = MAX_LISTED;
    for (const { items } of batches) {
      for (const { selector } of items.slice(0, left)) log.info(describeSelector(selector).slice(0, LONGEST));
      left -= Math.min(left, items.length);
      if (left === 0) break;
    }
    const more = instructions - MAX_LISTED;
    if (more > 0)
      log.info(`… and ${counted(more, "more", "more")}: the output report-file names the file that has all.`);
  });
}
