import { type Change, type ChangeSet, isPageUrl } from "../model/change.ts";
import { decodePath, encodePath } from "../model/encode-path.ts";
import type { Content, Probe } from "../model/proof.ts";
import type { Selector } from "../model/selector.ts";
import type { StaleContent, UrlResponse } from "../model/stale.ts";
import { comparableAddress } from "./fetch-page.ts";

interface SiteUrl {
  readonly origin: string;
  readonly basePath: string;
}

export interface ProbeOptions {
  readonly changes: ChangeSet;
  readonly staleContent: Pick<StaleContent, "stale" | "bareRoot" | "current" | "hosting">;
  readonly siteUrls: readonly SiteUrl[];
  /** URLs below the base path that this run does not purge: nothing is to be seen there. */
  readonly leftOut?: ReadonlySet<string>;
  /** What the user requests on every run: its paths are fetched where no changed URL is known. */
  readonly requested: readonly Selector[];
}

const UNKNOWN: Content = { kind: "unknown" };

/**
 * The URLs that a purge can be proven at, most important first: the site's root, pages before assets, shallow before deep,
 * and what is only another address of the same file last. Deleted ones are among them.
 *
 * Changed URLs where a diff found some; every URL of the new build where everything counts as changed; else what the user
 * requested by its path.
 */
export function probesOf({
  changes,
  staleContent,
  siteUrls,
  requested,
  leftOut = new Set(),
}: ProbeOptions): readonly Probe[] {
  const contents = contentsOf(changes, staleContent.hosting);
  const everything =
    changes.everything === undefined ? [] : [...staleContent.current()].map((url) => ({ url, because: [] }));
  const changed = (everything.length > 0 ? everything : staleContent.stale).filter(({ url }) => !leftOut.has(url));
  const known = new Set(changed.map(({ url }) => url));
  const ranked = changed
    .map((one) => ({ ...one, rank: rankOf(one.url, known) }))
    .toSorted((a, b) => compare(a.rank, b.rank) || (a.url < b.url ? -1 : 1));
  const bareRoots = leftOut.has("/") ? [] : bareRootProbes(changes, staleContent, siteUrls);
  if (ranked.length === 0) return bareRoots.length > 0 ? bareRoots : requestedProbes(requested, siteUrls);
  const found = ranked.flatMap(({ url, because, rank }) => {
    const { path, was, now } = contents(url, because);
    return siteUrls.map((site) => ({
      url: `${site.origin}${site.basePath}${url.slice(1)}`,
      alias: rank[0] === 1,
      because,
      ...(path === undefined ? {} : { path }),
      ...distinct(contentOf(was, site), contentOf(now, site)),
    }));
  });
  const firstAlias = found.findIndex(({ alias }) => alias);
  return found.toSpliced(firstAlias < 0 ? found.length : firstAlias, 0, ...bareRoots);
}

/**
 * The site's root without its slash, `/nl` of `/nl/`: another address of the same page, and no URL below the base path.
 * Hosts answer it as any folder, with the page or with a redirect to it.
 */
function bareRootProbes(
  { tree, everything }: ChangeSet,
  { bareRoot, hosting: { style, before, after } }: ProbeOptions["staleContent"],
  siteUrls: readonly SiteUrl[],
): readonly Probe[] {
  const isServed = style.urlsOf("folder/index.html").includes("folder");
  const isEverything = everything !== undefined && tree.has("index.html");
  if (!isServed || (bareRoot.length === 0 && !isEverything)) return [];
  const isKnown = everything === undefined && !bareRoot.some(({ path }) => isPageUrl(path));
  return siteUrls
    .filter(({ basePath }) => basePath !== "/")
    .map((site) => ({
      url: `${site.origin}${site.basePath.slice(0, -1)}`,
      alias: true,
      because: bareRoot,
      was: contentOf(isKnown ? before("") : undefined, site),
      now: contentOf(after(""), site),
    }));
}

/** Undefined: nobody knows. */
interface AnswersAt {
  /** Of the file that answers there; absent where none does by its own name. */
  readonly path?: string;
  readonly was: UrlResponse | undefined;
  readonly now: UrlResponse | undefined;
}

