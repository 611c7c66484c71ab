import { createHash, createHmac } from "node:crypto";

export interface Signed {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** As the `Host` header has it. */
  readonly host: string;
  readonly action: string;
  readonly version: string;
  /** The very bytes of the form. */
  readonly body: string;
  readonly at: Date;
  /** New for every request: Alibaba Cloud refuses one that it has seen. */
  readonly nonce: string;
}

const ALGORITHM = "ACS3-HMAC-SHA256";

/**
 * The headers of a POST of a form to `/` that Alibaba Cloud's API knows the sender by.
 *
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature; held against Alibaba's own
 * client in the tests.
 */
export function signatureHeaders(signed: Signed): Readonly<Record<string, string>> {
  const { accessKeyId, accessKeySecret, host, action, version, body, at, nonce } = signed;
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    host,
    "x-acs-action": action,
    "x-acs-content-sha256": hash(body),
    "x-acs-date": at.toISOString().replace(/\.\d+Z$/, "Z"),
    "x-acs-signature-nonce": nonce,
    "x-acs-version": version,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const names = Object.keys(headers).join(";");
  const request = `POST\n/\n\n${lines.join("")}\n${names}\n${hash(body)}`;
  const signature = createHmac("sha256", accessKeySecret)
    .update(`${ALGORITHM}\n${hash(request)}`)
    .digest("hex");
  const authorization = `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  return { ...headers, authorization };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
