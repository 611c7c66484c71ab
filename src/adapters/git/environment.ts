import { withoutWorkspace } from "../files/search-path.ts";

/** Name and value of one setting. */
export type GitSettings = readonly (readonly [name: string, value: string])[];

/**
 * What a git process may see of the runner's environment: enough to find programs, proxies, certificates and an ssh agent.
 * Everything else is dropped, since much of it steers git: `GIT_DIR`, `GIT_EXTERNAL_DIFF`, `GIT_CONFIG_*`,
 * `GIT_SSH_COMMAND`, `GIT_SSL_NO_VERIFY`, `GIT_TRACE` (which writes credentials), `PAGER`, `LD_PRELOAD` …
 */
const KEPT: ReadonlySet<string> = new Set(
  (
    "PATH PATHEXT USER LOGNAME USERNAME SYSTEMROOT WINDIR COMSPEC TMPDIR TMP TEMP SSH_AUTH_SOCK " +
    "HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY " +
    "SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE GIT_SSL_CAINFO GIT_SSL_CAPATH " +
    // The runner finds processes that outlive a job by this mark.
    "RUNNER_TRACKING_ID"
  ).split(" "),
);

const FIXED: NodeJS.ProcessEnv = {
  // Messages are read by this code: they must not be translated.
  LC_ALL: "C",
  // The only configuration is that of the git directory: see `makeGitDirectory`.
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_ASKPASS: "",
  GCM_INTERACTIVE: "never",
  // The index is read beside other steps, never written.
  GIT_OPTIONAL_LOCKS: "0",
  // `refs/replace` could swap one commit for another.
  GIT_NO_REPLACE_OBJECTS: "1",
  // A folder named `*` or `:(top)` is a folder.
  GIT_LITERAL_PATHSPECS: "1",
  GIT_ALLOW_PROTOCOL: "https:http:ssh",
  GIT_SSH_COMMAND: "ssh -o BatchMode=yes",
  GIT_SSH_VARIANT: "ssh",
};

/**
 * The whole environment of a git process that works on a git directory of ours. That folder is its home as well: versions
 * before 2.32 do not know `GIT_CONFIG_GLOBAL`, and would read the user's configuration.
 */
export function gitEnvironment(environment: NodeJS.ProcessEnv, gitDirectory: string): NodeJS.ProcessEnv {
  const workspace = environment["GITHUB_WORKSPACE"] ?? "";
  const kept = Object.entries(environment)
    .filter(([name]) => KEPT.has(name.toUpperCase()))
    .map(([name, value = ""]) => [name, /^path$/i.test(name) ? withoutWorkspace(value, workspace) : value]);
  return {
    ...Object.fromEntries(kept),
    ...FIXED,
    HOME: gitDirectory,
    XDG_CONFIG_HOME: gitDirectory,
    GIT_DIR: gitDirectory,
  };
}

/**
 * Settings for one process alone, by environment: unlike `-c` it is not readable in the process list, and it takes any
 * name and value.
 */
export function configEnvironment(settings: GitSettings): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { GIT_CONFIG_COUNT: String(settings.length) };
  for (const [index, [name, value]] of settings.entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = name;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return environment;
}
