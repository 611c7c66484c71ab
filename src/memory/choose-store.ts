import type { MemorySettings } from "../model/config.ts";
import type { Problem } from "../model/errors.ts";
import type { StateChoice, StoreKind } from "../model/memory.ts";
import type { Runner } from "../ports/runner.ts";

/** Where this run remembers, or why nowhere. */
export type Chosen =
  | { readonly is: "store"; readonly kind: StoreKind; readonly notes: readonly string[] }
  | { readonly is: "none"; readonly why: string }
  | { readonly is: "problem"; readonly problem: Problem };

const OTHERS = "state: git-ref (needs contents: write) or state: file:PATH (a disk that stays)";

/**
 * What `state` means in this run: `auto` is the cache on a branch. A cache entry of one tag cannot be read by a run of
 * another tag, so a release would start anew each time.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching (restrictions for accessing a cache)
 */
export function chooseState(
  state: StateChoice,
  { runner, hasCache }: { readonly runner: Pick<Runner, "event" | "ref">; readonly hasCache: boolean },
): Chosen {
  if (state.is === "none") return { is: "none", why: "state is none" };
  if (state.is === "file" || state.is === "git-ref") return { is: "store", kind: state, notes: [] };
  const isTag = runner.ref.startsWith("refs/tags/") || runner.event.name === "release";
  if (isTag || !hasCache) {
    const why = isTag
      ? "this run belongs to a tag, and the cache of one tag cannot be read from another"
      : "this runner offers no cache service to the step";
    if (state.is === "auto") return { is: "none", why };
    return { is: "problem", problem: { input: "state", says: `is cache, but ${why}. Use ${OTHERS}` } };
  }
  return { is: "store", kind: { is: "cache" }, notes: branchNotes(runner) };
}

/**
 * May GitHub's deployments say what was live before, where nothing is remembered? They know what was deployed, not what was
 * purged: so only where the user chose to do without a memory, never where one was lost or could not be had.
 */
export function trustsDeployments({ state, onMissing }: Pick<MemorySettings, "state" | "onMissing">): boolean {
  return state.is === "none" || onMissing === "last-push";
}

/** Why a source that only knows what is remembered cannot do without a memory. */
export function memoryProblem(source: string, why: string): Problem {
  return {
    input: "state",
    says:
      `changes: ${source} compares with the last deploy, and nothing is remembered here: ${why}. Use ${OTHERS}; or ` +
      "changes: git, where the deployed files are tracked in git",
  };
}

/** Why a plan cannot be spread over several runs. */
export function deferProblem(why: string): Problem {
  return {
    input: "over-limit",
    says:
      `is defer, and nothing remembers what is owed from one run to the next: ${why}. The rest would never be purged. Use ` +
      `${OTHERS}; or leave over-limit at fail, and raise max-purges or let the plan be broader (purge-by: auto, widen-to)`,
  };
}

/** Entries made on another branch than the default one are seen on that branch alone. */
function branchNotes({ event, ref }: Pick<Runner, "event" | "ref">): readonly string[] {
  const repository = event.payload["repository"] as { readonly default_branch?: unknown } | null | undefined;
  const main = repository?.default_branch;
  if (typeof main !== "string" || !ref.startsWith("refs/heads/") || ref === `refs/heads/${main}`) return [];
  return [
    "The cache of this branch is not seen by runs of other branches: deploy one environment from one branch, or use state: git-ref.",
  ];
}
