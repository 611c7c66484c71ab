import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type GitObject, numbers, objectId, packFile, withSum } from "./pack-file.ts";

/** A file of the work tree. Its path has one character for each byte, so that text sorts as git sorts bytes. */
interface WorkFile {
  readonly path: string;
  readonly mode: number;
  readonly id: string;
  /** What git keeps in its index of the file on the disk. */
  readonly stat: readonly bigint[];
}

/** Files of a git directory that say nothing on what `git add --all` and `git commit` do, besides what is read here. */
const KNOWN = new Set(["HEAD", "config", "objects", "refs", "index", "logs", "COMMIT_EDITMSG"]);
/** Names that git takes for more than a file, as `.gitignore`, or refuses, as `.git `: any that comes near. */
const SPECIAL = /git/i;
/** A message that git takes as it is. */
const PLAIN_MESSAGE = /^[!-~](?:[ -~]*[!-~])?$/;

/** Who commits, and when; the times of a commit are seconds since 1970. */
export interface People {
  readonly author: string;
  readonly committer: string;
}

/**
 * Commits everything in a work tree, as `git add --all` and `git commit --allow-empty` do, to the last byte of the objects.
 * Tests make thousands of commits, and both processes together take twenty times as long.
 *
 * @param config what `.git/config` holds as long as nobody changed it.
 * @returns a function that commits and returns the commit's id; undefined, with nothing written, where git has to do it:
 *   with ignored files, attributes, submodules, settings, another program's index.
 */
export function createPlainCommit(
  root: string,
  config: Buffer,
  people: People,
): (message: string) => string | undefined {
  const git = join(root, ".git");
  const stored = new Set<string>();
  let ownIndex: Buffer | undefined;

  /** The file that the branch's commit is in, and that commit; undefined where git has to look. */
  function readBranch(): { readonly file: string; readonly parent: string | undefined } | undefined {
    const [, ref] = /^ref: (refs\/heads\/.+)\n$/.exec(readFileSync(join(git, "HEAD"), "utf8")) ?? [];
    if (ref === undefined) return undefined;
    const file = join(git, ref);
    const parent = readIfThere(file)?.toString().trim();
    const index = readIfThere(join(git, "index"));
    const isOwn = ownIndex === undefined ? index === undefined && parent === undefined : index?.equals(ownIndex);
    return isOwn ? { file, parent } : undefined;
  }

  return (message) => {
    const isPlain =
      PLAIN_MESSAGE.test(message) &&
      readdirSync(git).every((name) => KNOWN.has(name)) &&
      readFileSync(join(git, "config")).equals(config);
    const branch = isPlain ? readBranch() : undefined;
    const objects = new Map<string, GitObject>();
    const files: WorkFile[] = [];
    const keep = (object: GitObject): string => {
      const id = objectId(object);
      if (!stored.has(id)) objects.set(id, object);
      return id;
    };
    if (branch === undefined || !readFiles(root, "", keep, files)) return undefined;
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const tree = keepTree(files, 0, keep);
    const parents = branch.parent === undefined ? "" : `parent ${branch.parent}\n`;
    const text = `tree ${tree}\n${parents}author ${people.author}\ncommitter ${people.committer}\n\n${message}\n`;
    const commit = keep({ kind: "commit", content: Buffer.from(text) });
    writePack(git, commit, objects);
    for (const id of objects.keys()) stored.add(id);
    ownIndex = indexFile(files);
    writeFileSync(join(git, "index"), ownIndex);
    mkdirSync(dirname(branch.file), { recursive: true });
    writeFileSync(branch.file, `${commit}\n`);
    return commit;
  };
}

function readIfThere(path: string): Buffer | undefined {
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? undefined : readFileSync(path);
}

/** @returns false where there is something that is no plain file. */
function readFiles(root: string, folder: string, keep: (blob: GitObject) => string, files: WorkFile[]): boolean {
  for (const name of readdirSync(Buffer.from(`${root}/${folder}`, "latin1"), { encoding: "latin1" })) {
    const path = folder + name;
    if (path === ".git") continue;
    if (SPECIAL.test(name)) return false;
    const at = Buffer.from(`${root}/${path}`, "latin1");
    const stat = lstatSync(at, { bigint: true });
    if (stat.isDirectory()) {
      if (!readFiles(root, `${path}/`, keep, files)) return false;
      continue;
    }
    if (!stat.isFile() && !stat.isSymbolicLink()) return false;
    const content = stat.isFile() ? readFileSync(at) : readlinkSync(at, { encoding: "buffer" });
    const mode = stat.isFile() ? ((stat.mode & 0o100n) === 0n ? 0o100644 : 0o100755) : 0o120000;
    files.push({ path, mode, id: keep({ kind: "blob", content }), stat: statNumbers(stat, mode) });
  }
  return true;
}

function statNumbers(stat: import("node:fs").BigIntStats, mode: number): readonly bigint[] {
  const times = [stat.ctimeNs, stat.mtimeNs].flatMap((time) => [time / 1_000_000_000n, time % 1_000_000_000n]);
  return [...times, stat.dev, stat.ino, BigInt(mode), stat.uid, stat.gid, stat.size];
}

/** The tree of sorted files whose paths share their first `skip` characters, and the trees below it. */
function keepTree(files: readonly WorkFile[], skip: number, keep: (tree: GitObject) => string): string {
  const parts: Buffer[] = [];
  for (let at = 0; at < files.length; ) {
    const { path, mode, id } = files[at] as WorkFile;
    const slash = path.indexOf("/", skip);
    const name = slash < 0 ? path.slice(skip) : path.slice(skip, slash);
    let end = at + 1;
    if (slash >= 0) while (files[end]?.path.startsWith(path.slice(0, slash + 1))) end++;
    const entry = slash < 0 ? id : keepTree(files.slice(at, end), slash + 1, keep);
    const bits = slash < 0 ? mode.toString(8) : "40000";
    parts.push(Buffer.from(`${bits} ${name}\0`, "latin1"), Buffer.from(entry, "hex"));
    at = end;
  }
  return keep({ kind: "tree", content: Buffer.concat(parts) });
}

function writePack(git: string, commit: string, objects: ReadonlyMap<string, GitObject>): void {
  const folder = join(git, "objects/pack");
  const { pack, index } = packFile(objects);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `pack-${commit}.pack`), pack);
  writeFileSync(join(folder, `pack-${commit}.idx`), index);
}

/** The index of a work tree that is as it was committed (gitformat-index, version 2). */
function indexFile(files: readonly WorkFile[]): Buffer {
  const parts = [Buffer.from("DIRC"), numbers(2, files.length)];
  for (const { path, id, stat } of files) {
    const name = Buffer.from(path, "latin1");
    const flags = Buffer.alloc(2);
    flags.writeUInt16BE(Math.min(name.length, 0xfff));
    // One zero byte at least, and as many as make the entry's length a multiple of 8.
    parts.push(numbers(...stat), Buffer.from(id, "hex"), flags, name, Buffer.alloc(8 - ((62 + name.length) % 8)));
  }
  return withSum(parts);
}
