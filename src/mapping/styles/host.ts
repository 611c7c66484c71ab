import type { RepoPath } from "../../model/path.ts";
import type { UrlResponse } from "../../model/stale.ts";
import type { Tree } from "../../model/tree.ts";

const ERROR_PAGE = "404.html";

export function found(content: string): UrlResponse {
  return { status: 200, content };
}

/** @param url relative to the base, like every URL here. */
export function redirect(status: 301 | 302 | 308, url: string): UrlResponse {
  return { status, location: `/${url}` };
}

/** A 404 with the page at the root of the site, where there is one. */
export function missing(tree: Tree): UrlResponse {
  const content = tree.get(ERROR_PAGE);
  return content === undefined ? { status: 404 } : { status: 404, content };
}

/** A 404 with the nearest `404.html`, from the URL's folder up to the root. */
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
