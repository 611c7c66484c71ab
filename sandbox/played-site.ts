/** What is deployed when a workflow is played. */
import type { Build } from "../test/support/site.ts";

/** One deploy: what the repository has, by path, and what the origin serves of it. */
export interface PlayedDeploy {
  readonly repository: Build;
  readonly origin: Build;
}

export interface PlayedSite {
  readonly before: PlayedDeploy;
  readonly after: PlayedDeploy;
  /** Paths whose answer changes, and paths that no purge may touch. */
  readonly changed: readonly string[];
  readonly kept: readonly string[];
  /** Cache tags that the origin sends, by its file. */
  readonly tags: ReadonlyMap<string, string>;
  /** Is something purged on every run? */
  readonly purgesAlways: boolean;
}
