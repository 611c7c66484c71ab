import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { canary, type TestRepository } from "./repository.ts";

/** Settings by which git starts a program; `SCRIPT` is the program. One list for whoever may write a configuration. */
const SETTINGS: readonly (readonly [name: string, value: string])[] = [
  ["core.fsmonitor", "SCRIPT"],
  ["core.hooksPath", "HOOKS"],
  ["core.askPass", "SCRIPT"],
  ["core.sshCommand", "SCRIPT"],
  ["core.gitProxy", "SCRIPT"],
  ["core.pager", "SCRIPT"],
  ["core.editor", "SCRIPT"],
  ["sequence.editor", "SCRIPT"],
  ["core.alternateRefsCommand", "SCRIPT"],
  ["pager.status", "SCRIPT"],
  ["pager.diff-tree", "SCRIPT"],
  ["diff.external", "SCRIPT"],
  ["diff.mark.textconv", "SCRIPT"],
  ["diff.mark.command", "SCRIPT"],
  ["filter.mark.clean", "SCRIPT"],
  ["filter.mark.smudge", "SCRIPT"],
  ["filter.other.process", "SCRIPT"],
  ["filter.mark.required", "true"],
  ["merge.mark.driver", "SCRIPT"],
  ["mergetool.mark.cmd", "SCRIPT"],
  ["trailer.mark.command", "SCRIPT"],
  ["credential.helper", "!SCRIPT"],
  ["credential.https://127.0.0.1.helper", "!SCRIPT"],
  ["remote.origin.uploadpack", "SCRIPT"],
  ["remote.origin.receivepack", "SCRIPT"],
  ["remote.origin.vcs", "canary"],
  ["remote.origin.promisor", "true"],
  ["remote.origin.partialclonefilter", "blob:none"],
  ["remote.origin.proxy", "http://127.0.0.1:1"],
  ["extensions.partialClone", "origin"],
  ["core.repositoryFormatVersion", "1"],
  ["url.ext::SCRIPT .insteadOf", "file://"],
  ["url.ext::SCRIPT  .insteadOf", "http://"],
  ["protocol.ext.allow", "always"],
  ["protocol.allow", "always"],
  ["gpg.program", "SCRIPT"],
  ["gpg.ssh.program", "SCRIPT"],
  ["gpg.ssh.defaultKeyCommand", "SCRIPT"],
  ["log.showSignature", "true"],
  ["uploadpack.packObjectsHook", "SCRIPT"],
  ["submodule.part.update", "!SCRIPT"],
  ["submodule.recurse", "true"],
  ["fetch.recurseSubmodules", "true"],
  ["status.submoduleSummary", "true"],
  ["interactive.diffFilter", "SCRIPT"],
  ["web.browser", "SCRIPT"],
  ["browser.mark.cmd", "SCRIPT"],
  ["instaweb.httpd", "SCRIPT"],
  ["sendemail.toCmd", "SCRIPT"],
  ["alias.diff-tree", "!SCRIPT"],
  ["alias.status", "!SCRIPT"],
  ["gc.auto", "1"],
  ["maintenance.strategy", "incremental"],
  ["tar.mark.command", "SCRIPT"],
];

const HOOKS = ["post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc", "post-rewrite"];

/**
 * Makes a repository that would start a program by every way that a configuration has: its own settings, a file that they
 * include, the configuration of its work tree, and hooks.
 *
 * @param marks folder in which each program that runs leaves a file.
 * @returns a repository whose settings are as before, and the environment that would do the same.
 */
export async function plantCanaries(repository: TestRepository, folder: string, marks: string): Promise<void> {
  const script = async (name: string): Promise<string> => {
    const path = join(folder, name.replace(/[^A-Za-z0-9-]/g, "-"));
    await canary(path, join(marks, name.replace(/[^A-Za-z0-9-]/g, "-")));
    return path;
  };
  const hooks = join(folder, "hooks");
  await mkdir(hooks, { recursive: true });
  const owned = join(repository.root, ".git/hooks");
  await mkdir(owned, { recursive: true });
  for (const hook of HOOKS) for (const place of [hooks, owned]) await canary(join(place, hook), join(marks, hook));
  const lines: string[] = [];
  for (const [name, value] of SETTINGS) {
    const program = await script(name.replace(/^url\..*/, "insteadOf"));
    lines.push(
      configLines(name.replaceAll("SCRIPT", program), value.replace("SCRIPT", program).replace("HOOKS", hooks)),
    );
  }
  const included = join(folder, "included.config");
  // Written as text: git would refuse some of the names, and start itself for each.
  for (const file of [included, join(repository.root, ".git/config.worktree")]) await appendFile(file, lines.join(""));
  const own = [...lines, configLines("include.path", included), configLines("extensions.worktreeConfig", "true")];
  await appendFile(join(repository.root, ".git/config"), own.join(""));
}

/** One setting as a configuration file has it. */
function configLines(name: string, value: string): string {
  const [, section, subsection, key] = /^([^.]+)(?:\.(.+))?\.([^.]+)$/.exec(name) ?? [];
  return `[${section}${subsection === undefined ? "" : ` ${JSON.stringify(subsection)}`}]\n\t${key} = ${JSON.stringify(value)}\n`;
}

/** Variables by which git starts a program. */
export const PROGRAM_VARIABLES = [
  "GIT_EXTERNAL_DIFF",
  "GIT_SSH_COMMAND",
  "GIT_SSH",
  "GIT_ASKPASS",
  "SSH_ASKPASS",
  "GIT_PAGER",
  "PAGER",
  "GIT_EDITOR",
  "EDITOR",
  "VISUAL",
  "GIT_SEQUENCE_EDITOR",
  "GIT_PROXY_COMMAND",
] as const;
