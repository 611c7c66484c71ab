import { spawn } from "node:child_process";

/** How a git process ended. The outside's failures are values. */
export interface GitEnd {
  readonly ok: boolean;
  /** Exit code; undefined when the process did not start or was killed. */
  readonly code?: number;
  /** Why it is not ok, without credentials, for a message; empty when it is. */
  readonly message: string;
}

/** What starts a git process. */
export interface GitStart {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** A git process that runs. */
export interface GitProcess {
  readonly child: ReturnType<typeof spawnGit>;
  /** Kills it and all that it started. */
  kill(): void;
  readonly ended: Promise<GitEnd>;
}

/** Bytes of standard error that are kept. Git says what is wrong in its first lines. */
const MAX_ERROR_BYTES = 4096;
/** Characters of it that a message shows. */
const MAX_MESSAGE_LENGTH = 300;

/** Starts git without a shell. */
export function startGit(start: GitStart): GitProcess {
  const child = spawnGit(start);
  const errors: Buffer[] = [];
  // One that ends early does not read it all: how it ended says enough.
  child.stdin.on("error", () => undefined);
  child.stderr.on("data", (chunk: Buffer) => keepStart(errors, chunk));
  let isOver = false;
  const ended = new Promise<GitEnd>((resolve) => {
    child.on("error", (error: NodeJS.ErrnoException) => resolve({ ok: false, message: startFailure(error) }));
    child.on("close", (code) => {
      isOver = true;
      resolve(endOf(code, errors));
    });
  });
  // Another process may have its id later.
  return { child, kill: () => void (isOver || killGroup(child)), ended };
}

function spawnGit({ args, cwd, environment }: GitStart) {
  return spawn("git", [...args], {
    cwd,
    env: environment,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
    // A group of its own, so that helpers of git are killed with it.
    detached: process.platform !== "win32",
  });
}

function endOf(code: number | null, errors: readonly Buffer[]): GitEnd {
  if (code === 0) return { ok: true, code, message: "" };
  const message = describeErrors(Buffer.concat(errors), code);
  return code === null ? { ok: false, message } : { ok: false, code, message };
}

function killGroup(child: ReturnType<typeof spawnGit>): void {
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
