import { execFileSync } from "node:child_process";
import { mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createFiles } from "../../../src/adapters/files/files.ts";
import { PurgeError } from "../../../src/model/errors.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";

let root: string;
let workspace: string;

beforeAll(async () => {
  root = await makeTempFolder("files-");
  workspace = join(root, "site");
  await mkdir(join(workspace, "dist", "deep", "er"), { recursive: true });
  await mkdir(join(workspace, "empty", "also-empty"), { recursive: true });
  await mkdir(join(workspace, "only-git", ".git"), { recursive: true });
  await mkdir(join(root, "outside"));
  await writeFile(join(workspace, "only-git", ".git", "HEAD"), "x");
  await writeFile(join(workspace, "dist", "deep", "er", "page.html"), "hello");
  await writeFile(join(root, "outside", "secret.txt"), "secret");
  await symlink("../outside", join(workspace, "leads-out"));
  await symlink("dist", join(workspace, "leads-in"));
  await symlink("nowhere", join(workspace, "dangling"));
  await symlink("loop", join(workspace, "loop"));
  await symlink("..", join(workspace, "empty", "up"));
  execFileSync("mkfifo", [join(workspace, "pipe")]);
});

function files() {
  return createFiles({ workspace, temp: join(root, "temp") });
}

describe("files", () => {
  it("resolve from the workspace", () => {
    expect(files().resolve("dist/../a")).toBe(join(workspace, "a"));
    expect(files().resolve("/etc")).toBe("/etc");
  });

  it.each([
    ["dist", "folder"],
    ["leads-in", "folder"],
    ["dist/deep/er/page.html", "file"],
    ["pipe", "other"],
    ["/dev/zero", "other"],
    ["none", "missing"],
    ["dangling", "missing"],
    ["loop", "missing"],
    ["dist/deep/er/page.html/x", "missing"],
    ["a\u0000b", "missing"],
  ])("know %j as %s", async (path, kind) => {
    expect(await files().kind(path)).toBe(kind);
  });

  it.each([
    ["dist", true],
    [".", true],
    ["leads-in/deep", true],
    ["..dist", true],
    ["not/there/yet", true],
    ["..", false],
    ["../site2", false],
    ["/etc", false],
    ["leads-out", false],
    ["leads-out/not/there", false],
    ["loop", false],
  ])("know whether %j is inside: %s", async (path, isInside) => {
    expect(await files().insideWorkspace(path)).toBe(isInside);
  });

  it("find a file at any depth, past loops, and not in .git", async () => {
    expect(await files().holdsFiles("dist")).toBe(true);
    expect(await files().holdsFiles("empty/also-empty")).toBe(false);
    expect(await files().holdsFiles("only-git")).toBe(false);
  });

  it("read within a bound", async () => {
    const path = "dist/deep/er/page.html";
    expect(Buffer.from(await files().read(path, 5)).toString()).toBe("hello");
    await expect(files().read(path, 4)).rejects.toThrow("is larger than 4 bytes");
  });

  it.each([
    ["none", "does not exist"],
    ["dist", "is not a file"],
    ["pipe", "is not a file"],
    ["/dev/zero", "is not a file"],
    ["a\n::error::b\u0000", "cannot be read"],
  ])("refuse to read %j: %s", async (path, message) => {
    const error = await files()
      .read(path, 100)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PurgeError);
    expect(error).toMatchObject({ fault: "config", message: expect.stringContaining(message) });
    expect((error as Error).message).not.toContain("\n");
  });

  it("write into a folder of their own, text or lines, readable by nobody else", async () => {
    const [one, other] = [files(), files()];
    const text = await one.writeTemp("report.json", (write) => write("{}"));
    const lines = await one.writeTemp("urls.txt", (write) => {
      for (let index = 0; index < 100_000; index++) write(`/${index}\n`);
    });
    const again = await other.writeTemp("report.json", (write) => write("[]"));
    expect(await readFile(text, "utf8")).toBe("{}");
    expect(await readFile(again, "utf8")).toBe("[]");
    expect((await readFile(lines, "utf8")).split("\n")).toHaveLength(100_001);
    expect(dirname(text)).toBe(dirname(lines));
    expect(dirname(dirname(text))).toBe(join(root, "temp"));
    expect((await stat(text)).mode & 0o077).toBe(0);
    expect(dirname(await one.writeTemp("../../escape", (write) => write("x")))).toBe(dirname(text));
  });
});
