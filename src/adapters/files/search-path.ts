import { realpathSync } from "node:fs";
import { delimiter, isAbsolute, sep } from "node:path";

/**
 * The folders of a PATH that lie outside of the workspace: programs in it are the repository's, `node_modules/.bin` for
 * example, and none of them may be started in the name of another.
 *
 * @param workspace absolute; empty where there is none.
 * @returns without relative folders too, which depend on the folder of each process.
 */
export function withoutWorkspace(searchPath: string, workspace: string): string {
  const root = workspace === "" ? undefined : realPathOf(workspace);
  const isOutside = (folder: string): boolean => {
    if (!isAbsolute(folder)) return false;
    const real = realPathOf(folder);
    return root === undefined || (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep));
  };
  return searchPath.split(delimiter).filter(isOutside).join(delimiter);
}

/** Links resolved where it is there. */
function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
