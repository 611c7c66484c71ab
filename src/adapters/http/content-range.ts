import type { Piece, Span } from "../../ports/site-client.ts";

type Checked =
  | { readonly kind: "piece"; readonly span: Span; readonly total: number }
  | Exclude<Piece, { kind: "piece" }>;

/** RFC 9110 section 14.4: `bytes 0-65535/9437184`. A total that is unknown (`*`) says nothing of the file's length. */
const CONTENT_RANGE = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/i;

/**
 * What an answer to a request for one range is, before its body is read: the range that was requested, or what keeps it
 * from being compared. An answer that does not fit is not trusted, since another range proves nothing.
 */
export function checkRange(
  { status, headers }: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
  requested: Span,
): Checked {
  // RFC 9110 section 14.2: a server may ignore the range, and sends everything.
  if (status === 200) return { kind: "whole", headers };
  if (status !== 206) return { kind: "odd", why: `it answers ${status} to a request for a part` };
  const encoding = (headers["content-encoding"] ?? "").trim().toLowerCase();
  if (encoding !== "" && encoding !== "identity")
    return { kind: "odd", why: `parts of it are encoded (${encoding.slice(0, 20)})` };
  if (/^\s*multipart\//i.test(headers["content-type"] ?? "")) {
    return { kind: "odd", why: "it answers several parts to a request for one" };
  }
  const [, first, last, total] = CONTENT_RANGE.exec((headers["content-range"] ?? "").trim()) ?? [];
  if (first === undefined) return { kind: "odd", why: "it does not say which part it sends" };
  const span = { first: Number(first), last: Number(last) };
  const end = Math.min(requested.last, Number(total) - 1);
  if (span.first !== requested.first || span.last !== end || span.first > span.last) {
    return { kind: "odd", why: "it sends another part than the requested one" };
  }
  return { kind: "piece", span, total: Number(total) };
}
