import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseIndex } from "../../../src/adapters/git/index-file.ts";
import { pathBytes } from "../../../src/model/path.ts";
import { createRepository, gitIn, type TestRepository, temporaryFolder } from "../../support/repository.ts";

const indexOf = (root: string): Promise<Buffer> => readFile(join(root, ".git/index"));

/** What is read of the index, as `git ls-files -v --stage -z` writes it; marks that hide a file are one. */
function written(index: Buffer, idBytes = 20): readonly string[] | undefined {
  return parseIndex(index, idBytes)?.map(
    ({ mode, id, path, isPlain }) =>
      `${isPlain ? "H" : "-"} ${mode} ${id}\t${Buffer.from(pathBytes(path)).toString("latin1")}`,
  );
}

async function listedByGit(root: string): Promise<readonly string[]> {
  const text = await gitIn(root, "ls-files", "-v", "--stage", "-z");
  return text
    .split("\0")
    .slice(0, -1)
    .map((record) => Buffer.from(record.replace(/^[^H]/, "-").replace(/ \d\t/, "\t")).toString("latin1"));
}

/** Files of every kind, names of every length modulo 8, and each mark. */
async function createVaried(): Promise<TestRepository> {
  const names = Array.from({ length: 20 }, (_, n) => `f/${"n".repeat(n + 1)}`);
  const repository = await createRepository({
    ...Object.fromEntries(names.map((name, n) => [name, `${n}`])),
    'é \n"x': "1",
  });
  await repository.link("link", "f");
  await repository.commit();
  await repository.git("update-index", "--chmod=+x", "f/n");
  await repository.git("update-index", "--assume-unchanged", "f/nn");
  return repository;
}

describe("an index that is read without git", () => {
  it("lists what git lists, in both versions, with marks and a merge under way", async () => {
    await using repository = await createVaried();
    const plain = await indexOf(repository.root);
    expect(plain.readUInt32BE(4)).toBe(2);
    expect(written(plain)).toEqual(await listedByGit(repository.root));

    await repository.git("update-index", "--skip-worktree", "f/nnn");
    await repository.write({ later: "3" });
    await repository.git("add", "--intent-to-add", "later");
    const id = await repository.git("rev-parse", "HEAD:link");
    const stages = [1, 2, 3].map((stage) => `100644 ${id} ${stage}\tmerged`);
    // Longer than any path on the disk, and than the flags tell.
    const long = `100644 ${id} 0\t${"long/".repeat(900)}f`;
    const input = `${[...stages, long].join("\n")}\n`;
    expect(spawnSync("git", ["update-index", "--index-info"], { cwd: repository.root, input }).status).toBe(0);
    const marked = await indexOf(repository.root);
    expect(marked.readUInt32BE(4)).toBe(3);
    const listed = await listedByGit(repository.root);
    expect(listed.filter((record) => record.startsWith("-"))).toHaveLength(5);
    expect(written(marked)).toEqual(listed);
  });

  it("lists what git lists where ids have 64 digits", async () => {
    await using folder = await temporaryFolder();
    await gitIn(folder.path, "init", "--quiet", "--object-format=sha256");
    await gitIn(folder.path, "update-index", "--add", "--cacheinfo", `100644,${"ab".repeat(32)},a`);
    expect(written(await indexOf(folder.path), 32)).toEqual(await listedByGit(folder.path));
  });

  it("is left to git in another version, split, cut, or otherwise unlike the form that git documents", async () => {
    await using repository = await createRepository({ a: "1", b: "2" });
    const index = await indexOf(repository.root);
    expect(written(index)).toHaveLength(2);
    const edited = (at: number, ...bytes: number[]) => {
      const copy = Buffer.from(index);
      copy.set(bytes, at);
      return copy;
    };
    const flags = 12 + 60;
    const extension = Buffer.concat([index.subarray(0, -20), Buffer.from("link\0\0\0\0"), index.subarray(-20)]);
    const optional = Buffer.concat([index.subarray(0, -20), Buffer.from("LINK\0\0\0\0"), index.subarray(-20)]);
    expect(written(optional)).toHaveLength(2);
    for (const odd of [
      Buffer.alloc(0),
      edited(0, 0x64),
      edited(7, 4),
      edited(11, 3),
      edited(11, 1),
      edited(flags, 0x40),
      edited(flags + 1, 2),
      extension,
    ])
      expect(written(odd)).toBeUndefined();
    for (let length = 0; length < index.length; length++) expect(written(index.subarray(0, length))).toBeUndefined();

    await repository.git("update-index", "--index-version", "4");
    expect(written(await indexOf(repository.root))).toBeUndefined();
    await repository.git("update-index", "--index-version", "2");
    expect(written(await indexOf(repository.root))).toHaveLength(2);
    await repository.git("update-index", "--split-index");
    expect(written(await indexOf(repository.root))).toBeUndefined();
  });
});
