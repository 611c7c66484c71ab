import { type Change, type ChangeSet, type RuleFiles, UNKNOWN_CONTENT } from "../model/change.ts";
import type { RepoPath } from "../model/path.ts";
import type { Tree } from "../model/tree.ts";

/**
 * A build that is compared with the commit that was deployed before it: what changed between the commits, and every file
 * that is not as its commit has it now. Of those nobody knows here what they were.
 *
 * @param commits what changed from the deployed commit to the one that is checked out.
 * @param uncommitted files of the build that are not as the commit has them.
 */
export function buildSinceCommit(build: ChangeSet, commits: ChangeSet, uncommitted: readonly RepoPath[]): ChangeSet {
  const { everything: _, ...rest } = build;
  const committed = new Map(commits.changes.map((change) => [change.path, change]));
  const paths = [...new Set([...committed.keys(), ...uncommitted])].sort();
  const changes = paths.flatMap((path) => changeOf(path, committed.get(path), build.tree) ?? []);
  const after = build.rules?.after ?? new Map();
  return {
    ...rest,
    changes,
    rules: { before: byText(commits.rules?.before ?? after), after },
    notes: [...build.notes, ...commits.notes, SINCE_COMMIT],
  };
}

const SINCE_COMMIT =
  "The last deploy is remembered as a commit: what changed since then, and what git does not track as it is, counts as changed.";

function changeOf(path: RepoPath, committed: Change | undefined, tree: Tree): Change | undefined {
  if (committed?.isFolder === true) return committed;
  const after = tree.get(path);
  const before = committed === undefined ? UNKNOWN_CONTENT : committed.before;
  if (after === undefined) return before === undefined ? undefined : { kind: "deleted", path, before };
  return before === undefined ? { kind: "added", path, after } : { kind: "modified", path, before, after };
}

/** A file of rules is known to a build by its text, and to a commit by its blob: here both go by the text. */
function byText(files: RuleFiles): RuleFiles {
  return new Map(
    Array.from(files, ([name, file]) => [name, file.text === undefined ? file : { ...file, id: file.text }]),
  );
}

/** A commit whose files are on this disk as they are, compared with the build that was deployed before it. */
export function commitSinceBuild(build: ChangeSet, commit: ChangeSet): ChangeSet {
  const { head, prefix } = commit;
  return {
    ...build,
    source: "git",
    head,
    prefix,
    outside: [...(build.outside ?? []), ...(commit.outside ?? [])],
    notes: [
      ...build.notes,
      "The last deploy is remembered by the content of its files, so these are compared this time.",
    ],
  };
}
