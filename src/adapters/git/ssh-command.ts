const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
/** Since its sixth version, checkout names the runner's temporary folder by its variable; earlier ones by its path. */
const COMMAND = new RegExp(
  `^"[^"]+" -i "([^"]+)/(${UUID})"(?: -o StrictHostKeyChecking=yes -o CheckHostIP=no)? -o "UserKnownHostsFile=\\1/\\2_known_hosts"$`,
);

/**
 * The command for a fetch by ssh with the key that actions/checkout wrote, where `core.sshCommand` is what checkout writes
 * for its `ssh-key`. The `ssh` of the PATH is started in any case, and only the file's name is taken from the setting.
 *
 * @param temp the runner's temporary folder.
 * @returns variables for git; none where the setting is anything else.
 * @see https://github.com/actions/checkout/blob/v6/src/git-auth-helper.ts
 */
export function sshVariables(configured: string | undefined, temp: string): Readonly<Record<string, string>> {
  const [, folder, key] = COMMAND.exec(configured ?? "") ?? [];
  if (temp === "" || (folder !== "$RUNNER_TEMP" && folder !== temp.replaceAll("\\", "/") && folder !== temp)) return {};
  const hosts = '-o CheckHostIP=no -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=$RUNNER_TEMP/';
  return {
    RUNNER_TEMP: temp,
    GIT_SSH_COMMAND: `ssh -o BatchMode=yes -i "$RUNNER_TEMP/${key}" ${hosts}${key}_known_hosts"`,
  };
}
