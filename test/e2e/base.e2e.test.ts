import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CachesRun, inSteps, type Steps } from "../support/caches.ts";
import { type GitHubServer, startGitHubServer } from "../support/github-server.ts";
import { cloneRepository, gitIn, temporaryFolder } from "../support/repository.ts";
import { pushOf, type Site } from "../support/site.ts";
import { setStage } from "../support/stage.ts";

const ZERO = "0".repeat(40);

/** All steps of this file, which run at the same time. */
const all: Steps[] = [];
beforeAll(() => Promise.all(all.map((steps) => steps.start())));
afterAll(() => Promise.all(all.map((steps) => steps.end())));

/** One step for these caches. */
function together(...given: Parameters<typeof inSteps>): Steps["of"] {
  const steps = inSteps(...given);
  all.push(steps);
  return steps.of;
}

const BY_HAND = { name: "workflow_dispatch", payload: { repository: { full_name: "octo/site" } } };

const firstPush = together(
  {
    whole: { provider: "batoff" },
    below: { provider: "batoff", inputs: ({ sandbox }) => ({ "site-url": `${sandbox.edge.url}/about/` }) },
  },
  { run: ({ head }) => ({ event: pushOf({ base: ZERO, head }) }) },
);
const byHand = together(
  { everything: { provider: "paradarum" }, pages: { provider: "hado" } },
  { run: { event: BY_HAND } },
);
const scheduled = together(
  { everything: { provider: "paradarum" } },
  { run: { event: { name: "schedule", payload: {} } } },
);

function isWidened({ plan }: ReturnType<CachesRun["of"]>): boolean {
  return plan.translations.some(({ how }) => how === "widening");
}

describe("without a commit to compare with", () => {
  it("purges everything below the site's URL once, and says why: the first push", async () => {
    const { stage, run } = firstPush("whole");

    expect(run.exitCode).toBe(0);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual(stage.unchanged);
    expect(stage.sandbox.api.purges()).toEqual([{ prefixes: [`${stage.sandbox.edge.url}/`] }]);
    expect(run.logOf("whole").join("\n")).toContain("the push created its branch or tag");
    expect(run.summary).toContain("the push created its branch or tag");
    expect(run.outputs["widened"]).toBe("true");
    expect(isWidened(run.of("whole"))).toBe(true);
  });

  it("never means more than what lies below the base path", async () => {
    const { stage, run } = firstPush("below");
    const { edge, api } = stage.sandbox;

    expect(run.exitCode).toBe(0);
    expect(api.purges()).toEqual(
      expect.arrayContaining([{ prefixes: [`${edge.url}/about/`] }, { urls: [`${edge.url}/about`] }]),
    );
    expect(api.purges()).toHaveLength(2);
    expect(await stage.stale(["/about/"])).toEqual([]);
    expect(stage.evicted()).toEqual([]);
  });

  it.each([
    ["workflow_dispatch", byHand, "started by hand"],
    ["schedule", scheduled, "scheduled run"],
  ])("does not fall back to the last commit: %s", async (_, of, why) => {
    const { stage, run } = of("everything");

    expect(run.exitCode).toBe(0);
    expect(run.log.filter((line) => !line.includes("[pages]")).join("\n")).toContain(why);
    expect(run.of("everything").changes.everything).toContain(why);
    expect(stage.sandbox.api.purges()).toEqual([expect.objectContaining({ type: "All" })]);
    expect(await stage.stale()).toEqual([]);
  });

  it("spells everything out where the provider knows pages only", () => {
    const { stage, run } = byHand("pages");

    expect(run.exitCode).toBe(0);
    const paths = stage.sandbox.api.purges().map((purge) => (purge as { path: string }).path);
    expect(paths.toSorted()).toEqual(["/", "/about-us/", "/about/", "/fresh/", "/new-name.html"]);
  });
});

