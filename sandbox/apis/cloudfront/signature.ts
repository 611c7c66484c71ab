import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Call } from "../../kit/api.ts";

/**
 * AWS Signature Version 4, as the receiving side reads it.
 *
 * Source: docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
 */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Temporary credentials come with a token, which is sent and signed. */
  readonly sessionToken: string | null;
}

export interface Scope {
  readonly region: string;
  readonly service: string;
}

/** A request is good for five minutes around its time. */
const TOLERANCE_MS = 5 * 60 * 1000;

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Why a request's signature does not count; undefined where it does. */
export function checkSignature(call: Call, credentials: Credentials, scope: Scope, now: number): Refusal | undefined {
  const { authorization = "", "x-amz-date": date = "", "x-amz-security-token": token } = call.headers;
  const fields = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
    authorization,
  );
  if (fields === null) return refuse("MissingAuthenticationToken", "Request is missing Authentication Token");
  const [, credential = "", signedHeaders = "", signature = ""] = fields;
  const [key = "", day = "", region = "", service = "", end = ""] = credential.split("/");
  if (key !== credentials.accessKeyId || (credentials.sessionToken ?? undefined) !== token) {
    return refuse("InvalidClientTokenId", "The security token included in the request is invalid.");
  }
  const names = signedHeaders.split(";");
  if (!names.includes("host") || (token !== undefined && !names.includes("x-amz-security-token"))) {
    return refuse("SignatureDoesNotMatch", "'Host' and every 'X-Amz-' header must be signed.");
  }
  const time = readTime(date);
  if (time === undefined || Math.abs(now - time) > TOLERANCE_MS) {
    return refuse("SignatureDoesNotMatch", `Signature expired or not yet current: ${date}`);
  }
  if (day !== date.slice(0, 8) || region !== scope.region || service !== scope.service || end !== "aws4_request") {
    return refuse(
      "SignatureDoesNotMatch",
      `Credential should be scoped to ${scope.region}/${scope.service}, not ${region}/${service}.`,
    );
  }
  const canonical = canonicalRequest(call, names);
  const expected = sign(canonical, { date, day, region, service }, credentials.secretAccessKey);
  if (timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return undefined;
  const hint = `The Canonical String for this request should have been '${canonical}'`;
  return refuse(
    "SignatureDoesNotMatch",
    `The request signature we calculated does not match the signature you provided. ${hint}`,
  );
}

/** The six lines that are signed, of what arrived. */
function canonicalRequest({ method, path, query, headers, body }: Call, names: readonly string[]): string {
  const pairs = [...query].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const fields = names.map((name) => `${name}:${(headers[name] ?? "").trim().replace(/\s+/g, " ")}\n`);
  const hash = headers["x-amz-content-sha256"] ?? createHash("sha256").update(body).digest("hex");
  // Each segment is encoded once more than it was sent.
  const uri = path.split("/").map(encode).join("/");
  return [method, uri, pairs.join("&"), fields.join(""), names.join(";"), hash].join("\n");
}

interface Signing extends Scope {
  readonly date: string;
  readonly day: string;
}

function sign(canonical: string, { date, day, region, service }: Signing, secret: string): string {
  const digest = createHash("sha256").update(canonical).digest("hex");
  const text = ["AWS4-HMAC-SHA256", date, `${day}/${region}/${service}/aws4_request`, digest].join("\n");
  const hmac = (key: string | Uint8Array, data: string): Buffer => createHmac("sha256", key).update(data).digest();
  const key = [region, service, "aws4_request"].reduce<Buffer>(hmac, hmac(`AWS4${secret}`, day));
  return createHmac("sha256", key).update(text).digest("hex");
}

/** The `authorization` of a request as its sender would make it, for the example. */
export function authorize(call: Call, credentials: Credentials, scope: Scope): string {
  const date = call.headers["x-amz-date"] ?? "";
  const day = date.slice(0, 8);
  const names = Object.keys(call.headers).sort();
  const signature = sign(canonicalRequest(call, names), { date, day, ...scope }, credentials.secretAccessKey);
  const credential = `${credentials.accessKeyId}/${day}/${scope.region}/${scope.service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
}

/** `20260801T120000Z` in milliseconds. */
function readTime(date: string): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  if (year === undefined) return undefined;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

export function writeTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function refuse(code: string, message: string): Refusal {
  return { code, message };
}
