import type { ChangeSet } from "../model/change.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { World } from "../ports/world.ts";
import { below } from "./git/commit-files.ts";
import { type GitOptions, readGitChanges } from "./git/read-git.ts";

/**
 * A build's changes with those of the files that it is made from, which routes follow: its content says nothing of them, so
 * the commit that it was made from is remembered with it.
 *
 * @param options `remembered`: without a commit it is not known which of them changed, so everything counts as changed.
 * @returns as it is where no checkout holds the build.
 */
export async function withSourceChanges(
  read: { readonly set: ChangeSet; readonly snapshot: Snapshot },
  options: GitOptions & { readonly buildDir: string },
  world: Pick<World, "git" | "runner">,
): Promise<{ readonly set: ChangeSet; readonly snapshot: Snapshot }> {
  const repository = await world.git.open(options.buildDir);
  if (repository === undefined) return read;
  const { prefix } = repository;
  const commits = await readGitChanges({ ...options, buildDir: undefined }, world);
  const sources = (commits.outside ?? []).filter(({ path }) => path !== prefix && below(prefix, path) === undefined);
  return {
    set: {
      ...read.set,
      prefix,
      outside: [...(read.set.outside ?? []), ...sources],
      ignored: read.set.ignored + sources.length,
      everything: read.set.everything ?? commits.everything,
      notes: [...read.set.notes, ...commits.notes],
    },
    snapshot: { ...read.snapshot, commit: commits.head },
  };
}
