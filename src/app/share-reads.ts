import type { Destination } from "../model/config.ts";
import type { RepoPath } from "../model/path.ts";
import type { Tree } from "../model/tree.ts";
import type { Files, Hashes, HashOptions } from "../ports/files.ts";
import type { Git, Repository, TreeEntry } from "../ports/git.ts";
import type { World } from "../ports/world.ts";

/**
 * Lets destinations that share a build folder share what is read of it: each file is hashed once, each commit listed once
 * and each pair of commits compared once in a run. A run with one destination keeps nothing in memory for another.
 */
export function shareReads(world: World, destinations: readonly Destination[]): World {
  if (destinations.length < 2) return world;
  return {
    ...world,
    files: shareHashes(world.files, destinations),
    git: shareGit(world.git),
    gitHub: remembered((options) => shareGit(world.gitHub(options))),
  };
}

/** Hashes what any destination of the folder deploys, and gives each of them its own files. */
function shareHashes(files: Files, destinations: readonly Destination[]): Files {
  const hashesOf = remembered((key: readonly [string, readonly string[], number | undefined]) => {
    const [folder, ignore, matchLimitMs] = key;
    const sources = destinations.flatMap(({ source }) => (isFolder(source.buildDir, folder) ? [source] : []));
    const include = (path: RepoPath) => sources.some((source) => source.include(path));
    return files.hashes(folder, { include, ignore, matchLimitMs, onHash: () => onHashOf?.() });
  });
  let onHashOf: HashOptions["onHash"];
  const isFolder = (buildDir: string | undefined, folder: string) =>
    buildDir !== undefined && files.resolve(buildDir) === folder;
  return {
    ...files,
    async hashes(folder: string, { include, ignore, matchLimitMs, onHash }: HashOptions): Promise<Hashes> {
      onHashOf = onHash;
      const hashes = await hashesOf([files.resolve(folder), ignore, matchLimitMs]);
      return { ...hashes, files: included(hashes.files, include) };
    },
  };
}

function included(files: Tree, include: (path: RepoPath) => boolean): Tree {
  const isWhole = files.keys().every(include);
  return isWhole ? files : new Map([...files].filter(([path]) => include(path)));
}

function shareGit(git: Git): Git {
  const open = remembered(async (folder: string) => {
    const repository = await git.open(folder);
    return repository === undefined ? undefined : shareRepository(repository);
  });
  return { ...git, open };
}

function shareRepository(repository: Repository): Repository {
  const diff = remembered(([base, head]: readonly [string, string]) => repository.diff(base, head));
  const entries = remembered(async ([commit, folder]: readonly [string, RepoPath]) => {
    const found: TreeEntry[] = [];
    await repository.tree(commit, folder, (entry) => found.push(entry));
    return found;
  });
  const changed = remembered(async ([folder, most]: readonly [RepoPath, number]) => {
    const tracked: TreeEntry[] = [];
    return { tracked, paths: await repository.untrackedOrModified(folder, most, (entry) => tracked.push(entry)) };
  });
  return {
    ...repository,
    diff: (base, head) => diff([base, head]),
    async tree(commit, folder, onEntry) {
      for (const entry of await entries([commit, folder])) onEntry(entry);
    },
    async untrackedOrModified(folder, most, onTracked) {
      const { tracked, paths } = await changed([folder, most]);
      if (onTracked !== undefined) for (const entry of tracked) onTracked(entry);
      return paths;
    },
  };
}

/** Caches the results of a function by its key, compared as JSON. */
function remembered<K, V>(read: (key: K) => V): (key: K) => V {
  const answers = new Map<string, V>();
  return (key) => {
    const name = JSON.stringify(key);
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = read(key);
    answers.set(name, answer);
    return answer;
  };
}
