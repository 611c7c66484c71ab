import { describe, expect, it } from "vitest";
import type { CachesOnTheWay } from "../../src/model/proof.ts";
import { ENTRIES } from "../../src/providers/entries.ts";
import { loadProvider, providerIds } from "../../src/providers/registry.ts";
import { findCachesOnTheWay } from "../../src/verification/caches-on-the-way.ts";

type Headers = Readonly<Record<string, string>>;

/** What real answers of these CDNs bear, beside what every server writes. */
const CAPTURES: Readonly<Record<string, Headers>> = {
  akamai: { "x-akamai-request-id": "2256a92", "x-cache": "TCP_MISS from a165-254.deploy.akamaitechnologies.com" },
  "azure-front-door": { "x-azure-ref": "20261128T100000Z-r1", "x-cache": "TCP_HIT" },
  bunny: { server: "BunnyCDN-DE1-1047", "cdn-pullzone": "1", "cdn-requestpullcode": "200", "cdn-cache": "HIT" },
  cdn77: { server: "CDN77-Turbo", "x-77-cache": "HIT", "x-77-pop": "pragueCZ", "x-cache": "HIT" },
  cloudflare: { server: "cloudflare", "cf-ray": "9a1-AMS", "cf-cache-status": "HIT" },
  cloudfront: { "x-cache": "Hit from cloudfront", via: "1.1 abc.cloudfront.net (CloudFront)", "x-amz-cf-id": "x==" },
  digitalocean: { server: "cloudflare", "cf-ray": "9a1-AMS", "cf-cache-status": "HIT", "x-do-cdn-uuid": "d1ab" },
  f5xc: { server: "volt-adc", "x-volterra-location": "pa4-par" },
  fastly: { "x-served-by": "cache-lhr7351-LHR", "x-cache": "HIT", "x-timer": "S1.2,VS0,VE1", via: "1.1 varnish" },
  "google-cloud-cdn": { via: "1.1 google", age: "3" },
  gcore: { server: "nginx", cache: "HIT", "x-cached-since": "2023-06-02T07:56:20+00:00", "x-id": "m9p-up-gc23" },
  keycdn: { server: "keycdn-engine", "x-cache": "HIT", "x-edge-location": "defr" },
  netlify: { server: "Netlify", "x-nf-request-id": "01J", "cache-status": '"Netlify Edge"; hit' },
  varnish: { "x-varnish": "3 2", via: "1.1 host (Varnish/7.1)", age: "1" },
  "http-purge": { via: "1.1 host (squid/5.7)", "x-cache": "HIT from host", "x-cache-lookup": "HIT from host:80" },
  vercel: { server: "Vercel", "x-vercel-id": "fra1::1", "x-vercel-cache": "HIT" },
};

function find(purged: string, answers: readonly Headers[], purgedInRun = [purged]): CachesOnTheWay | undefined {
  return findCachesOnTheWay(answers, { all: ENTRIES, purged, purgedInRun: new Set(purgedInRun) });
}

const named = (purged: string, headers: Headers): readonly string[] =>
  (find(purged, [headers])?.others ?? []).map(
    ({ provider, foreign }) => `${provider}${foreign > 0 ? " in front" : ""}`,
  );

describe("caches on the way", () => {
  it.each(Object.entries(CAPTURES))("%s alone is named to nobody who purges it", (id, headers) => {
    expect(named(id, headers)).toEqual([]);
  });

  it.each(Object.entries(CAPTURES))("%s is distinguished from every other", (id, headers) => {
    const expected = id === "digitalocean" ? ["cloudflare", "digitalocean"] : [id];
    expect(new Set(named("hado", headers))).toEqual(new Set(expected));
  });

  it("is in front where nothing of the purged CDN is there, and that one always writes something", () => {
    expect(named("bunny", CAPTURES["cloudflare"] as Headers)).toEqual(["cloudflare in front"]);
    expect(named("cloudfront", { "x-served-by": "cache-ams21043-AMS" })).toEqual(["fastly in front"]);
    expect(find("bunny", [{ "cf-ray": "1" }, { "cf-ray": "2", ...CAPTURES["bunny"] }])?.others).toEqual([
      { provider: "cloudflare", name: "Cloudflare", header: "cf-ray", answers: 2, foreign: 1 },
    ]);
  });

  it("is a further one where both are there", () => {
    expect(named("bunny", { ...CAPTURES["bunny"], ...CAPTURES["cloudflare"], server: "cloudflare" })).toEqual([
      "cloudflare",
    ]);
    expect(named("cloudflare", { ...CAPTURES["cloudflare"], "x-varnish": "1 2" })).toEqual(["varnish"]);
  });

  it.each(["akamai", "batoff", "varnish", "http-purge", "keycdn"])(
    "accuses nobody where %s is purged, which may be silent",
    (purged) => expect(named(purged, { "cf-ray": "1" })).toEqual(["cloudflare"]),
  );

  it("accuses no cache of one's own, and none for what many write", () => {
    expect(named("bunny", { "x-varnish": "1 2" })).toEqual(["varnish"]);
    const common = {
      "x-cache": "HIT",
      via: "1.1 varnish",
      age: "5",
      server: "nginx",
      "x-served-by": "web-3",
      cache: "HIT",
    };
    expect(named("bunny", common)).toEqual([]);
  });

  it("accuses nobody for what a load balancer of Google's writes, which may stand behind any CDN", () => {
    expect(named("fastly", { via: "1.1 google" })).toEqual(["google-cloud-cdn"]);
    expect(named("google-cloud-cdn", { "cf-ray": "1" })).toEqual(["cloudflare in front"]);
  });

  it("does not take Cloudflare for a stranger at DigitalOcean, whose CDN it delivers", () => {
    expect(named("digitalocean", { "cf-ray": "1", "cf-cache-status": "HIT" })).toEqual([]);
  });

  it("leaves out what the same run purges, unless it answers instead of the other", () => {
    const both = { ...CAPTURES["varnish"], ...CAPTURES["cloudflare"] };
    expect(find("varnish", [both], ["varnish", "cloudflare"])).toBeUndefined();
    expect(find("cloudflare", [both], ["varnish", "cloudflare"])).toBeUndefined();
    expect(find("bunny", [{ "cf-ray": "1" }], ["bunny", "cloudflare"])?.others).toHaveLength(1);
  });

  it("names what shows it, and never more of a value than its pattern", () => {
    expect(find("bunny", [{ via: `${"x".repeat(99)}, 1.1 google, secret` }])?.others[0]?.header).toBe(
      "via: 1.1 google",
    );
  });
});

describe("the traces of every provider", () => {
  it("are in the registry as the provider states them", async () => {
    for (const { id, traces } of ENTRIES) {
      const stated = (await loadProvider(id)).traces;
      const bare = stated?.headers.map(({ source: _, example: __, ...trace }) => trace);
      expect(traces).toEqual(stated === undefined ? undefined : { ...stated, headers: bare });
    }
  });

  it("have examples that their own patterns match, and patterns without a memory", async () => {
    for (const id of providerIds)
      for (const { header, value, example } of (await loadProvider(id)).traces?.headers ?? []) {
        expect(header).toBe(header.toLowerCase());
        expect([header, example !== undefined && value?.test(example)]).toEqual([header, value !== undefined]);
        expect(value?.flags ?? "").not.toMatch(/[gy]/);
      }
  });
});
