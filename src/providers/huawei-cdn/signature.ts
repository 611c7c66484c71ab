import { createHash, createHmac } from "node:crypto";
import type { HttpRequest } from "../../model/http.ts";

/** The key that signs. */
export interface Signer {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly at: Date;
}

const ALGORITHM = "SDK-HMAC-SHA256";

/**
 * The request with the headers that Huawei Cloud's API gateway knows the sender by. All headers of the request are signed;
 * their names are in lower case.
 *
 * https://support.huaweicloud.com/devg-apisign/apisign-devg-pdf.pdf; held against Huawei's own client in the tests.
 */
export function sign(request: HttpRequest, signer: Signer): HttpRequest {
  const { accessKey, secretKey, at } = signer;
  const { host, pathname, searchParams } = new URL(request.url);
  const date = at.toISOString().replace(/[-:]|\.\d+/g, "");
  const headers = { ...request.headers, "x-sdk-date": date };
  const signed = Object.entries({ ...headers, host }).sort(([a], [b]) => (a < b ? -1 : 1));
  const names = signed.map(([name]) => name).join(";");
  const query = [...searchParams].map((pair) => pair.map(encodeURIComponent).join("=")).sort();
  const canonical = [
    request.method,
    pathname.endsWith("/") ? pathname : `${pathname}/`,
    query.join("&"),
    ...signed.map(([name, value]) => `${name}:${value}`),
    "",
    names,
    hash(request.body ?? ""),
  ];
  const text = `${ALGORITHM}\n${date}\n${hash(canonical.join("\n"))}`;
  const signature = createHmac("sha256", secretKey).update(text).digest("hex");
  const authorization = `${ALGORITHM} Access=${accessKey}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...request, headers: { ...headers, authorization } };
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
