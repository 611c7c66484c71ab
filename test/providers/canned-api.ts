import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { createHttp } from "../../src/adapters/http/http.ts";
import { systemClock } from "../../src/adapters/runner/system-clock.ts";
import type { Capabilities } from "../../src/model/capabilities.ts";
import type { Batch, Connection, Io, ProviderResult, Receipt } from "../../src/model/provider.ts";
import type { Selector } from "../../src/model/selector.ts";
import { loadProvider } from "../../src/providers/registry.ts";

interface Canned {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One provider connected to a server on loopback that answers what it is told, in order, over real HTTP. */
export interface CannedApi {
  readonly seen: Seen[];
  readonly capabilities: Capabilities;
  /** Values that the requests declared as secret. */
  readonly secrets: string[];
  /** What the provider takes for now; later by setting `ms`. */
  readonly time: { ms: number };
  submit(selectors: readonly Selector[], ...answers: readonly Canned[]): Promise<ProviderResult>;
  /** Another batch than `submit`'s: with a key of its own. */
  poll(receipt: Receipt, ...answers: readonly Canned[]): Promise<ProviderResult>;
}

export const KEY = "k3y-THAT-must-never-be-shown";

/** What an `Io` has besides sending and time. */
export const NO_IDENTITY = {
  nonce: () => "0f8fad5b-d9cb-469f-a165-70867728950e",
  identity: () => Promise.reject(new Error("These tests have no identity.")),
};

export async function connectCanned(id: string, inputs: Readonly<Record<string, unknown>>): Promise<CannedApi> {
  const seen: Seen[] = [];
  const queue: Canned[] = [];
  const url = await startCannedServer(seen, queue);
  const http = createHttp({ environment: {}, clock: systemClock });
  onTestFinished(() => http.close());

  const provider = await loadProvider(id);
  const settings = provider.settings.parse({ "api-key": KEY, "api-url": url, "dry-run": false, ...inputs });
  const secrets: string[] = [];
  const time = { ms: Date.UTC(2026, 10, 20) };
  const never = new AbortController().signal;
  const io: Io = {
    ...NO_IDENTITY,
    now: () => new Date(time.ms),
    send(request) {
      secrets.push(...(request.secrets ?? []));
      return http.send(request, never);
    },
  };
  // Only what opens without an exchange: the others are opened by the tests of delivery and of the contract.
  const opened = await provider.open?.(settings, io);
  const session = opened?.kind === "open" ? opened.session : undefined;
  const [connection] = provider.connect(settings, io) as readonly [Connection];
  return {
    seen,
    capabilities: provider.capabilities(settings),
    secrets,
    time,
    submit(selectors, ...answers) {
      queue.push(...answers);
      return connection.submit(batchOf(selectors), session);
    },
    poll(receipt, ...answers) {
      queue.push(...answers);
      return connection.poll?.(receipt, session) ?? Promise.reject(new Error(`${id} has no status`));
    },
  };
}

/** A server that answers from the queue and records every request; closed when the test ends. @returns its address. */
async function startCannedServer(seen: Seen[], queue: Canned[]): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
    const { method = "", url: path = "", headers } = request;
    seen.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
    const { status = 200, headers: more = {}, body = "" } = queue.shift() ?? { status: 599, body: "unexpected" };
    response.writeHead(status, { "content-type": "application/json", ...more });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function batchOf(selectors: readonly Selector[]): Batch {
  return { index: 0, key: "run-0", items: selectors.map((selector) => ({ selector, targets: [] })) };
}

export function path(value: string, origin?: string): Selector {
  return { by: "path", value, ...(origin === undefined ? {} : { origin }) };
}
