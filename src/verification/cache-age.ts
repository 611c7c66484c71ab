import { httpDateMs } from "../lib/http-headers.ts";
import type { Page } from "../ports/site-client.ts";
import { cacheWordsOf } from "./cache-headers.ts";

/** When a page was fetched, in milliseconds since the purge was accepted. */
export interface Moment {
  readonly requestedMs: number;
  readonly answeredMs: number;
  /** Wall clock of the acceptance, in milliseconds since 1970. */
  readonly purgedAtMs: number;
}

/** An answer with an age. */
export interface AgedAnswer extends Pick<Moment, "requestedMs" | "answeredMs"> {
  readonly ageMs: number;
}

export interface AgeProof {
  /** `young`: it says that it is younger than the purge, and no earlier answer bears that out yet. */
  readonly kind: "younger" | "young" | "unproven";
  /** Half a sentence. */
  readonly why: string;
  /** To be held against later ones. Absent where it has no age. */
  readonly answer?: AgedAnswer;
}

/**
 * Age is a whole number of seconds, rounded up or down. It proves nothing about a copy that was made within this time after
 * the purge.
 */
export const AGE_STEP_MS = 1_000;
/** Largest difference between a server's clock and ours; with a larger one, a Date before the purge means an old copy. */
const CLOCK_SKEW_MS = 60_000;
/** Two answers so far apart that an Age which grows and one that stands still cannot be mistaken for each other. */
const MIN_APART_MS = 2_000;

/**
 * Do the ages of several answers prove that the copy was made after the purge?
 *
 * Age (RFC 9111 section 5.1) counts from the origin, over all caches in between. One value is no proof: a cache that knows no
 * Age repeats the one that it stored. So it must have grown between two answers as that of a stored copy does, and at one of
 * them be less than the time since the purge.
 *
 * @param earlier answers of the same URL since the same purge.
 */
export function proveAge(headers: Page["headers"], at: Moment, earlier: readonly AgedAnswer[]): AgeProof {
  const date = httpDateMs(headers["date"], new Date(at.purgedAtMs));
  if (date !== undefined && date < at.purgedAtMs - CLOCK_SKEW_MS) {
    return { kind: "unproven", why: "its Date lies before the purge" };
  }
  const words = cacheWordsOf(headers);
  const silent = words.find(({ kind, sendsAge }) => kind === "hit" && !sendsAge);
  const reckonedMs = headers["age"] === undefined ? bunnyAgeMs(headers, date) : undefined;
  const ageMs = reckonedMs ?? ageIn(headers["age"]);
  if (silent !== undefined && reckonedMs === undefined) {
    return { kind: "unproven", why: `a cache that sends no age had it (${silent.message})` };
  }
  if (ageMs === undefined) {
    const uncached = words.find(({ kind }) => kind === "uncached");
    const word = uncached ?? words[0];
    const message = word === undefined ? "" : `: what its cache says (${word.message}) can be a repetition`;
    return { kind: "unproven", why: `it sends no Age${message}` };
  }
  const answer = { ageMs, requestedMs: at.requestedMs, answeredMs: at.answeredMs };
  const itsAge = `its Age (${ageMs / 1000} s)`;
  if (earlier.some((one) => hasGrown(one, answer) && (isYoung(one) || isYoung(answer)))) {
    return { kind: "younger", why: `${itsAge} grows from answer to answer, and is less than the purge's`, answer };
  }
  if (!isYoung(answer)) {
    return { kind: "unproven", why: `${itsAge} does not prove that it is younger than the purge`, answer };
  }
  return {
    kind: "young",
    why: `${itsAge} has not grown since an earlier answer, so that it can be a repetition`,
    answer,
  };
}

function isYoung({ ageMs, requestedMs }: AgedAnswer): boolean {
  return ageMs + AGE_STEP_MS <= requestedMs;
}

/** Did the age grow by the time between two answers, as that of one stored copy does? */
function hasGrown(before: AgedAnswer, after: AgedAnswer): boolean {
  const leastMs = after.requestedMs - before.answeredMs;
  const mostMs = after.answeredMs - before.requestedMs;
  const grownMs = after.ageMs - before.ageMs;
  return leastMs >= MIN_APART_MS && grownMs >= leastMs - AGE_STEP_MS && grownMs <= mostMs + AGE_STEP_MS;
}

/** In milliseconds; undefined when it is missing or no number. Several values: the largest. */
function ageIn(value: string | undefined): number | undefined {
  const values = (value ?? "").split(",").map((one) => one.trim());
  if (!values.every((one) => /^\d{1,10}$/.test(one))) return undefined;
  return Math.max(...values.map(Number)) * 1000;
}

/** `11/28/2026 09:05:33`, in UTC. */
const CACHED_AT = /^(\d{2})\/(\d{2})\/(\d{4}) (\d{2}:\d{2}:\d{2})$/;

/** Bunny sends no Age, but the time when it got its copy, and its own time in Date. */
function bunnyAgeMs(headers: Page["headers"], date: number | undefined): number | undefined {
  const [, month, day, year, time] = CACHED_AT.exec(headers["cdn-cachedat"]?.trim() ?? "") ?? [];
  const cachedAt = Date.parse(`${year}-${month}-${day}T${time}Z`);
  return date === undefined || Number.isNaN(cachedAt) || cachedAt > date ? undefined : date - cachedAt;
}
