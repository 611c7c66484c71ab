import type { UrlStyle } from "../host-rules/host-rule.ts";
import { found } from "./host.ts";

/** Every file at its own path, and nothing else: an object store without an index document. */
export const exact: UrlStyle = {
  mayRunFiles: true,
  urlsOf: (path) => [path],
  resolve(tree, url) {
    const content = tree.get(url);
    return content === undefined ? { status: 404 } : found(content);
  },
};
