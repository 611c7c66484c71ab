import { textAt, valueAt } from "../changes/event.ts";
import { escapeControlCharacters } from "../lib/escape.ts";
import type { Runner } from "../ports/runner.ts";

type RunnerFacts = Pick<Runner, "event" | "repository">;

/** Why this run has nothing to purge because its deploy did not go live here; undefined when it did, or is not told. */
export function skipReason({ event, repository }: RunnerFacts): string | undefined {
  if (event.name === "workflow_run") return skippedWorkflow(event.payload, repository);
  if (event.name === "deployment_status") return skippedDeployment(event.payload);
  return undefined;
}

function skippedWorkflow(payload: RunnerFacts["event"]["payload"], repository: string): string | undefined {
  if (textAt(payload, "action") === "requested" || textAt(payload, "action") === "in_progress") {
    return "the workflow that deploys has not ended yet: start this one with types: [completed]";
  }
  const conclusion = textAt(payload, "workflow_run", "conclusion");
  if (conclusion !== undefined && conclusion !== "success") return `the workflow that deploys ended with ${conclusion}`;
  const started = textAt(payload, "workflow_run", "event");
  if (started?.startsWith("pull_request") === true) {
    return "the workflow that ran belongs to a pull request, which deploys nothing here";
  }
  // Anybody may run a workflow of that name in a fork: its files are not this site's.
  const from = textAt(payload, "workflow_run", "head_repository", "full_name");
  const isForeign = from !== undefined && repository !== "" && from.toLowerCase() !== repository.toLowerCase();
  return isForeign ? "the workflow that ran belongs to a fork" : undefined;
}

function skippedDeployment(payload: RunnerFacts["event"]["payload"]): string | undefined {
  const state = textAt(payload, "deployment_status", "state");
  if (state !== undefined && state !== "success") return `the deployment is ${state}, not success`;
  return valueAt(payload, "deployment", "transient_environment") === true
    ? "the deployment is a preview, in an environment that does not stay"
    : undefined;
}

/**
 * A sentence where the deployment that started the run went to another environment than the one that is remembered here.
 *
 * No more than a word of warning: a user's names need not be GitHub's, and a site that is left out stays stale.
 */
export function otherEnvironment({ event }: Pick<Runner, "event">, environment: string): string | undefined {
  if (!event.name.startsWith("deployment")) return undefined;
  const deployed = textAt(event.payload, "deployment", "environment");
  if (deployed === undefined || deployed.toLowerCase() === environment.toLowerCase()) return undefined;
  const name = escapeControlCharacters(deployed, 100);
  return (
    `The deployment that started this run went to "${name}", and the step's environment is "${escapeControlCharacters(environment, 100)}": it is ` +
    "purged and remembered as a deploy of the latter. If it is none, leave it out with if: github.event.deployment.environment == …"
  );
}
