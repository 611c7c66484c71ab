import type { Change, ChangeSet, ChangesRead } from "../model/change.ts";
import { configError } from "../model/errors.ts";
import type { Snapshot, Source } from "../model/snapshot.ts";
import type { Tree } from "../model/tree.ts";
import type { World } from "../ports/world.ts";
import { buildSinceCommit, commitSinceBuild } from "./across-sources.ts";
import { readBuild } from "./build/read-build.ts";
import { buildStampHint } from "./build-stamp-hint.ts";
import { type ChosenSources, chooseSources, findUncommitted, type SourceOptions } from "./choose-sources.ts";
import { deployedCommit } from "./event.ts";
import type { GitOptions } from "./git/read-git.ts";
import { hintAtPages } from "./pages-hint.ts";
import { type PagesOptions, readPages } from "./sitemap/read-pages.ts";

export interface ChangesOptions extends SourceOptions, Omit<GitOptions, "remembered"> {
  readonly siteUrls: PagesOptions["siteUrls"];
  /** Regular expressions whose matches are no content of a built file, as source text. */
  readonly ignoreContent: readonly string[];
  /** Files of rules that are not read, for sources that see no others than the deployed ones. */
  readonly watchedNames?: readonly string[];
  /** The result of `chooseSources`, where it was called already. */
  readonly chosen?: ChosenSources;
  /**
   * What the memory holds of the last deploy, one for each source. Absent: there is no memory, or it is not to be used, and
   * the event's own base is compared with. Empty, or without this source: nothing is remembered, so everything changed.
   */
  readonly remembered?: readonly Snapshot[] | undefined;
}

type ChangesWorld = Pick<World, "git" | "gitHub" | "runner" | "files">;

/** What one source says. */
interface Read {
  readonly set: ChangeSet;
  readonly snapshot: Snapshot;
  /** It was compared with what the memory holds of another source. */
  readonly isAcross?: true;
}

type Reader = (options: ChangesOptions, world: ChangesWorld) => Promise<Read>;

const READERS: Readonly<Record<Source, Reader>> = {
  git: readGit,
  build: (options, world) =>
    readBuild(
      {
        ...options,
        buildDir: folderOf(options),
        ignore: options.ignoreContent,
        before: rememberedOf("build", options),
      },
      world,
    ),
  sitemap: (options, world) =>
    readPages(
      {
        ...options,
        buildDir: folderOf(options),
        lastmod: options.changes.includes("sitemap-lastmod"),
        before: rememberedOf("sitemap", options),
      },
      world,
    ),
  github: readGitHub,
};

/**
 * What this deploy changed, from the sources that `changes` names or that `auto` finds, as one.
 *
 * @throws {PurgeError} config, when nothing says what was deployed, or a source cannot read what it is pointed at; diff,
 *   when git or GitHub fails.
 */
export async function readChanges(options: ChangesOptions, world: ChangesWorld): Promise<ChangesRead> {
  const { sources, notes, checked } = options.chosen ?? (await chooseSources(options, world));
  const reads: Read[] = [];
  for (const source of sources) reads.push(await readSource(source, { ...options, checked }, world));
  const across = sources.filter((_, at) => reads[at]?.isAcross === true);
  const combined = combine(reads, sources, notes);
  const all: ChangesRead = across.length === 0 ? combined : { ...combined, across };
  const stamp = buildStampHint(all);
  const hints = [...(stamp === undefined ? [] : [stamp]), ...(await hintAtPages(options, all, world))];
  return { ...all, notes: [...all.notes, ...logUnused(options, sources), ...hints] };
}

/** Where `auto` compares builds and there are routes, these follow the commits of the files that the build is made from. */
async function readSource(source: Source, options: ChangesOptions, world: ChangesWorld): Promise<Read> {
  const read = (await readAcross(source, options, world)) ?? (await READERS[source](options, world));
  const { changes, hasRoutes, buildDir } = options;
  if (source !== "build" || !changes.includes("auto") || hasRoutes !== true || buildDir === undefined) return read;
  const { withSourceChanges } = await import("./source-changes.ts");
  const { commit } = rememberedOf("build", options) ?? rememberedOf("git", options) ?? {};
  return { ...read, ...(await withSourceChanges(read, { ...options, buildDir, remembered: { commit } }, world)) };
}

/** Where `auto` takes another source than in the run that is remembered: one that can be compared with it all the same. */
async function readAcross(source: Source, options: ChangesOptions, world: ChangesWorld): Promise<Read | undefined> {
  const { buildDir, remembered } = options;
  const isPlain = options.changes.includes("auto") && (options.head ?? "") === "";
  if (!isPlain || buildDir === undefined || remembered === undefined || rememberedOf(source, options) !== undefined)
    return undefined;
  const commit = rememberedOf("git", options)?.commit;
  if (source === "build" && commit !== undefined) {
    const commits = await readGitChanges({ ...options, remembered: { commit } }, world);
    if (commits.everything !== undefined) return undefined;
    const { set, snapshot } = await READERS.build(options, world);
    const uncommitted = await findUncommitted(buildDir, options.include, world);
    return { set: buildSinceCommit(set, commits, uncommitted ?? []), snapshot, isAcross: true };
  }
  const build = rememberedOf("build", options);
  // Which sources changed since the build is known by its commit, where routes ask for them.
  if (source !== "git" || build === undefined || (options.hasRoutes === true && build.commit === undefined))
    return undefined;
  const { set } = await READERS.build(options, world);
  const head = await readGitChanges({ ...options, remembered: { commit: build.commit } }, world);
  return { set: commitSinceBuild(set, head), snapshot: snapshotOf("git", head), isAcross: true };
}

