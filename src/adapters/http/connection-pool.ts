import { ShortList } from "../../lib/short-list.ts";
import { isNetworkFailure } from "../../ports/http.ts";
import { type CertificateFile, type CertificateOptions, readCertificate } from "./certificate.ts";
import type { HttpLimits } from "./limits.ts";
import { networkFailure, withProxyHint } from "./network-failure.ts";
import { type ProxySettings, proxySettings } from "./proxy-settings.ts";

/**
 * Connections by the signal that may end them: whoever owns a signal can end exactly the connections that belong to it.
 * undici heeds no signal while it connects, and a handshake that hangs would keep the process alive.
 */
export interface ConnectionPool<Client> {
  /**
   * One exchange, bounded in time.
   *
   * @throws {NetworkFailure} when the signal aborts, the time is over, or the pool is closed; and what `exchanging` throws.
   */
  exchange<T>(
    endpoint: Endpoint,
    signal: AbortSignal,
    exchanging: (transport: Transport<Client>) => Promise<T>,
  ): Promise<T>;
  /** Ends every connection; later exchanges reject. */
  close(): Promise<void>;
}

/** The server of an exchange, and the client certificate that it wants. */
interface Endpoint {
  /** Scheme, host and port, for the message of a failure. */
  readonly origin: string;
  readonly certificate?: CertificateFile;
}

/** What one exchange is made with. */
export interface Transport<Client> {
  readonly client: Client;
  /** Aborts when the exchange is over on this side. */
  readonly ended: AbortSignal;
}

/** How connections are made that belong together. */
export interface Connecting {
  readonly limits: HttpLimits;
  readonly proxy: ProxySettings | undefined;
  readonly certificate: CertificateOptions | undefined;
  /** Closes every socket, also one that is still connecting. */
  readonly ended: AbortSignal;
}

/** Holds connections, and ends them. */
interface Closable {
  destroy(): unknown;
}

/** The connections of one signal. */
interface SignalConnections<Client> {
  /** By certificate. */
  readonly clients: Map<string, Client | Promise<Client>>;
  /** Ends one exchange each. */
  readonly running: ShortList<(failure: Error) => void>;
  /** Closes its sockets. */
  readonly sockets: AbortController;
}

const ABORTED = "the exchange was ended on this side";
const CLOSED = "the HTTP client is closed";

/**
 * @param connect makes what sends requests, for one signal and one certificate.
 * @throws {PurgeError} config when the environment names a proxy that is no URL.
 */
export function createConnectionPool<Client extends Closable>(
  limits: HttpLimits,
  environment: NodeJS.ProcessEnv,
  connect: (how: Connecting) => Client | Promise<Client>,
): ConnectionPool<Client> {
  return new Pool(limits, environment, connect);
}

class Pool<Client extends Closable> implements ConnectionPool<Client> {
  readonly #limits: HttpLimits;
  readonly #workspace: string;
  readonly #proxy: ProxySettings | undefined;
  readonly #connect: (how: Connecting) => Client | Promise<Client>;
  readonly #certificates = new Map<string, CertificateOptions>();
  readonly #pools = new Map<AbortSignal, SignalConnections<Client>>();
  #isClosed = false;

  constructor(
    limits: HttpLimits,
    environment: NodeJS.ProcessEnv,
    connect: (how: Connecting) => Client | Promise<Client>,
  ) {
    this.#limits = limits;
    this.#connect = connect;
    this.#workspace = environment["GITHUB_WORKSPACE"] ?? ".";
    this.#proxy = proxySettings(environment);
  }

  async exchange<T>(
    endpoint: Endpoint,
    signal: AbortSignal,
    exchanging: (transport: Transport<Client>) => Promise<T>,
  ): Promise<T> {
    if (this.#isClosed || signal.aborted) {
      throw networkFailure(this.#isClosed ? CLOSED : ABORTED, { retryable: false });
    }
    const pool = this.#poolOf(signal);
    const connected = this.#clientOf(pool, endpoint.certificate);
    const exchange = async (ended: AbortSignal) => exchanging({ client: await connected, ended });
    return bounded(pool, this.#limits.attemptMs, endpoint.origin, exchange).catch((error: unknown) => {
      throw isNetworkFailure(error) ? withProxyHint(error, endpoint.origin, this.#proxy) : error;
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#pools.keys()].map((signal) => this.#end(signal, CLOSED)));
  }

  #poolOf(signal: AbortSignal): SignalConnections<Client> {
    const known = this.#pools.get(signal);
    if (known !== undefined) return known;
    const pool: SignalConnections<Client> = {
      clients: new Map(),
      running: new ShortList(),
      sockets: new AbortController(),
    };
    this.#pools.set(signal, pool);
    signal.addEventListener("abort", () => void this.#end(signal, ABORTED), { once: true });
    return pool;
  }

  #clientOf(
    { clients, sockets }: SignalConnections<Client>,
    file: CertificateFile | undefined,
  ): Client | Promise<Client> {
    const key = file === undefined ? "" : JSON.stringify([file.file, file.passphrase]);
    const known = clients.get(key);
    if (known !== undefined) return known;
    const certificate = file === undefined ? undefined : this.#certificateOf(file, key);
    const made = this.#connect({ limits: this.#limits, proxy: this.#proxy, certificate, ended: sockets.signal });
    clients.set(key, made);
    return made;
  }

  #certificateOf(file: CertificateFile, key: string): CertificateOptions {
    const known = this.#certificates.get(key) ?? readCertificate(file, this.#workspace);
    this.#certificates.set(key, known);
    return known;
  }

  async #end(signal: AbortSignal, message: string): Promise<void> {
    const pool = this.#pools.get(signal);
    if (pool === undefined) return;
    this.#pools.delete(signal);
    for (const end of pool.running) end(networkFailure(message, { retryable: false }));
    const ending = [...pool.clients.values()].map(async (client) => (await client).destroy());
    pool.sockets.abort(message);
    await Promise.allSettled(ending);
  }
}

/** Races an exchange with its total time and with the end of its pool. */
async function bounded<T>(
  pool: Pick<SignalConnections<unknown>, "running">,
  attemptMs: number,
  origin: string,
  exchanging: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (failure: Error): void => {
    reject(failure);
    controller.abort(failure);
  };
  const seconds = attemptMs / 1000;
  const timer = setTimeout(
    () => end(networkFailure(`${origin}: no complete answer within ${seconds} s`, { retryable: true })),
    attemptMs,
  );
  pool.running.add(end);
  try {
    return await Promise.race([exchanging(controller.signal), promise]);
  } finally {
    clearTimeout(timer);
    pool.running.delete(end);
  }
}
