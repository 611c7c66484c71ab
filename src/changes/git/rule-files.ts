import type { RuleFile, RuleFiles, RuleNames } from "../../model/change.ts";
import { PurgeError } from "../../model/errors.ts";
import { pathFromBytes, type RepoPath } from "../../model/path.ts";
import type { Tree } from "../../model/tree.ts";
import type { RawChange, Repository } from "../../ports/git.ts";
import { identity, isLink } from "./commit-files.ts";
import { createLocator, FOLDER } from "./locate.ts";

const NO_RULES: RuleNames = { inBuild: [], anywhere: [] };

interface Ends {
  readonly base: string;
  readonly head: string;
  /** Where `build-dir` lies in the base; undefined where the base does not have it. */
  readonly baseFolder: RepoPath | undefined;
  /** The new build, and every change between the two ends. */
  readonly tree: Tree;
  readonly diff: readonly RawChange[];
}

/** The text of the host's rules before and after, as far as the checkout has it. A link's rules are those of its target. */
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
async function idsOf(repository: Repository, path: RepoPath, inTree: RepoPath | undefined, ends: Ends) {
  const { base, head, baseFolder } = ends;
  const { before, after } = await identitiesOf(repository, path, inTree, ends);
  const pathBefore =
    inTree === undefined || baseFolder === undefined ? path : baseFolder === "" ? inTree : `${baseFolder}/${inTree}`;
  return {
    before: isLink(before) ? await targetId(repository, base, pathBefore, before) : before,
    after: isLink(after) ? await targetId(repository, head, path, after) : after,
  };
}

/** What a link's target is known by; the link itself, where the target is no file of the repository. */
async function targetId(repository: Repository, commit: string, path: RepoPath, link: string | undefined) {
  const located = await createLocator(repository, commit)(path);
  return located.kind === "entry" && located.entry.mode !== FOLDER ? located.entry.id : link;
}

async function identitiesOf(
  repository: Repository,
  path: RepoPath,
  inTree: RepoPath | undefined,
  { head, tree, diff }: Ends,
): Promise<{ readonly before: string | undefined; readonly after: string | undefined }> {
  const change = diff.find((one) => one.path === path);
  if (change !== undefined) {
    const present = (mode: string, id: string) => (Number(mode) === 0 ? undefined : identity(mode, id));
    return { before: present(change.oldMode, change.oldId), after: present(change.newMode, change.newId) };
  }
  const entry = inTree === undefined ? await repository.entry(head, path) : undefined;
  const content = inTree === undefined ? entry && identity(entry.mode, entry.id) : tree.get(inTree);
  return { before: content, after: content };
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