/** Inputs that say something to a source that is not read. */
function logUnused({ ignoreContent, base, head }: ChangesOptions, sources: readonly Source[]): readonly string[] {
  const read = sources.join(", ");
  const notes: string[] = [];
  if (sources.length === 0) return notes;
  if (ignoreContent.length > 0 && !sources.includes("build"))
    notes.push(`ignore-content is for changes: build, and has no effect on ${read}.`);
  const isGiven = (base ?? "") !== "" || (head ?? "") !== "";
  if (isGiven && !sources.includes("git") && !sources.includes("github"))
    notes.push(`base and head name commits, and have no effect on ${read}.`);
  return notes;
}

/** `chooseSources` lets no source through that needs a folder and has none. */
function folderOf({ buildDir = "." }: ChangesOptions): string {
  return buildDir;
}

function rememberedOf(source: Source, { remembered }: Pick<ChangesOptions, "remembered">): Snapshot | undefined {
  return remembered?.find((snapshot) => snapshot.source === source);
}

type ReadGitChanges = typeof import("./git/read-git.ts").readGitChanges;

/** Loaded with the first call: runs that compare builds, or nothing, need no git. */
async function readGitChanges(...[options, world]: Parameters<ReadGitChanges>): ReturnType<ReadGitChanges> {
  const git = await import("./git/read-git.ts");
  return git.readGitChanges(options, world);
}

async function readGit(options: ChangesOptions, world: ChangesWorld): Promise<Read> {
  const { remembered, ...rest } = options;
  const commit = rememberedOf("git", options)?.commit;
  // `auto` has compared the files already, and found no such file.
  const isKnown = options.changes.includes("auto") || options.buildDir === undefined;
  const [read, uncommitted = []] = await Promise.all([
    readGitChanges(remembered === undefined ? rest : { ...rest, remembered: { commit } }, world),
    isKnown ? [] : findUncommitted(options.buildDir ?? ".", options.include, world),
  ]);
  const snapshot = snapshotOf("git", read);
  if (uncommitted.length === 0) return { set: read, snapshot };
  const note = `${uncommitted.length} files of build-dir differ from the commit or are not in it: git does not see what changed in them.`;
  return { set: { ...read, notes: [...read.notes, note] }, snapshot };
}

/** The same comparison as git's, with GitHub as the repository: what needs no checkout needs no other rules. */
async function readGitHub(options: ChangesOptions, world: ChangesWorld): Promise<Read> {
  const { remembered, token, ...rest } = options;
  if (token === undefined) throw configError([{ input: "github-token", message: NO_TOKEN }]);
  const isWhole = options.hasRoutes === true || (options.ruleNames?.anywhere.length ?? 0) > 0;
  const git = world.gitHub({ token, head: deployedCommit(world.runner), isWhole });
  const commit = rememberedOf("github", options)?.commit;
  const read = await readGitChanges(remembered === undefined ? rest : { ...rest, remembered: { commit } }, {
    git,
    runner: world.runner,
  });
  return { set: { ...read, source: "github" }, snapshot: snapshotOf("github", read) };
}

function snapshotOf(source: "git" | "github", { head, prefix = "" }: ChangeSet): Snapshot {
  return {
    source,
    ...(head === undefined ? {} : { commit: head }),
    ...(prefix === "" ? {} : { prefix }),
  };
}

const NO_TOKEN =
  "is empty, and changes: github asks GitHub's API. Leave the input out: its default is the job's own token.";

/**
 * Several sources as one: whatever one of them calls changed is changed. Identities of two sources are never equal, so a
 * file that only one of them calls changed still answers differently before and after.
 */
function combine(reads: readonly Read[], sources: readonly Source[], notes: readonly string[]): ChangesRead {
  const sets = reads.map(({ set }) => set);
  const pages = sets.flatMap((set) => set.pages ?? []);
  const pageUrls = sets.find((set) => set.pageUrls !== undefined)?.pageUrls;
  const everything = sets.find((set) => set.everything !== undefined)?.everything;
  const ends = sets.find((set) => set.head !== undefined);
  const rules = sets.find((set) => set.rules !== undefined)?.rules;
  const outside = onePerPath(sets.flatMap((set) => set.outside ?? []));
  return {
    source: sources[0] ?? "none",
    sources,
    snapshots: reads.map(({ snapshot }) => snapshot),
    base: ends?.base,
    head: ends?.head,
    changes: sets.length === 1 ? (sets[0] as ChangeSet).changes : onePerPath(sets.flatMap((set) => set.changes)),
    pages: pageUrls === undefined ? undefined : pages,
    pageUrls,
    ...(outside.length === 0 ? {} : { outside }),
    prefix: ends?.prefix,
    rules,
    ignored: sets.reduce((sum, { ignored }) => sum + ignored, 0),
    tree: firstTree(sets),
    everything,
    notes: [...notes, ...sets.flatMap((set) => set.notes)],
  };
}

function onePerPath(changes: readonly Change[]): readonly Change[] {
  const byPath = new Map<string, Change>();
  for (const change of changes) if (!byPath.has(change.path)) byPath.set(change.path, change);
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function firstTree(sets: readonly ChangeSet[]): Tree {
  return sets.find(({ tree }) => tree.size > 0)?.tree ?? new Map();
}
