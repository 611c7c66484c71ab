import { promisify } from "node:util";
import * as zlib from "node:zlib";

/** What a body is once its encodings are taken off. */
export type Decoded =
  | { readonly kind: "decoded"; readonly bytes: Uint8Array }
  /** Longer than the bound: nothing of it is kept. */
  | { readonly kind: "too long" }
  /** Half a sentence: what a browser could not show either. */
  | { readonly kind: "unreadable"; readonly why: string };

interface Bound {
  /** In bytes. */
  readonly maxOutputLength: number;
}

type Unpack = (bytes: Uint8Array, bound: Bound) => Promise<Uint8Array>;

const inflate: Unpack = promisify<Uint8Array, Bound, Buffer>(zlib.inflate);
const inflateRaw: Unpack = promisify<Uint8Array, Bound, Buffer>(zlib.inflateRaw);
const gunzip: Unpack = promisify<Uint8Array, Bound, Buffer>(zlib.gunzip);
const brotli: Unpack = promisify<Uint8Array, Bound, Buffer>(zlib.brotliDecompress);
/** Node has it since 22.15. */
const zstd: Unpack | undefined =
  typeof zlib.zstdDecompress === "function" ? promisify<Uint8Array, Bound, Buffer>(zlib.zstdDecompress) : undefined;

/**
 * RFC 9110 section 8.4.1, RFC 7932 and RFC 8878. Some servers send `deflate` without the zlib wrapper that the RFC asks for.
 */
const UNPACKERS: ReadonlyMap<string, Unpack> = new Map([
  ["gzip", gunzip],
  ["x-gzip", gunzip],
  ["deflate", (bytes, bound) => inflate(bytes, bound).catch(tryAnother(() => inflateRaw(bytes, bound)))],
  ["br", brotli],
  ...(zstd === undefined ? [] : [["zstd", zstd] as const]),
]);

/** The encodings that a browser accepts, as far as this version of Node can decode them. */
export const ACCEPT_ENCODING = `gzip, deflate, br${zstd === undefined ? "" : ", zstd"}`;

/** Encodings over one another: one by the origin, one by a proxy. Nobody means more. */
const MAX_LAYERS = 2;

/** The encodings that a Content-Encoding header lists, in the order in which they were put on. */
export function encodingsIn(header: string | undefined): readonly string[] {
  const names = (header ?? "").split(",").map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== "" && name !== "identity");
}

/**
 * Takes the encodings off a body. No layer of it grows beyond the bound, whatever it claims to hold.
 *
 * @param maxBytes bound of each layer, in bytes.
 */
export async function decode(body: Uint8Array, encodings: readonly string[], maxBytes: number): Promise<Decoded> {
  const named = encodings.join(", ").slice(0, 40);
  if (encodings.length > MAX_LAYERS)
    return { kind: "unreadable", why: `its content is encoded ${encodings.length} times` };
  // Nothing has no encoding, whatever the header says. Names that nobody knows (`UTF-8`, `aws-chunked`, which uploads leave
  // behind) are no encodings to browsers either: they show the body as it came.
  const unpackers = encodings.map((encoding) => UNPACKERS.get(encoding)).filter((unpack) => unpack !== undefined);
  if (body.length === 0 || unpackers.length < encodings.length) return { kind: "decoded", bytes: body };
  let bytes = body;
  for (const unpack of unpackers.toReversed()) {
    try {
      bytes = await unpack(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      if (isTooLong(error)) return { kind: "too long" };
      return { kind: "unreadable", why: `its content says that it is encoded (${named}), and cannot be decoded` };
    }
  }
  return { kind: "decoded", bytes };
}

function tryAnother(unpack: () => Promise<Uint8Array>): (error: unknown) => Promise<Uint8Array> {
  return (error) => {
    if (isTooLong(error)) throw error;
    return unpack();
  };
}

function isTooLong(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}
