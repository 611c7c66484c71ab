import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createFingerprint } from "../../src/adapters/files/fingerprint.ts";
import { createSiteClient } from "../../src/adapters/http/site-client.ts";
import type { Content } from "../../src/model/proof.ts";
import type { Page } from "../../src/ports/site-client.ts";
import { inspect } from "../../src/verification/compare-page.ts";
import type { Shown } from "../../src/verification/freshness.ts";
import { type RawServer, startRawServer } from "../support/raw-server.ts";

const LENGTH = 200_000;
const FILE = Buffer.alloc(LENGTH, "new ");
const MD5 = createHash("md5").update(FILE).digest("hex");
const NOW: Content = { kind: "file", id: "n".repeat(43) };
const UNKNOWN: Content = { kind: "unknown" };

/** How a server answers for a part: the body, and headers that replace the right ones; `undefined` takes one away. */
interface Answer {
  readonly status?: string;
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

type Manner = (first: number, last: number) => Answer;

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function respond(socket: Socket, { status = "206 Partial Content", body = FILE, headers = {} }: Answer): void {
  const all = { "content-length": String(body.length), ...headers };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  socket.write([`HTTP/1.1 ${status}`, ...lines, "", ""].join("\r\n"));
  socket.write(body);
}

async function serve(manner: Manner): Promise<RawServer> {
  const server = await startRawServer((socket, head) => {
    const [, first = "0", last = "0"] = /range: bytes=(\d+)-(\d+)/i.exec(head) ?? [];
    const end = Math.min(Number(last), LENGTH - 1);
    const { headers, ...answer } = manner(Number(first), end);
    respond(socket, {
      body: FILE.subarray(Number(first), end + 1),
      ...answer,
      headers: { "content-range": `bytes ${first}-${end}/${LENGTH}`, ...headers },
    });
  });
  open.push(server);
  return server;
}

/** A file that no look reads whole, against the new build's own. */
async function show(
  manner: Manner,
  more: { readonly was?: Content; readonly originTag?: string; readonly whole?: Page["headers"] } = {},
): Promise<{ readonly shown: Shown; readonly server: RawServer }> {
  const server = await serve(manner);
  const siteClient = createSiteClient({ environment: {}, shortBytes: 1000, limits: { bodyBytes: 1000 } });
  open.unshift(siteClient);
  const { update, finish } = createFingerprint();
  update(FILE);
  const file = finish();
  const { originTag } = more;
  const shown = await inspect(
    {
      page: { status: 200, headers: more.whole ?? {} },
      url: `${server.url}/film.bin`,
      probe: { was: more.was ?? UNKNOWN, now: NOW },
    },
    {
      siteClient,
      signal: new AbortController().signal,
      buildFiles: { isCut: false, of: async (content) => (content === NOW ? file : undefined) },
      ...(originTag === undefined ? {} : { originTag: async () => originTag }),
    },
  );
  return { shown, server };
}

const right: Manner = () => ({});
const tagged =
  (etag: string): Manner =>
  () => ({ headers: { etag } });
const withHeaders =
  (headers: Answer["headers"] = {}): Manner =>
  () => ({ headers });

/** The same start, and some bytes more. */
function longer(first: number): Answer {
  const total = LENGTH + 9;
  const last = first === 0 ? 65_535 : total - 1;
  return { body: FILE.subarray(0, last - first + 1), headers: { "content-range": `bytes ${first}-${last}/${total}` } };
}

describe("parts of a long file", () => {
  test("the start and the end are fetched, and fit", async () => {
    const { shown, server } = await show(right, { was: { kind: "nothing" } });
    expect(shown.kind).toBe("new");
    expect(server.requests.map((request) => /range: (.*)\r/i.exec(request)?.[1])).toEqual([
      "bytes=0-65535",
      "bytes=134464-199999",
    ]);
  });

  test.each<[string, Manner, Shown["kind"], string]>([
    ["nothing tells the old one", right, "either", "does not rule out the old one"],
    ["another length", longer, "neither", "not the new build's"],
    [
      "the length, and another tail",
      (first) => (first === 0 ? {} : { body: Buffer.alloc(65_536, "x") }),
      "neither",
      "not the new build's",
    ],
    [
      "the length, and another head",
      (first) => (first > 0 ? {} : { body: Buffer.alloc(65_536, "x") }),
      "neither",
      "not the new build's",
    ],
    ["a part of another place", withHeaders({ "content-range": `bytes 1-65536/${LENGTH}` }), "unknown", "another part"],
    ["a part that ends early", withHeaders({ "content-range": `bytes 0-9/${LENGTH}` }), "unknown", "another part"],
    [
      "a part that ends before it starts",
      withHeaders({ "content-range": `bytes 9-0/${LENGTH}` }),
      "unknown",
      "another part",
    ],
    ["a length that is not told", withHeaders({ "content-range": "bytes 0-65535/*" }), "unknown", "which part"],
    ["no word of the part", withHeaders({ "content-range": undefined }), "unknown", "which part"],
    ["a unit of its own", withHeaders({ "content-range": `pages 0-65535/${LENGTH}` }), "unknown", "which part"],
    ["fewer bytes than it says", () => ({ body: FILE.subarray(0, 10) }), "unknown", "another length"],
    ["more bytes than it says", () => ({ body: FILE }), "unknown", "another length"],
    ["several parts", withHeaders({ "content-type": "multipart/byteranges; boundary=x" }), "unknown", "several parts"],
    ["a compressed part", withHeaders({ "content-encoding": "gzip" }), "unknown", "encoded (gzip)"],
    ["416", () => ({ status: "416 Range Not Satisfiable" }), "unknown", "answers 416"],
    ["404", () => ({ status: "404 Not Found" }), "unknown", "answers 404"],
    ["two versions", (first) => ({ headers: { etag: `"${first}"` } }), "unknown", "two versions"],
  ])("%s", async (_name, manner, kind, why) => {
    const { shown } = await show(manner);
    expect([shown.kind, shown.why]).toEqual([kind, expect.stringContaining(why)]);
  });

  test.each<[string, Page["headers"], Shown["kind"]]>([
    ["its length", { "content-length": String(LENGTH) }, "new"],
    ["another length", { "content-length": String(LENGTH + 1) }, "unknown"],
    ["its ETag", { etag: '"a"' }, "new"],
    ["its ETag, made weak", { etag: 'W/"a"' }, "new"],
    ["another ETag", { etag: '"b"' }, "unknown"],
    ["another length, compressed", { "content-length": "10", "content-encoding": "gzip", etag: '"a-gzip"' }, "either"],
  ])("new parts of a whole that has %s", async (_name, whole, kind) => {
    const { shown } = await show(tagged('"a"'), { was: { kind: "nothing" }, whole });
    expect(shown.kind).toBe(kind);
    if (kind === "unknown") expect(shown.why).toContain("another version than the whole");
  });

  test("a server that ignores ranges is not read", async () => {
    const server = await startRawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const block = "x".repeat(16_384);
      const pour = (): void => {
        while (!socket.destroyed && socket.write(block));
      };
      socket.on("drain", pour);
      pour();
    });
    const siteClient = createSiteClient({ environment: {} });
    open.push(siteClient, server);
    const piece = await siteClient.piece(server.url, { first: 0, last: 9 }, { signal: new AbortController().signal });
    expect(piece.kind).toBe("whole");
    // It has not been left running.
    await server.idle();
  });
});

