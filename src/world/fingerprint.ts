import { createHash } from "node:crypto";

/** Bytes at each end of a file that are compared where the whole of it is too much: more than any format's header and index head. */
export const EDGE_BYTES = 64 * 1024;

/** What is kept of a file of any size, so that another copy of it can be told by a few of its bytes. */
export interface Fingerprint {
  /** Its length. */
  readonly bytes: number;
  /** The first and the last 64 KiB; all of it, twice, where it is shorter. */
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  /** In base64url, as a comparison of builds has it. */
  readonly sha256: string;
  /** In lower-case hex: what object stores give as the ETag of a file that was uploaded in one piece. */
  readonly md5: string;
}

/** Takes a file piece by piece and holds 128 KiB of it. */
export function createFingerprint(): { update(chunk: Uint8Array): void; finish(): Fingerprint } {
  const sha256 = createHash("sha256");
  const md5 = createHash("md5");
  let bytes = 0;
  let head: Uint8Array = Buffer.alloc(0);
  let tail: Uint8Array = Buffer.alloc(0);
  return {
    update(chunk) {
      sha256.update(chunk);
      md5.update(chunk);
      bytes += chunk.length;
      if (head.length < EDGE_BYTES) head = Buffer.concat([head, chunk.subarray(0, EDGE_BYTES - head.length)]);
      const end = chunk.subarray(-EDGE_BYTES);
      tail = Buffer.concat([tail.subarray(Math.max(0, tail.length + end.length - EDGE_BYTES)), end]);
    },
    finish: () => ({ bytes, head, tail, sha256: sha256.digest("base64url"), md5: md5.digest("hex") }),
  };
}
