import { createHash, createHmac } from "node:crypto";
import type { HttpRequest } from "../../model/http.ts";

export interface Credentials {
  readonly clientToken: string;
  readonly accessToken: string;
  readonly clientSecret: string;
}

/** Of a longer body only so much is signed: 128 KiB, as Akamai's own clients have it. */
const MAX_HASHED_BYTES = 131_072;

/**
 * A request with an EdgeGrid signature in its headers: over method, scheme, host, path with query, and the body by its hash.
 * No header is signed, since the purge API requires none.
 *
 * @param nonce new for every request: Akamai refuses one that it has seen.
 * @see https://techdocs.akamai.com/developer/docs/edgegrid
 */
export function signEdgeGrid(
  request: HttpRequest & { readonly body: string },
  { clientToken, accessToken, clientSecret }: Credentials,
  at: Date,
  nonce: string,
): HttpRequest {
  const { protocol, host, pathname, search } = new URL(request.url);
  const time = at.toISOString().replace(/-/g, "").replace(/\..*$/, "+0000");
  const head = `EG1-HMAC-SHA256 client_token=${clientToken};access_token=${accessToken};timestamp=${time};nonce=${nonce};`;
  const bytes = Buffer.from(request.body).subarray(0, MAX_HASHED_BYTES);
  const hash = createHash("sha256").update(bytes).digest("base64");
  const scheme = protocol.replace(":", "");
  const signed = [request.method, scheme, host, `${pathname}${search}`, "", hash, head].join("\t");
  const signature = hmac(hmac(clientSecret, time), signed);
  return {
    ...request,
    headers: { ...request.headers, authorization: `${head}signature=${signature}` },
    secrets: [...(request.secrets ?? []), signature],
  };
}

function hmac(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64");
}
