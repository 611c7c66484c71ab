import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LOADED_WHEN_USED, withNodeModulesWhenUsed } from "../../tools/build/node-modules.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const IMPORT = 'import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";\n';

/** What the bundler makes of modules that import Node's own, with `code` after them. */
function bundle(code: string): string {
  const given = LOADED_WHEN_USED.map(
    (name) =>
      `(() => { const module = {};\nmodule.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("${name}");\nmodules["${name}"] = module.exports; })();\n`,
  );
  return `${IMPORT}const modules = {};\n${given.join("")}${code}\n`;
}

/** What a fresh process prints that runs this code after the modules. */
async function printedBy(code: string): Promise<unknown> {
  const file = join(await makeTempFolder("node-modules-"), "bundle.mjs");
  writeFileSync(file, withNodeModulesWhenUsed(bundle(`console.log(JSON.stringify(${code}));`)));
  const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

describe("modules of Node's in the built action", () => {
  test("are not loaded with the modules that import them, but with the first use", async () => {
    const isLoaded = `process.moduleLoadList.includes("NativeModule tls")`;
    expect(await printedBy(`[${isLoaded}, typeof modules["node:tls"].connect, ${isLoaded}]`)).toEqual([
      false,
      "function",
      true,
    ]);
  });

  test("answer every question as the modules themselves do", async () => {
    const code = `Object.entries(modules).map(([name, given]) => {
      const itself = process.getBuiltinModule(name);
      const same = (key) => given[key] === itself[key] && key in given;
      return [Object.keys(given).join() === Object.keys(itself).join(), Object.keys(itself).every(same), "nothing" in given];
    })`;
    expect(await printedBy(code)).toEqual(LOADED_WHEN_USED.map(() => [true, true, false]));
  });

  test("do their work", async () => {
    const code = `modules["node:crypto"].createHash("sha256").update("").digest("hex").slice(0, 8)`;
    expect(await printedBy(code)).toBe("e3b0c442");
  });
});

test("a bundle that gives such a module in another way is refused, and a part without Node's modules stays as it is", () => {
  expect(() => withNodeModulesWhenUsed(`${IMPORT}module.exports = require("node:tls");`)).toThrow(
    "does not give node:child_process",
  );
  expect(withNodeModulesWhenUsed("const a = 1;")).toBe("const a = 1;");
});
