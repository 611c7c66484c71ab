import { escapeControlCharacters } from "../../lib/escape.ts";
import { PurgeError } from "../../model/errors.ts";
import type { Clock } from "../../ports/clock.ts";

export interface ApiOptions {
  /** `https://api.github.com`, or what GITHUB_API_URL says. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
  readonly clock: Pick<Clock, "sleep">;
  /** When it aborts, no request is made or waited for any more. */
  readonly until?: AbortSignal;
}

/** One request to the API: a route with names in braces, and what stands for them. Rejects with the client's own errors. */
export type Call = (route: string, parameters: Readonly<Record<string, string>>) => Promise<unknown>;

/** For one request, in milliseconds: the largest answer is 7 MB (GitHub's documentation, "Get a tree"). */
const REQUEST_LIMIT_MS = 60_000;
/** Waits before the second and the third attempt, in milliseconds. Our own. */
const PAUSES_MS = [1_000, 4_000];
/** What a text of the API may have in a message, in characters. */
const MAX_QUOTED = 300;

/** Answers of one client, loaded when it is needed: most runs have a checkout. */
export async function createCall({ apiUrl, repository, token, clock, until }: ApiOptions): Promise<Call> {
  const { getOctokit } = await import("@actions/github");
  const client = getOctokit(token, { baseUrl: apiUrl.replace(/\/+$/, ""), log: SILENT });
  const [owner = "", repo = ""] = repository.split("/");
  return async (route, parameters) => {
    for (let attempt = 0; ; attempt++) {
      try {
        const limit = AbortSignal.timeout(REQUEST_LIMIT_MS);
        const request = { signal: until === undefined ? limit : AbortSignal.any([until, limit]) };
        const { data } = await client.request(route, { owner, repo, ...parameters, request });
        return data;
      } catch (error) {
        // What was posted may be there although no answer came: a second one would be one too many.
        const pause = route.startsWith("POST ") ? undefined : PAUSES_MS[attempt];
        if (pause === undefined || !isPassing(error) || until?.aborted === true) throw error;
        await clock.sleep(pause, until);
      }
    }
  };
}

/** The client's own warnings would go to standard output unescaped. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

export function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" ? status : 0;
}

/** No answer, or one of a server in trouble. The client calls a failed connection 500. */
function isPassing(error: unknown): boolean {
  const status = statusOf(error);
  return status === 0 || status === 429 || status >= 500;
}

export function fieldOf(data: unknown, key: string): unknown {
  return typeof data === "object" && data !== null ? (data as Readonly<Record<string, unknown>>)[key] : undefined;
}

export function rethrow(error: unknown): never {
  throw apiError(error);
}

export function unreadable(what: string): never {
  throw new PurgeError("diff", `GitHub answered with ${what}, so it is unknown what changed.`);
}

export function apiError(error: unknown): PurgeError {
  if (error instanceof PurgeError) return error;
  const remedy = isDenied(error)
    ? " The token under github-token needs contents: read, and requests left in its hour."
    : " Run the step again.";
  return new PurgeError("diff", `${answerOf(error)}, so it is unknown what changed.${remedy}`);
}

/** May another token, or a later hour, have the answer? GitHub calls what a token may not see "not found". */
export function isDenied(error: unknown): boolean {
  return [401, 403, 404].includes(statusOf(error));
}

/** Only the status and GitHub's own sentence: the rest of such an error holds the request, token included. */
export function answerOf(error: unknown): string {
  const status = statusOf(error);
  const message = fieldOf(fieldOf(fieldOf(error, "response"), "data"), "message");
  const quoted = typeof message === "string" ? `: ${escapeControlCharacters(message, MAX_QUOTED)}` : "";
  const isSilent = status === 0 || (status === 500 && quoted === "");
  return `GitHub's API ${isSilent ? "did not answer" : `answered ${status}${quoted}`}`;
}
