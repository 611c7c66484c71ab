import { NETLIFY_RULES } from "../host-rules/dialects.ts";
import type { UrlStyle } from "../host-rules/host-rule.ts";
import { found, isRootErrorPage, missing, redirect } from "./host.ts";
import { cleanUrls, folderUrlsAndIndex, INDEX, isFolderUrl, spellUrls } from "./pages.ts";

/**
 * Netlify with its default pretty URLs: a page answers without `.html` and is preferred to a folder of its name.
 *
 * @see https://github.com/slorber/trailing-slash-guide/blob/137eac9/docs/Hosting-Providers.md
 * @see https://docs.netlify.com/routing/redirects/
 */
export const netlify: UrlStyle = {
  urlsOf: (path) => spellUrls(path, { index: folderUrlsAndIndex, page: cleanUrls }),
  resolve(tree, url) {
    if (!isFolderUrl(url)) {
      const content = tree.get(url) ?? tree.get(`${url}.html`);
      if (content !== undefined) return found(content);
      return tree.has(`${url}/${INDEX}`) ? redirect(301, `${url}/`) : missing(tree);
    }
    if (url !== "" && tree.has(`${url.slice(0, -1)}.html`)) return redirect(301, url.slice(0, -1));
    const content = tree.get(url + INDEX);
    return content === undefined ? missing(tree) : found(content);
  },
  isErrorPage: isRootErrorPage,
  rules: NETLIFY_RULES,
};
