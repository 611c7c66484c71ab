import type { UrlStyle } from "../host-rules/host-rule.ts";
import { found, isRootErrorPage, missing, redirect } from "./host.ts";
import { folderUrlsAndIndex, INDEX, isFolderUrl, spellUrls } from "./pages.ts";

/**
 * GitHub Pages: pages answer without `.html` too, folders are redirected to their slash, and a page has no slash.
 *
 * @see https://github.com/slorber/trailing-slash-guide/blob/137eac9/docs/Hosting-Providers.md
 */
export const githubPages: UrlStyle = {
  urlsOf: (path) => spellUrls(path, { index: folderUrlsAndIndex, page: (clean) => [path, clean] }),
  resolve(tree, url) {
    const content = isFolderUrl(url) ? tree.get(url + INDEX) : (tree.get(url) ?? tree.get(`${url}.html`));
    if (content !== undefined) return found(content);
    if (!isFolderUrl(url) && tree.has(`${url}/${INDEX}`)) return redirect(301, `${url}/`);
    return missing(tree);
  },
  isErrorPage: isRootErrorPage,
};
