import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, mkdir, readdir, readFile, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createGit } from "../../../src/adapters/git/git.ts";
import { pathBytes } from "../../../src/model/path.ts";
import type { Git, TreeEntry } from "../../../src/ports/git.ts";
import { createRepository, gitTestEnvironment, temporaryFolder } from "../../support/repository.ts";
import { treeOf } from "../../support/tree-of.ts";

function gitFor(workspace: string, options: { environment?: NodeJS.ProcessEnv; commandLimitMs?: number } = {}): Git {
  const { environment = gitTestEnvironment(), ...rest } = options;
  // Its own folders are removed when the process ends: not where the tests look for what was left.
  const inTemp = { RUNNER_TEMP: process.env["RUNNER_TEMP"], ...environment };
  return createGit({ workspace, environment: inTemp, onSecret: () => undefined, ...rest });
}

async function open(workspace: string, folder = ".") {
  const repository = await gitFor(workspace).open(folder);
  if (repository === undefined) throw new Error("no repository");
  return repository;
}

/** Every name that has broken a tool of this kind before. */
const HOSTILE_NAMES: readonly (string | Buffer)[] = [
  "a\n::add-mask::x",
  "a\r::warning::z",
  "\u00a0::stop-commands::t",
  "dir/##[add-mask]200",
  "##[set-output name=purged]9999",
  "x%0A::error::y",
  Buffer.from([0xff, 0xfe, 0x2e, 0x62, 0x69, 0x6e]),
  Buffer.from([0x61, 0xc3, 0x28, 0xed, 0xa0, 0x80]),
  "\u00e9.html",
  "e\u0301.html",
  "..%2f..%2fetc",
  "%2e%2e/x",
  "-rf",
  "--output=x",
  "$(id).js",
  "`id`",
  ";id",
  "&& x | y",
  " leading",
  "trailing ",
  "tab\there",
  'q"uote.txt',
  "a?b#c.html",
  "a\\b.html",
  "CON",
  "nul.txt",
  "a:b",
  "\u202egnp.exe",
  "zero\u200djoin \u{1f600}",
  "INDEX.HTML",
  "d/index.html",
  "ghadelimiter_1234",
  "__proto__",
  "constructor",
  "<img src=x onerror=1>",
  "[a](javascript:1)",
  "| x |",
  `${"n".repeat(250)}.html`,
  `${"deep/".repeat(60)}f`,
];

