import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuiltFile, builtFiles, ROOT } from "./compile.ts";

/** In git beside `dist/`: a fresh clone need not build what it has. */
export const FINGERPRINT = "tools/dist.sha256";

/** Everything the built bytes depend on, besides the sources: settings, the build itself and what `npm ci` installs. */
const ALSO = ["package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];

/** Would a build now give what lies in `dist` already? True only for the very sources, tools and result of the last build. */
export function isCurrent(dist: string): boolean {
  const path = join(ROOT, FINGERPRINT);
  return existsSync(path) && readFileSync(path, "utf8") === fingerprintOf(dist);
}

export function rememberBuild(dist: string): void {
  writeFileSync(join(ROOT, FINGERPRINT), fingerprintOf(dist));
}

/** The hash of all that goes into a build, and the hash of what it gave. */
export function fingerprintOf(dist: string): string {
  const inputs = [
    ...builtFiles(join(ROOT, "src")),
    ...builtFiles(join(ROOT, "tools/build")),
    ...ALSO.map((path) => ({ path, content: readFileSync(join(ROOT, path)) })),
  ];
  return `${hashOf(inputs)} ${hashOf(builtFiles(dist))}\n`;
}

function hashOf(files: readonly BuiltFile[]): string {
  const hash = createHash("sha256");
  for (const { path, content } of files) hash.update(`${path}\0${content.length}\0`).update(content);
  return hash.digest("hex");
}
