import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { MAX_FILES_IN_FOLDER, MAX_LINES_OF_FILE, roomNames, roomsBelow } from "../../tools/layers/layers.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { ROOT } from "./repository.ts";

const FOLDERS = roomNames().filter((room) => room !== "main.ts");

/** A project that has the linter's configuration, one harmless file a room, and nothing else. */
async function makeProject(): Promise<string> {
  const root = await makeTempFolder("layers-");
  for (const file of ["biome.json", "biome.fences.json", ".gitignore"]) cpSync(join(ROOT, file), join(root, file));
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  write(root, "src/main.ts", "export const inMain = 1;\n");
  for (const room of FOLDERS) write(root, `src/${room}/noun.ts`, "export const noun = 1;\n");
  write(root, "src/providers/kit/shared.ts", "export const shared = 1;\n");
  write(root, "src/providers/vendor/index.ts", "export const vendor = 1;\n");
  write(root, "test/contract/suite/noun.ts", "export const noun = 1;\n");
  write(root, "sandbox/noun.ts", "export const noun = 1;\n");
  return root;
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** What the linter refuses, as `path: rule`. */
function lint(root: string): readonly string[] {
  const program = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
  const args = [program, "lint", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const { diagnostics }: Lint = JSON.parse(stdout);
  return diagnostics.map(({ category, location }) => `${location.path}: ${category.split("/").at(-1)}`).toSorted();
}

interface Lint {
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string } }[];
}

function check(root: string) {
  const args = [join(ROOT, "tools/check-layers.ts"), root];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stdout, problems: stderr.split("\n").filter(Boolean) };
}

/** A file of `from` that imports the noun of `to`. */
function arrow(from: string, to: string): readonly [path: string, text: string] {
  const target = to === "main.ts" ? "../main.ts" : `../${to}/noun.ts`;
  const name = to === "main.ts" ? "inMain" : "noun";
  return [
    `src/${from}/to-${to.replace(".ts", "")}.ts`,
    `import { ${name} } from "${target}";\nexport const x = ${name};\n`,
  ];
}

/** What the tests break, each in files of its own, by path: all stand in one project, which is linted and checked once. */
const broken = new Map<string, string>();

/** @returns the paths. */
function put(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [path, text] of Object.entries(files)) {
    if (broken.has(path)) throw new Error(`two tests break ${path}`);
    broken.set(path, text);
  }
  return Object.keys(files);
}

let looked: Promise<{ readonly refused: readonly string[]; readonly check: ReturnType<typeof check> }> | undefined;

async function look() {
  const root = await makeProject();
  for (const [path, text] of broken) write(root, path, text);
  return { refused: lint(root), check: check(root) };
}

/** What the linter refuses of these files. */
async function refusedIn(paths: readonly string[]): Promise<readonly string[]> {
  looked ??= look();
  return (await looked).refused.filter((line) => paths.includes(line.slice(0, line.lastIndexOf(": "))));
}

/** What `tools/check-layers.ts` says of this file. */
async function problemsOf(path: string): Promise<readonly string[]> {
  looked ??= look();
  return (await looked).check.problems.filter((problem) => problem.includes(path));
}

