import type { Capabilities } from "../../src/model/capabilities.ts";
import type { Delivery, Outcome } from "../../src/model/outcome.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { AnswerFault, ProviderResult } from "../../src/model/provider.ts";
import type { Kind } from "../../src/model/selector.ts";
import type { Log } from "../../src/ports/log.ts";

/** A log into these lists. */
export function recordingLog(lines: string[], secrets: string[]): Log {
  const write = (text: string): void => void lines.push(text);
  return {
    info: write,
    debug: write,
    notice: write,
    warning: write,
    error: write,
    group: (_name, body) => body(),
    secret: (value) => void secrets.push(value),
  };
}

export const DONE: ProviderResult = { kind: "done", receipt: {} };

export function fail(fault: AnswerFault, waitMs?: number): ProviderResult {
  return { kind: "failed", fault, message: `they say ${fault}`, ...(waitMs === undefined ? {} : { waitMs }) };
}

/** A plan of so many batches of one path each, or of these values. */
export function planOf(batches: number | readonly (readonly string[])[], by: Kind = "path"): Plan {
  const values = typeof batches === "number" ? Array.from({ length: batches }, (_, n) => [`/${n}`]) : batches;
  return {
    batches: values.map((list, index) => ({
      index,
      items: list.map((value) => ({ selector: { by, value }, targets: [] })),
    })),
    translations: [],
    instructions: values.flat().length,
    collateral: 0,
    floorMs: 0,
    notes: [],
  };
}

/** A provider without limits that is done when it answers. */
export function capable(more: Partial<Capabilities> = {}): Capabilities {
  return {
    accepts: { path: { perRequest: 1, match: { query: "covered" } } },
    mix: "any",
    rates: [],
    done: { by: "response" },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges: 1000,
    source: new URL("https://vendor.example/docs"),
    read: "2026-11-01",
    ...more,
  };
}

export function states({ outcomes }: Delivery): readonly Outcome["state"][] {
  return outcomes.map(({ state }) => state);
}

/** How many batches ended in which state. */
export function countStates(delivery: Delivery): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const state of states(delivery)) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
