import type { UrlStyle } from "../host-rules/host-rule.ts";
import { folderIndex } from "./folder-index.ts";
import { found, isRootErrorPage, missing, redirect } from "./host.ts";
import { INDEX, isFolderUrl } from "./pages.ts";

/**
 * The website endpoint of Amazon S3 with `index.html` as its index document: keys answer as they are, and a folder is
 * redirected to its slash where no key has its name.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/IndexDocumentSupport.html
 */
export const s3Website: UrlStyle = {
  urlsOf: folderIndex.urlsOf,
  resolve(tree, url) {
    const content = tree.get(isFolderUrl(url) ? url + INDEX : url);
    if (content !== undefined) return found(content);
    return !isFolderUrl(url) && tree.has(`${url}/${INDEX}`) ? redirect(302, `${url}/`) : missing(tree);
  },
  isErrorPage: isRootErrorPage,
};
