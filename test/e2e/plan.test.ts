/** Plans beyond the cap, through the built action, real git and real HTTP: what is gone from the edge, and what stayed. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import { type Cache, type CachesRun, inSteps, type Steps } from "../support/caches.ts";
import type { Build } from "../support/site.ts";
import type { RunOptions, Stage } from "../support/stage.ts";

/** Twenty posts change in one folder; the other folders, and what lies beside them, do not. */
function build(version: number): Map<string, string> {
  const posts = Array.from({ length: 20 }, (_, n) => [`blog/2026/${n}.html`, `post ${n} version ${version}`] as const);
  const rest = ["index.html", "css/site.css", "blog/2025/old.html", "old/blog/2026/x.html"].map(
    (file) => [file, `${file} version 1`] as const,
  );
  return new Map([...rest, ...posts, ["about.html", `about version ${version}`]]);
}

function cache(provider: ProviderId, inputs: Readonly<Record<string, string>>): Cache {
  return { provider, inputs: { "url-style": "exact", ...inputs }, scene: { sandbox: { propagationMs: 20 } } };
}

/** All steps of this file, which run at the same time. */
const all: Steps[] = [];
beforeAll(() => Promise.all(all.map((steps) => steps.start())));
afterAll(() => Promise.all(all.map((steps) => steps.end())));

/** One step for caches that are planned from two builds of a site. */
function planned(caches: Readonly<Record<string, Cache>>, total: (version: number) => Build, run: RunOptions = {}) {
  const steps = inSteps(caches, { before: total(1), after: total(2), atOnce: 8, run });
  all.push(steps);
  const paths = Array.from(total(1).keys(), (file) => `/${file}`);
  const changed = paths.filter((path) => /version 2/.test(total(2).get(path.slice(1)) ?? ""));
  return async (name: string) => {
    const { stage, run: result } = steps.of(name);
    return { result, stage, changed, ...(await seenAt(stage, paths)) };
  };
}

/** What visitors get at these paths: which are old, and which had gone from the edge. */
async function seenAt({ sandbox, site }: Stage, paths: readonly string[]) {
  const stale: string[] = [];
  const evicted: string[] = [];
  for (const path of paths) {
    const { body, cache } = await sandbox.edge.get(path);
    if (body !== site.after.get(path.slice(1))) stale.push(path);
    if (cache === "MISS") evicted.push(path);
  }
  return { stale, evicted };
}

const BOUNDS = [
  ["batoff", "none", "2"],
  ["batoff", "prefix", "1"],
  ["5centscdn", "host", "2"],
] as const;

const beside = ["/blog/2025/old.html", "/css/site.css", "/index.html", "/old/blog/2026/x.html"];
const REACHES = [
  ["paradarum", "none", "2", [], false],
  ["batoff", "prefix", "2", [], true],
  ["batoff", "host", "1", beside, true],
  ["5centscdn", "all", "2", beside, true],
] as const;

const SLOW = { "purge-by": "path", timeout: "5" };
const fitting = planned(
  {
    prefix: cache("batoff", { "max-purges": "2" }),
    patterns: cache("f5xc", { "max-purges": "3" }),
    ...Object.fromEntries(
      REACHES.map(([id, to, most]) => [`${id}-${to}`, cache(id, { "max-purges": most, "widen-to": to })]),
    ),
  },
  build,
);
const refused = planned(
  {
    ...Object.fromEntries(
      BOUNDS.map(([id, to, most]) => [`${id}-${to}`, cache(id, { "max-purges": most, "widen-to": to })]),
    ),
    slow: cache("f5xc", SLOW),
  },
  build,
);
const suggested = planned({ slow: cache("f5xc", { ...SLOW, timeout: "1m" }) }, build, { with: { "dry-run": "true" } });

function isWidened({ plan }: ReturnType<CachesRun["of"]>): boolean {
  return plan.translations.some(({ how }) => how === "widening");
}

/** What the step says of the inputs of one of the caches that it refuses. */
function problemsOf({ result }: Awaited<ReturnType<typeof refused>>, name: string): readonly string[] {
  return result.report.problems.flatMap(({ input, message }) =>
    input.startsWith(`${name}.`) ? [`${input.slice(name.length + 1)}: ${message}`] : [],
  );
}

