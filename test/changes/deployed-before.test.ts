import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGit } from "../../src/adapters/git/git.ts";
import { createDeployments } from "../../src/adapters/github/deployments.ts";
import { type Base, type BaseQuestion, chooseBase } from "../../src/changes/git/choose-base.ts";
import type { Git } from "../../src/ports/git.ts";
import type { Runner } from "../../src/ports/runner.ts";
import { startGitHubServer, type TestDeployment } from "../support/github-server.ts";
import { createRepository, gitTestEnvironment, type TestRepository } from "../support/repository.ts";
import { pushEvent, runnerWith } from "../support/runner.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";

const TOKEN = "ghs_0123456789abcdefghijklmnopqrstuvwxyz";
const ZEROS = "0".repeat(40);
const DONE = ["in_progress", "success"];
const BY_HAND: Runner["event"] = { name: "workflow_dispatch", payload: {} };

type More = Partial<Pick<BaseQuestion, "base" | "remembered">> & {
  readonly event?: Runner["event"];
  readonly runner?: Partial<Runner>;
  readonly token?: string | undefined;
};

/** Four commits of one line, HEAD the last, in a real repository that all tests read. */
let repository: TestRepository;
let opened: NonNullable<Awaited<ReturnType<Git["open"]>>>;
const commits: string[] = [];

beforeAll(async () => {
  repository = await createRepository();
  for (const text of ["1", "2", "3", "4"]) {
    await repository.write({ a: text });
    commits.push(await repository.commit());
  }
  const environment = gitTestEnvironment();
  const found = await createGit({ workspace: repository.root, environment, onSecret: () => undefined }).open(".");
  if (found === undefined) throw new Error("no repository");
  opened = found;
});
afterAll(() => repository.close());

/** The repository with GitHub's API in front of it, which knows no deployments yet. */
async function history() {
  const server = await startGitHubServer(repository);
  const [first = "", second = "", third = "", head = ""] = commits;
  return {
    ...{ server, first, second, third, head },
    deployed(...deployments: readonly TestDeployment[]) {
      server.deployments.push(...deployments);
    },
    async choose({ event = BY_HAND, runner = {}, ...more }: More = {}): Promise<Base> {
      const api = { apiUrl: server.url, repository: "octo/site", clock: createVirtualClock() };
      const { token = TOKEN, ...question } = "token" in more ? { ...more, token: more.token ?? "" } : more;
      const deployments = createDeployments({ ...api, token: token === "" ? undefined : token });
      return chooseBase({
        head,
        repository: opened,
        runner: { ...runnerWith(event), sha: head, runId: "77", ...runner },
        deployed: { environment: "production", deployments },
        ...question,
      });
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
    },
  };
}

function notesOf(base: Base): string {
  return (base.notes ?? []).join(" ");
}

