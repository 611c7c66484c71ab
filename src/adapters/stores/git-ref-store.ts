import { type Loaded, MAX_RECORD_BYTES, type Saved, type Store } from "../../ports/store.ts";
import { errorCode } from "../files/error-code.ts";
import { configEnvironment, type GitSettings, gitEnvironment } from "../git/environment.ts";
import { makeGitDirectory } from "../git/git-directory.ts";
import type { TakeContent } from "../git/object-answers.ts";
import { createObjectReader, type ObjectsRead } from "../git/object-reader.ts";
import { runGit } from "../git/process.ts";
import type { GitEnd } from "../git/start-git.ts";
import { RECORD, writeRecordCommit } from "./record-commit.ts";

export interface GitStoreOptions {
  /** Hex name of the record. */
  readonly key: string;
  /** `https://github.com` and `owner/name`: where the ref lives. The token is sent there and nowhere else. */
  readonly serverUrl: string;
  readonly repository: string;
  readonly token?: string | undefined;
  /** The runner's temporary folder; empty: the system's. */
  readonly temp: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Called with the encoded form of the token before its first use. */
  readonly onSecret: (value: string) => void;
  /** Ends the command under way with all its helpers, and lets no other begin. */
  readonly signal?: AbortSignal;
}

/** Time for one command against the server, in milliseconds; a server that hangs has failed. */
const COMMAND_LIMIT_MS = 60_000;
/** Characters of a command's output that are read as text: ids and messages of a push. */
const LONGEST_TEXT = 64 * 1024;
const REPOSITORY = /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/;

type GitOutput = GitEnd & { readonly text: string };

/** Our git directory, and what is done in it. */
interface Git {
  readonly directory: string;
  run(args: readonly string[], more?: GitSettings): Promise<GitOutput>;
  /** Reads objects in one process, which is ended then. */
  read(names: readonly string[], take: TakeContent): Promise<ObjectsRead>;
}

/**
 * A record as a commit without parents behind a ref of its own, in the repository that the workflow runs for. Nothing of
 * it is in a branch, and old records are garbage to the server.
 *
 * The push says which commit it replaces, and the server refuses when another one is there: a compare-and-swap. All of it
 * happens in a git directory of our own, so that the checkout, if there is one, is not touched.
 */
export function createGitStore(options: GitStoreOptions): Store {
  const ref = `refs/deploy-purge/${options.key.slice(0, 16)}`;
  const url = `${options.serverUrl.replace(/\/+$/, "")}/${options.repository}`;
  let directory: string | undefined;

  async function withGit<T>(work: (git: Git) => Promise<T>): Promise<T | Failed> {
    const problem = unusable(options);
    if (problem !== undefined) return failed(problem);
    try {
      directory ??= makeGitDirectory(options.temp);
    } catch (error) {
      return failed(unwritable(error));
    }
    return work(gitIn(directory, options));
  }

  return {
    name: `the ref ${ref}`,
    kind: "git-ref",
    isLocal: false,
    compares: true,
    load: () => withGit((git) => load(git, url, ref)),
    save: (bytes, expected) => withGit((git) => save(git, { url, ref, bytes, expected })),
  };
}

type Failed = { readonly kind: "failed"; readonly message: string };

function unwritable(error: unknown): string {
  return `the runner's temporary folder cannot be written (${errorCode(error)})`;
}

function unusable({ repository, token = "", serverUrl }: GitStoreOptions): string | undefined {
  if (!REPOSITORY.test(repository)) return "GITHUB_REPOSITORY does not name the repository that is to hold it";
  if (!URL.canParse(serverUrl) || !/^https?:$/.test(new URL(serverUrl).protocol)) return "GITHUB_SERVER_URL is no URL";
  if (token === "") return "github-token is empty; it needs contents: write";
  return undefined;
}

async function load(git: Git, url: string, ref: string): Promise<Loaded> {
  const fetched = await fetchRef(git, url, ref);
  if (!fetched.ok)
    return /couldn't find remote ref/i.test(fetched.message) ? { kind: "missing" } : failed(explain(fetched.message));
  return readRecord(git, ref);
}

/**
 * Without what is longer than any record: it would fill the disk. A server that knows no such filter sends it all the same,
 * or refuses, and is asked again without.
 */
