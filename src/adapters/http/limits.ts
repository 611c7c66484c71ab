/** Bounds of one exchange. Purge APIs answer within a second with a kilobyte: these are far above and still finite. */
export interface HttpLimits {
  /** To a connection, TLS included. */
  readonly connectMs: number;
  /** From the request to the answer's headers. */
  readonly headersMs: number;
  /** Between two pieces of the body. */
  readonly bodyIdleMs: number;
  /** For the whole attempt: the only bound on a body that drips. */
  readonly attemptMs: number;
  /** Longest body, in bytes; a longer one is an error. */
  readonly bodyBytes: number;
  /** What is read of the body of a 4xx or 5xx, in bytes; the rest is left. */
  readonly errorBodyBytes: number;
  /** Connections to one host. */
  readonly connections: number;
}

export const HTTP_LIMITS: HttpLimits = {
  connectMs: 5_000,
  headersMs: 15_000,
  bodyIdleMs: 10_000,
  attemptMs: 30_000,
  bodyBytes: 1024 * 1024,
  errorBodyBytes: 64 * 1024,
  connections: 16,
};
