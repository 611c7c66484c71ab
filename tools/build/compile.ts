import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { copyHttpClient, HTTP_CLIENT } from "./http-client.ts";
import { inAscii } from "./in-ascii.ts";
import { licensesOf } from "./licenses.ts";
import { withNodeModulesWhenUsed } from "./node-modules.ts";

/** Where the project lies, without a slash at the end. */
export const ROOT = join(import.meta.dirname, "../..");

/**
 * Most bytes of the built action: in all (every job downloads them), and of the entry (every run parses it before the
 * default outputs are there), and of one provider without what providers share. What a run really loads is the entry and some
 * of the chunks; the benchmark measures it.
 */
export const LIMITS = { allBytes: 7_500_000, entryBytes: 50_000, providerBytes: 30_000 } as const;

/** What ncc writes above a provider's code. */
const PROVIDER = /CONCATENATED MODULE: \.\/lib\/providers\/([^/\s]+)\/index\.js/;

const ENTRY = "index.js";
const LOOKUP = 'eval("require")(';

/** What becomes of a file that the bundler did not find, where it should lie beside the one that loads it. */
const LOST = /throw new Error\("not bundled: " \+ name\); }\)\("(\.[^"]*)"/;

/**
 * The entry loads what leaves the default outputs and hears signals, and then all the rest: reading three megabytes takes
 * longer than starting Node, and a step may be cancelled meanwhile.
 */
const ENTRY_MODULE = 'import "./adapters/runner/first-outputs.js";\nawait import("./main.js");\n';

/** One file of the built action, by its path inside the folder. */
export interface BuiltFile {
  readonly path: string;
  readonly content: Buffer;
}

/**
 * Compiles `src/` with tsc into `lib/`, and that with ncc into `out`, licences of all bundled packages included.
 *
 * Two steps, because ncc's own TypeScript loader does not work with TypeScript 7. The same sources give the same bytes in
 * any folder: ncc numbers modules by their paths relative to the project, so `lib/` must keep its name.
 *
 * @throws when a step fails; its own words are on the terminal by then.
 */
export function compile(out: string): void {
  rmSync(join(ROOT, "lib"), { recursive: true, force: true });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  runTool("typescript/package.json", "bin/tsc", ["-p", "tsconfig.build.json"]);
  writeFileSync(join(ROOT, "lib/entry.js"), ENTRY_MODULE);
  copyHttpClient(join(ROOT, "lib/undici"));
  const dispatcher = join(ROOT, "lib/adapters/http/dispatcher.js");
  writeFileSync(dispatcher, withHttpClient(readFileSync(dispatcher, "utf8")));
  const bundle = ["build", "lib/entry.js", "-o", out, "--no-cache", "--quiet"];
  runTool("@vercel/ncc/package.json", "dist/ncc/cli.js", bundle);
  writeFileSync(join(out, "licenses.txt"), licensesOf(ROOT));
  for (const file of builtFiles(out)) writeFileSync(join(out, file.path), tidy(file));
}

/** The compiled module with the part of undici in place of the package. @throws when it does not import it. */
function withHttpClient(code: string): string {
  const whole = 'from "undici"';
  if (!code.includes(whole)) throw new Error("lib/adapters/http/dispatcher.js does not import undici.");
  return code.replace(whole, `from "../../undici/${HTTP_CLIENT}"`);
}

/** The files of a built action, in path order. Empty when there is none. */
export function builtFiles(folder: string): readonly BuiltFile[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ path: relative(folder, path).replaceAll("\\", "/"), content: readFileSync(path) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** What makes a built action unfit to be published, one sentence each. */
export function faultsOf(files: readonly BuiltFile[]): readonly string[] {
  const faults: string[] = [];
  const { allBytes, entryBytes } = sizesOf(files);
  if (allBytes > LIMITS.allBytes) faults.push(`dist has ${allBytes} bytes, more than ${LIMITS.allBytes}.`);
  if (entryBytes > LIMITS.entryBytes) faults.push(`${ENTRY} has ${entryBytes} bytes, more than ${LIMITS.entryBytes}.`);
  for (const { path, content } of files) {
    const provider = PROVIDER.exec(content.toString("utf8"))?.[1];
    if (provider !== undefined && content.length > LIMITS.providerBytes)
      faults.push(`${path} has ${content.length} bytes for ${provider}, more than ${LIMITS.providerBytes}.`);
    const lost = LOST.exec(content.toString("utf8"))?.[1];
    if (lost !== undefined) faults.push(`${path} asks for ${lost}, which is not there.`);
    if (content.includes(ROOT)) faults.push(`${path} contains the path of the folder it was built in.`);
  }
  if (entryBytes === 0) faults.push(`There is no ${ENTRY}.`);
  return faults;
}

export function sizesOf(files: readonly BuiltFile[]): { readonly allBytes: number; readonly entryBytes: number } {
  const total = (some: readonly BuiltFile[]) => some.reduce((sum, { content }) => sum + content.length, 0);
  return { allBytes: total(files), entryBytes: total(files.filter(({ path }) => path === ENTRY)) };
}

/**
 * Line ends as git keeps them, so that a checkout has the very bytes that were built. For a module that a package can do
 * without, ncc looks at run time, by `eval`: here it is never there. The entry holds Node's own modules.
 */
function tidy({ path, content }: BuiltFile): Buffer {
  const text = content.toString("utf8").replaceAll("\r\n", "\n");
  if (!path.endsWith(".js")) return Buffer.from(text);
  const tidied = text.replaceAll(LOOKUP, `((name) => { throw new Error("not bundled: " + name); })(`);
  return Buffer.from(inAscii(path === ENTRY ? withNodeModulesWhenUsed(tidied) : tidied));
}

function runTool(packageFile: string, script: string, args: readonly string[]): void {
  const folder = join(createRequire(import.meta.url).resolve(packageFile), "..");
  const { status } = spawnSync(process.execPath, [join(folder, script), ...args], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) throw new Error(`${script} failed.`);
}
