import { pathFromBytes, type RepoPath } from "../changes/change.ts";
import { PurgeError } from "../errors.ts";
import type { RawChange, TreeEntry } from "./world.ts";

/** One character for each byte, as `nulRecords` gives them. */
type Bytes = string;

const RAW = /^:([0-7]{6}) ([0-7]{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])$/;
const TREE = /^([0-7]{6}) [a-z]+ ([0-9a-f]{40,64})\t/;

/** `:100644 100644 <id> <id> M` (git-diff-tree, "raw output format"), and the name that follows it. */
export function parseRawChange(raw: Bytes, name: Bytes, isAscii: boolean): RawChange {
  const found = RAW.exec(raw);
  if (found === null || name === "") throw unreadable();
  const [, oldMode, newMode, oldId, newId, status] = found as unknown as readonly [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return { oldMode, newMode, oldId, newId, status, path: toPath(name, isAscii) };
}

/** `100644 blob <id>\t<name>`, a record of `ls-tree -z`. */
export function parseTreeEntry(record: Bytes, isAscii: boolean): TreeEntry {
  const found = TREE.exec(record);
  if (found === null) throw unreadable();
  const [start, mode, id] = found as unknown as readonly [string, string, string];
  return { mode, id, path: toPath(record.slice(start.length), isAscii) };
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
