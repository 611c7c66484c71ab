import { dateMs, HTTP_DATE } from "./http-date.ts";

/** RFC 9110 section 10.2.3: `Retry-After = HTTP-date / delay-seconds`. */
const SECONDS = "\\d{1,10}";

const ELEMENT = new RegExp(`[ \\t]*(${HTTP_DATE}|${SECONDS})[ \\t]*(?:,|$)`, "y");

/**
 * What a Retry-After header asks for, in milliseconds from `now`: 0 for a date that has passed.
 *
 * Read by the grammar alone: what a language's own number and date parsers would also take (`1e3`, `0x2`, `2026`, ISO
 * dates) counts as absent. Of several values the longest wait wins, so that nobody is asked again too early.
 *
 * @param values the header's values; one value may hold several, joined by commas.
 * @returns undefined when any of them is not well-formed, or there is none.
 */
export function retryAfterMs(values: readonly string[], now: Date): number | undefined {
  const waits = values.flatMap(elements).map((element) => (element === undefined ? undefined : waitMs(element, now)));
  if (waits.length === 0 || waits.some((wait) => wait === undefined)) return undefined;
  return Math.max(...(waits as number[]));
}

function elements(value: string): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  const pattern = new RegExp(ELEMENT);
  do {
    const match = pattern.exec(value);
    if (match === null) return [undefined];
    found.push(match[1]);
  } while (pattern.lastIndex < value.length);
  return value.trimEnd().endsWith(",") ? [undefined] : found;
}

function waitMs(element: string, now: Date): number | undefined {
  if (/^\d+$/.test(element)) return Number.parseInt(element, 10) * 1000;
  const date = dateMs(element, now);
  return date === undefined ? undefined : Math.max(0, date - now.getTime());
}
