import { execFileSync, spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gitTestEnvironment } from "./repository.ts";

export interface GitServer extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`; a repository of the served folder is below it. */
  readonly url: string;
  /** Every request so far. Header names are lower case; `authorization` counts how many there were. */
  readonly requests: readonly { readonly path: string; readonly authorization: readonly string[] }[];
  /** Keeps the next request back whose path with its query matches. */
  hold(path: RegExp): HeldRequest;
}

export interface HeldRequest {
  /** The request is there, and waits. */
  readonly arrived: Promise<void>;
  /** Lets it go on, or nothing more be kept back. */
  release(): void;
}

/**
 * Git over HTTP on loopback, by git's own server program.
 *
 * @param folder holds the repositories.
 * @param token what requests must carry as the password of Basic credentials; absent: everybody may read.
 * @param isOld speaks the first version of the protocol only, which refuses commits that no branch has.
 */
export async function startGitServer(folder: string, token?: string, isOld = false): Promise<GitServer> {
  const requests: { path: string; authorization: string[] }[] = [];
  const holds = createHolds();
  const server = createServer(async (request, response) => {
    const authorization = headerValues(request, "authorization");
    requests.push({ path: request.url ?? "", authorization });
    if (authorization.length > 1) return end(response, 400, "Duplicate header: Authorization");
    if (token !== undefined && !carries(authorization[0], token)) {
      response.setHeader("www-authenticate", 'Basic realm="test"');
      return end(response, 401, "who are you?");
    }
    await holds.pass(request.url ?? "");
    serve(folder, request, response, isOld);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    hold: holds.add,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function createHolds() {
  const waiting = new Set<{ readonly path: RegExp; readonly arrive: () => void; readonly released: Promise<void> }>();
  return {
    add(path: RegExp): HeldRequest {
      const arrived = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const hold = { path, arrive: arrived.resolve, released: released.promise };
      waiting.add(hold);
      return {
        arrived: arrived.promise,
        release() {
          waiting.delete(hold);
          released.resolve();
        },
      };
    },
    async pass(path: string): Promise<void> {
      const hold = [...waiting].find((one) => one.path.test(path));
      if (hold === undefined) return;
      waiting.delete(hold);
      hold.arrive();
      await hold.released;
    },
  };
}

function headerValues(request: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    if (request.rawHeaders[at]?.toLowerCase() === name) values.push(request.rawHeaders[at + 1] ?? "");
  }
  return values;
}

function carries(authorization: string | undefined, token: string): boolean {
  const [, encoded = ""] = /^basic (.+)$/i.exec(authorization ?? "") ?? [];
  return Buffer.from(encoded, "base64").toString().endsWith(`:${token}`);
}

function end(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.end(text);
}

/** Git's own server program. Started as `git http-backend`, it costs a second process for each request. */
const BACKEND = join(execFileSync("git", ["--exec-path"], { encoding: "utf8" }).trim(), "git-http-backend");

/** The common gateway interface, as far as git's server needs it. */
function serve(folder: string, request: IncomingMessage, response: ServerResponse, isOld: boolean): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  const child = spawn(BACKEND, {
    env: {
      ...gitTestEnvironment(),
      // Nothing is tidied up after a push: another process, for a repository that lives for one test.
      ...{ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "receive.autogc", GIT_CONFIG_VALUE_0: "false" },
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"],
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
      GIT_PROTOCOL: isOld ? undefined : (request.headers["git-protocol"] as string | undefined),
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  child.stdin.on("error", () => undefined);
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.on("close", () => answer(Buffer.concat(chunks), response));
}

function answer(output: Buffer, response: ServerResponse): void {
  const split = output.indexOf("\r\n\r\n");
  for (const line of output.subarray(0, split).toString("latin1").split("\r\n")) {
    const [name = "", value = ""] = line.split(/:\s*(.*)/s);
    if (name.toLowerCase() === "status") response.statusCode = Number.parseInt(value, 10);
    else if (name !== "") response.setHeader(name, value);
  }
  response.end(output.subarray(split + 4));
}
