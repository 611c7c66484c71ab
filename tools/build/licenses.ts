import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

/**
 * Name, version and licence text of every package the built action may contain, in path order.
 *
 * Read from package-lock.json: ncc's own list leaves out packages whose modules it merges into one.
 *
 * @throws when a package has no licence text: then the built action may not be published.
 */
export function licensesOf(root: string): string {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
    readFileSync(join(root, "package-lock.json"), "utf8"),
  );
  return Object.entries(lock.packages)
    .filter(([path, { dev, optional }]) => path !== "" && dev !== true && optional !== true)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { version = "", license = "" }]) => {
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      return `${name} ${version} (${license})\n\n${licenseText(join(root, path))}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

function licenseText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file === undefined ? statedLicense(folder) : readFileSync(join(folder, file), "utf8").trim();
}

/** A package that says MIT and ships no text: the text is the same for all, but for the name in its first line. */
function statedLicense(folder: string): string {
  const { license, author } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly license?: unknown;
    readonly author?: string | { readonly name?: string };
  };
  const name = typeof author === "string" ? author : author?.name;
  if (license !== "MIT" || name === undefined) throw new Error(`${folder} has no licence file.`);
  const [title, , ...terms] = readFileSync(join(ROOT, "LICENSE"), "utf8").trim().split("\n\n");
  return [title, `Copyright (c) ${name} (as package.json states; the package ships no text)`, ...terms].join("\n\n");
}
