import type { Runner } from "../world/world.ts";

/** Why this run has nothing to purge because its deploy did not go live; undefined when it did, or is not told. */
export function skipReason({ name, payload }: Runner["event"]): string | undefined {
  if (name === "workflow_run") {
    const conclusion = textAt(payload, "workflow_run", "conclusion");
    return conclusion === undefined || conclusion === "success"
      ? undefined
      : `the workflow that deploys ended with ${conclusion}`;
  }
  if (name === "deployment_status") {
    const state = textAt(payload, "deployment_status", "state");
    return state === undefined || state === "success" ? undefined : `the deployment is ${state}, not success`;
  }
  return undefined;
}

function textAt(payload: Readonly<Record<string, unknown>>, object: string, key: string): string | undefined {
  const value = (payload[object] as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return typeof value === "string" ? value : undefined;
}
