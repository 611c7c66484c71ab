import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { builtFiles, ROOT } from "../../tools/build/compile.ts";
import { inAscii } from "../../tools/build/in-ascii.ts";

test.each([
  '"… and ünï"',
  '"\\…"',
  '"\\\\…"',
  '"\\\\\\…"',
  "`a ${'–'} 😀 …`",
  "/^[“”‘’]*$/.test('“’')",
  "/^\\…$/.test('…')",
  "/^[😀-😆]$/u.test('😃')",
  "/^[α-ω]+$/iu.exec('ΣΑΣ')[0]",
  "Object.keys({ 'ключ': 1 })[0] // comment …",
])("%s means the same in ASCII", (code) => {
  const ascii = inAscii(code);
  expect(ascii).toMatch(/^[\0-\x7f]+$/);
  expect(runInNewContext(ascii)).toEqual(runInNewContext(code));
});

test("a raw template cannot be written so", () => {
  expect(() => inAscii("const dots = String.raw`…`;")).toThrow("raw template");
  expect(inAscii("const path = String.raw`C:\\new`; // …")).toContain("String.raw`C:\\new`");
});

test("the built action is in ASCII", () => {
  const code = builtFiles(`${ROOT}/dist`).filter(({ path }) => path.endsWith(".js"));
  expect(code.filter(({ content }) => content.some((byte) => byte > 0x7f)).map(({ path }) => path)).toEqual([]);
});
