import type { UrlResponse } from "../../model/stale.ts";
import type { Tree } from "../../model/tree.ts";
import { CLOUDFLARE_RULES } from "../host-rules/dialects.ts";
import type { UrlStyle } from "../host-rules/host-rule.ts";
import { found, isAnyErrorPage, nearestErrorPage, redirect } from "./host.ts";
import { cleanName, cleanUrls, folderUrls, INDEX, indexFolder, isFolderUrl, spellUrls } from "./pages.ts";

/**
 * Cloudflare Pages: pages are redirected to their name without `.html`, folders to their slash, and the nearest
 * `404.html` answers for what is missing. A site without one is taken for a single-page application.
 *
 * @see https://developers.cloudflare.com/pages/configuration/serving-pages/
 * @see https://github.com/cloudflare/workers-sdk/blob/007ba93/packages/pages-shared/asset-server/handler.ts
 */
export const cloudflarePages: UrlStyle = {
  urlsOf: (path) => spellUrls(path, { index: folderUrls, page: cleanUrls }),
  // A file keeps the page of its name from losing its `.html`.
  shadowedBy: (path) => [`${path}.html`],
  resolve: (tree, url) => (isFolderUrl(url) ? folderAnswer(tree, url) : fileAnswer(tree, url)),
  fallback: (tree) => (tree.has(INDEX) && nearestErrorPage(tree, "") === undefined ? INDEX : undefined),
  isErrorPage: isAnyErrorPage,
  rules: CLOUDFLARE_RULES,
};

function folderAnswer(tree: Tree, url: string): UrlResponse {
  const content = tree.get(url + INDEX);
  if (content !== undefined) return found(content);
  if (`/${url}`.endsWith("/index/")) return redirect(308, url.slice(0, -"index/".length));
  return url !== "" && tree.has(`${url.slice(0, -1)}.html`) ? redirect(308, url.slice(0, -1)) : nothing(tree, url);
}

function fileAnswer(tree: Tree, url: string): UrlResponse {
  const folder = indexFolder(url);
  const content = tree.get(url);
  if (content !== undefined) {
    if (folder !== undefined) return redirect(308, folder);
    const clean = cleanName(url);
    return clean === undefined || tree.has(clean) ? found(content) : redirect(308, clean);
  }
  if (`/${url}`.endsWith("/index")) return redirect(308, url.slice(0, -"index".length));
  const page = tree.get(`${url}.html`);
  if (page !== undefined) return found(page);
  return tree.has(`${url}/${INDEX}`) ? redirect(308, `${url}/`) : nothing(tree, url);
}

function nothing(tree: Tree, url: string): UrlResponse {
  const page = nearestErrorPage(tree, url);
  if (page !== undefined) return { status: 404, content: page };
  const front = tree.get(INDEX);
  return front === undefined ? { status: 404 } : found(front);
}
