import { escapeControlCharacters } from "../../lib/escape.ts";
import type { Deployment, DeploymentStatus, Deployments } from "../../ports/deployments.ts";
import type { Runner } from "../../ports/runner.ts";
import { deployedCommit, isCommitId, shortCommit as short, valueAt } from "../event.ts";

/** GitHub's list of deployments, for a run whose user trusts it. */
export interface Deployed {
  /** Name of the environment, as GitHub knows it. */
  readonly environment: string;
  readonly deployments: Deployments;
}

/** The commit that was live before this deploy, or a clause: why GitHub's deployments do not name it. */
export type DeployedBefore = { readonly commit: string; readonly why: string } | { readonly none: string };

/** Bounds of one search, our own: pages of deployments, and deployments whose statuses are requested. */
const MAX_PAGES = 3;
const MAX_REQUESTED = 100;
/** Most deployments of this run's commit among which its own one is searched: it is a recent one. */
const MAX_OWN = 3;

interface DeploymentSearch extends Deployed {
  /** The commit whose files were deployed now. */
  readonly head: string;
  readonly runner: Pick<Runner, "event" | "sha" | "runId">;
}

/**
 * The last successful deployment of another commit before this one.
 *
 * A deployment says that a commit went live, not that what it changed was purged. One of this very commit is passed over:
 * it may be this deploy, and comparing a commit with itself would find nothing to purge.
 */
export async function deployedBefore(search: DeploymentSearch): Promise<DeployedBefore> {
  const { head, runner, environment } = search;
  if (deployedCommit(runner) !== head) {
    return {
      none: `the files come from commit ${short(head)}, and deployments name the commit that a run was started for`,
    };
  }
  const found = await findLast(search);
  if ("none" in found) return found;
  if (!isCommitId(found.commit)) return { none: "the last successful deployment names no commit" };
  const name = escapeControlCharacters(environment, 100);
  const why = `Compared with ${short(found.commit)}, GitHub's last successful deployment to "${name}" of another commit than this one.`;
  return { commit: found.commit, why };
}

async function findLast(search: DeploymentSearch): Promise<Deployment | { readonly none: string }> {
  const { environment, deployments, runner } = search;
  const event = eventDeployment(runner);
  let last: Deployment | undefined;
  let [requested, own, listed] = [0, 0, 0];
  for (let page = 1, hasMore = true; hasMore && last === undefined && page <= MAX_PAGES; page++) {
    const list = await deployments.list(environment, page);
    if (!list.ok) return { none: list.message };
    hasMore = list.hasMore;
    listed += list.items.length;
    for (const one of list.items) {
      const mayBeOwn = event === undefined && own < MAX_OWN && one.commit === runner.sha;
      const mayBeLast = last === undefined && mayCount(one, search) && (event === undefined || one.id < event);
      if (!mayBeOwn && !mayBeLast) continue;
      if (requested === MAX_REQUESTED)
        return { none: `none of the ${MAX_REQUESTED} deployments that were read succeeded` };
      requested += 1;
      const statuses = await deployments.statuses(one.id);
      if (!statuses.ok) return { none: statuses.message };
      if (mayBeOwn) own += 1;
      if (mayBeOwn && isOfRun(statuses.items, runner)) {
        if (runner.event.name === "workflow_run") return { none: WRONG_COMMITS };
        // What has succeeded since belongs to a later deploy.
        [last, own] = [undefined, MAX_OWN];
      } else if (mayBeLast && statuses.items.some(({ state }) => state === "success")) last = one;
    }
  }
  return last ?? { none: noneOf(listed, environment) };
}

const WRONG_COMMITS =
  "this job has an environment of its own, so the deployments that it makes name the tip of the default branch and not what was deployed";

function noneOf(listed: number, environment: string): string {
  const name = escapeControlCharacters(environment, 100);
  if (listed === 0) return `GitHub knows no deployment to "${name}"`;
  return `none of the ${listed} newest deployments to "${name}" succeeded before this one, with another commit`;
}

/** What a migration or a preview did is no deploy of this site. */
function mayCount({ commit, task, isTransient }: Deployment, { head }: DeploymentSearch): boolean {
  return commit !== head && task === "deploy" && !isTransient;
}

/** The deployment that started this run, where one did. */
function eventDeployment({ event }: DeploymentSearch["runner"]): number | undefined {
  const id = event.name.startsWith("deployment") ? valueAt(event.payload, "deployment", "id") : undefined;
  return typeof id === "number" ? id : undefined;
}

/** A job with an `environment` makes a deployment, whose statuses lead to the run. */
function isOfRun(statuses: readonly DeploymentStatus[], { runId }: DeploymentSearch["runner"]): boolean {
  return statuses.some(({ logUrl }) => /\/actions\/runs\/(\d+)(?:[/?#]|$)/.exec(logUrl)?.[1] === runId);
}
