import { describe, expect, it } from "vitest";
import type { ChangesRead } from "../../src/model/change.ts";
import type { RepoPath } from "../../src/model/path.ts";
import type { Source } from "../../src/model/snapshot.ts";
import type { TreeEntry } from "../../src/ports/git.ts";
import { parseRoutes } from "../../src/routes/parse-routes.ts";
import { unusedRoutesNote } from "../../src/routes/unused-routes.ts";

const HEAD = "a".repeat(40);

interface Known {
  readonly changed?: readonly RepoPath[];
  readonly outside?: readonly RepoPath[];
  readonly unmatched?: readonly RepoPath[];
  readonly built?: readonly RepoPath[];
  /** Files of the commit; without them there is no repository. */
  readonly committed?: readonly RepoPath[];
  readonly sources?: readonly Source[];
  readonly prefix?: string;
  readonly head?: string;
  readonly buildDir?: string;
}

/** @returns the sentence, and which folders' repositories were opened for it. */
async function note(text: string, known: Known) {
  const opened: string[] = [];
  const entry = (path: RepoPath): TreeEntry => ({ mode: "100644", id: "1", path });
  const git = {
    open: async (folder: string) => {
      opened.push(folder);
      if (known.committed === undefined) return undefined;
      return {
        tree: async (commit: string, below: RepoPath, onEntry: (one: TreeEntry) => void) => {
          expect([commit, below]).toEqual([HEAD, ""]);
          for (const path of known.committed ?? []) onEntry(entry(path));
        },
      };
    },
  };
  const set: ChangesRead = {
    source: "git",
    sources: known.sources ?? ["build"],
    snapshots: [],
    changes: (known.changed ?? []).map((path) => ({ kind: "modified", path, before: "1", after: "2" })),
    ...(known.outside && { outside: known.outside.map((path) => ({ kind: "added", path, after: "1" })) }),
    ...(known.unmatched && { unmatched: known.unmatched }),
    prefix: known.prefix,
    head: known.head,
    ignored: 0,
    tree: new Map((known.built ?? []).map((path) => [path, "1"])),
    notes: [],
  };
  const { routes, problems } = parseRoutes(text);
  expect(problems).toEqual([]);
  return { sentence: await unusedRoutesNote(set, routes, known.buildDir, { git }), opened };
}

const unused = (text: string) => `routes: no file matches ${text}. Globs start at the repository's root.`;

describe("a route that matches no file", () => {
  it("is named with its line", async () => {
    const { sentence } = await note("contnet/** -> /a/\n\ndocs/** -> none", {});

    expect(sentence).toBe(unused('"contnet/**" (line 1), "docs/**" (line 3)'));
  });

  it("is one of five that are named, and of the others that are counted", async () => {
    const lines = Array.from({ length: 7 }, (_, n) => `${n}/** -> /a/`);
    const named = '"0/**" (line 1), "1/**" (line 2), "2/**" (line 3), "3/**" (line 4), "4/**" (line 5)';

    expect((await note(lines.join("\n"), {})).sentence).toBe(unused(`${named} and 2 more`));
    expect((await note(lines.slice(0, 5).join("\n"), {})).sentence).toBe(unused(named));
  });

  it.each<[string, Known]>([
    ["of the changes, by its path from the repository's root", { changed: ["a.css"], prefix: "dist" }],
    ["that changed and is not deployed", { outside: ["dist/a.css"] }],
    ["that changed and has no route of its own any more", { unmatched: ["dist/a.css"] }],
    ["of the build, by its path from the repository's root", { built: ["a.css"], prefix: "dist" }],
    ["of the commit", { committed: ["dist/a.css"], sources: ["git"], head: HEAD, buildDir: "dist" }],
  ])("is none that matches one %s", async (_, known) => {
    expect((await note("dist/*.css -> /a/", known)).sentence).toBeUndefined();
    expect((await note("dist/*.css -> /a/\ndist/*.js -> /b/", known)).sentence).toBe(unused('"dist/*.js" (line 2)'));
  });

  it("matches files of a build at the repository's root by their own paths", async () => {
    expect((await note("a.css -> /a/", { changed: ["a.css"] })).sentence).toBeUndefined();
    expect((await note("a.css -> /a/", { built: ["a.css"], prefix: "" })).sentence).toBeUndefined();
    expect((await note("a.css -> /a/", { built: ["a.css"], prefix: "dist" })).sentence).toBe(
      unused('"a.css" (line 1)'),
    );
  });

  it("is not said to be one where the files are not all known", async () => {
    for (const sources of [[], ["github"], ["github", "build"]] as const) {
      expect(await note("a -> /a/", { sources, head: HEAD })).toEqual({ sentence: undefined, opened: [] });
    }
  });

  it("is looked for in the commit only where git is read and the commit known", async () => {
    const git = { sources: ["git"], head: HEAD } as const;

    expect((await note("a -> /a/", { ...git, buildDir: "dist" })).opened).toEqual(["dist"]);
    expect((await note("a -> /a/", git)).opened).toEqual(["."]);
    expect((await note("a -> /a/", { sources: ["git"] })).opened).toEqual([]);
    expect((await note("a -> /a/", { sources: ["build"], head: HEAD })).opened).toEqual([]);
    expect((await note("a -> /a/", { ...git, built: ["a"] })).opened).toEqual([]);
    expect((await note("a -> /a/", git)).sentence).toBe(unused('"a" (line 1)'));
  });
});
