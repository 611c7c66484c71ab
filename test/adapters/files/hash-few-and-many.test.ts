import { execFile, execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { mkdir, symlink, truncate } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { hashFolder } from "../../../src/adapters/files/hash-folder.ts";
import { pathBytes } from "../../../src/model/path.ts";
import { temporaryFolder } from "../../support/repository.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";
import { type Files, writeFiles } from "../../support/write-files.ts";

const run = promisify(execFile);

const OTHERS = "others/";

/** Few files are hashed without a thread. What holds of a file holds beside as many others as make a thread worth its start. */
const WAYS = [
  { way: "few files", others: 0, threads: 0 },
  { way: "many files", others: 64, threads: 1 },
] as const;

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("base64url");
}

async function folderWith(files: Files, others: number) {
  const folder = await temporaryFolder();
  writeFiles(folder.path, files);
  writeFiles(folder.path, Object.fromEntries(Array.from({ length: others }, (_, n) => [`${OTHERS}${n}`, `${n}`])));
  return folder;
}

/** Hashes by path, without the others; and how many threads were started. */
async function hashesIn(folder: string, before: (path: string) => void = () => undefined) {
  let threads = 0;
  const count = (): number => (threads += 1);
  process.on("worker", count);
  try {
    const include = (path: string): boolean => {
      if (!path.startsWith(OTHERS)) before(path);
      return true;
    };
    const { files, seen } = await hashFolder(folder, { include, ignore: [] });
    return { files: Array.from(files).filter(([path]) => !path.startsWith(OTHERS)), seen, threads };
  } finally {
    process.off("worker", count);
  }
}

describe.each(WAYS)("among $way, the hash of a file", ({ others, threads }) => {
  it("is the SHA-256 of its content, in the order of the names; larger ones take a thread", async () => {
    const sizes = [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20, 100];
    const contents = sizes.map((size) => Buffer.alloc(size, `${size}`));
    const named = Object.fromEntries(contents.map((content, n) => [`d${n % 2}/${n}`, content]));
    await using folder = await folderWith(named, others);
    expect(await hashesIn(folder.path)).toEqual({
      files: Object.keys(named)
        .sort()
        .map((name) => [name, sha256(named[name] as Buffer)]),
      seen: sizes.length + others,
      threads: 1,
    });
  });

  it("stands under a name of any bytes, in byte order", async () => {
    const names = ["a\nb", " -x", 'q"\\', "é", "\uffee", "\u{1f600}", "100%?#"].map((name) => Buffer.from(name));
    names.push(Buffer.from([0x61, 0xff, 0xc3]));
    await using folder = await folderWith(new Map(names.map((name) => [name, name])), others);
    const found = await hashesIn(folder.path);
    expect(found.files.map(([path]) => Buffer.from(pathBytes(path)))).toEqual(names.sort(Buffer.compare));
    for (const [path, hash] of found.files) expect(hash).toBe(sha256(Buffer.from(pathBytes(path))));
    expect(found.threads).toBe(threads);
  });
});

describe.each(WAYS)("among $way, a file that cannot be compared is an error that names it", ({ others }) => {
  it("when it vanishes before it is read, and is not back at the second attempt", async () => {
    await using folder = await folderWith({ "a.html": "a", "b.html": "b" }, others);
    await expect(hashesIn(folder.path, (path) => rmSync(join(folder.path, path)))).rejects.toMatchObject({
      fault: "config",
      message: expect.stringMatching(/^build-dir: "[ab]\.html" changed while it was read, twice/),
    });
  });

  it.each([
    ["a link out of the folder", (path: string) => symlinkSync("/etc/hostname", path)],
    ["a named pipe", (path: string) => void spawnSync("mkfifo", [path])],
    ["a folder", (path: string) => mkdirSync(path)],
  ])("when %s takes its place before it is opened", async (_, replace) => {
    await using folder = await folderWith({ "a.html": "a" }, others);
    const before = (path: string): void => {
      rmSync(join(folder.path, path));
      replace(join(folder.path, path));
    };
    await expect(hashesIn(folder.path, before)).rejects.toMatchObject({
      fault: "config",
      message: expect.stringMatching(/^build-dir: "a\.html" changed while it was read, twice/),
    });
  });

  it("when the system refuses it, a folder too", async () => {
    await using folder = await folderWith({}, others);
    // One file and one folder deeper than any path may be: refused to every user alike.
    const deep = join(folder.path, ...Array.from({ length: 15 }, () => "n".repeat(250)), "n".repeat(200));
    await mkdir(deep, { recursive: true });
    for (const make of ["touch", "mkdir"]) {
      await run(make, ["x".repeat(200)], { cwd: deep });
      await expect(hashesIn(folder.path)).rejects.toThrow(/^build-dir: .*"n{50}.* cannot be read \(ENAMETOOLONG\)/);
      await run("rm", ["-rf", "x".repeat(200)], { cwd: deep });
    }
  });
});

describe("thousands of files", () => {
  /** Enough for the walk to wait for the threads. */
  const MANY = 3100;
  let root: string;
  beforeAll(async () => {
    root = await makeTempFolder("hash-");
    writeFiles(join(root, "many"), Object.fromEntries(Array.from({ length: MANY }, (_, n) => [`${n}`, `${n}`])));
  });

  // The threads start with the 1,024th file, and the walk waits for them before it comes to the 3,000th.
  it.each([1000, 3000])("are all hashed when the process has too many open for a moment, from number %i on", (at) => {
    expect(hashWithFewDescriptors(join(root, "many"), at)).toEqual({ refused: true, files: MANY });
  });

  it("let signals through, and wait for a slow one without losing the order", async () => {
    writeFiles(root, { "build/large": "" });
    await truncate(join(root, "build/large"), 40 << 20);
    await symlink("../many", join(root, "build/many"));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const { files } = await hashFolder(join(root, "build"), { include: () => true, ignore: [] }, root);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
    const names = Array.from({ length: MANY }, (_, n) => `${n}`).sort();
    expect([...files.keys()]).toEqual(["large", ...names.map((name) => `many/${name}`)]);
    expect(files.get("large")).toBe(sha256(Buffer.alloc(40 << 20)));
    expect(names.filter((name) => files.get(`many/${name}`) !== sha256(name))).toEqual([]);
  });
});

describe("few files", () => {
  it("are all hashed when the process has too many open for a moment", async () => {
    await using folder = await folderWith({}, 5);
    expect(hashWithFewDescriptors(folder.path, 3)).toEqual({ refused: true, files: 5 });
  });

  it("give signals and timers their turn after each of them", async () => {
    await using folder = await folderWith({}, 40);
    let turns = 0;
    let isDone = false;
    const takeTurn = (): void => {
      turns += 1;
      if (!isDone) setImmediate(takeTurn);
    };
    takeTurn();
    await hashesIn(folder.path);
    isDone = true;
    expect(turns).toBeGreaterThanOrEqual(40);
  });
});

/** In a process that may have 200 files open, and that has them all open for a while from the file of this number on. */
function hashWithFewDescriptors(folder: string, at: number): unknown {
  const script = join(import.meta.dirname, "hash-process.ts");
  const limited = ["-c", 'ulimit -n 200; exec "$0" "$@"', process.execPath, script, folder, String(at)];
  return JSON.parse(execFileSync("sh", limited, { encoding: "utf8" }));
}
