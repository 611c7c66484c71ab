import type { Urls } from "../model/stale.ts";

/**
 * Yields each URL once. A set of all would take a quarter of a gigabyte for a million files, and
 * nearly all are distinct: only those that share a hash with another one are kept in a set.
 *
 * @param make the same URLs in the same order on every call.
 */
export function distinctUrls(make: () => Iterable<string>): Urls {
  const { hashes, count } = hashesOf(make());
  const shared = sharedHashes(hashes.subarray(0, count).sort());
  let size = shared.size === 0 ? count : undefined;
  function* each(): Generator<string> {
    const seen = new Set<string>();
    let repeated = 0;
    for (const url of make()) {
      if (shared.size > 0 && shared.has(hashOf(url))) {
        if (seen.has(url)) {
          repeated++;
          continue;
        }
        seen.add(url);
      }
      yield url;
    }
    size = count - repeated;
  }
  return {
    get size() {
      return size ?? countOf(each());
    },
    [Symbol.iterator]: each,
  };
}

function hashesOf(urls: Iterable<string>): { readonly hashes: Uint32Array; readonly count: number } {
  let hashes = new Uint32Array(1024);
  let count = 0;
  for (const url of urls) {
    if (count === hashes.length) {
      const larger = new Uint32Array(2 * count);
      larger.set(hashes);
      hashes = larger;
    }
    hashes[count++] = hashOf(url);
  }
  return { hashes, count };
}

/** Of a million URLs, some hundred pairs share a hash of 32 bits by chance. */
function sharedHashes(sorted: Uint32Array): ReadonlySet<number> {
  const shared = new Set<number>();
  for (let at = 1; at < sorted.length; at++) {
    const hash = sorted[at] as number;
    if (hash === sorted[at - 1]) shared.add(hash);
  }
  return shared;
}

function countOf(all: Iterable<unknown>): number {
  let count = 0;
  for (const _ of all) count++;
  return count;
}

/**
 * FNV-1a of the characters.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9923 (the 32-bit prime and offset basis)
 */
function hashOf(url: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < url.length; at++) hash = Math.imul(hash ^ url.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
