import { pathBytes, type RepoPath } from "../path.ts";
import { type Cursor, compareNames, cursorAt, isNameAt, step, WHOLE_EVERY } from "./file-list-lines.ts";

/**
 * Finds files by bisection. Files are often looked up in the order of the list, so a search looks first at the lines behind
 * the one that the last search ended at.
 */
export class FileSearch {
  readonly #cursor: Cursor;
  readonly #starts: readonly number[];
  /** Does the cursor stand at a line? */
  #isAtLine = false;

  /** @param starts where every line with a whole name starts in the bytes. */
  constructor(bytes: Buffer, starts: readonly number[]) {
    this.#cursor = cursorAt(bytes, 0);
    this.#starts = starts;
  }

  /** @returns a cursor at the file, until the next search; undefined when there is none. */
  find(path: RepoPath): Cursor | undefined {
    if (this.#isNear(path)) return this.#cursor;
    const name = pathBytes(path);
    let found = this.#isAtOrBefore(name) ? this.#goForward(name) : undefined;
    if (found === undefined) {
      this.#bisect(name);
      found = this.#isAtOrBefore(name) ? this.#goForward(name) : "missing";
    }
    return found === "found" ? this.#cursor : undefined;
  }

  /** Is it at this line or the next one? No name has to be made into bytes for that. */
  #isNear(path: RepoPath): boolean {
    if (!this.#isAtLine || isNameAt(this.#cursor, path)) return this.#isAtLine;
    this.#isAtLine = step(this.#cursor);
    return this.#isAtLine && isNameAt(this.#cursor, path);
  }

  #isAtOrBefore(name: Uint8Array): boolean {
    return this.#isAtLine && compareNames(this.#cursor, name, name.length) <= 0;
  }

  /** Goes forward from a line that is not behind the name. @returns undefined where the name may come later than some lines. */
  #goForward(name: Uint8Array): "found" | "missing" | undefined {
    for (let line = 0; line < WHOLE_EVERY; line++) {
      const order = compareNames(this.#cursor, name, name.length);
      if (order >= 0) return order === 0 ? "found" : "missing";
      this.#isAtLine = step(this.#cursor);
      if (!this.#isAtLine) return "missing";
    }
    return undefined;
  }

  /** Goes to the last whole name that is not behind the one that is looked for, or to the first of all. */
  #bisect(name: Uint8Array): void {
    let [from, to] = [0, this.#starts.length];
    while (from + 1 < to) {
      const middle = (from + to) >> 1;
      this.#goTo(middle);
      if (this.#isAtOrBefore(name)) from = middle;
      else to = middle;
    }
    if (from < to) this.#goTo(from);
  }

  #goTo(start: number): void {
    this.#cursor.next = this.#starts[start] as number;
    this.#cursor.length = 0;
    this.#isAtLine = step(this.#cursor);
  }
}
