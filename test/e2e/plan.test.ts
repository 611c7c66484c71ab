/** Plans beyond the cap, through the built action, real git and real HTTP: what is gone from the edge, and what stayed. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { type Build, createSite, inputsFor, pushOf } from "../support/site.ts";
import { reportOf } from "../support/stage.ts";
import { runAction } from "./runner.ts";

/** Twenty posts change in one folder; the other folders, and what lies beside them, do not. */
function build(version: number): Map<string, string> {
  const posts = Array.from({ length: 20 }, (_, n) => [`blog/2026/${n}.html`, `post ${n} version ${version}`] as const);
  const rest = ["index.html", "css/site.css", "blog/2025/old.html", "old/blog/2026/x.html"].map(
    (file) => [file, `${file} version 1`] as const,
  );
  return new Map([...rest, ...posts, ["about.html", `about version ${version}`]]);
}

async function deploy(
  provider: ProviderId,
  inputs: Readonly<Record<string, string>>,
  total: (version: number) => Build = build,
) {
  const sandbox = await startSandbox({ provider, propagationMs: 20 });
  onTestFinished(() => sandbox.close());
  await using site = await createSite(total(1), total(2));
  sandbox.origin.deploy(site.before);
  const paths = Array.from(total(1).keys(), (file) => `/${file}`);
  for (const path of paths) await sandbox.edge.get(path);
  sandbox.origin.deploy(site.after);
  const given = inputsFor(sandbox);
  const result = await runAction({
    with: { ...given, "url-style": "exact", ...inputs },
    workspace: site.repository.root,
    event: pushOf(site),
    secrets: [given["api-key"] ?? ""],
  });
  onTestFinished(() => result.cleanUp());
  const stale: string[] = [];
  const evicted: string[] = [];
  for (const path of paths) {
    const { body, cache } = await sandbox.edge.get(path);
    if (body !== site.after.get(path.slice(1))) stale.push(path);
    if (cache === "MISS") evicted.push(path);
  }
  const requests = sandbox.api.requests.length;
  return {
    result,
    requests,
    stale,
    evicted,
    changed: paths.filter((path) => /version 2/.test(site.after.get(path.slice(1)) ?? "")),
  };
}

describe("a deploy of more URLs than one run may purge", () => {
  it("is purged by the prefix that evicts nothing else, and the summary shows the choice", async () => {
    const { result, stale, evicted, changed } = await deploy("batoff", { "max-purges": "2" });

    expect(result.outputs).toMatchObject({ verdict: "purged", "purged-count": "2", widened: "true" });
    expect(stale).toEqual([]);
    expect(evicted).toEqual(changed);
    expect(result.summary).toMatch(/paths and prefixes \| 2 \|.*\| 0 \| 1 \| \*\*chosen\*\*/);
    expect(result.summary).toMatch(/everything \| 1 \|/);
  });

  it("is purged by a few exact patterns where the provider takes them", async () => {
    const { result, stale, evicted, changed } = await deploy("f5xc", { "max-purges": "3" });

    expect(result.outputs).toMatchObject({ verdict: "purged" });
    expect(stale).toEqual([]);
    expect(changed.filter((path) => !evicted.includes(path))).toEqual([]);
    expect(evicted.length - changed.length).toBe(0);
  });

  it("is refused before any request where nothing broader may be used", async () => {
    const { result, stale, changed } = await deploy("batoff", { "max-purges": "2", "widen-to": "none" });

    expect(result.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG", "request-count": "0" });
    expect(stale).toEqual(changed);
    expect(result.summary).toMatch(/21 instructions.*2.*widen-to/);
  });
});

/** Eight folders that begin with different letters, each with an old page and more changed ones than the last. */
function folders(version: number): Build {
  const names = Array.from("abcdefgh", (name, n) => ({
    name,
    pages: Array.from({ length: n + 2 }, (_, page) => page),
  }));
  const changed = names.flatMap(({ name, pages }) => pages.map((page) => `${name}/${page}.html`));
  const kept = [...names.map(({ name }) => `${name}/old.html`), ...Array.from({ length: 20 }, (_, n) => `${n}.html`)];
  return new Map([
    ...changed.map((file) => [file, `${file} version ${version}`] as const),
    ...kept.map((file) => [file, `${file} version 1`] as const),
  ]);
}

describe("a plan with many widenings", () => {
  it("shows five of them in the log, says how many there are more, and names each in the report", async () => {
    const { result, stale, evicted, changed } = await deploy("batoff", { "max-purges": "8" }, folders);
    const lines = result.log.filter((line) => line.startsWith("Plan, widening: "));
    const { plan } = (await reportOf(result)).destinations[0] ?? {};

    expect(stale).toEqual([]);
    expect(evicted).toHaveLength(changed.length + 8);
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/2 changed paths -> prefix:http:.*\/a\/ .*; 1 known objects? that did not change/);
    expect(lines[5]).toBe("Plan, widening: 3 more, and 3 known objects that did not change with them: see the report.");
    expect(plan?.translations.map(({ to, collateral }) => [to.replace(/http:..[^/]*/, ""), collateral])).toEqual(
      Array.from("abcdefgh", (name) => [`prefix:/${name}/`, 1]),
    );
  });

  it("shows each of five", async () => {
    const { result } = await deploy("batoff", { "max-purges": "20", "dry-run": "true" }, folders);
    const lines = result.log.filter((line) => line.startsWith("Plan, widening: "));

    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(5);
    expect(lines.join()).not.toMatch(/more,/);
  });
});

