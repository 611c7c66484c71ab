import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFiles } from "../../src/adapters/files/files.ts";
import { readPurgeEntries } from "../../src/changes/purge-list.ts";
import { parseSelectorLine } from "../../src/model/parse-selector.ts";
import { describeSelector } from "../../src/model/selector.ts";
import { recordingLog } from "../support/delivery-samples.ts";
import { temporaryFolder } from "../support/repository.ts";
import { writeFiles } from "../support/write-files.ts";

type Files = Readonly<Record<string, string>>;

async function workspace(files: Files) {
  const folder = await temporaryFolder();
  // Characters of patterns in the workspace's own path stand for themselves, and so does its dot.
  const root = join(folder.path, ".work [a]*?");
  await mkdir(root);
  writeFiles(root, files);
  return {
    root,
    outside: folder.path,
    async read(line: string): Promise<readonly string[]> {
      const entry = parseSelectorLine(line);
      if (entry.kind === "wrong") throw new Error(entry.message);
      const world = { files: createFiles({ workspace: root }), log: recordingLog([], []) };
      return (await readPurgeEntries([entry], { siteUrls: [] }, world)).map(describeSelector);
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const LISTS = {
  "lists/b.txt": "/b",
  "lists/a.txt": "/a",
  "lists/deep/c.txt": "/c",
  "lists/.d.txt": "/d",
  "top.txt": "/t",
};

describe("a pattern of files under purge", () => {
  it.each([
    ["file:lists/*.txt", ["/a", "/b"]],
    ["file:lists/?.txt", ["/a", "/b"]],
    ["file:lists/[b-z].txt", ["/b"]],
    ["file:lists/**/*.txt", ["/a", "/b", "/c"]],
    ["file:**/c.txt", ["/c"]],
    ["file:*.txt", ["/t"]],
    ["file:./lists/*.txt", ["/a", "/b"]],
    ["file:lists/../lists/*.txt", ["/a", "/b"]],
    ["file:lists/.*.txt", ["/d"]],
    ["file:lists/**", ["/a", "/b", "/c"]],
  ])("%s reads each file that it names, in order", async (line, found) => {
    await using folder = await workspace(LISTS);
    expect(await folder.read(line)).toEqual(found);
  });

  it("reads every sitemap that it names", async () => {
    const sitemap = (page: string) => `<urlset><url><loc>https://www.example.com${page}</loc></url></urlset>`;
    await using folder = await workspace({ "public/maps/b.xml": sitemap("/b"), "public/maps/a.xml": sitemap("/a") });
    expect(await folder.read("sitemap:public/maps/*.xml")).toEqual([
      "https://www.example.com/a",
      "https://www.example.com/b",
    ]);
  });

  it.each(["[a].txt", "*.txt", "what?.txt", "a[b.txt", "back\\slash[x].txt"])(
    "is the file called %s where there is one",
    async (name) => {
      await using folder = await workspace({ ...LISTS, [`lists/${name}`]: "/literal" });
      expect(await folder.read(`file:lists/${name}`)).toEqual(["/literal"]);
    },
  );

  it.each([
    ["file:lists/*.csv", /^purge: file:lists\/\*\.csv names no file: none in the folder lists matches/],
    ["sitemap:*.xml", /^purge: sitemap:\*\.xml names no file: none in the workspace matches/],
    ["file:nowhere/*.txt", /^purge: file:nowhere\/\*\.txt names no file: none in the folder nowhere matches/],
    ["file:lists/*/../z*.txt", /has a \.\. behind a pattern/],
    ["file:lists/{a,b}*.txt", /names no file/],
    ["file:lists/[a*.txt", /has a \[ that is never closed/],
    ["file:**/a/**/b/**/c", /has more than 2 times \*\*/],
  ])("%s is one clear error", async (line, message) => {
    await using folder = await workspace(LISTS);
    await expect(folder.read(line)).rejects.toThrow(message);
  });

  it("names a file by classes of one character each, as a route writes what a star stands for", async () => {
    await using folder = await workspace({ ...LISTS, "lists/[b]*\\.txt": "/literal" });
    expect(await folder.read("file:lists/[[]b][*][\\\\].txt")).toEqual(["/literal"]);
  });

  /** With a pattern that backtracks this does not end: the runner's own limit ends the test then. */
  it("is decided on the worst name that a disk can hold", async () => {
    await using folder = await workspace({ ...LISTS, [`lists/${"a".repeat(255)}`]: "/x" });
    await expect(folder.read(`file:lists/${"*a".repeat(30)}b`)).rejects.toThrow("names no file");
  });

  it("is refused beyond a thousand files", async () => {
    await using folder = await workspace(
      Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`many/${n}.txt`, "/x"])),
    );
    await expect(folder.read("file:many/*.txt")).rejects.toThrow("names more than 1000 files");
  });

  it("names what is wrong in each of its files", async () => {
    await using folder = await workspace({ "lists/a.txt": "nonsense at all", "lists/b.txt": "*.css" });
    await expect(folder.read("file:lists/*.txt")).rejects.toThrow(
      /lists\/a\.txt, entry 1[\s\S]*lists\/b\.txt, entry 1/,
    );
  });

  it("follows no link out of the workspace, and ends where links go in circles", async () => {
    await using folder = await workspace(LISTS);
    writeFiles(folder.outside, { "secret/x.txt": "/outside" });
    await symlink("..", join(folder.root, "lists/up"));
    await symlink(join(folder.outside, "secret"), join(folder.root, "lists/away"));
    expect(await folder.read("file:lists/**/*.txt")).toEqual(["/a", "/b", "/c"]);
    await expect(folder.read("file:lists/away/*.txt")).rejects.toThrow("link that leads elsewhere");
    await symlink(join(folder.outside, "secret/x.txt"), join(folder.root, "lists/x.txt"));
    await expect(folder.read("file:lists/*.txt")).rejects.toThrow(/lists\/x\.txt is a link that leads elsewhere/);
  });

  it("goes through a link within the workspace that it names itself", async () => {
    await using folder = await workspace(LISTS);
    await symlink("lists", join(folder.root, "current"));
    expect(await folder.read("file:current/*.txt")).toEqual(["/a", "/b"]);
  });
});
