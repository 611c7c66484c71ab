import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePlainConfig } from "../../../src/adapters/git/plain-config.ts";
import { effort } from "../../support/properties.ts";
import { gitTestEnvironment } from "../../support/repository.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";

/** What git says of a configuration; undefined where it refuses it. */
async function readByGit(text: string): Promise<readonly (readonly [string, string])[] | undefined> {
  const path = join(await makeTempFolder("config-"), "config");
  writeFileSync(path, text);
  const args = ["config", "--file", path, "--no-includes", "--null", "--list"];
  const { status, stdout } = spawnSync("git", args, { env: gitTestEnvironment(), encoding: "utf8" });
  if (status !== 0) return undefined;
  return stdout
    .split("\0")
    .slice(0, -1)
    .map((record) => {
      const [name = "", value = "true"] = record.split(/\n(.*)/s);
      return [name, value] as const;
    });
}

/** Texts that are read without git, and what they are to say. */
const PLAIN: readonly string[] = [
  "",
  "\n \n\t\n# comment\n; another\n  # indented\n",
  "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n\tlogallrefupdates = true\n",
  '[remote "origin"]\n\turl = https://github.com/octo/site\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n',
  '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eC1hY2Nlc3M=\n',
  '[includeIf "gitdir:/runner/site/.git"]\n\tpath = /runner/_temp/git.config\n',
  '[Branch "Main"]\n\tReMote=origin\n merge  =  refs/heads/main  \t\n',
  "[a]\nx\ny =\nz=1\nz = 2\n[b]\n[a]\nz = 3",
  '[a "b.c]d e#f;g"]\nx = [y] = z\n',
  '[a ""]\nx = a  b   c\n',
  '[a "ü 漢"]\nx = ü — 漢\u00a0\n',
  '[a "tab\there"]\nx = 1\n',
  "[a-1]\nx-2 = -\n",
];

/** Texts that git is to read: forms of its own, and what it refuses. */
const GITS: readonly string[] = [
  '[a]\nx = "quoted"\n',
  "[a]\nx = back\\\\slash\n",
  "[a]\nx = one \\\n two\n",
  "[a]\nx = 1 # comment\n",
  "[a]\nx = 1 ; comment\n",
  "[a]\nx # comment\n",
  "[a] x = 1\n",
  "[a] # comment\n",
  "[a.b]\nx = 1\n",
  '[a "b\\"c"]\nx = 1\n',
  '[a  "b"]\nx = 1\n',
  '[a"b"]\nx = 1\n',
  "[ a]\nx = 1\n",
  "[a]\r\nx = 1\r\n",
  "[a]\nx = a\tb\n",
  "[a]\nx = a\vb\n",
  "\ufeff[a]\nx = 1\n",
  "x = 1\n",
  "[a]\n1x = 1\n",
  "[a]\nx_y = 1\n",
  "[a]\nx y = 1\n",
  "[a\nx = 1\n",
  "[]\nx = 1\n",
  "[a]\n= 1\n",
];

/** What configurations are made of, and what makes them odd. */
const PARTS = [
  "[",
  "]",
  "a",
  "B",
  "-",
  ".",
  '"',
  "\\",
  "=",
  " ",
  "\t",
  "#",
  ";",
  "\n",
  "\n[a]\n",
  "x = ",
  "1",
  "\r",
  "\v",
  "ü",
  '[a "b"]\n',
];

describe("a configuration that is read without git", () => {
  it("says what git says of it", async () => {
    for (const text of PLAIN) expect(parsePlainConfig(text), JSON.stringify(text)).toBeDefined();
    const all = PLAIN.join("\n");
    expect(parsePlainConfig(all)).toEqual(await readByGit(all));
  });

  it.each(GITS.map((text) => [text]))("is left to git where it is %j", (text) => {
    expect(parsePlainConfig(text)).toBeUndefined();
  });

  it.each([
    ["long", `[a]\n${"x = 1\n".repeat(1 << 14)}`],
    ["of a long line", `[a]\nx = a${" ".repeat(1 << 15)}b\n`],
    ["of a section with a long name", `[a "${"s".repeat(1 << 13)}"]\n${"x\n".repeat(100)}`],
  ])("is left to git where it is %s", (_, text) => {
    expect(parsePlainConfig(text)).toBeUndefined();
  });

  it("says what git says whatever is put in it, or is left to git", async () => {
    const texts = fc.sample(fc.array(fc.constantFrom(...PARTS), { minLength: 2, maxLength: 9 }), effort(5000));
    const plain = texts
      .map((parts) => `[a]\n${parts.join("")}\n`)
      .filter((text) => parsePlainConfig(text) !== undefined);
    expect(plain.length).toBeGreaterThan(300);
    const all = plain.join("");
    expect(parsePlainConfig(all)).toEqual(await readByGit(all));
  });
});
