import { serveApi } from "./api-server.ts";
import { fiveCentsCdn } from "./apis/5centscdn.ts";
import type { ApiFactory, Model } from "./apis/api.ts";
import { batoff } from "./apis/batoff.ts";
import { f5xc } from "./apis/f5xc.ts";
import { hado } from "./apis/hado.ts";
import { paradarum } from "./apis/paradarum.ts";
import { type Cache, type CachedObject, createCache } from "./cache.ts";
import { createManners, HOSTS, type Manners, OWN_LOOK, serveEdge } from "./edge.ts";
import { type Content, createContent, serveOrigin } from "./origin.ts";
import type { Edge, ProviderId, Sandbox, SandboxOptions } from "./sandbox.ts";
import { createTimeline, type Timeline } from "./timeline.ts";

const APIS: Readonly<Record<ProviderId, ApiFactory>> = {
  hado,
  paradarum,
  "5centscdn": fiveCentsCdn,
  f5xc,
  batoff,
};

export const PROVIDER_IDS = Object.keys(APIS) as readonly ProviderId[];

/** Default from acceptance to eviction. */
const PROPAGATION_MS = 40;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Starts origin, edge and one vendor's purge API on loopback. @throws when `apiPort` is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { provider, propagationMs = PROPAGATION_MS, ttlMs = DAY_MS, negativeTtlMs = DAY_MS } = options;
  const timeline = createTimeline(options.now ?? Date.now, propagationMs);
  const content = createContent(timeline.settle);
  const cache = createCache({ ttlMs, negativeTtlMs }, timeline.now);
  const manners = createManners();
  const origin = await serveOrigin(content, timeline.now);
  const edge = await serveEdge(cache, content, { timeline, manners });
  const purges: unknown[] = [];
  const model = createModel(options, { timeline, content, cache, manners, edgePort: edge.port, purges });
  const api = APIS[provider](model);
  const closeAll = async (): Promise<void> => {
    await Promise.all([origin.close(), edge.close()]);
  };
  const { server, ...script } = await serveApi(api, timeline, options.apiPort ?? 0).catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });
  return {
    provider,
    origin: {
      url: origin.url,
      deploy: content.deploy,
      deployAfter: content.deployAfter,
      tag: content.tag,
      visits: origin.visits,
    },
    edge: {
      ...visit(edge.url, `http://localhost:${edge.port}`, cache, timeline),
      set: manners.set,
      visits: edge.visits,
    },
    api: {
      url: server.url,
      account: api.account,
      ...script,
      purges: () => purges,
      set: api.set,
      example(path) {
        const request = api.example(path);
        return { method: "POST", ...request, url: `${server.url}${request.url}` };
      },
    },
    async close() {
      await Promise.all([server.close(), closeAll()]);
    },
  };
}

interface Parts {
  readonly timeline: Timeline;
  readonly content: Content;
  readonly cache: Cache;
  readonly manners: Manners;
  readonly edgePort: number;
  readonly purges: unknown[];
}

function createModel(options: SandboxOptions, { timeline, content, cache, manners, edgePort, purges }: Parts): Model {
  const { propagationMs = PROPAGATION_MS, timeScale = 1 } = options;
  return {
    now: timeline.now,
    vendorMs: (seconds) => seconds * 1000 * timeScale,
    propagationMs,
    propagate: timeline.propagate,
    hosts: HOSTS,
    baseUrl: (host) => `http://${host}:${edgePort}`,
    evict: (matches) => bytesOf(cache.evict((object) => matches(object) && !manners.isDeafTo(object))),
    expire: (matches) => bytesOf(cache.expire((object) => matches(object) && !manners.isDeafTo(object))),
    render(url) {
      const { pathname, search } = new URL(url);
      cache.store(url, content.answer(`${pathname}${search}`));
    },
    accept(selector) {
      purges.push(selector);
    },
  };
}

function bytesOf(objects: readonly CachedObject[]): number {
  return objects.reduce((sum, { answer }) => sum + answer.body.length, 0);
}

function visit(
  url: string,
  secondUrl: string,
  cache: Cache,
  timeline: Timeline,
): Pick<Edge, "url" | "secondUrl" | "get" | "cached"> {
  return {
    url,
    secondUrl,
    async get(pathOrUrl) {
      const response = await fetch(new URL(pathOrUrl, url), { headers: { [OWN_LOOK]: "1" } });
      const hit = response.headers.get("x-cache") === "HIT";
      return { status: response.status, body: await response.text(), cache: hit ? "HIT" : "MISS" };
    },
    cached() {
      timeline.settle();
      return cache.urls();
    },
  };
}
