import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../../sandbox/start.ts";
import { once } from "../../src/lib/once.ts";
import { startGitServer } from "../support/git-server.ts";
import { BUILD_DIR, inputsFor, staleOf, urlsOf } from "../support/site.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { writeFiles } from "../support/write-files.ts";
import { repeatDeploys, until } from "./repeated-deploys.ts";
import type { ActionResult } from "./runner.ts";
import { type OwnSite, refusedTogether, type SiteStep, sideBySide } from "./side-by-side.ts";

const PAGES = { "index.html": "home", "a.html": "old", "d/index.html": "same" };
const A = { ...PAGES, ".htaccess": "old" };
const B = { ...A, "a.html": "new" };
const PATHS = Object.keys(PAGES).flatMap(urlsOf);
const UNPAID = { do: "answer", status: 401, body: "{}" } as const;

const logText = (result: ActionResult) => result.log.join("\n");
const readRecord = (folder: string) => readFile(join(folder, "record"), "utf8");

const site = repeatDeploys("file:record");

describe("a memory in a file", () => {
  /** One site: its first deploy, then other rules in the build and beside it, then another page, then nothing. */
  const deploys = once(async () => {
    const { folder, sandbox, step } = site;
    const deploy = (build: Readonly<Record<string, string>>) => site.deploy(build, PATHS);
    const writeRules = (text: string) => writeFile(join(folder, "firebase.json"), text);
    await writeRules('{"secret": 1}');
    await deploy(A);
    const first = await step();
    const record = await readRecord(folder);
    await writeRules("{}");
    await deploy({ ...A, ".htaccess": "new" });
    const otherRules = await step();
    await deploy({ ...B, ".htaccess": "new" });
    const otherPage = await step();
    const stale = await staleOf(sandbox, PATHS);
    const sent = site.requests.length;
    return {
      first,
      record,
      otherRules,
      otherPage,
      stale,
      nothing: await step(),
      sentLast: site.requests.length - sent,
    };
  });

  it("knows rules beside the build that are not read, by their identity alone, and says when they changed", async () => {
    const { first, record, otherRules, otherPage } = await deploys();
    expect(logText(first)).not.toContain("not read");
    expect(record).not.toContain("secret");

    expect(otherRules.outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect(otherRules.log.filter((line) => line.includes("not read"))).toEqual([
      expect.stringContaining(".htaccess, firebase.json changed, and the rules in them are not read."),
    ]);
    expect(otherRules.summary).toContain("rules in them are not read");
    expect(otherPage.summary).not.toContain("not read");
  });

  it("purges everything once, then what changed, then nothing", async () => {
    const { first, otherPage, stale, nothing, sentLast } = await deploys();
    expect(first.outputs).toMatchObject({ verdict: "purged", "error-code": "", widened: "true" });
    expect(logText(first)).toMatch(
      /nothing is remembered in the file "record" yet.*Everything under site-url is purged once/i,
    );
    expect(first.summary).toMatch(/\*\*Memory\.\*\* Kept in the file.*Nothing is owed/);
    expectSaid(first, ["this is the first run for this site and environment", "Later runs compare with this one"]);

    expect(otherPage.outputs).toMatchObject({ verdict: "purged", "changed-files": "1", "purged-count": "1" });
    expect(stale).toEqual([]);
    expect(nothing.outputs).toMatchObject({ verdict: "nothing-to-purge" });
    expect(sentLast).toBe(0);
  });
});

const sites = sideBySide({ inputs: { changes: "build" } });

/** A first deploy, which purged everything. */
async function first({ deploy, step }: OwnSite): Promise<void> {
  await deploy(A, PATHS);
  expect((await step()).verdict).toBe("purged");
}

/** And the next one, whose purge is refused. */
async function refused(site: OwnSite): Promise<SiteStep> {
  await first(site);
  await site.deploy(B, PATHS);
  site.sandbox.api.fault([UNPAID]);
  return site.step();
}

const withOptions = (text: string) => ({ "provider-options": `propagation-seconds: 0\n${text}` });
const adopting = { "on-missing-state": "adopt", purge: "/feed.xml", ...withOptions("batch-size: 50") };

describe("what is remembered in a file", () => {
  it(
    "makes good what a failed run left, also after a rollback to the build before",
    sites.with("paradarum", async (site) => {
      const failed = await refused(site);
      expect(failed).toMatchObject({ verdict: "failed", owed: 1 });
      expect(failed.run.outputs["error-code"]).toBe("E_AUTH");
      expect(failed.summary).toMatch(/A later run owes the purge of 1 changed file/);

      const { sandbox, deploy, step } = site;
      await deploy(B, PATHS);
      await deploy(A, PATHS);
      expect(await staleOf(sandbox, PATHS)).toEqual(["/a.html"]);
      expect((await step()).verdict).toBe("purged");
      expect(await staleOf(sandbox, PATHS)).toEqual([]);
    }),
  );

  it(
    "is a deploy before it happens, and nothing is sent",
    sites.with("paradarum", async (site) => {
      const { sandbox, deploy, step, alone } = site;
      await first(site);
      await deploy(B, PATHS);
      const sent = site.requests.length;
      const announced = await alone({ phase: "before-deploy" });
      expect(announced.outputs).toMatchObject({ verdict: "skipped", "error-code": "" });
      expect(site.requests).toHaveLength(sent);

      await deploy(A, PATHS);
      expect((await step()).verdict).toBe("purged");
      expect(await staleOf(sandbox, PATHS)).toEqual([]);
    }),
  );

  it(
    "is a build that is adopted without a purge, where on-missing-state says so",
    sites.with("paradarum", async (site) => {
      await site.deploy(A, PATHS);
      expect((await site.step(adopting)).verdict).toBe("adopted");
      expect(site.requests).toEqual([]);
      expect((await site.step(withOptions("batch-size: 20"))).verdict).toBe("nothing-to-purge");
    }),
  );

  it(
    "is sent, as far as it is owed, in a run that reads no build",
    sites.with("paradarum", async (site) => {
      await refused(site);
      const { sandbox, deploy, step } = site;
      await deploy(B, PATHS);

      expect(await step({ changes: "none" })).toMatchObject({ verdict: "purged", purged: 1 });
      expect(await staleOf(sandbox, PATHS)).toEqual([]);
      expect((await step({ changes: "none" })).verdict).toBe("nothing-to-purge");
      expect((await step()).verdict).toBe("nothing-to-purge");
    }),
  );

  it(
    "stays as it is in a dry run",
    sites.with("paradarum", async (site) => {
      await first(site);
      const record = await readRecord(site.folder);
      await site.deploy(B, PATHS);

      expect((await site.alone({ "dry-run": "true", "api-key": undefined })).outputs).toMatchObject({
        verdict: "dry-run",
        "changed-files": "1",
      });
      expect(await readRecord(site.folder)).toBe(record);
    }),
  );

  it(
    "counts as nothing when an option of the provider decides URLs anew, and not for how requests are made",
    sites.with("paradarum", async ({ folder, sandbox, deploy, step }) => {
      await deploy(A, PATHS);
      await step(adopting);
      expect((await step(withOptions("batch-size: 20"))).verdict).toBe("nothing-to-purge");

      const anchored = await step(withOptions("query: strip\npattern-anchor: loose"));
      expect(anchored).toMatchObject({ verdict: "purged", widened: true });
      expect(anchored.log).toMatch(/provider-options\) is not what it was at the last deploy/);
      const sorted = await step(withOptions("pattern-anchor: loose\nquery: strip"));
      expect(sorted.verdict).toBe("nothing-to-purge");
      expect(await step(withOptions(""))).toMatchObject({ verdict: "purged", widened: true });

      expect(await readRecord(folder)).not.toContain(sandbox.api.account.apiKey);
    }),
  );

  it(
    "stays owed when the run is cancelled",
    sites.with("paradarum", async (site) => {
      const { sandbox, step } = site;
      const cancelled = await endWhilePurging(site, "SIGTERM");
      expect(cancelled.exitCode).toBe(143);

      expect((await step()).verdict).toBe("purged");
      expect(await staleOf(sandbox, PATHS)).toEqual([]);
    }),
  );

  it(
    "is left by a killed run to the next one, though the deploy is rolled back",
    sites.with("paradarum", async (site) => {
      const { sandbox, deploy, step } = site;
      const killed = await endWhilePurging(site, "SIGKILL");
      expect([killed.exitCode, killed.outputs["owed-count"]]).toEqual([137, "0"]);
      await deploy(A, PATHS);

      expect(await staleOf(sandbox, PATHS)).toEqual(["/a.html"]);
      const next = await step();
      expect(next.verdict).toBe("purged");
      expect(next.log).toMatch(/1 changed file is still owed by earlier runs, and will be purged/);
      expect(await staleOf(sandbox, PATHS)).toEqual([]);
    }),
  );

  it(
    "is rolled back by an older run that is started again: what the newer one changed is purged, and later ones compare with it",
    sites.with("paradarum", async (site) => {
      await first(site);
      const { sandbox, deploy, step, alone } = site;
      await deploy(B, PATHS);
      await step();
      await deploy(A, PATHS);

      // A run that a person started again: the event is the old one.
      const again = await alone({}, { github: { run_id: "1", run_attempt: "2" } });
      expect(again.outputs).toMatchObject({ verdict: "purged", "changed-files": "1" });
      expect(await staleOf(sandbox, PATHS)).toEqual([]);
      await deploy(B, PATHS);
      expect(await step()).toMatchObject({ verdict: "purged", changedFiles: 1 });
      expect(await staleOf(sandbox, PATHS)).toEqual([]);
    }),
  );
});

