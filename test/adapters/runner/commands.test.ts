import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { nastyText } from "../../report/nasty.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";

const PROCESS = new URL("commands-process.ts", import.meta.url).pathname;
const CHOSEN = [
  "",
  " ",
  "plain",
  "50 % done",
  "%0A",
  "a\r\nb\n",
  "::error::x",
  "##[error]x",
  "t: a,b",
  "ä 日本 😀",
  "=",
  "<<EOF",
];

it("writes the bytes that the runner's toolkit writes, whatever the text", async () => {
  const folder = await makeTempFolder("commands-");
  const texts = [...CHOSEN, ...fc.sample(nastyText, { numRuns: 300, seed: 14 })];
  const file = join(folder, "texts.json");
  writeFileSync(file, JSON.stringify(texts));

  function written(whose: "ours" | "toolkit") {
    const outputs = join(folder, whose);
    writeFileSync(outputs, "");
    const env = { ...process.env, GITHUB_OUTPUT: outputs };
    const stdout = execFileSync(process.execPath, [PROCESS, whose, file], { env }).toString("latin1");
    return { stdout, outputs: readFileSync(outputs, "latin1").replace(/ghadelimiter_[0-9a-f-]{36}/g, "DELIMITER") };
  }

  const toolkit = written("toolkit");
  expect(toolkit.stdout).toContain("::warning title=t%3A a%2Cb::##[error]x");
  expect(written("ours")).toEqual(toolkit);
});

it("fails where the runner names no file for outputs, or one that is not there", () => {
  const script = `
    import { setOutput } from ${JSON.stringify(new URL("../../../src/adapters/runner/commands.ts", import.meta.url).href)};
    try { setOutput("name", "value") } catch (error) { process.stdout.write(error.code) }`;
  for (const path of [undefined, "", "/nonexistent/outputs"]) {
    const env = { ...process.env, GITHUB_OUTPUT: path };
    const args = ["--input-type=module", "-e", script];
    expect(execFileSync(process.execPath, args, { env, encoding: "utf8" })).toBe("ENOENT");
  }
});