describe("a deploy of more URLs than one run may purge", () => {
  it("is purged by the prefix that evicts nothing else, and the summary shows the choice", async () => {
    const { result, stale, evicted, changed } = await fitting("prefix");
    const { verdict, purged } = result.of("prefix");

    expect([verdict, purged, result.outputs["widened"]]).toEqual(["purged", 2, "true"]);
    expect(isWidened(result.of("prefix"))).toBe(true);
    expect(stale).toEqual([]);
    expect(evicted).toEqual(changed);
    expect(result.summary).toMatch(/paths and prefixes \| 2 \|.*\| 0 \| 1 \| \*\*chosen\*\*/);
    expect(result.summary).toMatch(/everything \| 1 \|/);
  });

  it("is purged by a few exact patterns where the provider takes them", async () => {
    const { result, stale, evicted, changed } = await fitting("patterns");

    expect(result.of("patterns").verdict).toBe("purged");
    expect(stale).toEqual([]);
    expect(changed.filter((path) => !evicted.includes(path))).toEqual([]);
    expect(evicted.length - changed.length).toBe(0);
  });

  it("is refused before any request where nothing broader may be used", async () => {
    const { result, stage, changed, stale } = await refused("batoff-none");

    expect(result.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG", "request-count": "0" });
    expect(stage.sandbox.api.requests).toEqual([]);
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

const ofFolders = planned({ folders: cache("batoff", { "max-purges": "8" }) }, folders);
const ofFive = planned({ folders: cache("batoff", { "max-purges": "20" }) }, folders, { with: { "dry-run": "true" } });

describe("a plan with many widenings", () => {
  it("shows five of them in the log, says how many there are more, and names each in the report", async () => {
    const { result, stale, evicted, changed } = await ofFolders("folders");
    const lines = result.log.filter((line) => line.startsWith("Plan, widening: "));
    const { plan } = result.of("folders");

    expect(stale).toEqual([]);
    expect(evicted).toHaveLength(changed.length + 8);
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/2 changed paths -> prefix:http:.*\/a\/ .*; 1 known objects? that did not change/);
    expect(lines[5]).toBe("Plan, widening: 3 more, and 3 known objects that did not change with them: see the report.");
    expect(plan.translations.map(({ to, collateral }) => [to.replace(/http:..[^/]*/, ""), collateral])).toEqual(
      Array.from("abcdefgh", (name) => [`prefix:/${name}/`, 1]),
    );
  });

  it("shows each of five", async () => {
    const { result } = await ofFive("folders");
    const lines = result.log.filter((line) => line.startsWith("Plan, widening: "));

    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(5);
    expect(lines.join()).not.toMatch(/more,/);
  });
});

describe("widen-to", () => {
  it.each(BOUNDS)("at %s is a bound: %s sends nothing where the plan needs more", async (provider, widenTo) => {
    const name = `${provider}-${widenTo}`;
    const step = await refused(name);
    const words = new RegExp(`^max-purges: .*21.*widen-to is ${widenTo}.*over-limit: defer`);

    expect(step.result.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG", widened: "false" });
    expect(problemsOf(step, name)).toEqual([expect.stringMatching(words)]);
    expect(step.result.log.join("\n")).toContain(`${name}.${problemsOf(step, name)[0]}`);
    expect(step.stage.sandbox.api.requests).toEqual([]);
    expect(step.stale).toEqual(step.changed);
  });

  it.each(REACHES)("at %s evicts as much as %s says", async (provider, widenTo, _most, besides, widened) => {
    const name = `${provider}-${widenTo}`;
    const { result, stale, evicted, changed } = await fitting(name);

    expect(result.of(name).verdict).toBe("purged");
    expect(isWidened(result.of(name))).toBe(widened);
    expect(stale).toEqual([]);
    expect(evicted.toSorted()).toEqual([...changed, ...besides].toSorted());
    expect(result.of(name).plan.collateral).toBe(besides.length);
  });
});

describe("a plan that takes longer than timeout at the documented rate", () => {
  it("is refused before any request, and the message names a timeout that it fits into", async () => {
    const step = await refused("slow");
    const [problem = ""] = problemsOf(step, "slow");
    const [, message, timeout] = /^timeout: (.*)Set timeout: (\d+m)/.exec(problem) ?? [];

    expect(step.result.outputs).toMatchObject({ verdict: "failed", "error-code": "E_CONFIG" });
    expect(message).toMatch(/at least 10 seconds.*F5.*timeout is 5\. Nothing was sent/);
    expect(step.stage.sandbox.api.requests).toEqual([]);
    expect(step.stale).toEqual(step.changed);

    expect(timeout).toBe("1m");
    expect((await suggested("slow")).result.outputs).toMatchObject({ verdict: "dry-run", "error-code": "" });
  });
});
