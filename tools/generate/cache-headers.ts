import { CACHE_HEADERS } from "../../src/verification/cache-headers.ts";
import { code, table } from "./markdown.ts";

/** Headers in which caches say whether they had a page, for the documentation. */
export function cacheHeadersTable(): string {
  const rows = CACHE_HEADERS.map(({ name, by, hit, miss, sendsAge, source }) => [
    code(name),
    by,
    hit,
    miss,
    sendsAge ? "yes" : "no",
    source,
  ]);
  return table(
    ["header", "written by", "it had the page", "it passed the request on", "sends an `Age`", "source"],
    rows,
  );
}
