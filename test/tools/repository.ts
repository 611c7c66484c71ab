import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the project lies. */
export const ROOT = join(import.meta.dirname, "../..");

/** Text of a file of the project, by its path from the root. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** Paths of all files that git would commit: tracked ones that are still there, and new ones that it does not ignore. */
export function committedFiles(): readonly string[] {
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const out = execFileSync("git", ["-c", `safe.directory=${ROOT}`, ...list], { cwd: ROOT, encoding: "utf8" });
  return out.split("\0").filter((path) => path !== "" && existsSync(join(ROOT, path)));
}
