import { realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { errorCode } from "./error-code.ts";

/** Is the path, links resolved as far as it exists, the folder itself or below it? */
export async function isInside(folder: string, path: string): Promise<boolean> {
  const [root, target] = await Promise.all([realpath(folder), realpathOfExisting(path)]);
  return target !== undefined && isBelow(root, target);
}

/**
 * Does a path that is written as one of a folder lead out of it by a link? What is in the folder may be of other people's
 * making than the path, so that such a link is not followed. A path that is written as one outside is its author's own.
 *
 * @param path absolute, or relative to the folder.
 */
export async function leadsOutside(folder: string, path: string): Promise<boolean> {
  const written = resolve(folder, path);
  const root = await realpath(folder);
  if (!isBelow(resolve(folder), written) && !isBelow(root, written)) return false;
  const target = await realpathOfExisting(written);
  // A link whose end cannot be resolved cannot be opened either.
  return target !== undefined && !isBelow(root, target);
}

function isBelow(root: string, path: string): boolean {
  const fromRoot = relative(root, path);
  return fromRoot !== ".." && !fromRoot.startsWith(`..${sep}`) && !isAbsolute(fromRoot);
}

/** Undefined when the path cannot be resolved. */
async function realpathOfExisting(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    const isMissing = errorCode(error) === "ENOENT";
    if (!isMissing || parent === path) return undefined;
    const above = await realpathOfExisting(parent);
    return above === undefined ? undefined : join(above, basename(path));
  }
}
