import { escapeControlCharacters } from "../lib/escape.ts";
import type { ChangeSet } from "../model/change.ts";
import type { NamedGlob } from "../model/config.ts";
import type { RepoPath } from "../model/path.ts";

/** Globs that one sentence names. */
const MAX_NAMED = 5;

/** The globs that match none of these paths. Stops when every glob has matched. */
export function unusedGlobs(globs: readonly NamedGlob[], paths: Iterable<RepoPath>): readonly NamedGlob[] {
  let left = globs;
  if (left.length === 0) return left;
  for (const path of paths) {
    if (!left.some(({ matches }) => matches(path))) continue;
    left = left.filter(({ matches }) => !matches(path));
    if (left.length === 0) break;
  }
  return left;
}

/** Every deployed file of either build: what is not in the new one was deleted by a change. */
export function* deployedFiles({ tree, changes }: Pick<ChangeSet, "tree" | "changes">): Generator<RepoPath> {
  yield* tree.keys();
  for (const { kind, path } of changes) if (kind === "deleted") yield path;
}

/** One sentence an input. */
export function unusedGlobNotes(unused: readonly NamedGlob[], folder: string): readonly string[] {
  return [...Map.groupBy(unused, ({ input }) => input)].map(([input, globs]) => {
    const named = globs.slice(0, MAX_NAMED).map(({ text }) => `"${escapeControlCharacters(text, 100)}"`);
    const more = globs.length > MAX_NAMED ? ` and ${globs.length - MAX_NAMED} more` : "";
    return `${input}: no file of the old or the new build matches ${named.join(", ")}${more}. Globs are relative to ${folder}.`;
  });
}
