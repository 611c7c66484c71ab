import type { OnMissing, PendingPaths } from "../model/memory.ts";
import type { Unusable } from "./record.ts";

/** Why nothing is remembered, when there is a store. */
export type Missing =
  | { readonly kind: "first" }
  | { readonly kind: "unusable"; readonly why: Unusable }
  | { readonly kind: "failed"; readonly message: string }
  /** The record tells of builds that another source read. */
  | { readonly kind: "other-source"; readonly source: string };

const UNUSABLE: Readonly<Record<Unusable, string>> = {
  damaged: "what is there is damaged: it was cut, or changed by somebody else",
  foreign: "what is there is not a record of this site and environment",
  newer: "what is there was written by a newer version of this action",
  unsealed: "what is there has no seal, and state-key is given",
  sealed: "what is there is sealed, and no state-key is given",
  rotated: "what is there is sealed with another state-key",
  "too-large": "what is there is larger than any record of this action",
};

const KEEP: Readonly<Record<Unusable, string>> = {
  damaged: "If nobody should write there but this step, give state-key, and see who else has access.",
  foreign: "Give each site and environment a store of its own.",
  newer: "Use one version of the action for all runs of an environment.",
  unsealed: "From this run on it is sealed: keep state-key as it is.",
  sealed: "Give the same state-key in every run.",
  rotated: "A new state-key makes the old memory worthless: change it only when somebody else may know it.",
  "too-large": "Give each site and environment a store of its own.",
};

/** What happened to the memory: a clause, without its full stop. */
export function whatIsMissing(missing: Missing, storeName: string): string {
  switch (missing.kind) {
    case "first":
      return `nothing is remembered in ${storeName} yet: this is the first run for this site and environment, or its memory is gone`;
    case "unusable":
      return `nothing can be remembered from ${storeName}: ${UNUSABLE[missing.why]}`;
    case "failed":
      return `nothing can be remembered from ${storeName}: ${missing.message}`;
    case "other-source":
      return `${storeName} does not remember a build by changes: ${missing.source}, but by another source`;
  }
}

/** The same in a few words, for where it is said again: the reason of a widening, a line of the summary. */
export function inShort(missing: Missing): string {
  return missing.kind === "first" ? "nothing is remembered yet" : "the memory of the last deploy is of no use";
}

/** What earlier runs left, and this one makes good: one sentence. */
export function whatIsOwed(pending: PendingPaths, isDryRun: boolean): string {
  const what = pending === "all" ? "Everything under site-url is" : files(pending.size);
  return `${what} still owed by earlier runs, and ${isDryRun ? "would" : "will"} be purged with what changed.`;
}

function files(count: number): string {
  return count === 1 ? "1 changed file is" : `${count} changed files are`;
}

/** How to keep the memory next time: one sentence. */
export function howToKeep(missing: Missing, isCache: boolean): string {
  if (missing.kind === "unusable") return KEEP[missing.why];
  if (missing.kind === "other-source") return "Keep changes as it is, and the memory keeps up with it.";
  if (missing.kind === "failed") return "See that the store can be reached from the step.";
  if (!isCache) return "Later runs compare with this one.";
  return (
    "Later runs compare with this one. GitHub removes caches that nobody used for 7 days, and shows them to this branch " +
    "and those that start from it alone: state: git-ref forgets nothing."
  );
}

/** What is done about it: one sentence. */
export function whatIsDone(onMissing: OnMissing, isDryRun: boolean): string {
  switch (onMissing) {
    case "purge-all":
      return isDryRun ? "Everything under site-url would be purged once." : "Everything under site-url is purged once.";
    case "last-push":
      return "The base that the event names, or else GitHub's last deployment, is trusted (on-missing-state: last-push): what earlier runs left unpurged stays unknown.";
    case "adopt":
      return "This build is taken as the baseline, and nothing is purged (on-missing-state: adopt).";
    case "fail":
      return "Nothing was sent (on-missing-state: fail). Run once with on-missing-state: purge-all, or adopt if the edge holds nothing old.";
  }
}

export const MAPPING_CHANGED =
  "what decides which URLs a file has (url-style, routes, unmatched, include, immutable, query-strings, provider-options) is not what it was at the last deploy";

export const NO_PROMISE = "so what an earlier run left unpurged is not known to this one. Give state to remember it";
