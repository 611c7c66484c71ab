import { Agent, type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import type { Connecting } from "./connection-pool.ts";

/**
 * A pool of connections of our own, so that ending it ends nothing else. A socket that is still connecting is closed by the
 * signal: `destroy` leaves that to the connection's limit.
 */
export function createDispatcher({ limits, proxy, certificate, ended }: Connecting): Dispatcher {
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
