import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** GitHub's cache service as a step sees it, on loopback: names and versions of entries, and a place for their bytes. */
export interface CacheServer extends AsyncDisposable {
  /** What the runner sets for a step. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names of the entries, oldest first. */
  readonly names: () => readonly string[];
  /** Requests by method of the service, oldest first. */
  readonly calls: readonly string[];
  /** From now on no entry may be made, as for runs that strangers can start. */
  denyWrites(): void;
  /** From now on everything fails with this status. */
  breakWith(status: number): void;
  /** Entries go: all, or what is inside them. */
  forget(): void;
  spoil(): void;
}

interface Entry {
  readonly key: string;
  readonly version: string;
  bytes: Buffer;
  isFinal: boolean;
}

const SERVICE = "/twirp/github.actions.results.api.v1.CacheService/";

/** Entries are found by name, else by how a name starts: then the newest. One that is not finished is not there. */
export async function startCacheServer(): Promise<CacheServer> {
  const entries: Entry[] = [];
  const calls: string[] = [];
  const mode = { deny: false, status: 200 };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const path = new URL(request.url ?? "/", urlOf()).pathname;
    if (path.startsWith("/blob/"))
      return blob(entries[Number(path.split("/")[2])], request.method ?? "", body, response);
    const method = path.slice(SERVICE.length);
    calls.push(method);
    if (request.headers.authorization !== "Bearer runtime-token") return reply(response, 401, { msg: "who are you" });
    if (mode.status !== 200) return reply(response, mode.status, { msg: "broken" });
    reply(
      response,
      200,
      answer(method, JSON.parse(body.toString()) as Asked, entries, { deny: mode.deny, url: urlOf() }),
    );
  });
  const urlOf = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    environment: {
      ACTIONS_CACHE_SERVICE_V2: "true",
      ACTIONS_RESULTS_URL: `${urlOf()}/`,
      ACTIONS_RUNTIME_TOKEN: "runtime-token",
    },
    names: () => entries.filter(({ isFinal }) => isFinal).map(({ key }) => key),
    calls,
    denyWrites: () => {
      mode.deny = true;
    },
    breakWith: (status) => {
      mode.status = status;
    },
    forget: () => entries.splice(0),
    spoil: () => {
      for (const entry of entries) entry.bytes = entry.bytes.subarray(0, entry.bytes.length / 2);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Asked {
  readonly key: string;
  readonly version: string;
  readonly restore_keys?: readonly string[];
}

function answer(
  method: string,
  { key, version, restore_keys: others = [] }: Asked,
  entries: Entry[],
  { deny, url }: { readonly deny: boolean; readonly url: string },
): object {
  const mine = entries.filter((entry) => entry.version === version);
  if (method === "CreateCacheEntry") {
    if (deny) return { ok: false, message: "cache write denied: the token is read-only" };
    if (mine.some((entry) => entry.key === key)) return { ok: false, message: "already exists" };
    entries.push({ key, version, bytes: Buffer.alloc(0), isFinal: false });
    return { ok: true, signed_upload_url: `${url}/blob/${entries.length - 1}?sig=s1gn4ture` };
  }
  if (method === "FinalizeCacheEntryUpload") {
    const made = mine.find((entry) => entry.key === key);
    if (made !== undefined) made.isFinal = true;
    return { ok: made !== undefined, entry_id: "1" };
  }
  const final = mine.filter(({ isFinal }) => isFinal).reverse();
  const found =
    final.find((entry) => entry.key === key) ??
    final.find((entry) => others.some((start) => entry.key.startsWith(start)));
  if (found === undefined) return { ok: false };
  return {
    ok: true,
    matched_key: found.key,
    signed_download_url: `${url}/blob/${entries.indexOf(found)}?sig=s1gn4ture`,
  };
}

/** The storage behind it: a whole blob goes up in one request and comes down in one. */
function blob(entry: Entry | undefined, method: string, body: Buffer, response: ServerResponse): void {
  if (entry === undefined) {
    reply(response, 404, {});
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

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
