import type { MemorySettings } from "../model/config.ts";
import type { Problem } from "../model/errors.ts";
import type { StateChoice, StoreKind } from "../model/memory.ts";
import type { Runner } from "../ports/runner.ts";

/** Where this run remembers, or why nowhere. */
export type Chosen =
  | { readonly kind: "store"; readonly store: StoreKind; readonly notes: readonly string[] }
  | { readonly kind: "none"; readonly why: string }
  | { readonly kind: "problem"; readonly problem: Problem };

const OTHERS = "state: git-ref (needs contents: write) or state: file:PATH (a disk that stays)";

/**
 * What `state` means in this run: `auto` is the cache on a branch. A cache entry of one tag cannot be read by a run of
 * another tag, so each release would start without a memory.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/dependency-caching (restrictions for accessing a cache)
 */
export function chooseState(
  state: StateChoice,
  { runner, hasCache }: { readonly runner: Pick<Runner, "event" | "ref">; readonly hasCache: boolean },
): Chosen {
  if (state.kind === "none") return { kind: "none", why: "state is none" };
  if (state.kind === "file" || state.kind === "git-ref") return { kind: "store", store: state, notes: [] };
  const isTag = runner.ref.startsWith("refs/tags/") || runner.event.name === "release";
  if (isTag || !hasCache) {
    const why = isTag
      ? "this run belongs to a tag, and the cache of one tag cannot be read from another"
      : "this runner offers no cache service to the step";
    if (state.kind === "auto") return { kind: "none", why };
    return { kind: "problem", problem: { input: "state", message: `is cache, but ${why}. Use ${OTHERS}` } };
  }
  return { kind: "store", store: { kind: "cache" }, notes: branchNotes(runner) };
}

/**
 * May GitHub's deployments say what was live before, where nothing is remembered? They know what was deployed, not what was
 * purged: so only where the user chose to do without a memory, never where one was lost or could not be had.
 */
export function trustsDeployments({ state, onMissing }: Pick<MemorySettings, "state" | "onMissing">): boolean {
  return state.kind === "none" || onMissing === "last-push";
}

/** Why a source that only knows what is remembered cannot do without a memory. */
export function memoryProblem(source: string, why: string): Problem {
  return {
    input: "state",
    message:
      `changes: ${source} compares with the last deploy, and nothing is remembered here: ${why}. Use ${OTHERS}; or ` +
      "changes: git, where the deployed files are tracked in git",
  };
}

/** Why a plan cannot be spread over several runs. */
export function deferProblem(why: string): Problem {
  return {
    input: "over-limit",
    message:
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
