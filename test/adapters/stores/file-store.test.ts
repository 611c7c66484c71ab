import { execFile, spawnSync } from "node:child_process";
import { lstat, mkdir, readdir, readFile, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFileStore } from "../../../src/adapters/stores/file-store.ts";
import { MAX_RECORD_BYTES } from "../../../src/ports/store.ts";
import { temporaryFolder } from "../../support/repository.ts";
import { bytes, loaded } from "../../support/stored-text.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

describe("a file", () => {
  it("holds what was saved last, and nothing else is left beside it", async () => {
    const store = createFileStore(folder.path, "state/record");

    expect(await store.load()).toEqual({ kind: "missing" });
    await store.save(bytes("one"), undefined);
    await store.save(bytes("two"), undefined);

    expect(await loaded(store)).toBe("two");
    expect(await readdir(join(folder.path, "state"))).toEqual(["record"]);
  });

  it("is packed where it is long, and read whichever way it was written", async () => {
    const store = createFileStore(folder.path, "record");
    const path = join(folder.path, "record");
    const long = "a line of a long record\n".repeat(10_000);

    await store.save(bytes(long), undefined);
    expect((await readFile(path)).length).toBeLessThan(long.length / 10);
    expect(await loaded(store)).toBe(long);
    await writeFile(path, long);
    expect(await loaded(store)).toBe(long);
    // What begins like packed bytes and is none, what is cut short, and what would not end.
    const packed = (content: Uint8Array) => Buffer.concat([Buffer.from("deploy-purge packed\n"), content]);
    const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MIN_QUALITY } };
    for (const damaged of [packed(Buffer.from([1, 2, 3])), packed(brotliCompressSync(long, quick)).subarray(0, -1)]) {
      await writeFile(path, damaged);
      expect(await store.load()).toMatchObject({ kind: "found", bytes: damaged });
    }
    await writeFile(path, packed(brotliCompressSync(Buffer.alloc(MAX_RECORD_BYTES + 1), quick)));
    expect(await store.load()).toMatchObject({ kind: "found", bytes: "too-large" });
  });

  it("that is a folder, or below a file, is an error in words", async () => {
    await mkdir(join(folder.path, "d"));
    await writeFile(join(folder.path, "f"), "");

    expect(await createFileStore(folder.path, "d").load()).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/is a folder/),
    });
    expect(await createFileStore(folder.path, "d").save(bytes("x"), undefined)).toMatchObject({ kind: "failed" });
    expect(await createFileStore(folder.path, "f/x").load()).toEqual({
      kind: "failed",
      message: "it cannot be read (ENOTDIR)",
    });
    expect(await createFileStore(folder.path, "f/x").save(bytes("x"), undefined)).toEqual({
      kind: "failed",
      message: expect.stringMatching(/^it cannot be written \(E/),
    });
    expect(await readdir(folder.path)).toEqual(["d", "f"]);
  });

  it("is never a pipe or a device, which a rename would replace for everybody, nor waits for one", async () => {
    spawnSync("mkfifo", [join(folder.path, "pipe")]);
    await symlink("/dev/null", join(folder.path, "null"));
    for (const path of ["pipe", "null"]) {
      const store = createFileStore("/", join(folder.path, path));
      expect(await store.load()).toMatchObject({ kind: "failed", message: expect.stringMatching(/is not a file/) });
      expect(await store.save(bytes("x"), undefined)).toMatchObject({
        kind: "failed",
        message: expect.stringMatching(/is not a file/),
      });
    }
    expect((await lstat(join(folder.path, "pipe"))).isFIFO()).toBe(true);
    expect((await readdir(folder.path)).toSorted()).toEqual(["null", "pipe"]);
  });

  it("is not written or read through a link that leads out of the workspace, and may lie outside by its own path", async () => {
    await using outside = await temporaryFolder();
    await writeFile(join(outside.path, "secret"), "theirs");
    await symlink(outside.path, join(folder.path, "dir"));
    await symlink(join(outside.path, "secret"), join(folder.path, "record"));
    for (const path of ["dir/x", "dir/secret", "record", join(folder.path, "dir/x")]) {
      const store = createFileStore(folder.path, path);
      const refused = { kind: "failed", message: expect.stringMatching(/leads out of it/) };
      expect(await store.load()).toMatchObject(refused);
      expect(await store.save(bytes("mine"), undefined)).toMatchObject(refused);
    }
    expect(await readdir(outside.path)).toEqual(["secret"]);
    expect(await readFile(join(outside.path, "secret"), "utf8")).toBe("theirs");
    await createFileStore(folder.path, join(outside.path, "record")).save(bytes("mine"), undefined);
    expect(await readFile(join(outside.path, "record"), "utf8")).toBe("mine");
  });

  it("that is longer than any record is not read", async () => {
    await writeFile(join(folder.path, "record"), "");
    await truncate(join(folder.path, "record"), 600 * 1024 * 1024);
    expect(await createFileStore(folder.path, "record").load()).toMatchObject({ kind: "found", bytes: "too-large" });
  });

  it("is rid of what a killed run left beside it long ago, and of nothing else", async () => {
    const store = createFileStore(folder.path, "record");
    const abandoned = ["record.7-0123abcd.tmp", "record.4194304-89ef0123.tmp"];
    const others = ["record.7.tmp", "record.7-0123abcd.tmp.txt", "other.7-0123abcd.tmp", "record.bak", "recordx"];
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    for (const name of [...abandoned, ...others]) {
      await writeFile(join(folder.path, name), "x");
      await utimes(join(folder.path, name), longAgo, longAgo);
    }
    // Somebody may be writing this one now, and that one is no file of ours.
    await writeFile(join(folder.path, "record.8-0123abcd.tmp"), "x");
    await mkdir(join(folder.path, "record.9-0123abcd.tmp"));
    await utimes(join(folder.path, "record.9-0123abcd.tmp"), longAgo, longAgo);

    expect(await store.save(bytes("new"), undefined)).toMatchObject({ kind: "saved" });
    expect(await readdir(folder.path)).toEqual(
      [...others, "record", "record.8-0123abcd.tmp", "record.9-0123abcd.tmp"].toSorted(),
    );
  });

  it("is whole whenever the process that writes it is killed", async () => {
    const path = join(folder.path, "record");
    const script = `
      import { createFileStore } from ${JSON.stringify(new URL("../../../src/adapters/stores/file-store.ts", import.meta.url).href)};
      const store = createFileStore("/", ${JSON.stringify(path)});
      process.stdout.write("go");
      for (let n = 0; ; n++) await store.save(Buffer.alloc(300_000, String(n % 10)), undefined);`;
    for (let round = 0; round < 8; round++) {
      const child = execFile(process.execPath, ["--input-type=module", "-e", script]);
      await new Promise((resolve) => child.stdout?.once("data", resolve));
      await new Promise((resolve) => setTimeout(resolve, round * 3));
      child.kill("SIGKILL");
      await new Promise((resolve) => child.once("exit", resolve));
      const loaded = await createFileStore("/", path).load();
      if (loaded.kind === "missing") continue;
      const bytes = loaded.kind === "found" ? Uint8Array.from(loaded.bytes as Uint8Array) : undefined;
      expect(bytes).toHaveLength(300_000);
      expect(bytes?.every((byte) => byte === bytes[0])).toBe(true);
    }
  });
});
