import { execFile } from "node:child_process";
import { chmod, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { makeTempFolder } from "./temp-folder.ts";

const run = promisify(execFile);

/** A real repository in a temporary folder. Use it with `await using`, or call `close`. */
export interface TestRepository extends AsyncDisposable {
  /** Absolute, with links resolved. */
  readonly root: string;
  /** Runs git and returns its standard output without the last line break; rejects when git fails. */
  git(...args: string[]): Promise<string>;
  /** Writes files; a name may be bytes, for what is not UTF-8. `null` removes. */
  write(files: Files): Promise<void>;
  /** Makes a symbolic link. */
  link(path: string, target: string): Promise<void>;
  /** Adds everything, ignored files apart, and commits. Returns the commit's id. */
  commit(message?: string): Promise<string>;
  close(): Promise<void>;
}

export type Files = Readonly<Record<string, string | null>> | ReadonlyMap<string | Buffer, string | null>;

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

/** An empty repository on branch `main`, or with `files` as its first commit. */
export async function createRepository(files?: Files): Promise<TestRepository> {
  const folder = await temporaryFolder();
  await gitIn(folder.path, "init", "--quiet", "--initial-branch=main");
  const repository = repositoryAt(folder.path);
  if (files !== undefined) {
    await repository.write(files);
    await repository.commit();
  }
  return repository;
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
  const close = (): Promise<void> => rm(root, { recursive: true, force: true });
  return {
    root,
    git: (...args) => gitIn(root, ...args),
    write: (files) => writeFiles(root, files),
    async link(path, target) {
      await rm(join(root, path), { force: true });
      await mkdir(dirname(join(root, path)), { recursive: true });
      await symlink(target, join(root, path));
    },
    async commit(message = "change") {
      await gitIn(root, "add", "--all");
      await gitIn(root, "commit", "--quiet", "--allow-empty", "-m", message);
      return gitIn(root, "rev-parse", "HEAD");
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Makes a script that says, by leaving a file behind, that somebody ran it. */
export async function canary(script: string, mark: string): Promise<void> {
  await writeFile(script, `#!/bin/sh\necho ran >> '${mark}'\nexit 1\n`);
  await chmod(script, 0o755);
}

async function writeFiles(root: string, files: Files): Promise<void> {
  const entries: Iterable<readonly [string | Buffer, string | null]> =
    files instanceof Map ? files : Object.entries(files as Readonly<Record<string, string | null>>);
  for (const [name, content] of entries) {
    const path = Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name)]);
    if (content === null) {
      await rm(path, { recursive: true, force: true });
      continue;
    }
    const slash = path.lastIndexOf("/");
    await mkdir(path.subarray(0, slash), { recursive: true });
    await writeFile(path, content);
  }
}
