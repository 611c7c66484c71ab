/**
 * What a git process may see of the runner's environment: enough to find programs, the home folder, proxies,
 * certificates and an ssh agent. Everything else is dropped, since much of it steers git: `GIT_DIR`,
 * `GIT_EXTERNAL_DIFF`, `GIT_CONFIG_*`, `GIT_SSH_COMMAND`, `GIT_TRACE` (which writes credentials), `PAGER`, `LD_PRELOAD` …
 *
 * System and user configuration stay in force: they hold proxies and certificates (Git for Windows keeps its TLS
 * settings in the system's), and what they could start is switched off by `SAFE_CONFIG`.
 */
const KEPT: ReadonlySet<string> = new Set(
  (
    "PATH PATHEXT HOME USERPROFILE HOMEDRIVE HOMEPATH USER LOGNAME USERNAME SYSTEMROOT WINDIR COMSPEC " +
    "APPDATA LOCALAPPDATA PROGRAMDATA TMPDIR TMP TEMP XDG_CONFIG_HOME SSH_AUTH_SOCK " +
    "HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY " +
    "SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE GIT_SSL_CAINFO GIT_SSL_CAPATH " +
    // The runner finds processes that outlive a job by this mark.
    "RUNNER_TRACKING_ID"
  ).split(" "),
);

const FIXED: NodeJS.ProcessEnv = {
  // Messages are read by this code: they must not be translated.
  LC_ALL: "C",
  GIT_TERMINAL_PROMPT: "0",
  // Empty means "no such program", also where the configuration names one.
  GIT_ASKPASS: "",
  GCM_INTERACTIVE: "never",
  // The index is read beside other steps, never written.
  GIT_OPTIONAL_LOCKS: "0",
  // `refs/replace` could swap one commit for another.
  GIT_NO_REPLACE_OBJECTS: "1",
  // A folder named `*` or `:(top)` is a folder.
  GIT_LITERAL_PATHSPECS: "1",
  GIT_ALLOW_PROTOCOL: "https:http:ssh:file",
};

/** The whole environment of a git process. */
export function gitEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => KEPT.has(name.toUpperCase()));
  return { ...Object.fromEntries(kept), ...FIXED };
}

/**
 * Configuration for one process alone, by environment: unlike `-c` it is not readable in the process list, and it takes
 * any name and value.
 */
export function configEnvironment(settings: readonly (readonly [name: string, value: string])[]): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { GIT_CONFIG_COUNT: String(settings.length) };
  for (const [index, [name, value]] of settings.entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = name;
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return environment;
}

/**
 * Arguments in front of every git command: no program of the repository's choice is started.
 *
 * `safe.directory` covers checkouts that another user owns, as in container jobs, without touching any configuration.
 */
export function safeArguments(root: string): readonly string[] {
  const settings = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.alternateRefsCommand=true",
    "credential.helper=",
    "protocol.ext.allow=never",
    `safe.directory=${root.replaceAll("\\", "/")}`,
  ];
  return [...settings.flatMap((setting) => ["-c", setting]), "--no-pager"];
}
