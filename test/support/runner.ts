import type { Runner } from "../../src/ports/runner.ts";

/** The event of a push from one commit to another. */
export function pushEvent(
  before: string,
  after: string,
  more: Readonly<Record<string, unknown>> = {},
): { name: string; payload: Record<string, unknown> } {
  return { name: "push", payload: { ref: "refs/heads/main", before, after, forced: false, ...more } };
}

/** What a runner says of a run on github.com. */
export function runnerWith(event: Runner["event"], workspace = "/nonexistent"): Runner {
  return {
    event,
    sha: "0".repeat(40),
    ref: "refs/heads/main",
    repository: "octo/site",
    serverUrl: "https://github.com",
    runId: "1",
    runAttempt: 1,
    workspace,
  };
}
