import type { Capabilities } from "../model/capabilities.ts";
import type { Batch, Item } from "../model/plan.ts";
import type { Kind } from "../model/selector.ts";

/** Cuts instructions into requests that the provider takes: its kinds per request, its counts, its bytes. */
export function cutBatches(items: readonly Item[], { accepts, mix }: Capabilities): readonly Batch[] {
  const isOneRun = mix === "any" || items.every(({ selector }) => selector.by === items[0]?.selector.by);
  const runs = isOneRun ? [items] : [...Map.groupBy(items, ({ selector }) => selector.by).values()];
  const cut = runs.flatMap((run) => {
    const chunks: Item[][] = [];
    const most = mix === "one-item" ? 1 : perRequest(run, accepts);
    const maxBytes = smallest(run, accepts, (kind) => accepts[kind]?.maxBytes);
    let chunk: Item[] = [];
    let bytes = 0;
    for (const item of run) {
      const size = itemBytes(item);
      if (chunk.length > 0 && (chunk.length >= most || bytes + size > maxBytes)) {
        chunks.push(chunk);
        chunk = [];
        bytes = 0;
      }
      chunk.push(item);
      bytes += size;
    }
    if (chunk.length > 0) chunks.push(chunk);
    return chunks;
  });
  return cut.map((chunk, index) => ({ index, items: chunk }));
}

/** How many requests so many instructions of each kind take, bytes aside. */
export function requestsFor(counts: ReadonlyMap<Kind, number>, { accepts, mix }: Capabilities): number {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (mix === "one-item" || total === 0) return total;
  const each = [...counts].map(([kind, count]) => ({ count, perRequest: accepts[kind]?.perRequest ?? 1 }));
  if (mix === "any") return Math.ceil(total / Math.min(...each.map(({ perRequest }) => perRequest)));
  return each.reduce((sum, { count, perRequest }) => sum + Math.ceil(count / perRequest), 0);
}

/**
 * Least time that the rates allow for these batches, in milliseconds: what does not fit into the first window
 * waits for the next. Polls are not counted.
 */
export function rateFloorMs(batches: readonly Batch[], { rates }: Capabilities): number {
  const floors = rates.map(({ unit, amount, perSeconds, burst, kinds }) => {
    const counts = (kind: Kind) => kinds === undefined || kinds.includes(kind);
    const counted = batches.map(({ items }) => {
      const matching = items.filter(({ selector }) => counts(selector.by)).length;
      return unit === "item" ? matching : Math.min(matching, 1);
    });
    const total = counted.reduce((sum, count) => sum + count, 0);
    if (burst !== undefined) return (Math.max(0, total - burst) * perSeconds * 1000) / amount;
    return Math.max(0, Math.ceil(total / amount) - 1) * perSeconds * 1000;
  });
  return Math.max(0, ...floors);
}

function perRequest(items: readonly Item[], accepts: Capabilities["accepts"]): number {
  return smallest(items, accepts, (kind) => accepts[kind]?.perRequest);
}

function smallest(
  items: readonly Item[],
  accepts: Capabilities["accepts"],
  limit: (kind: Kind) => number | undefined,
): number {
  const kinds = new Set<Kind>();
  for (const { selector } of items) kinds.add(selector.by);
  const present = (Object.keys(accepts) as Kind[]).filter((kind) => kinds.has(kind));
  return Math.min(Number.POSITIVE_INFINITY, ...present.map((kind) => limit(kind) ?? Number.POSITIVE_INFINITY));
}

/** A JSON string with its quotes and comma; encoded URLs need no escapes. */
function itemBytes({ selector }: Item): number {
  return selector.value.length + (selector.origin?.length ?? 0) + 3;
}