describe("the last successful deployment", () => {
  it.each<readonly [string, Runner["event"], Partial<Runner>]>([
    ...["workflow_dispatch", "schedule", "release", "repository_dispatch", "create", "page_build", "workflow_run"].map(
      (name) => [name, { name, payload: {} }, {}] as const,
    ),
    ["a push that creates a tag", { name: "push", payload: { before: ZEROS } }, { ref: "refs/tags/v1" }],
    ["a push whose base is gone", { name: "push", payload: { before: "a".repeat(40) } }, {}],
    ["a re-run of a push", { name: "push", payload: { before: "b".repeat(40) } }, { runAttempt: 2 }],
  ])("is the base where the event names none: %s", async (_, { name, payload }, runner) => {
    await using site = await history();
    site.deployed({ sha: site.first, states: DONE }, { sha: site.second, states: [...DONE, "inactive"] });
    const event = name === "push" ? pushEvent("", site.head, payload) : { name, payload };
    const base = await site.choose({ event, runner });
    expect(base).toMatchObject({ commit: site.second });
    expect(notesOf(base)).toMatch(/ GitHub's last successful deployment to "production" of another commit/);
    expect(notesOf(await site.choose({ event, runner }))).toMatch(/^(?:A |The |This )/);
    expect(new Set(site.server.authorizations)).toEqual(new Set([`token ${TOKEN}`]));
  });

  it("passes over what failed, never ended, was a preview or another task, or went elsewhere", async () => {
    await using site = await history();
    const { second, third } = site;
    site.deployed(
      { sha: second, states: DONE },
      ...[["failure"], ["error", "inactive"], ["in_progress"], ["queued"], []].map((states) => ({
        sha: third,
        states,
      })),
      { sha: third, states: DONE, environment: "staging" },
      { sha: third, states: DONE, task: "deploy:migrations" },
      { sha: third, states: DONE, isTransient: true },
    );
    expect(await site.choose()).toMatchObject({ commit: second });
  });

  it("is found on a later page", async () => {
    await using site = await history();
    const failed = Array.from({ length: 60 }, () => ({ sha: site.third, states: ["failure"] }));
    const previews = Array.from({ length: 150 }, () => ({ sha: site.third, states: DONE, isTransient: true }));
    site.deployed({ sha: site.second, states: DONE }, ...failed, ...previews);
    expect(await site.choose()).toMatchObject({ commit: site.second });
    expect(site.server.requests.filter((path) => path.includes("page=3"))).toHaveLength(1);
    site.deployed(...failed);
    expect(notesOf(await site.choose())).toContain("none of the 100 deployments that were read succeeded");
  });

  it("is never this very deploy, whoever made it", async () => {
    await using site = await history();
    const { second, third, head } = site;
    site.deployed({ sha: second, states: DONE }, { sha: head, states: DONE });
    expect(await site.choose()).toMatchObject({ commit: second });
    // A newer one that succeeded meanwhile is not what was live before this run's own.
    site.deployed({ sha: head, states: ["in_progress"], runId: "77" }, { sha: third, states: DONE, runId: "78" });
    expect(await site.choose()).toMatchObject({ commit: second });
    // Without one of its own it is a rollback from that newer one.
    expect(await site.choose({ runner: { runId: "7" } })).toMatchObject({ commit: third });
  });

  it("is one before the deployment that started the run", async () => {
    await using site = await history();
    site.deployed(...[site.first, site.second, site.head, site.third].map((sha) => ({ sha, states: DONE })));
    const event = (id: number) => ({ name: "deployment_status", payload: { deployment: { id, sha: site.head } } });
    expect(await site.choose({ event: event(3) })).toMatchObject({ commit: site.second });
    expect(await site.choose({ event: event(2) })).toMatchObject({ commit: site.first });
    expect(await site.choose({ event: event(1) })).toHaveProperty("none");
  });
});

describe("GitHub's deployments are not requested", () => {
  it("where the user, the memory or the event says what was live, or a plan is made for a request", async () => {
    await using site = await history();
    const { first, second, third, head } = site;
    site.deployed({ sha: first, states: DONE });
    expect(await site.choose({ base: third })).toMatchObject({ commit: third });
    expect(await site.choose({ remembered: { commit: third } })).toMatchObject({ commit: third });
    expect(await site.choose({ remembered: {} })).toHaveProperty("none");
    expect(await site.choose({ event: pushEvent(second, head) })).toMatchObject({ commit: second });
    for (const name of ["pull_request", "merge_group"]) {
      expect(await site.choose({ event: { name, payload: {} } })).toHaveProperty("none");
    }
    expect(site.server.requests).toEqual([]);
  });
});

describe("where deployments name no commit, a note says so and everything counts as changed", () => {
  const expectNote = (base: Base, why: RegExp): void => {
    expect(base).toMatchObject({ none: "a run that was started by hand does not say what was live before it" });
    expect(notesOf(base)).toMatch(/^GitHub's deployments were requested, and do not say it: [^\n]*\.$/);
    expect(notesOf(base)).toMatch(why);
  };

  it.each([403, 404, 401])("without the permission: %i", async (status) => {
    await using site = await history();
    site.deployed({ sha: site.first, states: DONE });
    site.server.fail({ status, message: "Resource not accessible\n::error::by integration" });
    expectNote(await site.choose(), new RegExp(`API answered ${status}: Resource.*needs deployments: read`));
    expect(site.server.requests).toHaveLength(1);
  });

  it("when the statuses cannot be had, or the API is in trouble for longer", async () => {
    await using site = await history();
    site.deployed({ sha: site.first, states: DONE });
    site.server.fail(...Array.from({ length: 3 }, () => ({ status: 502 })));
    expectNote(await site.choose(), /API answered 502/);
    site.server.fail({ status: 503 });
    expect(await site.choose()).toMatchObject({ commit: site.first });
  });

  it("when there is none, or none that succeeded", async () => {
    await using site = await history();
    expectNote(await site.choose(), /GitHub knows no deployment to "production"/);
    site.deployed({ sha: site.head, states: DONE }, { sha: site.first, states: ["failure"] });
    expectNote(
      await site.choose(),
      /none of the 2 newest deployments .* succeeded before this one, with another commit/,
    );
  });

  it("when its commit is gone, or is none: an older one is no answer", async () => {
    await using site = await history();
    site.deployed({ sha: site.first, states: DONE }, { sha: "d".repeat(40), states: DONE });
    expectNote(await site.choose(), /dddddddddd, is not in the checkout and could not be fetched/);
    site.deployed({ sha: "--output=x", states: DONE });
    expectNote(await site.choose(), /names no commit/);
  });

  it("when an answer is no list of deployments", async () => {
    await using site = await history();
    site.deployed({ sha: 7 as unknown as string, states: DONE });
    expectNote(await site.choose(), /no list of deployments/);
  });

  it("without a token, and without a request", async () => {
    await using site = await history();
    site.deployed({ sha: site.first, states: DONE });
    expectNote(await site.choose({ token: undefined }), /github-token is empty/);
    expect(site.server.requests).toEqual([]);
  });

  it("when the files come from another commit than the run's", async () => {
    await using site = await history();
    site.deployed({ sha: site.first, states: DONE });
    expectNote(await site.choose({ runner: { sha: site.third } }), /the files come from commit/);
  });

  it("when a job that follows another workflow makes deployments of its own: they name the wrong commits", async () => {
    await using site = await history();
    const event = { name: "workflow_run", payload: { workflow_run: { head_sha: site.head } } };
    site.deployed({ sha: site.first, states: DONE }, { sha: site.third, states: ["in_progress"], runId: "77" });
    const base = await site.choose({ event, runner: { sha: site.third } });
    expect(base).toHaveProperty("none");
    expect(notesOf(base)).toContain("name the tip of the default branch");
    expect(await site.choose({ event, runner: { sha: site.third, runId: "78" } })).toMatchObject({
      commit: site.first,
    });
  });
});
