import type { Capabilities, Pool } from "../model/capabilities.ts";
import type { Batch, Item } from "../model/plan.ts";
import type { Kind } from "../model/selector.ts";

/** Cuts instructions into requests that the provider takes: its kinds per request, its counts, its lengths, its pools. */
export function cutBatches(items: readonly Item[], capabilities: Capabilities): readonly Batch[] {
  const isOneRun = capabilities.mix === "any" || items.every(({ selector }) => selector.by === items[0]?.selector.by);
  const runs = isOneRun ? [items] : [...Map.groupBy(items, ({ selector }) => selector.by).values()];
  return runs
    .flatMap((run) => {
      const chunks: Item[][] = [];
      const bounds = boundsOf(run, capabilities);
      let room = createRoom(bounds);
      for (const item of run) {
        const last = chunks.at(-1);
        if (last !== undefined && room.fits(item)) last.push(item);
        else {
          room = createRoom(bounds);
          chunks.push([item]);
        }
        room.take(item);
      }
      return chunks;
    })
    .map((items, index) => ({ index, items }));
}

/** What is left of one request. */
interface Room {
  fits(item: Item): boolean;
  take(item: Item): void;
}

/** What bounds each request of a run: the smallest count of its kinds as a whole, lists and pools by their kinds. */
interface Bounds {
  readonly most: number;
  readonly maxBytes: number;
  readonly accepts: Capabilities["accepts"];
  readonly pools: readonly Pool[];
}

function boundsOf(run: readonly Item[], { accepts, mix, pools = [] }: Capabilities): Bounds {
  const ofOneKind = (Object.keys(accepts) as Kind[]).flatMap((kind): Pool[] => {
    const inFlight = accepts[kind]?.inFlight;
    return inFlight === undefined ? [] : [{ kinds: [kind], inFlight }];
  });
  return {
    most: mix === "one-item" ? 1 : smallest(run, accepts, (kind) => accepts[kind]?.perRequest),
    maxBytes: smallest(run, accepts, (kind) => accepts[kind]?.maxBytes),
    accepts,
    pools: [...pools, ...ofOneKind],
  };
}

function createRoom({ most, maxBytes, accepts, pools }: Bounds): Room {
  const lengths = new Map<Kind, number>();
  const pooled = new Map<Pool, number>();
  let count = 0;
  let bytes = 0;
  const poolsOf = (kind: Kind) => pools.filter(({ kinds }) => kinds.includes(kind));
  return {
    fits: (item) => {
      const { by, value } = item.selector;
      if (count >= most || bytes + itemBytes(item) > maxBytes) return false;
      const { maxTotalLength = Number.POSITIVE_INFINITY } = accepts[by] ?? {};
      if ((lengths.get(by) ?? -1) + 1 + value.length > maxTotalLength) return false;
      // More than may be unfinished at one time could never start.
      return poolsOf(by).every((pool) => (pooled.get(pool) ?? 0) < pool.inFlight);
    },
    take: (item) => {
      const { by, value } = item.selector;
      count++;
      bytes += itemBytes(item);
      if (accepts[by]?.maxTotalLength !== undefined) lengths.set(by, (lengths.get(by) ?? -1) + 1 + value.length);
      for (const pool of poolsOf(by)) pooled.set(pool, (pooled.get(pool) ?? 0) + 1);
    },
  };
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

/** Bytes of a JSON string in UTF-8, with its escapes, its quotes and a comma. */
function itemBytes({ selector: { value, origin = "" } }: Item): number {
  const length = PLAIN.test(value) ? value.length : UTF_8.encode(JSON.stringify(value)).length - 2;
  return length + origin.length + 3;
}

/** What JSON writes as it is, in one byte each: nearly every value, since URLs are encoded. */
const PLAIN = /^[ !#-[\]-~]*$/;
const UTF_8 = new TextEncoder();
