import type { Clock } from "./clock.ts";
import type { Deployments } from "./deployments.ts";
import type { Files } from "./files.ts";
import type { Git } from "./git.ts";
import type { Http } from "./http.ts";
import type { Log } from "./log.ts";
import type { Runner } from "./runner.ts";
import type { SiteClient } from "./site-client.ts";
import type { Stores } from "./store.ts";

/** Everything outside: handed to the pipeline by `main`, so that nothing else touches process, network, disk or clock. */
export interface World {
  readonly clock: Clock;
  /** Aborts after so many milliseconds of real time, and keeps no process alive for it: for work that may hang. */
  readonly alarm: (ms: number) => AbortSignal;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Log;
  readonly http: Http;
  /**
   * GitHub's OIDC token for an audience.
   *
   * @param signal ends the wait.
   * @throws {PurgeError} config, when the job may not request one.
   * @throws {NetworkFailure} when GitHub's service gives none, and may later.
   */
  readonly identity?: (audience: string, signal: AbortSignal) => Promise<string>;
  readonly siteClient: SiteClient;
  readonly git: Git;
  /** The repository as GitHub's API shows it, for jobs without a checkout. `head` stands for HEAD. */
  readonly gitHub: (options: { readonly token: string; readonly head: string; readonly isWhole: boolean }) => Git;
  /** What GitHub lists as deployed, for runs whose user trusts it. */
  readonly deployments: (token: string | undefined) => Deployments;
  readonly files: Files;
  readonly stores: Stores;
  readonly runner: Runner;
}
