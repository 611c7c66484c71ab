import { realpath } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { configError, PurgeError } from "../../model/errors.ts";
import { leadsOutside } from "./inside.ts";

/** Files that one pattern may name: a list of lists that is longer was hardly meant. Our own bound. */
const MAX_FILES = 1000;

/**
 * The files that a pattern names, sorted, as the user would write them. `*`, `?` and `[…]` stand for characters of one name,
 * `**` for folders at any depth. Folders behind links are not looked into, but for those that the pattern itself names, and
 * hidden names are matched by a pattern that has one.
 *
 * @throws {PurgeError} config, naming the pattern and the folder that was looked through, when there is none.
 */
export async function findFiles(workspace: string, pattern: string): Promise<readonly string[]> {
  const segments = pattern.split("/");
  const first = segments.findIndex((segment) => /[*?[]/.test(segment));
  const [folder, rest] = [segments.slice(0, first).join("/"), segments.slice(first)];
  if (rest.includes("..")) throw wrong(pattern, "has a .. behind a pattern: write the path that it leads to");
  const start = resolve(workspace, pattern.startsWith("/") && folder === "" ? "/" : folder);
  if (await leadsOutside(workspace, start))
    throw wrong(pattern, `starts at a link that leads elsewhere, and such a one is not followed`);
  const root = await realpath(start).catch(() => start);
  const isHidden = (names: readonly string[]) => names.some((name) => name.startsWith("."));
  const found: string[] = [];
  for await (const path of await matches(root, rest.join("/"), pattern)) {
    const below = relative(root, path).split(sep);
    if (isHidden(rest) || !isHidden(below)) found.push(below.join("/"));
    if (found.length > MAX_FILES) throw wrong(pattern, `names more than ${MAX_FILES} files`);
  }
  if (found.length === 0) {
    const where = folder === "" ? "the workspace" : `the folder ${escapeControlCharacters(folder, 300)}`;
    throw wrong(
      pattern,
      `names no file: none in ${where} matches. Run this step after what writes them, or correct it`,
    );
  }
  return found.sort().map((path) => (first === 0 ? path : `${folder}/${path}`));
}

/** Loaded when there is a pattern: few runs have one. */
async function matches(root: string, rest: string, pattern: string): Promise<AsyncIterable<string>> {
  const { create } = await import("@actions/glob");
  const options = { followSymbolicLinks: false, implicitDescendants: false, matchDirectories: false };
  try {
    return (await create(join(escaped(root), rest), options)).globGenerator();
  } catch (error) {
    throw error instanceof PurgeError ? error : wrong(pattern, "is no pattern of files");
  }
}

/** A path in which no character stands for others: in the manner of the package, which does so with its working folder. */
function escaped(path: string): string {
  const plain = sep === "\\" ? path : path.replaceAll("\\", "\\\\");
  return plain.replace(/\[(?=[^/]+\])/g, "[[]").replace(/[?*]/g, "[$&]");
}

function wrong(pattern: string, why: string): PurgeError {
  return configError([
    { input: escapeControlCharacters(pattern, 300), message: `${why}. Paths start at the workspace.` },
  ]);
}
