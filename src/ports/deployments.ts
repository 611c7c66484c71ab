/** The deployments of the repository. A failed request is a value: another rule decides then. */
export interface Deployments {
  /** One page of them, newest first. @param page counts from 1. */
  list(environment: string, page: number): Promise<Listed<Deployment>>;
  /** All statuses of one of them: a deployment that is replaced gets one more status and loses none. */
  statuses(deployment: number): Promise<Listed<DeploymentStatus>>;
}

export type Listed<T> =
  | { readonly ok: true; readonly items: readonly T[]; readonly hasMore: boolean }
  /** `message`: a clause; untrusted text in it is made visible. */
  | { readonly ok: false; readonly message: string };

export interface Deployment {
  /** Grows with time. */
  readonly id: number;
  /** Full id of the commit that it was made for. */
  readonly commit: string;
  /** `deploy`, unless whoever made it says otherwise. */
  readonly task: string;
  /** In an environment that does not stay: a preview. */
  readonly isTransient: boolean;
}

export interface DeploymentStatus {
  /** `success`, `failure`, `in_progress` … */
  readonly state: string;
  /** Of the job that made it, where one did; else whatever its maker says. */
  readonly logUrl: string;
}
