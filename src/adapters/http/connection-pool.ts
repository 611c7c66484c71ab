import type { Dispatcher } from "undici";
import { type CertificateFile, type CertificateOptions, readCertificate } from "./certificate.ts";
import { createDispatcher, proxySettings } from "./dispatcher.ts";
import type { HttpLimits } from "./limits.ts";
import { networkFailure } from "./network-failure.ts";

/**
 * Connections by the signal that may end them: whoever owns a signal can end exactly what hangs on it. undici heeds no
 * signal while it connects, and a handshake that hangs would keep the process alive.
 */
export interface ConnectionPool {
  /**
   * One exchange, bounded in time.
   *
   * @throws {NetworkFailure} when the signal aborts, the time is over, or the lanes are closed; and what `exchanging` throws.
   */
  exchange<T>(target: Target, signal: AbortSignal, exchanging: (means: Means) => Promise<T>): Promise<T>;
  /** Ends every connection; later exchanges reject. */
  close(): Promise<void>;
}

export interface Target {
  /** Scheme, host and port: for what a failure says. */
  readonly origin: string;
  readonly certificate?: CertificateFile;
}

export interface Means {
  readonly dispatcher: Dispatcher;
  /** Aborts when the exchange is over on this side. */
  readonly ended: AbortSignal;
}

/** The connections of one signal. */
interface OriginPool {
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
  const proxy = proxySettings(environment);
  const certificates = new Map<string, CertificateOptions>();
  const pool = new Map<AbortSignal, OriginPool>();
  let closed = false;

  function certificateOf(file: CertificateFile, key: string): CertificateOptions {
    const known = certificates.get(key) ?? readCertificate(file, environment["GITHUB_WORKSPACE"] ?? ".");
    certificates.set(key, known);
    return known;
  }

  function dispatcherOf(originPool: OriginPool, certificate: CertificateFile | undefined): Dispatcher {
    const key = certificate === undefined ? "" : JSON.stringify([certificate.file, certificate.passphrase]);
    const known =
      originPool.dispatchers.get(key) ??
      createDispatcher(
        limits,
        proxy,
        certificate === undefined ? undefined : certificateOf(certificate, key),
        originPool.sockets.signal,
      );
    originPool.dispatchers.set(key, known);
    return known;
  }

  function originPoolOf(signal: AbortSignal): OriginPool {
    const known = pool.get(signal);
    if (known !== undefined) return known;
    const originPool: OriginPool = { dispatchers: new Map(), running: new Set(), sockets: new AbortController() };
    pool.set(signal, originPool);
    signal.addEventListener("abort", () => void endOriginPool(signal, ABORTED), { once: true });
    return originPool;
  }

  async function endOriginPool(signal: AbortSignal, message: string): Promise<void> {
    const originPool = pool.get(signal);
    if (originPool === undefined) return;
    pool.delete(signal);
    for (const end of originPool.running) end(networkFailure(message, { retryable: false }));
    const ending = [...originPool.dispatchers.values()].map((dispatcher) => dispatcher.destroy());
    originPool.sockets.abort();
    await Promise.allSettled(ending);
  }

  return {
    async exchange(target, signal, exchanging) {
      if (closed || signal.aborted) throw networkFailure(closed ? CLOSED : ABORTED, { retryable: false });
      const originPool = originPoolOf(signal);
      const dispatcher = dispatcherOf(originPool, target.certificate);
      return bounded(originPool, limits.attemptMs, target.origin, (ended) => exchanging({ dispatcher, ended }));
    },
    async close() {
      closed = true;
      await Promise.all([...pool.keys()].map((signal) => endOriginPool(signal, CLOSED)));
    },
  };
}

/** Races an exchange with its total time and with the end of its lane. */
async function bounded<T>(
  originPool: OriginPool,
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
  originPool.running.add(end);
  try {
    return await Promise.race([exchanging(controller.signal), promise]);
  } finally {
    clearTimeout(timer);
    originPool.running.delete(end);
  }
}
