import { isAscii } from "node:buffer";
import { type ChildProcess, spawn } from "node:child_process";
import { PurgeError } from "../../model/errors.ts";
import type { GitSettings } from "./environment.ts";

export interface GitCommand {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Milliseconds after which the process and all that it started are killed. */
  readonly limitMs: number;
  /** Kills them at once. */
  readonly signal?: AbortSignal | undefined;
  /** What the process reads on its standard input. */
  readonly input?: string | Uint8Array;
  /** Gets standard output as it comes. What it throws ends the process and is passed on. */
  readonly onOutput?: (chunk: Buffer) => void;
}

/** How a git process ended. The outside's failures are values. */
export interface GitEnd {
  readonly ok: boolean;
  /** Exit code; undefined when the process did not start or was killed. */
  readonly code?: number;
  /** Why it is not ok, without credentials, for a message; empty when it is. */
  readonly message: string;
}

export interface GitRunOptions extends Pick<GitCommand, "input" | "onOutput" | "signal"> {
  /** For this command alone. */
  readonly settings?: GitSettings;
  /** Milliseconds; default: that of an ordinary command. */
  readonly limitMs?: number;
  /** Further variables of its environment. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Runs one git command on a repository. */
export type GitRunner = (args: readonly string[], options?: GitRunOptions) => Promise<GitEnd>;

/** Runs a command whose output is short, and returns that too. */
export async function readText(
  run: GitRunner,
  args: readonly string[],
  options: Omit<GitRunOptions, "onOutput"> = {},
): Promise<GitEnd & { readonly text: string }> {
  const output = boundedOutput();
  const ended = await run(args, { ...options, onOutput: output.push });
  return { ...ended, text: output.bytes().toString("utf8") };
}

/** Bytes of standard error that are kept. Git says what is wrong in its first lines. */
const MAX_ERROR_BYTES = 4096;
/** Characters of it that a message shows. */
const MAX_MESSAGE_LENGTH = 300;

const CANCELLED = "git was ended, because the run was cancelled or had no time left";

/** Runs git without a shell. Rejects only with what `onOutput` throws. */
export function runGit(command: GitCommand): Promise<GitEnd> {
  const { signal, limitMs, onOutput } = command;
  if (signal?.aborted) return Promise.resolve({ ok: false, message: CANCELLED });
  const { promise, resolve, reject } = Promise.withResolvers<GitEnd>();
  const child = start(command);
  const errors: Buffer[] = [];
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    killGroup(child);
  }, limitMs);
  const cancel = (): void => killGroup(child);
  signal?.addEventListener("abort", cancel, { once: true });
  const end = (ended: GitEnd): void => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
    resolve(ended);
  };
  child.stdout.on("data", (chunk: Buffer) => {
    try {
      onOutput?.(chunk);
    } catch (error) {
      reject(error);
      killGroup(child);
    }
  });
  child.stderr.on("data", (chunk: Buffer) => keepStart(errors, chunk));
  child.on("error", (error: NodeJS.ErrnoException) => end({ ok: false, message: startFailure(error) }));
  child.on("close", (code) => {
    if (signal?.aborted) end({ ok: false, message: CANCELLED });
    else if (code !== 0 && isLate) end({ ok: false, message: `git did not end within ${limitMs / 1000} s` });
    else end(endOf(code, errors));
  });
  return promise;
}

function start({ args, cwd, environment, input }: GitCommand) {
  const child = spawn("git", [...args], {
    cwd,
    env: environment,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
    // A group of its own, so that helpers of git are killed with it.
    detached: process.platform !== "win32",
  });
  // One that ends early does not read it all: how it ended says enough.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  return child;
}

function endOf(code: number | null, errors: readonly Buffer[]): GitEnd {
  if (code === 0) return { ok: true, code, message: "" };
  const message = describeErrors(Buffer.concat(errors), code);
  return code === null ? { ok: false, message } : { ok: false, code, message };
}

/** Takes a stream apart at its NUL bytes. */
export interface Records {
  readonly push: (chunk: Buffer) => void;
  /** Gives what is left. Throws when the stream stopped inside a record: a cut list is no list. */
  readonly finish: () => void;
}

/** Git writes 4 KiB at a time. Taken apart together, so many bytes cost a fraction of what all those pieces would. */
const TOGETHER_BYTES = 1 << 18;

/**
 * @param onRecord gets each record as one character for each byte (`latin1`), and whether all of them are ASCII, that is,
 *   text already. Splitting a whole chunk as text is several times faster than looking for records in bytes.
 */
export function nulRecords(onRecord: (record: string, isAscii: boolean) => void): Records {
  let chunks: Buffer[] = [];
  let size = 0;
  let rest = "";
  let isRestAscii = true;

  function take(): void {
    const bytes = Buffer.concat(chunks);
    [chunks, size] = [[], 0];
    const isChunkAscii = isAscii(bytes);
    const records = (rest + bytes.toString("latin1")).split("\0");
    rest = records.pop() ?? "";
    for (const record of records) onRecord(record, isChunkAscii && isRestAscii);
    // Only a record that the chunk did not end can hold bytes of the chunks before it.
    isRestAscii = isChunkAscii && (records.length > 0 || isRestAscii);
  }

  function push(chunk: Buffer): void {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= TOGETHER_BYTES) take();
  }

  function finish(): void {
    take();
    if (rest !== "") throw new PurgeError("diff", "git's list ends in the middle of a record.");
  }

  return { push, finish };
}

function killGroup(child: ChildProcess): void {
  try {
    if (process.platform !== "win32" && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}

function keepStart(kept: Buffer[], chunk: Buffer): void {
  const size = kept.reduce((sum, { length }) => sum + length, 0);
  if (size < MAX_ERROR_BYTES) kept.push(chunk.subarray(0, MAX_ERROR_BYTES - size));
}

function startFailure(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT")
    return "git is not installed on this runner, or not on its PATH outside of the workspace";
  return `git could not be started (${error.code ?? error.name})`;
}

/** The lines of standard error that say what failed. */
function describeErrors(errors: Buffer, code: number | null): string {
  const text = errors.toString("utf8");
  // A last line that was cut could hold half of a URL's password, which no pattern finds.
  const whole = errors.length < MAX_ERROR_BYTES ? text : text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = withoutCredentials(whole)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const explaining = lines.filter((line) => /^(?:fatal|error|remote|ssh):/.test(line));
  const message = (explaining.length > 0 ? explaining : lines).join(" ").slice(0, MAX_MESSAGE_LENGTH);
  return message === "" ? `git ended with ${code === null ? "a signal" : `exit code ${code}`}` : `git says: ${message}`;
}

/** Removes user and password of every URL, and whatever follows an Authorization header. */
function withoutCredentials(text: string): string {
  return text.replace(/:\/\/[^/\s'"]*@/g, "://***@").replace(/(authorization:).*/gi, "$1 ***");
}

/** Longest output that is kept whole, in bytes. */
const MAX_TEXT_BYTES = 1 << 16;

/** Keeps output up to a length. What is longer ends the process. */
export function boundedOutput(maxBytes = MAX_TEXT_BYTES): { push(chunk: Buffer): void; bytes(): Buffer } {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    push(chunk) {
      size += chunk.length;
      if (size > maxBytes) throw new PurgeError("diff", "git's answer is longer than any that is expected.");
      chunks.push(chunk);
    },
    bytes: () => Buffer.concat(chunks),
  };
}
