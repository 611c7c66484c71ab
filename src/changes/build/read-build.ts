import { escapeControlCharacters } from "../../lib/escape.ts";
import type { ChangeSet, RuleNames } from "../../model/change.ts";
import { configError, type PurgeError } from "../../model/errors.ts";
import type { RepoPath } from "../../model/path.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { World } from "../../ports/world.ts";
import { compareSnapshots } from "../compare-snapshots.ts";
import { changedBeside, compareBuiltRules, readBuiltRules, readWatched } from "./rule-files.ts";

export interface BuildOptions {
  readonly buildDir: string;
  /** Is this file, named relative to `build-dir`, deployed? */
  readonly include: (path: RepoPath) => boolean;
  /** Regular expressions whose matches are no content, as source text. */
  readonly ignore: readonly string[];
  /** Rule files whose text the url style reads. */
  readonly ruleNames?: RuleNames;
  /** Further rule files, of which only changes are detected. */
  readonly watchedNames?: readonly string[];
  /** The files of the last deploy; undefined when nothing is remembered of them. */
  readonly before: Snapshot | undefined;
}

/**
 * What changed below `build-dir` since the build that is remembered, by the content of its files: times and modes do not
 * count, and neither does how often it was built.
 *
 * @throws {PurgeError} config, when no file of `build-dir` is deployed, or one cannot be read.
 */
export async function readBuild(
  { buildDir, include, ignore, before, ruleNames = NO_RULES, watchedNames = [] }: BuildOptions,
  world: Pick<World, "files">,
): Promise<{ readonly set: ChangeSet; readonly snapshot: Snapshot }> {
  const { files, seen, cut, notes } = await world.files.hashes(buildDir, { include, ignore });
  if (files.size === 0) throw nothingDeployed(buildDir, seen);
  const { texts, unread } = await readBuiltRules(buildDir, ruleNames, world);
  const read = { texts: new Map([...texts, ...(await readWatched(buildDir, watchedNames, world))]), unread };
  const snapshot: Snapshot = {
    source: "build",
    files,
    ...(read.texts.size === 0 ? {} : { rules: read.texts }),
  };
  const rules = compareBuiltRules(before, { ...read, files });
  const changes = before === undefined ? [] : compareSnapshots(before, snapshot);
  const set: ChangeSet = {
    source: "build",
    changes,
    outside: before === undefined ? [] : changedBeside(rules, [before.files, files]),
    ignored: 0,
    tree: files,
    rules,
    ...(before === undefined ? { everything: "no earlier build is remembered" } : {}),
    notes: [...notes, ...logIgnored(ignore, cut)],
  };
  return { set, snapshot };
}

const NO_RULES: RuleNames = { inBuild: [], anywhere: [] };

function logIgnored(ignore: readonly string[], cut: number): readonly string[] {
  if (ignore.length === 0) return [];
  return [`ignore-content: in ${cut} files, text that matches was left out of the comparison.`];
}

function nothingDeployed(buildDir: string, seen: number): PurgeError {
  const folder = escapeControlCharacters(buildDir, 100);
  if (seen === 0) {
    const message = `"${folder}" is empty: nothing to compare is not nothing changed. Run this step after the build.`;
    return configError([{ input: "build-dir", message }]);
  }
  const message = `leaves out all ${seen} files of build-dir. Patterns are relative to build-dir: write blog/**, not ${folder}/blog/**.`;
  return configError([{ input: "include", message }]);
}
