import type { Stores } from "../state/store.ts";
import { createCacheStore, hasCacheService } from "./state-cache.ts";
import { createFileStore } from "./state-file.ts";
import { createGitStore } from "./state-git.ts";
import type { Log, Runner } from "./world.ts";

/** The stores of a runner. */
export function createStores({
  environment,
  runner,
  log,
  signal,
}: {
  readonly environment: NodeJS.ProcessEnv;
  readonly runner: Pick<Runner, "workspace" | "serverUrl" | "repository">;
  readonly log: Pick<Log, "debug" | "secret">;
  /** Ends what hangs on a service: only files are still written then. */
  readonly signal?: AbortSignal;
}): Stores {
  const temp = environment["RUNNER_TEMP"] ?? "";
  const ending = signal === undefined ? {} : { signal };
  return {
    hasCache: hasCacheService(environment),
    open(kind, { key, token }) {
      if (kind.is === "file") return createFileStore(runner.workspace, kind.path);
      if (kind.is === "cache") return createCacheStore({ key, temp, debug: log.debug, ...ending });
      const { serverUrl, repository } = runner;
      const order = { key, serverUrl, repository, temp, environment, onSecret: log.secret, ...ending };
      return createGitStore(token === undefined ? order : { ...order, token });
    },
  };
}
