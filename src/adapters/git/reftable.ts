import { copyFile, mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Checkout } from "./checkout.ts";
import { boundedOutput, type GitRunner, readText } from "./process.ts";

/** Refs of a checkout in the files of the usual format. */
interface RefFiles {
  /** Content of `HEAD`. */
  readonly head: string;
  /** Content of `packed-refs`. */
  readonly packed: string;
}

/** Longest list of refs that is read, in bytes: some hundred thousand of them. */
const MAX_LIST_BYTES = 1 << 26;

/**
 * Has git list the refs of a checkout that keeps them in tables (`reftable`, git 2.45 and newer). The tables are copied, so
 * that nothing of the checkout's own configuration is in force and nothing in it is written.
 *
 * @param openCopy makes a git directory of ours in which refs are tables, and runs git in it.
 * @returns undefined when this version of git cannot read them.
 */
export async function listReftable(
  { gitDirectory, commonDirectory }: Checkout,
  openCopy: () => { readonly directory: string; readonly run: GitRunner },
): Promise<RefFiles | undefined> {
  const shared = openCopy();
  await copyTables(commonDirectory, shared.directory);
  const list = boundedOutput(MAX_LIST_BYTES);
  const format = "--format=%(objectname) %(refname)";
  const { ok } = await shared.run(["for-each-ref", format], { onOutput: list.push });
  if (!ok) return undefined;
  // A linked work tree has a HEAD of its own.
  const own = gitDirectory === commonDirectory ? shared : openCopy();
  if (own !== shared) await copyTables(gitDirectory, own.directory);
  return { head: await readHead(own.run), packed: list.bytes().toString("latin1") };
}

async function readHead(run: GitRunner): Promise<string> {
  const branch = await readText(run, ["symbolic-ref", "--quiet", "HEAD"]);
  if (branch.ok) return `ref: ${branch.text}`;
  return (await readText(run, ["rev-parse", "--verify", "--quiet", "HEAD"])).text;
}

async function copyTables(from: string, directory: string): Promise<void> {
  await mkdir(join(directory, "reftable"));
  for (const name of await readdir(join(from, "reftable"))) {
    const path = join(from, "reftable", name);
    if ((await stat(path)).isFile()) await copyFile(path, join(directory, "reftable", name));
  }
}
