import { type ConfigRead, type HostRule, type RedirectRule, redirectsRead } from "./host-rule.ts";
import { netlifyRedirect } from "./netlify-redirects.ts";

/** A table of the file. */
type Table = Readonly<Record<string, unknown>>;

/** Settings of how and where a build is made; what comes of it is compared file by file. */
const BUILD_ONLY = new Set(["base", "command", "environment", "ignore", "publish"]);
/** Tables that no deployed site hears of: Netlify's server for development, and its button for new sites. */
const SILENT = new Set(["dev", "template"]);
const RULES = new Set(["redirects", "headers"]);

/** What a site without the file has. */
export const NO_NETLIFY_CONFIG: ConfigRead = { redirects: [], headers: [], unplaced: [], rest: {}, isWhole: true };

/**
 * A reader of `netlify.toml`: its redirects and headers one by one, and the other tables that may decide how a URL
 * answers. The language is not read here, since its parser is only loaded where there is such a file.
 *
 * @param parse throws on what is no TOML.
 * @see https://docs.netlify.com/build/configure-builds/file-based-configuration/
 * @see https://www.npmjs.com/package/@netlify/redirect-parser
 */
export function netlifyConfigReader(parse: (text: string) => unknown): (text: string) => ConfigRead | undefined {
  return (text) => {
    const config = tablesOf(text, parse);
    if (config === undefined) return undefined;
    const { redirects = [], headers = [] } = config;
    if (!Array.isArray(redirects) || !Array.isArray(headers)) return undefined;
    const read = redirects.map((one): RedirectRule | undefined => redirectOf(one));
    const headed = headers.map((one): HostRule | undefined => headerOf(one));
    const unread = redirects.filter((_, at) => read[at] === undefined);
    const contexts = Object.values(tableOf(config["context"])).flatMap((one) => listOf(tableOf(one)["redirects"]));
    const isWhole = unread.length === 0 && contexts.length === 0;
    // Of a rule that is there twice, the last one counts.
    const known = new Map(
      read.flatMap((rule) => (rule === undefined ? [] : [[rule.line, rule] as const])).toReversed(),
    );
    return {
      redirects: redirectsRead([...known.values()].toReversed(), isWhole).rules,
      headers: headed.filter((rule) => rule !== undefined),
      unplaced: [...unread, ...contexts].flatMap(unplacedOf),
      rest: {
        ...restOf(config),
        ...textOf("redirects", unread),
        ...textOf(
          "headers",
          headers.filter((_, at) => headed[at] === undefined),
        ),
      },
      isWhole,
    };
  };
}

/** @returns undefined when the text is no TOML. Dates become text, and names of tables may start with a capital. */
function tablesOf(text: string, parse: (text: string) => unknown): Table | undefined {
  try {
    const parsed = tableOf(JSON.parse(JSON.stringify(parse(text))));
    return { ...Object.fromEntries(Object.entries(parsed).map(([key, value]) => [lower(key), value])), ...parsed };
  } catch {
    return undefined;
  }
}

function lower(key: string): string {
  const small = key.toLowerCase();
  return RULES.has(small) || small === "build" || small === "context" ? small : key;
}

/** Everything but rules and what only builds the site, by table. */
function restOf(config: Table): ConfigRead["rest"] {
  const { build, context, ...all } = config;
  const others = Object.entries(all).filter(([key]) => !SILENT.has(key) && lower(key) === key && !RULES.has(key));
  const contexts = Object.entries(tableOf(context)).map(([name, table]): [string, unknown] => {
    const { build: own, ...more } = tableOf(table);
    return [`context.${name}`, Object.fromEntries([...withoutBuild(more), ...withoutBuild(tableOf(own))])];
  });
  const left = [...others, ...contexts];
  for (const [key, value] of withoutBuild(tableOf(build))) left.push([`build.${key}`, value]);
  return Object.assign({}, ...left.map(([key, value]) => textOf(key, value)));
}

function withoutBuild(build: Table): readonly [string, unknown][] {
  return Object.entries(build).filter(([key]) => !BUILD_ONLY.has(key) && !SILENT.has(key));
}

/** Nothing for what says nothing. */
function textOf(key: string, value: unknown): Readonly<Record<string, string>> {
  const text = JSON.stringify(sorted(value));
  return text === "{}" || text === "[]" ? {} : { [key]: text };
}

/** The order of keys in a table says nothing; that of a list may. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isTable(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** @returns undefined for what Netlify refuses, or nobody can know. */
function redirectOf(rule: unknown): RedirectRule | undefined {
  if (!isTable(rule)) return undefined;
  const { status, force = false, headers = {}, conditions = {}, rate_limit: limit } = rule;
  // Netlify still takes the names that these once had.
  const from = rule["from"] ?? rule["origin"];
  const to = rule["to"] ?? rule["destination"];
  const query = rule["query"] ?? rule["params"] ?? rule["parameters"] ?? {};
  const signed = rule["signed"] ?? rule["signing"] ?? rule["sign"];
  const code = status === undefined ? undefined : Number.parseInt(String(status), 10);
  if (typeof from !== "string" || !(to === undefined || typeof to === "string")) return undefined;
  if (typeof force !== "boolean" || Number.isNaN(code) || ![headers, conditions, query].every(isTable))
    return undefined;
  const requested = { ...textOf("query", query), ...textOf("conditions", conditions), ...textOf("limit", limit ?? {}) };
  const more = { ...requested, ...textOf("signed", signed ?? {}), ...textOf("headers", headers) };
  return netlifyRedirect({
    from,
    to,
    status: code,
    isForced: force,
    isConditional: signed !== undefined || Object.keys(requested).length > 0,
    more: Object.entries(more).join(" "),
  });
}

/** Headers of a path; what says no header is no rule. */
function headerOf(rule: unknown): HostRule | undefined {
  if (!isTable(rule)) return undefined;
  const { for: path, values = {} } = rule;
  if (typeof path !== "string" || path.includes("://") || !isTable(values)) return undefined;
  return {
    from: `/${path.trim().replace(/^\/+/, "")}`,
    line: JSON.stringify(["headers", path.trim(), sorted(values)]),
  };
}

/** Where a rule leads whose URLs are not known: any URL may be its own. */
function unplacedOf(rule: unknown): readonly RedirectRule[] {
  const { to, destination = to } = tableOf(rule);
  if (typeof destination !== "string") return [];
  return [
    { from: "/*", to: destination, status: 200, isForced: false, isConditional: true, line: JSON.stringify(rule) },
  ];
}

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function tableOf(value: unknown): Table {
  return isTable(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
