import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

interface TestComment {
  readonly id: number;
  readonly author: string;
  body: string;
}

export interface CommentsServer extends AsyncDisposable {
  /** What GITHUB_API_URL says. */
  readonly url: string;
  /** The comments of pull request 7 in `octo-org/site`, oldest first; tests add to it. */
  readonly comments: TestComment[];
  /** `METHOD /path`, without the query. */
  readonly requests: readonly string[];
  /** Somebody writes. */
  write(author: string, body: string): TestComment;
  /** From now on requests that match are answered so; `hang` is never answered. */
  refuse(what: RegExp, answer: { readonly status: number; readonly message: string } | "hang"): void;
  /** Whose token it is; undefined where the server knows no GraphQL. */
  login: string | undefined;
}

/** GitHub refuses a longer body. */
const LONGEST_BODY = 65_536;

/**
 * The part of GitHub's API that keeps the comments of a pull request, with the state that it has on GitHub: pages of at most
 * 100, bodies of at most 65,536 characters, and an author for each comment.
 *
 * @see https://docs.github.com/en/rest/issues/comments
 */
export async function startCommentsServer(prefix = ""): Promise<CommentsServer> {
  const requests: string[] = [];
  const refusals: [RegExp, Parameters<CommentsServer["refuse"]>[1]][] = [];
  let ids = 0;
  const state = {
    comments: [] as TestComment[],
    login: "github-actions[bot]" as string | undefined,
    write(author: string, body: string): TestComment {
      ids += 1;
      const comment = { id: ids, author, body };
      state.comments.push(comment);
      return comment;
    },
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const what = `${request.method} ${url.pathname}`;
    requests.push(what);
    const [, refusal] = refusals.find(([pattern]) => pattern.test(what)) ?? [];
    if (refusal === "hang") return;
    const { status, body } =
      refusal === undefined
        ? answerTo(what.replace(` ${prefix}`, " "), url, await bodyOf(request), state)
        : { status: refusal.status, body: { message: refusal.message } };
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(status === 204 ? undefined : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`;
  return Object.assign(state, {
    url,
    requests,
    refuse: (what: RegExp, answer: Parameters<CommentsServer["refuse"]>[1]) => void refusals.push([what, answer]),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
}

interface State {
  readonly comments: TestComment[];
  readonly login: string | undefined;
  write(author: string, body: string): TestComment;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

function answerTo(what: string, url: URL, given: { body?: unknown }, state: State): Answer {
  const { comments, login } = state;
  const own = login ?? "github-actions[bot]";
  if (/^POST .*\/graphql$/.test(what))
    return login === undefined ? NOT_FOUND : { status: 200, body: { data: { viewer: { login } } } };
  const text = String(given.body ?? "");
  const isLong = text.length > LONGEST_BODY;
  if (isLong) return { status: 422, body: { message: "Body is too long (maximum is 65536 characters)" } };
  if (what === "GET /repos/octo-org/site/issues/7/comments") return { status: 200, body: page(url, comments) };
  if (what === "POST /repos/octo-org/site/issues/7/comments")
    return { status: 201, body: shown(state.write(own, text)) };
  const [, method, id] = /^(PATCH|DELETE) \/repos\/octo-org\/site\/issues\/comments\/(\d+)$/.exec(what) ?? [];
  const at = comments.findIndex((one) => String(one.id) === id);
  const comment = comments[at];
  if (comment === undefined) return NOT_FOUND;
  if (method === "PATCH") {
    comment.body = text;
    return { status: 200, body: shown(comment) };
  }
  comments.splice(at, 1);
  return { status: 204 };
}

const NOT_FOUND: Answer = { status: 404, body: { message: "Not Found" } };

function page(url: URL, comments: readonly TestComment[]): readonly unknown[] {
  const size = Math.min(Number(url.searchParams.get("per_page") ?? 30), 100);
  const from = (Number(url.searchParams.get("page") ?? 1) - 1) * size;
  return comments.slice(from, from + size).map(shown);
}

function shown({ id, author, body }: TestComment): unknown {
  return { id, body, user: { login: author, type: author.endsWith("[bot]") ? "Bot" : "User" } };
}

async function bodyOf(request: IncomingMessage): Promise<{ body?: unknown }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
