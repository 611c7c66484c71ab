import type { Log } from "../../ports/log.ts";
import type { Runner } from "../../ports/runner.ts";
import type { Stores } from "../../ports/store.ts";
import { createCacheToolkit } from "./cache-client.ts";
import { createCacheStore, hasCacheService } from "./cache-store.ts";
import { createFileStore } from "./file-store.ts";
import { createGitStore } from "./git-ref-store.ts";

/** The stores of a runner. `signal`: a run that is cancelled waits for none of them. */
export function createStores({
  environment,
  runner,
  log,
  signal,
}: {
  readonly environment: NodeJS.ProcessEnv;
  readonly runner: Pick<Runner, "workspace" | "serverUrl" | "repository">;
  readonly log: Pick<Log, "debug" | "secret">;
  readonly signal: AbortSignal;
}): Stores {
  const temp = environment["RUNNER_TEMP"] ?? "";
  const toolkit = createCacheToolkit({ temp, debug: log.debug });
  return {
    hasCache: hasCacheService(environment),
    open(kind, { key, token, until }) {
      if (kind.kind === "file") return createFileStore(runner.workspace, kind.path);
      const ends = { signal: until === undefined ? signal : AbortSignal.any([signal, until]) };
      if (kind.kind === "cache") return createCacheStore({ key, toolkit, ...ends });
      const { serverUrl, repository } = runner;
      return createGitStore({ key, serverUrl, repository, token, temp, environment, onSecret: log.secret, ...ends });
    },
  };
}
