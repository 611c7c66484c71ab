import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** GitHub's cache service as a step sees it, on loopback: names and versions of entries, and a place for their bytes. */
export interface CacheServer extends AsyncDisposable {
  /** What the runner sets for a step. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names of the entries, oldest first. */
  readonly names: () => readonly string[];
  /** Requests by method of the service, or of the storage behind it (`PUT blob`), oldest first. */
  readonly calls: readonly string[];
  /** From now on no entry may be made, as for runs that strangers can start. */
  denyWrites(): void;
  /** From now on everything fails so, or only the storage behind the service (of the first generation: uploads to it) does. */
  breakWith(how: Breakage, where?: Where): void;
  /** Entries go: all, or what is inside them. */
  forget(): void;
  spoil(archive?: Uint8Array): void;
}

interface Where {
  readonly only?: "blob";
  /** Requests that still pass, and those that then do not; absent: none, and all. */
  readonly after?: number;
  readonly count?: number;
}

/** A status, an answer that never comes or never ends, or one that nobody can read. */
export type Breakage = number | "hang" | "drip" | "garbage";

export interface CacheServerOptions {
  /** 1: the service of GitHub Enterprise Server. 2 (default): that of github.com. */
  readonly generation?: 1 | 2;
}

interface Entry {
  readonly key: string;
  readonly version: string;
  bytes: Buffer;
  isFinal: boolean;
}

interface ProviderResult {
  readonly status: number;
  readonly body?: object;
}

interface Call {
  readonly method: string;
  readonly url: URL;
  readonly body: Buffer;
  readonly entries: Entry[];
  readonly isDenied: boolean;
}

const FIRST = "/_apis/artifactcache/";
const DRIP_MS = 100;

