import { PurgeError } from "../../model/errors.ts";

/** An object that a name names. */
export interface ObjectHeader {
  /** Full hex id. */
  readonly id: string;
  /** `blob`, `tree`, `commit` or `tag`. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Called for each object that is there, before its content is read; returns what takes the content as it comes. What either
 * throws ends the reading, and is passed on.
 */
export type TakeContent = (object: ObjectHeader) => (chunk: Buffer) => unknown;

/** `<id> <type> <size>`, and `<name> missing` (git-cat-file, "batch output"). */
const FOUND = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/;
const NOT_FOUND = / (?:missing|ambiguous)$/;
/** Longest line before an object, in bytes: a name that was given comes back in it. */
const MAX_LINE_BYTES = 1 << 16;

/**
 * Takes the answers of `git cat-file --batch` apart, however they come in pieces.
 *
 * @param onEnd called after the last of so many, with each object, undefined where a name names none.
 * @returns takes the next piece. @throws {PurgeError} diff, when it is not in git's form.
 */
export function parseAnswers(
  count: number,
  take: TakeContent,
  onEnd: (objects: readonly (ObjectHeader | undefined)[]) => void,
): (chunk: Buffer) => void {
  const objects: (ObjectHeader | undefined)[] = [];
  let line = "";
  let current: { readonly object: ObjectHeader; readonly push: (chunk: Buffer) => unknown; left: number } | undefined;

  function add(object: ObjectHeader | undefined): void {
    current = undefined;
    objects.push(object);
    if (objects.length === count) onEnd(objects);
  }

  /** @returns how many bytes it took. */
  function readLine(chunk: Buffer): number {
    const end = chunk.indexOf(0x0a);
    line += chunk.toString("latin1", 0, end < 0 ? chunk.length : end);
    if (line.length > MAX_LINE_BYTES) throw unreadable();
    if (end < 0) return chunk.length;
    const [, id, type, size] = FOUND.exec(line) ?? [];
    if (id !== undefined && type !== undefined) {
      const object = { id, type, size: Number(size) };
      current = { object, push: take(object), left: object.size };
    } else if (NOT_FOUND.test(line)) add(undefined);
    else throw unreadable();
    line = "";
    return end + 1;
  }

  function readContent(chunk: Buffer, content: NonNullable<typeof current>): number {
    const piece = chunk.subarray(0, content.left);
    content.left -= piece.length;
    if (piece.length > 0) content.push(piece);
    // A line break follows the content.
    if (piece.length === chunk.length) return piece.length;
    add(content.object);
    return piece.length + 1;
  }

  return (chunk) => {
    for (let rest = chunk; rest.length > 0; ) {
      rest = rest.subarray(current === undefined ? readLine(rest) : readContent(rest, current));
    }
  };
}

function unreadable(): PurgeError {
  return new PurgeError("diff", "git's answer is not in the form that it documents.");
}
