import { DEFAULT_ENVIRONMENT, URL_STYLE_NAMES } from "../model/config.ts";
import { OVER_LIMIT, PURGE_BY, QUERY_STRINGS, WIDEN_TO } from "../model/plan-options.ts";
import { providerIds } from "../providers/registry.ts";
import { apiAddress, baseUrl, siteUrls } from "./addresses.ts";
import {
  changesWords,
  choice,
  dryRun,
  duration,
  environmentName,
  type Field,
  lines,
  options,
  patterns,
  positiveInteger,
  provider,
  sampleSize,
  selectors,
  stateChoice,
  text,
  usDollars,
  wholeText,
} from "./fields.ts";
import { apiKey, secretText } from "./secret-fields.ts";
import { siteHeaders } from "./site-headers.ts";

const PROVIDER_LIST = providerIds.map((id) => `\`${id}\``).join(", ");

/**
 * Every input of action.yml: its meaning, its default, and how its text is parsed. Nothing else reads an input.
 *
 * The runner hands over text only, an empty one where nothing was given, and checks neither names nor `required`.
 */
export const FIELDS = {
  config: text()(
    "YAML file with several destinations, for example `.github/deploy-purge.yml`, purged side by side or one `after` the " +
      "other. The other inputs stand in it; the step keeps `dry-run`, `phase`, `comment` and `github-token`. See docs/several-destinations.md.",
  ),
  provider: provider()(`CDN or cache to purge: ${PROVIDER_LIST}. Required.`),
  site: text()(
    "What to purge, in the vendor's terms: a zone, a property, a distribution, a domain. The provider's page says which, and " +
      "where to find it.",
  ),
  "site-url": siteUrls()(
    "Public base URL of what this step deploys, one per line where several hosts serve it. May carry a base path " +
      '(`https://www.example.com/loans/`). "Everything" never means more than what lies under it, except by your own `all`.',
  ),
  "api-key": apiKey()("The provider's key or token. A dry run needs none."),
  "api-secret": secretText()(
    "Second credential where there is one: Batoff signing secret (default: the token), F5 certificate passphrase.",
  ),
  "provider-options": options()(
    "YAML mapping of the provider's own settings, listed on the provider's page. Unknown keys are errors.",
  ),
  "api-url": apiAddress()(
    "Replaces scheme and host in front of the vendor's documented API path, for example `https://api.example.com`; a " +
      "path prefix is kept. https, or http on loopback.",
  ),
  changes: changesWords()(
    "Where the diff comes from, one or several: `git` (files tracked in the repository), `build` (content of the files in " +
      "`build-dir` against the last deploy), `github` (GitHub's API, no checkout), `sitemap` (pages that joined or left the " +
      "built sitemap; `sitemap-lastmod`: also those with a new date), `none` (only `purge`). `auto`: `none` when only " +
      "`purge` is given; with `routes` alone `git`, or `github` without a checkout; with `build-dir`, `git` when every file in it is tracked and unmodified, else `build`.",
  ),
  "build-dir": text()(
    "Folder that is deployed, for example `dist`, `_site` or `public`; URLs are relative to it. If the repository itself " +
      "is the site: `.`. No default.",
  ),
  base: text()("Overrides the old end of the diff: a commit, tag or branch."),
  head: text()("Overrides the new end of the diff: a commit, tag or branch. Default: the commit checked out."),
  environment: environmentName(DEFAULT_ENVIRONMENT)(
    "Name of what is deployed to, for example `production` or `staging`; each has a memory of its own. As GitHub's " +
      "deployments call it, where they are used.",
  ),
  state: stateChoice()(
    "Where the last deploy and what is still owed are remembered: `cache` (GitHub's cache), `git-ref` (a ref of this " +
      "repository; needs `contents: write`), `file:PATH` (a disk that stays), `none`. `auto`: `cache` for runs on a branch " +
      "where the runner has a cache service, else `none`.",
  ),
  "state-key": secretText()(
    "Secret that seals the memory: a record that somebody else changed counts as lost. A new key makes the old memory worthless.",
  ),
  "on-missing-state": choice(
    ["purge-all", "last-push", "adopt", "fail"],
    "purge-all",
  )(
    "When nothing is remembered, or the memory is lost: `purge-all` (everything under `site-url`, once), `last-push` (trust " +
      "the event's own base, or else GitHub's last deployment to `environment`), `adopt` (take this build as the baseline and purge nothing), `fail`.",
  ),
  phase: choice(
    ["after-deploy", "before-deploy"],
    "after-deploy",
  )("`before-deploy`: only remember that this build may become live, and send nothing; a later step purges."),
  include: lines("**")(
    "Globs of deployed files within `build-dir`, one per line, `!` excludes. Dotfiles are not deployed, `.well-known` is.",
  ),
  "ignore-content": patterns()(
    "Regular expressions, one per line: text in built files that matches does not count, such as a build stamp. What names " +
      "an asset (`src`, `href`, `url(…)`, a file name) always counts. For `changes: build`.",
  ),
  purge: selectors()(
    "Selectors sent on every run, besides what changed, one per line: `/a/b`, `/a/*`, `https://host/a`, `prefix:`, `ext:`, " +
      "`regex:`, `equals:`, `contains:`, `starts_with:`, `ends_with:`, `tag:`, `host:`, `sitemap:FILE`, `all`. " +
      "A blank in a path is `%20`. `file:PATH` reads more from a file (newline, NUL or JSON). Both kinds of file may be " +
      "patterns, `lists/*.txt`.",
  ),
  "url-style": choice(
    URL_STYLE_NAMES,
    "index",
  )(
    "How the host turns files into URLs: `exact` (every file at its own path only), `index` (`d/index.html` answers at " +
      "`/d/`, `/d` and `/d/index.html`), `spa` (as `index`, and every unknown URL answers with `/index.html`), " +
      "`github-pages`, `netlify`, `vercel`, `cloudflare-pages` or `s3-website`. See docs/url-styles.md.",
  ),
  routes: wholeText()(
    "Rules from changed files to what they purge, `glob -> selector, selector`, one per line, first match wins: for sites " +
      "whose repository holds their sources. Globs match from the repository's root; `*` and `**` capture as `$1`, `$2`. " +
      "Selectors as in `purge`, besides `path` (the deployed file's own URLs) and `none` (harmless). See docs/routes.md.",
  ),
  unmatched: choice(
    ["warn", "fail", "all"],
    "warn",
  )(
    "Changed files that are not deployed and that no route matches, where `routes` are given: `warn` names them, `fail` " +
      "stops before any request, `all` purges everything under `site-url`.",
  ),
  immutable: lines("")(
    "Globs of fingerprinted files within `build-dir`, one per line, `!` excludes, for example `assets/*.js`. Added or " +
      "deleted ones need no purge; a modified one is purged and reported.",
  ),
  "query-strings": choice(
    QUERY_STRINGS,
    "ignored",
  )(
    "`cached`: copies of a page with query strings are cached by themselves, and purged too, in a form that reaches them; " +
      "an error where the provider has none. `ignored`: the cache does not keep such copies, or they do not matter.",
  ),
  "purge-by": choice(
    PURGE_BY,
    "auto",
  )(
    "How changed URLs are purged. `auto`: one path each while they fit into `max-purges`, else the plan that evicts the " +
      "fewest unaffected objects. Or always: one `path` each, their folders (`prefix`), their `extension`, patterns that " +
      "match just them (`regex`), or everything under `site-url` (`all`).",
  ),
  "max-purges": positiveInteger()(
    "Most instructions in one run. Default: what the rate that is kept for the provider lets through in five minutes.",
  ),
  "max-cost": usDollars()(
    "The most that one run may cost at a vendor that charges for purges, in US dollars, for example `2.50`, or `0` for what " +
      "is free. `purge-by: auto` looks for a plan within it; a plan beyond it is refused before any request. What else the " +
      "account has used of a free amount is not known to the run.",
  ),
  "widen-to": choice(
    WIDEN_TO,
    "all",
  )(
    "The broadest selector that `purge-by: auto` may use where exact purging does not fit: `none`, `prefix`, `host` " +
      "(extensions and all pages too, which reach a whole host), `all`. It does not bound what must be purged when there is " +
      "nothing to compare with, nor what you ask for yourself.",
  ),
  "over-limit": choice(
    OVER_LIMIT,
    "fail",
  )(
    "A plan that still does not fit into `max-purges`: `fail` before any request, or `defer`: send what fits, in the order " +
      "of `purge`, then of `routes`, then shallow before deep, and owe the rest to later runs (verdict `deferred`). " +
      "`defer` needs a state that remembers what is owed.",
  ),
  "wait-for": choice(
    ["auto", "accepted", "completed", "verified"],
    "auto",
  )(
    "When the step is green: `accepted` by the provider, `completed` (the provider says done; where it has no status: " +
      "its propagation window has passed), or `verified` (a sample of the changed URLs, fetched through the CDN, proves " +
      "it). `auto`: `completed` where the provider has a status, or other destinations come `after` this one, else `accepted`.",
  ),
  timeout: duration("300")(
    "Seconds, or `10m`, for everything after planning (all before it has this long and ten minutes): at most as long as a job may run, 6 hours on GitHub's runners and 5 " +
      "days on self-hosted ones.",
  ),
  "origin-url": baseUrl()(
    "Before purging, wait until this origin serves the new files: its base URL, past the CDN. A purge before that makes " +
      "the edge fetch the old pages again. If it is not ready within `timeout`, nothing is purged and the step is red.",
  ),
  "verify-sample": sampleSize("20")(
    "How many of the changed URLs `wait-for: verified` and `origin-url` look at, most important first, or `all`.",
  ),
  "site-headers": siteHeaders()(
    "Request headers for `wait-for: verified`, `origin-url` and `prewarm`, `Name: value`, one per line: what lets this step " +
      "past a firewall or a login in front of the site. Values are secrets, and no other host gets them.",
  ),
  prewarm: choice(
    ["false", "true"],
    "false",
  )(
    "Fetch the purged pages once when the purge is complete, in the order of a `sitemap:` under `purge`, then of the " +
      "build's own sitemap. `auto` under `wait-for` then means at least `completed`.",
  ),
  "dry-run": dryRun()(
    "Plan and report, send nothing. `auto`: true on pull requests and in merge queues, where no credential is needed.",
  ),
  comment: choice(
    ["false", "true"],
    "false",
  )(
    "Keep what a pull request would purge in one comment on it, changed in place and removed when nothing would be purged any " +
      "more. Needs `pull-requests: write`. See docs/pull-requests.md.",
  ),
  "github-token": secretText("${{ github.token }}")(
    "Fetches a base commit that the checkout did not bring, where the checkout kept no credential: `contents: read` is " +
      "enough. `changes: github` reads with it, `state: git-ref` writes with it (`contents: write`), and without a memory " +
      "GitHub's deployments are read with it (`deployments: read`). `comment` writes with it (`pull-requests: write`).",
  ),
};

export type InputName = keyof typeof FIELDS;

/** The inputs, as far as each is right by itself. */
export type Values = {
  -readonly [Name in InputName]?: (typeof FIELDS)[Name] extends Field<infer Value> ? Value : never;
};

export interface InputSpec {
  readonly name: InputName;
  readonly description: string;
  /** As it stands in action.yml; absent where there is none. */
  readonly default?: string;
}

/** The inputs as data, in the order of action.yml: for the generated regions and for the check of unknown names. */
export const INPUTS: readonly InputSpec[] = Object.entries(FIELDS).map(([name, { description, given }]) => ({
  name: name as InputName,
  description,
  ...(given === undefined ? {} : { default: given }),
}));

/** Inputs whose value is never shown. */
export const SECRET_INPUTS: readonly InputName[] = [
  "api-key",
  "api-secret",
  "state-key",
  "site-headers",
  "github-token",
];
