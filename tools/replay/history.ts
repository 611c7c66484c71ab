import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Change, ChangeSet } from "../../src/model/change.ts";
import type { Tree } from "../../src/model/tree.ts";

/** One deploy of a site whose built files are tracked by git. */
export interface Deploy {
  readonly commit: string;
  readonly set: ChangeSet;
}

/** The git folder of a clone, bare or not; undefined where there is none. */
export function gitDirOf(clone: string): string | undefined {
  return [join(clone, ".git"), clone].find((folder) => existsSync(join(folder, "HEAD")));
}

/**
 * Every deploy in the history of a clone, oldest first: what its commit changed, and the files that it leaves.
 *
 * @param folder where the site lies in the repository; `.` for the root.
 */
export async function* readDeploys(gitDir: string, folder: string): AsyncGenerator<Deploy> {
  const inside = folder === "." ? "" : `${folder.replace(/\/+$/, "")}/`;
  const tree = new Map<string, string>();
  for await (const { commit, entries } of readLog(gitDir)) {
    const isFirst = tree.size === 0;
    const changes: Change[] = [];
    for (const { path, before, after } of entries) {
      if (!path.startsWith(inside)) continue;
      const name = path.slice(inside.length);
      if (before === after) continue;
      if (after === undefined) tree.delete(name);
      else tree.set(name, after);
      const kind = before === undefined ? "added" : after === undefined ? "deleted" : "modified";
      changes.push({
        kind,
        path: name,
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      });
    }
    if (isFirst || changes.length === 0) continue;
    const kept: Tree = tree;
    yield { commit, set: { source: "git", changes, ignored: 0, tree: kept, notes: [] } };
  }
}

interface Entry {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

const NO_BLOB = /^0+$/;

/** The first parents of HEAD with their raw diffs. */
async function* readLog(gitDir: string): AsyncGenerator<{ commit: string; entries: Entry[] }> {
  const args = [
    "log",
    "--first-parent",
    "--reverse",
    "--root",
    "--raw",
    "-m",
    "-z",
    "--no-renames",
    "--no-abbrev",
    "--format=%x00%H",
  ];
  const child = spawn("git", ["--git-dir", gitDir, ...args, "HEAD"], { stdio: ["ignore", "pipe", "inherit"] });
  let current: { commit: string; entries: Entry[] } | undefined;
  let head: RegExpExecArray | null = null;
  for await (const space of fields(child.stdout.setEncoding("latin1"))) {
    const text = space.replace(/^\n/, "");
    if (head !== null) {
      const [, before = "", after = ""] = head;
      current?.entries.push({
        path: text,
        ...(NO_BLOB.test(before) ? {} : { before }),
        ...(NO_BLOB.test(after) ? {} : { after }),
      });
      head = null;
    } else if (/^[0-9a-f]{40,64}$/.test(text)) {
      if (current !== undefined) yield current;
      current = { commit: text, entries: [] };
    } else head = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]/.exec(text);
  }
  if (current !== undefined) yield current;
}

async function* fields(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split("\0");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  if (rest !== "") yield rest;
}
