import { normalPath } from "../lib/file-path.ts";
import type { Config, Destination } from "../model/config.ts";
import { configError, type Problem } from "../model/errors.ts";
import { timeoutProblems } from "./checks.ts";
import type { FileDestination } from "./config-file/destination.ts";
import { parseConfigFile, RUN_INPUTS } from "./config-file/parse-config-file.ts";
import { inFileOrder } from "./config-file/position.ts";
import type { TakeVariable } from "./config-file/variables.ts";
import { INPUTS, type Values } from "./inputs.ts";
import {
  type DestinationContext,
  isDryRun,
  parseDestination,
  parseFields,
  parseInputs,
  type RawInputs,
  runSettings,
  unknownNames,
} from "./parse.ts";

/** What parsing needs of the outside. */
export interface ConfigSources {
  /** Name of the event that started the run: `dry-run: auto` plans only on pull requests and merge queues. */
  readonly eventName: string;
  /** Is the job's runner the user's own? Its jobs may run longer. */
  readonly isSelfHosted: boolean;
  /** @throws {PurgeError} config, when there is no such file inside the workspace. */
  readonly readFile: (path: string) => Promise<string>;
  readonly takeVariable: TakeVariable;
}

/**
 * What the user wants: the step's inputs, or the destinations of the file that `config` names.
 *
 * @throws {PurgeError} config, with every problem there is.
 */
export async function readConfig(raw: RawInputs, sources: ConfigSources): Promise<Config> {
  const path = (raw.get("config") ?? "").trim();
  if (path === "") return parseInputs(raw, sources.eventName, sources.isSelfHosted, sources.takeVariable);
  const problems: Problem[] = [...unknownNames(raw), ...besideFile(raw, path)];
  const run = parseFields(onlyRunInputs(raw), problems, RUN_INPUTS);
  const dryRun = isDryRun(run, sources.eventName);
  const file = await parseConfigFile(path, await sources.readFile(path), sources.takeVariable);
  problems.push(...file.problems);
  const destinations: Destination[] = [];
  const inner = new Set(file.destinations.flatMap(({ after }) => after));
  for (const one of file.destinations) {
    const parsed = await destinationOf(one, { ...sources, dryRun, isInner: inner.has(one.name) });
    if ("problems" in parsed) problems.push(...parsed.problems);
    else {
      problems.push(...sharedMemoryProblems(parsed.destination, destinations, one.at("state")));
      destinations.push(parsed.destination);
    }
  }
  if (problems.length > 0) throw configError(inFileOrder(distinct(problems), path));
  return { dryRun, destinations, ...runSettings(run) };
}

/** What the step says beside `config`, and only the file may say. An input at its default was not given. */
function besideFile(raw: RawInputs, path: string): readonly Problem[] {
  return INPUTS.filter(({ name }) => !RUN_INPUTS.includes(name)).flatMap(({ name, default: standard }) => {
    const given = (raw.get(name) ?? "").trim();
    if (given === "" || given === standard) return [];
    const message = `stands beside config: write it into ${path}, in its destination, or at the top where it is for all of them`;
    return [{ input: name, message }];
  });
}

function onlyRunInputs(raw: RawInputs): RawInputs {
  return new Map([...raw].filter(([name]) => RUN_INPUTS.includes(name)));
}

async function destinationOf(
  { name, after, inputs, wrong, at }: FileDestination,
  { dryRun, isInner, isSelfHosted, takeVariable }: ConfigSources & Pick<DestinationContext, "dryRun" | "isInner">,
): Promise<{ readonly destination: Destination } | { readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const values: Values = parseFields(inputs, problems);
  problems.push(...timeoutProblems(values.timeout, isSelfHosted));
  const destination = await parseDestination(values, { dryRun, takeVariable, name, isInner }, problems);
  if (destination !== undefined && problems.length === 0) return { destination: { ...destination, name, after } };
  // What follows from a value that is wrong is no second problem.
  const others = problems.filter(({ input }) => !wrong.has(input.split(".")[0] ?? ""));
  return { problems: others.map(({ input, message }) => ({ input: at(input), message })) };
}

/** Two destinations in one file would overwrite what the other owes. */
function sharedMemoryProblems(
  { memory: { state } }: Destination,
  others: readonly Destination[],
  input: string,
): readonly Problem[] {
  if (state.kind !== "file") return [];
  const file = normalPath(state.path);
  const other = others.find(({ memory }) => memory.state.kind === "file" && normalPath(memory.state.path) === file);
  if (other === undefined) return [];
  const message =
    `is the file that "${other.name}" is remembered in, too, and each would lose what the other owes: give every ` +
    "destination a file of its own";
  return [{ input, message }];
}

/** What is wrong with a value that destinations share is wrong once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((one) => [`${one.input}\n${one.message}`, one])).values()];
}
