import type { z } from "zod";
import { passwordsIn } from "../lib/user-info.ts";
import { compileImmutable } from "../mapping/immutable.ts";
import { compileInclude } from "../mapping/include.ts";
import type { Config, Destination } from "../model/config.ts";
import { configError, type Problem } from "../model/errors.ts";
import type { DestinationSettings, Provider } from "../model/provider.ts";
import { loadProvider } from "../providers/registry.ts";
import { parseRoutes } from "../routes/parse-routes.ts";
import { checkTogether, timeoutProblems } from "./checks.ts";
import { closest } from "./closest.ts";
import type { TakeVariable } from "./config-file/variables.ts";
import { FIELDS, INPUTS, SECRET_INPUTS, type Values } from "./inputs.ts";
import { memorySettings } from "./memory-settings.ts";
import { type OptionMapping, parseOptions, RESERVED } from "./options.ts";
import { type Globs, settingGroups } from "./setting-groups.ts";
import { headerSecretsIn } from "./site-headers.ts";

/** Raw inputs by name, as the runner hands them over: `site-url` → text. */
export type RawInputs = ReadonlyMap<string, string>;

/**
 * Parses all inputs at once.
 *
 * @param eventName name of the event that started the run: `dry-run: auto` plans only on pull requests and merge queues.
 * @param isSelfHosted is the job's runner the user's own? Its jobs may run longer.
 * @param takeVariable gives what the provider reads of the environment.
 * @throws {PurgeError} config, with every problem there is.
 */
export async function parseInputs(
  raw: RawInputs,
  eventName: string,
  isSelfHosted = false,
  takeVariable: TakeVariable = () => undefined,
): Promise<Config> {
  const problems: Problem[] = [...unknownNames(raw)];
  const values = parseFields(raw, problems);
  problems.push(...timeoutProblems(values.timeout, isSelfHosted));
  const dryRun = isDryRun(values, eventName);
  const destination = await parseDestination(values, { dryRun, takeVariable }, problems);
  if (destination === undefined || problems.length > 0) throw configError(problems);
  return { dryRun, destinations: [destination], ...runSettings(values) };
}

/**
 * Values that must be masked before anything is logged, whether or not the inputs are right otherwise: the secret inputs,
 * and the passwords of addresses in any input.
 */
export function secretValues(raw: RawInputs): readonly string[] {
  const secrets = SECRET_INPUTS.flatMap((name) => (raw.get(name) ?? "").split(/[\r\n]+/));
  const headers = headerSecretsIn(raw.get("site-headers") ?? "");
  const passwords = [...raw.values()].flatMap(passwordsIn);
  return [...secrets, ...headers, ...passwords].filter((value) => value.trim() !== "");
}

/** What holds for the whole run, whatever its destinations are. */
export function runSettings(values: Values): Pick<Config, "phase" | "githubToken" | "comment"> {
  return {
    phase: values.phase ?? "after-deploy",
    githubToken: values["github-token"],
    comment: values.comment === "true",
  };
}

/** Does the run only plan? */
export function isDryRun(values: Values, eventName: string): boolean {
  const plansOnly = eventName.startsWith("pull_request") || eventName === "merge_group";
  return values["dry-run"] === "true" || (values["dry-run"] === "auto" && plansOnly);
}

/** The runner passes unknown `with:` keys on: one that is similar to a known name is a typing error, others are left alone. */
export function unknownNames(raw: RawInputs): readonly Problem[] {
  const known = INPUTS.map(({ name }) => name as string);
  return [...raw.keys()].flatMap((name) => {
    if (known.includes(name)) return [];
    const near = closest(name.replaceAll("_", "-"), known);
    return near === undefined ? [] : [{ input: name, message: `is no input. Did you mean ${near}?` }];
  });
}

/**
 * Field by field, so that one wrong input does not hide another.
 *
 * @param only the inputs that are checked; all unless it is given.
 */
export function parseFields(raw: RawInputs, problems: Problem[], only?: readonly string[]): Values {
  const values: Record<string, unknown> = {};
  for (const { name } of INPUTS) {
    if (only?.includes(name) === false) continue;
    const parsed = FIELDS[name].parse(raw.get(name) ?? "");
    if ("value" in parsed) values[name] = parsed.value;
    else problems.push(...parsed.problems.map((message) => ({ input: name, message })));
  }
  return values as Values;
}

