import { NO_COMMIT, textAt, valueAt } from "../changes/event.ts";
import { escapeControlCharacters } from "../lib/escape.ts";
import type { Config, Destination } from "../model/config.ts";
import type { Runner } from "../ports/runner.ts";

type RunnerFacts = Pick<Runner, "event" | "repository">;
type Payload = RunnerFacts["event"]["payload"];

/** Why a run, or one of its destinations, has nothing to purge. */
export interface Skip {
  /** A clause, for the report. */
  readonly reason: string;
  /** How to have it purged all the same, where the user may have wanted that. */
  readonly remedy?: string;
}

/** Why this run has nothing to purge because its deploy did not go live; undefined when it did, or the event does not say. */
export function skipReason({ event, repository }: RunnerFacts, dryRun: boolean): Skip | undefined {
  const { name, payload } = event;
  const reason = (() => {
    if (name === "workflow_run") return skippedWorkflow(payload, repository);
    if (name === "deployment_status") return skippedDeployment(payload);
    if (name === "page_build") return skippedPages(payload);
    if (name === "delete") return DELETED;
    if (name === "push") return isDeletion(payload) ? DELETED : undefined;
    if (name === "status" || name === "check_run" || name === "check_suite") return skippedCheck(name, payload);
    // A dry run shows what a pull request would change, whatever became of it.
    if (name.startsWith("pull_request") && !dryRun) return skippedPullRequest(payload);
    return undefined;
  })();
  return reason === undefined ? undefined : { reason };
}

/** Why this destination has nothing to purge: what the event names as deployed is something else than its environment. */
export function skipDestination({ event }: Pick<Runner, "event">, { memory }: Destination): Skip | undefined {
  const { environment } = memory;
  if (event.name.startsWith("deployment")) return otherEnvironment(event.payload, environment);
  return otherBranch(event, environment);
}

const DELETED = "the event is the deletion of a branch or tag, which deploys nothing";

function isDeletion(payload: Payload): boolean {
  return valueAt(payload, "deleted") === true || NO_COMMIT.test(textAt(payload, "after") ?? "1");
}

/** The destinations that this run's event is about, and why the others are left out. */
export function splitDestinations(
  { destinations }: Config,
  runner: Pick<Runner, "event">,
): { readonly due: readonly Destination[]; readonly skips: readonly Skip[] } {
  const skipped = new Map(destinations.map((one) => [one, skipDestination(runner, one)]));
  return {
    due: destinations.filter((one) => skipped.get(one) === undefined),
    skips: [...skipped.values()].filter((skip) => skip !== undefined),
  };
}

function skippedWorkflow(payload: Payload, repository: string): string | undefined {
  if (textAt(payload, "action") === "requested" || textAt(payload, "action") === "in_progress") {
    return "the workflow that deploys has not ended yet: start this one with types: [completed]";
  }
  const status = textAt(payload, "workflow_run", "status");
  if (status !== undefined && status !== "completed") return "the workflow that deploys has not ended yet";
  const conclusion = textAt(payload, "workflow_run", "conclusion");
  if (conclusion !== undefined && conclusion !== "success") {
    return `the workflow that deploys ended with ${escapeControlCharacters(conclusion, 100)}`;
  }
  const started = textAt(payload, "workflow_run", "event");
  if (started?.startsWith("pull_request") === true) {
    return "the workflow that ran belongs to a pull request, which deploys nothing here";
  }
  // Anybody may run a workflow of that name in a fork: its files are not this site's.
  const from = textAt(payload, "workflow_run", "head_repository", "full_name");
  const isForeign = from !== undefined && repository !== "" && from.toLowerCase() !== repository.toLowerCase();
  return isForeign ? "the workflow that ran belongs to a fork" : undefined;
}

function skippedDeployment(payload: Payload): string | undefined {
  const state = textAt(payload, "deployment_status", "state");
  if (state !== undefined && state !== "success") {
    return `the deployment is ${escapeControlCharacters(state, 100)}, not success`;
  }
  return valueAt(payload, "deployment", "transient_environment") === true
    ? "the deployment is a preview, in an environment that does not stay"
    : undefined;
}

