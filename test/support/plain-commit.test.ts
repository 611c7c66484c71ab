import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRepository, type TestRepository } from "./repository.ts";

type Step = (repository: Pick<TestRepository, "root" | "write" | "link" | "git">) => Promise<unknown>;

const LONG = "l".repeat(200);
const bytesOf = (text: string) => Buffer.from(text, "latin1");

/** Each list of steps is one history: a commit after each step. */
const HISTORIES: Record<string, readonly Step[]> = {
  "names that sort in another way with their slash": [
    ({ write }) => write({ "a/b": "3", "a.b": "2", a0: "4", "a-/x": "5", "a/b.c/d/e": "6", "a/b0": "7" }),
    ({ write }) => write({ a: null }),
    ({ write }) => write({ a: "now a file" }),
  ],
  "names that are not UTF-8, and long ones": [
    ({ write }) =>
      write(
        new Map([
          [bytesOf("\xff\x80.html"), "1"],
          [bytesOf('dir\xe9/line\nbreak"\\.txt'), "2"],
          [bytesOf(`${LONG}/${LONG}/é ü`), "3"],
        ]),
      ),
    ({ write }) => write(new Map([[bytesOf("dir\xe9"), null]])),
  ],
  "programs, links and files of all sizes": [
    async ({ root, write, link }) => {
      await write({ run: "#!/bin/sh\n", empty: "", bytes: Buffer.alloc(300_000, 7), "v1/a": "1" });
      for (const size of [15, 16, 2_047, 2_048]) await write({ [`size${size}`]: "x".repeat(size) });
      await chmod(join(root, "run"), 0o755);
      await link("latest", "v1");
      await link("gone/away", "../nowhere");
    },
    ({ root }) => chmod(join(root, "run"), 0o644),
  ],
  "commits that change nothing, empty the site, or bring back what was there": [
    () => Promise.resolve(),
    ({ write }) => write({ "a/b": "1" }),
    () => Promise.resolve(),
    ({ write }) => write({ a: null }),
    ({ write }) => write({ "a/b": "1" }),
  ],
  "what git alone does: ignored files": [
    ({ write }) => write({ ".gitignore": "*.log\n", "a.log": "1", "b.txt": "2" }),
    ({ write }) => write({ ".gitignore": null }),
  ],
  "what git alone does: files that its own directory ignores": [
    ({ write }) => write({ ".git/info/exclude": "*.log\n", "a.log": "1", "b.txt": "2" }),
  ],
  "what git alone does: attributes": [({ write }) => write({ ".gitattributes": "*.txt text\n", "a.txt": "1\r\n" })],
  "what git alone does: settings": [
    ({ write }) => write({ "a.txt": "1\n" }),
    async ({ git, write }) => {
      await git("config", "core.autocrlf", "input");
      await write({ "b.txt": "1\r\n" });
    },
  ],
  "what git alone does: marks in its index": [
    ({ write }) => write({ "a.txt": "1", "b.txt": "1" }),
    async ({ git, write }) => {
      await git("update-index", "--assume-unchanged", "a.txt");
      await write({ "a.txt": "22", "b.txt": "22" });
    },
  ],
  "what git alone does: a merge": [
    ({ write }) => write({ a: "1" }),
    async ({ git, write }) => {
      await git("checkout", "--quiet", "-b", "side");
      await write({ b: "1" });
      await git("add", "--all");
      await git("commit", "--quiet", "-m", "side");
      await git("checkout", "--quiet", "main");
      await write({ c: "1" });
      await git("add", "--all");
      await git("commit", "--quiet", "-m", "main");
      await git("merge", "--quiet", "--no-commit", "side");
    },
  ],
  "a branch that another command made": [
    ({ write }) => write({ a: "1" }),
    async ({ git, write }) => {
      await git("branch", "next");
      await git("symbolic-ref", "HEAD", "refs/heads/next");
      await write({ a: "2" });
    },
  ],
};

describe("a commit of the tests is git's own", () => {
  it.each(Object.entries(HISTORIES))("%s", async (_, steps) => {
    await using made = await createRepository();
    await using git = await createRepository();
    for (const step of steps) {
      await step(made);
      const id = await made.commit("A message");
      await step(git);
      await git.git("add", "--all");
      await git.git("commit", "--quiet", "--allow-empty", "-m", "A message");
      for (const question of [
        ["rev-parse", "HEAD"],
        ["status", "--porcelain", "--branch"],
        ["ls-files", "-sv"],
      ])
        expect(await made.git(...question)).toBe(await git.git(...question));
      expect(id).toBe(await git.git("rev-parse", "HEAD"));
      expect(await made.git("fsck", "--strict", "--full")).toBe("");
    }
  });

  it.each(["two lines\nof it", " with spaces ", "é", "# comment"])("with the message %j", async (message) => {
    await using made = await createRepository({ a: "1" });
    const id = await made.commit(message);
    expect(await made.git("log", "-1", "--format=%H %B", id)).toBe(`${id} ${message.trimEnd()}\n`);
  });
});
