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

describe("the linter's fences", () => {
  test("let every arrow down pass, and refuse every other one, between all rooms", async () => {
    const root = await makeProject();
    const expected: string[] = [];
    for (const from of FOLDERS) {
      for (const to of roomNames().filter((name) => name !== from)) {
        const [path, text] = arrow(from, to);
        write(root, path, text);
        if (!roomsBelow(from).includes(to)) expected.push(`${path}: noRestrictedImports`);
      }
    }

    expect(lint(root)).toEqual(expected.toSorted());
  });

  test.each([
    ["a type", 'import type { noun } from "../app/noun.ts";\nexport type X = typeof noun;\n'],
    ["an import that comes later", 'export const x = () => import("../app/noun.ts");\n'],
    ["what is passed on", 'export { noun } from "../app/noun.ts";\n'],
  ])("refuse %s too", async (_, text) => {
    const root = await makeProject();
    write(root, "src/plan/deep/up.ts", text.replace("../app", "../../app"));

    expect(lint(root)).toEqual(["src/plan/deep/up.ts: noRestrictedImports"]);
  });

  test.each(["node:fs", "node:fs/promises", "undici", "undici/types/dispatcher", "@actions/core"])(
    "keep %s to the adapters and to main",
    async (name) => {
      const root = await makeProject();
      for (const room of FOLDERS)
        write(root, `src/${room}/outside.ts`, `import * as x from "${name}";\nexport const y = x;\n`);

      const refused = FOLDERS.filter((room) => room !== "adapters").map((room) => `src/${room}/outside.ts`);
      expect(lint(root)).toEqual(refused.map((path) => `${path}: noRestrictedImports`).toSorted());
    },
  );

  test("let hashes be taken from Node in every room, and chance in the adapters alone", async () => {
    const root = await makeProject();
    const take = (name: string) => `import { ${name} } from "node:crypto";\nexport const x = ${name};\n`;
    write(root, "src/memory/hashes.ts", take("createHmac"));
    write(root, "src/memory/chance.ts", take("randomBytes"));
    write(root, "src/adapters/chance.ts", take("randomBytes"));

    expect(lint(root)).toEqual(["src/memory/chance.ts: noRestrictedImports"]);
  });

  test.each(["sandbox/asks.ts", "sandbox/apis/asks.ts", "test/contract/suite/asks.ts"])(
    "keep src/ out of %s",
    async (path) => {
      const root = await makeProject();
      const up = "../".repeat(path.split("/").length - 1);
      write(root, path, `import type { noun } from "${up}src/model/noun.ts";\nexport type X = typeof noun;\n`);

      expect(lint(root)).toEqual([`${path}: noRestrictedImports`]);
      expect(check(root).problems).toEqual([expect.stringContaining("states the vendors' facts itself")]);
    },
  );

  test.each(["node:fs", "node:fs/promises"])(
    "keep temporary folders that nobody removes out of tests: %s",
    async (module) => {
      const root = await makeProject();
      const name = module === "node:fs" ? "mkdtempSync" : "mkdtemp";
      const text = `import { ${name} } from "${module}";\nexport const x = ${name};\n`;
      for (const path of ["test/plan/own.ts", "test/contract/suite/own.ts", "test/support/temp-folder.ts"])
        write(root, path, text);

      expect(lint(root)).toEqual([
        "test/contract/suite/own.ts: noRestrictedImports",
        "test/plan/own.ts: noRestrictedImports",
      ]);
    },
  );

  test.each(["src/plan", "sandbox", "tools", "test/plan"])("refuse cycles in %s, of types too", async (folder) => {
    const root = await makeProject();
    write(root, `${folder}/one.ts`, 'import type { Two } from "./two.ts";\nexport type One = Two | 1;\n');
    write(root, `${folder}/two.ts`, 'import type { One } from "./one.ts";\nexport type Two = One | 2;\n');

    expect(lint(root)).toEqual([`${folder}/one.ts: noImportCycles`, `${folder}/two.ts: noImportCycles`]);
    expect(check(root)).toMatchObject({ status: 1, problems: [expect.stringContaining("Cycle of imports")] });
  });

  test.each(["src/plan", "sandbox", "tools", "test/support"])(
    "refuse a function of more than 40 lines in %s",
    async (folder) => {
      const root = await makeProject();
      const body = (lines: number) => "  x++;\n".repeat(lines);
      const long = (lines: number) => `export function f(): number {\n  let x = 0;\n${body(lines)}  return x;\n}\n`;
      write(root, `${folder}/fits.ts`, long(38));
      write(root, `${folder}/long.ts`, long(39));

      expect(lint(root)).toEqual([`${folder}/long.ts: noExcessiveLinesPerFunction`]);
    },
  );
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
