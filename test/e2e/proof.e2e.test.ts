import { describe, expect, it } from "vitest";
import { FAULTS, startRawServer } from "../support/raw-server.ts";
import { BUILD_DIR, fill, staleOf } from "../support/site.ts";
import { everythingWritten, reportOf, setStage } from "../support/stage.ts";
import { foreignCommands } from "./commands.ts";

describe.concurrent("wait-for: verified", { timeout: 60_000 }, () => {
  it("is green when the live site proves it, long before the provider's window is over", async () => {
    await using stage = await setStage("paradarum");
    const run = await stage.run({ with: { "wait-for": "verified", prewarm: "true" } });

    expect([run.exitCode, run.conclusion]).toEqual([0, "success"]);
    expect(run.outputs).toMatchObject({ verdict: "purged", confirmed: "true", "owed-count": "0", "error-code": "" });
    expect(run.log.join("\n")).toMatch(/Live site: \d+ fresh, 0 stale, 0 inconclusive/);
    expect(run.summary).toContain("every URL that was checked through the CDN is fresh");
    expect(foreignCommands(run)).toEqual([]);
    expect(await stage.stale()).toEqual([]);
    expect(stage.evicted()).toEqual([]);
    const { apiKey } = stage.sandbox.api.account;
    expect(JSON.stringify(stage.sandbox.edge.visits)).not.toContain(apiKey);
    expect(await everythingWritten(run)).not.toContain(apiKey);
  });

  it("is red when the edge stays old, and names it", async () => {
    await using stage = await setStage("batoff");
    stage.sandbox.edge.set({ deaf: { "/about/": 9 } });
    const run = await stage.run({ with: { "wait-for": "verified", timeout: "15" } });

    expect([run.exitCode, run.conclusion]).toEqual([1, "failure"]);
    expect(run.log.filter((line) => line.startsWith("… "))).toEqual([
      expect.stringMatching(
        /^… looking at the live site, 1 of \d+ URLs not known to be fresh: 10 s so far, at most 5 s to go\.$/,
      ),
    ]);
    expect(run.outputs).toMatchObject({ verdict: "incomplete", confirmed: "false", "error-code": "E_STALE" });
    const [error] = run.annotations.filter(({ kind }) => kind === "error");
    expect(error?.message).toContain("/about/ is still served old: its content is the old build's");
    expect(run.summary).toContain("/about/");
    const stale = (await reportOf(run)).destinations[0]?.instructions.filter(({ state }) => state === "stale");
    expect(stale?.map(({ because }) => because)).toEqual(stale?.map(() => ["about/index.html"]));
    expect(await staleOf(stage.sandbox, ["/about/", "/gone.html"])).toEqual(["/about/"]);
  });

  it("looks at the root of a base path without its slash too", async () => {
    const site = (text: string) => new Map([["nl/index.html", text]]);
    await using stage = await setStage("batoff", { before: site("old"), after: site("new") });
    const { edge } = stage.sandbox;
    await fill(stage.sandbox, ["/nl"]);
    edge.set({ deaf: { "/nl": 9 } });
    const run = await stage.run({
      with: {
        "site-url": `${edge.url}/nl`,
        "build-dir": `${BUILD_DIR}/nl`,
        "wait-for": "verified",
        timeout: "15",
      },
    });

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_STALE"]);
    const [error] = run.annotations.filter(({ kind }) => kind === "error");
    expect(error?.message).toMatch(/\/nl is still served old: its content is the old build's/);
  });

  it("ends with the job when it is cancelled", async () => {
    await using stage = await setStage("batoff");
    stage.sandbox.edge.set({ deaf: { "/about/": 9 } });
    const run = await stage.run({
      with: { "wait-for": "verified" },
      signalAfter: { signal: "SIGTERM", when: untilVisited(stage.sandbox.edge.visits) },
    });
    expect([run.exitCode, run.timedOut]).toEqual([143, false]);
    expect(run.outputs).toMatchObject({ verdict: "incomplete", confirmed: "false" });
  });
});

describe.concurrent("origin-url", { timeout: 60_000 }, () => {
  it("purges once the origin serves the new build", async () => {
    await using stage = await setStage("batoff");
    const { origin } = stage.sandbox;
    origin.deploy(stage.site.before);
    origin.deployAfter(15, stage.site.after);
    const run = await stage.run({ with: { "origin-url": origin.url, "wait-for": "verified" } });

    expect([run.exitCode, run.outputs["verdict"]]).toEqual([0, "purged"]);
    expect(run.log.join("\n")).toContain("The origin does not serve the new build yet");
    expect(await stage.stale()).toEqual([]);
  });

  it("is red, and purges nothing, when it never does", async () => {
    await using stage = await setStage("batoff");
    stage.sandbox.origin.deploy(stage.site.before);
    const run = await stage.run({ with: { "origin-url": stage.sandbox.origin.url, timeout: "3" } });

    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({ verdict: "failed", "error-code": "E_ORIGIN", "purged-count": "0" });
    expect(Number(run.outputs["owed-count"])).toBeGreaterThan(0);
    expect(stage.sandbox.api.requests).toEqual([]);
    expect(run.summary).toContain("nothing was purged");
  });

  it("ends in time when the origin hangs", async () => {
    await using stage = await setStage("batoff");
    const hanging = await startRawServer(FAULTS.hang);
    const run = await stage.run({ with: { "origin-url": hanging.url, timeout: "2" } });
    await hanging.close();

    expect([run.exitCode, run.timedOut, run.outputs["error-code"]]).toEqual([1, false, "E_ORIGIN"]);
    expect(stage.sandbox.api.requests).toEqual([]);
  });
});

/** Resolves once somebody has looked at the site. */
async function untilVisited(visits: readonly unknown[]): Promise<void> {
  while (visits.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}
