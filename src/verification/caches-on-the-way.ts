import type { CachesOnTheWay } from "../model/proof.ts";
import type { Trace, Traces } from "../model/traces.ts";
import type { Page } from "../ports/site-client.ts";

/** A provider, as far as the answers to visitors go. */
interface KnownCache {
  readonly id: string;
  readonly name: string;
  readonly traces?: Traces;
}

export interface KnownCaches {
  readonly all: readonly KnownCache[];
  /** Id of the one that is purged here. */
  readonly purged: string;
  /** Ids of all that the run purges: nothing is missing where another of them answers as well. */
  readonly purgedInRun: ReadonlySet<string>;
}

type Headers = Page["headers"];

/** Longest part of a header that is named. */
const LONGEST_VALUE = 60;

/**
 * Finds caches of other providers that these answers passed through. A header that two providers write identifies neither, and
 * one that the purged provider writes identifies nobody else. Undefined where there is none.
 */
export function findCachesOnTheWay(answers: readonly Headers[], known: KnownCaches): CachesOnTheWay | undefined {
  const own = known.all.find(({ id }) => id === known.purged)?.traces;
  const others = new Map<string, CachesOnTheWay["others"][number]>();
  for (const headers of answers) {
    const isForeign = own?.at === "edge" && own.always && !own.headers.some((trace) => partOf(headers, trace));
    for (const cache of known.all) {
      if (cache.id === known.purged) continue;
      const found = traceIn(headers, cache, own);
      if (found === undefined) continue;
      const { header, trace } = found;
      const { answers: before, foreign } = others.get(cache.id) ?? { answers: 0, foreign: 0 };
      others.set(cache.id, {
        provider: cache.id,
        name: cache.name,
        header,
        answers: before + 1,
        foreign: foreign + Number(isForeign && cache.traces?.at === "edge" && trace.weak !== true),
      });
    }
  }
  const found = [...others.values()]
    .filter(({ provider, foreign }) => foreign > 0 || !known.purgedInRun.has(provider))
    .toSorted((a, b) => b.foreign - a.foreign || b.answers - a.answers);
  return found.length === 0 ? undefined : { answers: answers.length, others: found };
}

interface Found {
  /** As it is named. */
  readonly header: string;
  readonly trace: Trace;
}

/** The header that shows this cache and that the purged one does not write as well. */
function traceIn(headers: Headers, { traces }: KnownCache, own: Traces | undefined): Found | undefined {
  for (const trace of traces?.headers ?? []) {
    if (trace.shared === true || own?.headers.some((one) => isSame(one, trace))) continue;
    const header = partOf(headers, trace);
    if (header !== undefined) return { header, trace };
  }
  return undefined;
}

function isSame(one: Trace, other: Trace): boolean {
  return one.header === other.header && (one.value === undefined || one.value.source === other.value?.source);
}

/** `cf-ray`, or `via: 1.1 google` where the value is what shows it. */
function partOf(headers: Headers, { header, value }: Trace): string | undefined {
  const isPrefix = header.endsWith("*");
  const name = isPrefix ? Object.keys(headers).find((one) => one.startsWith(header.slice(0, -1))) : header;
  const text = name === undefined ? undefined : headers[name];
  if (name === undefined || text === undefined) return undefined;
  if (value === undefined) return name;
  const part = value.exec(text)?.[0];
  return part === undefined ? undefined : `${name}: ${part.slice(0, LONGEST_VALUE)}`;
}
