import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { afterAll, describe, expect, it } from "vitest";
import { TOUR } from "../../sandbox/demo-tour.ts";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import { traitsOf } from "../../sandbox/traits.ts";
import { once } from "../../src/lib/once.ts";
import { inSteps } from "../support/caches.ts";
import { BUILD_DIR, pushOf } from "../support/site.ts";
import { reportOf, type Stage, setStage } from "../support/stage.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import type { ActionRun } from "./action-run.ts";
import { foreignCommands } from "./commands.ts";
import type { ActionResult } from "./runner.ts";

/** Does the vendor's own status confirm, or does its answer mean that the copy is gone? */
function isConfirmed(provider: ProviderId): boolean {
  const { pending, settlesMs } = traitsOf(provider);
  return pending !== undefined || settlesMs === 0;
}

/** What has no purge of a URL: see tags.e2e.test.ts. */
const TAGS_ALONE: readonly string[] = ["netlify", "vercel"];
/** One that confirms, and one that does not, have a step of their own. */
const BY_THEMSELVES = ["batoff", "paradarum"] as const;
const TOGETHER = TOUR.filter((id) => ![...TAGS_ALONE, ...BY_THEMSELVES].includes(id));

/** As many of these in one step as keep it quick. One instruction a request, two requests a second: patterns do so at F5. */
const stepsOf = (ids: readonly ProviderId[]) =>
  inSteps(
    Object.fromEntries(
      ids.map((provider) => [provider, { provider, inputs: provider === "f5xc" ? { "purge-by": "regex" } : {} }]),
    ),
    { atOnce: 8 },
  );
/** Those that confirm and those that do not: of either a step says what it says of each. */
const confirming = stepsOf(TOGETHER.filter(isConfirmed));
const silent = stepsOf(TOGETHER.filter((id) => !isConfirmed(id)));
const started = once(() => Promise.all([confirming.start(), silent.start()]));

function stepOf(id: ProviderId) {
  return (isConfirmed(id) ? confirming : silent).of(id);
}

const pathsOf = (urls: readonly string[]) => [...new Set(urls.map((url) => new URL(url).pathname))].sort();

async function purgedUrls({ outputs }: ActionResult): Promise<readonly string[]> {
  return (await readFile(outputs["urls-file"] ?? "", "utf8")).trimEnd().split("\n");
}

/** What a step says that purged at all of these, and nothing else. */
async function expectPurged(run: ActionResult, stages: readonly Stage[]): Promise<void> {
  const isSure = stages.every(({ sandbox: { provider } }) => isConfirmed(provider));
  const sum = (numbers: readonly number[]) => String(numbers.reduce((total, one) => total + one, 0));
  expect(run.log.join("\n")).toContain("Verdict: purged.");
  expect([run.exitCode, run.conclusion, run.errors]).toEqual([0, "success", []]);
  expect(foreignCommands(run)).toEqual([]);
  expect(run.outputs).toMatchObject({
    verdict: "purged",
    "changed-files": "6",
    "changed-urls": sum(stages.map(({ changed }) => changed.length)),
    "owed-count": "0",
    "request-count": sum(stages.map(({ sandbox }) => sandbox.api.requests.length)),
    confirmed: String(isSure),
    widened: "false",
    "error-code": "",
  });
  const { destinations } = await reportOf(run);
  expect(destinations.length).toBe(stages.length);
  expect(run.outputs["purged-count"]).toBe(sum(destinations.map(({ purged }) => purged)));
  expect(JSON.parse(run.outputs["task-ids"] ?? "")).toEqual(destinations.flatMap(({ taskIds }) => taskIds));
  expect(run.summary).toContain("about/index.html");
  expect(run.summary).toContain(isSure ? "confirmed by " : "not confirmed");
}

afterAll(() => Promise.all([confirming.end(), silent.end()]));

describe.concurrent("a push, from its diff to the edge", () => {
  // First, since it waits longest: for all of them.
  it("is said of a step with others as a whole", async () => {
    await started();
    for (const run of new Set(TOGETHER.map((id) => stepOf(id).run)))
      await expectPurged(
        run,
        run.report.destinations.map(({ provider }) => stepOf(provider as ProviderId).stage),
      );
  }, 120_000);

  it.each(BY_THEMSELVES)("leaves nothing stale at %s, and nothing else touched", async (provider) => {
    await using stage = await setStage(provider);
    const run = await stage.run();

    await expectPurged(run, [stage]);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    const report = await reportOf(run);
    expect(report.destinations[0]).toMatchObject({ provider, verdict: "purged", owed: 0, failures: [] });
    expect(pathsOf(await purgedUrls(run))).toEqual([...stage.changed].sort());
  });
});

