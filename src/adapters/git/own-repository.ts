import { copyFileSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { appendFile, realpath, stat } from "node:fs/promises";
import { join, resolve as resolvePath } from "node:path";
import { PurgeError } from "../../model/errors.ts";
import { errorCode } from "../files/error-code.ts";
import { inGitDirectory, withoutPipes } from "./blocking-files.ts";
import { type Checkout, submoduleObjects } from "./checkout.ts";
import { configEnvironment, type GitSettings, gitEnvironment } from "./environment.ts";
import { configureGitDirectory, makeGitDirectory } from "./git-directory.ts";
import { createObjectReader, type ObjectReader } from "./object-reader.ts";
import { type GitRunner, runGit } from "./process.ts";
import { lastOf, readSettingsFile, type Settings } from "./read-settings.ts";
import { listReftable } from "./reftable.ts";

/** A git directory of ours that reads the objects, refs and index of a checkout, and nothing of its configuration. */
export interface OwnRepository {
  readonly checkout: Checkout;
  /** Absolute path of our directory. */
  readonly directory: string;
  /** Where further directories are made. */
  readonly temp: string;
  /** The checkout's own configuration, as text. */
  readonly settings: Settings;
  /** Did the checkout leave objects out, to be fetched when they are needed? */
  readonly isPartial: boolean;
  /** The commit that HEAD named when the checkout was opened, whatever moves it later; undefined before the first commit. */
  readonly head: string | undefined;
  /** Ids that were found to name commits that are here: none of them goes away. */
  readonly commits: Set<string>;
  readonly run: GitRunner;
  readonly objects: ObjectReader;
  readonly options: OwnRepositoryOptions;
}

export interface OwnRepositoryOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly commandLimitMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Settings that say how files on the disk are compared with the index. All are plain words: none names a program. */
const COPIED = [
  "filemode",
  "symlinks",
  "ignorecase",
  "precomposeunicode",
  "autocrlf",
  "eol",
  "checkstat",
  "trustctime",
];
const PLAIN_WORD = /^[a-z0-9]{1,12}$/i;

/**
 * Git starts programs that a configuration names: hooks, filters, credential helpers, the other end of a fetch. A list of
 * what to switch off is never whole, so the checkout's configuration is not in force at all. Since our directory has no
 * promisor remote, no git brings missing objects by itself either.
 *
 * @throws {PurgeError} diff, when git cannot read the checkout.
 */
export async function openOwnRepository(checkout: Checkout, options: OwnRepositoryOptions): Promise<OwnRepository> {
  const temp = options.environment["RUNNER_TEMP"] ?? "";
  const directory = makeGitDirectory(temp);
  const run = createRunner(checkout, directory, options);
  const { ok, message, settings } = await readSettingsFile(run, join(checkout.commonDirectory, "config"));
  if (!ok) throw new PurgeError("diff", `The git repository at ${checkout.root} cannot be read: ${message}.`);
  await assertSupported(checkout, settings);
  configureGitDirectory(directory, copiedSettings(settings));
  await borrowRefs(checkout, directory, settings, options);
  const objects = [join(checkout.commonDirectory, "objects"), ...(await submoduleObjects(checkout))];
  for (const folder of objects) await addAlternate(directory, folder);
  const isPartial = [...settings.keys()].some((name) =>
    /^(?:remote\..*\.promisor|extensions\.partialclone)$/s.test(name),
  );
  const reader = readObjects(checkout, directory, options);
  const head = await pinHead(checkout, reader, directory);
  const commits = new Set(head === undefined ? [] : [head]);
  return { checkout, directory, temp, settings, isPartial, head, commits, run, objects: reader, options };
}

/**
 * Every question of a run is about the same commit, though a step beside it may commit or check out another one.
 *
 * @throws {PurgeError} diff, when git cannot read the checkout.
 */
async function pinHead({ root }: Checkout, { read }: ObjectReader, directory: string): Promise<string | undefined> {
  const answer = await read(["HEAD^{commit}"]);
  if (!answer.ok) throw new PurgeError("diff", `The git repository at ${root} cannot be read: ${answer.message}.`);
  const head = answer.objects[0]?.id;
  if (head !== undefined) writeFileSync(join(directory, "HEAD"), `${head}\n`);
  return head;
}

function copiedSettings(settings: Settings): GitSettings {
  const names = [...COPIED.map((name) => `core.${name}`), "extensions.objectformat"];
  return names.flatMap((name): GitSettings => {
    const value = lastOf(settings, name);
    return value !== undefined && PLAIN_WORD.test(value) ? [[name, value]] : [];
  });
}

/** A git directory for objects of the same format that has none, to fetch into. */
export function makeEmptyDirectory({ temp, settings }: OwnRepository): string {
  const directory = makeGitDirectory(temp);
  configureGitDirectory(directory, copiedSettings(settings));
  return directory;
}

function createRunner(checkout: Checkout, directory: string, options: OwnRepositoryOptions): GitRunner {
  const start = startOf(checkout, directory, options);
  const pipes = inGitDirectory(checkout);
  return (args, { settings = [], limitMs = options.commandLimitMs, variables, signal, ...streams } = {}) =>
    withoutPipes(pipes, (ended) =>
      runGit({
        ...start,
        args,
        environment: { ...start.environment, ...variables, ...configEnvironment(settings) },
        limitMs,
        ...streams,
        signal: anyOf(ended, options.signal, signal),
      }),
    );
}

function readObjects(checkout: Checkout, directory: string, options: OwnRepositoryOptions): ObjectReader {
  const start = startOf(checkout, directory, options);
  const reader = createObjectReader({ ...start, limitMs: options.commandLimitMs });
  const pipes = inGitDirectory(checkout);
  return {
    ...reader,
    read: (names, take, signal) =>
      withoutPipes(pipes, (ended) => reader.read(names, take, anyOf(ended, options.signal, signal))),
  };
}

function startOf(checkout: Checkout, directory: string, { environment }: OwnRepositoryOptions) {
  return {
    // Not the work tree: Windows looks for programs in the folder that a process starts in.
    cwd: directory,
    environment: {
      ...gitEnvironment(environment, directory),
      ...configEnvironment([]),
      GIT_WORK_TREE: checkout.root,
      GIT_INDEX_FILE: join(checkout.gitDirectory, "index"),
    },
  };
}

function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((one) => one !== undefined));
}

