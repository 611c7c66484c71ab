/**
 * Starts the built action as GitHub's runner starts it (actions/runner 2.336.0: `NodeScriptActionHandler.cs`,
 * `ActionRunner.cs`, `Handler.cs`, `ProcessInvoker.cs`) and reads back what the runner would read.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { type Annotation, type Command, createCommandReader } from "./commands.ts";
import { parseKeyValues, readSummary } from "./file-commands.ts";

export { foreignCommands } from "./commands.ts";

const ACTION_FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** What `github.token` is unless the test says otherwise. Masked from the start, as on GitHub. */
export const GITHUB_TOKEN = "ghs_harness0123456789abcdefghijklmnop";

export interface ActionRun {
  /** The step's `with:`. Keys are matched without case; unknown ones are passed on. */
  readonly with: Readonly<Record<string, string>>;
  readonly workspace: string;
  /** Default: a `push` without `before`. `GITHUB_SHA`, `GITHUB_REF` and `GITHUB_REPOSITORY` are taken from the payload. */
  readonly event?: { readonly name: string; readonly payload: Readonly<Record<string, unknown>> };
  /** The workflow's `env:`. As on GitHub it cannot replace a declared input or a variable of the runner's. */
  readonly env?: Readonly<Record<string, string>>;
  /** Contexts of the runner's own, by their name in lower case (`server_url`, `sha`, `ref`, `token`); undefined leaves one out. */
  readonly github?: Readonly<Record<string, string | undefined>>;
  /** Masked from the start, as a repository's secrets are. */
  readonly secrets?: readonly string[];
  /** A signal as soon as a line of output matches, or the promise resolves. */
  readonly signalAfter?: { readonly signal: "SIGINT" | "SIGTERM"; readonly when: RegExp | Promise<unknown> };
  /** After so long the process is killed and `timedOut` is true. Default 60,000. */
  readonly timeoutMs?: number;
  /** Another script than `dist/index.js`, for tests of the harness and of single parts. */
  readonly entry?: string;
  /** Arguments after the script, for such tests. The runner gives none. */
  readonly args?: readonly string[];
}

export interface ActionResult {
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
  const temp = await mkdtemp(join(tmpdir(), "runner-temp-"));
  const files = await makeFiles(temp);
  const environment = await makeEnvironment(run, temp, files);
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
    cleanUp: () => rm(temp, { recursive: true, force: true }),
  };
}

const FILE_COMMANDS = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"] as const;
type CommandFiles = Readonly<Record<(typeof FILE_COMMANDS)[number], string>>;

/** Fresh and empty before every step. */
async function makeFiles(temp: string): Promise<CommandFiles> {
  const folder = join(temp, "_runner_file_commands");
  await mkdir(folder);
  const entries = await Promise.all(
    FILE_COMMANDS.map(async (name) => {
      const path = join(folder, `${name.slice("GITHUB_".length).toLowerCase()}_${crypto.randomUUID()}`);
      await writeFile(path, "");
      return [name, path] as const;
    }),
  );
  return Object.fromEntries(entries) as CommandFiles;
}

function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}

/** In the runner's order: the user's `env`, inputs, then the contexts of its own. Nothing of the test's environment. */
async function makeEnvironment(run: ActionRun, temp: string, files: CommandFiles): Promise<Record<string, string>> {
  const event = run.event ?? { name: "push", payload: {} };
  const eventPath = join(temp, "_github_workflow", "event.json");
  await mkdir(dirname(eventPath));
  await writeFile(eventPath, JSON.stringify(event.payload));
  const contexts: Record<string, string | undefined> = {
    ...contextsOf(event.payload),
    event_name: event.name,
    event_path: eventPath,
    workspace: run.workspace,
    ...run.github,
  };
  const token = contexts["token"] ?? GITHUB_TOKEN;
  const environment: Record<string, string | undefined> = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    CI: "true",
    ...run.env,
    ...(await makeInputs(run.with, token)),
    ...files,
    ...named("GITHUB_", { ...contexts, token: undefined }),
    GITHUB_ACTIONS: "true",
    ...named("RUNNER_", {
      os: "Linux",
      arch: "X64",
      name: "harness",
      environment: "github-hosted",
      temp,
      tool_cache: temp,
    }),
  };
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function contextsOf(payload: Readonly<Record<string, unknown>>): Record<string, string> {
  const repository = payload["repository"] as { full_name?: string } | undefined;
  return {
    actor: "octocat",
    api_url: "https://api.github.com",
    server_url: "https://github.com",
    repository: repository?.full_name ?? "octo-org/site",
    ref: typeof payload["ref"] === "string" ? payload["ref"] : "refs/heads/main",
    sha: typeof payload["after"] === "string" ? payload["after"] : "0".repeat(40),
    run_id: "1",
    run_number: "1",
    run_attempt: "1",
    job: "deploy",
    workflow: "deploy",
  };
}

function named(
  prefix: string,
  values: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name.toUpperCase(), value]));
}

/** `INPUT_` + name, blanks as `_`, in capitals; hyphens stay. Every declared input is there, if only empty. */
async function makeInputs(given: Readonly<Record<string, string>>, token: string): Promise<Record<string, string>> {
  const action = parse(await readText(join(ACTION_FOLDER, "action.yml"))) as {
    inputs?: Record<string, { default?: unknown }>;
  } | null;
  const inputs: Record<string, string> = {};
  for (const [name, { default: value }] of Object.entries(action?.inputs ?? {})) {
    inputs[inputVariable(name)] = value === undefined || value === null ? "" : evaluate(String(value), token);
  }
  for (const [name, value] of Object.entries(given)) inputs[inputVariable(name)] = value;
  return inputs;
}

function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}

function evaluate(value: string, token: string): string {
  const result = value.replace(/\$\{\{\s*github\.token\s*\}\}/g, token);
  if (result.includes("${{")) throw new Error(`The harness evaluates github.token only, not ${value}`);
  return result;
}

interface Ended {
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
  const entry = run.entry ?? join(ACTION_FOLDER, "dist/index.js");
  const child = spawn(process.execPath, [entry, ...(run.args ?? [])], {
    cwd: run.workspace,
    env: environment,
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {});
  child.stdin.end();
  const signalAfter = run.signalAfter;
  const pattern = signalAfter?.when instanceof RegExp ? signalAfter.when : undefined;
  const onLine = (line: string): void => {
    read(line);
    if (signalAfter !== undefined && pattern?.test(line)) child.kill(signalAfter.signal);
  };
  if (signalAfter?.when instanceof Promise) void signalAfter.when.then(() => child.kill(signalAfter.signal));
  const stdout = collect(child.stdout, onLine);
  const stderr = collect(child.stderr, onLine);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill("SIGKILL");
  }, run.timeoutMs ?? 60_000);
  const exitCode = await untilEnd(child);
  clearTimeout(timer);
  return { exitCode, timedOut, rawStdout: stdout(), rawStderr: stderr() };
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
