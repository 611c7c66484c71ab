import type { Capabilities } from "./capabilities.ts";
import type { Mapping, OnMissing, StateChoice } from "./memory.ts";
import type { RepoPath } from "./path.ts";
import type { OverLimit, PurgeBy, QueryStrings, WidenTo } from "./plan-options.ts";
import type { DestinationSettings, Provider } from "./provider.ts";
import type { Route } from "./route.ts";
import type { Selector } from "./selector.ts";

/** What the user wants, parsed once: inside, every value is already true. */
export interface Config {
  readonly dryRun: boolean;
  /** `before-deploy`: only remember. */
  readonly phase: "after-deploy" | "before-deploy";
  readonly githubToken?: string | undefined;
  /** Keep the preview of a pull request in a comment on it? */
  readonly comment?: boolean | undefined;
  /** In the order of the configuration file; the step's own inputs configure one. */
  readonly destinations: readonly Destination[];
}

/** One site at one provider: what of a deploy is purged there, how, and how far it is followed. */
export interface Destination {
  /** For log and report: the name that a configuration file gives it, else the provider's id. */
  readonly name: string;
  /** Names of the destinations that must be purged before this one, an inner cache before an outer one for example. */
  readonly after: readonly string[];
  readonly provider: Provider<DestinationSettings>;
  /** Parsed by the provider's own schema; only the provider reads its fields. */
  readonly settings: DestinationSettings;
  readonly capabilities: Capabilities;
  /** As the vendor calls it: for log and report. */
  readonly site: string;
  readonly siteUrls: readonly SiteUrl[];
  readonly source: SourceSettings;
  readonly mapping: MappingSettings;
  readonly limits: PlanLimits;
  readonly delivery: DeliverySettings;
  readonly proof: ProofSettings;
  readonly memory: MemorySettings;
}

/** Where the deploy is read, and which of its files count. */
export interface SourceSettings {
  readonly changes: readonly ChangesWord[];
  readonly buildDir?: string | undefined;
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  /** Is this file, by its path within the build folder, deployed? */
  readonly include: (path: RepoPath) => boolean;
  /** What `include` names, as the user wrote it. */
  readonly includeGlobs?: readonly NamedGlob[] | undefined;
  /** Those of `include` that exclude, and have excluded nothing so far. */
  readonly unusedExclusions?: (() => readonly NamedGlob[]) | undefined;
  /** Regular expressions whose matches are no content, as source text. */
  readonly ignoreContent: readonly string[];
}

/** How changes, and what the user requests, become URLs and selectors. */
interface MappingSettings {
  readonly requested: readonly PurgeEntry[];
  /** In the order given: the first that matches a changed file decides. */
  readonly routes: readonly Route[];
  /** What to do with changed files that are not deployed and that no route matches. */
  readonly unmatched: "warn" | "fail" | "all";
  readonly urlStyle: UrlStyleName;
  /** Does this file, by its path within the build folder, never change its content under one name? */
  readonly immutable: Immutable;
  readonly queryStrings: QueryStrings;
}

/** What a plan may be made of, and how much of it one run sends. */
interface PlanLimits {
  readonly purgeBy: PurgeBy;
  /** Most instructions in one run. */
  readonly maxPurges: number;
  /** The most that a plan may cost at the vendor, in US dollars. */
  readonly maxCostUsd?: number | undefined;
  /** The broadest selector that the planner may make of a diff. */
  readonly widenTo: WidenTo;
  readonly overLimit: OverLimit;
}

/** How far a purge is followed, and for how long. */
export interface DeliverySettings {
  /** The level that `wait-for` requests, with `auto` resolved. */
  readonly level: "accepted" | "completed" | "verified";
  /** For everything after planning, in milliseconds. */
  readonly timeoutMs: number;
}

/** What is fetched from the live site and its origin. */
interface ProofSettings {
  /** Base URL of the origin that must serve the new build before anything is purged; ends with a slash. */
  readonly originUrl?: string | undefined;
  /** Request headers of the user's own for the site and its origin, by names in lower case. Their values are secrets. */
  readonly siteHeaders: Readonly<Record<string, string>>;
  /** Most URLs that are fetched from the live site, and from the origin. */
  readonly verifySample: number;
  /** Fetch the purged pages once afterwards. */
  readonly prewarm: boolean;
}

/** What `environment` is where nothing else is given. */
export const DEFAULT_ENVIRONMENT = "production";

/** How one destination is remembered. */
export interface MemorySettings {
  readonly state: StateChoice;
  /** Name of what is deployed to. */
  readonly environment: string;
  /** Hex name of its record. */
  readonly key: string;
  readonly stateKey?: string | undefined;
  readonly onMissing: OnMissing;
  /** What decides which URLs a file has, as the user wrote it. */
  readonly mapping: Mapping;
}

/** What the `changes` input may say. */
export const CHANGES_WORDS = ["auto", "git", "build", "github", "sitemap", "sitemap-lastmod", "none"] as const;
export type ChangesWord = (typeof CHANGES_WORDS)[number];

/** A public base URL, taken apart: `https://www.example.com` and `/loans/`. */
export interface SiteUrl {
  readonly origin: string;
  /** Starts and ends with a slash; percent-encoded. */
  readonly basePath: string;
}

/** What the user requests on every run: selectors, and files that hold more of them. */
export type PurgeEntry =
  | { readonly kind: "selector"; readonly selector: Selector }
  | { readonly kind: "file" | "sitemap"; readonly path: string };

/** One glob as the user wrote it. */
export interface NamedGlob {
  /** The input that it stands in. */
  readonly input: string;
  readonly text: string;
  readonly matches: (path: RepoPath) => boolean;
}

/** Decides which files never change their content under one name. */
export interface Immutable {
  readonly ok: (path: RepoPath) => boolean;
  /** As the user wrote them. */
  readonly globs?: readonly NamedGlob[];
}

export type UrlStyleName = (typeof URL_STYLE_NAMES)[number];

export const URL_STYLE_NAMES = [
  "exact",
  "index",
  "spa",
  "github-pages",
  "netlify",
  "vercel",
  "cloudflare-pages",
  "s3-website",
] as const;
