import type { RepoPath } from "../../changes/change.ts";
import {
  cleanName,
  folderUrls,
  found,
  INDEX,
  indexFolder,
  isFolderUrl,
  isRootErrorPage,
  missing,
  redirect,
  type UrlStyle,
} from "./host.ts";

/**
 * GitHub Pages: pages answer without `.html` too, folders are redirected to their slash, and a page has no slash.
 *
 * @see https://github.com/slorber/trailing-slash-guide/blob/137eac9/docs/Hosting-Providers.md
 */
export const githubPages: UrlStyle = {
  urlsOf(path: RepoPath) {
    const folder = indexFolder(path);
    if (folder !== undefined) return [...folderUrls(folder), `${folder}index`];
    const clean = cleanName(path);
    return clean === undefined ? [path] : [path, clean];
  },
  resolve(tree, url) {
    const content = isFolderUrl(url) ? tree.get(url + INDEX) : (tree.get(url) ?? tree.get(`${url}.html`));
    if (content !== undefined) return found(content);
    if (!isFolderUrl(url) && tree.has(`${url}/${INDEX}`)) return redirect(301, `${url}/`);
    return missing(tree);
  },
  isErrorPage: isRootErrorPage,
};
