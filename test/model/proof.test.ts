import { describe, expect, it } from "vitest";
import { type OriginReady, type Seen, stillServedPages } from "../../src/model/proof.ts";

function seen(url: string, excused: boolean): Seen {
  return { url, kind: excused ? "inconclusive" : "stale", why: "answers 200", excused, purges: 1, afterMs: 0 };
}

const verification = (...all: readonly Seen[]) => ({
  seen: all,
  total: all.length,
  repurges: 0,
  fetches: 0,
  tookMs: 0,
});

function origin(ready: boolean, stillServed: readonly string[]): OriginReady {
  return { ready, checked: 1, waitedMs: 0, missing: [], stillServed };
}

describe("deleted pages that the origin itself still serves", () => {
  it("are those that the origin showed, and those that the live site excused, each once and by its path", () => {
    const proof = {
      origin: origin(true, ["/old/", "/gone.html"]),
      verification: verification(
        seen("https://www.example.com/old/", true),
        seen("https://www.example.com/caf%C3%A9?x=1", true),
        seen("https://www.example.com/stale/", false),
      ),
    };

    expect(stillServedPages(proof)).toEqual(["/old/", "/gone.html", "/caf%C3%A9"]);
  });

  it("are not told by an origin that does not serve the new build: nothing was deleted there yet", () => {
    expect(stillServedPages({ origin: origin(false, ["/old/"]) })).toEqual([]);
    expect(stillServedPages({ origin: origin(true, ["/old/"]) })).toEqual(["/old/"]);
  });

  it("are none where nothing was fetched", () => {
    expect(stillServedPages({})).toEqual([]);
    expect(stillServedPages({ verification: verification(seen("https://www.example.com/", false)) })).toEqual([]);
  });
});
