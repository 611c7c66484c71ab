import type { Problem } from "../model/errors.ts";
import type { Runner } from "../ports/runner.ts";

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** What an event gives as a commit where there is none: before a branch, or behind it. */
export const NO_COMMIT = /^0+$/;

/** Is this the full id of a commit that there may be? */
export function isCommitId(id: string): boolean {
  return FULL_ID.test(id) && !NO_COMMIT.test(id);
}

/** As much of an id as a sentence needs. */
export function shortCommit(id: string): string {
  return id.slice(0, 10);
}

/**
 * A run that follows another workflow starts with the tip of the default branch. When that workflow deployed another
 * commit, the files here are not the ones that went live.
 */
export function wrongCheckout({ event, sha }: Pick<Runner, "event" | "sha">, head: string): Problem | undefined {
  if (event.name !== "workflow_run" || head !== sha) return undefined;
  const deployed = textAt(event.payload, "workflow_run", "head_sha");
  if (deployed === undefined || !isCommitId(deployed) || deployed === head) return undefined;
  const message =
    `the workflow that deploys ran for commit ${shortCommit(deployed)}, and the checkout has ${shortCommit(head)}, the tip of the ` +
    "default branch. Give actions/checkout ref: ${{ github.event.workflow_run.head_sha }}, or name the commit under head.";
  return { input: "head", message };
}

/** The commit that went live, as the event says, where there is no checkout. */
export function deployedCommit({ event, sha }: Pick<Runner, "event" | "sha">): string {
  const commit =
    textAt(event.payload, "workflow_run", "head_sha") ??
    textAt(event.payload, "deployment", "sha") ??
    textAt(event.payload, "merge_group", "head_sha");
  return commit !== undefined && isCommitId(commit) ? commit : sha;
}

/** Text at a path of the event's payload, whose shape is not trusted. */
export function textAt(payload: Readonly<Record<string, unknown>>, ...keys: readonly string[]): string | undefined {
  const value = valueAt(payload, ...keys);
  return typeof value === "string" ? value : undefined;
}

export function valueAt(payload: Readonly<Record<string, unknown>>, ...keys: readonly string[]): unknown {
  let value: unknown = payload;
  for (const key of keys) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
