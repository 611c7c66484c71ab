import type { RepoPath, Tree } from "../changes/change.ts";

/**
 * How a host turns files into URLs, both ways. URLs here are unencoded paths relative to the site's base URL, without a
 * leading slash: `""` is the base itself, `blog/` a folder.
 */
export interface UrlStyle {
  /** Every URL at which this file may answer; the first is the one that people link to. */
  urlsOf(path: RepoPath): readonly string[];
  /** What the host answers at a URL: the identity of the content, or undefined for 404. */
  resolve(tree: Tree, url: string): string | undefined;
}

const INDEX = "index.html";

const exact: UrlStyle = {
  urlsOf: (path) => [path],
  resolve: (tree, url) => tree.get(url),
};

const index: UrlStyle = {
  urlsOf(path) {
    if (path === INDEX) return ["", INDEX];
    if (!path.endsWith(`/${INDEX}`)) return [path];
    const folder = path.slice(0, -INDEX.length);
    return [folder, folder.slice(0, -1), path];
  },
  resolve(tree, url) {
    if (url === "" || url.endsWith("/")) return tree.get(url + INDEX);
    return tree.get(url) ?? tree.get(`${url}/${INDEX}`);
  },
};

export const URL_STYLES = { exact, index } as const satisfies Readonly<Record<string, UrlStyle>>;
