import { z } from "zod";
import { expectedText } from "../kit/expected-answer.ts";
import { checkPlainHttp, headerName, ownCache, ownCacheInputs } from "../kit/own-cache.ts";
import { choice, destination } from "../kit/settings.ts";

export const Settings = destination({
  ...ownCacheInputs("http://10.0.0.11:8080"),
  method: choice(["PURGE", "GET"], "PURGE").describe(
    "`PURGE` of the page's own URL, or `GET` of it behind `purge-path`, where the server knows purges by their path alone.",
  ),
  "purge-path": path().describe(
    "What stands in front of the page's path: `/purge` makes `/purge/about/`. Default: `/purge` with `method: GET`, else nothing.",
  ),
  "not-cached": statuses().describe("Statuses that mean that the page was not cached, which is as good as purged."),
  expect: expectedText("Successful purge")
    .optional()
    .describe(
      "What the server answers when it has purged, as reason phrase, title or body; `*` stands for anything. Default: what nginx's purge " +
        "modules, Squid and Traffic Server answer, or nothing. Any other 200 is a failure.",
    ),
  "answer-header": headerName("X-Purged-By")
    .optional()
    .describe(
      "A response header that the server adds to answers to purges alone, also to a 404. Where it is given, an answer without it is a " +
        "failure: it may be the origin's.",
    ),
})
  .superRefine(checkPlainHttp)
  .transform((raw) => ({
    ...ownCache(raw),
    method: raw.method,
    purgePath: raw["purge-path"] ?? (raw.method === "GET" ? "/purge" : ""),
    notCached: raw["not-cached"],
    expect: raw.expect,
    answerHeader: raw["answer-header"]?.toLowerCase(),
  }));
export type Settings = z.infer<typeof Settings>;

/** A path as it is sent, without the slash at its end. */
function path() {
  const error = "must be a path with a slash in front and no query, for example /purge";
  return z
    .string({ error })
    .regex(/^(?:\/[!$&'()+,.0-9:;=@A-Z_a-z~%-]+)+\/?$/, { error })
    .refine((text) => !/(?:^|\/)\.{1,2}(?:\/|$)|%(?![0-9A-Fa-f]{2})/.test(text), { error })
    .transform((text) => text.replace(/\/$/, ""))
    .optional();
}

/** Statuses by which a server may say that it had nothing: refusals of who may purge, and of too many purges, are none. */
function statuses() {
  const error =
    "must be a list of statuses from 400 to 499, for example [404, 412]; 401, 403, 405, 408 and 429 mean something else";
  const isMeant = (status: number) => Number.isInteger(status) && status >= 400 && status <= 499 && !OTHERS.has(status);
  return z
    .array(z.number({ error }), { error })
    .refine((all) => all.every(isMeant), { error })
    .default([404, 412]);
}

const OTHERS: ReadonlySet<number> = new Set([401, 403, 405, 408, 429]);
