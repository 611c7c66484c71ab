import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createGit } from "../../../src/adapters/git/git.ts";
import { startGitServer } from "../../support/git-server.ts";
import {
  cloneRepository,
  copyRepository,
  createRepository,
  gitIn,
  gitTestEnvironment,
  type TestRepository,
} from "../../support/repository.ts";
import { treeOf } from "../../support/tree-of.ts";

const TOKEN = "ghs_0123456789abcdefABCDEF";
const OTHER_TOKEN = "ghp_somebodyElses0123456789";

interface Upstream extends AsyncDisposable {
  readonly repository: TestRepository;
  readonly before: string;
  readonly after: string;
}

let made: ReturnType<typeof makePushedAway> | undefined;

/** A repository whose branch was pushed away by force: `before` hangs on no branch any more. */
async function pushedAway(): Promise<Upstream> {
  made ??= makePushedAway();
  const { repository: original, before, after } = await made;
  const repository = await copyRepository(original);
  return { repository, before, after, [Symbol.asyncDispose]: () => repository.close() };
}

/** It is made once, and copied for each test. */
async function makePushedAway() {
  const repository = await createRepository({ "dist/a.html": "a1", "dist/b.html": "b1" });
  await repository.git("config", "uploadpack.allowFilter", "true");
  await repository.git("config", "uploadpack.allowAnySHA1InWant", "true");
  const start = await repository.head();
  await repository.write({ "dist/a.html": "a2" });
  const before = await repository.commit("to be replaced");
  await repository.git("reset", "--quiet", "--hard", start);
  await repository.write({ "dist/b.html": "b2" });
  const after = await repository.commit("forced");
  return { repository, before, after };
}

afterAll(async () => (await made)?.repository.close());

/** A shallow clone over HTTP: what lies on the same machine is not fetched, but read where it lies. */
async function shallowClone({ repository }: Upstream): Promise<TestRepository> {
  const server = await startGitServer(dirname(repository.root));
  const clone = await cloneRepository(`${server.url}/${basename(repository.root)}/.git`, "--depth=1");
  const close = async () => {
    await server[Symbol.asyncDispose]();
    await clone.close();
  };
  return { ...clone, close, [Symbol.asyncDispose]: close };
}

async function openClone(clone: TestRepository, secrets: string[] = []) {
  const git = createGit({
    workspace: clone.root,
    environment: gitTestEnvironment(),
    onSecret: (value) => secrets.push(value),
  });
  const opened = await git.open(".");
  if (opened === undefined) throw new Error("no repository");
  return opened;
}

/** Answers everything with "it is over there". */
async function startRedirect(to: string) {
  const server = createServer((request, response) =>
    response.writeHead(302, { location: `${to}${request.url}` }).end(),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => void server.close(() => server.closeAllConnections());
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close };
}

const configOf = (clone: TestRepository): Promise<Buffer> => readFile(join(clone.root, ".git/config"));

