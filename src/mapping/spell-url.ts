import type { Capabilities } from "../model/capabilities.ts";
import { encodePath } from "../model/encode-path.ts";
import type { RepoPath } from "../model/path.ts";
import type { UrlStyle } from "./host-rules/host-rule.ts";

export type Wants = Capabilities["wants"];

/** A URL of a style as the provider gets it: encoded, with a leading slash, a canonical one in the provider's spelling. */
export function spellUrl(url: string, wants: Wants): string {
  return spellPage(`/${encodePath(url)}`, wants);
}

/** The same for a page's URL, which is encoded already and has its slash. */
export function spellPage(url: string, wants: Wants): string {
  let spelled = url;
  if (wants.urls !== "canonical") return spelled;
  if (wants.htmlSuffix === "strip") spelled = spelled.replace(/\.html?$/, "");
  if (wants.trailingSlash === "strip" && spelled !== "/") spelled = spelled.replace(/\/$/, "");
  return spelled;
}

/**
 * The URLs under which a provider caches files, redirects included; each of them answers as long as its file is there.
 *
 * @param ruleFiles files of the host's rules, which are no URLs.
 */
export function* urlsOfFiles(
  paths: Iterable<RepoPath>,
  style: UrlStyle,
  ruleFiles: ReadonlySet<RepoPath>,
  wants: Wants,
): Generator<string> {
  for (const path of paths) {
    if (ruleFiles.has(path) || !isCached(path, wants)) continue;
    const all = style.urlsOf(path);
    if (wants.urls === "canonical") yield spellUrl(all[0] ?? path, wants);
    else for (const url of all) yield spellUrl(url, wants);
  }
}

/** Does the provider cache such a file at all? */
export function isCached(path: RepoPath, { files }: Wants): boolean {
  return files !== "pages" || isPage(path);
}

function isPage(path: RepoPath): boolean {
  return /\.html?$/i.test(path);
}
