import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { chmod, chown, readFile, stat } from "node:fs/promises";
import http from "node:http";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeTempFolder } from "../support/temp-folder.ts";

/** The host whose pages the caches keep: it exists in no DNS, and stands in the Host header alone. */
export const HOST = "www.example.com";
/** In place of CHANGE-ME in every configuration. */
export const KEY = "rk_4Tz8Yb3Nc6P7Qm2Xw9Lr";

interface Received {
  readonly status: number;
  readonly reason: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A real cache on loopback, running. */
export interface RealCache extends AsyncDisposable {
  readonly url: string;
  /** One request, with the host and the key of the site. @throws when the connection breaks. */
  send(method: string, path: string, headers?: Readonly<Record<string, string>>): Promise<Received>;
  /** How often the origin had been asked for the copy that a visitor gets. */
  count(path: string, host?: string): Promise<number>;
}

/** Milliseconds until a server that was started must answer: a loaded machine needs some of it. */
const START_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** The first of these programs that this machine has. Debian keeps servers out of an ordinary user's PATH. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A configuration of docs/caches with other values in it. @throws when a value to replace does not stand there. */
export async function readConfig(name: string, values: Readonly<Record<string, string>>): Promise<string> {
  let text = await readFile(new URL(`../../docs/caches/${name}`, import.meta.url), "utf8");
  for (const [from, to] of Object.entries(values)) {
    if (!text.includes(from)) throw new Error(`docs/caches/${name} does not contain ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** A folder that the server's own user may write to. It goes with the test file. */
export async function createFolder(owner: string): Promise<string> {
  const path = await makeTempFolder("deploy-purge-cache-");
  const ids = await idsOf(owner);
  // Servers that are started as root go on as a user of their own.
  if (ids !== undefined && userInfo().uid === 0) await chown(path, ...ids);
  await chmod(path, 0o755);
  await openWayTo(path);
  return path;
}

/** Lets every user through the folders around: those that tests make for themselves are closed to others. */
export async function openWayTo(path: string): Promise<void> {
  for (let around = dirname(path); around !== dirname(around); around = dirname(around)) {
    const { mode } = await stat(around);
    if ((mode & 0o001) === 0) await chmod(around, (mode & 0o7777) | 0o111);
  }
}

async function idsOf(user: string): Promise<[number, number] | undefined> {
  const line = (await readFile("/etc/passwd", "utf8")).split("\n").find((entry) => entry.startsWith(`${user}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid === undefined || gid === undefined ? undefined : [Number(uid), Number(gid)];
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a server in the foreground and waits until it answers. It ends with the test, and so does what it started. */
export async function startCache({ program, args, port, environment }: Command): Promise<RealCache> {
  // A group of its own: Varnish and nginx start processes that would outlive a parent that is killed.
  const child = spawn(program, args, { detached: true, stdio: "pipe", env: { ...process.env, ...environment } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
  const url = `http://127.0.0.1:${port}`;
  const stop = (): Promise<void> => endGroup(child);
  const until = Date.now() + START_MS;
  while ((await send(url, "GET", "/started").catch(() => undefined))?.status !== 200) {
    if (child.exitCode === null && Date.now() < until) {
      await sleep(LOOK_EVERY_MS);
      continue;
    }
    await stop();
    throw new Error(`${program} does not answer: ${output}`);
  }
  return {
    url,
    send: (method, path, headers) => send(url, method, path, headers),
    async count(path, host = HOST) {
      const { body } = await send(url, "GET", path, { host });
      return Number(/#(\d+)/.exec(body)?.[1]);
    },
    [Symbol.asyncDispose]: stop,
  };
}

async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const ended = Promise.withResolvers<void>();
  child.once("exit", () => ended.resolve());
  if (child.exitCode !== null || child.signalCode !== null) ended.resolve();
  signalGroup(pid, "SIGTERM");
  const patience = setTimeout(() => signalGroup(pid, "SIGKILL"), 5000);
  await ended.promise;
  clearTimeout(patience);
  signalGroup(pid, "SIGKILL");
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

function send(
  url: string,
  method: string,
  path: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Received> {
  const received = Promise.withResolvers<Received>();
  const headers = { host: HOST, "x-purge-key": KEY, ...more };
  const request = http.request(url, { method, path, headers, agent: false }, (response) => {
    let body = "";
    response.setEncoding("utf8").on("data", (text: string) => {
      body += text;
    });
    const { statusCode: status = 0, statusMessage: reason = "" } = response;
    response.on("end", () => received.resolve({ status, reason, headers: response.headers, body }));
    response.on("error", received.reject);
  });
  request.on("error", received.reject).end();
  return received.promise;
}