async function fetchRef(git: Git, url: string, ref: string): Promise<GitEnd> {
  const args = ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
  const source = ["--refmap=", "--upload-pack=git-upload-pack", "origin", `+${ref}:${ref}`];
  const remote: GitSettings = [["remote.origin.url", url]];
  // For this one process: nothing that is missing is brought by itself later.
  const partial: GitSettings = [...remote, ["remote.origin.promisor", "true"]];
  const filtered = await git.run([...args, `--filter=blob:limit=${MAX_RECORD_BYTES + 1}`, ...source], partial);
  if (filtered.ok || !/filter/i.test(filtered.message)) return filtered;
  // Git has noted the filter in the directory's configuration, and would ask for it again.
  return git.run([...args, "--no-filter", ...source], remote);
}

async function readRecord(git: Git, ref: string): Promise<Loaded> {
  let version: string | undefined;
  let isThere = false;
  let isTooLarge = false;
  const chunks: Buffer[] = [];
  const take: TakeContent = ({ type, id, size }) => {
    isThere = version !== undefined;
    version ??= type === "commit" ? id : undefined;
    if (type !== "blob") return () => undefined;
    isTooLarge = size > MAX_RECORD_BYTES;
    if (isTooLarge) throw new Error("longer than any record");
    return (chunk) => chunks.push(chunk);
  };
  const answer = await git.read([`${ref}^{commit}`, `${ref}:${RECORD}`], take).catch(({ message }: Error) => {
    return { ok: false as const, message };
  });
  if (version === undefined) return failed(answer.ok ? "what the ref names is no commit" : answer.message);
  // Where the fetch left the record out, git says that it is missing, or ends.
  const isInTree = isThere || (await git.run(["rev-parse", "--verify", "--quiet", `${version}:${RECORD}`])).ok;
  if (isTooLarge || isInTree !== isThere) return { kind: "found", bytes: "too-large", version };
  // A commit of somebody else's making is no record, but it can be replaced as one.
  return answer.ok ? { kind: "found", bytes: Buffer.concat(chunks), version } : failed(answer.message);
}

interface Save {
  readonly url: string;
  readonly ref: string;
  readonly bytes: Uint8Array;
  readonly expected: string | undefined;
}

async function save(git: Git, { url, ref, bytes, expected = "" }: Save): Promise<Saved> {
  let commit: string;
  try {
    commit = await writeRecordCommit(git.directory, bytes);
  } catch (error) {
    return failed(unwritable(error));
  }
  const pushed = await git.run([
    "push",
    "--quiet",
    "--porcelain",
    "--no-verify",
    "--no-recurse-submodules",
    "--receive-pack=git-receive-pack",
    `--force-with-lease=${ref}:${expected}`,
    url,
    `${commit}:${ref}`,
  ]);
  if (pushed.ok) return { kind: "saved", version: commit };
  const output = `${pushed.text}\n${pushed.message}`;
  if (isConflict(output)) return { kind: "conflict" };
  return failed(explain(output.replace(/\s+/g, " ").trim()));
}

/** A lease that is not held any more, or a server that found the ref changed or locked by another push. */
function isConflict(output: string): boolean {
  return /stale info|cannot lock ref|failed to update ref|reference already exists|incorrect old value|fetch first/i.test(
    output,
  );
}

function gitIn(folder: string, { environment, serverUrl, token = "", onSecret, signal }: GitStoreOptions): Git {
  const encoded = Buffer.from(`x-access-token:${token}`).toString("base64");
  onSecret(encoded);
  const header = [`http.${new URL(serverUrl).origin}/.extraheader`, `AUTHORIZATION: basic ${encoded}`] as const;
  const start = { cwd: folder, limitMs: COMMAND_LIMIT_MS, signal };
  const withSettings = (settings: GitSettings) => ({
    ...gitEnvironment(environment, folder),
    ...configEnvironment(settings),
  });
  return {
    directory: folder,
    async run(args, more = []) {
      const chunks: Buffer[] = [];
      const onOutput = (chunk: Buffer): void => void chunks.push(chunk);
      const ended = await runGit({ ...start, args, environment: withSettings([header, ...more]), onOutput });
      return { ...ended, text: Buffer.concat(chunks).subarray(0, LONGEST_TEXT).toString("utf8") };
    },
    async read(names, take) {
      const reader = createObjectReader({ ...start, environment: withSettings([]) });
      try {
        return await reader.read(names, take, signal);
      } finally {
        reader.refresh();
      }
    },
  };
}

function explain(message: string): string {
  if (
    /could not read Username|Authentication failed|terminal prompts disabled|\b40[13]\b|denied|not granted|not found/i.test(
      message,
    )
  ) {
    return `the server refuses it (${message}). Give the job permissions: contents: write`;
  }
  return message;
}

function failed(message: string): Failed {
  return { kind: "failed", message };
}
