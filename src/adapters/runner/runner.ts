import { configError } from "../../model/errors.ts";
import type { Log } from "../../ports/log.ts";
import type { Runner } from "../../ports/runner.ts";
import { type FileRead, readAtMost } from "../files/read-at-most.ts";
import { appendNow } from "./append.ts";
import { setOutput } from "./commands.ts";
import type { Redactor } from "./redact.ts";

/**
 * Largest event that is read, in bytes. GitHub caps a webhook's payload at 25 MB and sends none that is larger
 * (GitHub's documentation, "Webhook events and payloads").
 */
const LARGEST_EVENT = 32 * 1024 * 1024;
/** Above this the runner uploads nothing of a step's summary (`FileCommandManager.cs` of actions/runner 2.336.0). */
const LARGEST_SUMMARY = 1024 * 1024;

/**
 * What the runner's variables and event file say of the run. An absent value is empty, so that the action also runs by hand.
 *
 * @throws {PurgeError} config, when there is an event file and it cannot be used: without it the diff would be guessed.
 */
export async function readRunner(environment: NodeJS.ProcessEnv): Promise<Runner> {
  const payload = await readEvent(environment["GITHUB_EVENT_PATH"] ?? "");
  return {
    event: { name: environment["GITHUB_EVENT_NAME"] ?? "", payload },
    sha: environment["GITHUB_SHA"] ?? "",
    ref: environment["GITHUB_REF"] ?? "",
    repository: environment["GITHUB_REPOSITORY"] ?? "",
    serverUrl: environment["GITHUB_SERVER_URL"] || "https://github.com",
    runId: environment["GITHUB_RUN_ID"] ?? "",
    runAttempt: Math.max(1, Number.parseInt(environment["GITHUB_RUN_ATTEMPT"] ?? "", 10) || 1),
    workspace: environment["GITHUB_WORKSPACE"] || process.cwd(),
    isSelfHosted: environment["RUNNER_ENVIRONMENT"] === "self-hosted",
    step: [
      // `octo/site/.github/workflows/preview.yml@refs/pull/7/merge`: the file alone.
      (environment["GITHUB_WORKFLOW_REF"] ?? "").replace(/@.*$/s, ""),
      ...["GITHUB_WORKFLOW", "GITHUB_JOB", "GITHUB_ACTION"].map((name) => environment[name] ?? ""),
    ],
  };
}

async function readEvent(path: string): Promise<Readonly<Record<string, unknown>>> {
  if (path === "") return {};
  const event = parseJson(await readEventText(path));
  if (typeof event !== "object" || event === null || Array.isArray(event)) throw eventError("holds no JSON object");
  return event as Readonly<Record<string, unknown>>;
}

async function readEventText(path: string): Promise<string> {
  let file: FileRead;
  try {
    file = await readAtMost(path, LARGEST_EVENT);
  } catch (error) {
    if (isSystemError(error)) throw eventError(`cannot be read (${error.code})`);
    throw error;
  }
  if (file.kind === "no-file") throw eventError("is a folder, a pipe or a device");
  if (file.kind === "too-large") throw eventError(`has more than the ${LARGEST_EVENT} bytes that are read`);
  return new TextDecoder().decode(file.bytes);
}

/** The parser's own message quotes the text, which may hold anything: it is not passed on. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw eventError("is not valid JSON");
  }
}

function eventError(what: string) {
  const message = `the event file that the runner names there ${what}. Run the job again; by hand, point it at a webhook's JSON or leave it unset.`;
  return configError([{ input: "GITHUB_EVENT_PATH", message }]);
}

/**
 * Every `INPUT_*` variable by the name a user writes: `INPUT_SITE-URL` is `site-url`. Blanks at the ends are trimmed. They
 * are taken out of the environment, since some are secrets and a child process inherits what is in it.
 *
 * Declared inputs that were not given are there and empty. Unknown ones are passed on as they are (the runner only warns
 * of them), so that a misspelt input is not taken for a missing one.
 */
export function takeInputs(environment: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const inputs = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    if (name.startsWith("INPUT_") && name.length > "INPUT_".length) {
      inputs.set(name.slice("INPUT_".length).toLowerCase(), (value ?? "").trim());
      delete environment[name];
    }
  }
  return inputs;
}

/** Where results go: every text passes the redactor, and what cannot be written is a warning, not a failed step. */
export interface Sinks {
  readonly redactor: Pick<Redactor, "redact">;
  readonly log: Pick<Log, "warning">;
}

/** Sets the step's outputs. Without `GITHUB_OUTPUT` nothing is written: the old command on stdout is deprecated. */
export async function writeOutputs(outputs: Readonly<Record<string, string>>, sinks: Sinks): Promise<void> {
  if (!process.env["GITHUB_OUTPUT"]) return sinks.log.warning(notSet("outputs", "GITHUB_OUTPUT"));
  try {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, sinks.redactor.redact(value));
  } catch (error) {
    sinks.log.warning(notWritten("outputs", "GITHUB_OUTPUT", error));
  }
}

/** Appends to the job's summary. */
export async function writeSummary(text: string, sinks: Sinks): Promise<void> {
  const path = process.env["GITHUB_STEP_SUMMARY"];
  if (!path) return sinks.log.warning(notSet("job summary", "GITHUB_STEP_SUMMARY"));
  const content = sinks.redactor.redact(text);
  const bytes = Buffer.byteLength(content);
  if (bytes > LARGEST_SUMMARY) {
    return sinks.log.warning(
      `The job summary has ${bytes} bytes, more than the runner takes (${LARGEST_SUMMARY}); it is left out.`,
    );
  }
  try {
    appendNow(path, content, true);
  } catch (error) {
    sinks.log.warning(notWritten("job summary", "GITHUB_STEP_SUMMARY", error));
  }
}

function notSet(what: string, variable: string): string {
  return `No ${what}: ${variable} is not set. The log and the report file say the same.`;
}

function notWritten(what: string, variable: string, error: unknown): string {
  const why = isSystemError(error) ? error.code : "unknown";
  return `No ${what}: what ${variable} names cannot be written (${why}). The log and the report file say the same.`;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && "errno" in error && "code" in error;
}
