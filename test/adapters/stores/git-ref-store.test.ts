import { execFileSync, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { cpSync } from "node:fs";
import { chmod, mkdir, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createGitStore } from "../../../src/adapters/stores/git-ref-store.ts";
import type { Store } from "../../../src/ports/store.ts";
import { freePort } from "../../support/free-port.ts";
import { type GitServer, startGitServer } from "../../support/git-server.ts";
import { gitIn, gitTestEnvironment, temporaryFolder } from "../../support/repository.ts";
import { bytes, loaded } from "../../support/stored-text.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";

const KEY = "abcdef0123456789".repeat(4);
const REF = "refs/deploy-purge/abcdef0123456789";
const TOKEN = "ghs_statetest0123456789";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const versionOf = async (store: Store) => {
  const found = await store.load();
  return found.kind === "found" ? found.version : undefined;
};

describe("a ref", () => {
  let empty: string;
  let server: GitServer;
  const secrets: string[] = [];

  // Copied for each test, which costs less than git's own processes.
  beforeAll(async () => {
    empty = await makeTempFolder("empty-");
    await gitIn(empty, "init", "--quiet", "--bare", "--template=", ".");
    await gitIn(empty, "config", "http.receivepack", "true");
  });
  beforeEach(async () => {
    cpSync(empty, join(folder.path, "octo/site"), { recursive: true });
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

  const failure = (message: RegExp) => ({ kind: "failed", message: expect.stringMatching(message) });

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
    for (const token of ["", undefined]) {
      expect(await open({ token }).load()).toEqual(failure(/^github-token is empty; it needs contents: write$/));
    }
  });

  /** A repository, apart from all others, whose ref has a record of 257 MB; made once. */
  let large: Promise<{ readonly path: string; readonly commit: string }> | undefined;

  async function makeLarge() {
    const path = await makeTempFolder("large-");
    cpSync(empty, path, { recursive: true });
    // What no archive makes smaller.
    const noise = join(path, "noise");
    await writeFile(noise, randomBytes(1 << 20));
    await truncate(noise, 257 * 1024 * 1024);
    // Straight into a pack, which is served as it lies there.
    const quick = ["-c", "core.bigFileThreshold=1m", "-c", "core.compression=1"];
    const blob = await gitIn(path, ...quick, "hash-object", "-w", "--no-filters", noise);
    await writeFile(join(path, "tree"), `100644 blob ${blob}\trecord\n`);
    const { stdout: tree } = spawnSync("sh", ["-c", `git mktree < tree`], { cwd: path, encoding: "utf8" });
    return { path, commit: await gitIn(path, "commit-tree", tree.trim(), "-m", "x") };
  }

  it.each([true, false])(
    "that holds more than any record is found, and not read; filters at the server: %s",
    async (isFiltered) => {
      const bare = join(folder.path, "octo/site");
      await gitIn(bare, "config", "uploadpack.allowFilter", String(isFiltered));
      large ??= makeLarge();
      const { path, commit } = await large;
      await mkdir(join(bare, "objects/info"), { recursive: true });
      await writeFile(join(bare, "objects/info/alternates"), `${join(path, "objects")}\n`);
      await gitIn(bare, "update-ref", REF, commit);
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

  it("that names no commit is an error in words", async () => {
    const bare = join(folder.path, "octo/site");
    const blob = await gitIn(bare, "hash-object", "-w", "/dev/null");
    await gitIn(bare, "update-ref", REF, blob);
    expect(await open().load()).toEqual(failure(/^what the ref names is no commit$/));
  });

  it("is read from a server that refuses to leave out what is too long", async () => {
    await open().save(bytes("one"), undefined);
    const bare = join(folder.path, "octo/site");
    await gitIn(bare, "config", "uploadpack.allowFilter", "true");
    await gitIn(bare, "config", "uploadpackfilter.blob:limit.allow", "false");
    expect(await loaded(open())).toBe("one");
  });

  it("is not looked for under a name that is no repository's", async () => {
    for (const repository of ["", "octo", "octo/site/more", "octo/../site", "octo/si te"]) {
      expect(await open({ repository }).load()).toEqual(failure(/^GITHUB_REPOSITORY does not name the repository/));
    }
    expect(server.requests).toEqual([]);
  });

  it("tells why when the server is not there, or a hook of it declines", async () => {
    const dead = `http://127.0.0.1:${await freePort()}`;
    expect(await open({ serverUrl: dead }).load()).toEqual(failure(/^git says: fatal: unable to access/));

    const hook = join(folder.path, "octo/site/hooks/pre-receive");
    await mkdir(join(hook, ".."), { recursive: true });
    await writeFile(hook, "#!/bin/sh\necho 'refs are frozen' >&2; exit 1\n", { mode: 0o755 });
    expect(await open().save(bytes("x"), undefined)).toEqual(failure(/hook declined.*refs are frozen/));
  });

  it("stays as it was where git push fails", async () => {
    await open().save(bytes("before"), undefined);
    const version = await versionOf(open());
    const failing = join(folder.path, "bin/git");
    await mkdir(join(failing, ".."));
    const git = execFileSync("which", ["git"], { encoding: "utf8" }).trim();
    const full = "echo 'fatal: No space left on device' >&2; exit 128";
    await writeFile(failing, `#!/bin/sh\n[ "$1" = push ] && { ${full}; }\nexec ${git} "$@"\n`);
    await chmod(failing, 0o755);
    const environment = { ...gitTestEnvironment(), PATH: `${join(folder.path, "bin")}:${process.env["PATH"]}` };

    expect(await open({ environment }).save(bytes("after"), version)).toEqual(failure(/No space left on device/));
    expect(await loaded(open())).toBe("before");
  });

  it.each(["blob", "tree", "commit"])(
    "stays as it was where the %s of a new record cannot be written",
    async (type) => {
      await open().save(bytes("before"), undefined);
      const version = await versionOf(open());
      const temp = await makeTempFolder("temp-");
      const store = open({ temp });
      await store.load();
      const [directory = ""] = await readdir(temp);
      const objects = join(temp, directory, "objects");
      // A file in the place of the folder that an object goes to. The commit's name is not known before.
      const places = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, "0"));
      const blob = createHash("sha1").update("blob 5\0after").digest();
      const tree = createHash("sha1").update("tree 34\x080644 record\0").update(blob).digest("hex");
      const good = { blob: [], tree: [blob.toString("hex")], commit: [blob.toString("hex"), tree] }[type] ?? [];
      for (const place of places.filter((one) => !good.some((id) => id.startsWith(one)))) {
        await rm(join(objects, place), { recursive: true, force: true });
        await writeFile(join(objects, place), "");
      }
      expect(await store.save(bytes("after"), version)).toEqual(
        failure(/^the runner's temporary folder cannot be written \((?:EEXIST|ENOTDIR)\)$/),
      );
      expect(await loaded(open())).toBe("before");
    },
  );

  it("is an error in words where the runner's temporary folder cannot be written", async () => {
    const temp = join(folder.path, "file");
    await writeFile(temp, "");
    expect(await open({ temp }).load()).toEqual(
      failure(/^the runner's temporary folder cannot be written \(EEXIST\)$/),
    );
  });

  it("is left alone by a run that was cancelled", async () => {
    const cancelled = open({ signal: AbortSignal.abort() });
    expect(await cancelled.save(bytes("x"), undefined)).toEqual(failure(/cancelled/));
    expect(await open().load()).toEqual({ kind: "missing" });
  });
});