/** A first deploy, and a second one whose step is ended by a signal while its purge is under way. */
async function endWhilePurging(site: OwnSite, signal: "SIGTERM" | "SIGKILL"): Promise<ActionResult> {
  await first(site);
  await site.deploy(B, PATHS);
  site.sandbox.api.fault([{ do: "hang" }]);
  const sent = site.requests.length;
  return site.alone({}, { signalAfter: { signal, when: until(() => site.requests.length > sent) } });
}

/** What makes a record worthless, and a word on each: what became of it, what is done, and how to keep it. */
interface Loss {
  readonly name: string;
  /** Inputs of the step that the record is from. */
  readonly before?: Readonly<Record<string, string>>;
  readonly spoil?: (record: string) => string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly sentences: readonly string[];
  readonly log?: RegExp;
  /** Does another run show that the record is whole again? */
  readonly isRunAgain?: boolean;
}

const UNREADABLE = /nothing can be remembered from the file "site-\d+\/record"/i;
const LOSSES: readonly Loss[] = [
  {
    name: "torn after 200 characters",
    spoil: (record) => record.slice(0, 200),
    sentences: ["what is there is damaged", "give state-key, and see who else has access"],
    log: UNREADABLE,
  },
  {
    name: "torn after 300 characters",
    spoil: (record) => record.slice(0, 300),
    sentences: ["what is there is damaged", "give state-key, and see who else has access"],
    log: UNREADABLE,
    isRunAgain: true,
  },
  { name: "somebody else's", spoil: () => "{}", sentences: [], log: UNREADABLE, isRunAgain: true },
  {
    name: "of a newer version",
    spoil: (record) => record.replace("record 1", "record 2"),
    sentences: [],
    log: UNREADABLE,
    isRunAgain: true,
  },
  {
    name: "of a site whose files had other URLs",
    inputs: { "url-style": "exact" },
    sentences: ["is not what it was at the last deploy", "Later runs compare with this one"],
    log: /Memory: What decides which URLs a file has .* is not what it was at the last deploy/,
  },
  {
    name: "without a seal where one is expected",
    inputs: { "state-key": "first-s3cret-key" },
    sentences: ["what is there has no seal", "keep state-key as it is"],
    isRunAgain: true,
  },
  {
    name: "sealed with another state-key, which is never shown",
    before: { "state-key": "first-s3cret-key" },
    inputs: { "state-key": "other-s3cret-key" },
    sentences: ["sealed with another state-key", "change it only when"],
    log: /sealed with another state-key.*change it only when/,
  },
  {
    name: "sealed where no state-key is given",
    before: { "state-key": "other-s3cret-key" },
    sentences: ["is sealed, and no state-key is given", "Give the same state-key in every run"],
  },
];

