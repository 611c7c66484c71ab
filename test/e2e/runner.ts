/**
 * Starts the built action as GitHub's runner starts it (actions/runner 2.336.0: `NodeScriptActionHandler.cs`,
 * `ActionRunner.cs`, `Handler.cs`, `ProcessInvoker.cs`) and reads back what the runner would read.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { fileURLToPath } from "node:url";
import { makeTempFolder } from "../support/temp-folder.ts";
import type { ActionRun } from "./action-run.ts";
import { type Annotation, type Command, createCommandReader } from "./commands.ts";
import { GITHUB_TOKEN, makeEnvironment, makeFiles, readText } from "./environment.ts";
import { parseKeyValues, readSummary } from "./file-commands.ts";

const ACTION_FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Where a process writes what it ran; set in `npm run coverage` alone, which measures the sources and not `dist/`. */
const COVERAGE = process.env["NODE_V8_COVERAGE"];
/** Does the action run from `dist/`, as users have it? */
export const IS_BUILT = COVERAGE === undefined;
const SCRIPT = IS_BUILT
  ? [join(ACTION_FOLDER, "dist/index.js")]
  : [
      // Of the hook's own means: the action itself gives no warning.
      "--disable-warning=ExperimentalWarning",
      "--import",
      join(ACTION_FOLDER, "test/support/measured-sources.ts"),
      join(ACTION_FOLDER, "src/main.ts"),
    ];

export type { ActionRun };
export { GITHUB_TOKEN };

export interface ActionResult {
  /** When the process was started, in milliseconds of the wall clock with fractions, and from then to its end. */
  readonly startedAt: number;
  readonly livedMs: number;
  /** 128 + n when a signal ended the process. */
  readonly exitCode: number;
  readonly timedOut: boolean;
  /** As the runner decides it: the exit code, and commands or files that it refuses. */
  readonly conclusion: "success" | "failure";
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  /** As uploaded, masked. Empty when the runner would upload none. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  readonly dropped: readonly Annotation[];
  readonly commands: readonly Command[];
  /** Lines as a reader of the job sees them, stdout and stderr as they came, masked. */
  readonly log: readonly string[];
  readonly rawStdout: string;
  readonly rawStderr: string;
  /** Why the runner itself would fail the step or drop something. */
  readonly errors: readonly string[];
  /** The runner's temporary folder, as it was left: report files are in it. Removed by `cleanUp`. */
  readonly temp: string;
  cleanUp(): Promise<void>;
}

export async function runAction(run: ActionRun): Promise<ActionResult> {
  const temp = await makeTempFolder("runner-temp-");
  const files = await makeFiles(temp);
  const environment = await makeEnvironment(run, temp, files, ACTION_FOLDER);
  const reader = createCommandReader([run.github?.["token"] ?? GITHUB_TOKEN, ...(run.secrets ?? [])]);
  const ended = await execute(run, environment, reader.read);
  const errors = [...reader.state.failures];

  async function keyValues(path: string, deprecated: Map<string, string>): Promise<Record<string, string>> {
    try {
      return Object.fromEntries([...deprecated, ...parseKeyValues(await readText(path))]);
    } catch (error) {
      errors.push(`Unable to process file command: ${(error as Error).message}`);
      return Object.fromEntries(deprecated);
    }
  }

  const outputs = await keyValues(files.GITHUB_OUTPUT, reader.state.outputs);
  const state = await keyValues(files.GITHUB_STATE, reader.state.state);
  const conclusion = ended.exitCode === 0 && errors.length === 0 ? "success" : "failure";
  const summary = readSummary(await readFile(files.GITHUB_STEP_SUMMARY).catch(() => Buffer.alloc(0)));
  if (summary.error !== undefined) errors.push(summary.error);
  const { annotations, dropped, commands, log } = reader.state;
  return {
    ...ended,
    conclusion,
    outputs,
    state,
    summary: summary.text.split("\n").map(reader.mask).join("\n"),
    annotations,
    dropped,
    commands,
    log,
    errors,
    temp,
    // What a killed step started may still write for a moment.
    cleanUp: () => rm(temp, { recursive: true, force: true, maxRetries: 10 }),
  };
}

interface Ended {
  readonly startedAt: number;
  readonly livedMs: number;
  readonly exitCode: number;
  readonly timedOut: boolean;
  readonly rawStdout: string;
  readonly rawStderr: string;
}

/** Where a process still holds the output after the end of the one that was started, the runner waits so long. */
const ORPHAN_MS = 5_000;

async function execute(
  run: ActionRun,
  environment: Record<string, string>,
  read: (line: string) => void,
): Promise<Ended> {
  const script = run.entry === undefined ? SCRIPT : [run.entry];
  const [command = "", ...args] = [...(run.through ?? []), process.execPath, ...script, ...(run.args ?? [])];
  const startMs = performance.now();
  const child = spawn(command, args, {
    cwd: run.workspace,
    env: COVERAGE === undefined ? environment : { ...environment, NODE_V8_COVERAGE: COVERAGE },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {});
  child.stdin.end();
  const signalAfter = run.signalAfter;
  const pattern = signalAfter?.when instanceof RegExp ? signalAfter.when : undefined;
  const onLine = (line: string): void => {
    read(line);
    run.onLine?.(line);
    if (pattern?.test(line)) kill();
    if (run.goneAfter?.test(line)) child.stdout.destroy();
  };
  const kill = (): void => {
    if (signalAfter === undefined) return;
    child.kill(signalAfter.signal);
    if (signalAfter.again !== undefined) child.kill(signalAfter.again);
  };
  if (signalAfter?.when instanceof Promise) void signalAfter.when.then(kill);
  const stdout = collect(child.stdout, onLine);
  const stderr = collect(child.stderr, onLine);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill("SIGKILL");
  }, run.timeoutMs ?? 60_000);
  const exitCode = await untilEnd(child);
  clearTimeout(timer);
  const times = { startedAt: performance.timeOrigin + startMs, livedMs: performance.now() - startMs };
  return { ...times, exitCode, timedOut, rawStdout: stdout(), rawStderr: stderr() };
}

/** Gives lines on as they are complete, and returns a way to get all of the text at the end. */
function collect(stream: NodeJS.ReadableStream, onLine: (line: string) => void): () => string {
  const decoder = new StringDecoder("utf8");
  let text = "";
  let done = 0;
  const giveLines = (isEnd: boolean): void => {
    const ending = /\r\n|\n|\r(?!$)/g;
    ending.lastIndex = done;
    for (let found = ending.exec(text); found !== null; found = ending.exec(text)) {
      onLine(text.slice(done, found.index));
      done = ending.lastIndex;
    }
    if (!isEnd || done === text.length) return;
    onLine(text.slice(done).replace(/\r$/, ""));
    done = text.length;
  };
  stream.on("data", (chunk: Buffer) => {
    text += decoder.write(chunk);
    giveLines(false);
  });
  return () => {
    text += decoder.end();
    giveLines(true);
    return text;
  };
}

/** Signal numbers of Linux, for the exit code that a shell would show. */
const SIGNAL_NUMBERS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

async function untilEnd(child: ChildProcess): Promise<number> {
  const { promise, resolve: settle, reject } = Promise.withResolvers<number>();
  let code = 1;
  child.once("error", reject);
  child.once("exit", (exitCode, signal) => {
    code = exitCode ?? 128 + (SIGNAL_NUMBERS[signal ?? ""] ?? 0);
    const orphan = setTimeout(() => settle(code), ORPHAN_MS);
    child.once("close", () => clearTimeout(orphan));
  });
  child.once("close", () => settle(code));
  return promise;
}
