import { PurgeError } from "../model/errors.ts";
import type { HttpRequest, HttpResponse } from "../model/http.ts";

/**
 * No complete answer came, or one that must not be used. What a provider answers is never this: that is a value.
 *
 * Not a class of its own: a PurgeError with the fault `unavailable` that also says whether a repeat can help.
 */
export interface NetworkFailure extends PurgeError {
  readonly fault: "unavailable";
  /** False when a repeat cannot help: a certificate that does not verify, a redirect, a proxy that refuses. */
  readonly retryable: boolean;
  /** Most attempts that make sense where that is fewer than usual. */
  readonly maxAttempts?: number;
  /** True when no connection came about, so that nobody has seen the request. */
  readonly neverLeft?: boolean;
}

export function isNetworkFailure(error: unknown): error is NetworkFailure {
  return error instanceof PurgeError && error.fault === "unavailable" && "retryable" in error;
}

/** One client for a whole run. */
export interface Http {
  /**
   * One exchange: no redirects, identity encoding, bounded body, limits per attempt.
   *
   * @throws {NetworkFailure} when no complete answer came. When `signal` aborts it rejects at once, whatever hangs.
   */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
  /** Ends every connection; later calls reject. */
  close(): Promise<void>;
}