/** Each sentence is in the lines about the memory, and in the summary. */
function expectSaid(
  { log, summary }: { readonly log: readonly string[]; readonly summary: string },
  sentences: readonly string[],
): void {
  const memory = log.filter((line) => line.includes("Memory: ")).join("\n");
  for (const sentence of [...sentences, "Everything under site-url is purged once"]) {
    expect(memory).toContain(sentence);
    expect(summary.replaceAll(/\\(?=[^\w\s])/g, "")).toContain(sentence);
  }
}

describe("a memory that is lost", () => {
  for (const { name, before = {}, spoil, inputs = {}, sentences, log = / /, isRunAgain } of LOSSES) {
    it(
      `counts as none, is purged once and kept anew: ${name}`,
      sites.with("paradarum", async ({ folder, deploy, step }) => {
        await deploy(A);
        await step(before);
        const record = await readRecord(folder);
        if (spoil !== undefined) await writeFile(join(folder, "record"), spoil(record));
        const lost = await step(inputs);
        expect(lost).toMatchObject({ verdict: "purged", widened: true });
        expectSaid({ log: lost.log.split("\n"), summary: lost.summary }, sentences);
        expect(lost.log).toMatch(log);
        if (isRunAgain)
          expect((await step({ ...inputs, "on-missing-state": "fail" })).verdict).toBe("nothing-to-purge");
        expect(lost.run.rawStdout.replaceAll(/::add-mask::.*/g, "")).not.toContain("s3cret");
        expect(await readRecord(folder)).not.toContain("s3cret");
      }),
    );
  }
});