/** Entries are found by name, else by how a name starts: then the newest. One that is not finished is not there. */
export async function startCacheServer({ generation = 2 }: CacheServerOptions = {}): Promise<CacheServer> {
  const entries: Entry[] = [];
  const calls: string[] = [];
  const mode: { deny: boolean; how?: Breakage; where: Where; since: number } = { deny: false, where: {}, since: 0 };
  const server = createServer(async (request, response) => {
    const { method = "", headers } = request;
    const body = await bodyOf(request);
    const url = new URL(request.url ?? "/", urlOf());
    const isBlob = url.pathname.startsWith("/blob/");
    calls.push(isBlob ? `${method} blob` : `${url.pathname.startsWith(FIRST) ? `${method} ` : ""}${lastOf(url)}`);
    const isStorage = isBlob || method === "PATCH";
    const isMeant = isStorage || mode.where.only === undefined;
    const { after = 0, count = Number.POSITIVE_INFINITY } = mode.where;
    const isDue = calls.length - mode.since > after && calls.length - mode.since <= after + count;
    if (mode.how !== undefined && isMeant && isDue) return breakDown(response, mode.how);
    if (isBlob) return blob(entries[Number(lastOf(url))], method, body, response);
    if (headers.authorization !== "Bearer runtime-token")
      return reply(response, { status: 401, body: { msg: "who are you" } });
    const answer = url.pathname.startsWith(FIRST) ? answerFirst : answerSecond;
    reply(response, answer({ method, url, body, entries, isDenied: mode.deny }));
  });
  const urlOf = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    environment: environmentOf(generation, `${urlOf()}/`),
    names: () => entries.filter(({ isFinal }) => isFinal).map(({ key }) => key),
    calls,
    denyWrites: () => {
      mode.deny = true;
    },
    breakWith: (how, where = {}) => {
      Object.assign(mode, { how, where, since: calls.length });
    },
    forget: () => entries.splice(0),
    spoil: (archive) => {
      for (const entry of entries)
        entry.bytes = archive === undefined ? entry.bytes.subarray(0, entry.bytes.length / 2) : Buffer.from(archive);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function environmentOf(generation: 1 | 2, url: string): Readonly<Record<string, string>> {
  const token = { ACTIONS_RUNTIME_TOKEN: "runtime-token" };
  return generation === 1
    ? { ...token, ACTIONS_CACHE_URL: url }
    : { ...token, ACTIONS_CACHE_SERVICE_V2: "true", ACTIONS_RESULTS_URL: url };
}

/** One method for each call, all of them a POST of JSON. */
function answerSecond({ url, body, entries, isDenied }: Call): ProviderResult {
  const { key, version, restore_keys: others = [] } = JSON.parse(body.toString()) as PurgeEntry;
  if (lastOf(url) === "CreateCacheEntry") {
    if (isDenied) return ok({ ok: false, message: DENIED });
    const id = make(entries, key, version);
    if (id === undefined) return ok({ ok: false, message: "already exists" });
    return ok({ ok: true, signed_upload_url: signed(url, id) });
  }
  if (lastOf(url) === "FinalizeCacheEntryUpload") {
    const made = entries.find((entry) => entry.version === version && entry.key === key);
    if (made !== undefined) made.isFinal = true;
    return ok({ ok: made !== undefined, entry_id: "1" });
  }
  const found = find(entries, version, key, others);
  if (found === undefined) return ok({ ok: false });
  return ok({ ok: true, matched_key: found.key, signed_download_url: signed(url, entries.indexOf(found)) });
}

interface PurgeEntry {
  readonly key: string;
  readonly version: string;
  readonly restore_keys?: readonly string[];
}

/** Look up, reserve, upload in ranges, commit. */
function answerFirst({ method, url, body, entries, isDenied }: Call): ProviderResult {
  if (method === "GET") {
    const [key = "", ...others] = (url.searchParams.get("keys") ?? "").split(",");
    const found = find(entries, url.searchParams.get("version") ?? "", key, others);
    if (found === undefined) return { status: 204 };
    return ok({ cacheKey: found.key, archiveLocation: signed(url, entries.indexOf(found)) });
  }
  if (lastOf(url) === "caches") {
    if (isDenied) return { status: 403, body: { message: DENIED } };
    const { key, version } = JSON.parse(body.toString()) as PurgeEntry;
    const id = make(entries, key, version);
    // Its ids begin with 1: 0 counts as none.
    return id === undefined ? { status: 409, body: {} } : { status: 201, body: { cacheId: id + 1 } };
  }
  const entry = entries[Number(lastOf(url)) - 1];
  if (entry === undefined) return { status: 404, body: {} };
  if (method === "PATCH") entry.bytes = Buffer.concat([entry.bytes, body]);
  else entry.isFinal = true;
  return { status: 204 };
}

const DENIED = "cache write denied: the token is read-only";

function find(entries: readonly Entry[], version: string, key: string, others: readonly string[]): Entry | undefined {
  const final = entries.filter((entry) => entry.version === version && entry.isFinal).reverse();
  return (
    final.find((entry) => entry.key === key) ??
    final.find((entry) => others.some((start) => entry.key.startsWith(start)))
  );
}

function make(entries: Entry[], key: string, version: string): number | undefined {
  if (entries.some((entry) => entry.version === version && entry.key === key)) return undefined;
  return entries.push({ key, version, bytes: Buffer.alloc(0), isFinal: false }) - 1;
}

/** Where the bytes go and come from. The signature is a secret. */
function signed({ origin }: URL, id: number): string {
  return `${origin}/blob/${id}?sig=s1gn4ture`;
}

/** The storage behind it: a whole blob goes up in one request and comes down in one. */
function blob(entry: Entry | undefined, method: string, body: Buffer, response: ServerResponse): void {
  if (entry === undefined) {
    reply(response, { status: 404, body: {} });
    return;
  }
  if (method !== "PUT") {
    response.writeHead(200, { "content-length": entry.bytes.length });
    response.end(method === "HEAD" ? undefined : entry.bytes);
    return;
  }
  entry.bytes = body;
  response.writeHead(201, { etag: '"1"', "last-modified": new Date(0).toUTCString(), "x-ms-request-id": "1" });
  response.end();
}

function breakDown(response: ServerResponse, how: Breakage): void {
  if (how === "hang") return;
  if (how === "garbage") {
    response.writeHead(200, { "content-type": "application/json" });
    response.end("<html>\r\n::error::a page\r\n");
  } else if (how === "drip") {
    response.writeHead(200, { "content-type": "application/json" });
    const dripping = setInterval(() => response.write(" "), DRIP_MS);
    response.on("close", () => clearInterval(dripping));
  } else reply(response, { status: how, body: { msg: "broken", message: "broken" } });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function lastOf({ pathname }: URL): string {
  return pathname.slice(pathname.lastIndexOf("/") + 1);
}

function ok(body: object): ProviderResult {
  return { status: 200, body };
}

function reply(response: ServerResponse, { status, body }: ProviderResult): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
