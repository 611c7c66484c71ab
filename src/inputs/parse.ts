import type { z } from "zod";
import { compileImmutable } from "../mapping/immutable.ts";
import { compileInclude } from "../mapping/include.ts";
import type { Capabilities } from "../model/capabilities.ts";
import type { Config, Destination } from "../model/config.ts";
import { configError, type Problem } from "../model/errors.ts";
import type { DestinationSettings, Provider } from "../model/provider.ts";
import { loadProvider } from "../providers/registry.ts";
import { parseRoutes } from "../routes/parse-routes.ts";
import { crossChecks, planChecks, proofProblems, routeChecks, timeoutProblems } from "./checks.ts";
import { closest } from "./closest.ts";
import { INPUTS, Inputs, SECRET_INPUTS } from "./inputs.ts";
import { memorySettings } from "./memory-settings.ts";
import { type OptionMapping, parseOptions } from "./options.ts";
import type { Values } from "./values.ts";

/** Raw inputs by name, as the runner hands them over: `site-url` → text. */
export type RawInputs = ReadonlyMap<string, string>;

/**
 * Parses all inputs at once.
 *
 * @param eventName name of the event that started the run: `dry-run: auto` plans only on pull requests and merge queues.
 * @param isSelfHosted is the job's runner the user's own? Its jobs may run longer.
 * @throws {PurgeError} config, with every problem there is.
 */
export async function parseInputs(raw: RawInputs, eventName: string, isSelfHosted = false): Promise<Config> {
  const problems: Problem[] = [...unknownNames(raw)];
  const values = parseFields(raw, problems);
  problems.push(...timeoutProblems(values.timeout, isSelfHosted));
  const dryRun = values["dry-run"] === "true" || (values["dry-run"] === "auto" && plansOnly(eventName));
  const destination = await parseDestination(values, dryRun, problems);
  if (destination === undefined || problems.length > 0) throw configError(problems);
  const githubToken = values["github-token"];
  const phase = values.phase ?? "after-deploy";
  return { dryRun, phase, destinations: [destination], ...(githubToken === undefined ? {} : { githubToken }) };
}

/** Values that must be masked before anything is logged, whether or not the inputs are right otherwise. */
export function secretValues(raw: RawInputs): readonly string[] {
  return SECRET_INPUTS.flatMap((name) => (raw.get(name) ?? "").split(/[\r\n]+/)).filter((value) => value.trim() !== "");
}

function plansOnly(eventName: string): boolean {
  return eventName.startsWith("pull_request") || eventName === "merge_group";
}

/** The runner passes unknown `with:` keys on: one that looks like a known name is a typing error, others are not ours. */
function unknownNames(raw: RawInputs): readonly Problem[] {
  const known = INPUTS.map(({ name }) => name as string);
  return [...raw.keys()].flatMap((name) => {
    if (known.includes(name)) return [];
    const near = closest(name.replaceAll("_", "-"), known);
    return near === undefined ? [] : [{ input: name, message: `is no input. Did you mean ${near}?` }];
  });
}

/** Field by field, so that one wrong input does not hide another. */
function parseFields(raw: RawInputs, problems: Problem[]): Values {
  const values: Record<string, unknown> = {};
  for (const { name } of INPUTS) {
    const parsed = Inputs.shape[name].safeParse(raw.get(name) ?? "");
    if (parsed.success) values[name] = parsed.data;
    else problems.push(...parsed.error.issues.map(({ message }) => ({ input: name, message: message })));
  }
  return values as Values;
}

async function parseDestination(
  values: Values,
  dryRun: boolean,
  problems: Problem[],
): Promise<Destination | undefined> {
  const include = compileInclude(values.include ?? []);
  if ("problems" in include) problems.push(...include.problems);
  const immutable = compileImmutable(values.immutable ?? []);
  if ("problems" in immutable) problems.push(...immutable.problems);
  const { routes, problems: ofRoutes } = parseRoutes(values.routes ?? "");
  problems.push(...ofRoutes);
  if (values.provider === undefined) return undefined;
  const provider = await loadProvider(values.provider);
  if (provider === undefined) return undefined;
  const parsed = await parseSettings(provider, values, dryRun, problems);
  if (parsed === undefined || "problems" in include || "problems" in immutable || problems.length > 0) return undefined;
  const { settings, options } = parsed;
  const capabilities = provider.capabilities(settings);
  problems.push(...planChecks(values));
  problems.push(...routeChecks(provider, capabilities, routes, values["build-dir"] !== undefined));
  const found = [...crossChecks(provider, capabilities, values), ...proofProblems(provider, capabilities, values)];
  // What is missing for two reasons is missing once.
  problems.push(...found.filter(({ input }, at) => found.findIndex((one) => one.input === input) === at));
  return {
    name: provider.id,
    provider,
    settings,
    capabilities,
    site: settings.site,
    siteUrls: values["site-url"] ?? [],
    changes: values.changes ?? ["auto"],
    ...optional("buildDir", values["build-dir"]),
    ...optional("base", values.base),
    ...optional("head", values.head),
    include: include.ok,
    ignoreContent: values["ignore-content"] ?? [],
    requested: values.purge ?? [],
    routes,
    unmatched: values.unmatched ?? "warn",
    urlStyle: values["url-style"] ?? "index",
    immutable,
    purgeBy: values["purge-by"] ?? "auto",
    maxPurges: values["max-purges"] ?? capabilities.maxPurges,
    widenTo: values["widen-to"] ?? "all",
    overLimit: values["over-limit"] ?? "fail",
    queryStrings: values["query-strings"] ?? "ignored",
    level: resolveLevel(values, capabilities),
    memory: memorySettings(provider, { site: settings.site, options }, values),
    timeoutMs: values.timeout ?? 0,
    ...optional("originUrl", values["origin-url"]),
    verifySample: values["verify-sample"] ?? 0,
    prewarm: values.prewarm === "true",
  };
}

/** Gives the provider's schema what it asks for; the names of its problems are the user's input names. */
async function parseSettings(
  provider: Provider<DestinationSettings>,
  values: Values,
  dryRun: boolean,
  problems: Problem[],
): Promise<{ readonly settings: DestinationSettings; readonly options: OptionMapping } | undefined> {
  const read = await parseOptions(values["provider-options"]);
  if ("message" in read) problems.push({ input: "provider-options", message: read.message });
  const options = "message" in read ? {} : read.mapping;
  const given = {
    ...options,
    "site-url": (values["site-url"] ?? []).map(({ origin, basePath }) => origin + basePath),
    "dry-run": dryRun,
    ...optional("site", values.site),
    ...optional("api-key", values["api-key"]),
    ...optional("api-secret", values["api-secret"]),
    ...optional("api-url", values["api-url"]),
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

/** An issue's path starts with the name of an input, or of one of the provider's own options. */
function issueProblem({ path, message }: z.core.$ZodIssue): Problem {
  const name = String(path[0] ?? "provider-options");
  const isInput = name === "provider-options" || INPUTS.some((input) => input.name === name);
  return { input: isInput ? name : `provider-options.${path.join(".")}`, message: message };
}

/** `auto`: the surest level that costs no waiting for its own sake; warming needs a purge that has arrived. */
function resolveLevel(values: Values, capabilities: Capabilities): Destination["level"] {
  const waitFor = values["wait-for"] ?? "auto";
  if (waitFor !== "auto") return waitFor;
  return capabilities.done.by === "window" && values.prewarm !== "true" ? "accepted" : "completed";
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
