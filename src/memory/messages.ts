import type { OnMissing, PendingPaths } from "../model/memory.ts";
import type { Unusable } from "./record.ts";

/** Why nothing is remembered, when there is a store. */
export type Missing =
  | { readonly kind: "first" }
  | { readonly kind: "unusable"; readonly why: Unusable }
  | { readonly kind: "failed"; readonly message: string }
  /** The record holds builds that another source read. */
  | { readonly kind: "other-source"; readonly source: string };

const UNUSABLE: Readonly<Record<Unusable, string>> = {
  damaged: "what is there is damaged: it was cut, or changed by somebody else",
  foreign: "what is there is not a record of this site and environment",
  newer: "what is there was written by a newer version of this action",
  unsealed: "what is there has no seal, and state-key is given",
  sealed: "what is there is sealed, and no state-key is given",
  rotated: "what is there is sealed with another state-key",
  replayed: "what is there is an older record that somebody put back under another name",
  "too-large": "what is there is larger than any record of this action",
};

const KEEP: Readonly<Record<Unusable, string>> = {
  damaged: "If nobody should write there but this step, give state-key, and see who else has access.",
  foreign: "Give each site and environment a store of its own.",
  newer: "Use one version of the action for all runs of an environment.",
  unsealed: "From this run on it is sealed: keep state-key as it is.",
  sealed: "Give the same state-key in every run.",
  rotated: "A new state-key makes the old memory worthless: change it only when somebody else may know it.",
  replayed: "See who else may write there.",
  "too-large": "Give each site and environment a store of its own.",
};

/** After a run whose build may not be what goes live: one sentence. */
export const STAYS_OWED =
  "A pull request that is not merged may not be what goes live here: what was purged for it stays owed to the next deploy. Name its " +
  "environment where it has one of its own.";

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

/** The same in a few words, where it is repeated: the reason of a widening, a line of the summary. */
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

/** @param moved the inputs that are not what they were; `api-url` among them stands for the API that was called. */
export function mappingChanged(moved: readonly string[]): string {
  const inputs = moved.filter((name) => name !== "api-url");
  if (inputs.length === 0) return "another API is called than at the last deploy (api-url)";
  return `what decides which URLs a file has (${moved.join(", ")}) is not what it was at the last deploy`;
}

/** One sentence: this run requests a higher level than earlier runs reached. */
export function reachedLess(level: string): string {
  return `Some of it came less far in earlier runs than wait-for asks for now (${level}).`;
}

export const REPEATS = "What was purged is not noted, since the run was cancelled: the next run purges it once more.";

export function notSaved({ name }: { readonly name: string }, message: string): string {
  return `What was purged could not be noted in ${name} (${message}): the next run purges it once more.`;
}

/** A newer run has taken over: what becomes of what this one left owed. */
export function superseded(left: "nothing" | "known" | "added" | "unknown"): string {
  const newer = "A newer run for the same site and environment has started since";
  switch (left) {
    case "nothing":
      return `${newer}. This one left nothing owed.`;
    case "known":
      return `${newer}: it has all that this run left owed.`;
    case "added":
      return `${newer}, without knowing of this one: what this run left is added to what is owed.`;
    case "unknown":
      return `${newer}, without knowing of this one, and what this run left could not be added to what it owes: run this step again.`;
  }
}

export const NO_PROMISE = "so what an earlier run left unpurged is not known to this one. Give state to remember it";
