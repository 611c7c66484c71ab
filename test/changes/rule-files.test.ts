import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createGit } from "../../src/adapters/git/git.ts";
import { readGitChanges } from "../../src/changes/git/read-git.ts";
import type { RuleFiles } from "../../src/model/change.ts";
import { createRepository, type Files, type TestRepository } from "../support/repository.ts";
import { pushEvent, runnerWith } from "../support/runner.ts";

const NAMES = { inBuild: ["_redirects"], anywhere: ["vercel.json"] };

async function read(repository: TestRepository, base: string, head: string, buildDir = "dist") {
  const git = createGit({ workspace: repository.root, environment: process.env, onSecret: () => {} });
  const runner = runnerWith(pushEvent(base, head), repository.root);
  const { rules, outside } = await readGitChanges({ buildDir, include: () => true, ruleNames: NAMES }, { git, runner });
  const texts = (files: RuleFiles | undefined) =>
    Object.fromEntries(Array.from(files ?? [], ([name, { text }]) => [name, text ?? "unknown"]));
  return { before: texts(rules?.before), after: texts(rules?.after), outside };
}

async function commits(before: Files, change: Files) {
  const repository = await createRepository(before);
  const base = await repository.head();
  await repository.write(change);
  return { repository, base, head: await repository.commit() };
}

it("reads the host's rules before and after, in the build or at the repository's root", async () => {
  const before = { "dist/a.html": "1", "dist/_redirects": "/a /b", _redirects: "not deployed", "vercel.json": "{}" };
  const { repository, base, head } = await commits(before, { "dist/_redirects": "/a /c", "README.md": "new" });
  await using _ = repository;

  expect(await read(repository, base, head)).toMatchObject({
    before: { _redirects: "/a /b", "vercel.json": "{}" },
    after: { _redirects: "/a /c", "vercel.json": "{}" },
    outside: [{ kind: "added", path: "README.md" }],
  });
});

it("prefers the build's own file, and knows when one comes or goes", async () => {
  const before = { "dist/a.html": "1", "dist/vercel.json": "in the build", "vercel.json": "at the root" };
  const { repository, base, head } = await commits(before, { "dist/vercel.json": null, "dist/_redirects": "/x /y" });
  await using _ = repository;

  expect(await read(repository, base, head)).toMatchObject({
    before: { "vercel.json": "in the build" },
    after: { "vercel.json": "at the root", _redirects: "/x /y" },
  });
});

it("says that a text is unknown when the checkout does not have it", async () => {
  await using repository = await createRepository();
  await repository.write({ "dist/a.html": "1", "dist/_redirects": "/a /b" });
  // Git itself keeps each new object in a file of its own.
  await repository.git("add", "--all");
  await repository.git("commit", "--quiet", "-m", "before");
  const base = await repository.head();
  await repository.write({ "dist/_redirects": "/a /c" });
  const head = await repository.commit();
  const old = await repository.git("rev-parse", `${base}:dist/_redirects`);
  await rm(join(repository.root, ".git/objects", old.slice(0, 2), old.slice(2)));

  expect(await read(repository, base, head)).toMatchObject({
    before: { _redirects: "unknown" },
    after: { _redirects: "/a /c" },
  });
});
