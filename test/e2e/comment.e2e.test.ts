/** The preview in a comment on the pull request: the built action, real git, and GitHub's API as a server with state. */
import { describe, expect, it } from "vitest";
import { once } from "../../src/lib/once.ts";
import { type CommentsServer, startCommentsServer } from "../support/comments-server.ts";
import { createRepository } from "../support/repository.ts";
import { type ActionRun, runAction } from "./runner.ts";

const NAMES = { "dist/a.html": "old", "dist/b.html": "old", "dist/index.html": "home" };

/** A pull request whose branch has one commit above its base; each run is one of its workflow's. */
async function pullRequest(server: CommentsServer, files: Readonly<Record<string, string>> = NAMES) {
  const repository = await createRepository(files);
  const base = await repository.head();
  let runs = 10;
  return {
    repository,
    change: async (changes: Readonly<Record<string, string | null>>) => {
      await repository.write(changes);
      await repository.commit();
    },
    async run(more: Partial<ActionRun> = {}) {
      const sha = await repository.head();
      runs += 1;
      const pull_request = { number: 7, base: { sha: base, ref: "main" }, head: { sha } };
      const run = await runAction({
        workspace: repository.root,
        event: { name: "pull_request", payload: { pull_request, repository: { full_name: "octo-org/site" } } },
        ...more,
        github: { api_url: server.url, run_id: String(runs), ...more.github },
        with: {
          provider: "batoff",
          site: "site_123",
          "site-url": "https://www.example.com/",
          "build-dir": "dist",
          comment: "true",
          ...more.with,
        },
      });
      await run.cleanUp();
      return run;
    },
    [Symbol.asyncDispose]: () => repository.close(),
  };
}

const notices = (run: Awaited<ReturnType<typeof runAction>>) =>
  run.annotations.filter(({ kind }) => kind === "notice").map(({ message }) => message);

/** A comment as a reader of the pull request sees it. */
type Seen = Pick<CommentsServer["comments"][number], "author" | "body">;

const IMPOSTORS = ["mallory", "github-actions", "other-app[bot]"];
const BEHIND = 230;

/** A pull request from its first commit until nothing is left of it, with what was to be read after each run. */
const life = once(async () => {
  await using server = await startCommentsServer();
  await using request = await pullRequest(server);
  const seen = (): readonly Seen[] => server.comments.map(({ author, body }) => ({ author, body }));
  const step = async (more: Partial<ActionRun> = {}) => ({ run: await request.run(more), seen: seen() });
  server.write("octocat", "Looks good");
  await request.change({ "dist/a.html": "new", "dist/b.html": "new" });
  const failing = { with: { "purge-by": "path", "max-purges": "1" } };
  const failedFirst = await step(failing);
  await request.change({ "dist/b.html": "old" });
  const written = await step({ github: { run_id: "12" } });
  const older = await step({ github: { run_id: "11" } });
  await step({ with: { site: "site_456" } });
  for (const github of [{ job: "other" }, { action: "__octo_deploy-purge_2" }, { workflow: "other" }])
    await step({ github });
  const ofOthers = seen();
  await request.change({ "dist/b.html": "new" });
  const failedLater = await step(failing);

  const own = server.comments.splice(1, 1)[0] as CommentsServer["comments"][number];
  for (const author of IMPOSTORS) server.write(author, own.body);
  for (let n = 0; n < BEHIND; n++) server.write("octocat", `> ${own.body}`);
  server.comments.push(own);
  server.write(own.author, own.body);
  await request.change({ "dist/a.html": "old" });
  const changed = await step({ github: { run_id: "21" } });
  await request.change({ "dist/b.html": "old" });
  const removedElsewhere = await step({ with: { site: "site_456" } });
  const removed = await step({ github: { run_id: "22" } });
  const again = await step();
  return { failedFirst, written, older, ofOthers, failedLater, changed, removedElsewhere, removed, again };
});

const bots = (seen: readonly Seen[]) => seen.filter(({ author }) => author === "github-actions[bot]");

