// Generated from the folders beside this file: `npm run generate`.
import type { DestinationSettings, Provider } from "../model/provider.ts";
import type { Traces } from "../model/traces.ts";
// What many providers share is loaded here, so that their parts of the built action carry no copies of it.
import "./kit/denial.ts";
import "./kit/error-text.ts";
import "./kit/json.ts";
import "./kit/read-answer.ts";
import "./kit/readings.ts";
import "./kit/request.ts";
import "./kit/settings.ts";
import "./kit/task-status.ts";
import "./kit/xml.ts";

export interface Entry {
  readonly id: string;
  /** The vendor's own spelling of its name. */
  readonly name: string;
  /** How it shows in the answers that visitors get, known without loading it: see `Provider.traces`. */
  readonly traces?: Traces;
  /** Loads this provider alone: a run starts faster without the others. */
  readonly load: () => Promise<{ readonly provider: Provider<DestinationSettings> }>;
}

export const ENTRIES: readonly Entry[] = [
  { id: "5centscdn", name: "5centsCDN", load: () => import("./5centscdn/index.ts") },
  { id: "akamai", name: "Akamai", traces: { at: "edge", always: false, headers: [{ header: "x-akamai-*" }, { header: "akamai-cache-status" }, { header: "server", value: /^AkamaiGHost/i }, { header: "x-cache", value: /\bAkamaiGHost\b|\.akamaitechnologies\.com\b/i }] }, load: () => import("./akamai/index.ts") },
  { id: "alibaba-dcdn", name: "Alibaba Cloud DCDN", load: () => import("./alibaba-dcdn/index.ts") },
  { id: "azure-front-door", name: "Azure Front Door", traces: { at: "edge", always: true, headers: [{ header: "x-azure-ref" }] }, load: () => import("./azure-front-door/index.ts") },
  { id: "batoff", name: "Batoff", load: () => import("./batoff/index.ts") },
  { id: "bunny", name: "Bunny", traces: { at: "edge", always: true, headers: [{ header: "cdn-requestpullcode" }, { header: "cdn-pullzone" }, { header: "server", value: /^BunnyCDN-/i }] }, load: () => import("./bunny/index.ts") },
  { id: "cdn77", name: "CDN77", traces: { at: "edge", always: true, headers: [{ header: "x-77-pop" }, { header: "x-77-cache" }, { header: "server", value: /^CDN77-/i }] }, load: () => import("./cdn77/index.ts") },
  { id: "cloudflare", name: "Cloudflare", traces: { at: "edge", always: true, headers: [{ header: "cf-ray" }, { header: "cf-cache-status" }] }, load: () => import("./cloudflare/index.ts") },
  { id: "cloudfront", name: "CloudFront", traces: { at: "edge", always: true, headers: [{ header: "x-amz-cf-id" }, { header: "x-amz-cf-pop" }] }, load: () => import("./cloudfront/index.ts") },
  { id: "digitalocean", name: "DigitalOcean", traces: { at: "edge", always: false, headers: [{ header: "x-do-cdn-uuid" }, { header: "cf-ray", shared: true }, { header: "cf-cache-status", shared: true }] }, load: () => import("./digitalocean/index.ts") },
  { id: "f5xc", name: "F5 Distributed Cloud CDN", traces: { at: "edge", always: false, headers: [{ header: "x-volterra-location" }, { header: "server", value: /^volt-adc$/i }] }, load: () => import("./f5xc/index.ts") },
  { id: "fastly", name: "Fastly", traces: { at: "edge", always: true, headers: [{ header: "x-served-by", value: /\bcache-[a-z0-9-]+-[A-Z]{3}\b/ }, { header: "x-timer", value: /^S\d+\.\d+,VS\d/ }] }, load: () => import("./fastly/index.ts") },
  { id: "gcore", name: "Gcore", traces: { at: "edge", always: false, headers: [{ header: "x-id", value: /^[a-z0-9-]+-(?:e|gc)\d+$/i }] }, load: () => import("./gcore/index.ts") },
  { id: "google-cloud-cdn", name: "Google Cloud CDN", traces: { at: "edge", always: true, headers: [{ header: "via", value: /\b1\.1 google\b/, weak: true }] }, load: () => import("./google-cloud-cdn/index.ts") },
  { id: "google-media-cdn", name: "Google Media CDN", traces: { at: "edge", always: false, headers: [{ header: "via", value: /\b1\.1 google\b/, shared: true }] }, load: () => import("./google-media-cdn/index.ts") },
  { id: "hado", name: "Hado SEO", load: () => import("./hado/index.ts") },
  { id: "http-purge", name: "HTTP PURGE", traces: { at: "server", always: false, headers: [{ header: "via", value: /\bsquid\/|\bApacheTrafficServer\//i }, { header: "x-cache", value: /^(?:HIT|MISS) from / }, { header: "x-cache-lookup" }] }, load: () => import("./http-purge/index.ts") },
  { id: "huawei-cdn", name: "Huawei Cloud CDN", traces: { at: "edge", always: false, headers: [{ header: "x-hcs-proxy-type" }] }, load: () => import("./huawei-cdn/index.ts") },
  { id: "keycdn", name: "KeyCDN", traces: { at: "edge", always: false, headers: [{ header: "server", value: /^keycdn/i }] }, load: () => import("./keycdn/index.ts") },
  { id: "netlify", name: "Netlify", traces: { at: "edge", always: true, headers: [{ header: "x-nf-request-id" }, { header: "cache-status", value: /"?Netlify (?:Edge|Durable)"?/ }] }, load: () => import("./netlify/index.ts") },
  { id: "paradarum", name: "Paradarum", load: () => import("./paradarum/index.ts") },
  { id: "tencent-cdn", name: "Tencent Cloud CDN", load: () => import("./tencent-cdn/index.ts") },
  { id: "varnish", name: "Varnish", traces: { at: "server", always: false, headers: [{ header: "x-varnish" }, { header: "via", value: /\b1\.1 \S+ \(Varnish\// }] }, load: () => import("./varnish/index.ts") },
  { id: "vercel", name: "Vercel", traces: { at: "edge", always: true, headers: [{ header: "x-vercel-id" }, { header: "x-vercel-cache" }] }, load: () => import("./vercel/index.ts") },
  { id: "yandex-cdn", name: "Yandex Cloud CDN", load: () => import("./yandex-cdn/index.ts") },
];