describe.concurrent("what a push changed", () => {
  it("sends nothing when nothing of the build changed, and is green", async () => {
    const build = new Map([["index.html", "home"]]);
    await using stage = await setStage("batoff", { before: build, after: build });
    const { repository } = stage.site;
    await repository.write({ "README.md": "not deployed" });
    const head = await repository.commit();
    const run = await stage.run({ event: pushOf({ base: stage.site.head, head }) });

    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: "nothing-to-purge", "changed-files": "0", "request-count": "0" });
    expect(run.log.join("\n")).toContain("nothing was sent");
    expect(stage.sandbox.api.requests).toEqual([]);
  });

  it("purges the old URL of a renamed file", async () => {
    const page = "the same content, long enough that git would see a rename\n".repeat(20);
    await using stage = await setStage("paradarum", {
      before: new Map([["old.html", page]]),
      after: new Map([["new/index.html", page]]),
    });
    const run = await stage.run();

    expect(run.exitCode).toBe(0);
    expect(await stage.stale()).toEqual([]);
    expect(stage.sandbox.api.purges()).toEqual(
      expect.arrayContaining(
        ["/old.html", "/new/", "/new", "/new/index.html"].map((value) => expect.objectContaining({ value })),
      ),
    );
  });

  it("maps files below a base path, and folders only in the style that has them", async () => {
    await using stage = await setStage("paradarum");
    const run = await stage.run({
      with: { "site-url": `${stage.sandbox.edge.url}/loans/`, "url-style": "exact", include: "about/**" },
    });

    expect(run.exitCode).toBe(0);
    expect(stage.sandbox.api.purges()).toEqual([expect.objectContaining({ value: "/loans/about/index.html" })]);
  });

  it("counts what lies outside the build, and does not purge it", async () => {
    await using stage = await setStage("5centscdn");
    const { repository, head } = stage.site;
    await repository.write({ "src/app.ts": "x", [`${BUILD_DIR}/index.html`]: "home, new" });
    const next = await repository.commit();
    const run = await stage.run({ event: pushOf({ base: head, head: next }) });

    expect(run.outputs["changed-files"]).toBe("1");
    expect((await reportOf(run)).destinations[0]?.changes.ignored).toBe(1);
    expect(stage.sandbox.api.purges()).toEqual([{ files: ["/", "/index.html"] }]);
  });

  it("plans a pull request without a key, and sends nothing", async () => {
    await using stage = await setStage("batoff");
    const run = await stage.run({
      with: { "api-key": undefined, "api-secret": undefined },
      event: { name: "pull_request", payload: { pull_request: { base: { sha: stage.site.base } } } },
    });

    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({
      verdict: "dry-run",
      "changed-urls": String(stage.changed.length),
      "purged-count": "0",
      "request-count": "0",
    });
    expect(stage.sandbox.api.requests).toEqual([]);
    expect(run.summary).toContain("/fresh/");
  });

  const SKIPPED: readonly (readonly [string, NonNullable<ActionRun["event"]>, Readonly<Record<string, string>>])[] = [
    [
      "a deployment to another environment",
      {
        name: "deployment_status",
        payload: { deployment_status: { state: "success" }, deployment: { environment: "Preview" } },
      },
      {},
    ],
    [
      "a workflow that ran for another branch",
      {
        name: "workflow_run",
        payload: {
          workflow_run: { conclusion: "success", event: "push", head_branch: "feature" },
          repository: { default_branch: "main" },
        },
      },
      {},
    ],
    ["a build of GitHub Pages that failed", { name: "page_build", payload: { build: { status: "errored" } } }, {}],
    [
      "a pull request that was closed unmerged",
      { name: "pull_request", payload: { action: "closed", pull_request: { merged: false } } },
      { "dry-run": "false" },
    ],
    ["a push that deleted a branch", { name: "push", payload: { deleted: true, after: "0".repeat(40) } }, {}],
    [
      "a commit's status on another branch",
      {
        name: "status",
        payload: {
          state: "success",
          branches: [{ name: "feature" }],
          repository: { default_branch: "main" },
        },
      },
      {},
    ],
    ["a deploy that failed", { name: "workflow_run", payload: { workflow_run: { conclusion: "failure" } } }, {}],
  ];

  /** Each of them on one site, one after the other, and then a deploy. */
  const skips = once(async () => {
    await using stage = await setStage("batoff");
    const record = `${await makeTempFolder("record-")}/record`;
    const state = { state: `file:${record}`, "on-missing-state": "last-push" };
    const seen = new Map<string, object>();
    for (const [name, event, more] of SKIPPED) {
      const { exitCode, outputs } = await stage.run({ event, with: { ...state, ...more } });
      const { verdict, confirmed } = outputs;
      const sent = stage.sandbox.api.requests.length;
      seen.set(name, { exitCode, verdict, confirmed, sent, isRemembered: existsSync(record) });
    }
    const deploy = await stage.run({ with: state });
    return { seen, deploy, stale: await stage.stale(), evicted: stage.evicted() };
  });

  it.each(SKIPPED)("is skipped, and left to the next deploy, after %s", async (name) => {
    expect((await skips()).seen.get(name)).toEqual({
      exitCode: 0,
      verdict: "skipped",
      confirmed: "false",
      sent: 0,
      isRemembered: false,
    });
  });

  it("is purged by a deploy that comes after all of these", async () => {
    const { deploy, stale, evicted } = await skips();
    expect(deploy.outputs).toMatchObject({ verdict: "purged", "changed-files": "6", widened: "false" });
    expect([stale, evicted]).toEqual([[], []]);
  });

  const PREVIEWS = [
    ["pull_request", { action: "synchronize", pull_request: { merged: false } }],
    ["merge_group", { action: "checks_requested" }],
  ] as const;

  /** From one adopted deploy, for each of these: a preview that purges, and the deploy; at the end, previews elsewhere. */
  const previews = once(async () => {
    await using stage = await setStage("batoff");
    const record = `${await makeTempFolder("record-")}/record`;
    const state = { state: `file:${record}`, "on-missing-state": "last-push" };
    const { base, repository } = stage.site;
    await repository.git("checkout", "--quiet", base);
    await stage.run({
      with: { ...state, "on-missing-state": "adopt" },
      event: { name: "workflow_dispatch", payload: {} },
    });
    await repository.git("checkout", "--quiet", "main");
    const adopted = await readFile(record);
    const seen = new Map<string, { preview: ActionResult; deploy: ActionResult; sent: number }>();
    for (const [name, payload] of PREVIEWS) {
      await writeFile(record, adopted);
      const event = { name, payload };
      const preview = await stage.run({ with: { ...state, "dry-run": "false" }, event });
      const sent = stage.sandbox.api.requests.length;
      const deploy = await stage.run({ with: state });
      const sentByDeploy = stage.sandbox.api.requests.length - sent;
      seen.set(name, { preview, deploy, sent: sentByDeploy });
    }
    const evicted = stage.evicted();
    const deployed = await readFile(record);
    const named = new Map<string, ActionResult>();
    for (const [name, payload] of PREVIEWS) {
      const inputs = { ...state, environment: "staging", "dry-run": "false" };
      await writeFile(record, deployed);
      named.set(name, await stage.run({ with: inputs, event: { name, payload } }));
    }
    return { seen, evicted, named };
  });

  it.each(PREVIEWS)("lets the next deploy purge again what %s purged before it went live", async (name) => {
    const { seen, evicted, named } = await previews();
    const runs = seen.get(name);
    const log = runs?.preview.log.join("\n");
    expect(runs?.preview.outputs, log).toMatchObject({ verdict: "purged", confirmed: "true" });
    expect(log).toContain("stays owed to the next deploy");

    // A build of its own was previewed: here the edge holds the old pages still, or again.
    expect(runs?.deploy.outputs["verdict"]).toBe("purged");
    expect(runs?.sent).toBeGreaterThan(0);
    expect(evicted).toEqual([]);
    expect(named.get(name)?.log.join("\n")).not.toContain("stays owed to the next deploy");
  });
});

describe.concurrent("a push, in a step with others", () => {
  it.each(TOGETHER)("leaves nothing stale at %s, and nothing else touched", async (provider) => {
    await started();
    const { stage, run } = stepOf(provider);

    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    const { changes, plan, ...destination } = run.of(provider);
    expect(destination).toMatchObject({
      ...{ provider, verdict: "purged", owed: 0, failures: [] },
      requests: stage.sandbox.api.requests.length,
      confirmed: isConfirmed(provider),
    });
    expect([changes.files.length, destination.changedUrls.length]).toEqual([6, stage.changed.length]);
    expect(destination.purged).toBe(plan.instructions);
    expect(plan.translations.filter(({ how }) => how === "widening")).toEqual([]);
    const { origin } = new URL(stage.sandbox.edge.url);
    const own = (await purgedUrls(run)).filter((url) => new URL(url).origin === origin);
    expect(pathsOf(own)).toEqual([...stage.changed].sort());
  });
});
