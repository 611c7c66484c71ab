import type { RepoPath } from "../../model/path.ts";
import type { UrlResponse } from "../../model/stale.ts";
import type { Tree } from "../../model/tree.ts";

/** One rule of a host about the URLs of a pattern: what both redirects and headers have. */
export interface HostRule {
  /** The path that it is for, with a leading slash, in the pattern language of its host. */
  readonly from: string;
  /** All of the rule as text: two rules are the same when this is. */
  readonly line: string;
}

/** A rule that redirects visitors, or rewrites to another file. */
export interface RedirectRule extends HostRule {
  /** A path of the site, or an absolute URL; may have placeholders of `from`. */
  readonly to: string;
  /** 3xx redirects; any other status answers with the content of `to`. */
  readonly status: number;
  /** It wins over a file at the same URL. */
  readonly isForced: boolean;
  /**
   * It may leave a URL of its pattern to what follows: it is for some visitors only (a country, a query parameter,
   * another host), or its pattern is read more broadly than the host reads it.
   */
  readonly isConditional: boolean;
}

/** The rules of a file, as far as they can be read. */
export interface RedirectsRead {
  readonly rules: readonly RedirectRule[];
  /** No line is left that is no rule, or one that the host may read otherwise. */
  readonly isWhole: boolean;
}

/** A rule that is not understood may come before any other or replace it: then none of them is sure to answer. */
export function redirectsRead(rules: readonly RedirectRule[], isWhole: boolean): RedirectsRead {
  return { rules: isWhole ? rules : rules.map((rule) => ({ ...rule, isConditional: true })), isWhole };
}

/** URLs of a pattern: those that can be listed, and the path that all others start with. Unencoded, relative to the base. */
export interface PatternReach {
  readonly urls: readonly string[];
  readonly prefix?: string | undefined;
}

/** Does a pattern fit a URL (unencoded, relative)? What its placeholders stand for, by name; undefined where it does not. */
export type PatternMatch = (url: string) => Readonly<Record<string, string>> | undefined;

/** What a host's configuration file says, as far as it decides how URLs answer. */
export interface ConfigRead {
  /** The style as the file sets it up; absent where it sets nothing up. */
  readonly style?: UrlStyle;
  readonly redirects: readonly RedirectRule[];
  readonly headers: readonly HostRule[];
  /** Rules of which it is not read whose URLs they are for, but only where they lead: any URL may be theirs. */
  readonly unplaced: readonly RedirectRule[];
  /**
   * Everything else that may decide how a URL answers, as text by the name that it has in the file: when it changes,
   * every URL may answer otherwise.
   */
  readonly rest: Readonly<Record<string, string>>;
  /** No rule is left that the host may read otherwise. */
  readonly isWhole: boolean;
}

/** @returns undefined when nothing can be read of it. */
type ConfigReader = (text: string) => ConfigRead | undefined;

/** How one host reads its rules. */
export interface RuleDialect {
  /** `_redirects` and `_headers` at the root of the build; absent where the host has no such files. */
  readonly files?: {
    parseRedirects(text: string): RedirectsRead;
    /** @returns undefined when the text is no such file. */
    parseHeaders(text: string): readonly HostRule[] | undefined;
  };
  /** A file at the root of the build, else of the repository. */
  readonly config?: {
    readonly name: string;
    /** What a site without the file has. */
    readonly none: ConfigRead;
    readonly read: ConfigReader;
    /** Where it takes a library to read the file, which is loaded for those who have one: until then nothing can be read. */
    readonly load?: () => Promise<ConfigReader>;
  };
  reach(from: string): PatternReach;
  /** The path of a header is matched in upper and lower case, and `/blog/*` is for `/blogs` too. */
  readonly isLooseAboutHeaders?: true;
  compile(from: string): PatternMatch;
}

/**
 * Rules that one version has and the other does not, or has elsewhere: since the first match wins, all between what
 * both begin and end with.
 */
export function changedRules<T extends HostRule>(before: readonly T[], after: readonly T[]): readonly T[] {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head]?.line === after[head]?.line) head++;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail)?.line === after.at(-1 - tail)?.line) tail++;
  return [...before.slice(head, before.length - tail), ...after.slice(head, after.length - tail)];
}

/** The file of the site that a rule answers with, or that starts so: up to the first placeholder. */
export function rewriteTarget({
  to,
  status,
}: RedirectRule): { readonly url: string; readonly isOpen: boolean } | undefined {
  if ((status >= 300 && status < 400) || !to.startsWith("/") || to.startsWith("//")) return undefined;
  const path = to.replace(/^\//, "").replace(/[?#].*$/s, "");
  const placeholder = path.search(/[:*$]/);
  const url = decoded(placeholder < 0 ? path : path.slice(0, placeholder));
  return { url: url ?? "", isOpen: placeholder >= 0 || url === undefined };
}

/** `%20` as the blank that it stands for; undefined for what is no percent-encoding. */
export function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/**
 * How a host turns files into URLs, both ways. URLs here are unencoded paths relative to the site's base URL, without a
 * leading slash: `""` is the base itself, `blog/` a folder.
 */
export interface UrlStyle {
  /** Every URL whose answer may depend on this file; the first is the one that people link to. */
  urlsOf(path: RepoPath): readonly string[];
  /** Further URLs, of other files, whose answer depends on whether this file exists. */
  shadowedBy?(path: RepoPath): readonly string[];
  resolve(tree: Tree, url: string): UrlResponse;
  /** The server behind it may run files instead of sending them, as no host of static files does. */
  readonly mayRunFiles?: true;
  /** The file that answers with 200 at every URL that no file has; absent where such URLs are 404. */
  fallback?(tree: Tree): RepoPath | undefined;
  /** Is this file the page that is shown with a 404, at URLs that nobody can list? */
  isErrorPage?(path: RepoPath): boolean;
  /** How the host reads its redirects, headers and configuration; absent where it has none. */
  readonly rules?: RuleDialect;
}
