import type { RepoPath } from "../changes/change.ts";
import type { ChangesWord } from "../changes/choose.ts";
import type { Immutable } from "../mapping/immutable.ts";
import type { Route } from "../mapping/routes.ts";
import type { UrlStyleName } from "../mapping/url-style.ts";
import type { OverLimit, PurgeBy, QueryStrings, WidenTo } from "../plan/by.ts";
import type { Capabilities, Provider } from "../providers/provider.ts";
import type { DestinationSettings } from "../providers/settings.ts";
import type { Mapping } from "../state/mapping.ts";
import type { StateChoice } from "../state/store.ts";
import type { OnMissing } from "../state/words.ts";
import type { SiteUrl } from "./addresses.ts";
import type { Asked } from "./fields.ts";

/** What the user wants, parsed once: inside, every value is already true. */
export interface Config {
  readonly dryRun: boolean;
  /** `before-deploy`: only remember. */
  readonly phase: "after-deploy" | "before-deploy";
  readonly githubToken?: string;
  /** In the order in which they are purged. Today's inputs configure one. */
  readonly destinations: readonly Destination[];
}

/** One site at one provider, and what of this deploy is purged there. */
export interface Destination {
  /** For log and report: the provider's id. */
  readonly name: string;
  readonly provider: Provider<DestinationSettings>;
  /** Parsed by the provider's own schema; only the provider looks further inside. */
  readonly settings: DestinationSettings;
  readonly capabilities: Capabilities;
  /** As the vendor calls it: for log and report. */
  readonly site: string;
  readonly siteUrls: readonly SiteUrl[];
  readonly changes: readonly ChangesWord[];
  readonly buildDir?: string;
  readonly base?: string;
  readonly head?: string;
  /** Is this file, by its path within the build folder, deployed? */
  readonly include: (path: RepoPath) => boolean;
  /** Regular expressions whose matches are no content, as source text. */
  readonly ignoreContent: readonly string[];
  readonly asked: readonly Asked[];
  /** In the order given: the first that matches a changed file decides. */
  readonly routes: readonly Route[];
  /** What to do with changed files that are not deployed and that no route matches. */
  readonly unmatched: "warn" | "fail" | "all";
  readonly urlStyle: UrlStyleName;
  /** Does this file, by its path within the build folder, never change its content under one name? */
  readonly immutable: Immutable;
  readonly purgeBy: PurgeBy;
  /** Most instructions in one run. */
  readonly maxPurges: number;
  /** The broadest selector that the planner may make of a diff. */
  readonly widenTo: WidenTo;
  readonly overLimit: OverLimit;
  readonly queryStrings: QueryStrings;
  /** What `wait-for` asks for, `auto` resolved. */
  readonly level: "accepted" | "completed" | "verified";
  /** Base URL of the origin that must serve the new build before anything is purged; ends with a slash. */
  readonly originUrl?: string;
  /** Most URLs that the live site, and the origin, are asked for. */
  readonly verifySample: number;
  /** Fetch the purged pages once afterwards. */
  readonly prewarm: boolean;
  readonly memory: MemorySettings;
  /** For everything after planning. */
  readonly timeoutMs: number;
}

/** How one destination is remembered. */
export interface MemorySettings {
  readonly state: StateChoice;
  /** Name of what is deployed to. */
  readonly environment: string;
  /** Hex name of its record. */
  readonly key: string;
  readonly stateKey?: string;
  readonly onMissing: OnMissing;
  /** What decides which URLs a file has, as the user wrote it. */
  readonly mapping: Mapping;
}
