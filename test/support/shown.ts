import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { ROOT } from "../tools/repository.ts";

/** Where something is shown: a file below test/, and words of the test's title or of its table. */
export type Where = readonly [file: string, says: string];

/** The files that are named hold these words: a test that was renamed or taken away is missed. */
export function expectShown(where: readonly Where[]): void {
  for (const [file, says] of where) {
    expect(readFileSync(join(ROOT, "test", file), "utf8"), file).toContain(says);
  }
}
