import { pathFromBytes } from "../changes/change.ts";
import { PurgeError } from "../errors.ts";
import type { RawChange, TreeEntry } from "./world.ts";

/** `:100644 100644 <id> <id> M` (gitformat: raw output of git-diff), and the name that follows it. */
export function parseRawChange(raw: Buffer, name: Buffer): RawChange {
  const [oldMode = "", newMode, oldId, newId, status, ...more] = raw.toString("latin1").split(" ");
  if (!oldMode.startsWith(":") || newMode === undefined || oldId === undefined || newId === undefined)
    throw unreadable();
  if (status === undefined || more.length > 0 || name.length === 0) throw unreadable();
  return { oldMode: oldMode.slice(1), newMode, oldId, newId, status, path: pathFromBytes(name) };
}

/** `100644 blob <id>\t<name>`, a record of `ls-tree -z`. */
export function parseTreeEntry(record: Buffer): TreeEntry {
  const tab = record.indexOf("\t");
  const [mode, type, id] = record.subarray(0, Math.max(tab, 0)).toString("latin1").split(" ");
  if (mode === undefined || type === undefined || id === undefined) throw unreadable();
  return { mode, id, path: pathFromBytes(record.subarray(tab + 1)) };
}

/** The name in `XY <name>`, a record of `status --porcelain=v1 -z`. */
export function parseStatus(record: Buffer): Buffer {
  if (record.length < 4 || record[2] !== 0x20) throw unreadable();
  return record.subarray(3);
}

function unreadable(): PurgeError {
  return new PurgeError("diff", "git's list of files is not in the form that it documents.");
}