describe("bad input sends nothing", () => {
  /** A built site that nobody has purged. */
  async function build() {
    const sandbox = await startSandbox({ provider: "paradarum", propagationMs: 0 });
    onTestFinished(() => sandbox.close());
    const workspace = await makeTempFolder("refused-");
    writeFiles(join(workspace, BUILD_DIR), A);
    return { sandbox, workspace, given: { ...inputsFor(sandbox), changes: "build", "wait-for": "accepted" } };
  }

  const ROWS: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
    "no-cache": [{ state: "cache" }, /offers no cache service.*state: git-ref/],
    "auto-finds-none": [{ state: "auto" }, /offers no cache service.*state: git-ref/],
    "nothing-remembered": [{ state: "file:record", "on-missing-state": "fail" }, /on-missing-state: fail.*purge-all/],
  };

  const refusedRows = once(async () => {
    const { sandbox, workspace, given } = await build();
    const inputs = Object.entries(ROWS).map(([name, [own]]) => [name, { ...given, ...own }] as const);
    const refused = await refusedTogether(workspace, Object.fromEntries(inputs));
    return { ...refused, requests: [...sandbox.api.requests] };
  });

  it.each(Object.keys(ROWS))("a store that has to be there, or to hold something: %s", async (name) => {
    const { problemsOf, requests } = await refusedRows();
    expect(problemsOf(name)).toMatch(ROWS[name]?.[1] ?? / /);
    expect(requests).toEqual([]);
  });

  it("an environment with control characters, and a state that is none", async () => {
    const { sandbox, workspace, given } = await build();
    const inputs = { ...given, environment: "a\u0007b", state: "redis" };
    const { problemsOf } = await refusedTogether(workspace, { wrong: inputs });

    expect(problemsOf("wrong")).toMatch(/^environment: has control characters/m);
    expect(problemsOf("wrong")).toMatch(/^state: knows no "redis".*file:PATH/m);
    expect(sandbox.api.requests).toEqual([]);
  });

  it("an announcement that nobody remembers", async () => {
    await site.deploy(A, PATHS);
    const result = await site.step({ with: { state: "none", phase: "before-deploy", changes: "build" } });

    expect(result.exitCode).toBe(1);
    expect(logText(result)).toMatch(/phase: is before-deploy/);
    expect(site.requests).toEqual([]);
  });

  it("a folder that is missing, before any store is read", async () => {
    await using server = await startGitServer(site.folder);
    const github = { server_url: server.url, repository: "octo-org/site" };
    const result = await site.step({ with: { state: "git-ref", "build-dir": "dist" }, github });

    expect(logText(result)).toMatch(/build-dir: "dist" does not exist/);
    expect(server.requests).toEqual([]);
  });
});
