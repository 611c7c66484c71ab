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
  /** What has been deployed, oldest first; tests add to it. */
  readonly deployments: TestDeployment[];
  /** The next answers are these instead. */
  fail(...answers: readonly { readonly status: number; readonly message?: string }[]): void;
}

export interface TestDeployment {
  readonly sha: string;
  /** States it has had, oldest first. */
  readonly states: readonly string[];
  readonly environment?: string;
  readonly task?: string;
  readonly isTransient?: boolean;
  /** The run whose job made it. */
  readonly runId?: string;
}

/**
 * The part of GitHub's API that reads commits, trees and deployments, over a real repository.
 *
 * @param mostEntries of one answer: more are cut and called `truncated`, as GitHub does beyond 100,000.
 * @see https://docs.github.com/en/rest/git/trees
 * @see https://docs.github.com/en/rest/deployments/deployments
 */
export async function startGitHubServer(repository: TestRepository, maxEntries = 100_000): Promise<GitHubServer> {
  const requests: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const deployments: TestDeployment[] = [];
  const failures: { status: number; message?: string }[] = [];
  const listTree = createTreeList(repository);
  const server = createServer(async (request, response) => {
    requests.push(request.url ?? "");
    authorizations.push(request.headers.authorization);
    const failure = failures.shift();
    const url = new URL(request.url ?? "/", "http://localhost");
    const answer =
      failure === undefined
        ? (deploymentsAt(url, deployments) ?? (await answerTo(url, { repository, listTree, maxEntries })))
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
    deployments,
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

/** Ids count from 1, in the order in which they were made; both lists start with the newest. */
function deploymentsAt(url: URL, all: readonly TestDeployment[]): Answer | undefined {
  const [, below] = /^\/repos\/octo\/site\/deployments(\/\d+\/statuses)?$/.exec(url.pathname) ?? [];
  if (below === undefined && !url.pathname.endsWith("/deployments")) return undefined;
  const size = Math.min(Number(url.searchParams.get("per_page") ?? 30), 100);
  const from = (Number(url.searchParams.get("page") ?? 1) - 1) * size;
  const page = (entries: readonly unknown[]) => ({ status: 200, body: entries.slice(from, from + size) });
  if (below !== undefined) {
    const { states = [], runId } = all[Number(/\d+/.exec(below)?.[0]) - 1] ?? {};
    const log_url = runId === undefined ? "" : `https://github.com/octo/site/actions/runs/${runId}/job/7`;
    return page(states.map((state) => ({ state, log_url })).reverse());
  }
  const listed = all.map(({ sha, environment = "production", task = "deploy", isTransient = false }, index) => ({
    ...{ id: index + 1, sha, ref: "main", task, environment, transient_environment: isTransient },
  }));
  const wanted = url.searchParams.get("environment");
  return page(listed.filter(({ environment }) => environment === wanted).reverse());
}

interface TreeEntry {
  readonly path: string;
  readonly mode: string | undefined;
  readonly type: string | undefined;
  readonly sha: string | undefined;
}

/** Lists all that is below a tree. Git is started once for a tree and all trees below it, whose ids never mean another one. */
function createTreeList({ git }: TestRepository): (object: string) => Promise<readonly TreeEntry[]> {
  const known = new Map<string, readonly TreeEntry[]>();
  return async (object) => {
    const found = known.get(object);
    if (found !== undefined) return found;
    const lines = (await git("ls-tree", "-z", "-r", "-t", object)).split("\0").filter((line) => line !== "");
    const entries = lines.map((line) => {
      const [facts = "", path = ""] = line.split("\t");
      const [mode, type, sha] = facts.split(" ");
      return { path, mode, type, sha };
    });
    for (const { path, type, sha = "" } of entries) {
      const below = type === "tree" ? entries.filter((entry) => entry.path.startsWith(`${path}/`)) : [];
      if (below.length > 0)
        known.set(
          sha,
          below.map((entry) => ({ ...entry, path: entry.path.slice(path.length + 1) })),
        );
    }
    return entries;
  };
}

async function answerTo(
  url: URL,
  given: {
    readonly repository: TestRepository;
    readonly listTree: ReturnType<typeof createTreeList>;
    readonly maxEntries: number;
  },
): Promise<Answer> {
  const { repository, listTree, maxEntries } = given;
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
    const isRecursive = url.searchParams.has("recursive");
    const listed = (await listTree(object)).filter(({ path }) => isRecursive || !path.includes("/"));
    const tree = listed.map((entry) => ({ ...entry, url: "" }));
    return {
      status: 200,
      body: { sha: object, tree: tree.slice(0, maxEntries), truncated: tree.length > maxEntries },
    };
  } catch {
    return NOT_FOUND;
  }
}
