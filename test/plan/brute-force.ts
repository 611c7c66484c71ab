import type { Site } from "./tries.ts";

/** A prefix counts one object that nobody knows: said again here, not taken from the planner. */
export const UNKNOWN = 1;

/** Room for the unions of every set of prefixes: 2^16 sets, reused, since millions of tries are tried. */
export function scratch(): { readonly hit: Int32Array; readonly bits: Uint8Array } {
  return { hit: new Int32Array(1 << 16), bits: new Uint8Array(1 << 16) };
}

/**
 * The least cost for every number of instructions and every number of prefixes, by trying every set of prefixes that hit
 * something changed; what a set leaves takes a path each.
 *
 * @param pathsSuffice false where only a prefix purges a URL wholly: then a set that leaves something is none.
 * @returns `[most prefixes][most instructions]`, up to the number of changed URLs; infinite where nothing fits.
 */
export function leastCosts(
  { changed, others }: Site,
  pathsSuffice: boolean,
  { hit, bits }: ReturnType<typeof scratch>,
): readonly (readonly number[])[] {
  const urls = [...changed, ...others];
  const prefixes = distinctPrefixes(changed, urls);
  const everyChange = (1 << changed.length) - 1;
  const most = changed.length;
  const best = Array.from({ length: most + 1 }, () => Array<number>(most + 1).fill(Number.POSITIVE_INFINITY));
  for (let set = 0; set < 1 << prefixes.length; set++) {
    const lowest = 31 - Math.clz32(set & -set);
    const without = set & (set - 1);
    const union = set === 0 ? 0 : (hit[without] as number) | (prefixes[lowest] as number);
    hit[set] = union;
    const count = set === 0 ? 0 : (bits[without] as number) + 1;
    bits[set] = count;
    if (count > most) continue;
    const left = ones(everyChange & ~union);
    if ((left > 0 && !pathsSuffice) || count + left > most) continue;
    const row = best[count] as number[];
    row[count + left] = Math.min(row[count + left] as number, ones(union & ~everyChange) + count * UNKNOWN);
  }
  return accumulated(best);
}

/** What each prefix hits, as bits over the URLs; those that hit the same are one, and those that hit no change are left out. */
function distinctPrefixes(changed: readonly string[], urls: readonly string[]): readonly number[] {
  const found = new Set<number>();
  for (const url of changed) {
    for (let end = 1; end <= url.length; end++) {
      const prefix = url.slice(0, end);
      found.add(urls.reduce((mask, one, bit) => (one.startsWith(prefix) ? mask | (1 << bit) : mask), 0));
    }
  }
  return [...found];
}

/** "Exactly so many" as "at most so many". */
function accumulated(best: readonly number[][]): readonly (readonly number[])[] {
  for (const [prefixes, row] of best.entries()) {
    for (let at = 0; at < row.length; at++) {
      const fewer = Math.min(
        row[at - 1] ?? Number.POSITIVE_INFINITY,
        best[prefixes - 1]?.[at] ?? Number.POSITIVE_INFINITY,
      );
      row[at] = Math.min(row[at] as number, fewer);
    }
  }
  return best;
}

function ones(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
