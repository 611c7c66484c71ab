import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { contentNames } from "../../src/adapters/http/content-hashes.ts";
import type { Content } from "../../src/model/proof.ts";
import type { Page } from "../../src/ports/site-client.ts";
import type { AgeProof } from "../../src/verification/cache-age.ts";
import { judge, matches, shownBy } from "../../src/verification/freshness.ts";

const YOUNGER: AgeProof = { kind: "younger", why: "its Age grows" };
const UNPROVEN: AgeProof = { kind: "unproven", why: "it sends no Age" };

const OLD = file("old");
const NEW = file("new");
const NOTHING: Content = { kind: "nothing" };
const UNKNOWN: Content = { kind: "unknown" };

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
    expect(matches({ status: 200, headers: {}, unreadable: "it cannot be decoded" }, NEW)).toBe("unknown");
    expect(matches(page(undefined), NEW)).toBe("unknown");
    expect(matches(page("new", {}, 503), NEW)).toBe("unknown");
    expect(matches(page("new"), { kind: "unknown" })).toBe("unknown");
    expect(matches(page("new"), { kind: "file", id: "abc" })).toBe("unknown");
  });
});

describe("judgement", () => {
  const UNREADABLE: Page = { status: 200, headers: {}, unreadable: "it cannot be decoded" };
  test.each<[string, Page, Content, Content, string, string]>([
    // What it is by itself, and what it is where its age proves that it was made after the purge.
    ["the new content", page("new"), OLD, NEW, "fresh", "fresh"],
    ["the old content", page("old"), OLD, NEW, "stale", "stale"],
    ["other content", page("other"), OLD, NEW, "inconclusive", "inconclusive"],
    ["other content, and an old build that nobody knows", page("other"), UNKNOWN, NEW, "inconclusive", "inconclusive"],
    ["other content, and a new build that nobody knows", page("other"), OLD, UNKNOWN, "inconclusive", "fresh"],
    ["what cannot be decoded", UNREADABLE, OLD, NEW, "inconclusive", "inconclusive"],
    ["too long", page(undefined), OLD, NEW, "inconclusive", "fresh"],
    ["gone, as it should be", page(undefined, {}, 404), OLD, NOTHING, "fresh", "fresh"],
    ["gone for good", page(undefined, {}, 410), OLD, NOTHING, "fresh", "fresh"],
    ["deleted, and still there", page("old"), OLD, NOTHING, "stale", "stale"],
    ["deleted, and another page in its place", page("home"), OLD, NOTHING, "inconclusive", "inconclusive"],
    ["deleted, and something long in its place", page(undefined), OLD, NOTHING, "inconclusive", "inconclusive"],
    ["added, and the 404 is still cached", page(undefined, {}, 404), NOTHING, NEW, "stale", "stale"],
    ["changed, and a 404", page(undefined, {}, 404), OLD, NEW, "inconclusive", "inconclusive"],
    ["refused", page(undefined, {}, 403), OLD, NEW, "inconclusive", "inconclusive"],
    ["unchanged, although nobody asked for that", page(undefined, {}, 304), OLD, NEW, "inconclusive", "inconclusive"],
    ["a part, although nobody asked for one", page(undefined, {}, 206), OLD, NEW, "inconclusive", "inconclusive"],
    ["an error", page(undefined, {}, 500), OLD, NEW, "inconclusive", "inconclusive"],
    ["nothing is known", page("x"), UNKNOWN, UNKNOWN, "inconclusive", "fresh"],
  ])("%s", (_name, seen, was, now, byItself, byAge) => {
    const shown = shownBy(seen, { was, now });
    expect(shown.why).not.toBe("");
    expect(judge(seen, shown, UNPROVEN).kind).toBe(byItself);
    expect(judge(seen, shown, YOUNGER).kind).toBe(byAge);
  });
});
