import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuiltFile, builtFiles, ROOT } from "./compile.ts";

const MEMORY = join(ROOT, "lib/.built");

/** Everything the built bytes depend on, besides the sources: settings, the build itself and what is installed. */
const ALSO = ["package.json", "tsconfig.json", "tsconfig.build.json", "node_modules/.package-lock.json"];

/** Would a build now give what lies in `dist` already? True only for the very sources, tools and result of the last build. */
export function isCurrent(dist: string): boolean {
  return existsSync(MEMORY) && readFileSync(MEMORY, "utf8") === memoryOf(dist);
}

export function rememberBuild(dist: string): void {
  mkdirSync(join(ROOT, "lib"), { recursive: true });
  writeFileSync(MEMORY, memoryOf(dist));
}

function memoryOf(dist: string): string {
  const also = ALSO.filter((path) => existsSync(join(ROOT, path)));
  const inputs = [
    ...builtFiles(join(ROOT, "src")),
    ...builtFiles(join(ROOT, "tools/build")),
    ...also.map((path) => ({ path, content: readFileSync(join(ROOT, path)) })),
  ];
  return `${hashOf(inputs)} ${hashOf(builtFiles(dist))}\n`;
}

function hashOf(files: readonly BuiltFile[]): string {
  const hash = createHash("sha256");
  for (const { path, content } of files) hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest("hex");
}