describe("the list of changes", () => {
  it("gives every name back, byte by byte", async () => {
    await using repository = await createRepository({ first: "" });
    const base = await repository.head();
    await repository.write(new Map(HOSTILE_NAMES.map((name) => [name, "x"])));
    const head = await repository.commit();
    const opened = await open(repository.root);
    const wanted = HOSTILE_NAMES.map((name) => Buffer.from(name).toString("hex")).toSorted();
    const diff = await opened.diff(base, head);
    expect(diff.map(({ path }) => Buffer.from(pathBytes(path)).toString("hex")).toSorted()).toEqual(wanted);
    expect(diff.every(({ status }) => status === "A")).toBe(true);
    const tree = await treeOf(opened, head, "");
    const inTree = tree.map(({ path }) => Buffer.from(pathBytes(path)).toString("hex")).toSorted();
    expect(inTree).toEqual([...wanted, Buffer.from("first").toString("hex")].toSorted());
  });

  it("distinguishes renames, modes, links, and case", async () => {
    await using repository = await createRepository({ "About.html": "a", run: "r", swap: "run", "old name": "same" });
    const base = await repository.head();
    await repository.git("config", "diff.renames", "copies");
    await repository.git("mv", "About.html", "about.html");
    await repository.git("mv", "old name", "new\tname");
    await repository.git("update-index", "--chmod=+x", "run");
    await repository.git("rm", "--quiet", "--cached", "swap");
    await repository.link("swap", "run");
    await repository.git("add", "swap");
    await repository.git("commit", "--quiet", "-m", "moves");
    const diff = await (await open(repository.root)).diff(base, await repository.head());
    const seen = diff.map(({ status, path, oldMode, newMode, oldId, newId }) => [
      status,
      path,
      oldMode,
      newMode,
      oldId === newId,
    ]);
    expect(seen.toSorted()).toEqual([
      ["A", "about.html", "000000", "100644", false],
      ["A", "new\tname", "000000", "100644", false],
      ["D", "About.html", "100644", "000000", false],
      ["D", "old name", "100644", "000000", false],
      ["M", "run", "100644", "100755", true],
      ["T", "swap", "100644", "120000", true],
    ]);
  });

  it("compares merge and octopus commits with the base alone", async () => {
    await using repository = await createRepository({ a: "1" });
    const base = await repository.head();
    for (const branch of ["one", "two"]) {
      await repository.git("checkout", "--quiet", "-b", branch, base);
      await repository.write({ [branch]: branch });
      await repository.commit(branch);
    }
    await repository.git("checkout", "--quiet", "main");
    await repository.write({ main: "m" });
    await repository.commit();
    await repository.git("merge", "--quiet", "--no-edit", "one", "two");
    const head = await repository.head();
    expect((await repository.git("rev-list", "--parents", "-1", head)).split(" ")).toHaveLength(4);
    const diff = await (await open(repository.root)).diff(base, head);
    expect(diff.map(({ path }) => path)).toEqual(["main", "one", "two"]);
  });

  it("is not taken in by an object that stands in for another", async () => {
    await using repository = await createRepository({ a: "1" });
    const base = await repository.head();
    await repository.write({ a: "2" });
    const head = await repository.commit();
    await repository.git("replace", base, head);
    expect(await (await open(repository.root)).diff(base, head)).toHaveLength(1);
  });

  it("throws when git fails, and is never empty instead", async () => {
    await using repository = await createRepository({ a: "1" });
    const head = await repository.head();
    const opened = await open(repository.root);
    await expect(opened.diff("a".repeat(40), head)).rejects.toMatchObject({ fault: "diff" });
    await expect(opened.diff("--output=x", head)).rejects.toMatchObject({ fault: "bug" });
  });

  it("reads a hundred thousand names as they come", async () => {
    await using repository = await createRepository({ first: "1" });
    const base = await repository.head();
    const lines = [
      "blob",
      "mark :1",
      "data 1",
      "x",
      "commit refs/heads/main",
      "committer A <a@b> 0 +0000",
      "data 1",
      "c",
      `from ${base}`,
    ];
    for (let n = 0; n < 100_000; n++) lines.push(`M 100644 :1 d${n % 100}/file-${n}`);
    const imported = spawnSync("git", ["fast-import", "--quiet"], {
      cwd: repository.root,
      env: gitTestEnvironment(),
      input: `${lines.join("\n")}\n`,
    });
    expect(imported.status).toBe(0);
    const opened = await open(repository.root);
    const head = await repository.head();
    expect(await opened.diff(base, head)).toHaveLength(100_000);
    expect(await treeOf(opened, head, "d7")).toHaveLength(1000);
  });
});

describe("a folder of the tree", () => {
  it("ends at its own slash, and may be written like an option or a pattern", async () => {
    await using repository = await createRepository({
      "dist/a": "1",
      "dist2/b": "2",
      "-x/c": "3",
      "*/d": "4",
      ":(top)/e": "5",
    });
    const head = await repository.head();
    const opened = await open(repository.root);
    const below = async (folder: string) => (await treeOf(opened, head, folder)).map(({ path }) => path);
    expect(await below("dist")).toEqual(["dist/a"]);
    expect(await below("-x")).toEqual(["-x/c"]);
    expect(await below("*")).toEqual(["*/d"]);
    expect(await below(":(top)")).toEqual([":(top)/e"]);
    expect(await below("none")).toEqual([]);
  });
});

describe("contents of files", () => {
  it("come in one answer, byte by byte; what is not there, or is too much, is left out", async () => {
    const texts = ["", "\n", "a\n\n", `${"0".repeat(40)} blob 3\nabc`, "\u00e9\0\r\n"];
    await using repository = await createRepository(Object.fromEntries(texts.map((text, n) => [`f${n}`, text])));
    const ids = await Promise.all(texts.map((_, n) => repository.git("rev-parse", `HEAD:f${n}`)));
    const opened = await open(repository.root);
    const blobs = await opened.blobs(["a".repeat(40), ...ids, "b".repeat(40)]);
    expect(ids.map((id) => Buffer.from(blobs.get(id) ?? []).toString())).toEqual(texts);
    expect(blobs.size).toBe(ids.length);
    expect(await opened.blobs([])).toEqual(new Map());

    await repository.write({ large: "x".repeat(17 << 20) });
    await repository.commit();
    expect(await opened.blobs([await repository.git("rev-parse", "HEAD:large")])).toEqual(new Map());
  });
});