describe("the linter's fences", () => {
  const arrows = FOLDERS.flatMap((from) =>
    roomNames()
      .filter((to) => to !== from)
      .map((to) => ({ from, to, paths: put(Object.fromEntries([arrow(from, to)])) })),
  );
  test("let every arrow down pass, and refuse every other one, between all rooms", async () => {
    const up = arrows.filter(({ from, to }) => !roomsBelow(from).includes(to)).flatMap(({ paths }) => paths);

    const refused = await refusedIn(arrows.flatMap(({ paths }) => paths));
    expect(refused).toEqual(up.map((path) => `${path}: noRestrictedImports`).toSorted());
  });

  test.each(
    [
      ["a type", "type", 'import type { noun } from "../app/noun.ts";\nexport type X = typeof noun;\n'],
      ["an import that comes later", "later", 'export const x = () => import("../app/noun.ts");\n'],
      ["what is passed on", "passed-on", 'export { noun } from "../app/noun.ts";\n'],
    ].map(([what = "", name, text = ""]) => {
      const path = `src/plan/deep/${name}.ts`;
      return [what, path, put({ [path]: text.replace("../app", "../../app") })] as const;
    }),
  )("refuse %s too", async (_, path, paths) => {
    expect(await refusedIn(paths)).toEqual([`${path}: noRestrictedImports`]);
  });

  test.each(
    ["node:fs", "node:fs/promises", "undici", "undici/types/dispatcher", "@actions/core"].map((name) => {
      const text = `import * as x from "${name}";\nexport const y = x;\n`;
      const pathIn = (room: string): string => `src/${room}/outside-${name.replaceAll(/\W/g, "")}.ts`;
      return [name, pathIn, put(Object.fromEntries(FOLDERS.map((room) => [pathIn(room), text])))] as const;
    }),
  )("keep %s to the adapters and to main", async (_, pathIn, paths) => {
    const refused = FOLDERS.filter((room) => room !== "adapters").map(pathIn);
    expect(await refusedIn(paths)).toEqual(refused.map((path) => `${path}: noRestrictedImports`).toSorted());
  });

  const take = (name: string) => `import { ${name} } from "node:crypto";\nexport const x = ${name};\n`;
  const chances = put({
    "src/memory/hashes.ts": take("createHmac"),
    "src/memory/chance.ts": take("randomBytes"),
    "src/adapters/chance.ts": take("randomBytes"),
  });
  test("let hashes be taken from Node in every room, and chance in the adapters alone", async () => {
    expect(await refusedIn(chances)).toEqual(["src/memory/chance.ts: noRestrictedImports"]);
  });

  test.each(
    ["sandbox/asks.ts", "sandbox/apis/asks.ts", "test/contract/suite/asks.ts"].map((path) => {
      const up = "../".repeat(path.split("/").length - 1);
      const text = `import type { noun } from "${up}src/model/noun.ts";\nexport type X = typeof noun;\n`;
      return [path, put({ [path]: text })] as const;
    }),
  )("keep src/ out of %s", async (path, paths) => {
    expect(await refusedIn(paths)).toEqual([`${path}: noRestrictedImports`]);
    expect(await problemsOf(path)).toEqual([expect.stringContaining("states the vendors' facts itself")]);
  });

  const makeFolder = (module: string, name: string) =>
    `import { ${name} } from "${module}";\nexport const ${name}s = ${name};\n`;
  const allowed = put({
    "test/support/temp-folder.ts": makeFolder("node:fs", "mkdtempSync") + makeFolder("node:fs/promises", "mkdtemp"),
  });
  test.each(
    [
      ["node:fs", "mkdtempSync"],
      ["node:fs/promises", "mkdtemp"],
    ].map(([module = "", name = ""]) => {
      const text = makeFolder(module, name);
      return [
        module,
        put({ [`test/contract/suite/${name.toLowerCase()}.ts`]: text, [`test/plan/${name.toLowerCase()}.ts`]: text }),
      ] as const;
    }),
  )("keep temporary folders that nobody removes out of tests: %s", async (_, paths) => {
    expect(await refusedIn(paths)).toEqual(paths.map((path) => `${path}: noRestrictedImports`));
    expect(await refusedIn(allowed)).toEqual([]);
  });

  test.each(
    ["src/plan", "sandbox", "tools", "test/plan"].map((folder) => {
      const one = 'import type { Two } from "./two.ts";\nexport type One = Two | 1;\n';
      const two = 'import type { One } from "./one.ts";\nexport type Two = One | 2;\n';
      return [folder, put({ [`${folder}/one.ts`]: one, [`${folder}/two.ts`]: two })] as const;
    }),
  )("refuse cycles in %s, of types too", async (folder, paths) => {
    expect(await refusedIn(paths)).toEqual([`${folder}/one.ts: noImportCycles`, `${folder}/two.ts: noImportCycles`]);
    expect(await problemsOf(`${folder}/one.ts`)).toEqual([expect.stringContaining("Cycle of imports")]);
  });

  const body = (lines: number) => "  x++;\n".repeat(lines);
  const long = (lines: number) => `export function f(): number {\n  let x = 0;\n${body(lines)}  return x;\n}\n`;
  test.each(
    ["src/plan", "sandbox", "tools", "test/support"].map((folder) => {
      return [folder, put({ [`${folder}/fits.ts`]: long(38), [`${folder}/long.ts`]: long(39) })] as const;
    }),
  )("refuse a function of more than 40 lines in %s", async (folder, paths) => {
    expect(await refusedIn(paths)).toEqual([`${folder}/long.ts: noExcessiveLinesPerFunction`]);
  });

  test("refuse nothing that no test broke, and what is broken fails the check", async () => {
    looked ??= look();
    const { refused, check: checked } = await looked;
    expect(refused.filter((line) => !broken.has(line.slice(0, line.lastIndexOf(": "))))).toEqual([]);
    expect(checked.status).toBe(1);
  });
});

