/** Proves that the dist/ in git is what `npm run build` makes of the sources, byte for byte. Exits with 1 when it is not. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BuiltFile, builtFiles, compile, ROOT } from "./build/compile.ts";
import { FINGERPRINT, fingerprintOf } from "./build/fingerprint.ts";

const temporary = mkdtempSync(join(tmpdir(), "deploy-purge-check-"));
try {
  compile(temporary);
  const differences = compare(new Map(builtFiles(temporary).map((file) => [file.path, blobId(file)])), inGit());
  if (git("show", `:${FINGERPRINT}`) !== fingerprintOf(temporary))
    differences.push(`../${FINGERPRINT} is of another build.`);
  for (const line of differences) console.error(`check-dist: dist/${line}`);
  if (differences.length > 0) {
    console.error(
      `check-dist: dist/ is not what the sources give. Run \`npm run build\`, then commit dist/ and ${FINGERPRINT} with the change.`,
    );
    process.exitCode = 1;
  } else {
    console.log("check-dist: dist/ is current.");
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** Path inside dist/ to blob id, as git would commit it: `npm test` rebuilds the files on disk, so they prove nothing. */
function inGit(): ReadonlyMap<string, string> {
  const records = git("ls-files", "--stage", "-z", "--", "dist").split("\0").filter(Boolean);
  return new Map(
    records.map((record) => {
      const [meta = "", path = ""] = record.split("\t");
      return [path.slice("dist/".length), meta.split(" ")[1] ?? ""];
    }),
  );
}

function git(...args: readonly string[]): string {
  return execFileSync("git", ["-c", `safe.directory=${ROOT}`, ...args], { cwd: ROOT, encoding: "utf8" });
}

function blobId({ content }: BuiltFile): string {
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}

function compare(built: ReadonlyMap<string, string>, kept: ReadonlyMap<string, string>): string[] {
  const paths = [...new Set([...built.keys(), ...kept.keys()])].sort();
  return paths
    .filter((path) => built.get(path) !== kept.get(path))
    .map((path) => {
      if (!kept.has(path)) return `${path} is built, but not in git.`;
      return built.has(path) ? `${path} differs from what is built.` : `${path} is in git, but not built any more.`;
    });
}
