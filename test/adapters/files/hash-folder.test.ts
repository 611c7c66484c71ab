import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmod, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { hashFolder } from "../../../src/adapters/files/hash-folder.ts";
import { cutIgnored } from "../../../src/adapters/files/hash-worker.ts";
import type { Hashes } from "../../../src/ports/files.ts";
import { temporaryFolder } from "../../support/repository.ts";
import { writeFiles } from "../../support/write-files.ts";

const run = promisify(execFile);

async function folderWith(files: Readonly<Record<string, string | Buffer>>) {
  const folder = await temporaryFolder();
  writeFiles(folder.path, files);
  return folder;
}

function hashes(folder: string, ignore: readonly string[] = []): Promise<Hashes> {
  return hashFolder(folder, { include: () => true, ignore });
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("base64url");
}

describe("the hash of a file", () => {
  it("does not depend on time, mode or the order on the disk; an edit of the same size counts", async () => {
    const names = Array.from({ length: 140 }, (_, n) => `p${n % 7}/${n}.html`);
    await using one = await folderWith(Object.fromEntries(names.map((name) => [name, name])));
    await using two = await folderWith(Object.fromEntries(names.toReversed().map((name) => [name, name])));
    await utimes(join(two.path, "p0/0.html"), 1, 1);
    await chmod(join(two.path, "p0/0.html"), 0o755);
    const before = JSON.stringify([...(await hashes(one.path)).files]);
    expect(JSON.stringify([...(await hashes(two.path)).files])).toBe(before);
    await writeFile(join(two.path, "p0/0.html"), "P0/0.html");
    expect(JSON.stringify([...(await hashes(two.path)).files])).not.toBe(before);
  });
});

describe("a walk", () => {
  it("leaves out what is not deployed without opening it, and never enters .git", async () => {
    await using folder = await folderWith({ a: "1", "b/c": "2", ".git/config": "x", "sub/.git": "gitdir: x" });
    const seen: string[] = [];
    const include = (path: string) => seen.push(path) > 0 && path !== "a";
    const { files } = await hashFolder(folder.path, { include, ignore: [] });
    expect([...files.keys()]).toEqual(["b/c"]);
    expect(seen.sort()).toEqual(["a", "b/c"]);
  });

  it("follows links as what they lead to, and none to a folder out of it", async () => {
    await using outside = await folderWith({ secret: "s" });
    await using folder = await folderWith({ "v2/a": "1", "v2/deep/b": "2" });
    await symlink("v2", join(folder.path, "latest"));
    await symlink("../v2/a", join(folder.path, "v2/deep/../../v2/alias"));
    await symlink(join(outside.path, "secret"), join(folder.path, "out"));
    await symlink(outside.path, join(folder.path, "out-folder"));
    await symlink("nowhere", join(folder.path, "broken"));
    await symlink("self", join(folder.path, "self"));
    await symlink("..", join(folder.path, "v2/up"));
    const { files, notes } = await hashes(folder.path);
    expect(Object.fromEntries(files)).toEqual({
      "latest/a": sha256("1"),
      "latest/alias": sha256("1"),
      "latest/deep/b": sha256("2"),
      "v2/a": sha256("1"),
      "v2/alias": sha256("1"),
      "v2/deep/b": sha256("2"),
      out: sha256("s"),
      "out-folder": `link:${sha256(outside.path)}`,
    });
    expect(notes.join("\n")).toMatch(
      /leads back to where it lies[\s\S]*"broken"[\s\S]*leads nowhere[\s\S]*"out-folder"[\s\S]*link to a folder outside of the workspace/,
    );
  });

  it("follows links to other folders of the workspace, and to nothing that is never deployed or made up when read", async () => {
    await using workspace = await folderWith({
      "dist/a": "1",
      "assets/fonts/b": "2",
      "assets/logo": "3",
      ".git/config": "4",
    });
    const at = (path: string): string => join(workspace.path, path);
    await symlink("../assets/fonts", at("dist/fonts"));
    await symlink("../assets/logo", at("dist/logo"));
    await symlink("../dist", at("assets/fonts/back"));
    await symlink("../.git", at("dist/git"));
    await symlink("../.git/config", at("dist/config"));
    await symlink("/proc/self/environ", at("dist/environ"));
    const { files } = await hashFolder(at("dist"), { include: () => true, ignore: [] }, workspace.path);
    expect(Object.fromEntries(files)).toEqual({
      a: sha256("1"),
      "fonts/b": sha256("2"),
      logo: sha256("3"),
      git: `link:${sha256("../.git")}`,
      config: `link:${sha256("../.git/config")}`,
      environ: `link:${sha256("/proc/self/environ")}`,
    });
  });

  it("gives files in the order of their bytes, whatever lies between folders of like names", async () => {
    const names = ["a/x", "a-b/x", "a.html", "a0", "b", "a/b/c", "a/b.html", "ab/é", "Z/z", "a/ü/x"];
    await using folder = await folderWith(Object.fromEntries(names.map((name) => [name, name])));
    await symlink("a/b", join(folder.path, "a.z"));
    const { files } = await hashes(folder.path);
    const all = [...names, "a.z/c"].map((name) => Buffer.from(name)).sort(Buffer.compare);
    expect([...files.keys()]).toEqual(all.map(String));
  });

  it("ends where links lead in circles through each other", async () => {
    await using folder = await folderWith({ "a/x": "1", "b/y": "2" });
    await symlink("../b", join(folder.path, "a/to-b"));
    await symlink("../a", join(folder.path, "b/to-a"));
    expect([...(await hashes(folder.path)).files.keys()]).toEqual(["a/to-b/y", "a/x", "b/to-a/x", "b/y"]);
  });

  it("never opens a named pipe or a socket, and says so", async () => {
    await using folder = await folderWith({ a: "1" });
    await run("mkfifo", [join(folder.path, "pipe")]);
    await symlink("pipe", join(folder.path, "link-to-pipe"));
    const server = createServer().listen(join(folder.path, "socket"));
    await once(server, "listening");
    const { files, notes } = await hashes(folder.path);
    server.close();
    expect([...files.keys()]).toEqual(["a"]);
    expect(notes).toEqual([
      expect.stringMatching(/^".*" and 2 more in build-dir: no file \(a named pipe, socket or device\)/),
    ]);
  });
});

