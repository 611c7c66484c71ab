import { describe, expect, it } from "vitest";
import { createFiles } from "../../src/adapters/files/files.ts";
import { createGit } from "../../src/adapters/git/git.ts";
import { createGitHub } from "../../src/adapters/github/repository.ts";
import { type ChangesOptions, readChanges } from "../../src/changes/read-changes.ts";
import { once } from "../../src/lib/once.ts";
import { type GitHubServer, startGitHubServer } from "../support/github-server.ts";
import { createRepository, type Files, gitTestEnvironment, type TestRepository } from "../support/repository.ts";
import { pushEvent, runnerWith } from "../support/runner.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";

const TOKEN = "ghs_0123456789abcdefghijklmnopqrstuvwxyz";

type Source = "git" | "github";

/** Two commits in a real repository. */
async function twoCommits(before: Files, after: Files) {
  const repository = await createRepository(before);
  const base = await repository.head();
  await repository.write(after);
  return { repository, base, head: await repository.commit() };
}

/** GitHub's API in front of such a repository. */
async function served(commits: Awaited<ReturnType<typeof twoCommits>>, maxEntries?: number) {
  const server = await startGitHubServer(commits.repository, maxEntries);
  return { ...commits, server, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

function read(
  { repository, server, base, head }: { repository: TestRepository; server: GitHubServer; base: string; head: string },
  source: Source,
  options: Partial<ChangesOptions> = {},
  event = pushEvent(base, head),
) {
  const workspace = source === "git" ? repository.root : "/nonexistent";
  const runner = { ...runnerWith(event, workspace), sha: head };
  const clock = createVirtualClock();
  return readChanges(
    {
      changes: [source],
      buildDir: "dist",
      hasSelectors: false,
      siteUrls: [],
      ignoreContent: [],
      include: () => true,
      token: TOKEN,
      ...options,
    },
    {
      git: createGit({ workspace, environment: gitTestEnvironment(), onSecret: () => undefined }),
      gitHub: (more) => createGitHub({ ...more, apiUrl: server.url, repository: "octo/site", clock }),
      files: createFiles({ workspace, temp: repository.root }),
      runner,
    },
  );
}

const MANY = Object.fromEntries(Array.from({ length: 700 }, (_, n) => [`dist/s${n % 35}/p${n}.html`, `${n}`]));
const CHANGED = {
  "dist/s1/p1.html": "new",
  "dist/s2/p2.html": null,
  'dist/s3/added é "#?.html': "x",
  "dist/fresh/deep/er/x.html": "x",
  "dist2/x": "2",
  "src/y": "2",
};

/** Nothing changes them: each is made for all tests that read it. */
const many = once(() => twoCommits({ ...MANY, "dist2/x": "1", "src/y": "1" }, CHANGED));
const one = once(() => twoCommits({ "dist/a": "1" }, { "dist/a": "2" }));

describe("changes: github, without a checkout", () => {
  it.each([
    ["in two answers", 100_000, undefined],
    ["folder by folder where an answer is cut", 60, undefined],
    ["with the whole repository as the site", 60, "."],
  ])("are git's own, %s", async (_, maxEntries, buildDir) => {
    await using site = await served(await many(), maxEntries);
    const options = buildDir === undefined ? {} : { buildDir };
    const [git, github] = [await read(site, "git", options), await read(site, "github", options)];
    expect(github.changes).toEqual(git.changes);
    expect(github.changes.length).toBe(buildDir === "." ? 6 : 4);
    expect(new Map([...github.tree].sort())).toEqual(new Map([...git.tree].sort()));
    expect(github).toMatchObject({ source: "github", base: site.base, head: site.head });
    const prefix = buildDir === "." ? {} : { prefix: "dist" };
    expect(github.snapshots).toEqual([{ source: "github", commit: site.head, ...prefix }]);
    expect(new Set(site.server.authorizations)).toEqual(new Set([`token ${TOKEN}`]));
    expect(site.server.requests.join(" ")).not.toContain("compare");
  });

  it("are whole beyond the 300 and the 3,000 files at which other answers of the API end", async () => {
    const pages = (text: string) =>
      Object.fromEntries(Array.from({ length: 3_001 }, (_, n) => [`dist/p${n % 40}/${n}.html`, text]));
    await using site = await served(await twoCommits(pages("1"), pages("2")));
    const { changes } = await read(site, "github");
    expect(changes).toHaveLength(3_001);
    expect(changes.every(({ kind }) => kind === "modified")).toBe(true);
  });

  it("pass over folders with equal ids", async () => {
    await using site = await served(await twoCommits(MANY, { "dist/s7/p7.html": "new" }), 60);
    const set = await read(site, "github");
    expect(set.changes.map(({ path }) => path)).toEqual(["s7/p7.html"]);
    const equal = await site.repository.git("rev-parse", `${site.base}:dist/s8`);
    const requested = site.server.requests.filter((path) => path.includes(equal));
    // For the list of the new build, twice: never for the old one.
    const old = await site.repository.git("rev-parse", `${site.base}:dist/s7`);
    expect(site.server.requests.filter((path) => path.includes(old)).length).toBe(1);
    expect(requested.length).toBeLessThanOrEqual(2);
  });

  it("follow links and leave modes alone, as git's do", async () => {
    await using repository = await createRepository({ "dist/v1/a": "1", "dist/b": "1" });
    await repository.link("dist/latest", "v1");
    const base = await repository.commit();
    await repository.write({ "dist/v1/a": "2" });
    await repository.git("update-index", "--chmod=+x", "dist/b");
    await repository.git("commit", "--quiet", "-am", "x");
    const head = await repository.head();
    await using server = await startGitHubServer(repository);
    const set = await read({ repository, server, base, head }, "github");
    expect(set.changes.map(({ path }) => path)).toEqual(["latest/a", "v1/a"]);
  });

  it("compare with what is remembered, and with the commit that another workflow deployed", async () => {
    await using site = await served(await one());
    const event = { name: "workflow_run", payload: { workflow_run: { head_sha: site.head, conclusion: "success" } } };
    const remembered = [{ source: "github", commit: site.base }] as const;
    const set = await read({ ...site, head: site.base }, "github", { remembered }, event);
    expect(set).toMatchObject({ base: site.base, head: site.head, changes: [{ path: "a" }] });
    expect(await read(site, "github", { remembered: [] })).toMatchObject({
      everything: "no earlier deploy is remembered",
    });
    const gone = [{ source: "github", commit: "a".repeat(40) }] as const;
    expect(await read(site, "github", { remembered: gone })).toMatchObject({
      everything: expect.stringContaining("GitHub does not have it"),
    });
  });

  it("survive an API that fails for a moment, and never take a failure for an empty diff", async () => {
    await using site = await served(await one());
    site.server.fail({ status: 502 }, { status: 503 });
    expect((await read(site, "github")).changes.length).toBe(1);
    site.server.fail(...Array.from({ length: 3 }, () => ({ status: 502, message: "bad\n::error::gateway" })));
    await expect(read(site, "github")).rejects.toMatchObject({
      fault: "diff",
      message: expect.stringMatching(/^GitHub's API answered 502: bad[^\n]*gateway, so it is unknown what changed/),
    });
    site.server.fail({ status: 403, message: "Resource not accessible by integration" });
    await expect(read(site, "github")).rejects.toThrow(/403: Resource not accessible by integration.*contents: read/);
  });

  it.each([
    [{ buildDir: "../x" }, /^build-dir: "\.\.\/x" lies outside the repository/],
    [{ buildDir: "/x" }, /^build-dir: "\/x" lies outside the repository/],
    [{ buildDir: "nowhere" }, /^build-dir: .*has no files below "nowhere"/],
    [{ base: "--output=x" }, /^base: "--output=x" is no commit/],
    [{ head: "v9" }, /^head: "v9" is no commit/],
    [{ token: undefined }, /^github-token: is empty/],
  ])("refuse %j", async (options, message) => {
    await using site = await served(await one());
    const given: Partial<ChangesOptions> = Object.fromEntries(Object.entries(options));
    await expect(read(site, "github", given)).rejects.toThrow(message);
  });
});