describe("objects", () => {
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

  /** A git that writes down each command that it is started with. */
  async function countingGit() {
    const folder = await temporaryFolder();
    const [log, real] = [join(folder.path, "log"), spawnSync("sh", ["-c", "command -v git"], { encoding: "utf8" })];
    const script = `#!/bin/sh\necho "$*" >> '${log}'\nexec ${real.stdout.trim()} "$@"\n`;
    await writeFile(join(folder.path, "git"), script, { mode: 0o755 });
    return {
      environment: { ...gitTestEnvironment(), PATH: `${folder.path}:${process.env["PATH"]}` },
      started: async () => (await readFile(log, "utf8")).trim().split("\n"),
      [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
    };
  }

  it("are read in one process, whoever asks at the same time", async () => {
    await using repository = await createRepository({ "d/a": "1", b: "2" });
    const first = await repository.head();
    await repository.write({ b: "3" });
    const head = await repository.commit();
    await using counting = await countingGit();
    const opened = await gitFor(repository.root, counting).open(".");
    const b = await opened?.entry(head, "b");
    const read = await Promise.all([
      opened?.resolve("main"),
      opened?.resolve(first.slice(0, 12)),
      opened?.has(first),
      opened?.has("a".repeat(40)),
      opened?.parents(head),
      opened?.entry(head, "d/a"),
      opened?.blob(b?.id ?? "").then((bytes) => Buffer.from(bytes).toString()),
    ]);
    const entry = { mode: "100644", id: await repository.git("rev-parse", "HEAD:d/a"), path: "d/a" };
    expect(read).toEqual([head, first, true, false, [first], entry, "3"]);
    expect(await counting.started()).toEqual(["cat-file --batch"]);
  });

  it("are read again after one that is too long or not wanted any more", async () => {
    await using repository = await createRepository({ large: "x".repeat(2 << 20), small: "1" });
    const head = await repository.head();
    const [large = "", small = ""] = await Promise.all(
      ["large", "small"].map((name) => repository.git("rev-parse", `HEAD:${name}`)),
    );
    await using counting = await countingGit();
    const opened = await gitFor(repository.root, counting).open(".");
    const both = await Promise.allSettled([opened?.blob(large), opened?.blob(small)]);
    expect(both).toMatchObject([
      { status: "rejected", reason: { fault: "diff", message: expect.stringMatching(/longer than any/) } },
      { status: "fulfilled", value: Buffer.from("1") },
    ]);
    const { signal } = new AbortController();
    expect(await opened?.fingerprint(large, AbortSignal.abort())).toBeUndefined();
    expect((await opened?.fingerprint(large, signal))?.sha256).toBe(sha256("x".repeat(2 << 20)));
    expect(await opened?.resolve("main")).toBe(head);
    expect(await counting.started()).toEqual(["cat-file --batch", "cat-file --batch"]);
  });

  it("are unreadable, with git's words, where git ends", async () => {
    await using repository = await createRepository({ a: "1" });
    const head = await repository.head();
    const id = await repository.git("rev-parse", "HEAD:a");
    const opened = await open(repository.root);
    await writeFile(join(repository.root, ".git/objects/info/alternates"), "/nonexistent\n");
    for (const name of await readdir(join(repository.root, ".git/objects/pack")))
      await writeFile(join(repository.root, ".git/objects/pack", name), "no pack");
    await expect(opened.blob(id)).rejects.toMatchObject({
      fault: "diff",
      message: expect.stringMatching(/^An object of the repository cannot be read: /),
    });
    expect(await opened.has(head)).toBe(false);
  });

  it("of a tree are what git lists, whatever modes and names it has", async () => {
    await using repository = await createRepository({ a: "1" });
    const blob = await repository.git("rev-parse", "HEAD:a");
    const folder = await repository.git("rev-parse", "HEAD^{tree}");
    const commit = await repository.head();
    const entries = [
      ["100644", "a.b", blob],
      ["40000", "a", folder],
      ["100664", "ab", blob],
      ["100755", "b c", blob],
      ["120000", "l\u00e9", blob],
      ["160000", "s", commit],
    ] as const;
    const bytes = entries.map(([mode, name, id]) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, "hex")]),
    );
    const { stdout } = spawnSync("git", ["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], {
      cwd: repository.root,
      input: Buffer.concat(bytes),
      encoding: "utf8",
    });
    const head = await repository.git("commit-tree", stdout.trim(), "-m", "x");
    const opened = await open(repository.root);
    const listed = await treeOf(opened, head, "");
    expect(listed.map(({ mode }) => mode)).toEqual(["100644", "100644", "100644", "100755", "120000", "160000"]);
    for (const entry of listed) expect(await opened.entry(head, entry.path)).toEqual(entry);
    expect(await opened.entry(head, "a")).toEqual({ mode: "040000", id: folder, path: "a" });
    for (const path of ["A", "b", "a.", "abc", "ab/a", "s/a", "a/b", "l"])
      expect(await opened.entry(head, path)).toBeUndefined();
    await expect(opened.entry("c".repeat(40), "a")).rejects.toMatchObject({ fault: "diff" });
  });
});