describe("a file that cannot be compared is an error that names it", () => {
  it("when it is written to while it is read", async () => {
    await using folder = await folderWith({ "growing.bin": "" });
    const path = join(folder.path, "growing.bin");
    await truncate(path, 128 << 20);
    const script =
      "const fs=require('fs');const f=fs.openSync(process.argv[1],'a');const cell=new Int32Array(new SharedArrayBuffer(4));" +
      "for(let n=0;;n++){fs.writeSync(f,'x');if(n===0)process.stdout.write('.');Atomics.wait(cell,0,0,1)}";
    const writer = spawn(process.execPath, ["-e", script, path]);
    try {
      await once(writer.stdout, "data");
      await expect(hashes(folder.path)).rejects.toMatchObject({
        fault: "config",
        message: expect.stringMatching(/^build-dir: "growing\.bin" changed while it was read, twice/),
      });
    } finally {
      writer.kill("SIGKILL");
    }
  });
});

describe("ignored text", () => {
  const STAMP = ["<!-- built [^>]{1,60} -->", '<meta property="og:updated_time" content="[^"]*">'];

  const ROWS: readonly (readonly [string, string, string, boolean])[] = [
    ["a stamp", "<p>a</p><!-- built Mon -->", "<p>a</p><!-- built Tue -->", true],
    ["several", "<!-- built 1 -->a<!-- built 2 -->", "<!-- built 3 -->a<!-- built 4 -->", true],
    ["a stamp and a word", "<p>a</p><!-- built Mon -->", "<p>b</p><!-- built Tue -->", false],
    ["a stamp that came", "<p>a</p>", "<p>a</p><!-- built Tue -->", false],
    ["a stamp that holds an asset", "<!-- built app.1a.js -->", "<!-- built app.2b.js -->", false],
    ["a stamp that holds a reference", '<!-- built href="x1" -->', '<!-- built href="x2" -->', false],
    [
      "an image in the meta element",
      '<meta property="og:updated_time" content="/a.1.png">',
      '<meta property="og:updated_time" content="/a.2.png">',
      false,
    ],
  ];
  const named = (column: 1 | 2) => Object.fromEntries(ROWS.map((row, n) => [`${n}.html`, row[column]]));
  let before: Hashes;
  let after: Hashes;
  let whole: Hashes;

  // All rows at once: where anything is ignored, a thread is started.
  beforeAll(async () => {
    await using one = await folderWith(named(1));
    await using two = await folderWith(named(2));
    [before, after, whole] = [await hashes(one.path, STAMP), await hashes(two.path, STAMP), await hashes(one.path)];
  });

  it.each(ROWS.map((row, n) => [...row, `${n}.html`] as const))("%s", (_, text, __, isSame, name) => {
    expect(before.files.get(name) === after.files.get(name)).toBe(isSame);
    expect(whole.files.get(name)).toBe(sha256(text));
  });

  it("is counted by the files that it was left out of", () => {
    expect([before.cut, after.cut, whole.cut]).toEqual([3, 4, 0]);
  });

  it.each([
    '<script src="/app.11111111.js"></script>',
    "<link rel=stylesheet href=/app.css?v=11111111>",
    "<img srcset='/a-11111111.png 1x'>",
    "a{background:url(/x-11111111)}",
    'import("./chunk-11111111.mjs")',
    '{"file":"assets/index-11111111.css"}',
    '<script integrity="sha384-11111111"></script>',
  ])("is never part of %s", (text) => {
    expect(cutIgnored(text, [/[0-9]{8}/gm])).toBe(text);
    expect(cutIgnored(`build 22222222 ${text}`, [/[0-9]{8}/gm])).toBe(`build \0 ${text}`);
  });

  it("is searched in text alone", async () => {
    const binary = Buffer.from([0x31, 0xff, 0x31]);
    await using folder = await folderWith({ "a.png": "1", "a.html": binary, "b.html": "1\0", "c.html": "x1" });
    const { files, cut } = await hashes(folder.path, ["1"]);
    expect(cut).toBe(1);
    expect([files.get("a.png"), files.get("a.html"), files.get("b.html")]).toEqual(["1", binary, "1\0"].map(sha256));
  });

  it("does not hang on a pattern that backtracks: an error names pattern's input and file", async () => {
    await using folder = await folderWith({ "a.html": "ok", "evil.html": `${"a".repeat(60)}!` });
    const order = { include: () => true, ignore: ["(?:a|a|aa)*$"], matchLimitMs: 300 };
    await expect(hashFolder(folder.path, order)).rejects.toThrow(/^ignore-content: .*"evil\.html"/);
  });
});
