/** What the runner's environment and event say of the run. */
export interface Runner {
  readonly event: { readonly name: string; readonly payload: Readonly<Record<string, unknown>> };
  readonly sha: string;
  readonly ref: string;
  readonly repository: string;
  readonly serverUrl: string;
  readonly runId: string;
  /** 1 for a run, 2 for its first re-run. */
  readonly runAttempt: number;
  readonly workspace: string;
  /** Is the machine the user's own? What does not say so counts as GitHub's. */
  readonly isSelfHosted?: boolean;
  /** What names this step among all that may run for one commit: workflow file, workflow, job and step, as far as they are known. */
  readonly step?: readonly string[];
}
