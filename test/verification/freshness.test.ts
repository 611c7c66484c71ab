import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { contentNames } from "../../src/adapters/http/content-hashes.ts";
import type { Content } from "../../src/model/proof.ts";
import type { Page } from "../../src/ports/site-client.ts";
import { judge, matches, youthOf } from "../../src/verification/freshness.ts";

const PURGED_AT = Date.UTC(2026, 0, 1, 12);
/** Asked thirty seconds after the purge. */
const AT = { requestedMs: 30_000, answeredMs: 30_200, purgedAtMs: PURGED_AT };

const OLD = file("old");
const NEW = file("new");

function gitId(text: string, algorithm = "sha1"): string {
  return createHash(algorithm)
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest("hex");
}

function file(text: string): Content {
  return { kind: "file", id: gitId(text) };
}

function page(body: string | undefined, headers: Page["headers"] = {}, status = 200): Page {
  return { status, headers, ...(body === undefined ? {} : { contentNames: contentNames(Buffer.from(body)) }) };
}

describe("content", () => {
  test("git's own id of a blob, as `git hash-object` prints it", () => {
    // printf 'hello\n' | git hash-object --stdin
    expect(matches(page("hello\n"), { kind: "file", id: "ce013625030ba8dba906f756967f9e9ca394464a" })).toBe("yes");
    expect(matches(page(""), { kind: "file", id: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391" })).toBe("yes");
  });

  test("SHA-256, git's and plain", () => {
    expect(matches(page("new"), { kind: "file", id: gitId("new", "sha256") })).toBe("yes");
    const plain = createHash("sha256").update("new").digest("hex");
    expect(matches(page("new"), { kind: "file", id: plain })).toBe("yes");
    expect(matches(page("old"), { kind: "file", id: plain })).toBe("no");
  });

  test("what cannot be compared is unknown", () => {
    expect(matches(page("new", { "content-encoding": "br" }), NEW)).toBe("unknown");
    expect(matches(page(undefined), NEW)).toBe("unknown");
    expect(matches(page("new", {}, 503), NEW)).toBe("unknown");
    expect(matches(page("new"), { kind: "unknown" })).toBe("unknown");
    expect(matches(page("new"), { kind: "file", id: "abc" })).toBe("unknown");
  });
});

describe("judgement", () => {
  const young = { age: "3" };
  test.each<[string, Page, Content, Content, string]>([
    ["the new content", page("new"), OLD, NEW, "fresh"],
    ["the new content, and an old age", page("new", { age: "9999" }), OLD, NEW, "fresh"],
    ["the old content", page("old"), OLD, NEW, "stale"],
    ["the old content, and a young age", page("old", young), OLD, NEW, "stale"],
    ["other content", page("other"), OLD, NEW, "inconclusive"],
    ["other content, and a young age", page("other", young), OLD, NEW, "fresh"],
    ["compressed", page("x", { "content-encoding": "gzip" }), OLD, NEW, "inconclusive"],
    ["compressed, and a young age", page("x", { "content-encoding": "gzip", ...young }), OLD, NEW, "fresh"],
    ["too long", page(undefined), OLD, NEW, "inconclusive"],
    ["gone, as it should be", page(undefined, {}, 404), OLD, { kind: "nothing" }, "fresh"],
    ["gone for good", page(undefined, {}, 410), OLD, { kind: "nothing" }, "fresh"],
    ["deleted, and still there", page("old"), OLD, { kind: "nothing" }, "stale"],
    ["deleted, and another page in its place", page("home"), OLD, { kind: "nothing" }, "inconclusive"],
    ["added, and the 404 is still cached", page(undefined, {}, 404), { kind: "nothing" }, NEW, "stale"],
    ["changed, and a 404", page(undefined, young, 404), OLD, NEW, "inconclusive"],
    ["a challenge", page(undefined, young, 403), OLD, NEW, "inconclusive"],
    ["an error", page(undefined, young, 500), OLD, NEW, "inconclusive"],
    ["nothing is known, and a young age", page("x", young), { kind: "unknown" }, { kind: "unknown" }, "fresh"],
    ["nothing is known", page("x"), { kind: "unknown" }, { kind: "unknown" }, "inconclusive"],
  ])("%s", (_name, seen, was, now, kind) => {
    const judgement = judge(seen, { was, now }, AT);
    expect(judgement.kind).toBe(kind);
    expect(judgement.why).not.toBe("");
  });
});

describe("age", () => {
  const date = (ms: number) => new Date(PURGED_AT + ms).toUTCString();
  test.each<[Page["headers"], string]>([
    [{}, "unknown"],
    [{ age: "0" }, "younger"],
    [{ age: "29" }, "younger"],
    // Rounded either way, 30 s may be before the purge.
    [{ age: "30" }, "unknown"],
    [{ age: "31" }, "unknown"],
    [{ age: "32" }, "older"],
    [{ age: "3, 400" }, "older"],
    [{ age: "-1" }, "unknown"],
    [{ age: "1e1" }, "unknown"],
    [{ age: "", "x-cache": "MISS" }, "younger"],
    [{ age: "3", "x-cache": "HIT" }, "younger"],
    [{ age: "300", "x-cache": "MISS" }, "older"],
    [{ age: "0", date: date(-120_000) }, "older"],
    [{ age: "0", date: date(-30_000) }, "younger"],
    [{ "x-cache": "MISS", date: date(-120_000) }, "older"],
    // A Date of its own is what many CDNs write at every answer.
    [{ date: date(20_000) }, "unknown"],
    [{ "x-cache": "MISS" }, "younger"],
    [{ "x-cache": "Miss from cloudfront" }, "younger"],
    [{ "x-cache": "Hit from cloudfront" }, "unknown"],
    [{ "x-cache": "RefreshHit from cloudfront" }, "unknown"],
    [{ "x-cache": "Error from cloudfront" }, "unknown"],
    [{ "x-cache": "TCP_MISS from a2-16-1-1.deploy.akamaitechnologies.com" }, "younger"],
    [{ "x-cache": "TCP_MISS from a2", "x-cache-remote": "TCP_HIT from b1" }, "unknown"],
    [{ "x-cache": "MISS, HIT" }, "unknown"],
    [{ "x-cache": "HIT, MISS" }, "unknown"],
    [{ "cf-cache-status": "MISS" }, "younger"],
    [{ "cf-cache-status": "EXPIRED" }, "younger"],
    [{ "cf-cache-status": "DYNAMIC" }, "younger"],
    [{ "cf-cache-status": "HIT" }, "unknown"],
    [{ "cf-cache-status": "STALE" }, "unknown"],
    [{ "cf-cache-status": "UPDATING" }, "unknown"],
    [{ "x-cache-status": "BYPASS" }, "younger"],
    [{ "x-vercel-cache": "PRERENDER" }, "unknown"],
    [{ "cdn-cache": "MISS" }, "younger"],
    [{ "cache-status": "ExampleCache; fwd=uri-miss; stored" }, "younger"],
    [{ "cache-status": "ExampleCache; hit; ttl=30" }, "unknown"],
    [{ "cache-status": "OriginCache; hit; ttl=1100, Edge; fwd=uri-miss" }, "unknown"],
    [{ "cache-status": '"Some, cache; hit"; fwd=miss' }, "younger"],
    [{ "cache-status": "Edge; detail=x" }, "unknown"],
    [{ "x-cache": "MISS", "cf-cache-status": "HIT" }, "unknown"],
  ])("%j: %s", (headers, kind) => {
    expect(youthOf(headers, AT).kind).toBe(kind);
  });

  test("right after the purge an age of 0 proves nothing yet", () => {
    expect(youthOf({ age: "0" }, { ...AT, requestedMs: 900, answeredMs: 1_000 }).kind).toBe("unknown");
  });
});
