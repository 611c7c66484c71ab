import { configError } from "../../model/errors.ts";

/** What the environment says of proxies. Read once: later changes of the environment count for nothing. */
export interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/**
 * The proxy variables as curl and undici read them: lower case wins, even when it is empty; ALL_PROXY is not read.
 *
 * @throws {PurgeError} config, without the value, when one is no http or https URL.
 */
export function proxySettings(environment: NodeJS.ProcessEnv): ProxySettings | undefined {
  const read = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? "";
  const settings = { httpProxy: read("HTTP_PROXY"), httpsProxy: read("HTTPS_PROXY"), noProxy: read("NO_PROXY") };
  const problems = [
    { input: "HTTP_PROXY", value: settings.httpProxy },
    { input: "HTTPS_PROXY", value: settings.httpsProxy },
  ]
    .filter(({ value }) => value !== "" && !isProxyUrl(value))
    .map(({ input }) => ({
      input,
      message: "this environment variable is no proxy URL. Example: http://proxy.example:3128",
    }));
  if (problems.length > 0) throw configError(problems);
  return settings.httpProxy === "" && settings.httpsProxy === "" ? undefined : settings;
}

function isProxyUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
}
