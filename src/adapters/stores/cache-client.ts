import { AsyncLocalStorage } from "node:async_hooks";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { withoutWorkspace } from "../files/search-path.ts";

type Cache = typeof import("@actions/cache");

/** What a call gets: the toolkit, what it has printed since this call began, and the empty folder that it works in. */
export interface Toolkit {
  readonly cache: Cache;
  readonly output: () => readonly string[];
  readonly folder: string;
}

/** GitHub's own client of the cache service, made to leave the step as it was and to come to an end. */
export interface CacheToolkit {
  /** @param signal gives the call up at once. */
  call<T>(work: (toolkit: Toolkit) => Promise<T>, signal?: AbortSignal): Promise<T | Failed>;
}

export interface CacheToolkitOptions {
  /** The runner's temporary folder; empty: the system's. */
  readonly temp: string;
  /** Gets the lines that the toolkit would print itself. */
  readonly debug: (text: string) => void;
  /** Milliseconds for one call, the toolkit's own retries included. Default 60,000, as for one command of git. */
  readonly limitMs?: number;
}

/** `message`: one sentence without its full stop. */
type Failed = { readonly kind: "failed"; readonly message: string };

const CALL_LIMIT_MS = 60_000;
const NO_TIME = "the run had no time left to wait for the cache service";

/**
 * One toolkit for all stores of a run, since it works on what belongs to the whole process. It has no limit for an answer
 * that never comes (five attempts of three minutes; none for a body that stops), and no way to be ended: a call that is
 * given up goes on behind the scenes until the process ends. So it is the last one, and whatever it still prints is kept
 * from the log.
 */
export function createCacheToolkit({ temp, debug, limitMs = CALL_LIMIT_MS }: CacheToolkitOptions): CacheToolkit {
  let gaveUp: string | undefined;
  return {
    async call(work, signal) {
      if (signal?.aborted) gaveUp ??= NO_TIME;
      if (gaveUp !== undefined) return failed(gaveUp);
      const folder = await mkdtemp(join(temp || tmpdir(), "deploy-purge-cache-"));
      const output = captureOutput();
      const limit = startLimit(limitMs, signal);
      let giveBack = (): void => undefined;
      try {
        giveBack = await borrowEnvironment(folder);
        // Loaded here, since most of it is a client for one storage service.
        const cache = await import("@actions/cache");
        const toolkit = { cache, output: output.lines, folder: process.cwd() };
        return await Promise.race([output.during(() => work(toolkit)), limit.over]);
      } catch (error) {
        return failed(escapeControlCharacters(error instanceof Error ? error.message : String(error), 300));
      } finally {
        gaveUp = limit.stop();
        giveBack();
        // Whole answers stay out: they hold signed addresses.
        for (const line of output.lines()) if (!/^(?:(?:Body|Raw Body|Headers):|\{)/.test(line)) debug(line);
        if (gaveUp === undefined) {
          output.end();
          await rm(folder, { recursive: true, force: true });
        }
      }
    },
  };
}

/** @returns what a call races against, and what ends the race and gives the reason when the call was given up. */
function startLimit(limitMs: number, signal: AbortSignal | undefined) {
  const { promise: over, resolve } = Promise.withResolvers<Failed>();
  let gaveUp: string | undefined;
  const giveUp = (why: string): void => {
    gaveUp ??= why;
    resolve(failed(gaveUp));
  };
  const cancel = (): void => giveUp(NO_TIME);
  const timer = setTimeout(() => giveUp(`the cache service did not answer within ${limitMs / 1000} s`), limitMs);
  signal?.addEventListener("abort", cancel, { once: true });
  return {
    over,
    stop(): string | undefined {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      return gaveUp;
    },
  };
}

/**
 * Makes an empty folder the workspace for the time of a call: the toolkit names files relative to it, and the user's own is
 * left alone. And it hides `zstd`: the toolkit packs with it where it finds it, else with gzip, and the kind of compression is
 * part of an entry's identity. With gzip everywhere, runners with and without zstd find each other's entries.
 *
 * @returns what gives all of it back.
 */
async function borrowEnvironment(folder: string): Promise<() => void> {
  const [work, tools] = [join(folder, "work"), join(folder, "tools")];
  await Promise.all([mkdir(work), mkdir(tools)]);
  // Prints no version, which the toolkit takes for "not there".
  await writeFile(join(tools, "zstd"), "#!/bin/sh\n", { mode: 0o755 });
  await writeFile(join(tools, "zstd.cmd"), "@exit /b 0\r\n");
  const cwd = process.cwd();
  const others = withoutWorkspace(process.env["PATH"] ?? "", process.env["GITHUB_WORKSPACE"] ?? "");
  const borrowed = {
    GITHUB_WORKSPACE: work,
    RUNNER_TEMP: work,
    PATH: `${tools}${delimiter}${others}`,
  };
  const before = Object.keys(borrowed).map((name): [string, string | undefined] => [name, process.env[name]]);
  process.chdir(work);
  Object.assign(process.env, borrowed);
  return () => {
    process.chdir(cwd);
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

/**
 * What the toolkit prints, kept from the log: it prints names and answers as they come, and makes warnings of what this
 * action reports itself. Only the masking of signed addresses goes through. What others print meanwhile is not touched.
 */
function captureOutput() {
  const write = process.stdout.write;
  const inside = new AsyncLocalStorage<true>();
  const lines: string[] = [];
  process.stdout.write = ((...args: Parameters<typeof write>): boolean => {
    if (inside.getStore() === undefined) return write.apply(process.stdout, args);
    const [chunk] = args;
    const text = typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
    for (const line of text.split(/[\r\n]+/)) {
      if (line.startsWith("::add-mask::")) write.call(process.stdout, `${line}\n`);
      else if (line !== "") lines.push(escapeControlCharacters(line.replace(/^::[a-z-]+(?: [^:]*)?::/, ""), 300));
    }
    return true;
  }) as typeof write;
  return {
    during: <T>(work: () => Promise<T>): Promise<T> => inside.run(true, work),
    lines: (): readonly string[] => lines,
    end: (): void => {
      process.stdout.write = write;
    },
  };
}

function failed(message: string): Failed {
  return { kind: "failed", message };
}
