import { z } from "zod";
import type { HttpResponse } from "../../model/http.ts";
import type { AnswerFault } from "../../model/provider.ts";
import type { Selector } from "../../model/selector.ts";
import { notAccepted, sentPath } from "./request.ts";

/** What one invalidation reaches: the objects that all its fields match. Of several tags any counts. */
export type Invalidation =
  | { readonly host?: string; readonly path: string }
  | { readonly cacheTags: readonly string[] };

/**
 * One path or folder of one host, one host, everything, or tags: what a request to Google's CDNs holds. Everything is
 * expressed by its path, so that no request can be without a matcher.
 *
 * @param name of the provider, for the error.
 */
export function invalidationOf(
  selectors: readonly [Selector, ...Selector[]],
  name: string,
  query: "keep" | "strip",
): Invalidation {
  const [first, other] = selectors;
  if (first.by === "tag" && selectors.every(({ by }) => by === "tag")) {
    return { cacheTags: selectors.map(({ value }) => value) };
  }
  const { by, value, origin } = first;
  if (other !== undefined) throw notAccepted(name, other);
  if (by === "all") return { path: "/*" };
  if (by === "host") return { host: value, path: "/*" };
  if ((by !== "path" && by !== "prefix") || origin === undefined) throw notAccepted(name, first);
  const path = by === "path" ? sentPath(value, query) : `${value.replace(/\/$/, "")}/*`;
  return { host: new URL(origin).hostname, path };
}

/** What an error's code means, whatever the status: https://cloud.google.com/apis/design/errors */
const FAULTS: Readonly<Record<string, AnswerFault>> = {
  // Reasons of the older APIs, among them Compute Engine's: a 403 is not always about the credential.
  // https://cloud.google.com/compute/docs/troubleshooting/handling-api-errors
  rateLimitExceeded: "throttled",
  userRateLimitExceeded: "throttled",
  quotaExceeded: "throttled",
  notFound: "site",
  // Status words of all of them.
  RESOURCE_EXHAUSTED: "throttled",
  NOT_FOUND: "site",
};

const Refusal = z.object({
  error: z.object({
    status: z.string().nullish(),
    errors: z.array(z.object({ reason: z.string() })).nullish(),
  }),
});

/** For `AnswerRules.codes`: Google's own reasons of an error. */
export function googleFault({ status }: HttpResponse, body: unknown): AnswerFault | undefined {
  if (status < 400) return undefined;
  const error = Refusal.safeParse(body).data?.error;
  const codes = [...(error?.errors ?? []).map(({ reason }) => reason), error?.status ?? ""];
  return codes.flatMap((code) => FAULTS[code] ?? [])[0];
}
