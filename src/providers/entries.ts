// Generated from the folders beside this file: `npm run generate`.
import type { DestinationSettings, Provider } from "../model/provider.ts";
// What providers share is loaded here, so that no provider's part of the built action carries a copy of it.
import "./kit/expected-answer.ts";
import "./kit/google-invalidation.ts";
import "./kit/google-settings.ts";
import "./kit/google-token.ts";
import "./kit/json.ts";
import "./kit/own-cache.ts";
import "./kit/read-answer.ts";
import "./kit/readings.ts";
import "./kit/request.ts";
import "./kit/servers.ts";
import "./kit/settings.ts";
import "./kit/task-status.ts";
import "./kit/words.ts";
import "./kit/xml.ts";

export interface Entry {
  readonly id: string;
  /** The vendor's own spelling of its name. */
  readonly name: string;
  /** Loads this provider alone: a run starts faster without the others. */
  readonly load: () => Promise<{ readonly provider: Provider<DestinationSettings> }>;
}

export const ENTRIES: readonly Entry[] = [
  { id: "5centscdn", name: "5centsCDN", load: () => import("./5centscdn/index.ts") },
  { id: "akamai", name: "Akamai", load: () => import("./akamai/index.ts") },
  { id: "azure-front-door", name: "Azure Front Door", load: () => import("./azure-front-door/index.ts") },
  { id: "batoff", name: "Batoff", load: () => import("./batoff/index.ts") },
  { id: "bunny", name: "Bunny", load: () => import("./bunny/index.ts") },
  { id: "cdn77", name: "CDN77", load: () => import("./cdn77/index.ts") },
  { id: "cloudflare", name: "Cloudflare", load: () => import("./cloudflare/index.ts") },
  { id: "cloudfront", name: "CloudFront", load: () => import("./cloudfront/index.ts") },
  { id: "digitalocean", name: "DigitalOcean", load: () => import("./digitalocean/index.ts") },
  { id: "f5xc", name: "F5 Distributed Cloud CDN", load: () => import("./f5xc/index.ts") },
  { id: "fastly", name: "Fastly", load: () => import("./fastly/index.ts") },
  { id: "google-cloud-cdn", name: "Google Cloud CDN", load: () => import("./google-cloud-cdn/index.ts") },
  { id: "google-media-cdn", name: "Google Media CDN", load: () => import("./google-media-cdn/index.ts") },
  { id: "hado", name: "Hado SEO", load: () => import("./hado/index.ts") },
  { id: "http-purge", name: "HTTP PURGE", load: () => import("./http-purge/index.ts") },
  { id: "keycdn", name: "KeyCDN", load: () => import("./keycdn/index.ts") },
  { id: "netlify", name: "Netlify", load: () => import("./netlify/index.ts") },
  { id: "paradarum", name: "Paradarum", load: () => import("./paradarum/index.ts") },
  { id: "varnish", name: "Varnish", load: () => import("./varnish/index.ts") },
  { id: "vercel", name: "Vercel", load: () => import("./vercel/index.ts") },
];
