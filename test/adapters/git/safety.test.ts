import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createGit } from "../../../src/adapters/git/git.ts";
import {
  canary,
  cloneRepository,
  createRepository,
  gitIn,
  gitTestEnvironment,
  temporaryFolder,
} from "../../support/repository.ts";
import { treeOf } from "../../support/tree-of.ts";

it("starts no program that the repository or the environment names", async () => {
  await using upstream = await createRepository({ "dist/a.txt": "1" });
  await upstream.git("config", "uploadpack.allowAnySHA1InWant", "true");
  await upstream.git("config", "uploadpack.allowFilter", "true");
  const gone = await upstream.git("rev-parse", "HEAD");
  await upstream.write({
    "dist/a.txt": "2",
    ".gitattributes": "*.txt diff=mark filter=mark\n*.bin filter=process\n",
    "dist/b.bin": "x",
  });
  const base = await upstream.commit();
  await upstream.write({ "dist/a.txt": "3" });
  const head = await upstream.commit();
  await using clone = await cloneRepository(`file://${upstream.root}`, "--depth=2");
  await using marks = await temporaryFolder();
  await using scripts = await temporaryFolder();
  const script = async (name: string): Promise<string> => {
    const path = join(scripts.path, name);
    await canary(path, join(marks.path, name));
    return path;
  };

  const settings: Readonly<Record<string, string>> = {
    "core.fsmonitor": await script("fsmonitor"),
    "core.hooksPath": scripts.path,
    "core.askPass": await script("askpass"),
    "core.sshCommand": await script("ssh"),
    "core.gitProxy": await script("gitproxy"),
    "core.pager": await script("pager"),
    "core.alternateRefsCommand": await script("alternates"),
    "diff.external": await script("external"),
    "diff.mark.textconv": await script("textconv"),
    "diff.mark.command": await script("command"),
    "filter.mark.clean": await script("clean"),
    "filter.mark.smudge": await script("smudge"),
    "filter.mark.required": "true",
    "filter.process.process": await script("process"),
    "credential.helper": `!${await script("credential")}`,
    "remote.origin.uploadpack": await script("uploadpack"),
    "gpg.program": await script("gpg"),
    "alias.diff-tree": `!${await script("alias")}`,
  };
  for (const hook of ["post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"]) await script(hook);
  for (const [name, value] of Object.entries(settings)) await clone.git("config", name, value);
  // As long as before: only the content tells, and comparing it is what runs filters.
  await clone.write({ "dist/a.txt": "4", "dist/b.bin": "y" });

  const variables = [
    "GIT_EXTERNAL_DIFF",
    "GIT_SSH_COMMAND",
    "GIT_SSH",
    "GIT_ASKPASS",
    "SSH_ASKPASS",
    "GIT_PAGER",
    "PAGER",
    "GIT_EDITOR",
    "GIT_PROXY_COMMAND",
  ];
  const environment: NodeJS.ProcessEnv = {
    ...gitTestEnvironment(),
    GIT_DIR: scripts.path,
    GIT_INDEX_FILE: "/nonexistent",
  };
  for (const name of variables) environment[name] = await script(name);
  environment["GIT_CONFIG_COUNT"] = "1";
  environment["GIT_CONFIG_KEY_0"] = "core.fsmonitor";
  environment["GIT_CONFIG_VALUE_0"] = settings["core.fsmonitor"];

  const git = createGit({ workspace: clone.root, environment, onSecret: () => undefined });
  const opened = await git.open("dist");
  expect(opened).toBeDefined();
  if (opened === undefined) return;
  expect(await opened.resolve("HEAD")).toBe(head);
  expect(await opened.fetch(gone, { token: "t0ken", serverUrl: "https://github.com" })).toEqual({ ok: true });
  expect((await opened.diff(base, head)).map(({ path }) => path)).toEqual(["dist/a.txt"]);
  expect(await treeOf(opened, head, "dist")).toHaveLength(2);
  expect((await opened.untrackedOrModified("dist", 9)).toSorted()).toEqual(["dist/a.txt", "dist/b.bin"]);
  expect(await opened.has(base)).toBe(true);
  expect(await readdir(marks.path)).toEqual([]);

  // The canaries do sing: an ordinary git runs at least these.
  const soft = ["-c", "filter.mark.required=false", "-c", "filter.mark.smudge="];
  for (const args of [["status"], ["diff", base, head], ["diff", "--no-ext-diff", base, head]]) {
    await gitIn(clone.root, ...soft, ...args).catch(() => undefined);
  }
  const sung = ["fsmonitor", "clean", "process", "command", "textconv"];
  expect(await readdir(marks.path)).toEqual(expect.arrayContaining(sung));
});
