import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import { configError } from "../../model/errors.ts";
import type { CertificateOptions } from "./certificate.ts";
import type { HttpLimits } from "./limits.ts";

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

/**
 * A pool of connections of our own, so that ending it ends nothing else.
 *
 * @param ended closes every socket, also one that is still connecting: `destroy` leaves that to the connection's limit.
 */
export function createDispatcher(
  limits: HttpLimits,
  proxy: ProxySettings | undefined,
  certificate: CertificateOptions | undefined,
  ended: AbortSignal,
): Dispatcher {
  // Explicit, since NODE_TLS_REJECT_UNAUTHORIZED=0 in the job's environment would otherwise turn the check off.
  const verified = { rejectUnauthorized: true, timeout: limits.connectMs, signal: ended };
  const tls = { ...verified, ...certificate };
  const shared = {
    connections: limits.connections,
    connectTimeout: limits.connectMs,
    // One exchange per connection: nothing that fails takes another one with it.
    allowH2: false,
    pipelining: 1,
    connect: tls,
  };
  if (proxy === undefined) return new Agent(shared);
  return new EnvHttpProxyAgent({
    ...shared,
    ...proxy,
    proxyTls: verified,
    requestTls: tls,
    // The default pool waits 300 s for the answer to CONNECT.
    clientFactory: (origin, options) =>
      new Pool(origin, { ...options, connections: limits.connections, headersTimeout: limits.headersMs }),
  });
}
