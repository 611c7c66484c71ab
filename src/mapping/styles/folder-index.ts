import type { Tree } from "../../model/tree.ts";
import type { UrlStyle } from "../host-rules/host-rule.ts";
import { found, isRootErrorPage, missing } from "./host.ts";
import { folderUrls, INDEX, indexFolder, isFolderUrl } from "./pages.ts";

/** Index pages answer for their folder, with and without a slash; what most hosts have in common. */
export const folderIndex: UrlStyle = {
  mayRunFiles: true,
  urlsOf(path) {
    const folder = indexFolder(path);
    return folder === undefined ? [path] : folderUrls(folder);
  },
  resolve(tree, url) {
    const content = indexContent(tree, url);
    return content === undefined ? missing(tree) : found(content);
  },
  isErrorPage: isRootErrorPage,
};

/** What an index host serves at a URL; undefined where it has nothing. */
export function indexContent(tree: Tree, url: string): string | undefined {
  if (isFolderUrl(url)) return tree.get(url + INDEX);
  return tree.get(url) ?? tree.get(`${url}/${INDEX}`);
}
