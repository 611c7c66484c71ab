import type { ChangesRead } from "../changes/change.ts";
import type { Destination } from "../inputs/config.ts";
import { isUnsure } from "../mapping/unsure.ts";
import { describeSelector } from "../plan/selector.ts";
import type { Prepared } from "../prepared.ts";
import type { Delivery } from "../purge/outcome.ts";
import type { DeployMemory } from "../state/deploy-memory.ts";
import type { Clock } from "../world/clock.ts";
import type { Log } from "../world/world.ts";
import { counted, pagesWords } from "./words.ts";

/** Least time between two lines of progress, in milliseconds: a run of five minutes has at most thirty. */
const PROGRESS_EVERY_MS = 10_000;

/** File names that one line shows, and lines of one sort. */
const MOST_NAMED = 5;
/** Characters of a selector that one line shows. */
const LONGEST_NAME = 300;

/** One line for the stage, and what is worth knowing about it. */
export function tellChanges(read: ChangesRead, log: Log): void {
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
    const listed = pages === undefined ? [] : pagesWords(pages.length, pages.filter(isUnsure).length);
    log.info(
      `Changes (${sources.join(", ")}): ${counted(changes.length, "file")} (${count("added")} added, ${count("modified")} modified, ` +
        `${count("deleted")} deleted) ${ends};${listed.map((words) => ` ${words};`).join("")} ${counted(ignored, "changed file is", "changed files are")} not deployed.`,
    );
  }
}

/** What happened to the memory, one line each. */
export function tellMemory({ notes }: Pick<DeployMemory, "notes">, log: Log): void {
  for (const note of notes) log.info(`Memory: ${note}`);
}

/** What a delivery left, where it left something. */
export function tellOwed({ owed, keptIn }: DeployMemory, log: Log): void {
  if (keptIn === undefined || (owed !== "all" && owed.size === 0)) return;
  const what =
    owed === "all"
      ? "everything under site-url"
      : counted(owed.size, "changed file or page", "changed files and pages");
  log.info(`Memory: a later run owes the purge of ${what}. It is remembered in ${keptIn}.`);
}

export function tellPlan({ plan, need, routed, destination }: Prepared, log: Log): void {
  for (const note of destination.capabilities.notes ?? []) log.info(note);
  for (const note of [...plan.notes, ...need.notes]) log.info(note);
  warnOfFiles(routed, need, log);
  if (need.assets > 0)
    log.info(
      `${counted(need.assets, "changed file is no page and is", "changed files are no pages and are")} left out: ${destination.provider.name} caches pages only.`,
    );
  tellLowerings(plan.lowerings, log);
  for (const { name, instructions, collateral, broad, why } of (plan.alternatives ?? []).slice(1)) {
    log.info(
      `Plan, not chosen: ${name}, ${instructions} instructions, ${collateral} known objects evicted needlessly, ${broad} broad (${why}).`,
    );
  }
  const { deferred = [], unsendable = [] } = plan;
  if (deferred.length > 0)
    log.warning(`${deferred.length} purges do not fit into this run and are owed to the next ones.`);
  for (const { selector, says } of unsendable.slice(0, MOST_NAMED)) {
    log.warning(`${describeSelector(selector).slice(0, LONGEST_NAME)}: ${says}`, "Not purged");
  }
  if (unsendable.length > MOST_NAMED)
    log.warning(`${unsendable.length - MOST_NAMED} more cannot be sent: see the report.`);
  if (plan.instructions === 0) {
    log.info("Plan: nothing to purge, so nothing will be sent.");
    return;
  }
  const lines = destination.asked.length;
  const asked = lines === 0 ? "" : ` and ${counted(lines, "line")} of purge`;
  const floor = plan.floorMs > 0 ? `; its documented rate needs at least ${Math.ceil(plan.floorMs / 1000)} s` : "";
  log.info(
    `Plan: ${counted(need.stale.length, "changed URL")}${asked} -> ${counted(plan.instructions, "instruction")} in ${counted(plan.batches.length, "request")} to ` +
      `${destination.provider.name}${floor}.`,
  );
}

/** A plan of 60 prefixes has 60 widenings: a few of each sort show what it is like. */
function tellLowerings(lowerings: Prepared["plan"]["lowerings"], log: Log): void {
  for (const [how, of] of Map.groupBy(lowerings, (lowering) => lowering.how)) {
    for (const { from, to, why, collateral } of of.slice(0, MOST_NAMED)) {
      const evicts = collateral === undefined ? "" : `; ${collateral} known objects that did not change go with it`;
      log.info(`Plan, ${how}: ${from} -> ${to} (${why})${evicts}.`);
    }
    const rest = of.slice(MOST_NAMED);
    if (rest.length === 0) continue;
    const evicted = rest.reduce((sum, { collateral = 0 }) => sum + collateral, 0);
    const besides = how === "widening" ? `, and ${counted(evicted, "known object")} that did not change with them` : "";
    log.info(`Plan, ${how}: ${counted(rest.length, "more", "more")}${besides}: see the report.`);
  }
}

/** Files that the user should do something about. */
function warnOfFiles({ unmatched, everything }: Prepared["routed"], { violations }: Prepared["need"], log: Log): void {
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
  const more = files.length - MOST_NAMED;
  return files.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more, named in the report` : "");
}

export function tellDelivery(
  { outcomes, requests, submitMs, settleMs }: Delivery,
  { level }: Destination,
  log: Log,
): void {
  const count = (state: string) => outcomes.filter((outcome) => outcome.state === state).length;
  const states = ["completed", "accepted", "failed", "unsent"].filter((state) => count(state) > 0);
  const told = states.map((state) => `${count(state)} ${state}`).join(", ");
  log.info(
    `Purge: ${counted(new Set(outcomes.map(({ batch }) => batch.index)).size, "request")} planned, ${told === "" ? "none sent" : told}; ${counted(requests, "exchange")}, ` +
      `submitted in ${seconds(submitMs)}${level === "completed" ? `, settled in ${seconds(settleMs)}` : ""}.`,
  );
}

/** A line of progress now and then, for work that takes long. */
export function tellProgress(log: Log, clock: Clock) {
  let told = clock.monotonicMs();
  return ({
    submitted,
    settled,
    batches,
    requests,
  }: {
    submitted: number;
    settled: number;
    batches: number;
    requests: number;
  }): void => {
    if (clock.monotonicMs() - told < PROGRESS_EVERY_MS) return;
    told = clock.monotonicMs();
    log.info(`… ${submitted} of ${batches} requests accepted, ${settled} complete, ${requests} exchanges so far.`);
  };
}

function short(commit: string | undefined): string {
  return commit === undefined ? "nothing" : commit.slice(0, 12);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
