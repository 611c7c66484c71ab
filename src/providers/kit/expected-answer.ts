import { z } from "zod";
import { escapePattern } from "../../lib/escape-regexp.ts";
import type { HttpResponse } from "../../model/http.ts";
import { excerptOf, isPage } from "./error-text.ts";

/** Longest text that may be expected, in characters. */
const MAX_LENGTH = 200;

/** Most `*` in it: each multiplies the possible matches. */
const MAX_STARS = 3;

/**
 * An option that is what a cache of one's own says when it has purged: a text, in which `*` stands for anything. A status
 * alone proves nothing there: a cache that is not configured passes the request on to the origin.
 */
export function expectedText(example: string) {
  const error = `must be a text on one line with at most ${MAX_STARS} * in it, and more than that, for example "${example}"`;
  return z
    .string({ error })
    .max(MAX_LENGTH, { error })
    .regex(/^[^\p{Cc}]*[^\p{Cc}\s*][^\p{Cc}]*$/u, { error })
    .refine((text) => text.split("*").length <= MAX_STARS + 1, { error });
}

/**
 * Does the answer say this, as its reason phrase, as its whole body, or as the title of its page? Proxies in between replace
 * a reason phrase; Varnish and nginx repeat it in the title.
 */
export function answers(response: HttpResponse, text: string): boolean {
  const source = text.trim().split("*").map(escapePattern).join(".*");
  const pattern = new RegExp(`^(?:${response.status} )?${source}$`, "s");
  const title = isPage(response) ? excerptOf(response) : "";
  return [response.statusText, title, response.text.slice(0, MAX_LENGTH * 2)].some((text) => pattern.test(text.trim()));
}
