/**
 * The sandbox: an origin, an edge cache in front of it, and purge APIs that really evict, all over HTTP on loopback.
 *
 * It imports nothing of the action: it states what the vendors document by itself, so that a wrong limit in the action
 * meets a right one here.
 */
import type { ApiRequest, Fault, FaultTarget } from "./api-server.ts";
import type { ProviderId } from "./apis/index.ts";
import type { Edge } from "./edge.ts";
import type { Account, ExampleRequest, Traits } from "./kit/api.ts";
import type { Origin } from "./origin.ts";

export type { ApiRequest, Fault } from "./api-server.ts";
export type { ProviderId } from "./apis/index.ts";
export type { EdgeSwitches } from "./edge.ts";
export type { ExampleRequest } from "./kit/api.ts";

export interface SandboxOptions {
  /** Whose purge API guards the edge. */
  readonly provider: ProviderId;
  /** Port of the purge API; 0 (the default) takes a free one. */
  readonly apiPort?: number;
  /** From an accepted purge to the eviction, in milliseconds of `now`. Default 40. */
  readonly propagationMs?: number;
  /** Scales the vendor's own windows (60 s rate windows, cool-downs): 0.01 makes a minute 600 ms. Default 1. */
  readonly timeScale?: number;
  /** How long the edge keeps an answer, and a 404. Defaults: a day, a day. */
  readonly ttlMs?: number;
  readonly negativeTtlMs?: number;
  /**
   * Replaces `Date.now` for everything that depends on time: propagation, rate windows, signatures' tolerance, expiry,
   * `date` headers. A test that owns it owns them all; only the faults `delay` and `hang` take real time.
   */
  readonly now?: () => number;
  /** Called with each request to the purge API when it has its answer. */
  readonly onRequest?: (request: ApiRequest) => void;
}

export interface Sandbox {
  readonly provider: ProviderId;
  readonly origin: Origin;
  readonly edge: Edge;
  readonly api: PurgeApi;
  /** Ends every server and socket. */
  close(): Promise<void>;
}

export interface PurgeApi {
  /** Where the API listens, or the first of its servers. */
  readonly url: string;
  /** The address of every server that purges must be sent to: more than one where the cache is the customer's own. */
  readonly servers: readonly string[];
  readonly account: Account;
  readonly traits: Traits;
  readonly requests: readonly ApiRequest[];
  /** Queues faults for the next requests; `only` limits them to one kind of request, or to one server. */
  fault(faults: readonly Fault[], only?: FaultTarget): void;
  /** Faults that no request has used up. */
  unusedFaults(): number;
  /** From now on nothing listens at this server. */
  kill(server: number): Promise<void>;
  /** What was accepted, in the vendor's own words, oldest first. */
  purges(): readonly unknown[];
  /**
   * Vendor-specific switches: quota left, disabled property, failing tasks, partial completion … See each API's file.
   *
   * @throws on an unknown one.
   */
  set(switches: Readonly<Record<string, unknown>>): void;
  /**
   * Requests that purge one path of the edge's first host, one for each server, signed now where the vendor wants it signed.
   */
  examples(path: string): readonly ExampleRequest[];
}
