import { expect, it } from "vitest";
import { distinctUrls } from "../../src/mapping/distinct-urls.ts";

/** Two pairs of texts with the same 32-bit FNV-1a hash. */
const SAME_HASH = ["costarring", "liquid", "declinate", "macallums"];

it.each([
  ["nothing", []],
  ["each once", ["/", "/a", "/b"]],
  ["some twice, the first of each stays", ["/b", "/a", "/b", "/c", "/a", "/a"]],
  ["others that share a hash", [...SAME_HASH, "/a", ...SAME_HASH.toReversed()]],
  ["very many", Array.from({ length: 20_000 }, (_, n) => `/section-${n % 7}/page-${n % 15_000}.html`)],
])("%s", (_, urls) => {
  const distinct = distinctUrls(() => urls);
  const wanted = [...new Set(urls)];
  expect(distinct.size).toBe(wanted.length);
  expect([...distinct]).toEqual(wanted);
  // Again, and known now.
  expect([...distinct]).toEqual(wanted);
  expect(distinct.size).toBe(wanted.length);
});
