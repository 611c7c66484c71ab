import { join, resolve as resolvePath } from "node:path";
import { checkoutHeaders, machineSettings } from "./checkout-credentials.ts";
import type { GitSettings } from "./environment.ts";
import { addAlternate, type OwnRepository } from "./own-repository.ts";
import { readText } from "./process.ts";
import { lastOf, type Settings } from "./read-settings.ts";
import { sshVariables } from "./ssh-command.ts";

export interface FetchOptions {
  /** Full hex id. */
  readonly commit: string;
  readonly token?: string | undefined;
  readonly serverUrl: string;
  /** Milliseconds. */
  readonly limitMs: number;
  readonly environment: NodeJS.ProcessEnv;
  /** Called with every secret that is made here, before it is used. */
  readonly onSecret: (value: string) => void;
  /** Fetches into this git directory instead, which has no objects, so that nothing is left out as known. */
  readonly into?: string | undefined;
}

export type Fetched = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Remote names that are safe inside a setting's name. */
const PLAIN_REMOTE = /^[A-Za-z0-9_][A-Za-z0-9_/-]*$/;

/**
 * Brings one commit with its trees and without its files' content: that is all that a diff by id needs. It goes to our own
 * git directory: the checkout stays as it was.
 *
 * The remote is a promisor for this one process, so that git does not write it down and brings nothing by itself later.
 */
export async function fetchCommit(repository: OwnRepository, options: FetchOptions): Promise<Fetched> {
  const url = remoteUrl(repository.settings);
  if (url === undefined) return { ok: false, message: "the repository has no remote to fetch from" };
  const local = localPath(url, repository.checkout.root);
  if (local !== undefined) return borrowFrom(local, repository, options.commit);
  const { environment, into } = options;
  const settings: GitSettings = [
    ["remote.origin.url", url],
    ["remote.origin.promisor", "true"],
    ["remote.origin.partialclonefilter", "blob:none"],
    ...(await machineSettings(repository, environment["HOME"] ?? environment["USERPROFILE"] ?? "")),
    ...(await credentialsFor(repository, url, options)),
  ];
  const ended = await readText(repository.run, fetchArguments("origin", options.commit), {
    settings,
    limitMs: options.limitMs,
    variables: {
      ...sshVariables(lastOf(repository.settings, "core.sshcommand"), environment["RUNNER_TEMP"] ?? ""),
      ...(into === undefined ? {} : { GIT_DIR: into }),
    },
  });
  return ended.ok ? { ok: true } : { ok: false, message: explain(ended.message) };
}

/** The path that a remote's URL names, absolute, where it is one on this machine. */
function localPath(url: string, root: string): string | undefined {
  if (url.startsWith("file://")) return URL.canParse(url) ? decodeURIComponent(new URL(url).pathname) : undefined;
  // As git takes it: a colon before the first slash is a host's, and `::` a helper's.
  return /^[^/]*:/.test(url) ? undefined : resolvePath(root, url);
}

/**
 * Reads the objects of a repository on this machine where they lie. To fetch them would start the other end in that
 * repository, with its configuration in force.
 */
async function borrowFrom(path: string, { directory, objects }: OwnRepository, commit: string): Promise<Fetched> {
  for (const folder of ["objects", ".git/objects"]) await addAlternate(directory, join(path, folder));
  objects.refresh();
  const answer = await objects.read([`${commit}^{commit}`]);
  const ok = answer.ok && answer.objects[0] !== undefined;
  return ok ? { ok } : { ok, message: "the remote, a repository on this machine, does not have this commit" };
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
    "--upload-pack=git-upload-pack",
    remote,
    commit,
  ];
}

/** The URL of `origin`, as checkout names it, else of the only remote there is. */
function remoteUrl(settings: Settings): string | undefined {
  const urls = [...settings.keys()].flatMap((key) => /^remote\.(.+)\.url$/s.exec(key)?.[1] ?? []);
  const names = urls.filter((name) => PLAIN_REMOTE.test(name));
  const name = names.includes("origin") ? "origin" : names.length === 1 ? names[0] : undefined;
  return name === undefined ? undefined : settings.get(`remote.${name}.url`)?.[0];
}

/**
 * The headers that checkout kept, and the token as one more, when it may and must be sent: to the runner's own server alone,
 * and only when the checkout kept no credential for it (GitHub refuses a request with two).
 */
async function credentialsFor(
  repository: OwnRepository,
  url: string,
  { token, serverUrl, onSecret }: FetchOptions,
): Promise<GitSettings> {
  const remote = URL.parse(url);
  const server = URL.parse(serverUrl);
  if (remote === null || !isWeb(remote)) return [];
  const kept = await checkoutHeaders(repository, url);
  if (kept.some(([, value]) => /^authorization:/i.test(value))) return kept;
  if (token === undefined || token === "" || server === null || !isWeb(server)) return kept;
  if (remote.origin !== server.origin || remote.username !== "" || remote.password !== "") return kept;
  const encoded = Buffer.from(`x-access-token:${token}`).toString("base64");
  onSecret(encoded);
  return [...kept, [`http.${server.origin}/.extraheader`, `AUTHORIZATION: basic ${encoded}`]];
}

function isWeb({ protocol }: URL): boolean {
  return protocol === "https:" || protocol === "http:";
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
