import type { Repository, TreeEntry } from "../../src/ports/git.ts";

/** Every file of a commit below a folder, as a list. */
export async function treeOf(repository: Repository, commit: string, folder: string): Promise<readonly TreeEntry[]> {
  const entries: TreeEntry[] = [];
  await repository.tree(commit, folder, (entry) => entries.push(entry));
  return entries;
}
