/**
 * Hashes the folder that the first argument names, in a process of its own: its memory is that of the walk and the hashes.
 * The second argument is the compiled `lib/`: a run of the action strips no types.
 */
import { peakBytes } from "./peak.ts";

const { keepYoungGenerationSmall } = (await import(
  `${process.argv[3]}/adapters/runner/young-generation.js`
)) as typeof import("../../src/adapters/runner/young-generation.ts");
const { hashFolder } = (await import(
  `${process.argv[3]}/adapters/files/hash-folder.js`
)) as typeof import("../../src/adapters/files/hash-folder.ts");

keepYoungGenerationSmall();
const start = performance.now();
const { files } = await hashFolder(process.argv[2] as string, { include: () => true, ignore: [] });
const ms = performance.now() - start;
process.stdout.write(JSON.stringify({ ms, files: files.size, peakBytes: peakBytes() }));
