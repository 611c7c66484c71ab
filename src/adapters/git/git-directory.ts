import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTempFolder } from "../files/temp-folder.ts";
import type { GitSettings } from "./environment.ts";

/**
 * The whole configuration of every git process that this action starts. Git has no program to run that is not its own:
 * what a repository, the user or the machine configures is not in force.
 */
const SETTINGS: GitSettings = [
  ["core.bare", "false"],
  ["core.fsmonitor", "false"],
  ["core.hooksPath", "/dev/null"],
  // Git asks the repository of an alternate for its refs, which would open it with its own configuration.
  ["core.alternateRefsCommand", "true"],
  ["core.logAllRefUpdates", "false"],
  // A large object goes through in pieces instead of being held in memory.
  ["core.bigFileThreshold", "16m"],
  ["credential.helper", ""],
  ["protocol.ext.allow", "never"],
  ["http.sslVerify", "true"],
  // A header goes where a redirect points: a credential must not.
  ["http.followRedirects", "false"],
  ["fetch.writeCommitGraph", "false"],
  ["fetch.recurseSubmodules", "false"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
];

/**
 * Makes a git directory in the temporary folder with a configuration of ours and nothing else in it. It is removed when the
 * process ends.
 *
 * @param temp the runner's temporary folder; empty: the system's.
 */
export function makeGitDirectory(temp: string): string {
  const folder = makeTempFolder(temp, "deploy-purge-git-");
  for (const name of ["objects/info", "refs"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "HEAD"), "ref: refs/heads/none\n");
  configureGitDirectory(folder, []);
  return folder;
}

/** Writes the configuration of a directory of ours: what is fixed, and then `more`. */
export function configureGitDirectory(folder: string, more: GitSettings): void {
  const isExtended = more.some(([name]) => name.startsWith("extensions."));
  const version: GitSettings = [["core.repositoryFormatVersion", isExtended ? "1" : "0"]];
  const lines = [...version, ...SETTINGS, ...more].map(([name, value]) => {
    const [section = "", key = ""] = name.split(/\.(?=[^.]*$)/);
    const [head = "", ...rest] = section.split(".");
    const title = rest.length === 0 ? head : `${head} ${quote(rest.join("."))}`;
    return `[${title}]\n\t${key} = ${quote(value)}\n`;
  });
  writeFileSync(join(folder, "config"), lines.join(""));
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}
