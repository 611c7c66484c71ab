import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestRepository } from "./repository.ts";

export interface GitHubServer extends AsyncDisposable {
  /** What GITHUB_API_URL says. */
  readonly url: string;
  /** Paths that were asked for, with their query. */
  readonly requests: readonly string[];
  /** Values of `authorization`, one for each request. */
  readonly authorizations: readonly (string | undefined)[];
  /** The next answers are these instead. */
  fail(...answers: readonly { readonly status: number; readonly message?: string }[]): void;
}

/**
 * The part of GitHub's API that reads commits and trees, over a real repository.
 *
 * @param mostEntries of one answer: more are cut and called `truncated`, as GitHub does beyond 100,000.
 * @see https://docs.github.com/en/rest/git/trees
 */
export async function startGitHubServer(repository: TestRepository, mostEntries = 100_000): Promise<GitHubServer> {
  const requests: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const failures: { status: number; message?: string }[] = [];
  const server = createServer(async (request, response) => {
    requests.push(request.url ?? "");
    authorizations.push(request.headers.authorization);
    const failure = failures.shift();
    const answer =
      failure === undefined
        ? await answerTo(new URL(request.url ?? "/", "http://localhost"), repository, mostEntries)
        : { status: failure.status, body: { message: failure.message ?? "" } };
    response.writeHead(answer.status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(answer.body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    authorizations,
    fail: (...answers) => failures.push(...answers),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const NOT_FOUND: Answer = { status: 404, body: { message: "Not Found" } };

async function answerTo(url: URL, repository: TestRepository, mostEntries: number): Promise<Answer> {
  const [, kind, name = ""] =
    /^\/repos\/octo\/site\/(git\/commits|git\/trees|git\/blobs|commits)\/(.+)$/.exec(url.pathname) ?? [];
  const object = decodeURIComponent(name);
  try {
    if (kind === "commits" || kind === "git/commits") {
      if (kind === "git/commits" && !/^[0-9a-f]{40}$/.test(object)) return NOT_FOUND;
      const [sha, tree] = (await repository.git("log", "-1", "--format=%H %T", object, "--")).split(" ");
      return {
        status: 200,
        body: { sha, ...(kind === "commits" ? { commit: { tree: { sha: tree } } } : { tree: { sha: tree } }) },
      };
    }
    if (kind === "git/blobs") {
      const content = await repository.git("cat-file", "blob", object);
      return {
        status: 200,
        body: { sha: object, encoding: "base64", content: Buffer.from(content).toString("base64") },
      };
    }
    if (kind !== "git/trees") return NOT_FOUND;
    const recursive = url.searchParams.has("recursive") ? ["-r", "-t"] : [];
    const listed = (await repository.git("ls-tree", "-z", ...recursive, object))
      .split("\0")
      .filter((line) => line !== "");
    const tree = listed.map((line) => {
      const [facts = "", path] = line.split("\t");
      const [mode, type, sha] = facts.split(" ");
      return { path, mode, type, sha, url: "" };
    });
    return {
      status: 200,
      body: { sha: object, tree: tree.slice(0, mostEntries), truncated: tree.length > mostEntries },
    };
  } catch {
    return NOT_FOUND;
  }
}
