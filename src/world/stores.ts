import type { Stores } from "../state/store.ts";
import { createCacheToolkit } from "./cache-toolkit.ts";
import { createCacheStore, hasCacheService } from "./state-cache.ts";
import { createFileStore } from "./state-file.ts";
import { createGitStore } from "./state-git.ts";
import type { Log, Runner } from "./world.ts";

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
      if (kind.is === "file") return createFileStore(runner.workspace, kind.path);
      const ends = { signal: until === undefined ? signal : AbortSignal.any([signal, until]) };
      if (kind.is === "cache") return createCacheStore({ key, toolkit, ...ends });
      const { serverUrl, repository } = runner;
      const order = { key, serverUrl, repository, temp, environment, onSecret: log.secret, ...ends };
      return createGitStore(token === undefined ? order : { ...order, token });
    },
  };
}