describe("the ETag of a long file", () => {
  test.each<[string, string, Shown["kind"]]>([
    ["the hash of the file", `"${MD5}"`, "new"],
    ["the same in capitals", `"${MD5.toUpperCase()}"`, "new"],
    ["the same, made weak on the way", `W/"${MD5}"`, "new"],
    ["of a file in several parts", `"${MD5}-2"`, "either"],
    ["no quotes", MD5, "either"],
    ["empty", '""', "either"],
  ])("%s", async (_name, tag, kind) => {
    expect((await show(tagged(tag))).shown.kind).toBe(kind);
  });

  test("is no proof where the ends are not the file's", async () => {
    const manner: Manner = (first) => ({
      headers: { etag: `"${MD5}"` },
      ...(first === 0 ? {} : { body: Buffer.alloc(65_536, "x") }),
    });
    expect((await show(manner)).shown.kind).toBe("neither");
  });

  const hash = "0123456789abcdef01234567";
  test.each<[string, string, string | undefined, Shown["kind"]]>([
    ["strong, and the origin's", `"${hash}"`, `"${hash}"`, "new"],
    ["a hash of several parts, and the origin's", `"${hash}-7"`, `"${hash}-7"`, "new"],
    ["strong, and not the origin's", `"${hash}"`, '"b"', "either"],
    ["weak, and the origin's", `W/"${hash}"`, `W/"${hash}"`, "either"],
    ["weak at one of them", `"${hash}"`, `W/"${hash}"`, "either"],
    ["empty at both", '""', '""', "either"],
    ["not at the origin", `"${hash}"`, undefined, "either"],
    // Builds whose files all have one date have it in common.
    ["nginx's, of time and length", '"1-30d40"', '"1-30d40"', "either"],
    ["Apache's, of time and length", '"30d40-59b8a1c2d4e00"', '"30d40-59b8a1c2d4e00"', "either"],
    ["Apache's, of inode, length and time", '"2a1b3c-30d40-59b8a1c2d4e00"', '"2a1b3c-30d40-59b8a1c2d4e00"', "either"],
  ])("%s", async (_name, tag, originTag, kind) => {
    const { shown } = await show(tagged(tag), originTag === undefined ? {} : { originTag });
    expect(shown.kind).toBe(kind);
  });
});
