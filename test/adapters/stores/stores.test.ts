import { execFile, execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { lstat, mkdir, readdir, readFile, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFileStore } from "../../../src/adapters/stores/file-store.ts";
import { createGitStore } from "../../../src/adapters/stores/git-ref-store.ts";
import { MAX_RECORD_BYTES, type Store } from "../../../src/ports/store.ts";
import { type GitServer, startGitServer } from "../../support/git-server.ts";
import { gitIn, gitTestEnvironment, temporaryFolder } from "../../support/repository.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";

const KEY = "abcdef0123456789".repeat(4);
const REF = "refs/deploy-purge/abcdef0123456789";
const TOKEN = "ghs_statetest0123456789";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const bytes = (text: string) => new TextEncoder().encode(text);
const loaded = async (store: Store) => {
  const found = await store.load();
  return found.kind === "found" && found.bytes !== "too-large" ? new TextDecoder().decode(found.bytes) : found;
};
const versionOf = async (store: Store) => {
  const found = await store.load();
  return found.kind === "found" ? found.version : undefined;
};

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
    // What begins like packed bytes and is none, and what would not end.
    await writeFile(path, Buffer.from([0x1f, 0x8b, 1, 2, 3]));
    expect(await store.load()).toMatchObject({ kind: "found", bytes: Buffer.from([0x1f, 0x8b, 1, 2, 3]) });
    await writeFile(path, gzipSync(Buffer.alloc(MAX_RECORD_BYTES + 1)));
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
      expect(new Set(bytes).size).toBe(1);
    }
  });
});

describe("a ref", () => {
  let server: GitServer;
  const secrets: string[] = [];

  beforeEach(async () => {
    const bare = join(folder.path, "octo/site");
    await mkdir(bare, { recursive: true });
    await gitIn(bare, "init", "--quiet", "--bare", ".");
    await gitIn(bare, "config", "http.receivepack", "true");
    server = await startGitServer(folder.path, TOKEN);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  const open = (more: Partial<Parameters<typeof createGitStore>[0]> = {}) =>
    createGitStore({
      key: KEY,
      serverUrl: server.url,
      repository: "octo/site",
      token: TOKEN,
      temp: folder.path,
      environment: gitTestEnvironment(),
      onSecret: (secret) => secrets.push(secret),
      ...more,
    });

  it("is one commit without parents, outside of all branches", async () => {
    const store = open();
    expect(await store.load()).toEqual({ kind: "missing" });
    expect(await store.save(bytes("one"), undefined)).toMatchObject({ kind: "saved" });
    expect(await store.save(bytes("two"), await versionOf(store))).toMatchObject({ kind: "saved" });

    const bare = join(folder.path, "octo/site");
    expect(await gitIn(bare, "for-each-ref", "--format=%(refname)")).toBe(REF);
    expect(await gitIn(bare, "rev-list", "--count", REF)).toBe("1");
    expect(await gitIn(bare, "show", `${REF}:record`)).toBe("two");
    expect(await loaded(open())).toBe("two");
    expect(secrets).toContain(Buffer.from(`x-access-token:${TOKEN}`).toString("base64"));
  });

  it("is not replaced by somebody who has not seen it", async () => {
    const [one, other] = [open(), open()];
    await one.save(bytes("first"), undefined);
    const version = await versionOf(one);
    expect(await other.save(bytes("blind"), undefined)).toEqual({ kind: "conflict" });
    await one.save(bytes("second"), version);
    expect(await other.save(bytes("late"), version)).toEqual({ kind: "conflict" });

    expect(await loaded(other)).toBe("second");
  });

  it("lets one of many at the same moment through", async () => {
    await open().save(bytes("start"), undefined);
    const stores = Array.from({ length: 4 }, () => open());
    const versions = await Promise.all(stores.map(versionOf));
    const saved = await Promise.all(stores.map((store, n) => store.save(bytes(`run ${n}`), versions[n])));

    expect(saved.filter(({ kind }) => kind === "saved")).toHaveLength(1);
    expect(saved.filter(({ kind }) => kind === "conflict")).toHaveLength(3);
  });

  it("names the permission when the server refuses", async () => {
    await gitIn(join(folder.path, "octo/site"), "config", "http.receivepack", "false");
    expect(await open().save(bytes("x"), undefined)).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/contents: write/),
    });
    const wrong = await open({ token: "wrong" }).load();
    expect(wrong).toMatchObject({ kind: "failed", message: expect.stringMatching(/contents: write/) });
    expect(JSON.stringify(wrong)).not.toContain("wrong");
    expect(await open({ token: "" }).load()).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/github-token is empty/),
    });
  });

  it.each([true, false])(
    "that holds more than any record is found, and not read; filters at the server: %s",
    async (isFiltered) => {
      const bare = join(folder.path, "octo/site");
      await gitIn(bare, "config", "uploadpack.allowFilter", String(isFiltered));
      // What no archive makes smaller.
      const noise = join(folder.path, "noise");
      await writeFile(noise, randomBytes(1 << 20));
      await truncate(noise, 257 * 1024 * 1024);
      const blob = await gitIn(bare, "hash-object", "-w", "--no-filters", noise);
      await writeFile(join(folder.path, "tree"), `100644 blob ${blob}\trecord\n`);
      const { stdout: tree } = spawnSync("sh", ["-c", `git mktree < '${join(folder.path, "tree")}'`], {
        cwd: bare,
        encoding: "utf8",
      });
      await gitIn(bare, "update-ref", REF, await gitIn(bare, "commit-tree", tree.trim(), "-m", "x"));
      const temp = await makeTempFolder("temp-");
      const before = process.memoryUsage().rss;
      expect(await open({ temp }).load()).toMatchObject({ kind: "found", bytes: "too-large" });
      expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
      const kept = Number(execFileSync("du", ["-sk", temp], { encoding: "utf8" }).split("\t")[0]);
      expect(kept < 1024, `${kept} kB on the disk`).toBe(isFiltered);
    },
  );

  it("that holds somebody else's commit is found, as a record that is none", async () => {
    const bare = join(folder.path, "octo/site");
    const tree = await gitIn(bare, "hash-object", "-t", "tree", "-w", "/dev/null");
    const commit = await gitIn(bare, "commit-tree", tree, "-m", "x");
    await gitIn(bare, "update-ref", REF, commit);

    expect(await open().load()).toMatchObject({ kind: "found", version: commit });
  });

  it("sends the token to the runner's own server alone, and prompts nobody for another", async () => {
    await expect(open({ serverUrl: "file:///" }).load()).resolves.toMatchObject({ kind: "failed" });
  });
});