describe("a commit that the checkout did not bring", () => {
  it("is fetched by its id, without file contents and without a trace in the configuration", async () => {
    await using upstream = await pushedAway();
    await using clone = await shallowClone(upstream);
    const opened = await openClone(clone);
    const config = await configOf(clone);
    const refs = await clone.git("for-each-ref");
    expect(await opened.has(upstream.before)).toBe(false);
    expect(await opened.fetch(upstream.before, { serverUrl: "https://github.com" })).toEqual({ ok: true });
    expect(await opened.has(upstream.before)).toBe(true);
    expect(await configOf(clone)).toEqual(config);
    expect(await clone.git("for-each-ref")).toBe(refs);
    await expect(readFile(join(clone.root, ".git/FETCH_HEAD"))).rejects.toThrow();
    const old = await upstream.repository.git("rev-parse", `${upstream.before}:dist/a.html`);
    expect(await opened.blobs([old])).toEqual(new Map());
    await expect(clone.git("cat-file", "-e", upstream.before)).rejects.toThrow();
    const diff = await opened.diff(upstream.before, upstream.after);
    expect(diff.map(({ status, path }) => `${status} ${path}`)).toEqual(["M dist/a.html", "M dist/b.html"]);
    // The same as a clone that has everything.
    await using full = await cloneRepository(`file://${upstream.repository.root}`);
    await full.git("fetch", "--quiet", "origin", upstream.before);
    expect(await (await openClone(full)).diff(upstream.before, upstream.after)).toEqual(diff);
  });

  it("is not there any more, and the reason says so", async () => {
    await using upstream = await pushedAway();
    await upstream.repository.git("reflog", "expire", "--expire=now", "--all");
    await upstream.repository.git("gc", "--quiet", "--prune=now");
    await using clone = await shallowClone(upstream);
    const fetched = await (await openClone(clone)).fetch(upstream.before, { serverUrl: "https://github.com" });
    expect(fetched).toMatchObject({ ok: false, message: expect.stringMatching(/does not have this commit any more/) });
  });

  it("is refused by a server that hands out branches only", async () => {
    await using upstream = await pushedAway();
    await upstream.repository.git("config", "--unset", "uploadpack.allowAnySHA1InWant");
    await using server = await startGitServer(dirname(upstream.repository.root), undefined, true);
    await using clone = await cloneRepository(`${server.url}/${basename(upstream.repository.root)}/.git`, "--depth=1");
    const fetched = await (await openClone(clone)).fetch(upstream.before, { serverUrl: server.url });
    expect(fetched).toMatchObject({ ok: false, message: expect.stringMatching(/does not hand out commits by id/) });
  });

  it("comes with its contents from a server that knows no filter", async () => {
    await using upstream = await pushedAway();
    await upstream.repository.git("config", "uploadpack.allowFilter", "false");
    await using clone = await shallowClone(upstream);
    const config = await configOf(clone);
    const opened = await openClone(clone);
    expect(await opened.fetch(upstream.before, { serverUrl: "https://github.com" })).toEqual({ ok: true });
    expect(await opened.diff(upstream.before, upstream.after)).toHaveLength(2);
    expect(await configOf(clone)).toEqual(config);
  });

  it.each(["file://", ""])("is read where it lies, from a remote on this machine: %s", async (scheme) => {
    await using upstream = await pushedAway();
    await using clone = await cloneRepository(`file://${upstream.repository.root}`, "--depth=1");
    await clone.git("remote", "set-url", "origin", `${scheme}${upstream.repository.root}`);
    const opened = await openClone(clone);
    expect(await opened.fetch(upstream.before, { serverUrl: "https://github.com" })).toEqual({ ok: true });
    expect(await opened.diff(upstream.before, upstream.after)).toHaveLength(2);
    const none = await opened.fetch("a".repeat(40), { serverUrl: "https://github.com" });
    expect(none).toMatchObject({ ok: false, message: expect.stringContaining("does not have this commit") });
    await expect(clone.git("cat-file", "-e", upstream.before)).rejects.toThrow();
  });

  it("cannot be fetched without a remote, and never under a name", async () => {
    await using repository = await createRepository({ a: "1" });
    const opened = await openClone(repository);
    const options = { serverUrl: "https://github.com" };
    expect(await opened.fetch("a".repeat(40), options)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/no remote/),
    });
    for (const name of ["main", "--upload-pack=x", "refs/heads/main:refs/heads/x"]) {
      expect(await opened.fetch(name, options)).toMatchObject({ ok: false });
    }
  });
});