describe.concurrent("comment", () => {
  it("is given up after twenty seconds where nothing answers", async () => {
    await using server = await startCommentsServer();
    await using request = await pullRequest(server);
    await request.change({ "dist/a.html": "new" });
    server.refuse(/./, "hang");
    const run = await request.run();
    expect([run.exitCode, run.timedOut]).toEqual([0, false]);
    expect(notices(run).join("\n")).toMatch(/did not answer/);
  }, 60_000);

  it("is written once, changed in place, and removed when nothing would be purged any more", async () => {
    const { written, changed, removed, again } = await life();
    expect(written.seen.map(({ author }) => author)).toEqual(["octocat", "github-actions[bot]"]);
    expect(written.seen[1]?.body).toMatch(/### 🔍 Would purge 1 URL of 1 file.*\/a/su);

    const { body } = changed.seen.at(-1) as Seen;
    expect(body).toContain("/b.html");
    expect(body).not.toContain("/a.html");
    expect(changed.run.outputs["verdict"]).toBe("dry-run");

    expect(removed.seen).not.toContainEqual(expect.objectContaining({ body }));
    expect([removed.run.exitCode, removed.run.log.join("\n")]).toEqual([
      0,
      expect.stringContaining("Comment: removed"),
    ]);
    expect(again.seen).toEqual(removed.seen);
    expect(again.seen[0]).toEqual({ author: "octocat", body: "Looks good" });
  });

  it("of one step is left alone by another: destination, job, step, workflow", async () => {
    const { ofOthers, removedElsewhere, removed } = await life();
    expect(bots(ofOthers).length).toBe(5);
    expect(new Set(bots(ofOthers).map(({ body }) => body.split("\n")[0]?.slice(0, 50))).size).toBe(5);
    expect([bots(removedElsewhere.seen).length, bots(removed.seen).length]).toEqual([4, 3]);
    const others = ofOthers.slice(3).map(({ body }) => body);
    expect(bots(removed.seen).map(({ body }) => body)).toEqual(others);
  });

  it("is found behind hundreds of others, and never taken for one that somebody else wrote", async () => {
    const { failedLater, changed, removed } = await life();
    for (const { seen } of [changed, removed]) {
      expect(seen.length - bots(seen).length).toBe(1 + IMPOSTORS.length + BEHIND);
      const pasted = seen.filter(({ author }) => IMPOSTORS.includes(author)).map(({ body }) => body);
      expect(pasted).toEqual(IMPOSTORS.map(() => failedLater.seen[1]?.body));
    }
  });

  it("of a newer run stays, and what overlapping runs left twice becomes one", async () => {
    const { older, changed } = await life();
    expect(older.seen[1]?.body).toContain("/actions/runs/12");
    expect(bots(changed.seen).length).toBe(5);
    expect(changed.seen.at(-1)?.body).toContain("/actions/runs/21");
  });

  it("says after a failed preview that there is none, where a comment was there", async () => {
    const { failedFirst, failedLater } = await life();
    expect(failedFirst.seen.map(({ author }) => author)).toEqual(["octocat"]);
    expect([failedFirst.run.exitCode, failedLater.run.exitCode]).toEqual([1, 1]);
    expect(failedLater.seen[1]?.body).toMatch(/no preview of this commit.*CONFIG/s);
    expect(bots(failedLater.seen).length).toBe(5);
  });

  it("belongs to whoever the token is, also on a server of one's own", async () => {
    await using server = await startCommentsServer("/api/v3");
    server.login = "our-deploys[bot]";
    await using request = await pullRequest(server);
    await request.change({ "dist/a.html": "new" });
    for (const _ of [1, 2]) await request.run();
    expect(server.comments.map(({ author }) => author)).toEqual(["our-deploys[bot]"]);
    expect(server.requests).toContain("POST /api/graphql");
  });

  it.each([
    [403, "Resource not accessible by integration", /needs pull-requests: write; on a pull request from a fork/],
    [404, "Not Found", /needs pull-requests: write/],
    [422, "Validation Failed", /answered 422/],
    [401, "Bad credentials", /answered 401/],
  ])("that GitHub refuses with %i is a notice, and the step stays green", async (status, message, said) => {
    await using server = await startCommentsServer();
    await using request = await pullRequest(server);
    await request.change({ "dist/a.html": "new" });
    server.refuse(/^POST \/repos/, { status, message });
    const run = await request.run();
    expect([run.exitCode, run.outputs["verdict"]]).toEqual([0, "dry-run"]);
    expect(notices(run).join("\n")).toMatch(said);
    expect(server.requests.filter((one) => one.startsWith("POST /repos")).length).toBe(1);
  });

  it("is a notice where the server is in trouble, and is not posted twice", async () => {
    await using server = await startCommentsServer();
    await using request = await pullRequest(server);
    await request.change({ "dist/a.html": "new" });
    server.refuse(/^POST \/repos/, { status: 502, message: "Bad gateway" });
    const run = await request.run();
    expect([run.exitCode, notices(run).length]).toEqual([0, 1]);
    expect(server.requests.filter((one) => one.startsWith("POST /repos")).length).toBe(1);
  });

  it("is nothing outside pull requests, without a request, and says why", async () => {
    await using server = await startCommentsServer();
    await using request = await pullRequest(server);
    const event = { name: "push", payload: { repository: { full_name: "octo-org/site" } } };
    const run = await request.run({ event, with: { "dry-run": "true", base: "HEAD" } });
    expect(run.log.filter((line) => line.includes("Comment: none"))).toEqual([
      expect.stringMatching(/belongs to no pull request \(event push\)/),
    ]);
    expect(server.requests).toEqual([]);
  });

  it("calls nobody, refers to nothing, has no secret and keeps within GitHub's bound", async () => {
    await using server = await startCommentsServer();
    const secret = "hunter2-hunter2-hunter2";
    const names = [
      "@octocat #1 GH-2 <img src=x> [a](https:x) `b`",
      `${secret}`,
      ...Array.from({ length: 700 }, (_, n) => `${"@x".repeat(90)}${n}`),
    ];
    const files = (content: string) => Object.fromEntries(names.map((name) => [`dist/${name}.html`, content]));
    await using request = await pullRequest(server, files("old"));
    await request.change(files("new"));
    await request.run({ with: { "api-key": secret, "max-purges": "5000" } });
    const [{ body } = { body: "" }] = server.comments;
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/in the run's summary|the run's summary has the rest/);
    const outsideCode = body.replace(/<code>.*?<\/code>/gs, "").replace(/<[^>]*>/g, "");
    for (const found of [/(?:@|&#64;)(?!&#8203;)/, /&#35;(?!&#8203;)/, /\bGH-\d/, /img/])
      expect(outsideCode).not.toMatch(found);
    for (const found of [/@/, /<img/, /hunter2/]) expect(body).not.toMatch(found);
  });
});
