import { createHash, createHmac } from "node:crypto";
import type { Placeholder, Settings } from "./schema.ts";

/** The parts of a request that a signature may cover. */
export interface Signed {
  readonly method: "GET" | "POST";
  /** The vendor's path, without a prefix of `api-url`. */
  readonly path: string;
  /** The very bytes that are sent, as text; empty for GET. */
  readonly body: string;
  readonly siteId: string;
  readonly at: Date;
}

export interface Signature {
  /** As sent in X-Batoff-Timestamp. */
  readonly timestamp: string;
  /** As sent in X-Batoff-Signature, its prefix in front. */
  readonly header: string;
  /** The signature alone: never to be shown. */
  readonly secret: string;
}

/** HMAC-SHA256 over the template's text. */
export function sign(settings: Settings["signature"], request: Signed): Signature {
  const milliseconds = request.at.getTime();
  const timestamp = String(settings.timestampUnit === "ms" ? milliseconds : Math.floor(milliseconds / 1000));
  const values: Readonly<Record<Placeholder, string>> = {
    timestamp,
    method: request.method,
    path: request.path,
    query: "",
    body: request.body,
    body_sha256: createHash("sha256").update(request.body).digest("hex"),
    site_id: request.siteId,
  };
  const text = settings.template
    .replaceAll("\\n", "\n")
    .replace(/\{([a-z0-9_]+)\}/g, (_whole, name: string) => values[name as Placeholder]);
  const key = Buffer.from(settings.secret, settings.keyEncoding);
  const secret = createHmac("sha256", key).update(text).digest(settings.encoding);
  return { timestamp, header: `${settings.prefix}${secret}`, secret };
}
