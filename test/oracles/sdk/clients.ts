import http from "node:http";
import https from "node:https";
import { createRequire, syncBuiltinESMExports } from "node:module";

/** Fastly's client knows one address only. What it sends there over HTTPS goes to this one while `work` runs. */
export async function redirectFastly<T>(url: string, work: () => Promise<T>): Promise<T> {
  const original = https.request;
  const { port } = new URL(url);
  const redirected = (options: http.RequestOptions, callback?: (response: http.IncomingMessage) => void) =>
    http.request(
      { ...options, protocol: "http:", host: "127.0.0.1", hostname: "127.0.0.1", port, agent: undefined },
      callback,
    );
  Object.assign(https, { request: redirected });
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    Object.assign(https, { request: original });
    syncBuiltinESMExports();
  }
}

interface FastlyClient {
  readonly ApiClient: { readonly instance: { authenticate(token: string): void } };
  readonly PurgeApi: new () => {
    purgeSingleUrl(options: object): Promise<unknown>;
    purgeTag(options: object): Promise<unknown>;
    bulkPurgeTag(options: object): Promise<unknown>;
    purgeAll(options: object): Promise<unknown>;
  };
}

/** Its package has no types. */
export function loadFastly(): FastlyClient {
  return createRequire(import.meta.url)("fastly") as FastlyClient;
}
