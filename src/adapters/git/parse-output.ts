import { PurgeError } from "../../model/errors.ts";
import { pathFromBytes, type RepoPath } from "../../model/path.ts";
import type { RawChange, TreeEntry } from "../../ports/git.ts";

/** One character for each byte, as `nulRecords` gives them. */
type Bytes = string;

const TREE = /^([0-7]{6}) [a-z]+ ([0-9a-f]{40,64})\t/;
/** The mode of most files: one text for all of them. */
const FILE_MODE = "100644";
/** How most records of a tree start: a regular file, its id, a tab. */
const FILE_START = "100644 blob ";
/** Lengths of ids in hex: SHA-1 and SHA-256. */
const ID_LENGTHS = [40, 64];

/**
 * `:100644 100644 <id> <id> M` (git-diff-tree, "raw output format"), and the name that follows it. Read by positions, since
 * there may be a hundred thousand, and a pattern with groups takes several times as long.
 */
export function parseRawChange(raw: Bytes, name: Bytes, isAscii: boolean): RawChange {
  const idLength = (raw.length - 18) / 2;
  const [newId, status] = [16 + idLength, 17 + 2 * idLength];
  const isInForm =
    ID_LENGTHS.includes(idLength) &&
    raw[0] === ":" &&
    [7, 14, newId - 1, status - 1].every((at) => raw[at] === " ") &&
    name !== "";
  if (!isInForm) throw unreadable();
  return {
    oldMode: raw.startsWith(FILE_MODE, 1) ? FILE_MODE : raw.slice(1, 7),
    newMode: raw.startsWith(FILE_MODE, 8) ? FILE_MODE : raw.slice(8, 14),
    oldId: raw.slice(15, newId - 1),
    newId: raw.slice(newId, status - 1),
    status: raw.slice(status),
    path: toPath(name, isAscii),
  };
}

/** `100644 blob <id>\t<name>`, a record of `ls-tree -z`. */
export function parseTreeEntry(record: Bytes, isAscii: boolean): TreeEntry {
  const tab = record.indexOf("\t");
  const idLength = tab - FILE_START.length;
  if (record.startsWith(FILE_START) && ID_LENGTHS.includes(idLength)) {
    return { mode: "100644", id: record.slice(FILE_START.length, tab), path: toPath(record.slice(tab + 1), isAscii) };
  }
  const found = TREE.exec(record);
  if (found === null) throw unreadable();
  const [start, mode, id] = found as unknown as readonly [string, string, string];
  return { mode, id, path: toPath(record.slice(start.length), isAscii) };
}

/** How most files of the index are listed: tracked without a mark, a regular file. */
const TRACKED_FILE = "H 100644 ";

/** `H 100644 <id> 0\t<name>`, a record of `ls-files -v --stage -z`, without its mark and its stage. */
export function parseTrackedEntry(record: Bytes, isAscii: boolean): TreeEntry {
  const tab = record.indexOf("\t");
  const idLength = tab - TRACKED_FILE.length - 2;
  if (!ID_LENGTHS.includes(idLength) || record[1] !== " " || record[8] !== " " || record[tab - 2] !== " ")
    throw unreadable();
  const mode = record.startsWith(TRACKED_FILE) ? "100644" : record.slice(2, 8);
  return { mode, id: record.slice(TRACKED_FILE.length, tab - 2), path: toPath(record.slice(tab + 1), isAscii) };
}

/** The name in `XY <name>`, a record of `status --porcelain=v1 -z`. */
export function parseStatus(record: Bytes, isAscii: boolean): RepoPath {
  if (record.length < 4 || record[2] !== " ") throw unreadable();
  return toPath(record.slice(3), isAscii);
}

/** The name as text; see `RepoPath` for what becomes of bytes that are not UTF-8. */
export function toPath(name: Bytes, isAscii: boolean): RepoPath {
  return isAscii ? name : pathFromBytes(Buffer.from(name, "latin1"));
}

function unreadable(): PurgeError {
  return new PurgeError("diff", "git's list of files is not in the form that it documents.");
}
