import { realpath, stat } from "node:fs/promises";
import { isAbsolute } from "node:path";
import type { GitSettings } from "./environment.ts";
import type { OwnRepository } from "./own-repository.ts";
import { readSettings, readSettingsFile, type Settings } from "./read-settings.ts";

/** A header of http, without control characters. */
const HEADER = /^[^\p{Cc}]+$/u;

/**
 * The headers that actions/checkout configured for the server of a URL, its credential among them: `http.<url>.extraheader`
 * in the checkout's own configuration, or, since its sixth version, in a file that is included for this git directory alone.
 */
export async function checkoutHeaders(repository: OwnRepository, remoteUrl: string): Promise<GitSettings> {
  const { settings, run, checkout } = repository;
  const headers = headersFor(settings, remoteUrl);
  for (const [name, [path = ""]] of settings) {
    const [, pattern] = /^includeif\.gitdir:(.+)\.path$/s.exec(name) ?? [];
    if (pattern === undefined || !isAbsolute(path) || !(await names(pattern, checkout.commonDirectory))) continue;
    if ((await stat(path).catch(() => undefined))?.isFile() !== true) continue;
    headers.push(...headersFor((await readSettingsFile(run, path)).settings, remoteUrl));
  }
  return headers;
}

/** Does a condition of checkout's mean this git directory, or its linked work trees? */
async function names(pattern: string, directory: string): Promise<boolean> {
  const path = pattern.replace(/\/worktrees\/\*$/, "");
  return path === directory || (await realpath(path).catch(() => undefined)) === directory;
}

function headersFor(settings: Settings, remoteUrl: string): (readonly [string, string])[] {
  return [...settings].flatMap(([name, values]) => {
    const [, url] = /^http\.(https?:\/\/.+)\.extraheader$/s.exec(name) ?? [];
    if (url === undefined || URL.parse(url)?.origin !== URL.parse(remoteUrl)?.origin) return [];
    return values.filter((value) => HEADER.test(value)).map((value) => [name, value] as const);
  });
}

const MACHINE_SETTINGS = ["http.proxy", "http.sslbackend", "http.sslcainfo", "http.sslcapath"];

/**
 * How the machine reaches a server: its proxy and its certificates, as its owner configured them for the system or the user.
 * Git for Windows keeps its certificates there.
 */
export async function machineSettings({ run }: Pick<OwnRepository, "run">, home: string): Promise<GitSettings> {
  const read = await Promise.all([
    readSettings(run, "--system"),
    ...(home === "" ? [] : [readSettingsFile(run, `${home}/.gitconfig`)]),
  ]);
  return read.flatMap(({ settings }) =>
    MACHINE_SETTINGS.flatMap((name) => (settings.get(name) ?? []).slice(-1).map((value) => [name, value] as const)),
  );
}