describe.concurrent("a shallow checkout", () => {
  it("gets the base from its remote, by id", async () => {
    await using stage = await setStage("batoff");
    await using folder = await temporaryFolder();
    const origin = `${folder.path}/origin.git`;
    await gitIn(folder.path, "clone", "--quiet", "--bare", stage.site.repository.root, origin);
    await gitIn(origin, "config", "uploadpack.allowFilter", "true");
    await gitIn(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
    await using checkout = await cloneRepository(`file://${origin}`, "--depth=1");
    expect(await checkout.git("rev-list", "--all", "--count")).toBe("1");
    const config = await checkout.git("config", "--list", "--local");
    const run = await stage.run({ workspace: checkout.root });

    expect(run.log.join("\n")).toContain("was fetched by its id");
    expect([run.exitCode, run.outputs["changed-files"], run.outputs["widened"]]).toEqual([0, "6", "false"]);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    expect(await checkout.git("config", "--list", "--local")).toBe(config);
  });

  it("whose base is nowhere to be had purges everything, and says so", async () => {
    await using stage = await setStage("batoff");
    const run = await stage.run({ event: pushOf({ base: "1".repeat(40), head: stage.site.head }) });

    expect(run.exitCode).toBe(0);
    expect(run.log.join("\n")).toContain("could not be fetched");
    expect(await stage.stale([...stage.changed, ...stage.unchanged])).toEqual([]);
  });
});

/** The first commit was deployed to staging, and the second one has just been. */
async function listDeployments({ repository, base, head }: Site) {
  const server = await startGitHubServer(repository);
  const states = ["in_progress", "success"];
  server.deployments.push(
    ...[base, head].map((sha) => ({ sha, states, environment: "staging" })),
    // What another environment got is no base here.
    { sha: head, states, environment: "production" },
  );
  servers.push(server);
  return { server, run: { event: BY_HAND, github: { api_url: server.url, sha: head } } };
}
const servers: GitHubServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server[Symbol.asyncDispose]())));

const STAGING = { environment: "staging" };

const deployed = together(
  {
    none: { provider: "batoff", inputs: { ...STAGING, state: "none" } },
    remembered: {
      provider: "batoff",
      inputs: { ...STAGING, state: "file:memory/record", "on-missing-state": "last-push" },
    },
  },
  { run: async (site) => (await listDeployments(site)).run },
);

let requestsOfPlans: readonly string[] | undefined;
const planned = together(
  {
    auto: { provider: "batoff", inputs: { ...STAGING, state: "auto" } },
    lost: { provider: "batoff", inputs: { ...STAGING, state: "file:memory/record" } },
  },
  {
    run: async (site) => {
      const { server, run } = await listDeployments(site);
      requestsOfPlans = server.requests;
      return { ...run, with: { "dry-run": "true" } };
    },
  },
);

describe("what GitHub lists as deployed", () => {
  it.each(["none", "remembered"])("is the base of a run that is started by hand: %s", async (name) => {
    const { stage, run } = deployed(name);
    const { changes, ...part } = run.of(name);

    expect([run.exitCode, changes.files.length, isWidened({ changes, ...part })]).toEqual([0, 6, false]);
    expect(run.logOf(name).join("\n")).toMatch(/last successful deployment to "staging".*\n/);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
  });

  it.each(["auto", "lost"])("is not requested where a memory was to be had, or is lost: %s", (name) => {
    const { run } = planned(name);
    expect([run.exitCode, isWidened(run.of(name))]).toEqual([0, true]);
    expect(requestsOfPlans).toEqual([]);
  });

  it("is left, with a line in the log, where the token may not read it: everything is purged", async () => {
    await using stage = await setStage("batoff");
    const { server, run: more } = await listDeployments(stage.site);
    server.fail({ status: 403, message: "Resource not accessible by integration" });
    const run = await stage.run({ ...more, with: { ...STAGING, state: "none" } });

    expect([run.exitCode, run.outputs["widened"]]).toEqual([0, "true"]);
    expect(run.log.join("\n")).toMatch(/deployments were requested.* 403: .*needs deployments: read/);
    expect(await stage.stale()).toEqual([]);
  });
});
