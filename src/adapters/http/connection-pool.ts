import type { Dispatcher } from "undici";
import { isNetworkFailure } from "../../ports/http.ts";
import { type CertificateFile, type CertificateOptions, readCertificate } from "./certificate.ts";
import { createDispatcher, proxySettings } from "./dispatcher.ts";
import type { HttpLimits } from "./limits.ts";
import { networkFailure, withProxyHint } from "./network-failure.ts";

/**
 * Connections by the signal that may end them: whoever owns a signal can end exactly the connections that belong to it.
 * undici heeds no signal while it connects, and a handshake that hangs would keep the process alive.
 */
export interface ConnectionPool {
  /**
   * One exchange, bounded in time.
   *
   * @throws {NetworkFailure} when the signal aborts, the time is over, or the pool is closed; and what `exchanging` throws.
   */
  exchange<T>(endpoint: Endpoint, signal: AbortSignal, exchanging: (transport: Transport) => Promise<T>): Promise<T>;
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
export interface Transport {
  readonly dispatcher: Dispatcher;
  /** Aborts when the exchange is over on this side. */
  readonly ended: AbortSignal;
}

/** The connections of one signal. */
interface SignalConnections {
  readonly dispatchers: Map<string, Dispatcher>;
  /** Ends one exchange each. */
  readonly running: Set<(failure: Error) => void>;
  /** Closes its sockets. */
  readonly sockets: AbortController;
}

const ABORTED = "the exchange was ended on this side";
const CLOSED = "the HTTP client is closed";

/** @throws {PurgeError} config when the environment names a proxy that is no URL. */
export function createConnectionPool(limits: HttpLimits, environment: NodeJS.ProcessEnv): ConnectionPool {
  return new Pool(limits, environment);
}

class Pool implements ConnectionPool {
  readonly #limits: HttpLimits;
  readonly #workspace: string;
  readonly #proxy: ReturnType<typeof proxySettings>;
  readonly #certificates = new Map<string, CertificateOptions>();
  readonly #pools = new Map<AbortSignal, SignalConnections>();
  #isClosed = false;

  constructor(limits: HttpLimits, environment: NodeJS.ProcessEnv) {
    this.#limits = limits;
    this.#workspace = environment["GITHUB_WORKSPACE"] ?? ".";
    this.#proxy = proxySettings(environment);
  }

  async exchange<T>(
    endpoint: Endpoint,
    signal: AbortSignal,
    exchanging: (transport: Transport) => Promise<T>,
  ): Promise<T> {
    if (this.#isClosed || signal.aborted) {
      throw networkFailure(this.#isClosed ? CLOSED : ABORTED, { retryable: false });
    }
    const pool = this.#poolOf(signal);
    const dispatcher = this.#dispatcherOf(pool, endpoint.certificate);
    return bounded(pool, this.#limits.attemptMs, endpoint.origin, (ended) => exchanging({ dispatcher, ended })).catch(
      (error: unknown) => {
        throw isNetworkFailure(error) ? withProxyHint(error, endpoint.origin, this.#proxy) : error;
      },
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#pools.keys()].map((signal) => this.#end(signal, CLOSED)));
  }

  #poolOf(signal: AbortSignal): SignalConnections {
    const known = this.#pools.get(signal);
    if (known !== undefined) return known;
    const pool: SignalConnections = { dispatchers: new Map(), running: new Set(), sockets: new AbortController() };
    this.#pools.set(signal, pool);
    signal.addEventListener("abort", () => void this.#end(signal, ABORTED), { once: true });
    return pool;
  }

  #dispatcherOf({ dispatchers, sockets }: SignalConnections, certificate: CertificateFile | undefined): Dispatcher {
    const key = certificate === undefined ? "" : JSON.stringify([certificate.file, certificate.passphrase]);
    const known = dispatchers.get(key);
    if (known !== undefined) return known;
    const options = certificate === undefined ? undefined : this.#certificateOf(certificate, key);
    const made = createDispatcher(this.#limits, this.#proxy, options, sockets.signal);
    dispatchers.set(key, made);
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
    const ending = [...pool.dispatchers.values()].map((dispatcher) => dispatcher.destroy());
    pool.sockets.abort();
    await Promise.allSettled(ending);
  }
}

/** Races an exchange with its total time and with the end of its pool. */
async function bounded<T>(
  pool: SignalConnections,
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
