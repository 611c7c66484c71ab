/** What GitHub's runner puts around a step: files, contexts and inputs (`Handler.cs`, `FileCommandManager.cs`). */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import type { ActionRun } from "./action-run.ts";

/** What `github.token` is unless the test says otherwise. Masked from the start, as on GitHub. */
export const GITHUB_TOKEN = "ghs_harness0123456789abcdefghijklmnop";

const FILE_COMMANDS = ["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"] as const;
export type CommandFiles = Readonly<Record<(typeof FILE_COMMANDS)[number], string>>;

/** Fresh and empty before every step. */
export async function makeFiles(temp: string): Promise<CommandFiles> {
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

export function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}

/** In the runner's order: the user's `env`, inputs, then the contexts of its own. Nothing of the test's environment. */
export async function makeEnvironment(
  run: ActionRun,
  temp: string,
  files: CommandFiles,
  actionFolder: string,
): Promise<Record<string, string>> {
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
    // Unlike on GitHub, the test file's own: what the action leaves there is seen.
    TMPDIR: tmpdir(),
    // Unlike on GitHub, too: it makes the start quicker and changes nothing else.
    NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
    CI: "true",
    ...run.env,
    ...(await makeInputs(run.with, token, actionFolder)),
    ...files,
    ...named("GITHUB_", { ...contexts, token: undefined }),
    GITHUB_ACTIONS: "true",
    ...named("RUNNER_", {
      os: "Linux",
      arch: "X64",
      name: "harness",
      environment: run.toolCache === undefined ? "github-hosted" : "self-hosted",
      temp,
      tool_cache: run.toolCache ?? temp,
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
async function makeInputs(
  given: Readonly<Record<string, string>>,
  token: string,
  actionFolder: string,
): Promise<Record<string, string>> {
  const inputs: Record<string, string> = {};
  for (const [name, { default: value }] of Object.entries(await declaredInputs(actionFolder))) {
    inputs[inputVariable(name)] = value === undefined || value === null ? "" : evaluate(String(value), token);
  }
  for (const [name, value] of Object.entries(given)) inputs[inputVariable(name)] = value;
  return inputs;
}

const declared = new Map<string, Promise<Declared>>();

type Declared = Readonly<Record<string, { readonly default?: unknown }>>;

/** The inputs of an action's `action.yml`, read once. */
function declaredInputs(actionFolder: string): Promise<Declared> {
  const known = declared.get(actionFolder);
  if (known !== undefined) return known;
  const read = readText(join(actionFolder, "action.yml")).then(
    (text) => (parse(text) as { inputs?: Declared } | null)?.inputs ?? {},
  );
  declared.set(actionFolder, read);
  return read;
}

function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`;
}

function evaluate(value: string, token: string): string {
  const result = value.replace(/\$\{\{\s*github\.token\s*\}\}/g, token);
  if (result.includes("${{")) throw new Error(`The harness evaluates github.token only, not ${value}`);
  return result;
}
