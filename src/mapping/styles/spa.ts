import type { UrlStyle } from "../host-rules/host-rule.ts";
import { folderIndex, indexContent } from "./folder-index.ts";
import { found } from "./host.ts";
import { INDEX } from "./pages.ts";

/** As `index`, and the front page answers with 200 at every URL that no file has. */
export const spa: UrlStyle = {
  mayRunFiles: true,
  urlsOf: folderIndex.urlsOf,
  resolve(tree, url) {
    const content = indexContent(tree, url) ?? tree.get(INDEX);
    return content === undefined ? { status: 404 } : found(content);
  },
  fallback: (tree) => (tree.has(INDEX) ? INDEX : undefined),
};
