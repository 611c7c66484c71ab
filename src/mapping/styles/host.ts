import type { RepoPath, Tree } from "../../changes/change.ts";
import type { RuleDialect } from "../host-rules/rule.ts";

/** What a host answers at a URL, as far as two builds can differ in it. */
export interface Answer {
  readonly status: number;
  /** Identity of the content that is served; absent for redirects, and for a 404 without a page of its own. */
  readonly content?: string;
  /** Where a redirect leads: a path of the site with a leading slash, or an absolute URL. */
  readonly location?: string;
}

/**
 * How a host turns files into URLs, both ways. URLs here are unencoded paths relative to the site's base URL, without a
 * leading slash: `""` is the base itself, `blog/` a folder.
 */
export interface UrlStyle {
  /** Every URL whose answer may hang on this file; the first is the one that people link to. */
  urlsOf(path: RepoPath): readonly string[];
  /** Further URLs, of other files, whose answer hangs on this file being there. */
  shadowedBy?(path: RepoPath): readonly string[];
  resolve(tree: Tree, url: string): Answer;
  /** The file that answers with 200 at every URL that no file has; absent where such URLs are 404. */
  fallback?(tree: Tree): RepoPath | undefined;
  /** Is this file the page that is shown with a 404, at URLs that nobody can list? */
  isErrorPage?(path: RepoPath): boolean;
  /** How the host reads its redirects, headers and configuration; absent where it has none. */
  readonly rules?: RuleDialect;
}

const ERROR_PAGE = "404.html";

export function found(content: string): Answer {
  return { status: 200, content };
}

/** @param url relative to the base, like every URL here. */
export function redirect(status: 301 | 302 | 308, url: string): Answer {
  return { status, location: `/${url}` };
}

/** A 404 with the page at the root of the site, where there is one. */
export function missing(tree: Tree): Answer {
  const content = tree.get(ERROR_PAGE);
  return content === undefined ? { status: 404 } : { status: 404, content };
}

/** A 404 with the nearest page on the way from the URL up to the root. */
export function nearestErrorPage(tree: Tree, url: string): string | undefined {
  for (let folder = folderOf(url); ; folder = folderOf(folder.slice(0, -1))) {
    const content = tree.get(folder + ERROR_PAGE);
    if (content !== undefined || folder === "") return content;
  }
}

export function isRootErrorPage(path: RepoPath): boolean {
  return path === ERROR_PAGE;
}

export function isAnyErrorPage(path: RepoPath): boolean {
  return path === ERROR_PAGE || path.endsWith(`/${ERROR_PAGE}`);
}

function folderOf(url: string): string {
  return url.slice(0, url.lastIndexOf("/") + 1);
}
