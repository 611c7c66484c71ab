import { execFile } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { createPlainCommit, type People } from "./plain-commit.ts";
import { makeTempFolder } from "./temp-folder.ts";
import { type Files, writeFiles } from "./write-files.ts";

export type { Files };

const run = promisify(execFile);

/** A real repository in a temporary folder. Use it with `await using`, or call `close`. */
export interface TestRepository extends AsyncDisposable {
  /** Absolute, with links resolved. */
  readonly root: string;
  /** Runs git and returns its standard output without the last line break; rejects when git fails. */
  git(...args: string[]): Promise<string>;
  /** Writes files; `null` removes. */
  write(files: Files): Promise<void>;
  /** Makes a symbolic link. */
  link(path: string, target: string): Promise<void>;
  /** Adds everything, ignored files apart, and commits. Returns the commit's id. */
  commit(message?: string): Promise<string>;
  /** The id of the commit that is checked out. */
  head(): Promise<string>;
  close(): Promise<void>;
}

/** What test processes get for git: nothing of the machine's own configuration, and fixed people and times. */
export function gitTestEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: "/nonexistent",
    RUNNER_TEMP: process.env["RUNNER_TEMP"],
    LC_ALL: "C",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Ann Author",
    GIT_AUTHOR_EMAIL: "ann@example.com",
    GIT_COMMITTER_NAME: "Cem Committer",
    GIT_COMMITTER_EMAIL: "cem@example.com",
    GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
    GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
  };
}

/** The same people and times as a commit has them. */
const PEOPLE: People = {
  author: "Ann Author <ann@example.com> 1767225600 +0000",
  committer: "Cem Committer <cem@example.com> 1767225600 +0000",
};

/** An empty temporary folder, links resolved. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await makeTempFolder("deploy-purge-");
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 10 }) };
}

/** Runs git in a folder as a test's own process. */
export async function gitIn(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run("git", args, { cwd: folder, env: gitTestEnvironment(), maxBuffer: 1 << 28 });
  return stdout.replace(/\n$/, "");
}

/** What `git init` makes, by path below the folder: asked once of git, which takes longer than writing it. */
let emptyRepository: Promise<ReadonlyMap<string, Buffer | "folder">> | undefined;

async function readEmptyRepository(): Promise<ReadonlyMap<string, Buffer | "folder">> {
  await using folder = await temporaryFolder();
  await gitIn(folder.path, "init", "--quiet", "--template=", "--initial-branch=main");
  const made = new Map<string, Buffer | "folder">();
  for (const entry of await readdir(folder.path, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    made.set(path.slice(folder.path.length + 1), entry.isDirectory() ? "folder" : await readFile(path));
  }
  return made;
}

/** An empty repository on branch `main`, or with `files` as its first commit. */
export async function createRepository(files?: Files): Promise<TestRepository> {
  const folder = await temporaryFolder();
  emptyRepository ??= readEmptyRepository();
  for (const [path, content] of await emptyRepository) {
    if (content === "folder") mkdirSync(join(folder.path, path), { recursive: true });
    else writeFileSync(join(folder.path, path), content);
  }
  const config = (await emptyRepository).get(".git/config") as Buffer;
  const plainCommit = createPlainCommit(folder.path, config, PEOPLE);
  const made = repositoryAt(folder.path);
  const repository = { ...made, commit: async (message = "change") => plainCommit(message) ?? made.commit(message) };
  if (files !== undefined) {
    await repository.write(files);
    await repository.commit();
  }
  return repository;
}

/** A copy that is a repository of its own: a few files, and no process of git. */
export async function copyRepository({ root }: TestRepository): Promise<TestRepository> {
  const folder = await temporaryFolder();
  cpSync(root, folder.path, { recursive: true, verbatimSymlinks: true });
  return repositoryAt(folder.path);
}

/** A clone of `url` in a temporary folder, made with `git clone <args> <url>`. */
export async function cloneRepository(url: string, ...args: string[]): Promise<TestRepository> {
  const folder = await temporaryFolder();
  const root = join(folder.path, "clone");
  await gitIn(folder.path, "-c", "protocol.file.allow=always", "clone", "--quiet", ...args, url, root);
  const close = async (): Promise<void> => folder[Symbol.asyncDispose]();
  return { ...repositoryAt(root), close, [Symbol.asyncDispose]: close };
}

/** The helper for a repository that exists already. */
function repositoryAt(root: string): TestRepository {
  // At once: in the background each of its many small files costs several times as much.
  const head = async () => (await readHead(root)) ?? gitIn(root, "rev-parse", "HEAD");
  const close = async (): Promise<void> => rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  return {
    root,
    git: (...args) => gitIn(root, ...args),
    write: async (files) => writeFiles(root, files),
    async link(path, target) {
      await rm(join(root, path), { force: true });
      await mkdir(dirname(join(root, path)), { recursive: true });
      await symlink(target, join(root, path));
    },
    async commit(message = "change") {
      await gitIn(root, "add", "--all");
      await gitIn(root, "-c", "maintenance.auto=false", "commit", "--quiet", "--allow-empty", "-m", message);
      return head();
    },
    head,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The commit that is checked out, where it lies in a file of its own, as after a commit; undefined where git has to say. */
async function readHead(root: string): Promise<string | undefined> {
  const read = (path: string): Promise<string> => readFile(join(root, ".git", path), "utf8").catch(() => "");
  const head = await read("HEAD");
  const [, ref] = /^ref: (.+)\n$/.exec(head) ?? [];
  const [, id] = /^([0-9a-f]{40,64})\n$/.exec(ref === undefined ? head : await read(ref)) ?? [];
  return id;
}

/** Makes a script that says, by leaving a file behind, that somebody ran it. */
export async function canary(script: string, mark: string): Promise<void> {
  await writeFile(script, `#!/bin/sh\necho ran >> '${mark}'\nexit 1\n`);
  await chmod(script, 0o755);
}
