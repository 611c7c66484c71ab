import { pathBytes, pathFromBytes, type RepoPath } from "./path.ts";

/**
 * Bytes that a browser percent-encodes in a path: C0 controls, blank, `"`, `#`, `<`, `>`, `?`, `^`, `` ` ``, `{`, `}`,
 * DEL and everything beyond ASCII; and, because a file name is data and no URL, also `%` and `\`.
 *
 * @see https://url.spec.whatwg.org/#path-percent-encode-set
 */
const ENCODED: readonly boolean[] = Array.from(
  { length: 256 },
  (_, byte) => byte <= 0x20 || byte >= 0x7f || '"#<>?^`{}%\\'.includes(String.fromCharCode(byte)),
);

const PERCENT: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
);

const PLAIN = /^[!$&'()*+,\-./0-9:;=@A-Z[\]_a-z|~]*$/;

/** The path of a file as browsers send it: each byte encoded once, slashes kept. */
export function encodePath(path: RepoPath): string {
  if (PLAIN.test(path)) return path;
  let encoded = "";
  for (const byte of pathBytes(path)) encoded += ENCODED[byte] ? PERCENT[byte] : String.fromCharCode(byte);
  return encoded;
}

/** What `encodePath` encoded, and any other encoded URL path, as the name that it stands for. */
export function decodePath(encoded: string): RepoPath {
  if (!encoded.includes("%")) return encoded;
  const bytes = encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return pathFromBytes(Buffer.from(bytes, "latin1"));
}
