/** Plans beyond the cap, through the built action, real git and real HTTP: what is gone from the edge, and what stayed. */
import { describe, expect, it, onTestFinished } from "vitest";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { createSite, inputsFor, pushOf } from "../support/site.ts";
import { runAction } from "./runner.ts";

/** Twenty posts change in one folder; the other folders, and what lies beside them, do not. */
function build(version: number): Map<string, string> {
  const posts = Array.from({ length: 20 }, (_, n) => [`blog/2026/${n}.html`, `post ${n} version ${version}`] as const);
  const rest = ["index.html", "css/site.css", "blog/2025/old.html", "old/blog/2026/x.html"].map(
    (file) => [file, `${file} version 1`] as const,
  );
  return new Map([...rest, ...posts, ["about.html", `about version ${version}`]]);
}

async function deploy(provider: ProviderId, inputs: Readonly<Record<string, string>>) {
  const sandbox = await startSandbox({ provider, propagationMs: 20 });
  onTestFinished(() => sandbox.close());
  await using site = await createSite(build(1), build(2));
  sandbox.origin.deploy(site.before);
  const paths = Array.from(build(1).keys(), (file) => `/${file}`);
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
  return {
    result,
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
