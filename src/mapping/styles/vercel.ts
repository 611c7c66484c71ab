import type { RepoPath } from "../../model/path.ts";
import type { UrlResponse } from "../../model/stale.ts";
import type { Tree } from "../../model/tree.ts";
import type { UrlStyle } from "../host-rules/host-rule.ts";
import { readVercelConfig, type VercelSettings, vercelMatch, vercelReach } from "../host-rules/vercel-config.ts";
import { indexContent } from "./folder-index.ts";
import { found, isRootErrorPage, missing, redirect } from "./host.ts";
import { cleanUrls as cleanNames, folderUrls, INDEX, isFolderUrl, spellUrls } from "./pages.ts";

/**
 * Vercel, with `cleanUrls` and `trailingSlash` of `vercel.json`; without that file, as Vercel's defaults are.
 *
 * @see https://vercel.com/docs/project-configuration#cleanurls
 * @see https://www.npmjs.com/package/@vercel/routing-utils
 * @see https://github.com/slorber/trailing-slash-guide/blob/137eac9/docs/Hosting-Providers.md
 */
export const vercel: UrlStyle = vercelWith({ cleanUrls: false });

function vercelWith(settings: VercelSettings): UrlStyle {
  return {
    urlsOf: (path) => urlsOf(path, settings),
    resolve: (tree, url) => redirected(url, settings) ?? served(tree, url, settings),
    isErrorPage: isRootErrorPage,
    rules: {
      config: {
        name: "vercel.json",
        none: { redirects: [], headers: [], unplaced: [], rest: {}, isWhole: true },
        read: (text) => readVercelConfig(text, vercelWith),
      },
      reach: vercelReach,
      compile: vercelMatch,
    },
  };
}

function urlsOf(path: RepoPath, { cleanUrls, trailingSlash }: VercelSettings): readonly string[] {
  return spellUrls(path, {
    index(folder) {
      const urls = folderUrls(folder);
      const slashless = folder !== "" && (trailingSlash === false || (cleanUrls && trailingSlash !== true));
      return slashless ? [folder.slice(0, -1), ...urls.filter((url) => url !== folder.slice(0, -1))] : urls;
    },
    page(clean) {
      if (!cleanUrls) return [path];
      return trailingSlash === true ? [`${clean}/`, clean, path] : cleanNames(clean, path);
    },
  });
}

/** What the two settings redirect before the host looks for a file, by the rules of Vercel's own routing package. */
function redirected(url: string, { cleanUrls, trailingSlash }: VercelSettings): UrlResponse | undefined {
  const path = `/${url}`;
  if (cleanUrls) {
    const clean = INDEX_NAME.exec(path) ?? HTML_NAME.exec(path);
    const name = clean?.[1] ?? "";
    if (clean !== null) return redirect(308, trailingSlash === true && name !== "" ? `${name}/` : name);
  }
  if (url === "" || trailingSlash === undefined) return undefined;
  if (trailingSlash) {
    if (/^\/\.well-known(?:\/|$)/.test(path)) return undefined;
    if (NAME_WITHOUT_DOT.test(url)) return redirect(308, `${url}/`);
    return FILE_WITH_SLASH.test(url) ? redirect(308, url.slice(0, -1)) : undefined;
  }
  return url.endsWith("/") ? redirect(308, url.slice(0, -1)) : undefined;
}

const INDEX_NAME = /^\/(?:(.+)\/)?index(?:\.html)?\/?$/s;
const HTML_NAME = /^\/(.*)\.html\/?$/s;
const NAME_WITHOUT_DOT = /(?:^|\/)[^/.]+$/;
const FILE_WITH_SLASH = /(?:^|\/)[^/]+\.\w+\/$/;

function served(tree: Tree, url: string, { cleanUrls }: VercelSettings): UrlResponse {
  const name = url.replace(/\/$/, "");
  const index = isFolderUrl(url) ? tree.get(url + INDEX) : indexContent(tree, url);
  const page = cleanUrls && name !== "" && !tree.has(url) ? tree.get(`${name}.html`) : undefined;
  if (index === undefined && page === undefined) return missing(tree);
  // Which of two files wins here is not documented: a change of either counts.
  if (index !== undefined && page !== undefined) return found(`${page} ${index}`);
  return found(index ?? (page as string));
}
