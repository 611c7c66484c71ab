import { opendir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { escapeControlCharacters } from "../../lib/escape.ts";
import { formatCount } from "../../lib/format.ts";
import { bracketFault, translateGlob } from "../../lib/glob-pattern.ts";
import { configError, type PurgeError } from "../../model/errors.ts";
import { leadsOutside } from "./inside.ts";

/** Files that one pattern may name: a list of lists that is longer was hardly meant. Our own bound. */
const MAX_FILES = 1000;
/** Files and folders that are looked through. Our own bound: more than the checkout and the build of a large site have. */
const MAX_SEEN = 2_000_000;
/** `**` in one pattern: each goes over all that follows, for every folder. */
const MAX_GLOBSTARS = 2;

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
  if (rest.filter((segment) => segment === "**").length > MAX_GLOBSTARS)
    throw wrong(pattern, `has more than ${MAX_GLOBSTARS} times **, which could take for ever`);
  const found = await matches(root, rest, pattern);
  if (found.length === 0) {
    const where = folder === "" ? "the workspace" : `the folder ${escapeControlCharacters(folder, 300)}`;
    throw wrong(
      pattern,
      `names no file: none in ${where} matches. Run this step after what writes them, or correct it`,
    );
  }
  return found.sort().map((path) => (first === 0 ? path : `${folder}/${path}`));
}

async function matches(root: string, segments: readonly string[], pattern: string): Promise<string[]> {
  const names = globPattern(segments, pattern);
  const found: string[] = [];
  const folders = [""];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const listing = await opendir(join(root, folder)).catch(() => undefined);
    for await (const entry of listing ?? []) {
      seen += 1;
      if (seen > MAX_SEEN)
        throw wrong(pattern, `leads through more than ${formatCount(MAX_SEEN)} files: name a folder in front of it`);
      const path = folder + entry.name;
      // A pattern without ** names nothing that lies deeper than it is itself.
      const isDeeper = segments.includes("**") || path.split("/").length < segments.length;
      if (entry.isDirectory()) {
        if (isDeeper) folders.push(`${path}/`);
      } else if (names.test(path)) found.push(path);
      if (found.length > MAX_FILES) throw wrong(pattern, `names more than ${MAX_FILES} files`);
    }
  }
  return found;
}

/** Braces are themselves here, and hidden names are matched by a pattern that has one. */
function globPattern(segments: readonly string[], pattern: string): RegExp {
  const isHidden = segments.some((segment) => segment.startsWith("."));
  const glob = segments.join("/").replace(/[{}]/g, "\\$&");
  const fault = bracketFault(glob);
  if (fault !== undefined) throw wrong(pattern, fault.message);
  return translateGlob(glob, isHidden ? "match" : "hide").pattern;
}

function wrong(pattern: string, why: string): PurgeError {
  return configError([
    { input: escapeControlCharacters(pattern, 300), message: `${why}. Paths start at the workspace.` },
  ]);
}