describe("a private repository", () => {
  /** The server refuses a request with two credentials, as GitHub does. */
  async function privateClone(keptHeader?: string) {
    const upstream = await pushedAway();
    const server = await startGitServer(dirname(upstream.repository.root), TOKEN);
    const url = `${server.url}/${basename(upstream.repository.root)}/.git`;
    const clone = await cloneRepository(`file://${upstream.repository.root}`, "--depth=1");
    await clone.git("remote", "set-url", "origin", url);
    if (keptHeader !== undefined) await clone.git("config", `http.${server.url}/.extraheader`, keptHeader);
    const close = async () => {
      await server[Symbol.asyncDispose]();
      await clone.close();
      await upstream[Symbol.asyncDispose]();
    };
    return { upstream, server, clone, url, [Symbol.asyncDispose]: close };
  }

  const basic = (token: string): string => Buffer.from(`x-access-token:${token}`).toString("base64");

  it("gives the base for the token, where the checkout kept no credential", async () => {
    await using setting = await privateClone();
    const { clone, server, upstream } = setting;
    const config = await configOf(clone);
    const secrets: string[] = [];
    const opened = await openClone(clone, secrets);
    expect(await opened.fetch(upstream.before, { token: TOKEN, serverUrl: server.url })).toEqual({ ok: true });
    expect(secrets).toEqual([basic(TOKEN)]);
    expect(await configOf(clone)).toEqual(config);
    const sent = server.requests;
    expect(sent.length).toBeGreaterThan(1);
    expect(sent.every(({ authorization }) => authorization.length === 1)).toBe(true);
  });

  it("gets one credential where the checkout kept one", async () => {
    await using setting = await privateClone(`AUTHORIZATION: basic ${basic(TOKEN)}`);
    const { clone, server, upstream } = setting;
    const secrets: string[] = [];
    const opened = await openClone(clone, secrets);
    expect(await opened.fetch(upstream.before, { token: OTHER_TOKEN, serverUrl: server.url })).toEqual({ ok: true });
    expect(secrets).toEqual([]);
  });

  it("gets one credential where the checkout kept it in an included file", async () => {
    await using setting = await privateClone();
    const { clone, server, upstream } = setting;
    const kept = join(clone.root, "..", "credentials.config");
    await gitIn(
      clone.root,
      "config",
      "--file",
      kept,
      `http.${server.url}/.extraheader`,
      `AUTHORIZATION: basic ${basic(TOKEN)}`,
    );
    await clone.git("config", `includeIf.gitdir:${clone.root}/.git.path`, kept);
    const opened = await openClone(clone);
    expect(await opened.fetch(upstream.before, { token: OTHER_TOKEN, serverUrl: server.url })).toEqual({ ok: true });
  });

  it("keeps its own header beside the token when that is no credential", async () => {
    await using setting = await privateClone("X-Trace: 1");
    const { clone, server, upstream } = setting;
    const opened = await openClone(clone);
    expect(await opened.fetch(upstream.before, { token: TOKEN, serverUrl: server.url })).toEqual({ ok: true });
  });

  it("is refused without a token, and prompts nobody for a password", async () => {
    await using setting = await privateClone();
    const { clone, server, upstream } = setting;
    const fetched = await (await openClone(clone)).fetch(upstream.before, { serverUrl: server.url });
    expect(fetched).toMatchObject({ ok: false, message: expect.stringMatching(/github-token with contents: read/) });
  });

  it("gets no token when it is not on the runner's own server", async () => {
    await using setting = await privateClone();
    const { clone, server, upstream } = setting;
    const secrets: string[] = [];
    const opened = await openClone(clone, secrets);
    for (const serverUrl of [
      "https://github.com",
      server.url.replace("127.0.0.1", "localhost"),
      `${server.url}0`,
      "",
      "file:///",
    ]) {
      expect((await opened.fetch(upstream.before, { token: TOKEN, serverUrl })).ok).toBe(false);
    }
    expect(secrets).toEqual([]);
    expect(server.requests.every(({ authorization }) => authorization.length === 0)).toBe(true);
  });

  it("is not fetched from where the server points to", async () => {
    await using setting = await privateClone();
    const { clone, server, upstream } = setting;
    await using door = await startRedirect(server.url);
    await clone.git("remote", "set-url", "origin", `${door.url}/${basename(upstream.repository.root)}/.git`);
    const fetched = await (await openClone(clone)).fetch(upstream.before, { token: TOKEN, serverUrl: door.url });
    expect(fetched.ok).toBe(false);
    expect(server.requests).toEqual([]);
  });

  it("does not show the password of its URL when it refuses it", async () => {
    await using setting = await privateClone();
    const { clone, server, upstream, url } = setting;
    await clone.git("remote", "set-url", "origin", url.replace("http://", `http://user:${OTHER_TOKEN}@`));
    const fetched = await (await openClone(clone)).fetch(upstream.before, { token: TOKEN, serverUrl: server.url });
    expect(fetched.ok).toBe(false);
    expect(JSON.stringify(fetched)).not.toContain(OTHER_TOKEN);
    expect(JSON.stringify(fetched)).toContain("credentials");
  });
});

describe("a clone without file contents", () => {
  it("is compared without fetching any", async () => {
    await using upstream = await pushedAway();
    await using clone = await cloneRepository(
      `file://${upstream.repository.root}`,
      "--filter=blob:none",
      "--no-checkout",
    );
    const base = await clone.git("rev-list", "--max-parents=0", "HEAD");
    // Nobody is there to give contents.
    await upstream.repository.close();
    const opened = await openClone(clone);
    expect((await opened.diff(base, upstream.after)).map(({ path }) => path)).toEqual(["dist/b.html"]);
    expect(await treeOf(opened, upstream.after, "dist")).toHaveLength(2);
  });
});
