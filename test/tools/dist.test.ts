import { describe, expect, test } from "vitest";
import { builtFiles, faultsOf, LIMITS, ROOT } from "../../tools/build/compile.ts";
import { textOf } from "./repository.ts";

// `npm test` builds before it tests: these are the bytes that users get.
const files = builtFiles(`${ROOT}/dist`);

describe("dist/", () => {
  test("is an ES module with one entry, within the limits, free of paths of this machine", () => {
    expect(faultsOf(files)).toEqual([]);
    expect(JSON.parse(textOf("dist/package.json"))).toEqual({ type: "module" });
  });

  test("has the licence of every package that it may contain", () => {
    const lock: { packages: Record<string, { version: string; dev?: true; optional?: true }> } = JSON.parse(
      textOf("package-lock.json"),
    );
    const licenses = textOf("dist/licenses.txt");
    const bundled = Object.entries(lock.packages).filter(([path, { dev, optional }]) => path && !dev && !optional);
    const missing = bundled
      .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, "")} ${version} (`)
      .filter((title) => !licenses.includes(title));
    expect(bundled.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  test("runs no text as code", () => {
    const code = files.filter(({ path }) => path.endsWith(".js"));
    // How the bundler leaves an optional require in: `debug` asks for colours, and does without.
    const optional = 'eval("require")("supports-color")';
    const texts = code.map(({ path, content }) => ({ path, text: content.toString("utf8").replaceAll(optional, "") }));
    expect(texts.filter(({ text }) => /\beval\s*\(/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

test("a build that is too large, names its folder or lacks the entry is refused", () => {
  const large = { path: "index.js", content: Buffer.alloc(LIMITS.entryBytes + 1) };
  const telling = { path: "1.index.js", content: Buffer.from(`import "${ROOT}/src/main.ts"`) };
  const many = { path: "2.index.js", content: Buffer.alloc(LIMITS.allBytes) };
  expect(faultsOf([large])).toEqual([expect.stringContaining("index.js has")]);
  expect(faultsOf([large, telling, many])).toHaveLength(3);
  expect(faultsOf([telling])).toContain("There is no index.js.");
  const lacking = `((name) => { throw new Error("not bundled: " + name); })("./utils")`;
  expect(faultsOf([{ ...telling, content: Buffer.from(lacking) }])).toContain(
    "1.index.js asks for ./utils, which is not there.",
  );
  const code = `;// CONCATENATED MODULE: ./lib/providers/acme/index.js\n${" ".repeat(LIMITS.providerBytes)}`;
  const provider = { path: "3.index.js", content: Buffer.from(code) };
  expect(faultsOf([{ ...large, content: Buffer.from("x") }, provider])).toEqual([expect.stringContaining("for acme")]);
});
