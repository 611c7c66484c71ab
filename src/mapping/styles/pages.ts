import type { RepoPath } from "../../model/path.ts";

export const INDEX = "index.html";
const HTML = ".html";

/** What a host makes of the two kinds of pages. */
interface Spelling {
  /** @param folder of an index page, with its slash; empty for the root. */
  index(folder: string): readonly string[];
  /** @param clean name of any other page, without `.html`. */
  page(clean: string, path: RepoPath): readonly string[];
}

/** The URLs of a file by what it is: a folder's index page, another page, or a file that has only its own. */
export function spellUrls(path: RepoPath, { index, page }: Spelling): readonly string[] {
  const folder = indexFolder(path);
  if (folder !== undefined) return index(folder);
  const clean = cleanName(path);
  return clean === undefined ? [path] : page(clean, path);
}

/** A page without `.html` first, with a slash, and by its name. */
export function cleanUrls(clean: string, path: RepoPath): readonly string[] {
  return [clean, `${clean}/`, path];
}

/** `blog/` of `blog/index.html`, `""` of `index.html`; undefined for any other file. */
export function indexFolder(path: RepoPath): string | undefined {
  return path === INDEX || path.endsWith(`/${INDEX}`) ? path.slice(0, -INDEX.length) : undefined;
}

/** `about` of `about.html`; undefined for index pages and for what is no page. */
export function cleanName(path: RepoPath): string | undefined {
  if (!path.endsWith(HTML) || indexFolder(path) !== undefined) return undefined;
  const clean = path.slice(0, -HTML.length);
  return clean === "" || clean.endsWith("/") ? undefined : clean;
}

/** The URLs of a folder's index page: with its slash, without, and by its name. */
export function folderUrls(folder: string): readonly string[] {
  return folder === "" ? ["", INDEX] : [folder, folder.slice(0, -1), folder + INDEX];
}

/** These, and the index page's name without `.html`. */
export function folderUrlsAndIndex(folder: string): readonly string[] {
  return [...folderUrls(folder), `${folder}index`];
}

export function isFolderUrl(url: string): boolean {
  return url === "" || url.endsWith("/");
}