describe("names of commits", () => {
  it("become one id, or nothing", async () => {
    await using repository = await createRepository({ "a.txt": "1" });
    const first = await repository.head();
    await repository.git("tag", "-a", "v1", "-m", "fix");
    await repository.git("update-ref", "refs/remotes/origin/live", first);
    await repository.write({ "a.txt": "2" });
    const head = await repository.commit("fix it");
    await repository.git("checkout", "--quiet", "-b", "side");
    await repository.git("checkout", "--quiet", "main");
    const opened = await open(repository.root);
    for (const [name, id] of [
      ["HEAD", head],
      ["main", head],
      ["refs/heads/main", head],
      ["v1", first],
      ["live", first],
      ["refs/heads/live", first],
      [first.slice(0, 12), first],
      [first, first],
      ["HEAD~1", first],
      ["HEAD^", first],
    ]) {
      expect(await opened.resolve(name as string), name).toBe(id);
    }
    const mark = join(repository.root, "ran");
    for (const name of [
      `--output=${mark}`,
      `--upload-pack=touch ${mark}`,
      `ext::sh -c "touch ${mark}"`,
      "^HEAD",
      "HEAD..HEAD~1",
      "HEAD...HEAD~1",
      "HEAD:a.txt",
      "@{-1}",
      "HEAD@{1 year ago}",
      ":/fix",
      "HEAD^{/fix}",
      "HEAD^{tree}",
      "HEAD^@",
      "HEAD^!",
      "--all",
      "-h",
      "",
      " ",
      "HEAD\n--all",
      "HEAD\0",
      "0".repeat(40),
      "a".repeat(40),
      "abc",
      "\udc80",
      "nothing",
    ]) {
      expect(await opened.resolve(name), JSON.stringify(name)).toBeUndefined();
    }
    expect(await opened.has(head)).toBe(true);
    expect(await opened.has("a".repeat(40))).toBe(false);
    expect(await opened.has("HEAD")).toBe(false);
    expect(await opened.untrackedOrModified("", 9)).toEqual([]);
  });

  it("have 64 digits where the repository hashes with SHA-256", async () => {
    await using folder = await temporaryFolder();
    const init = spawnSync("git", ["init", "--quiet", "--object-format=sha256", folder.path], {
      env: gitTestEnvironment(),
    });
    expect(init.status).toBe(0);
    spawnSync("git", ["commit", "--quiet", "--allow-empty", "-m", "x"], {
      cwd: folder.path,
      env: gitTestEnvironment(),
    });
    expect(await (await open(folder.path)).resolve("HEAD")).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("the repository of a folder", () => {
  it("is the nearest one at or above it, also through links", async () => {
    await using workspace = await createRepository({ "site/dist/a": "1" });
    await mkdir(join(workspace.root, "pages"));
    await workspace.git("init", "--quiet", "pages");
    await mkdir(join(workspace.root, "pages", "out"));
    await symlink("site/dist", join(workspace.root, "current"));
    const git = gitFor(workspace.root);
    expect(await git.open("site/dist")).toMatchObject({ roots: [workspace.root], prefix: "site/dist" });
    expect(await git.open("current")).toMatchObject({ roots: [workspace.root], prefix: "site/dist" });
    expect(await git.open(".")).toMatchObject({ roots: [workspace.root], prefix: "" });
    expect(await git.open("pages/out")).toMatchObject({ roots: [join(workspace.root, "pages")], prefix: "out" });
    expect(await git.open("missing")).toBeUndefined();
  });

  it("is not searched above the workspace", async () => {
    await using outer = await createRepository({ "work/a": "1" });
    expect(await gitFor(join(outer.root, "work")).open(".")).toBeUndefined();
    expect(await gitFor(join(outer.root, "work")).open("..")).toBeUndefined();
  });

  it("may be a linked work tree", async () => {
    await using repository = await createRepository({ a: "1" });
    await repository.git("worktree", "add", "--quiet", "--detach", "tree");
    const opened = await open(join(repository.root, "tree"), ".");
    expect(opened.roots).toEqual([join(repository.root, "tree")]);
    expect(await opened.untrackedOrModified("", 9)).toEqual([]);
    expect(await opened.resolve("HEAD")).toBe(await repository.head());
  });

  it("is an error when git cannot read it", async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, ".git"));
    await expect(gitFor(folder.path).open(".")).rejects.toMatchObject({ fault: "diff" });
  });

  it("is an error when its files are elsewhere", async () => {
    await using repository = await createRepository({ a: "1" });
    await repository.git("config", "core.worktree", "/");
    await expect(gitFor(repository.root).open(".")).rejects.toThrow(/core\.worktree/);
  });

  it("has no commit yet", async () => {
    await using repository = await createRepository();
    expect(await (await open(repository.root)).resolve("HEAD")).toBeUndefined();
  });
});

describe("files that differ from the commit", () => {
  it("are those that are new, ignored, changed, staged or gone", async () => {
    await using repository = await createRepository({
      ".gitignore": "dist/ignored\n",
      "dist/same": "1",
      "dist/changed": "1",
      "dist/staged": "1",
      "dist/gone": "1",
      "dist2/x": "1",
    });
    await repository.write({
      "dist/changed": "22",
      "dist/staged": "22",
      "dist/gone": null,
      "dist/new": "",
      "dist/ignored/a": "",
      "dist2/x": "22",
    });
    await repository.git("add", "dist/staged");
    const opened = await open(repository.root);
    const all = ["dist/changed", "dist/gone", "dist/ignored/a", "dist/new", "dist/staged"];
    expect((await opened.untrackedOrModified("dist", 99)).toSorted()).toEqual(all);
    expect(await opened.untrackedOrModified("dist", 2)).toHaveLength(2);
  });
});

describe("what git tracks below a folder", () => {
  // Version 4 of an index is read by git.
  it.each(["3", "4"])(
    "is what HEAD has there, whatever the names, links, marks and submodules: %s",
    async (version) => {
      await using module = await createRepository({ inner: "1" });
      await using repository = await createRepository(
        new Map<string | Buffer, string>([
          ...HOSTILE_NAMES.map((name) => [Buffer.concat([Buffer.from("dist/"), Buffer.from(name)]), "1"] as const),
          ["dist2/x", "1"],
        ]),
      );
      await repository.link("dist/link", "a.html");
      await repository.write({ "dist/run.sh": "1", "dist/taken as it was": "1" });
      await repository.git(
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "--quiet",
        "add",
        module.root,
        "dist/module",
      );
      await chmod(join(repository.root, "dist/run.sh"), 0o755);
      const head = await repository.commit();
      await repository.git("update-index", "--assume-unchanged", "dist/taken as it was");
      await repository.git("update-index", "--skip-worktree", "dist/link");
      await repository.git("update-index", "--index-version", version);
      const opened = await open(repository.root);
      const [tracked, committed]: TreeEntry[][] = [[], []];
      expect(await opened.untrackedOrModified("dist", 9, (entry) => tracked?.push(entry))).toEqual([]);
      await opened.tree(head, "dist", (entry) => committed?.push(entry));
      expect(tracked).toEqual(committed);
      expect(new Set(tracked?.map(({ mode }) => mode))).toEqual(new Set(["100644", "100755", "120000", "160000"]));
    },
  );

  it.each([
    ["ends in the middle", "H 100644 ID 0\\ta", /ends in the middle/],
    ["has no stage", "H 100644 ID\\ta\\0", /not in the form that it documents/],
    ["has no id", "H 100644 0\\ta\\0", /not in the form that it documents/],
    ["is that of a commit", "100644 blob ID\\ta\\0", /not in the form that it documents/],
  ])("is not believed when its list %s", async (_, list, message) => {
    await using repository = await createRepository({ a: "1" });
    const head = await repository.head();
    // An index that git itself lists.
    await repository.git("update-index", "--index-version", "4");
    await using fake = await fakeGit("ls-files", `printf '${list.replace("ID", head)}'`);
    const opened = await gitFor(repository.root, fake).open(".");
    await expect(opened?.untrackedOrModified("", 9, () => undefined)).rejects.toThrow(message);
  });

  it("is not believed when git fails after a good list", async () => {
    await using repository = await createRepository({ a: "1" });
    const head = await repository.head();
    // An index that git itself lists.
    await repository.git("update-index", "--index-version", "4");
    await using fake = await fakeGit("ls-files", `printf 'H 100644 ${head} 0\\ta\\0'; exit 128`);
    const opened = await gitFor(repository.root, fake).open(".");
    await expect(opened?.untrackedOrModified("", 9, () => undefined)).rejects.toThrow(/git ls-files failed/);
  });
});

describe("HEAD", () => {
  it("is the commit that it was when the checkout was opened", async () => {
    await using repository = await createRepository({ a: "1" });
    const head = await repository.head();
    const opened = await open(repository.root);
    await repository.write({ a: "2" });
    const next = await repository.commit();
    expect(await opened.resolve("HEAD")).toBe(head);
    expect(await opened.resolve("main")).toBe(next);
    expect(await opened.untrackedOrModified("", 9)).toEqual(["a"]);
  });
});

/** An environment in which one command of git is a script of ours, and the others are git's own. */
async function fakeGit(command: string, script: string) {
  const folder = await temporaryFolder();
  const real = spawnSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).stdout.trim();
  const text = `#!/bin/sh\ncase " $* " in *" ${command} "*) ${script} ;; *) exec ${real} "$@" ;; esac\n`;
  await writeFile(join(folder.path, "git"), text, { mode: 0o755 });
  return {
    environment: { PATH: `${folder.path}:${process.env["PATH"]}` },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe("git itself", () => {
  it("may be missing", async () => {
    await using repository = await createRepository({ a: "1" });
    const git = gitFor(repository.root, { environment: { PATH: "/nonexistent" } });
    await expect(git.open(".")).rejects.toThrow(/git is not installed/);
  });

  it.each([
    [":100644 100644 ID1 ID2 M\\0", /^The diff ends without a file name/],
    [":100644 100644 ID1 ID2 M\\0a\\0a\\0", /^The diff ends without a file name/],
    ["a\\0:100644 100644 ID1 ID2 M\\0", /not in the form that it documents/],
    [":100644 100644 ID1 ID2 M\\0a", /cut|ends|NUL|incomplete/],
    [":100644 100644 ID1 ID2 C100\\0a\\0b\\0", /not in the form that it documents/],
  ])("is not believed when its list is %s", async (list, message) => {
    await using repository = await createRepository({ a: "1" });
    const head = await repository.head();
    await using fake = await fakeGit("diff-tree", `printf '${list.replace("ID1", head).replace("ID2", head)}'`);
    const opened = await gitFor(repository.root, fake).open(".");
    await expect(opened?.diff(head, head)).rejects.toMatchObject({
      fault: "diff",
      message: expect.stringMatching(message),
    });
  });

  it("is killed with all its helpers when it hangs", async () => {
    await using repository = await createRepository({ a: "1" });
    await using folder = await temporaryFolder();
    // `sleep` keeps the pipes open: only killing the whole group ends this test.
    await writeFile(join(folder.path, "git"), "#!/bin/sh\nsleep 600 & wait\n", { mode: 0o755 });
    const git = gitFor(repository.root, {
      environment: { PATH: `${folder.path}:${process.env["PATH"]}` },
      commandLimitMs: 50,
    });
    await expect(git.open(".")).rejects.toThrow(/did not end within 0\.05 s/);
  });

  it("gets only what it needs of the environment, and configuration of nobody else", async () => {
    await using repository = await createRepository({ a: "1" });
    await using folder = await temporaryFolder();
    const log = join(folder.path, "log");
    const real = spawnSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).stdout.trim();
    const script = `#!/bin/sh\nenv > '${log}'\necho "ARGS $*" >> '${log}'\nexec ${real} "$@"\n`;
    await writeFile(join(folder.path, "git"), script, { mode: 0o755 });
    const environment = {
      PATH: `${folder.path}:${process.env["PATH"]}`,
      HOME: "/nonexistent",
      https_proxy: "http://proxy.example",
      NO_PROXY: "x",
      SSL_CERT_FILE: "/ca.pem",
      GIT_SSL_CAINFO: "/ca.pem",
      GIT_DIR: "/elsewhere",
      GIT_WORK_TREE: "/elsewhere",
      GIT_EXTERNAL_DIFF: "evil",
      GIT_SSH_COMMAND: "evil",
      GIT_CONFIG_GLOBAL: "/evil",
      GIT_CONFIG_PARAMETERS: "'a.b=c'",
      GIT_TRACE_CURL: "1",
      GIT_ASKPASS: "evil",
      SSH_ASKPASS: "evil",
      PAGER: "evil",
      LD_PRELOAD: "evil",
      INPUT_API_KEY: "secret-key",
      GITHUB_TOKEN: "secret-token",
    };
    await gitFor(repository.root, { environment }).open(".");
    const text = await readFile(log, "utf8");
    expect(text).not.toMatch(/evil|elsewhere|secret|a\.b=c|TRACE/);
    for (const kept of [
      "https_proxy=http://proxy.example",
      "NO_PROXY=x",
      "SSL_CERT_FILE=/ca.pem",
      "GIT_SSL_CAINFO=/ca.pem",
    ]) {
      expect(text).toContain(kept);
    }
    for (const set of [
      "GIT_TERMINAL_PROMPT=0",
      "GIT_OPTIONAL_LOCKS=0",
      "LC_ALL=C",
      "GIT_ASKPASS=\n",
      "GIT_CONFIG_NOSYSTEM=1",
      "GIT_CONFIG_GLOBAL=/dev/null",
    ]) {
      expect(text).toContain(set);
    }
    expect(text).not.toContain("HOME=/nonexistent");
    expect(text).not.toContain(`GIT_DIR=${repository.root}`);
  });

  it("may be given a folder that another user owns", async () => {
    await using repository = await createRepository({ a: "1" });
    // What git itself offers for testing this: every folder counts as somebody else's.
    await using fake = await temporaryFolder();
    await writeFile(
      join(fake.path, "git"),
      `#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 PATH='${process.env["PATH"]}' exec git "$@"\n`,
      { mode: 0o755 },
    );
    const environment = { ...gitTestEnvironment(), PATH: `${fake.path}:${process.env["PATH"]}` };
    const plain = spawnSync("git", ["rev-parse", "HEAD"], { cwd: repository.root, env: environment, encoding: "utf8" });
    expect(plain.stderr).toContain("dubious ownership");
    const opened = await gitFor(repository.root, { environment }).open(".");
    expect(await opened?.resolve("HEAD")).toBe(await repository.head());
  });

  it("does not need the folder to keep its name", async () => {
    await using folder = await temporaryFolder();
    await using repository = await createRepository({ a: "1" });
    const odd = join(folder.path, "we ird=*'\u00e4");
    await rename(repository.root, odd);
    expect(await (await open(odd)).resolve("HEAD")).toMatch(/^[0-9a-f]{40}$/);
  });
});
