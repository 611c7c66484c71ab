import { describe, expect, it } from "vitest";
import { startGitHubServer } from "../support/github-server.ts";
import { cloneRepository, gitIn, temporaryFolder } from "../support/repository.ts";
import { pushOf } from "../support/site.ts";
import { reportOf, setStage } from "../support/stage.ts";

const ZERO = "0".repeat(40);

describe.concurrent("without a commit to compare with", () => {
  it("purges everything below the site's URL once, and says why: the first push", async () => {
    await using stage = await setStage("batoff");
    const run = await stage.run({ event: pushOf({ base: ZERO, head: stage.site.head }) });

    expect(run.exitCode).toBe(0);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual(stage.unchanged);
    expect(stage.sandbox.api.purges()).toEqual([{ prefixes: [`${stage.sandbox.edge.url}/`] }]);
    expect(run.log.join("\n")).toContain("the push created its branch or tag");
    expect(run.summary).toContain("the push created its branch or tag");
    expect(run.outputs["widened"]).toBe("true");
  });

  it("never means more than what lies below the base path", async () => {
    await using stage = await setStage("batoff");
    const { edge, api } = stage.sandbox;
    const run = await stage.run({
      with: { "site-url": `${edge.url}/about/` },
      event: pushOf({ base: ZERO, head: stage.site.head }),
    });

    expect(run.exitCode).toBe(0);
    expect(api.purges()).toEqual(
      expect.arrayContaining([{ prefixes: [`${edge.url}/about/`] }, { urls: [`${edge.url}/about`] }]),
    );
    expect(api.purges()).toHaveLength(2);
    expect(await stage.stale(["/about/"])).toEqual([]);
    expect(stage.evicted()).toEqual([]);
  });

  it.each([
    ["workflow_dispatch", {}, "started by hand"],
    ["schedule", {}, "scheduled run"],
  ])("does not fall back to the last commit: %s", async (name, payload, why) => {
    await using stage = await setStage("paradarum");
    const run = await stage.run({ event: { name, payload } });

    expect(run.exitCode).toBe(0);
    expect(run.log.join("\n")).toContain(why);
    expect((await reportOf(run)).destinations[0]?.changes.everything).toContain(why);
    expect(stage.sandbox.api.purges()).toEqual([expect.objectContaining({ type: "All" })]);
    expect(await stage.stale()).toEqual([]);
  });

  it("spells everything out where the provider knows pages only", async () => {
    await using stage = await setStage("hado");
    const run = await stage.run({ event: { name: "workflow_dispatch", payload: {} } });

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

describe.concurrent("what GitHub lists as deployed", () => {
  const BY_HAND = { name: "workflow_dispatch", payload: { repository: { full_name: "octo/site" } } };
  const DONE = ["in_progress", "success"];

  /** The first commit was deployed to staging, and the second one has just been. */
  async function deployedStage() {
    const stage = await setStage("batoff");
    const { repository, base, head } = stage.site;
    const server = await startGitHubServer(repository);
    server.deployments.push(
      ...[base, head].map((sha) => ({ sha, states: DONE, environment: "staging" })),
      // What another environment got is no base here.
      { sha: head, states: DONE, environment: "production" },
    );
    const run = (inputs: Readonly<Record<string, string>>) =>
      stage.run({
        event: BY_HAND,
        with: { environment: "staging", ...inputs },
        github: { api_url: server.url, sha: head },
      });
    return {
      ...{ stage, server, run },
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]();
        await stage[Symbol.asyncDispose]();
      },
    };
  }

  it.each([{ state: "none" }, { state: "file:../memory", "on-missing-state": "last-push" }])(
    "is the base of a run that is started by hand, with %j",
    async (inputs) => {
      await using site = await deployedStage();
      await using folder = await temporaryFolder();
      const state = inputs.state === "none" ? "none" : `file:${folder.path}/record`;
      const run = await site.run({ ...inputs, state });

      expect([run.exitCode, run.outputs["changed-files"], run.outputs["widened"]]).toEqual([0, "6", "false"]);
      expect(run.log.join("\n")).toMatch(/last successful deployment to "staging".*\n/);
      expect(await site.stage.stale()).toEqual([]);
      expect(site.stage.evicted()).toEqual([]);
    },
  );

  it("is not requested where a memory was to be had, or is lost", async () => {
    await using site = await deployedStage();
    await using folder = await temporaryFolder();
    for (const state of ["auto", `file:${folder.path}/record`]) {
      const run = await site.run({ state, "dry-run": "true" });
      expect([run.exitCode, run.outputs["widened"]]).toEqual([0, "true"]);
    }
    expect(site.server.requests).toEqual([]);
  });

  it("is left, with a line in the log, where the token may not read it: everything is purged", async () => {
    await using site = await deployedStage();
    site.server.fail({ status: 403, message: "Resource not accessible by integration" });
    const run = await site.run({ state: "none" });

    expect([run.exitCode, run.outputs["widened"]]).toEqual([0, "true"]);
    expect(run.log.join("\n")).toMatch(/deployments were requested.* 403: .*needs deployments: read/);
    expect(await site.stage.stale()).toEqual([]);
  });
});
