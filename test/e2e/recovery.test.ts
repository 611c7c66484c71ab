import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startCacheServer } from "../support/cache-server.ts";
import { type GitServer, type HeldRequest, startGitServer } from "../support/git-server.ts";
import { gitIn } from "../support/repository.ts";
import { staleOf } from "../support/site.ts";
import { repeatDeploys } from "./repeated-deploys.ts";
import { type ActionResult, type ActionRun, GITHUB_TOKEN } from "./runner.ts";

const PATHS = ["/", "/a.html", "/b.html"];

// Several processes in a row, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 });

const site = repeatDeploys("file:record");
const { step } = site;
const deploy = (a: string, b = "b") => site.deploy({ "index.html": "home", "a.html": a, "b.html": b }, PATHS);
const logText = (result: ActionResult) => result.log.join("\n");

describe("a store that cannot be reached", () => {
  it("when it is read counts as one without a record; the next run finds the record again", async () => {
    await using cache = await startCacheServer();
    const options = { env: cache.environment, with: { state: "cache" } };
    await deploy("old");
    await step(options);
    cache.breakWith(403, { count: 1 });
    const blind = await step(options);

    expect(blind.outputs).toMatchObject({ verdict: "purged", widened: "true" });
    expect(logText(blind)).toMatch(
      /nothing can be remembered from the cache: .*403.*Everything under site-url is purged/i,
    );
    expect((await step(options)).outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });
});

describe("two runs at the same moment", () => {
  const repository = "octo-org/site";
  let server: GitServer;
  beforeEach(async () => {
    const bare = join(site.folder, "repositories", repository);
    await mkdir(bare, { recursive: true });
    await gitIn(bare, "init", "--quiet", "--bare", "--template=", ".");
    await gitIn(bare, "config", "http.receivepack", "true");
    server = await startGitServer(join(site.folder, "repositories"), GITHUB_TOKEN);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  const options = (): Partial<ActionRun> => ({
    with: { state: "git-ref" },
    github: { server_url: server.url, repository },
  });

  const remembered = site.beginning(async () => {
    await deploy("old");
    return step(options());
  });

  it.each([
    ["compares", /info\/refs\?service=git-receive-pack/],
    ["replaces", /\/git-receive-pack$/],
  ])("lose nothing when one is late as it %s the ref: it reads again, and adds", async (_, path) => {
    await remembered();
    await deploy("new");
    const late = server.hold(path);
    const first = step(options());
    await late.arrived;
    // The second one remembers all of it, and sends nothing: what it leaves must not be overwritten.
    site.sandbox.api.fault([{ do: "answer", status: 401, body: "{}" }]);
    expect((await step(options())).outputs).toMatchObject({ "error-code": "E_AUTH", "owed-count": "1" });
    late.release();

    expect((await first).outputs).toMatchObject({ verdict: "purged" });
    expect(logText(await first)).toMatch(/1 changed file is still owed by earlier runs/);
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);
    expect((await step(options())).outputs).toMatchObject({ verdict: "nothing-to-purge" });
  });

  it("leave the record to the one that remembered last, also where the older one is late with its end", async () => {
    await remembered();
    await deploy("new");
    site.sandbox.api.fault([{ do: "delay", ms: 500 }]);
    const { promise: held, resolve: hold } = Promise.withResolvers<HeldRequest>();
    const older = step({
      ...options(),
      onLine(line) {
        if (line.startsWith("Plan: ")) hold(server.hold(/service=git-receive-pack/));
      },
    });
    const save = await held;
    await save.arrived;
    await deploy("new", "newer");
    site.sandbox.api.fault([{ do: "answer", status: 401, body: "{}" }]);
    expect((await step(options())).outputs).toMatchObject({ "error-code": "E_AUTH", "owed-count": "2" });
    save.release();

    expect((await older).outputs).toMatchObject({ verdict: "superseded" });
    const next = await step(options());
    expect(logText(next)).toMatch(/2 changed files are still owed by earlier runs/);
    expect(next.outputs).toMatchObject({ verdict: "purged" });
    expect(await staleOf(site.sandbox, PATHS)).toEqual([]);
  });
});
