import { createHash, createHmac } from "node:crypto";

export interface Signed {
  readonly secretId: string;
  readonly secretKey: string;
  /** Of the API, for example `cdn`. */
  readonly service: string;
  /** Without a port, as Tencent's own clients sign it. */
  readonly host: string;
  /** The very bytes of the body. */
  readonly body: string;
  readonly at: Date;
}

const ALGORITHM = "TC3-HMAC-SHA256";
const CONTENT_TYPE = "application/json";

/**
 * The headers of a POST to `/` that Tencent Cloud's API knows the sender by.
 *
 * https://www.tencentcloud.com/document/product/228/31723 (Signature v3); held against Tencent's own client in the tests.
 */
export function signatureHeaders(signed: Signed): Readonly<Record<string, string>> {
  const { secretId, secretKey, service, host, body, at } = signed;
  const seconds = Math.floor(at.getTime() / 1000);
  const date = at.toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const request = `POST\n/\n\ncontent-type:${CONTENT_TYPE}\nhost:${host}\n\ncontent-type;host\n${hash(body)}`;
  const text = `${ALGORITHM}\n${seconds}\n${scope}\n${hash(request)}`;
  const key = [date, service, "tc3_request"].reduce<string | Buffer>(hmac, `TC3${secretKey}`);
  const signature = createHmac("sha256", key).update(text).digest("hex");
  return {
    authorization: `${ALGORITHM} Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
    "content-type": CONTENT_TYPE,
    "x-tc-timestamp": String(seconds),
  };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
