import {
  type ConfigRead,
  decoded,
  type HostRule,
  type PatternMatch,
  type PatternReach,
  type RedirectRule,
  type UrlStyle,
} from "./host-rule.ts";

type Json = Readonly<Record<string, unknown>>;

/** What decides which of a file's addresses answers. */
export interface VercelSettings {
  /** `.html` is taken off by a redirect. */
  readonly cleanUrls: boolean;
  /** Redirects to or from the slash; undefined: both forms answer. */
  readonly trailingSlash?: boolean;
}

/** Settings of how a build is made, or of what answers no URL. */
const SILENT = new Set([
  "$schema",
  "buildCommand",
  "crons",
  "devCommand",
  "git",
  "github",
  "ignoreCommand",
  "installCommand",
]);
const RULES = new Set(["redirects", "rewrites", "headers"]);
/** For rules of which it is not known whose URLs they are for. */
const ANY = "/:any*";

/**
 * What `vercel.json` says: its redirects, rewrites and headers one by one, and all else in one piece.
 *
 * @param styleOf the style that `cleanUrls` and `trailingSlash` make.
 * @see https://vercel.com/docs/project-configuration
 */
export function readVercelConfig(
  text: string,
  styleOf: (settings: VercelSettings) => UrlStyle,
): ConfigRead | undefined {
  const config = readJson(text);
  if (config === undefined) return undefined;
  const { redirects = [], rewrites = [], routes = [], headers = [], cleanUrls, trailingSlash } = config;
  if (![redirects, rewrites, routes, headers].every(isList)) return undefined;
  const isSet = typeof trailingSlash === "boolean";
  const read = [
    ...(redirects as readonly Json[]).map((rule) => redirectOf(rule, rule["source"], rule["destination"], 308)),
    ...(rewrites as readonly Json[]).map((rule) => redirectOf(rule, rule["source"], rule["destination"], 200)),
  ];
  const led = (routes as readonly Json[]).filter(({ dest }) => dest !== undefined);
  const unplaced = led.map((rule) => redirectOf(rule, ANY, rule["dest"], 200));
  const headed = (headers as readonly Json[]).map((rule) => ruleOf(rule, rule["source"]));
  if ([...read, ...headed, ...unplaced].includes(undefined)) return undefined;
  return {
    style: styleOf({ cleanUrls: cleanUrls === true, ...(isSet ? { trailingSlash } : {}) }),
    redirects: read.filter((rule) => rule !== undefined),
    headers: headed.filter((rule) => rule !== undefined),
    unplaced: unplaced.filter((rule) => rule !== undefined),
    rest: Object.fromEntries(
      Object.entries(config).flatMap(([key, value]) =>
        SILENT.has(key) || RULES.has(key) ? [] : [[key, JSON.stringify(value)]],
      ),
    ),
    isWhole: true,
  };
}

function readJson(text: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value) && value.every(isObject);
}

function ruleOf(rule: Json, source: unknown): HostRule | undefined {
  return typeof source === "string" && source.startsWith("/")
    ? { from: source, line: JSON.stringify(rule) }
    : undefined;
}

/** A pattern is read up to its first special character, so no rule here is sure to answer. */
function redirectOf(rule: Json, source: unknown, to: unknown, status: number): RedirectRule | undefined {
  const read = ruleOf(rule, source);
  if (read === undefined || typeof to !== "string") return undefined;
  const isRedirect = status !== 200;
  return { ...read, to, status, isForced: isRedirect, isConditional: true };
}

/** URLs of a `source`: what stands in front of its first parameter or group. */
export function vercelReach(from: string): PatternReach {
  const at = from.search(/[:(*+?{}\\]/);
  const literal = (at < 0 ? from : from.slice(0, at)).slice(1);
  const path = decoded(literal) ?? literal;
  if (at < 0) return { urls: [path] };
  // A slash or dot in front of a parameter goes with it: `/blog/:path*` is for `/blog` too.
  return { urls: /[/.]$/.test(path) ? [path.slice(0, -1)] : [], prefix: path };
}

export function vercelMatch(from: string): PatternMatch {
  const { urls, prefix } = vercelReach(from);
  return (url) => (urls.includes(url) || (prefix !== undefined && url.startsWith(prefix)) ? {} : undefined);
}
