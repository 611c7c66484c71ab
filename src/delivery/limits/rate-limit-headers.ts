/** A rate limit as an answer's headers give it: requests that remain until it resets. */
export interface RateLimit {
  readonly remaining: number;
  readonly resetMs: number;
}

/** Longest header and most list members that are read: what is longer comes from no rate limit. */
const MAX_CHARACTERS = 4096;
const MAX_MEMBERS = 20;
/** From this number on a reset is a time since 1970 in seconds, below it a number of seconds from now: 2001, or 31 years. */
const EPOCH_SECONDS = 1_000_000_000;

/** draft-ietf-httpapi-ratelimit-headers-11: a list of `"name";r=50;t=30`, other parameters in between. */
const MEMBER = /^\s*(?:"[^"]*"|[A-Za-z*][\w*.:/-]*)((?:\s*;\s*[a-z*][\w*.-]*(?:=[^;,]*)?)*)\s*$/;
/** Up to draft 6: `limit=100, remaining=50, reset=30`. */
const PAIR = /(?:^|[,;\s])(remaining|reset)=(\d{1,12})(?=$|[,;\s])/g;
/** Drafts to 2021, and what GitHub, Akamai and many others send. */
const PREFIXES = ["ratelimit", "x-ratelimit", "x-rate-limit"];

/**
 * Every limit in an answer's headers, read strictly by their grammars: a header that is not well-formed counts as
 * absent, since a wrong number would hold up a healthy run. A burst and a day hold side by side.
 */
export function readRateLimits(headers: Readonly<Record<string, string>>, now: Date): readonly RateLimit[] {
  const combined = headers["ratelimit"] ?? headers["x-ratelimit"];
  return [...members(combined), ...PREFIXES.flatMap((prefix) => separate(headers, prefix, now))];
}

function members(header: string | undefined): readonly RateLimit[] {
  if (header === undefined || header.length > MAX_CHARACTERS) return [];
  const pairs = Object.fromEntries(Array.from(header.matchAll(PAIR), ([, name, value]) => [name, value]));
  if (pairs["remaining"] !== undefined) return limitOf(pairs["remaining"], pairs["reset"]);
  const list = header.split(",").slice(0, MAX_MEMBERS);
  return list.flatMap((member) => {
    const parameters = MEMBER.exec(member)?.[1];
    return parameters === undefined ? [] : limitOf(parameter(parameters, "r"), parameter(parameters, "t"));
  });
}

function parameter(parameters: string, name: "r" | "t"): string | undefined {
  return new RegExp(`;\\s*${name}=(\\d{1,12})\\s*(?:;|$)`).exec(parameters)?.[1];
}

function separate(headers: Readonly<Record<string, string>>, prefix: string, now: Date): readonly RateLimit[] {
  const reset = headers[`${prefix}-reset`]?.trim();
  if (reset === undefined || !/^\d{1,12}$/.test(reset)) return [];
  const seconds = Number(reset) >= EPOCH_SECONDS ? Number(reset) - now.getTime() / 1000 : Number(reset);
  return limitOf(headers[`${prefix}-remaining`]?.trim(), String(Math.ceil(seconds)));
}

/** A reset that is now or has passed says nothing of what comes. */
function limitOf(remaining: string | undefined, reset: string | undefined): readonly RateLimit[] {
  if (remaining === undefined || reset === undefined) return [];
  if (!/^\d{1,12}$/.test(remaining) || !/^\d{1,12}$/.test(reset) || Number(reset) === 0) return [];
  return [{ remaining: Number(remaining), resetMs: Number(reset) * 1000 }];
}
