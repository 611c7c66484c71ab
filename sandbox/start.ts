import type { Answer } from "./answer.ts";
import { serveApi } from "./api-server.ts";
import { type Cache, type CachedObject, createCache, type Matcher } from "./cache.ts";
import { createManners, type Edge, HOSTS, type Manners, SANDBOX_REQUEST, serve, serveEdge } from "./edge.ts";
import type { Server } from "./http-server.ts";
import type { Api, ApiFactory, Model, Removed } from "./kit/api.ts";
import { type Content, createContent, serveOrigin } from "./origin.ts";
import type { PurgeApi, Sandbox, SandboxOptions } from "./sandbox.ts";
import { createTimeline, type Timeline } from "./timeline.ts";
import { createVisitor, type Visitor } from "./visitor.ts";

/** How many servers a customer's own cache has: enough for one to be forgotten. */
const SERVERS = 2;

/** Default from acceptance to eviction. */
export const PROPAGATION_MS = 40;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Starts origin, edge and one vendor's purge API on loopback. @throws when `apiPort` is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { provider, propagationMs = PROPAGATION_MS, ttlMs = DAY_MS, negativeTtlMs = DAY_MS } = options;
  const timeline = createTimeline(options.now ?? Date.now, propagationMs);
  const content = createContent(timeline.runDue);
  const cache = createCache({ ttlMs, negativeTtlMs, servers: SERVERS }, timeline.now);
  const manners = createManners();
  const origin = await serveOrigin(content, timeline.now);
  const edge = await serveEdge(cache, content, { timeline, manners });
  const purges: unknown[] = [];
  const model = createModel(options, { timeline, content, cache, manners, edgePort: edge.port, purges });
  // The other vendors' are not loaded: they are most of what starts.
  const { createApi }: { createApi: ApiFactory } = await import(`./apis/${provider}/index.ts`);
  const api = createApi(model);
  const visitor = createVisitor();
  const closeAll = async (): Promise<void> => {
    visitor.close();
    await Promise.all([origin.close(), edge.close()]);
  };
  const serving = { timeline, port: options.apiPort ?? 0, onRequest: options.onRequest };
  const { servers, ...script } = await serveApi(api, serving).catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });
  return {
    provider,
    origin: { ...content, serve: (target) => shown(content.answer(target)), url: origin.url, visits: origin.visits },
    edge: {
      ...visit(edge.url, `http://localhost:${edge.port}`, visitor, { cache, content, timeline }),
      set: manners.set,
      visits: edge.visits,
    },
    api: { ...describeApi(api, servers), ...script, purges: () => purges },
    async close() {
      await Promise.all([...servers.map((server) => server.close()), closeAll()]);
    },
  };
}

function describeApi(
  api: Api,
  servers: readonly Server[],
): Omit<PurgeApi, "requests" | "fault" | "unusedFaults" | "purges"> {
  const urls = servers.map(({ url }) => url);
  const url = urls[0] as string;
  return {
    url,
    servers: urls,
    account: api.account(urls),
    traits: api.traits,
    kill: async (server) => servers[server]?.close(),
    set: (switches) => api.set(switches),
    examples: (path) =>
      urls.map((server) => {
        const request = api.example(path, new URL(server).host);
        return { ...request, url: `${server}${request.url}` };
      }),
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
  const heard =
    (matches: Matcher): Matcher =>
    (object) =>
      matches(object) && !manners.isDeafTo(object);
  return {
    now: timeline.now,
    vendorMs: (seconds) => seconds * 1000 * timeScale,
    propagationMs,
    propagate: timeline.propagate,
    hosts: HOSTS,
    baseUrl: (host) => `http://${host}:${edgePort}`,
    evict: (matches, server) => removed(cache.evict(heard(matches), server)),
    expire: (matches) => removed(cache.expire(heard(matches))),
    soften: (matches, server) => removed(cache.soften(heard(matches), server)),
    render(url) {
      const { pathname, search } = new URL(url);
      cache.store(url, content.answer(`${pathname}${search}`));
    },
    visit(server, url) {
      const { answer, hit, ageMs } = serve(cache.at(server), content, timeline.now(), url);
      return { ...answer, hit, ageMs };
    },
    accept(selector) {
      purges.push(selector);
    },
  };
}

function removed(objects: readonly CachedObject[]): Removed {
  return { objects: objects.length, bytes: objects.reduce((sum, { answer }) => sum + answer.body.length, 0) };
}

function shown({ status, body }: Answer): { status: number; body: string } {
  return { status, body: Buffer.from(body).toString("utf8") };
}

function visit(
  url: string,
  secondUrl: string,
  visitor: Visitor,
  { cache, content, timeline }: { readonly cache: Cache; readonly content: Content; readonly timeline: Timeline },
): Pick<Edge, "url" | "secondUrl" | "get" | "serve" | "cached" | "empty"> {
  return {
    url,
    secondUrl,
    async get(pathOrUrl) {
      const { status, headers, body } = await visitor.get(new URL(pathOrUrl, url), { [SANDBOX_REQUEST]: "1" });
      return { status, body, cache: headers["x-cache"] === "HIT" ? "HIT" : "MISS" };
    },
    serve(pathOrUrl) {
      timeline.runDue();
      const { answer, hit } = serve(cache, content, timeline.now(), new URL(pathOrUrl, url).href);
      return { ...shown(answer), cache: hit ? "HIT" : "MISS" };
    },
    cached() {
      timeline.runDue();
      return cache.urls();
    },
    empty() {
      timeline.runDue();
      cache.evict(() => true);
    },
  };
}
