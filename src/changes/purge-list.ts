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

/**
 * The selectors that the user requests on every run, including those of the files and sitemaps that `purge` names.
 *
 * @throws {PurgeError} config, with every file that cannot be read and every line that is no selector.
 */
export async function readPurgeEntries(
  requested: readonly PurgeEntry[],
  site: SitemapSite,
  world: ListWorld,
): Promise<readonly Selector[]> {
  const problems: Problem[] = [];
  const selectors: Selector[] = [];
  for (const one of requested) {
    if (one.kind === "selector") {
      selectors.push(one.selector);
      continue;
    }
    for (const named of await filesOf(one, world, problems)) {
      // One by one: as arguments of one call, a long list would not fit the stack.
      for (const selector of await readNamed(named, site, world, problems)) selectors.push(selector);
    }
  }
  if (problems.length > 0) throw configError(problems);
  return selectors;
}

type NamedFile = Exclude<PurgeEntry, { kind: "selector" }>;

/** The file of that name, whatever characters it has; else those that it names as a pattern. */
async function filesOf(named: NamedFile, { files }: ListWorld, problems: Problem[]): Promise<readonly NamedFile[]> {
  const { kind, path } = named;
  if (!/[*?[]/.test(path) || (await files.kind(path)) !== "missing") return [named];
  const found = await asProblems(kind, problems, () => files.find(path));
  return found.map((one) => ({ kind, path: one }));
}

function readNamed({ kind, path }: NamedFile, site: SitemapSite, world: ListWorld, problems: Problem[]) {
  return asProblems(kind, problems, () =>
    kind === "file" ? readList(path, world, problems) : sitemapSelectors(path, site, world),
  );
}

/** What is wrong with a file is a problem of `purge`, which names it. */
async function asProblems<T>(
  kind: NamedFile["kind"],
  problems: Problem[],
  read: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof PurgeError) || error.fault !== "config") throw error;
    problems.push(
      ...error.problems.map(({ input, message }) =>
        input === "purge" ? { input, message } : { input: "purge", message: `${kind}:${input} ${message}` },
      ),
    );
    return [];
  }
}

async function readList(path: string, world: ListWorld, problems: Problem[]): Promise<readonly Selector[]> {
  const text = new TextDecoder().decode(await world.files.read(path, LIST_BYTES));
  const list = listEntries(text);
  if (list === undefined) {
    problems.push({
      input: "purge",
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
    problems.push({ input: "purge", message: `file:${path}, entry ${entry}: \`${quoted(line, 200)}\` ${message}` });
  }
  // A list may be empty on purpose, but a purge of nothing must not be taken for a purge.
  if (entry === 0) world.log.warning(`file:${path} lists nothing, so nothing is purged for it.`, "An empty list");
  return selectors;
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
async function sitemapSelectors(path: string, site: SitemapSite, world: ListWorld): Promise<readonly Selector[]> {
  return Array.from((await readSitemap(path, site, world)).keys(), (page) => pageSelector(page, path, world));
}

function pageSelector(page: string, sitemap: string, { log }: ListWorld): Selector {
  const parsed = parseSelector(page);
  if (parsed.kind === "selector" && parsed.selector.by === "path") return parsed.selector;
  const message = parsed.kind === "wrong" ? parsed.message : "is no page";
  for (const password of passwordsIn(page.slice(0, MAX_QUOTED))) log.secret(password);
  throw configError([
    { input: "purge", message: `sitemap:${sitemap} lists \`${quoted(page, 200)}\`, which ${message}` },
  ]);
}