async function assertSupported({ root, gitDirectory }: Checkout, settings: Settings): Promise<void> {
  const tree = lastOf(settings, "core.worktree");
  const workTree = tree === undefined ? root : await realpath(resolvePath(gitDirectory, tree)).catch(() => "");
  if (workTree !== root) {
    throw new PurgeError("diff", `The git repository at ${root} keeps its files elsewhere (core.worktree).`);
  }
  const refs = lastOf(settings, "extensions.refstorage") ?? "files";
  const format = lastOf(settings, "extensions.objectformat") ?? "sha1";
  if (!["files", "reftable"].includes(refs))
    throw unsupported(root, `refs kept as ${PLAIN_WORD.test(refs) ? refs : "?"}`);
  if (!/^sha(?:1|256)$/.test(format))
    throw unsupported(root, `objects named by ${PLAIN_WORD.test(format) ? format : "?"}`);
}

function unsupported(root: string, why: string): PurgeError {
  const message = `The git repository at ${root} has a format that this action does not read (${why}): set changes: github or changes: build.`;
  return new PurgeError("diff", message);
}

/** HEAD and the current refs. Git looks for the shared index of a split index beside the directory. */
async function borrowRefs(
  checkout: Checkout,
  directory: string,
  settings: Settings,
  options: OwnRepositoryOptions,
): Promise<void> {
  const { gitDirectory, commonDirectory } = checkout;
  copyIfThere(join(commonDirectory, "shallow"), join(directory, "shallow"));
  for (const name of readdirSync(gitDirectory)) {
    if (name.startsWith("sharedindex.")) copyIfThere(join(gitDirectory, name), join(directory, name));
  }
  if (lastOf(settings, "extensions.refstorage") === "reftable") {
    await writeRefs(checkout, directory, settings, options);
    return;
  }
  writeFileSync(join(directory, "HEAD"), readFileSync(join(gitDirectory, "HEAD")));
  copyIfThere(join(commonDirectory, "packed-refs"), join(directory, "packed-refs"));
  for (const name of readdirSync(join(commonDirectory, "refs"))) {
    // A junction takes no privilege on Windows; elsewhere it is a symbolic link.
    symlinkSync(join(commonDirectory, "refs", name), join(directory, "refs", name), "junction");
  }
}

/** @throws {PurgeError} diff, when this version of git knows no tables of refs. */
async function writeRefs(
  checkout: Checkout,
  directory: string,
  settings: Settings,
  options: OwnRepositoryOptions,
): Promise<void> {
  const refs = await listReftable(checkout, () => {
    const copy = makeGitDirectory(options.environment["RUNNER_TEMP"] ?? "");
    configureGitDirectory(copy, [...copiedSettings(settings), ["extensions.refstorage", "reftable"]]);
    return { directory: copy, run: createRunner(checkout, copy, options) };
  });
  if (refs === undefined)
    throw unsupported(checkout.root, "refs kept as reftable, which git reads from version 2.45 on");
  writeFileSync(join(directory, "HEAD"), refs.head);
  writeFileSync(join(directory, "packed-refs"), refs.packed, "latin1");
}

function copyIfThere(from: string, to: string): void {
  try {
    copyFileSync(from, to);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
}

/** Lets git look for objects in a further folder too. A path with a line break is quoted as in C. */
export async function addAlternate(directory: string, objects: string): Promise<void> {
  const found = await stat(objects).catch(() => undefined);
  if (found?.isDirectory() !== true) return;
  const path = objects.replaceAll("\\", "/");
  const line = /[\n"]/.test(path) ? `"${path.replaceAll('"', '\\"').replaceAll("\n", "\\n")}"` : path;
  await appendFile(join(directory, "objects/info/alternates"), `${line}\n`);
}
