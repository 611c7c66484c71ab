import { createHash, createHmac } from "node:crypto";
import type { HttpRequest } from "../../model/http.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/**
 * A request with AWS Signature Version 4 in its headers. The path must be encoded already and the query empty, as they are
 * at CloudFront; host, time and token are signed, and the body by its hash.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signAws(request: HttpRequest, credentials: Credentials, region: string, at: Date): HttpRequest {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const { host, pathname } = new URL(request.url);
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const token = sessionToken === undefined ? {} : { "x-amz-security-token": sessionToken };
  const signed: Readonly<Record<string, string>> = { host, "x-amz-date": time, ...token };
  const names = Object.keys(signed).sort().join(";");
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value.trim()}\n`);
  const canonical = [request.method, pathname, "", lines.sort().join(""), names, sha256(request.body ?? "")].join("\n");
  const scope = `${time.slice(0, 8)}/${region}/cloudfront/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
  const key = scope.split("/").reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${secretAccessKey}`);
  const signature = hmac(key, text).toString("hex");
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return {
    ...request,
    headers: { ...request.headers, "x-amz-date": time, ...token, authorization },
    secrets: [...(request.secrets ?? []), signature],
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
