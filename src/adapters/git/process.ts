import { isAscii } from "node:buffer";
import { PurgeError } from "../../model/errors.ts";
import type { GitSettings } from "./environment.ts";
import { type GitEnd, type GitStart, startGit } from "./start-git.ts";

export interface GitCommand extends GitStart {
  /** Milliseconds after which the process and all that it started are killed. */
  readonly limitMs: number;
  /** Kills them at once. */
  readonly signal?: AbortSignal | undefined;
  /** What the process reads on its standard input. */
  readonly input?: string | Uint8Array;
  /** Gets standard output as it comes. What it throws ends the process and is passed on. */
  readonly onOutput?: (chunk: Buffer) => void;
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

/** Why a process was killed. */
export const CANCELLED = "git was ended, because the run was cancelled or had no time left";
export const tooLate = (limitMs: number): string => `git did not end within ${limitMs / 1000} s`;

/** Runs git without a shell. Rejects only with what `onOutput` throws. */
export async function runGit(command: GitCommand): Promise<GitEnd> {
  const { signal, limitMs, input, onOutput } = command;
  if (signal?.aborted) return { ok: false, message: CANCELLED };
  const { child, kill, ended } = startGit(command);
  const { promise: refused, reject } = Promise.withResolvers<never>();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, limitMs);
  signal?.addEventListener("abort", kill, { once: true });
  child.stdout.on("data", (chunk: Buffer) => {
    try {
      onOutput?.(chunk);
    } catch (error) {
      reject(error);
      kill();
    }
  });
  child.stdin.end(input);
  try {
    const end = await Promise.race([ended, refused]);
    if (signal?.aborted) return { ok: false, message: CANCELLED };
    return !end.ok && isLate ? { ok: false, message: tooLate(limitMs) } : end;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", kill);
  }
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
