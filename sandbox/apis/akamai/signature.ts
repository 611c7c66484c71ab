import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Call } from "../../kit/api.ts";

/**
 * EdgeGrid, as the receiving side reads it.
 *
 * Source: techdocs.akamai.com/developer/docs/edgegrid, "Authenticate with EdgeGrid".
 */
export interface EdgeGridClient {
  readonly clientToken: string;
  readonly accessToken: string;
  readonly clientSecret: string;
}

/** A request is good for so long before and after its time. */
const TOLERANCE_MS = 30_000;

/** Why a request's signature does not count; undefined where it does. @param nonces those that were seen, and this one then. */
export function checkEdgeGrid(
  call: Call,
  client: EdgeGridClient,
  now: number,
  nonces: Set<string>,
): string | undefined {
  const { authorization = "" } = call.headers;
  const pattern =
    /^EG1-HMAC-SHA256 client_token=([^;]+);access_token=([^;]+);timestamp=([^;]+);nonce=([^;]+);signature=([\w+/=]+)$/;
  const [, clientToken, accessToken, timestamp = "", nonce = "", signature = ""] = pattern.exec(authorization) ?? [];
  if (clientToken === undefined) return "Invalid authorization header";
  if (clientToken !== client.clientToken) return "Invalid client token";
  if (accessToken !== client.accessToken) return "Invalid authorization access token";
  const time = /^(\d{4})(\d\d)(\d\d)T(\d\d):(\d\d):(\d\d)\+0000$/.exec(timestamp)?.slice(1).map(Number);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = time ?? [];
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  if (time === undefined || Math.abs(now - at) > TOLERANCE_MS) return "Invalid timestamp";
  if (nonces.has(nonce)) return "Invalid nonce";
  nonces.add(nonce);
  const head = authorization.slice(0, authorization.indexOf("signature="));
  const expected = Buffer.from(edgeGridSignature(call, head, timestamp, client.clientSecret));
  const given = Buffer.from(signature);
  const isRight = given.length === expected.length && timingSafeEqual(given, expected);
  return isRight ? undefined : "The signature does not match";
}

/** The header of a request that is right. */
export function authorize(call: SignedCall, client: EdgeGridClient, now: number, nonce: string): string {
  const timestamp = new Date(now)
    .toISOString()
    .replace(/-|\.\d+/g, "")
    .replace("Z", "+0000");
  const tokens = `client_token=${client.clientToken};access_token=${client.accessToken}`;
  const head = `EG1-HMAC-SHA256 ${tokens};timestamp=${timestamp};nonce=${nonce};`;
  return `${head}signature=${edgeGridSignature(call, head, timestamp, client.clientSecret)}`;
}

type SignedCall = Pick<Call, "method" | "target" | "headers" | "body">;

/** Method, scheme, host, target, no headers, the body's hash, and the header so far. */
function edgeGridSignature(call: SignedCall, head: string, timestamp: string, secret: string): string {
  const { method, target, body } = call;
  const { host = "" } = call.headers;
  const mac = (key: string, text: string) => createHmac("sha256", key).update(text, "utf8").digest("base64");
  const hash = body === "" ? "" : createHash("sha256").update(body, "utf8").digest("base64");
  return mac(mac(secret, timestamp), `${method}\t${schemeOf(host)}\t${host}\t${target}\t\t${hash}\t${head}`);
}

/** The sandbox listens without TLS, on loopback alone; any other host is the vendor's. */
function schemeOf(host: string): "http" | "https" {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host) ? "http" : "https";
}
