import { describe, expect, test } from "vitest";
import type { Page } from "../../src/ports/site-client.ts";
import { type AgedAnswer, proveAge } from "../../src/verification/cache-age.ts";
import { CACHE_HEADERS, cacheWordsOf } from "../../src/verification/cache-headers.ts";

const PURGED_AT = Date.UTC(2026, 0, 1, 12);
/** Fetched thirty seconds after the purge. */
const AT = { requestedMs: 30_000, answeredMs: 30_200, purgedAtMs: PURGED_AT };
const date = (ms: number): string => new Date(PURGED_AT + ms).toUTCString();

/** An answer that came ten seconds earlier, with this age. */
function tenSecondsBefore(seconds: number): readonly AgedAnswer[] {
  return [{ ageMs: seconds * 1000, requestedMs: 20_000, answeredMs: 20_200 }];
}

describe("one answer", () => {
  test.each<[Page["headers"], string]>([
    [{}, "unproven"],
    [{ age: "0" }, "young"],
    [{ age: "29" }, "young"],
    // Rounded either way, 30 s may be before the purge.
    [{ age: "30" }, "unproven"],
    [{ age: "32" }, "unproven"],
    [{ age: "3, 400" }, "unproven"],
    [{ age: "-1" }, "unproven"],
    [{ age: "1e1" }, "unproven"],
    [{ age: "", "x-cache": "MISS" }, "unproven"],
    [{ age: "3", "x-cache": "HIT" }, "young"],
    [{ age: "0", date: date(-120_000) }, "unproven"],
    [{ age: "0", date: date(-30_000) }, "young"],
    [{ date: date(20_000) }, "unproven"],
    [{ "x-cache": "MISS" }, "unproven"],
    [{ "cf-cache-status": "MISS" }, "unproven"],
    [{ "cache-status": "Edge; fwd=uri-miss; stored" }, "unproven"],
  ])("%j: %s, and never proof by itself", (headers, kind) => {
    expect(proveAge(headers, AT, []).kind).toBe(kind);
  });

  test("right after the purge an age of 0 is not even young", () => {
    expect(proveAge({ age: "0" }, { ...AT, requestedMs: 900, answeredMs: 1_000 }, []).kind).toBe("unproven");
  });
});

describe("a second answer", () => {
  test.each<[string, Page["headers"], number, string]>([
    ["grew as the time did", { age: "13" }, 3, "younger"],
    ["grew, rounded up", { age: "14" }, 3, "younger"],
    ["grew, rounded down", { age: "12" }, 3, "younger"],
    ["stood still", { age: "3" }, 3, "young"],
    ["is zero whenever it is asked for", { age: "0" }, 0, "young"],
    ["grew too little", { age: "8" }, 3, "young"],
    ["grew too much", { age: "20" }, 3, "young"],
    ["is that of a newer copy", { age: "1" }, 9, "young"],
    ["grew, and is not younger than the purge", { age: "30" }, 20, "unproven"],
    ["grew, and was told to be less than the purge's before", { age: "30" }, 19, "younger"],
    ["grew, and is missing", {}, 3, "unproven"],
    ["grew, and an nginx had the page", { age: "13", "x-cache-status": "HIT" }, 3, "unproven"],
    ["grew, and an nginx asked further", { age: "13", "x-cache-status": "MISS" }, 3, "younger"],
    [
      "grew, and some cache behind Cloudflare had it",
      { age: "13", "cf-cache-status": "HIT", "x-cache": "HIT" },
      3,
      "unproven",
    ],
    ["grew, and the only cache that speaks had it", { age: "13", "x-cache": "HIT", "x-varnish": "3 2" }, 3, "younger"],
    ["grew, and the edge had the page", { age: "13", "cf-cache-status": "HIT" }, 3, "younger"],
    ["grew, and its Date is from before the purge", { age: "13", date: date(-120_000) }, 3, "unproven"],
  ])("whose age %s", (_name, headers, before, kind) => {
    expect(proveAge(headers, AT, tenSecondsBefore(before)).kind).toBe(kind);
  });

  test("is too close to the first to prove anything", () => {
    const earlier = [{ ageMs: 3_000, requestedMs: 28_000, answeredMs: 28_200 }];
    expect(proveAge({ age: "5" }, AT, earlier).kind).toBe("young");
  });

  test("may belong to a copy that an answer in between has shown", () => {
    const earlier = [...tenSecondsBefore(19), { ageMs: 1_000, requestedMs: 25_000, answeredMs: 25_100 }];
    expect(proveAge({ age: "6" }, AT, earlier).kind).toBe("younger");
  });

  test("of Bunny is as old as its copy by its own clock", () => {
    const bunny = { "cdn-cache": "HIT", "cdn-cachedat": "01/01/2026 12:00:17", date: date(30_000) };
    expect(proveAge(bunny, AT, tenSecondsBefore(3)).kind).toBe("younger");
    expect(proveAge({ ...bunny, "cdn-cachedat": "01/01/2026 11:59:50" }, AT, tenSecondsBefore(30)).kind).toBe(
      "unproven",
    );
    expect(proveAge({ ...bunny, "cdn-cachedat": "soon" }, AT, tenSecondsBefore(3)).kind).toBe("unproven");
    // An Age that Bunny keeps and repeats says nothing of how long it has had the copy.
    expect(proveAge({ ...bunny, age: "13" }, AT, tenSecondsBefore(3)).kind).toBe("unproven");
  });
});

