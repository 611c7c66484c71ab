import type { Change } from "./change.ts";
import type { RepoPath } from "./path.ts";
import type { Selector } from "./selector.ts";

/** URLs, each once. They are computed again on every iteration. */
export interface Urls extends Iterable<string> {
  readonly size: number;
}

/** One URL path whose answer changed, below the site's base path, encoded, with a leading slash. */
export interface StaleUrl {
  readonly url: string;
  readonly because: readonly Change[];
}

/** A selector that follows from changes. `url-style`: its path lies below the site's base path; `routes`: on the host. */
export interface ChangedSelector {
  readonly selector: Selector;
  readonly from: "url-style" | "routes";
  readonly because: readonly Change[];
}

/** What a deploy made stale, and what else is known to exist. */
export interface StaleContent {
  readonly stale: readonly StaleUrl[];
  /**
   * The changes for which the site's root answers otherwise without its slash, where it lies below a base path: `/nl` beside
   * `/nl/`. It is no URL below that path, so it stands beside the others. Empty where it answers as before.
   */
  readonly bareRoot: readonly Change[];
  /** What changed at more URLs than can be listed. */
  readonly selectors: readonly ChangedSelector[];
  /** Why the answer may have changed at every URL of the site: known URLs or not. */
  readonly everything?: string | undefined;
  /** Changed files that a provider of pages has no use for. */
  readonly assets: number;
  /** Files that `immutable` names and that changed all the same: purged, and reported. */
  readonly violations: readonly RepoPath[];
  /** One sentence each, for the log and the summary. */
  readonly notes: readonly string[];
  /** What the host answers at a URL, before and after: unencoded, relative to the base. */
  readonly hosting: UrlAnswers;
  /** Every URL of the old and the new build in the same spelling; computed on demand, since there can be a million. */
  inventory(): Urls;
  /** URLs of the new build alone. */
  current(): Urls;
}

/** What the host answers before and after a deploy. URLs are unencoded and relative to the site's base. */
export interface UrlAnswers {
  /** Every URL whose answer may depend on a file; the first is the one that people link to. */
  readonly style: { urlsOf(path: RepoPath): readonly string[] };
  before(url: string): UrlResponse;
  after(url: string): UrlResponse;
}

/** What a host answers at a URL, as far as two builds can differ in it. */
export interface UrlResponse {
  readonly status: number;
  /** Identity of the content that is served; absent for redirects, and for a 404 without a page of its own. */
  readonly content?: string;
  /** Where a redirect leads: a path of the site with a leading slash, or an absolute URL. */
  readonly location?: string;
}
