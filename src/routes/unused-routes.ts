import { escapeControlCharacters } from "../lib/escape.ts";
import type { ChangesRead } from "../model/change.ts";
import type { RepoPath } from "../model/path.ts";
import type { Route } from "../model/route.ts";
import type { Repository } from "../ports/git.ts";

/** Routes that the sentence names. */
const MAX_NAMED = 5;

/** What of git is needed: the files of a commit. */
interface CommitFiles {
  open(folder: string): Promise<Pick<Repository, "tree"> | undefined>;
}

/**
 * A sentence where routes match no file that is known: of the build, of what changed, and of the commit where git reads one.
 * A route that never matches is a slip of the pen, and what it stands for is never purged.
 */
export async function unusedRoutesNote(
  set: ChangesRead,
  routes: readonly Route[],
  buildDir: string | undefined,
  { git }: { readonly git: CommitFiles },
): Promise<string | undefined> {
  let left = routes;
  const dropMatching = (path: RepoPath): void => {
    if (left.some(({ glob }) => glob.match(path) !== undefined))
      left = left.filter(({ glob }) => glob.match(path) === undefined);
  };
  const { changes, tree, outside = [], unmatched = [], prefix = "", sources, head } = set;
  const within = (path: RepoPath) => (prefix === "" ? path : `${prefix}/${path}`);
  for (const { path } of changes) dropMatching(within(path));
  for (const { path } of outside) dropMatching(path);
  for (const path of unmatched) dropMatching(path);
  for (const path of left.length === 0 ? [] : tree.keys()) dropMatching(within(path));
  // What GitHub compares without a checkout is not listed: there a route may match what did not change.
  if (left.length === 0 || sources.includes("github") || sources.length === 0) return undefined;
  if (sources.includes("git") && head !== undefined) {
    const repository = await git.open(buildDir ?? ".");
    await repository?.tree(head, "", ({ path }) => dropMatching(path));
  }
  if (left.length === 0) return undefined;
  const named = left
    .slice(0, MAX_NAMED)
    .map(({ line, glob }) => `"${escapeControlCharacters(glob.text, 100)}" (line ${line})`);
  const more = left.length > MAX_NAMED ? ` and ${left.length - MAX_NAMED} more` : "";
  return `routes: no file matches ${named.join(", ")}${more}. Globs start at the repository's root.`;
}
