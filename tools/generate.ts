/**
 * `npm run generate`: writes what follows from the code. With `--check` it writes nothing, names each file that is stale,
 * and exits with 1 when there is one.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ENTRIES_FILE, providerEntries } from "./generate/registry.ts";

const ROOT = join(import.meta.dirname, "..");

const isCheck = process.argv.includes("--check");
const entries = await providerEntries(ROOT);
const areEntriesStale = read(ENTRIES_FILE) !== entries;
// All else is made of what they list.
if (!isCheck && areEntriesStale) write(ENTRIES_FILE, entries);
const { generatedFiles } = await import("./generate/files.ts");
const wanted = new Map([...(await generatedFiles(ROOT)), [ENTRIES_FILE, entries]]);
const stale = [...wanted].filter(([path, content]) => read(path) !== content).map(([path]) => path);
const left = leftOverPages(wanted);

if (isCheck) {
  for (const path of [...stale, ...left]) console.error(`generate: ${path} is stale.`);
  if (stale.length + left.length > 0) {
    console.error("generate: run `npm run generate` and commit what it writes.");
    process.exitCode = 1;
  }
} else {
  for (const path of stale) write(path, wanted.get(path) ?? "");
  for (const path of left) rmSync(join(ROOT, path));
  console.log(
    `generate: ${wanted.size} files, ${stale.length + Number(areEntriesStale)} written, ${left.length} removed.`,
  );
}

/** Pages of providers that are gone. */
function leftOverPages(files: ReadonlyMap<string, string>): readonly string[] {
  const folder = "docs/providers";
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder))
    .map((name) => `${folder}/${name}`)
    .filter((path) => !files.has(path));
}

function read(path: string): string {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), content);
}
