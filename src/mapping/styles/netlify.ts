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
 * Netlify with its default pretty URLs: a page answers without `.html` and is preferred to a folder of its name.
 *
 * @see https://github.com/slorber/trailing-slash-guide/blob/137eac9/docs/Hosting-Providers.md
 * @see https://docs.netlify.com/routing/redirects/
 */
export const netlify: UrlStyle = {
  urlsOf(path) {
    const folder = indexFolder(path);
    if (folder !== undefined) return [...folderUrls(folder), `${folder}index`];
    const clean = cleanName(path);
    return clean === undefined ? [path] : [clean, `${clean}/`, path];
  },
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
  rules: "files-first",
  configFiles: ["netlify.toml"],
  rewriteTargets,
};

/** Where redirects of `netlify.toml` lead that answer in place; more than there are, never fewer. */
function rewriteTargets(text: string): readonly string[] {
  const blocks = text.split(/^[ \t]*\[\[redirects\]\]/m).slice(1);
  return blocks.flatMap((block) => {
    const isRedirect = /^[ \t]*status[ \t]*=[ \t]*3/m.test(block) || !/^[ \t]*status[ \t]*=/m.test(block);
    const target = /^[ \t]*to[ \t]*=[ \t]*["'](\/[^"']*)["']/m.exec(block)?.[1];
    return isRedirect || target === undefined ? [] : [target];
  });
}