describe("the headers of caches", () => {
  const words = (headers: Page["headers"]): readonly string[] => cacheWordsOf(headers).map(({ kind }) => kind);

  test.each<[Page["headers"], readonly string[]]>([
    [{ "x-cache": "Miss from cloudfront" }, ["miss"]],
    [{ "x-cache": "Hit from cloudfront" }, ["hit"]],
    [{ "x-cache": "RefreshHit from cloudfront" }, ["hit"]],
    [{ "x-cache": "Error from cloudfront" }, ["unknown"]],
    [{ "x-cache": "TCP_MISS from a2-16-1-1.deploy.akamaitechnologies.com" }, ["miss"]],
    [{ "x-cache": "TCP_MISS from a2", "x-cache-remote": "TCP_HIT from b1" }, ["miss", "hit"]],
    [{ "x-cache": "HIT, MISS", "x-served-by": "cache-a, cache-b" }, ["hit", "miss"]],
    [{ "x-cache": "HIT from squid.local" }, ["hit"]],
    [{ "cf-cache-status": "EXPIRED" }, ["miss"]],
    [{ "cf-cache-status": "REVALIDATED" }, ["miss"]],
    [{ "cf-cache-status": "DYNAMIC" }, ["uncached"]],
    [{ "cf-cache-status": "BYPASS" }, ["uncached"]],
    [{ "cf-cache-status": "UPDATING" }, ["hit"]],
    [{ "cdn-cache": "EXPIRED" }, ["miss"]],
    [{ "x-vercel-cache": "PRERENDER" }, ["hit"]],
    [{ "x-vercel-cache": "STALE" }, ["hit"]],
    [{ "x-varnish": "32770 3" }, ["hit"]],
    [{ "x-varnish": "32770" }, ["miss"]],
    [{ "x-cache-status": "BYPASS" }, ["uncached"]],
    [{ via: "1.1 varnish, http/1.1 ats.local (ApacheTrafficServer/9.2.5 [cHs f ])" }, ["hit"]],
    [{ via: "http/1.1 ats.local (ApacheTrafficServer/9.2.5 [uScMsSfWpSeN:t cCMi p sS])" }, ["miss"]],
    [{ via: "1.1 google" }, []],
    [{ "cache-status": '"Netlify Durable"; fwd=miss; stored, "Netlify Edge"; fwd=miss' }, ["miss", "miss"]],
    [{ "cache-status": "OriginCache; hit; ttl=1100, Edge; fwd=uri-miss" }, ["hit", "miss"]],
    [{ "cache-status": '"Some, cache; hit"; fwd=bypass' }, ["uncached"]],
    [{ "cache-status": "Edge; detail=x" }, ["unknown"]],
  ])("%j", (headers, kinds) => {
    expect(words(headers)).toEqual(kinds);
  });

  test("each header has its own name and a source", () => {
    expect(new Set(CACHE_HEADERS.map(({ name }) => name)).size).toBe(CACHE_HEADERS.length);
    for (const { name, source } of CACHE_HEADERS)
      expect([name, name.toLowerCase(), source]).toEqual([name, name, expect.stringMatching(/\S/)]);
  });
});
