// Generated from the folders beside this file: `npm run generate`.
import { createApi as api5centscdn } from "./5centscdn/index.ts";
import { createApi as akamai } from "./akamai/index.ts";
import { createApi as alibabaDcdn } from "./alibaba-dcdn/index.ts";
import { createApi as azureFrontDoor } from "./azure-front-door/index.ts";
import { createApi as batoff } from "./batoff/index.ts";
import { createApi as bunny } from "./bunny/index.ts";
import { createApi as cdn77 } from "./cdn77/index.ts";
import { createApi as cloudflare } from "./cloudflare/index.ts";
import { createApi as cloudfront } from "./cloudfront/index.ts";
import { createApi as digitalocean } from "./digitalocean/index.ts";
import { createApi as f5xc } from "./f5xc/index.ts";
import { createApi as fastly } from "./fastly/index.ts";
import { createApi as gcore } from "./gcore/index.ts";
import { createApi as googleCloudCdn } from "./google-cloud-cdn/index.ts";
import { createApi as googleMediaCdn } from "./google-media-cdn/index.ts";
import { createApi as hado } from "./hado/index.ts";
import { createApi as httpPurge } from "./http-purge/index.ts";
import { createApi as huaweiCdn } from "./huawei-cdn/index.ts";
import { createApi as keycdn } from "./keycdn/index.ts";
import { createApi as netlify } from "./netlify/index.ts";
import { createApi as paradarum } from "./paradarum/index.ts";
import { createApi as tencentCdn } from "./tencent-cdn/index.ts";
import { createApi as varnish } from "./varnish/index.ts";
import { createApi as vercel } from "./vercel/index.ts";
import { createApi as yandexCdn } from "./yandex-cdn/index.ts";

/** Every purge API that the sandbox speaks, by the provider's id. */
export const APIS = {
  "5centscdn": api5centscdn,
  akamai,
  "alibaba-dcdn": alibabaDcdn,
  "azure-front-door": azureFrontDoor,
  batoff,
  bunny,
  cdn77,
  cloudflare,
  cloudfront,
  digitalocean,
  f5xc,
  fastly,
  gcore,
  "google-cloud-cdn": googleCloudCdn,
  "google-media-cdn": googleMediaCdn,
  hado,
  "http-purge": httpPurge,
  "huawei-cdn": huaweiCdn,
  keycdn,
  netlify,
  paradarum,
  "tencent-cdn": tencentCdn,
  varnish,
  vercel,
  "yandex-cdn": yandexCdn,
};

export type ProviderId = keyof typeof APIS;
