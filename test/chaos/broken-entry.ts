import { cp, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** The built action with its rule broken: what is found in the entry, and what is put in its place. */
export const BROKEN_ENTRIES: Readonly<Record<string, readonly [found: string, put: string]>> = {
  "the ref is replaced without comparing": ["`--force-with-lease=${ref}:${expected}`", '"--force"'],
};

/**
 * Copies a built action and breaks the copy.
 *
 * @param folder takes the copy.
 * @returns the copy's entry.
 * @throws when the entry does not hold what is to be replaced: then it proves nothing.
 */
export async function breakEntry(
  entry: string,
  folder: string,
  [found, put]: readonly [string, string],
): Promise<string> {
  await cp(dirname(entry), folder, { recursive: true });
  const copy = join(folder, basename(entry));
  const text = await readFile(copy, "utf8");
  if (!text.includes(found)) throw new Error(`${entry} holds no ${found}`);
  await writeFile(copy, text.replace(found, put));
  return copy;
}
