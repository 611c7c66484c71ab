/**
 * What of a release can be checked before anything is published: the version is one and the changelog has it, every locked
 * package has its integrity, dist/ is what the sources give, and GitHub's own parser accepts action.yml, the workflows and
 * the examples. Exits with 1 and one line for each fault.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "./build/compile.ts";
import { type ActionMetadata, judgeYaml } from "./release/judge-yaml.ts";

const faults: string[] = [...versionFaults(), ...lockfileFaults(), ...(await yamlFaults()), ...distFaults()];
for (const fault of faults) console.error(`release-check: ${fault}`);
if (faults.length === 0)
  console.log("release-check: version, changelog, lockfile, dist/, action.yml, workflows and examples are fit.");
process.exitCode = faults.length === 0 ? 0 : 1;

function versionFaults(): readonly string[] {
  const { version } = JSON.parse(textOf("package.json")) as { readonly version: string };
  const locked = JSON.parse(textOf("package-lock.json")) as { readonly version: string };
  const found: string[] = [];
  if (!/^\d+\.\d+\.\d+$/.test(version))
    found.push(`package.json: ${version} is no version of the form major.minor.patch.`);
  if (locked.version !== version)
    found.push(`package-lock.json names ${locked.version}, package.json ${version}: run npm install.`);
  if (!textOf("CHANGELOG.md").includes(`## [${version}]`))
    found.push(`CHANGELOG.md has no section [${version}]: move what is under Unreleased there.`);
  return found;
}

function lockfileFaults(): readonly string[] {
  const { packages } = JSON.parse(textOf("package-lock.json")) as {
    readonly packages: Readonly<Record<string, { readonly integrity?: string; readonly resolved?: string }>>;
  };
  return Object.entries(packages).flatMap(([path, { integrity, resolved }]) => {
    if (path === "") return [];
    if (resolved !== undefined) return [`package-lock.json: ${path} names a download address.`];
    return integrity?.startsWith("sha512-") === true ? [] : [`package-lock.json: ${path} has no integrity.`];
  });
}

async function yamlFaults(): Promise<readonly string[]> {
  const files = execFileSync("git", ["-c", `safe.directory=${ROOT}`, "ls-files", "-z"], { cwd: ROOT, encoding: "utf8" })
    .split("\0")
    .filter((path) => path === "action.yml" || /^(?:\.github\/workflows|examples)\/.*\.ya?ml$/.test(path))
    .filter((path) => existsSync(join(ROOT, path)));
  const action: ActionMetadata = parse(textOf("action.yml"));
  const found = await Promise.all(files.map((path) => judgeYaml(path, textOf(path), action)));
  return found.flat();
}

function distFaults(): readonly string[] {
  const { status } = spawnSync(process.execPath, [join(ROOT, "tools/check-dist.ts")], { stdio: "inherit" });
  return status === 0 ? [] : ["dist/ is not current."];
}

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}