function skippedPages(payload: Payload): string | undefined {
  const status = textAt(payload, "build", "status");
  return status === undefined || status === "built"
    ? undefined
    : `the build of GitHub Pages is ${escapeControlCharacters(status, 100)}, not built`;
}

/** What a host reports of its own deploy in the manner of a test. */
function skippedCheck(name: "status" | "check_run" | "check_suite", payload: Payload): string | undefined {
  const found = name === "status" ? textAt(payload, "state") : textAt(payload, name, "conclusion");
  if (found === "success" || (found === undefined && name === "status")) return undefined;
  return found === undefined ? "the check has not ended yet" : `the check is ${escapeControlCharacters(found, 100)}`;
}

function skippedPullRequest(payload: Payload): string | undefined {
  const isClosed = textAt(payload, "action") === "closed";
  const isMerged = valueAt(payload, "pull_request", "merged") === true;
  return isClosed && !isMerged ? "the pull request was closed without being merged" : undefined;
}

/**
 * A deployment elsewhere must not count as a deploy of this environment: its memory would take content that is not live
 * here.
 */
function otherEnvironment(payload: Payload, environment: string): Skip | undefined {
  const deployed = textAt(payload, "deployment", "environment") ?? textAt(payload, "deployment_status", "environment");
  if (deployed === undefined || isSameName(deployed, environment)) return undefined;
  const name = escapeControlCharacters(deployed, 100);
  return {
    reason: `the deployment that started this run went to "${name}", and the step's environment is "${escapeControlCharacters(environment, 100)}"`,
    remedy: `If "${name}" is what this step purges, write environment: ${name}`,
  };
}

/** What a tag of a release is like: a workflow that a tag starts gives it as its branch. */
const RELEASE = /^(?:v\d+(?:\.\d+)*|\d+(?:\.\d+)+|\d{4}-\d\d-\d\d|.*[@/-]v?\d+\.\d+\.\d+)(?:[-+][\w.+-]+)?$/i;

/** Where an event says which branch its workflow, check or status was for; and what that is called. */
const BRANCH_AT: Readonly<Record<string, { readonly what: string; readonly keys: readonly string[] }>> = {
  workflow_run: { what: "workflow that ran", keys: ["workflow_run", "head_branch"] },
  check_run: { what: "check that ended", keys: ["check_run", "check_suite", "head_branch"] },
  check_suite: { what: "check that ended", keys: ["check_suite", "head_branch"] },
};

/** What ran for another branch deployed something else than the default branch, if it deployed anything. */
function otherBranch({ name: event, payload }: RunnerFacts["event"], environment: string): Skip | undefined {
  const { what, branches } = branchesOf(event, payload);
  const main = textAt(payload, "repository", "default_branch");
  const [branch] = branches;
  if (branch === undefined || main === undefined) return undefined;
  if (branches.some((one) => one === main || isSameName(one, environment) || RELEASE.test(one))) return undefined;
  if (textAt(payload, "workflow_run", "event") === "release") return undefined;
  const name = escapeControlCharacters(branch, 100);
  return {
    reason: `the ${what} belongs to branch "${name}", not to "${escapeControlCharacters(main, 100)}"`,
    remedy: `If "${name}" is what goes live here, write environment: ${name}`,
  };
}

/** A commit's status names every branch that ends at the commit. */
function branchesOf(event: string, payload: Payload): { readonly what: string; readonly branches: readonly string[] } {
  if (event === "status") {
    const listed = valueAt(payload, "branches");
    const names = Array.isArray(listed) ? listed.map((one) => textAt(one ?? {}, "name")) : [];
    return { what: "commit that has this status", branches: names.filter((name) => name !== undefined) };
  }
  const at = Object.hasOwn(BRANCH_AT, event) ? BRANCH_AT[event] : undefined;
  const branch = at === undefined ? undefined : textAt(payload, ...at.keys);
  return { what: at?.what ?? "", branches: branch === undefined ? [] : [branch] };
}

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
