import type { Capabilities } from "../model/capabilities.ts";
import type { Plan } from "../model/plan.ts";
import type { Connection, Io, ProviderResult } from "../model/provider.ts";
import type { Deadline } from "./deadline.ts";
import { type ExchangeResult, exchange } from "./exchange.ts";
import type { Gate } from "./gate.ts";
import type { Guard } from "./guard.ts";
import type { Load } from "./limits/rate-meter.ts";
import type { SharedLimits } from "./limits/shared-limits.ts";
import type { Opener } from "./opener.ts";
import type { TaskIds } from "./task-ids.ts";

/** What is to be delivered, and how far. */
export interface DeliverOptions {
  readonly plan: Plan;
  readonly capabilities: Capabilities;
  /** A connection for each server that gets the purges. Connecting sends nothing. */
  connect(io: Io): readonly Connection[];
  /** Where the provider has something to find out before the first purge. */
  readonly opener?: Opener | undefined;
  /**
   * What earlier deliveries with the same credential left of its limits. Absent: there are none, before or after.
   *
   * @param server name of the connection where there are several: each has limits of its own.
   */
  sharedLimits?(server: string | undefined): SharedLimits;
  /** The level that is waited for: `accepted` by the provider, or `completed` as far as it can confirm. */
  readonly level: "accepted" | "completed";
  readonly timeoutMs: number;
  /** The step's whole timeout, where that is what is left of it. */
  readonly givenMs?: number;
  readonly signal: AbortSignal;
  onProgress?(progress: Progress): void;
}

/** Progress of a delivery, summed over all servers. */
export interface Progress {
  /** Batches of the plan, or parts of them, for each server. */
  readonly batches: number;
  /** Of these: taken by the server; failed for good; and known to be complete. */
  readonly accepted: number;
  readonly failed: number;
  readonly completed: number;
  /** Exchanges made, polls included. */
  readonly requests: number;
}

/** Counts over all servers, and reports each step. */
export interface ProgressCounter {
  readonly counts: Progress;
  add(more: Partial<Progress>): void;
}

/** What the deliveries to all servers share. */
export interface SharedByServers {
  readonly deadline: Deadline;
  readonly guard: Guard;
  readonly progress: ProgressCounter;
}

/** What submitting and settling share while a plan is delivered to one server. */
export interface DeliverySession {
  readonly options: DeliverOptions;
  readonly gate: Gate;
  readonly connection: Connection;
  readonly taskIds: TaskIds;
  /** Resolves when nothing more will be submitted. */
  readonly submitted: { readonly signal: AbortSignal; readonly reached: Promise<void> };
}

/**
 * One exchange with the session that `open` returned. A refused credential is opened again, once in a run.
 *
 * @throws {PurgeError} what is wrong with the configuration, and whatever is a bug.
 */
export async function exchangeInSession(
  { gate, options }: DeliverySession,
  load: Load,
  signal: AbortSignal,
  call: (session: unknown) => Promise<ProviderResult>,
): Promise<ExchangeResult<ProviderResult>> {
  const { opener } = options;
  if (opener === undefined) return exchange(gate, load, signal, () => call(undefined));
  for (;;) {
    const opened = await opener.current(gate.deadline);
    if (opened.kind === "failed") return { kind: "ended", sent: false, failure: opened.failure };
    const { session } = opened;
    // It may have expired while it waited for its turn.
    const result = await exchange(gate, load, signal, async () => (opener.holds(session) ? call(session) : EXPIRED));
    if (result.kind !== "failed" || result.fault !== "auth") return result;
    if (result.neverLeft === true) continue;
    const isRenewed = result.mended !== true && (await opener.renew(session, gate.deadline));
    return isRenewed ? { ...result, mended: true } : result;
  }
}

/** Nothing goes out with a session that holds no longer, and no rate counts it. */
const EXPIRED = { kind: "failed", fault: "auth", message: "the session has expired", neverLeft: true } as const;
