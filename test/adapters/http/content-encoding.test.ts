import * as zlib from "node:zlib";
import { describe, expect, test } from "vitest";
import { decode, encodingsIn } from "../../../src/adapters/http/content-encoding.ts";

const TEXT = Buffer.from("<p>new</p>".repeat(50));
const BOUND = 1_000;

const PACKED: readonly (readonly [string, Uint8Array])[] = [
  ["gzip", zlib.gzipSync(TEXT)],
  ["x-gzip", zlib.gzipSync(TEXT)],
  ["deflate", zlib.deflateSync(TEXT)],
  ["deflate", zlib.deflateRawSync(TEXT)],
  ["br", zlib.brotliCompressSync(TEXT)],
  ...(typeof zlib.zstdCompressSync === "function" ? [["zstd", zlib.zstdCompressSync(TEXT)] as const] : []),
  ["br, gzip", zlib.gzipSync(zlib.brotliCompressSync(TEXT))],
  ["gzip, gzip", zlib.gzipSync(zlib.gzipSync(TEXT))],
];

describe("an encoded body", () => {
  test.each(PACKED)("%s is what it was before", async (encoding, body) => {
    expect(await decode(body, encodingsIn(encoding), BOUND)).toEqual({ kind: "decoded", bytes: TEXT });
  });

  test.each(PACKED)("%s that unpacks to more than the bound is given up", async (encoding, body) => {
    expect(await decode(body, encodingsIn(encoding), TEXT.length - 1)).toEqual({ kind: "too long" });
  });

  test("a bomb inside a small body ends at the bound", async () => {
    const bomb = zlib.gzipSync(zlib.gzipSync(Buffer.alloc(50_000_000)));
    expect(bomb.length).toBeLessThan(1_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await decode(bomb, ["gzip", "gzip"], 1_000_000)).toEqual({ kind: "too long" });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  test.each<[string, string, Uint8Array]>([
    ["cut off", "gzip", zlib.gzipSync(TEXT).subarray(0, 20)],
    ["not encoded at all", "gzip", TEXT],
    ["not brotli", "br", zlib.gzipSync(TEXT)],
    ["not deflated", "deflate", TEXT],
    ["encoded three times", "gzip, gzip, gzip", zlib.gzipSync(zlib.gzipSync(zlib.gzipSync(TEXT)))],
  ])("%s is unreadable", async (_name, encoding, body) => {
    expect(await decode(body, encodingsIn(encoding), BOUND)).toMatchObject({ kind: "unreadable" });
  });

  test.each(["UTF-8", "aws-chunked", "none", "gzip, UTF-8"])("%s is no encoding that a browser knows", async (name) => {
    expect(await decode(TEXT, encodingsIn(name), BOUND)).toEqual({ kind: "decoded", bytes: TEXT });
  });

  test("identity is no encoding, and nothing stays nothing", async () => {
    expect(encodingsIn(" Identity,, GZIP ")).toEqual(["gzip"]);
    expect(encodingsIn(undefined)).toEqual([]);
    expect(await decode(Buffer.alloc(0), ["gzip"], BOUND)).toEqual({ kind: "decoded", bytes: Buffer.alloc(0) });
  });
});
