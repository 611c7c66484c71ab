import type { GitEnd } from "./process.ts";

/** Runs one git command in the repository. */
export type Run = (
  args: readonly string[],
  options?: { readonly settings?: readonly (readonly [string, string])[]; readonly limitMs?: number },
) => Promise<GitEnd & { readonly text: string }>;

export interface FetchOptions {
  /** Full hex id. */
  readonly commit: string;
  readonly token?: string;
  readonly serverUrl: string;
  readonly limitMs: number;
  /** Told every secret that is made here, before it is used. */
  readonly onSecret: (value: string) => void;
}

/** Remote names that are safe as an argument and inside a configuration key. */
const PLAIN_REMOTE = /^[A-Za-z0-9_][A-Za-z0-9_/-]*$/;

/**
 * Brings one commit with its trees and without its files' content: that is all that a diff by id needs.
 *
 * The repository is told for this one process that the remote is a promisor, so that git does not write it down: the
 * user's configuration stays as it was, byte by byte. Nothing but objects and the list of shallow commits changes.
 */
export async function fetchCommit(
  run: Run,
  order: FetchOptions,
): Promise<{ ok: true } | { ok: false; message: string }> {
  const remote = await findRemote(run);
  if (remote === undefined) return { ok: false, message: "the repository has no remote to fetch from" };
  const settings: (readonly [string, string])[] = [
    [`remote.${remote.name}.promisor`, "true"],
    [`remote.${remote.name}.partialclonefilter`, "blob:none"],
    ["fetch.writeCommitGraph", "false"],
    ["gc.auto", "0"],
    ["maintenance.auto", "false"],
    // A header goes where a redirect points: a credential must not.
    ["http.followRedirects", "false"],
    ...(await credentialFor(run, remote.url, order)),
  ];
  const ended = await run(fetchArguments(remote.name, order.commit), { settings, limitMs: order.limitMs });
  return ended.ok ? { ok: true } : { ok: false, message: explain(ended.message) };
}

function fetchArguments(remote: string, commit: string): readonly string[] {
  return [
    "fetch",
    "--quiet",
    "--depth=1",
    "--filter=blob:none",
    "--no-tags",
    "--no-prune",
    "--no-write-fetch-head",
    "--no-recurse-submodules",
    "--refmap=",
    // The configuration could name any program here.
    "--upload-pack=git-upload-pack",
    remote,
    commit,
  ];
}

/** `origin`, as checkout names it, else the only remote there is. */
async function findRemote(run: Run): Promise<{ readonly name: string; readonly url: string } | undefined> {
  const names = (await run(["remote"])).text.split("\n").filter((name) => PLAIN_REMOTE.test(name));
  const name = names.includes("origin") ? "origin" : names.length === 1 ? names[0] : undefined;
  if (name === undefined) return undefined;
  const { ok, text } = await run(["remote", "get-url", name]);
  return ok ? { name, url: text.replace(/\n$/, "") } : undefined;
}

/**
 * The token as a header, when it may and must be sent: to the runner's own server alone, and only when the checkout kept
 * no credential for it (GitHub refuses a request with two).
 */
async function credentialFor(
  run: Run,
  remoteUrl: string,
  { token, serverUrl, onSecret }: FetchOptions,
): Promise<readonly (readonly [string, string])[]> {
  if (token === undefined || token === "" || !URL.canParse(remoteUrl) || !URL.canParse(serverUrl)) return [];
  const remote = new URL(remoteUrl);
  const server = new URL(serverUrl);
  const isWeb = server.protocol === "https:" || server.protocol === "http:";
  if (!isWeb || remote.origin !== server.origin || remote.username !== "" || remote.password !== "") return [];
  const kept = await run(["config", "--get-urlmatch", "http.extraheader", remoteUrl]);
  if (/^authorization:/im.test(kept.text)) return [];
  const encoded = Buffer.from(`x-access-token:${token}`).toString("base64");
  onSecret(encoded);
  return [[`http.${server.origin}/.extraheader`, `AUTHORIZATION: basic ${encoded}`]];
}

function explain(message: string): string {
  if (/not our ref|unadvertised object|no such remote ref/i.test(message)) {
    return `the server does not have this commit any more, or does not hand out commits by id (${message})`;
  }
  if (/filter/i.test(message)) return `the server refuses to leave out file contents (${message})`;
  if (/could not read Username|Authentication failed|terminal prompts disabled|\b40[13]\b|not found/i.test(message)) {
    return `the server wants other credentials (${message}); give github-token with contents: read`;
  }
  return message;
}