describe("tools/check-layers.ts", () => {
  let root: string;
  beforeAll(async () => {
    root = await makeProject();
  });

  test("prints each room with the arrows that leave it, and is content with arrows down", () => {
    const [path, text] = arrow("plan", "model");
    write(root, path, text);

    const { status, stdout, problems } = check(root);
    expect(problems).toEqual([]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^plan +model 1$/m);
    expect(stdout).toMatch(/^mapping +-$/m);
    expect(stdout).toMatch(/11 layers, 1 arrows between rooms/);
  });

  test("fails on an arrow up, on one to the side, and on one to the adapters", async () => {
    const own = await makeProject();
    for (const [from, to] of [
      ["model", "ports"],
      ["plan", "mapping"],
      ["app", "adapters"],
    ] as const) {
      const [path, text] = arrow(from, to);
      write(own, path, text);
    }

    expect(check(own)).toMatchObject({
      status: 1,
      problems: [
        expect.stringContaining('"adapters" is not below "app"'),
        expect.stringContaining('"ports" is not below "model"'),
        expect.stringContaining('"mapping" is not below "plan"'),
      ],
    });
  });

  test("fails on vendors that know each other, and lets them share the kit", async () => {
    const own = await makeProject();
    write(own, "src/providers/other/index.ts", 'export { shared } from "../kit/shared.ts";\n');
    expect(check(own)).toMatchObject({ status: 0, problems: [] });

    write(own, "src/providers/other/copy.ts", 'export { vendor } from "../vendor/index.ts";\n');
    expect(check(own).problems).toEqual([expect.stringContaining("vendors do not know each other")]);
  });

  test("sees a cycle through a type that is imported in place", async () => {
    const own = await makeProject();
    write(own, "src/plan/one.ts", 'export type One = import("./two.ts").Two | 1;\n');
    write(own, "src/plan/two.ts", 'export type Two = import("./one.ts").One | 2;\n');

    expect(check(own).problems).toEqual([
      "check-layers: Cycle of imports: src/plan/one.ts -> src/plan/two.ts -> src/plan/one.ts",
    ]);
  });

  test("fails on a file of no room, a file that is too long, and a folder that is too full", async () => {
    const own = await makeProject();
    write(own, "src/attic/old.ts", "export const old = 1;\n");
    write(own, "sandbox/long.ts", "\n".repeat(MAX_LINES_OF_FILE + 1));
    for (let n = 0; n < MAX_FILES_IN_FOLDER; n++) write(own, `src/plan/file-${n}.ts`, "export const x = 1;\n");

    expect(check(own).problems).toEqual([
      "check-layers: src/attic/old.ts is in no room of tools/layers/layers.ts.",
      `check-layers: sandbox/long.ts has ${MAX_LINES_OF_FILE + 1} lines; at most ${MAX_LINES_OF_FILE} are allowed.`,
      `check-layers: src/plan has ${MAX_FILES_IN_FOLDER + 1} files; at most ${MAX_FILES_IN_FOLDER} are allowed.`,
    ]);
  });
});
