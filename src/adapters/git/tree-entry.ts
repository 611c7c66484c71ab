import { pathBytes, type RepoPath } from "../../model/path.ts";
import type { TreeEntry } from "../../ports/git.ts";
import { readObject } from "./blobs.ts";
import type { ObjectReader } from "./object-reader.ts";

/** Longest folder that is read, in bytes: more than a million names. */
const MAX_TREE_BYTES = 1 << 27;
const FOLDER = "040000";

/**
 * One entry of a commit, folder by folder down its path.
 *
 * @throws {PurgeError} diff, when the commit, or a folder of it on the way, is not here.
 */
export async function readTreeEntry(
  read: ObjectReader["read"],
  commit: string,
  path: RepoPath,
): Promise<TreeEntry | undefined> {
  let name = `${commit}^{tree}`;
  let entry: Omit<TreeEntry, "path"> | undefined;
  for (const segment of path.split("/")) {
    if (entry !== undefined && entry.mode !== FOLDER) return undefined;
    const tree = await readObject(read, { name, type: "tree", maxBytes: MAX_TREE_BYTES });
    entry = findEntry(tree, Buffer.from(pathBytes(segment)), commit.length / 2);
    if (entry === undefined) return undefined;
    name = entry.id;
  }
  return entry && { ...entry, path };
}

/** A tree is a list of `<octal mode> <name>\0<id in bytes>` (gitformat-pack has no more on it than git's user manual). */
function findEntry(tree: Buffer, name: Buffer, idBytes: number): Omit<TreeEntry, "path"> | undefined {
  for (let at = 0; at < tree.length; ) {
    const space = tree.indexOf(0x20, at);
    const nul = tree.indexOf(0, space);
    if (space < 0 || nul < 0) return undefined;
    const end = nul + 1 + idBytes;
    if (tree.compare(name, 0, name.length, space + 1, nul) === 0) {
      return { mode: canonicalMode(tree.toString("latin1", at, space)), id: tree.toString("hex", nul + 1, end) };
    }
    at = end;
  }
  return undefined;
}

/** As git itself lists it: old versions wrote other permissions. */
function canonicalMode(octal: string): string {
  const mode = Number.parseInt(octal, 8);
  const type = mode & 0o170000;
  if (type === 0o100000) return (mode & 0o100) === 0 ? "100644" : "100755";
  return type === 0o120000 ? "120000" : type === 0o040000 ? FOLDER : "160000";
}
