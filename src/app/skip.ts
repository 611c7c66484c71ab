import { textAt, valueAt } from "../changes/event.ts";
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
  return event.name === "workflow_run" ? otherBranch(event.payload, environment) : undefined;
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

/** A workflow that ran for another branch deployed something else than the default branch, if it deployed anything. */
function otherBranch(payload: Payload, environment: string): Skip | undefined {
  const branch = textAt(payload, "workflow_run", "head_branch");
  const main = textAt(payload, "repository", "default_branch");
  if (branch === undefined || main === undefined || branch === main || isSameName(branch, environment))
    return undefined;
  if (textAt(payload, "workflow_run", "event") === "release" || RELEASE.test(branch)) return undefined;
  const name = escapeControlCharacters(branch, 100);
  return {
    reason: `the workflow that ran belongs to branch "${name}", not to "${escapeControlCharacters(main, 100)}"`,
    remedy: `If "${name}" is what goes live here, write environment: ${name}`,
  };
}

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