describe("widen-to", () => {
  const beside = ["/blog/2025/old.html", "/css/site.css", "/index.html", "/old/blog/2026/x.html"];

  it.each([
    ["batoff", "none", "2"],
    ["batoff", "prefix", "1"],
    ["5centscdn", "host", "2"],
  ] as const)("at %s is a bound: %s sends nothing where the plan needs more", async (provider, widenTo, most) => {
    const { result, requests, stale, changed } = await deploy(provider, { "max-purges": most, "widen-to": widenTo });

    expect(result.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG", widened: "false" });
    expect(result.log.join("\n")).toMatch(new RegExp(`max-purges: .*21.*widen-to is ${widenTo}.*over-limit: defer`));
    expect(requests).toBe(0);
    expect(stale).toEqual(changed);
  });

  it.each([
    ["paradarum", "none", "2", [], "false"],
    ["batoff", "prefix", "2", [], "true"],
    ["batoff", "host", "1", beside, "true"],
    ["5centscdn", "all", "2", beside, "true"],
  ] as const)("at %s evicts as much as %s says", async (provider, widenTo, most, besides, widened) => {
    const given = { "max-purges": most, "widen-to": widenTo };
    const { result, stale, evicted, changed } = await deploy(provider, given);

    expect(result.outputs).toMatchObject({ verdict: "purged", widened });
    expect(stale).toEqual([]);
    expect(evicted.toSorted()).toEqual([...changed, ...besides].toSorted());
    expect((await reportOf(result)).destinations[0]?.plan.collateral).toBe(besides.length);
  });
});

describe("a plan that takes longer than timeout at the documented rate", () => {
  it("is refused before any request, and the message names a timeout that it fits into", async () => {
    const slow = { "purge-by": "path", timeout: "5" };
    const { result, requests, stale, changed } = await deploy("f5xc", slow);
    const [, message, timeout = ""] = /timeout: (.*)Set timeout: (\d+m)/.exec(result.log.join("\n")) ?? [];

    expect(result.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(message).toMatch(/at least 10 seconds.*F5.*timeout is 5\. Nothing was sent/);
    expect(requests).toBe(0);
    expect(stale).toEqual(changed);

    const again = await deploy("f5xc", { ...slow, timeout, "dry-run": "true" });
    expect(again.result.outputs).toMatchObject({ verdict: "dry-run", "error-code": "" });
  });
});
