import { escapeControlCharacters } from "../lib/escape.ts";
import type { UrlStyleName } from "../model/config.ts";
import type { RepoPath } from "../model/path.ts";
import type { UrlAnswers } from "../model/stale.ts";
import type { Tree } from "../model/tree.ts";
import { INDEX } from "./styles/pages.ts";
import { URL_STYLES } from "./url-style.ts";

/** Most pages that are compared: a style is wrong for all of a kind. Our own bound. */
const MAX_PAGES = 1_000;

/** Styles in the order in which they are proposed. */
const PROPOSED = ["index", "netlify", "github-pages", "cloudflare-pages"] as const satisfies readonly UrlStyleName[];

/**
 * A sentence where the build itself names pages at URLs that the style does not make of its files, and another style does:
 * these URLs would never be purged.
 *
 * @param named URLs that the sitemap or canonical links name: unencoded, relative to the site's base.
 */
export function otherStyleHint(
  named: Iterable<string>,
  tree: Tree,
  style: UrlAnswers["style"],
  styleName: UrlStyleName,
): string | undefined {
  const missed: { readonly url: string; readonly file: RepoPath }[] = [];
  let looked = 0;
  for (const url of named) {
    if (++looked > MAX_PAGES) break;
    const files = filesOf(url).filter((path) => tree.has(path));
    const [file] = files;
    if (file !== undefined && !files.some((path) => style.urlsOf(path).includes(url))) missed.push({ url, file });
  }
  const [first] = missed;
  const best = PROPOSED.map((name) => {
    const makes = missed.filter(({ url, file }) => URL_STYLES[name].urlsOf(file).includes(url)).length;
    return { name, makes };
  }).toSorted((a, b) => b.makes - a.makes)[0];
  if (first === undefined || best === undefined || best.makes === 0) return undefined;
  return (
    `The build names ${missed.length === 1 ? "a page" : `${missed.length} pages`} at addresses that url-style: ${styleName} does not make of ` +
    `its files, for example /${escapeControlCharacters(first.url, 200)} of ${escapeControlCharacters(first.file, 200)}: they are not purged. ` +
    `url-style: ${best.name} makes ${best.makes === missed.length ? "them" : `${best.makes} of them`}.`
  );
}

/** The files that a host may answer with. */
function filesOf(url: string): readonly RepoPath[] {
  const bare = url.replace(/\/$/, "");
  const folder = bare === "" ? "" : `${bare}/`;
  return [url, `${bare}.html`, folder + INDEX];
}
