/** Hashes the folder of the first argument with what is kept in the folder of the second, and prints how many bytes it read. */
import { readFileSync } from "node:fs";
import { hashFolder } from "../../../src/adapters/files/hash-folder.ts";

const [folder = "", keptIn = "", ...ignore] = process.argv.slice(2);
const before = bytesRead();
const { files, cut } = await hashFolder(folder, { include: () => true, ignore }, folder, keptIn);
process.stdout.write(JSON.stringify({ bytes: bytesRead() - before, cut, files: [...files] }));

function bytesRead(): number {
  return Number(/^rchar: (\d+)$/m.exec(readFileSync("/proc/self/io", "utf8"))?.[1]);
}
