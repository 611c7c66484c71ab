// First, for what it does while it is loaded.
import "./adapters/runner/first-outputs.ts";
import { createFiles, keptFolder } from "./adapters/files/files.ts";
import { createHttp } from "./adapters/http/http.ts";
import { deploymentsWhenUsed, gitHubWhenUsed, gitWhenUsed, siteClientWhenUsed } from "./adapters/load-when-used.ts";
import { endProcess } from "./adapters/runner/end-process.ts";
import { environmentWarnings } from "./adapters/runner/environment-warnings.ts";
import { EXIT_CODES, keepOutputs, takeOverSignals } from "./adapters/runner/first-outputs.ts";
import { createIdentity } from "./adapters/runner/identity.ts";
import { createLog } from "./adapters/runner/log.ts";
import { createRedactor } from "./adapters/runner/redact.ts";
import { readRunner, takeInputs, writeOutputs, writeSummary } from "./adapters/runner/runner.ts";
import { systemClock } from "./adapters/runner/system-clock.ts";
import { createVariables } from "./adapters/runner/variables.ts";
import { keepYoungGenerationSmall } from "./adapters/runner/young-generation.ts";
import { createStores } from "./adapters/stores/stores.ts";
import { readConfigFile } from "./app/read-config-file.ts";
import { run } from "./app/run.ts";
import { secretValues } from "./inputs/parse.ts";
import { readConfig } from "./inputs/read-config.ts";
import { headerSecrets } from "./inputs/site-headers.ts";
import { hideUserInfo, passwordsIn } from "./lib/user-info.ts";
import type { Config } from "./model/config.ts";
import { ERROR_CODES, PurgeError } from "./model/errors.ts";
import type { Files } from "./ports/files.ts";
import type { Runner } from "./ports/runner.ts";
import type { World } from "./ports/world.ts";
import { providerIds } from "./providers/registry.ts";
import { describeFailure, type Start } from "./report/build-report.ts";
import type { Report } from "./report/report.ts";
import { GREEN } from "./report/verdict.ts";

/** After a signal the run has this long to end by itself and say what is known; the runner kills after 7.5 seconds. */
const FAREWELL_MS = 2_000;
/** After its end, where something keeps the process: time for the last lines to leave a pipe that is not written at once. */
const LINGER_MS = 500;

/** Whatever fails after a signal fails because of it. */
const CANCELLED = {
  code: ERROR_CODES.cancelled,
  message: "The run was cancelled before it was complete: what changed may still be served old.",
  problems: [],
};

const environment = process.env;
const redactor = createRedactor(providerIds);
const log = createLog(redactor);
const sinks = { redactor, log };

surviveTheReader();
// When the run first waits: Node's modules that are loaded after it take longer to load.
setImmediate(keepYoungGenerationSmall);
await main();

async function main(): Promise<void> {
  const start: Start = { at: systemClock.now(), ms: systemClock.monotonicMs() };
  const abort = abortOnSignals();
  const inputs = takeInputs(environment);
  for (const value of secretValues(inputs)) log.secret(value);
  const files = createFiles({
    workspace: environment["GITHUB_WORKSPACE"] || process.cwd(),
    temp: environment["RUNNER_TEMP"] ?? "",
    keptIn: keptFolder(environment),
  });
  const ended = await runSafely(inputs, files, abort, start);
  // Redacted as data, before any renderer escapes or cuts a text: a cut secret is no longer recognised.
  const report = redactor.redactAll(ended.report);
  await writeReport(report, files);
  await ended.comment?.(report);
  process.exitCode ??= GREEN.has(report.verdict) ? 0 : 1;
  // What was given up, a cache service that never answers for example, must not keep the process.
  setTimeout(endProcess, LINGER_MS).unref();
}

/** How a run ended, and what is left to be done with its report where the inputs could be read. */
interface Ended {
  readonly report: Report;
  readonly comment?: ((report: Report) => Promise<void>) | undefined;
}

/** Runs, and makes a report of whatever goes wrong before the first request: the outputs are set on every path. */
async function runSafely(
  inputs: ReadonlyMap<string, string>,
  files: Files,
  signal: AbortSignal,
  start: Start,
): Promise<Ended> {
  let world: World | undefined;
  let comment: Ended["comment"];
  try {
    const runner = await readRunner(environment);
    const config = await readConfig(inputs, {
      eventName: runner.event.name,
      isSelfHosted: runner.isSelfHosted === true,
      readFile: async (path) => {
        const text = await readConfigFile(path, files);
        for (const password of passwordsIn(text)) log.secret(password);
        return text;
      },
      takeVariable: createVariables(environment, log.secret),
    });
    for (const value of headerSecrets(config)) log.secret(value);
    for (const { provider, settings } of config.destinations)
      for (const secret of provider.secrets?.(settings) ?? []) log.secret(secret);
    const ofRun = createWorld(runner, files, signal);
    world = ofRun;
    if (config.comment === true) comment = (report) => writeComment(report, config, ofRun);
    for (const warning of environmentWarnings(environment)) log.warning(warning, "The job's environment");
    return { report: await run(config, world, signal), comment };
  } catch (error) {
    return { report: describeFailure(signal.aborted ? CANCELLED : failureOf(error), start, systemClock), comment };
  } finally {
    await Promise.all([world?.http.close(), world?.siteClient.close()]);
  }
}

