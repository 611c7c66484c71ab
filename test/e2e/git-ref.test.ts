import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { once } from "../../src/lib/once.ts";
import { type HeldRequest, startGitServer } from "../support/git-server.ts";
import { gitIn, temporaryFolder } from "../support/repository.ts";
import { staleOf } from "../support/site.ts";
import { repeatDeploys } from "./repeated-deploys.ts";
import { type ActionResult, type ActionRun, GITHUB_TOKEN } from "./runner.ts";

const PATHS = ["/", "/a.html", "/b.html", "/c.html"];

// Several processes in a row, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });

const site = repeatDeploys("file:record");
const { step } = site;
const deploy = (a: string, b = "b", c = "c") =>
  site.deploy({ "index.html": "home", "a.html": a, "b.html": b, "c.html": c }, PATHS);
const logText = (result: ActionResult) => result.log.join("\n");

/** One site, remembered as a ref, of which two runs are under way three times. */
const races = once(async () => {
  const repository = "octo-org/site";
  await using folder = await temporaryFolder();
  const bare = join(folder.path, repository);
  await mkdir(bare, { recursive: true });
  await gitIn(bare, "init", "--quiet", "--bare", "--template=", ".");
  await gitIn(bare, "config", "http.receivepack", "true");
  await using server = await startGitServer(folder.path, GITHUB_TOKEN);
  const options: Partial<ActionRun> = {
    with: { state: "git-ref" },
    github: { server_url: server.url, repository },
  };
  const refuse = () => site.sandbox.api.fault([{ do: "answer", status: 401, body: "{}" }]);
  const stale = () => staleOf(site.sandbox, PATHS);

  /** The second run remembers all of it, and sends nothing: what it leaves must not be overwritten by the first one. */
  async function raceTo(path: RegExp) {
    const late = server.hold(path);
    const first = step(options);
    await late.arrived;
    refuse();
    const second = await step(options);
    late.release();
    return { second, first: await first, stale: await stale() };
  }

  await deploy("old");
  const begun = await step(options);
  const refs = await gitIn(bare, "for-each-ref", "--format=%(refname)");
  await deploy("new");
  const compares = await raceTo(/info\/refs\?service=git-receive-pack/);
  await deploy("new", "newer");
  const replaces = await raceTo(/\/git-receive-pack$/);

  await deploy("new", "newer", "c 2");
  site.sandbox.api.fault([{ do: "delay", ms: 500 }]);
  const { promise: held, resolve: hold } = Promise.withResolvers<HeldRequest>();
  const running = step({
    ...options,
    onLine(line) {
      if (line.startsWith("Plan: ")) hold(server.hold(/service=git-receive-pack/));
    },
  });
  const save = await held;
  await save.arrived;
  await deploy("newest", "newer", "c 2");
  refuse();
  const newer = await step(options);
  save.release();
  const older = await running;
  const next = await step(options);
  return { begun, refs, compares, replaces, older, newer, next, stale: await stale() };
});

describe("a memory in a ref of the repository", () => {
  it("needs no checkout", async () => {
    const { begun, refs, compares } = await races();
    expect(begun.outputs).toMatchObject({ verdict: "purged" });
    expect(refs).toMatch(/^refs\/deploy-purge\/[0-9a-f]{16}$/);
    expect(compares.second.outputs).toMatchObject({ "changed-files": "1" });
  });
});

describe("two runs at the same moment", () => {
  it.each(["compares", "replaces"] as const)(
    "lose nothing when one is late as it %s the ref: it reads again, and adds",
    async (name) => {
      const { second, first, stale } = (await races())[name];
      // Each race has a page of its own: what an earlier one had left would be owed here as well.
      expect(second.outputs).toMatchObject({ "error-code": "E_AUTH", "owed-count": "1" });
      expect(first.outputs).toMatchObject({ verdict: "purged" });
      expect(logText(first)).toMatch(/1 changed file is still owed by earlier runs/);
      expect(stale).toEqual([]);
    },
  );

  it("leave the record to the one that remembered last, also where the older one is late with its end", async () => {
    const { newer, older, next, stale } = await races();
    expect(newer.outputs).toMatchObject({ "error-code": "E_AUTH", "owed-count": "2" });
    expect(older.outputs).toMatchObject({ verdict: "superseded" });
    expect(logText(next)).toMatch(/2 changed files are still owed by earlier runs/);
    expect(next.outputs).toMatchObject({ verdict: "purged" });
    expect(stale).toEqual([]);
  });
});
