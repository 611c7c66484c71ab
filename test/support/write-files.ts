import { mkdirSync, rmSync, writeFileSync } from "node:fs";

/** Content by path. A name may be bytes, for what is not UTF-8; `null` removes. */
export type Files =
  | Readonly<Record<string, string | Uint8Array | null>>
  | ReadonlyMap<string | Buffer, string | Uint8Array | null>;

/**
 * Writes files below a folder, and the folders that they need. At once, not in the background: tests write thousands of small
 * files, and each costs several times as much there.
 */
export function writeFiles(root: string, files: Files): void {
  const entries = files instanceof Map ? files : Object.entries(files as Readonly<Record<string, string | null>>);
  const folders = new Set<string>();
  for (const [name, content] of entries as Iterable<readonly [string | Buffer, string | Uint8Array | null]>) {
    const path = Buffer.concat([Buffer.from(`${root}/`), Buffer.from(name)]);
    if (content === null) {
      folders.clear();
      rmSync(path, { recursive: true, force: true });
      continue;
    }
    const folder = path.subarray(0, path.lastIndexOf("/"));
    const known = folder.toString("latin1");
    if (!folders.has(known)) mkdirSync(folder, { recursive: true });
    folders.add(known);
    writeFileSync(path, content);
  }
}
