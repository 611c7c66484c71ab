import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createFiles } from "../../src/adapters/files/files.ts";
import { createGit } from "../../src/adapters/git/git.ts";
import { shareReads } from "../../src/app/share-reads.ts";
import type { Destination } from "../../src/model/config.ts";
import type { World } from "../../src/ports/world.ts";
import { createRepository } from "../support/repository.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

function destination(buildDir: string, include: (path: string) => boolean): Destination {
  return { source: { buildDir, include, changes: ["build"], ignoreContent: [] } } as unknown as Destination;
}

/** The real files and repository, and how often each was asked. */
async function worldOf(workspace: string) {
  const calls = { hashes: 0, diff: 0, tree: 0 };
  const files = createFiles({ workspace });
  const git = createGit({
    workspace,
    environment: process.env,
    onSecret: () => undefined,
    signal: new AbortController().signal,
  });
  const counting = {
    files: {
      ...files,
      hashes: (...given: Parameters<typeof files.hashes>) => {
        calls.hashes += 1;
        return files.hashes(...given);
      },
    },
    git: {
      async open(folder: string) {
        const repository = await git.open(folder);
        if (repository === undefined) return undefined;
        return {
          ...repository,
          diff: (...given: Parameters<typeof repository.diff>) => {
            calls.diff += 1;
            return repository.diff(...given);
          },
          tree: (...given: Parameters<typeof repository.tree>) => {
            calls.tree += 1;
            return repository.tree(...given);
          },
        };
      },
    },
  };
  return { world: counting as unknown as World, calls };
}

describe("destinations that share a build folder", () => {
  it("have each file hashed once, and get their own files", async () => {
    const workspace = await makeTempFolder("share-");
    await mkdir(join(workspace, "dist"));
    for (const name of ["a.html", "b.css", "c.map"]) await writeFile(join(workspace, "dist", name), name);
    const pages = destination("dist", (path) => path.endsWith(".html"));
    const all = destination("./dist/", (path) => !path.endsWith(".map"));
    const { world, calls } = await worldOf(workspace);
    const shared = shareReads(world, [pages, all]);
    let hashed = 0;
    const onHash = () => {
      hashed += 1;
    };
    const filesOf = async ({ source: { buildDir = "", include } }: Destination) =>
      [...(await shared.files.hashes(buildDir, { include, ignore: [], onHash })).files.keys()].sort();

    expect(await filesOf(pages)).toEqual(["a.html"]);
    expect(await filesOf(all)).toEqual(["a.html", "b.css"]);
    expect(calls.hashes).toBe(1);
    // Whoever waits for it is told of each file.
    expect(hashed).toBe(2);
  });

  it("have a commit listed once and a pair of commits compared once", async () => {
    await using repository = await createRepository({ "public/a": "1" });
    const before = await repository.head();
    await repository.write({ "public/a": "2", "public/b": "1" });
    const after = await repository.commit();
    const { world, calls } = await worldOf(repository.root);
    const shared = shareReads(world, [destination("public", () => true), destination("public", () => true)]);
    const seen: string[][] = [];
    for (const _ of ["one", "other"]) {
      const opened = await shared.git.open("public");
      const paths: string[] = [];
      await opened?.tree(after, "public", ({ path }) => paths.push(path));
      seen.push([...paths, ...((await opened?.diff(before, after)) ?? []).map(({ path }) => path)].sort());
    }

    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]).toContain("public/b");
    expect(calls).toMatchObject({ tree: 1, diff: 1 });
  });
});
