/**
 * Hashes the folder that the first argument names, and holds every descriptor of the process for a while from the file on
 * whose number is the second: before its threads start, or while they are at work.
 */
import { closeSync, openSync } from "node:fs";
import { hashFolder } from "../../../src/adapters/files/hash-folder.ts";

const HOLD_AT = Number(process.argv[3]);
const HOLD_MS = 100;

let seen = 0;
let refused = false;

function holdAll(): void {
  const held: number[] = [];
  try {
    while (held.length < 100_000) held.push(openSync("/dev/null", "r"));
  } catch {
    refused = true;
  }
  setTimeout(() => {
    for (const descriptor of held) closeSync(descriptor);
  }, HOLD_MS);
}

const { files } = await hashFolder(process.argv[2] as string, {
  include: () => {
    seen += 1;
    if (seen === HOLD_AT) holdAll();
    return true;
  },
  ignore: [],
});
process.stdout.write(JSON.stringify({ refused, files: files.size }));
