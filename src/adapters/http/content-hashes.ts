import { createHash } from "node:crypto";

/** Takes a content piece by piece, whose length is known before. */
export interface ContentIdentity {
  update(chunk: Uint8Array): void;
  /** In lower-case hex; the plain SHA-256 also in base64url, as a comparison of builds has it. */
  names(): readonly string[];
}

/**
 * What a diff may call a content: git's blob id, a hash over a header with the length and the content
 * (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects), as SHA-1 or SHA-256; or the plain SHA-256 of the file.
 *
 * @param length in bytes.
 */
export function createContentIdentity(length: number): ContentIdentity {
  const header = `blob ${length}\0`;
  const hashes = [createHash("sha1").update(header), createHash("sha256").update(header), createHash("sha256")];
  return {
    update(chunk) {
      for (const hash of hashes) hash.update(chunk);
    },
    names() {
      const digests = hashes.map((hash) => hash.digest());
      return [
        ...digests.map((digest) => digest.toString("hex")),
        ...digests.slice(-1).map((one) => one.toString("base64url")),
      ];
    },
  };
}

/** The same for a content that is at hand. */
export function contentNames(body: Uint8Array): readonly string[] {
  const identity = createContentIdentity(body.length);
  identity.update(body);
  return identity.names();
}