/** What a URL answers in both builds, found through the files that it depends on, and else by the URL alone. */
function contentsOf(
  { tree, pages = [], everything }: ChangeSet,
  { style, before, after }: StaleContent["hosting"],
): (url: string, because: readonly Change[]) => AnswersAt {
  const current = new Map<string, string>();
  if (everything !== undefined || pages.length > 0) {
    for (const path of tree.keys()) for (const url of style.urlsOf(path)) current.set(`/${encodePath(url)}`, url);
  }
  return (url, because) => {
    const files = because.filter(({ path }) => !isPageUrl(path));
    const own = files.flatMap(({ path }) => style.urlsOf(path).map((one) => [one, `/${encodePath(one)}`] as const));
    const [ofFile = current.get(url)] =
      own.find(([, encoded]) => encoded === url) ??
      // A provider may spell a page without its suffix; then its file's first URL stands for it.
      own.find(([, encoded]) => pageName(encoded) === pageName(url)) ??
      [];
    const plain = ofFile ?? decodePath(url.slice(1));
    // A page that is known by its URL alone is stale for reasons that no file shows.
    const isKnown = everything === undefined && files.length === because.length;
    const path = ofFile === undefined ? {} : { path: `/${encodePath(ofFile)}` };
    return { ...path, was: isKnown ? before(plain) : undefined, now: after(plain) };
  };
}

function pageName(url: string): string {
  return url.replace(/(?:\.html?|\/)$/, "");
}

/** What is the same in both builds shows nothing: its headers changed, for example, or the kind of the redirect. */
function distinct(was: Content, now: Content): Pick<Probe, "was" | "now"> {
  const isSame = JSON.stringify(was) === JSON.stringify(now);
  return isSame ? { was: UNKNOWN, now: UNKNOWN } : { was, now };
}

function isOfFile({ kind }: Content): boolean {
  return kind === "file" || kind === "nothing";
}

/** Those that an origin can be judged by: what it must serve is known. Several hosts have one origin: each file once. */
export function comparable(probes: readonly Probe[]): readonly Probe[] {
  const first = new Map<string, Probe>();
  for (const probe of probes) {
    if (probe.path !== undefined && isOfFile(probe.now) && !first.has(probe.path)) first.set(probe.path, probe);
  }
  return [...first.values()];
}

/** As git has it, in hex, or as a comparison of builds has it: SHA-256 in base64url. */
const CONTENT_ID = /^(?:[0-9a-f]+|[\w-]{43})$/;

/** A link's identity, `link:…`, is not that of the content that is served. */
function contentOf(answer: UrlResponse | undefined, site: SiteUrl): Content {
  if (answer === undefined) return UNKNOWN;
  const { status, content, location } = answer;
  if (status === 404) return { kind: "nothing" };
  if (content !== undefined) return CONTENT_ID.test(content) ? { kind: "file", id: content } : UNKNOWN;
  const to = location === undefined ? undefined : targetsOf(location, site);
  return to === undefined ? UNKNOWN : { kind: "redirect", to };
}

/**
 * Styles say where a redirect leads as a path of the site that is not encoded, rules as an encoded one: it may be meant either way.
 *
 * @returns undefined where a placeholder in it (`:splat`, `$1`, `*`) depends on the URL.
 */
function targetsOf(location: string, { origin, basePath }: SiteUrl): readonly string[] | undefined {
  if (/(?<!^https?):|[*$]/i.test(location)) return undefined;
  const isOnSite = location.startsWith("/") && !location.startsWith("//");
  const base = `${origin}${basePath}`;
  const urls = isOnSite ? [location.slice(1), encodePath(location.slice(1))].map((path) => base + path) : [location];
  const targets = urls.flatMap((url) => URL.parse(url, origin) ?? []).map(comparableAddress);
  return targets.length === 0 ? undefined : [...new Set(targets)];
}

function requestedProbes(requested: readonly Selector[], siteUrls: readonly SiteUrl[]): readonly Probe[] {
  const origins = [...new Set(siteUrls.map(({ origin }) => origin))];
  return requested
    .filter(({ by }) => by === "path")
    .flatMap(({ value, origin }) =>
      (origin === undefined ? origins : [origin]).map((host) => ({
        url: host + value,
        alias: false,
        was: UNKNOWN,
        now: UNKNOWN,
        because: [],
      })),
    );
}

/** Smaller is more important. */
type Rank = readonly [alias: number, root: number, asset: number, depth: number];

function rankOf(url: string, known: ReadonlySet<string>): Rank {
  const path = url.replace(/index\.html?$/, "");
  const isAlias = (path !== url && known.has(path)) || known.has(`${url}/`);
  const depth = url.split("/").filter((segment) => segment !== "").length;
  return [Number(isAlias), Number(url !== "/"), Number(!isPage(url)), depth];
}

/** By the URL alone: a folder, a name without an extension, or HTML. */
export function isPage(url: string): boolean {
  const name = url.slice(url.lastIndexOf("/") + 1);
  return !name.includes(".") || /\.html?$/i.test(name);
}

function compare(a: Rank, b: Rank): number {
  for (const [at, one] of a.entries()) if (one !== b[at]) return one - (b[at] as number);
  return 0;
}
