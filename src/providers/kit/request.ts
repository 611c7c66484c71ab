import { PurgeError } from "../../model/errors.ts";
import type { HttpRequest } from "../../model/http.ts";
import type { Batch } from "../../model/provider.ts";
import { describeSelector, type Selector } from "../../model/selector.ts";

/** A POST of JSON. The body is serialised here, once: these very bytes are sent, and signed where a vendor wants it. */
export function postJson(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): HttpRequest & { body: string } {
  return withJson("POST", url, headers, body);
}

/** The same with another method: some vendors purge by a DELETE that carries what is to go. */
export function deleteJson(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): HttpRequest & { body: string } {
  return withJson("DELETE", url, headers, body);
}

function withJson(
  method: "POST" | "DELETE",
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): HttpRequest & { body: string } {
  return {
    method,
    url,
    headers: { ...headers, accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

/** The instructions of a batch. A batch without one must never become a request: to some vendors it means everything. */
export function selectorsOf(batch: Batch): readonly [Selector, ...Selector[]] {
  const [first, ...more] = batch.items.map(({ selector }) => selector);
  if (first === undefined) throw new PurgeError("bug", "The plan holds a request without instructions.");
  return [first, ...more];
}

/** The one instruction of a batch, for vendors that take one per request. */
export function onlySelector(batch: Batch): Selector {
  const [selector, ...more] = selectorsOf(batch);
  if (more.length === 0) return selector;
  throw new PurgeError("bug", `A request takes one instruction here, and the plan put ${more.length + 1} in it.`);
}

/** The error for an instruction that the capabilities do not promise: only a wrong plan brings one here. */
export function notAccepted(provider: string, selector: Selector): PurgeError {
  return new PurgeError("bug", `${provider} takes no ${describeSelector(selector)}: the plan must not hold it.`);
}

/** A path as it is sent: with its query, or without. */
export function sentPath(path: string, query: "keep" | "strip"): string {
  return query === "keep" ? path : path.replace(/\?.*$/s, "");
}

/**
 * A URL out of an answer that is requested later: only one of the API's own origin, since the credential goes with it.
 *
 * @returns undefined for any other, which makes the answer unreadable.
 */
export function ownUrl(text: string, apiUrl: string): string | undefined {
  const url = URL.parse(text, `${apiUrl}/`);
  const isOwn =
    text !== "" && url !== null && url.origin === new URL(apiUrl).origin && url.username === "" && url.password === "";
  return isOwn ? url.href : undefined;
}
