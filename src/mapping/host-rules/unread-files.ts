import type { Change, ChangeSet, RuleNames } from "../../model/change.ts";
import type { RepoPath } from "../../model/path.ts";
import { URL_STYLES } from "../url-style.ts";
import { ruleNamesOf } from "./read-rules.ts";

/** Files in which hosts and servers keep rules that no url style reads. */
const NEVER_READ = [
  ".htaccess",
  "Caddyfile",
  "customHttp.yml",
  "firebase.json",
  "nginx.conf",
  "serve.json",
  "staticwebapp.config.json",
  "web.config",
];

/** Names that one line shows. */
const MAX_NAMED = 5;

/** Names of files that say to some host how it answers, and that this url style does not read. */
function unreadNames(ruleNames: RuleNames): readonly string[] {
  const styles = Object.values(URL_STYLES).map(ruleNamesOf);
  const all = [...NEVER_READ, ...styles.flatMap(({ inBuild, anywhere }) => [...inBuild, ...anywhere])];
  const read = new Set([...ruleNames.inBuild, ...ruleNames.anywhere]);
  return [...new Set(all)].filter((name) => !read.has(name));
}

/** Those of them that no comparison of a build's files shows: they lie beside it, or are not deployed. */
export function unseenNames(ruleNames: RuleNames): readonly string[] {
  return unreadNames(ruleNames).filter((name) => !name.startsWith("_"));
}

/**
 * The changed ones in the deployed tree, or in a folder that it lies in: named from the repository's root.
 *
 * @param isRouted does a route say which URLs depend on the file?
 */
export function unreadRuleFiles(
  { changes, outside = [], prefix = "" }: Pick<ChangeSet, "changes" | "outside" | "prefix">,
  ruleNames: RuleNames,
  isRouted: (path: RepoPath) => boolean,
): readonly RepoPath[] {
  const names = new Set(unreadNames(ruleNames));
  const below = ({ path }: Change) => (prefix === "" ? path : `${prefix}/${path}`);
  const beside = outside.map(({ path }) => path).filter((path) => isBeside(folderOf(path), prefix));
  return [...new Set([...changes.map(below), ...beside])].filter((path) => names.has(nameOf(path)) && !isRouted(path));
}

/** In a folder of the deployed tree, or in one above it. */
function isBeside(folder: RepoPath, prefix: RepoPath): boolean {
  return folder === "" || `${prefix}/`.startsWith(`${folder}/`) || folder.startsWith(`${prefix}/`);
}

function folderOf(path: RepoPath): RepoPath {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** One line: what is not read, and what to do. */
export function unreadRulesNote(paths: readonly RepoPath[]): string {
  const more = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : "";
  const them = paths.length === 1 ? "it" : "them";
  return (
    `${paths.slice(0, MAX_NAMED).join(", ")}${more} changed, and the rules in ${them} are not read. ${readersOf(paths)}Where such ` +
    "rules say what answers, purge: all removes old answers this once, and a route each time: " +
    `${paths[0]} -> all (-> none where they do not).`
  );
}

/** The url styles that read what this one does not. */
function readersOf(paths: readonly RepoPath[]): string {
  const names = new Set(paths.map(nameOf));
  return Object.entries(URL_STYLES)
    .flatMap(([style, one]) => {
      const { inBuild, anywhere } = ruleNamesOf(one);
      const own = [...inBuild, ...anywhere].filter((name) => names.has(name));
      return own.length === 0 ? [] : [`url-style: ${style} reads ${own.join(", ")}. `];
    })
    .join("");
}

function nameOf(path: RepoPath): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