/** What a destination's inputs do not say themselves. */
export interface DestinationContext {
  readonly dryRun: boolean;
  readonly takeVariable: TakeVariable;
  /** In a configuration file: its memory goes by it. */
  readonly name?: string;
  /** In a configuration file: do other destinations come after this one? */
  readonly isInner?: boolean | undefined;
}

/** @returns undefined where something is wrong, which is among the problems then. */
export async function parseDestination(
  values: Values,
  { dryRun, takeVariable, name, isInner = false }: DestinationContext,
  problems: Problem[],
): Promise<Destination | undefined> {
  const globs = parseGlobs(values, problems);
  if (values.provider === undefined) return undefined;
  const provider = await loadProvider(values.provider);
  if (provider === undefined) return undefined;
  const variables = (provider.environment ?? []).flatMap((variable) => {
    const value = takeVariable(variable, true);
    return value === undefined ? [] : [[variable, value] as const];
  });
  const context = { "dry-run": dryRun, variables: Object.fromEntries(variables) };
  const parsed = await parseSettings(provider, values, context, problems);
  if (parsed === undefined || globs === undefined || problems.length > 0) return undefined;
  const { settings, options } = parsed;
  const capabilities = provider.capabilities(settings);
  problems.push(...checkTogether(provider, capabilities, values, globs.routes));
  return {
    name: provider.id,
    after: [],
    provider,
    settings,
    capabilities,
    site: settings.site,
    siteUrls: values["site-url"] ?? [],
    ...settingGroups(values, globs, capabilities, isInner),
    memory: memorySettings(provider, { site: settings.site, apiUrl: settings.apiUrl, options, name }, values),
  };
}

/** The inputs that hold globs, compiled; undefined when one of them is wrong. */
function parseGlobs(values: Values, problems: Problem[]): Globs | undefined {
  const include = compileInclude(values.include ?? []);
  const immutable = compileImmutable(values.immutable ?? []);
  const { routes, problems: ofRoutes } = parseRoutes(values.routes ?? "");
  if ("problems" in include) problems.push(...include.problems);
  if ("problems" in immutable) problems.push(...immutable.problems);
  problems.push(...ofRoutes);
  if ("problems" in include || "problems" in immutable) return undefined;
  const unusedExclusions = () => include.exclusions.filter(({ wasUsed }) => !wasUsed());
  return { include: include.ok, includeGlobs: include.globs, unusedExclusions, immutable, routes };
}

/** Parses the provider's settings with its schema; its problems get the names of the user's inputs. */
async function parseSettings(
  provider: Provider<DestinationSettings>,
  values: Values,
  context: Readonly<Record<string, unknown>>,
  problems: Problem[],
): Promise<{ readonly settings: DestinationSettings; readonly options: OptionMapping } | undefined> {
  const read = await parseOptions(values["provider-options"]);
  if ("message" in read) problems.push({ input: "provider-options", message: read.message });
  const options = "message" in read ? {} : read.mapping;
  const account = (["site", "api-key", "api-secret", "api-url"] as const).flatMap((name) =>
    values[name] === undefined ? [] : [[name, values[name]]],
  );
  const given = {
    ...options,
    "site-url": (values["site-url"] ?? []).map(({ origin, basePath }) => origin + basePath),
    ...context,
    ...Object.fromEntries(account),
  };
  const settings = provider.settings.safeParse(given);
  if (settings.success) return { settings: settings.data, options };
  const wrong = new Set(problems.map(({ input }) => input));
  // A site that is not given may come from site-url: one problem there is not two.
  if (wrong.has("site-url") && values.site === undefined) wrong.add("site");
  const found = settings.error.issues.map(issueProblem);
  problems.push(...found.filter(({ input }) => !wrong.has(input)));
  return undefined;
}

/** An issue's path starts with the name of an input, or of one of the provider's own options, which may be called like one. */
function issueProblem({ path, message }: z.core.$ZodIssue): Problem {
  const name = String(path[0] ?? "provider-options");
  const isInput = name === "provider-options" || RESERVED.includes(name);
  return { input: isInput ? name : `provider-options.${path.join(".")}`, message: message };
}
