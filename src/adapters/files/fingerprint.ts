import { createHash } from "node:crypto";
import { EDGE_BYTES, type Fingerprint } from "../../ports/files.ts";

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
