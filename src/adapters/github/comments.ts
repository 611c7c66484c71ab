import { PurgeError } from "../../model/errors.ts";
import type { PullRequestComment, PullRequestComments } from "../../ports/comments.ts";
import { type ApiOptions, answerOf, type Call, createCall, fieldOf, isDenied, statusOf } from "./api.ts";

/** Comments of one page: the most that GitHub gives (its documentation, "List issue comments"). */
const PAGE = 100;
/** Pages that are read: GitHub takes 2,500 comments for one issue. */
const MAX_PAGES = 30;
/** Who writes with a job's own token. */
const JOB_TOKEN_LOGIN = "github-actions[bot]";

/**
 * The comments of a pull request, by GitHub's API. `pull-requests: write` is enough for the token.
 *
 * @see https://docs.github.com/en/rest/issues/comments
 */
export function createComments({ number, ...options }: ApiOptions & { readonly number: number }): PullRequestComments {
  let client: Promise<Call> | undefined;
  const call: Call = async (route, parameters) => {
    client ??= createCall(options);
    return (await client)(route, parameters);
  };
  const issue_number = String(number);
  const comment = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
  const ofIssue = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
  return {
    async list() {
      const comments: PullRequestComment[] = [];
      for (let page = 1; page <= MAX_PAGES; page++) {
        const parameters = { issue_number, per_page: String(PAGE), page: String(page) };
        const listed = await call(`GET ${ofIssue}`, parameters).catch(fail);
        if (!Array.isArray(listed))
          throw new PurgeError("unavailable", "GitHub's API answered with no list of comments");
        comments.push(...listed.flatMap(readComment));
        if (listed.length < PAGE) break;
      }
      return comments;
    },
    self: () => viewerOf(call, options.apiUrl),
    create: async (body) => void (await call(`POST ${ofIssue}`, { issue_number, body }).catch(fail)),
    update: (id, body) => isThere(call(`PATCH ${comment}`, { comment_id: String(id), body })),
    remove: async (id) => void (await isThere(call(`DELETE ${comment}`, { comment_id: String(id) }))),
  };
}

function readComment(entry: unknown): readonly PullRequestComment[] {
  const [id, body, author] = [fieldOf(entry, "id"), fieldOf(entry, "body"), fieldOf(fieldOf(entry, "user"), "login")];
  // The author of a comment may have left GitHub.
  if (typeof id !== "number" || typeof body !== "string" || typeof author !== "string") return [];
  return [{ id, body, author }];
}

/** REST tells the token of a job, or of an app, not whose it is; GraphQL does. A server without it has jobs' tokens. */
async function viewerOf(call: Call, apiUrl: string): Promise<string> {
  const graphql = `${apiUrl.replace(/\/+$/, "").replace(/\/api\/v3$/, "/api")}/graphql`;
  const answer = await call(`POST ${graphql}`, { query: "{ viewer { login } }" }).catch(() => undefined);
  const login = fieldOf(fieldOf(fieldOf(answer, "data"), "viewer"), "login");
  return typeof login === "string" ? login : JOB_TOKEN_LOGIN;
}

async function isThere(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    return statusOf(error) === 404 ? false : fail(error);
  }
}

function fail(error: unknown): never {
  const remedy = isDenied(error)
    ? " (the token under github-token needs pull-requests: write; on a pull request from a fork GitHub gives one that only reads)"
    : "";
  throw new PurgeError("unavailable", answerOf(error) + remedy);
}
