import type { RuleFile, RuleFiles, RuleNames } from "../../model/change.ts";
import { PurgeError } from "../../model/errors.ts";
import { pathFromBytes, type RepoPath } from "../../model/path.ts";
import type { Tree } from "../../model/tree.ts";
import type { RawChange, Repository } from "../../ports/git.ts";

const NO_RULES: RuleNames = { inBuild: [], anywhere: [] };

interface Ends {
  readonly head: string;
  /** The new build, and every change between the two ends. */
  readonly tree: Tree;
  readonly diff: readonly RawChange[];
}

/** The text of the host's rules before and after, as far as the checkout has it. */
export async function readRuleFiles(
  repository: Repository,
  ends: Ends,
  { inBuild, anywhere }: RuleNames = NO_RULES,
): Promise<{ readonly before: RuleFiles; readonly after: RuleFiles }> {
  const before = new Map<string, RuleFile>();
  const after = new Map<string, RuleFile>();
  for (const name of [...inBuild, ...anywhere]) {
    const own = repository.prefix === "" ? name : `${repository.prefix}/${name}`;
    for (const path of anywhere.includes(name) ? new Set([own, name]) : [own]) {
      const ids = await idsOf(repository, path, path === own ? name : undefined, ends);
      if (ids.before !== undefined && !before.has(name)) before.set(name, await ruleFile(repository, ids.before));
      if (ids.after !== undefined && !after.has(name)) after.set(name, await ruleFile(repository, ids.after));
    }
  }
  return { before, after };
}

/** @param inTree the path below `build-dir`, where it lies there. */
async function idsOf(
  repository: Repository,
  path: RepoPath,
  inTree: RepoPath | undefined,
  { head, tree, diff }: Ends,
): Promise<{ readonly before: string | undefined; readonly after: string | undefined }> {
  const change = diff.find((one) => one.path === path);
  if (change !== undefined) {
    const present = (mode: string, id: string) => (Number(mode) === 0 ? undefined : id);
    return { before: present(change.oldMode, change.oldId), after: present(change.newMode, change.newId) };
  }
  const id = inTree === undefined ? (await repository.entry(head, path))?.id : tree.get(inTree);
  return { before: id, after: id };
}

async function ruleFile(repository: Repository, id: string): Promise<RuleFile> {
  try {
    return { id, text: pathFromBytes(await repository.blob(id)) };
  } catch (error) {
    // Not here, or too long to be kept: the rules are unknown, which the mapping says.
    if (error instanceof PurgeError) return { id };
    throw error;
  }
}
