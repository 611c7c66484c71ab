import { MAX_QUOTED, passwordsIn, quoted } from "../lib/user-info.ts";
import type { PurgeEntry } from "../model/config.ts";
import { configError, type Problem, PurgeError } from "../model/errors.ts";
import { eachSignificantLine, parseSelector, parseSelectorLine } from "../model/parse-selector.ts";
import type { Selector } from "../model/selector.ts";
import type { World } from "../ports/world.ts";
import type { SitemapSite } from "./sitemap/child-sitemap.ts";
import { readSitemap } from "./sitemap/read-sitemap.ts";

/** Largest file of selectors: a million lines of fifty characters. */
const LIST_BYTES = 64 * 1024 * 1024;
/** Faulty lines that are named. */
const MAX_PROBLEMS = 20;

type ListWorld = Pick<World, "files" | "log">;

/** The input that names the files: `purge`, or `routes` for a sitemap that a route leads to. */
type NamingInput = "purge" | "routes";

/** What every file is read with, and where its problems go. */
interface Reading {
  readonly input: NamingInput;
  readonly site: SitemapSite;
  readonly world: ListWorld;
  readonly problems: Problem[];
}

/**
 * The selectors that the user requests on every run, including those of the files and sitemaps that `purge` names.
 *
 * @throws {PurgeError} config, with every file that cannot be read and every line that is no selector.
 */
export async function readPurgeEntries(
  requested: readonly PurgeEntry[],
  site: SitemapSite,
  world: ListWorld,
  input: NamingInput = "purge",
): Promise<readonly Selector[]> {
  const problems: Problem[] = [];
  const reading: Reading = { input, site, world, problems };
  const selectors: Selector[] = [];
  for (const one of requested) {
    if (one.kind === "selector") {
      selectors.push(one.selector);
      continue;
    }
    for (const named of await filesOf(one, reading)) {
      // One by one: as arguments of one call, a long list would not fit the stack.
      for (const selector of await readNamed(named, reading)) selectors.push(selector);
    }
  }
  if (problems.length > 0) throw configError(problems);
  return selectors;
}

type NamedFile = Exclude<PurgeEntry, { kind: "selector" }>;

/** The file of that name, whatever characters it has; else those that it names as a pattern. */
async function filesOf(named: NamedFile, reading: Reading): Promise<readonly NamedFile[]> {
  const { kind, path } = named;
  const { files } = reading.world;
  if (!/[*?[]/.test(path) || (await files.kind(path)) !== "missing") return [named];
  const found = await asProblems(kind, reading, () => files.find(path));
  return found.map((one) => ({ kind, path: one }));
}

function readNamed({ kind, path }: NamedFile, reading: Reading) {
  return asProblems(kind, reading, () => (kind === "file" ? readList(path, reading) : sitemapSelectors(path, reading)));
}

/** What is wrong with a file is a problem of the input that names it. */
async function asProblems<T>(
  kind: NamedFile["kind"],
  { input: named, problems }: Reading,
  read: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof PurgeError) || error.fault !== "config") throw error;
    problems.push(
      ...error.problems.map(({ input, message }) =>
        input === named ? { input, message } : { input: named, message: `${kind}:${input} ${message}` },
      ),
    );
    return [];
  }
}

async function readList(path: string, { input, world, problems }: Reading): Promise<readonly Selector[]> {
  const text = decode(await world.files.read(path, LIST_BYTES));
  const list = listEntries(text);
  if (list === undefined) {
    problems.push({
      input,
      message: `file:${path} starts like JSON and is no array of texts: for example ["/a", "ext:css"]`,
    });
    return [];
  }
  const selectors: Selector[] = [];
  let entry = 0;
  for (const line of list.entries) {
    entry += 1;
    const parsed = list.parse(line);
    if (parsed.kind === "selector") {
      selectors.push(parsed.selector);
      continue;
    }
    const message = parsed.kind === "wrong" ? parsed.message : "names another file: a list holds selectors only";
    if (problems.length >= MAX_PROBLEMS) continue;
    for (const password of passwordsIn(line.slice(0, MAX_QUOTED))) world.log.secret(password);
    problems.push({ input, message: `file:${path}, entry ${entry}: \`${quoted(line, 200)}\` ${message}` });
  }
  // A list may be empty on purpose, but a purge of nothing must not be taken for a purge.
  if (entry === 0) world.log.warning(`file:${path} lists nothing, so nothing is purged for it.`, "An empty list");
  return selectors;
}

/** UTF-8, or UTF-16 where a mark at its start says so: PowerShell writes its files so. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

interface SelectorList {
  readonly entries: Iterable<string>;
  readonly parse: typeof parseSelector;
}

/** One selector each: a JSON array of texts, else separated by NUL where there is one, else lines. */
function listEntries(text: string): SelectorList | undefined {
  if (text.trimStart().startsWith("[")) {
    try {
      const value: unknown = JSON.parse(text);
      const isList = Array.isArray(value) && value.every((one) => typeof one === "string");
      return isList ? { entries: value, parse: parseSelector } : undefined;
    } catch {
      return undefined;
    }
  }
  if (text.includes("\0")) return { entries: text.split("\0").filter((entry) => entry !== ""), parse: parseSelector };
  return { entries: eachSignificantLine(text), parse: parseSelectorLine };
}

/** Every page of a built sitemap, as selectors. */
async function sitemapSelectors(path: string, reading: Reading): Promise<readonly Selector[]> {
  const pages = await readSitemap(path, reading.site, reading.world);
  return Array.from(pages.keys(), (page) => pageSelector(page, path, reading));
}

function pageSelector(page: string, sitemap: string, { input, world }: Reading): Selector {
  const parsed = parseSelector(page);
  if (parsed.kind === "selector" && parsed.selector.by === "path") return parsed.selector;
  const message = parsed.kind === "wrong" ? parsed.message : "is no page";
  for (const password of passwordsIn(page.slice(0, MAX_QUOTED))) world.log.secret(password);
  throw configError([{ input, message: `sitemap:${sitemap} lists \`${quoted(page, 200)}\`, which ${message}` }]);
}