/** Loaded by the few runs that have a comment. */
async function writeComment(report: Report, config: Config, world: World): Promise<void> {
  const { createComments } = await import("./adapters/github/comments.ts");
  const { commentOnPullRequest } = await import("./app/comment.ts");
  await commentOnPullRequest(report, config, {
    ...world,
    redact: redactor.redact,
    comments: (number, token, until) => createComments({ ...apiOf(world.runner), number, token, until }),
  });
}

function createWorld(runner: Runner, files: Files, signal: AbortSignal): World {
  const api = apiOf(runner);
  return {
    clock: systemClock,
    alarm: (ms) => AbortSignal.timeout(Math.ceil(ms)),
    random: Math.random,
    log,
    http: createHttp({ environment, clock: systemClock }),
    identity: createIdentity({ environment, mask: log.secret }),
    siteClient: siteClientWhenUsed({ environment }),
    git: gitWhenUsed({ workspace: runner.workspace, environment, onSecret: log.secret, signal }),
    gitHub: (options) => gitHubWhenUsed({ ...options, ...api }),
    deployments: (token) => deploymentsWhenUsed({ ...api, token }),
    files,
    stores: createStores({ environment, runner, log, signal }),
    runner,
  };
}

function apiOf({ repository }: Runner) {
  return { apiUrl: environment["GITHUB_API_URL"] || "https://api.github.com", repository, clock: systemClock };
}

function failureOf(error: unknown): Parameters<typeof describeFailure>[0] {
  if (error instanceof PurgeError) return { code: error.code, message: error.message, problems: [...error.problems] };
  // Only the message: an error object may carry a URL with credentials in fields that no redactor knows.
  const message = hideUserInfo(error instanceof Error ? error.message : String(error));
  if (error instanceof Error && error.stack !== undefined) log.debug(hideUserInfo(error.stack));
  return {
    code: ERROR_CODES.bug,
    message: `This is a bug in the action, please report it: ${message}. Run again with debug logging for the stack.`,
    problems: [],
  };
}

async function writeReport(report: Report, files: Files): Promise<void> {
  // Loaded only now: the first request need not wait for them.
  const [{ annotationsOf }, { writeJson }, { renderOutputs, writeUrls }, { renderSummary }] = await Promise.all([
    import("./report/annotations.ts"),
    import("./report/json.ts"),
    import("./report/outputs.ts"),
    import("./report/summary/summary.ts"),
  ]);
  const reportFile = await writeReportFile(files, "deploy-purge-report.json", (write) => writeJson(report, write));
  const urlsFile = await writeReportFile(files, "deploy-purge-urls.txt", (write) => writeUrls(report, write));
  await writeSummary(renderSummary(report), sinks);
  await writeOutputs(renderOutputs(report, { reportFile, urlsFile }), sinks);
  keepOutputs();
  for (const { kind, title, message } of annotationsOf(report)) log[kind](message, title);
  log.info(`Verdict: ${report.verdict}. ${report.message}`);
}

async function writeReportFile(files: Files, name: string, fill: Parameters<Files["writeTemp"]>[1]): Promise<string> {
  try {
    return await files.writeTemp(name, fill);
  } catch {
    log.warning(`${name} could not be written to the runner's temporary folder.`);
    return "";
  }
}

/**
 * Output that nobody reads any more must not end a purge that is under way, and what nobody catches must not be printed by
 * node, which knows no secrets.
 */
function surviveTheReader(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  process.on("uncaughtException", (error) => {
    log.error(failureOf(error).message, "A defect of the action");
    endProcess(1);
  });
}

/** The first signal ends the run in order; the second one, or two seconds, end it at once. */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  takeOverSignals((name) => {
    if (controller.signal.aborted) endProcess(EXIT_CODES[name]);
    process.exitCode = EXIT_CODES[name];
    log.warning("Cancelled: what was not confirmed is not purged.");
    controller.abort();
    setTimeout(endProcess, FAREWELL_MS).unref();
  });
  return controller.signal;
}
