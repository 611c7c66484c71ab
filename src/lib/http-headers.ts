const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const LONG_DAY = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";
const MONTH = `(?:${MONTHS.join("|")})`;
const MONTH_NAME = new RegExp(`[ -](${MONTH})[ -]`);
const TIME = "\\d{2}:\\d{2}:\\d{2}";
const IMF_FIXDATE = `${DAY}, \\d{2} ${MONTH} \\d{4} ${TIME} GMT`;
const RFC_850 = `${LONG_DAY}, \\d{2}-${MONTH}-\\d{2} ${TIME} GMT`;
const ASCTIME = `${DAY} ${MONTH} (?:\\d{2}| \\d) ${TIME} \\d{4}`;

/** RFC 9110 section 5.6.7: one of its three forms of a date, as the source of a pattern. */
const HTTP_DATE = `${IMF_FIXDATE}|${RFC_850}|${ASCTIME}`;

const WHOLE = new RegExp(`^[ \\t]*(${HTTP_DATE})[ \\t]*$`);

/** RFC 9110 section 5.6.7: a two-digit year more than 50 years ahead means the past century. */
const CENTURY_RULE_YEARS = 50;

/** A Date header, in milliseconds since 1970, read by the grammar alone. Undefined when it is not well-formed. */
export function httpDateMs(value: string | undefined, now: Date): number | undefined {
  const text = value === undefined ? undefined : WHOLE.exec(value)?.[1];
  return text === undefined ? undefined : dateMs(text, now);
}

/** One of the three forms, already matched. The name of the day is not compared with the date: it adds nothing. */
function dateMs(text: string, now: Date): number | undefined {
  const month = MONTHS.indexOf(MONTH_NAME.exec(text)?.[1] ?? "");
  const [day = 0, second = 0, third = 0, fourth = 0, fifth = 0] = (text.match(/\d+/g) ?? []).map(digits);
  // asctime's form alone has no comma, and the year at its end; RFC 850's alone has hyphens, and two digits of the year.
  const [year, hours, minutes, seconds] = text.includes(",")
    ? [text.includes("-") ? fullYear(second, now) : second, third, fourth, fifth]
    : [fifth, second, third, fourth];
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  if (date.getUTCMonth() !== month || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hours, minutes, seconds);
  return date.getTime();
}

function fullYear(short: number, now: Date): number {
  const current = now.getUTCFullYear();
  const year = current - (current % 100) + short;
  return year > current + CENTURY_RULE_YEARS ? year - 100 : year;
}

function digits(text: string): number {
  return Number.parseInt(text, 10);
}

/** RFC 9110 section 10.2.3: `Retry-After = HTTP-date / delay-seconds`. */
const SECONDS = "\\d{1,10}";

const ELEMENT = new RegExp(`[ \\t]*(${HTTP_DATE}|${SECONDS})[ \\t]*(?:,|$)`, "y");

/**
 * The wait that a Retry-After header requests, in milliseconds from `now`: 0 for a date that has passed.
 *
 * Read by the grammar alone: what a language's own number and date parsers would also take (`1e3`, `0x2`, `2026`, ISO
 * dates) counts as absent. Of several values the longest wait wins, so that no request is repeated too early.
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
