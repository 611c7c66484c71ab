import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import { once } from "../../src/lib/once.ts";
import { startFront } from "../support/front.ts";
import { accountInputs, BUILD_DIR, pushOf } from "../support/site.ts";
import { everythingWritten, type RunOptions, reportOf, type Stage, setStage } from "../support/stage.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const FILE = ".github/deploy-purge.yml";

/** The inputs of a stage as a destination of the file; its key comes by the environment. */
function destination(stage: Stage, { name, ...more }: { readonly name: string } & Record<string, unknown>) {
  const { "provider-options": options, ...account } = accountInputs(stage.sandbox);
  // Paradarum has no status: an outer cache waits until its window has passed.
  const window = stage.sandbox.provider === "paradarum" ? { "provider-options": { "propagation-seconds": 1 } } : {};
  return {
    name,
    ...window,
    ...account,
    "build-dir": BUILD_DIR,
    ...(options === undefined ? {} : { "provider-options": JSON.parse(options) }),
    "api-key": `\${${variableOf(name)}}`,
    ...more,
  };
}

/** Variables with the keys of destinations, by their names. */
function keys(stages: Readonly<Record<string, Stage>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stages).map(([name, { sandbox }]) => [variableOf(name), sandbox.api.account.apiKey]),
  );
}

function variableOf(name: string): string {
  return `KEY_${name.toUpperCase()}`;
}

/** Runs the action on the first stage's repository, with `config` as its only word on what is purged. */
async function runFile(
  stage: Stage,
  text: string,
  env: Record<string, string>,
  more: Record<string, string> = {},
  event: RunOptions["event"] = pushOf(stage.site),
) {
  await stage.site.repository.write({ [FILE]: text });
  return stage.run({
    env,
    event,
    secrets: Object.values(env),
    with: {
      ...Object.fromEntries(Object.keys(accountInputs(stage.sandbox)).map((name) => [name, undefined])),
      "build-dir": undefined,
      config: FILE,
      ...more,
    },
  });
}

const WRONG_KEY = "wrong-key-0123456789";
const BY_HAND = { name: "workflow_dispatch", payload: { repository: { full_name: "octo-org/site" } } };

/** Caches of one site, each at a provider of its own; the first one's repository has the site. */
async function setStages<Name extends string>(providers: Readonly<Record<Name, ProviderId>>) {
  const stages: Partial<Record<Name, Stage>> = {};
  let site: Stage["site"] | undefined;
  for (const [name, provider] of Object.entries(providers) as [Name, ProviderId][]) {
    const stage = await setStage(provider, site === undefined ? {} : { site });
    site ??= stage.site;
    stages[name] = stage;
    ended.push(stage);
  }
  return stages as Record<Name, Stage>;
}

const ended: Stage[] = [];
// The first one of a site removes it.
afterAll(async () => {
  for (const stage of ended.toReversed()) await stage[Symbol.asyncDispose]();
});

describe.concurrent("an inner and an outer cache in one step", () => {
  const layered = once(async () => {
    const stages = await setStages({ inner: "paradarum", outer: "batoff" });
    const { inner, outer } = stages;
    const file = stringify({
      destinations: [
        destination(outer, { name: "outer", after: "inner" }),
        destination(inner, { name: "inner", "provider-options": { "propagation-seconds": 2 } }),
      ],
    });
    return { inner, outer, run: await runFile(inner, file, keys(stages)) };
  });

  it("are both purged exactly, the inner one first, each with a report of its own", async () => {
    const { inner, outer, run } = await layered();

    expect(run.log.join("\n")).toContain("Verdict: purged.");
    expect(await inner.stale()).toEqual([]);
    expect(inner.evicted()).toEqual([]);
    expect(await outer.stale()).toEqual([]);
    const report = await reportOf(run);
    expect(report.destinations.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["outer", "purged"],
      ["inner", "purged"],
    ]);
    const [firstOuter] = outer.sandbox.api.requests;
    const lastInner = inner.sandbox.api.requests.at(-1);
    expect(firstOuter?.at).toBeGreaterThanOrEqual(lastInner?.at ?? Number.NaN);
  });

  it("wait until the inner one has carried out its purge, also one without a status", async () => {
    const { inner, outer, run } = await layered();

    expect(run.outputs["verdict"]).toBe("purged");
    const accepted = inner.sandbox.api.requests.at(-1)?.at ?? Number.NaN;
    expect(outer.sandbox.api.requests[0]?.at).toBeGreaterThanOrEqual(accepted + 2000);
  });

  it("keep their keys out of all that the step writes", async () => {
    const { inner, outer, run } = await layered();

    expect(run.exitCode).toBe(0);
    const written = await everythingWritten(run);
    for (const { sandbox } of [inner, outer]) expect(written).not.toContain(sandbox.api.account.apiKey);
  });

  it("hold the outer one back while the inner one has a part of it still to purge", async () => {
    const stages = await setStages({ inner: "paradarum", outer: "batoff" });
    const { inner, outer } = stages;
    const some = {
      "max-purges": 1,
      "purge-by": "path",
      "widen-to": "none",
      "over-limit": "defer",
      "on-missing-state": "last-push",
    };
    const file = stringify({
      destinations: [
        destination(inner, { name: "inner", state: "file:memory/inner", ...some }),
        destination(outer, {
          name: "outer",
          after: "inner",
          state: "file:memory/outer",
          "on-missing-state": "last-push",
        }),
      ],
    });
    const run = await runFile(inner, file, keys(stages));

    const { destinations } = await reportOf(run);
    expect(outer.sandbox.api.requests).toEqual([]);
    expect(destinations.map(({ verdict, failures }) => [verdict, failures[0]?.code])).toEqual([
      ["deferred", undefined],
      ["failed", "E_DEPENDENCY"],
    ]);
  });
});

describe("several destinations in one step, of which one fails", () => {
  /** The second run has those that remember alone, and the right key. */
  const failing = once(async () => {
    const stages = await setStages({
      inner: "paradarum",
      middle: "batoff",
      outer: "cdn77",
      beside: "bunny",
      held: "batoff",
      apart: "keycdn",
    });
    const { inner, middle, outer, beside, held, apart } = stages;
    const remembering = [
      destination(outer, { name: "outer", after: "middle", state: "file:memory/outer" }),
      destination(middle, { name: "middle", after: ["inner"], state: "file:memory/middle" }),
      destination(inner, { name: "inner", state: "file:memory/inner" }),
      destination(beside, { name: "beside", state: "file:memory/beside" }),
    ];
    const others = [destination(held, { name: "held", after: "inner" }), destination(apart, { name: "apart" })];
    const env = keys(stages);
    const failed = await runFile(inner, stringify({ destinations: [...remembering, ...others] }), {
      ...env,
      KEY_INNER: WRONG_KEY,
    });
    const heldBack = [middle, outer, held].map(({ sandbox }) => sandbox.api.requests.length);
    const sent = beside.sandbox.api.requests.length;
    const freshAtOnce = await Promise.all([beside, apart].map((stage) => stage.stale()));
    const again = await runFile(inner, stringify({ destinations: remembering }), env, {}, BY_HAND);
    return { stages, failed, heldBack, sent, freshAtOnce, again };
  });

  it("hold back all that comes after it, whether they remember or not", async () => {
    const { failed, heldBack } = await failing();

    expect([failed.exitCode, failed.outputs["error-code"], heldBack]).toEqual([1, "E_AUTH", [0, 0, 0]]);
    const { destinations } = await reportOf(failed);
    expect(destinations.map(({ name, verdict, failures }) => [name, verdict, failures[0]?.code])).toEqual([
      ["outer", "failed", "E_DEPENDENCY"],
      ["middle", "failed", "E_DEPENDENCY"],
      ["inner", "failed", "E_AUTH"],
      ["beside", "purged", undefined],
      ["held", "failed", "E_DEPENDENCY"],
      ["apart", "purged", undefined],
    ]);
    const errors = failed.annotations.filter(({ kind }) => kind === "error");
    expect(errors.map(({ title }) => title)).toEqual([
      "inner (Paradarum): E_AUTH",
      "outer (CDN77): E_DEPENDENCY",
      "middle (Batoff): E_DEPENDENCY",
      "held (Batoff): E_DEPENDENCY",
    ]);
    expect(failed.summary.split("\n", 1)[0]).toContain("E&#95;AUTH");
  });

  it("do not stop each other: what does not come after it is purged", async () => {
    expect((await failing()).freshAtOnce).toEqual([[], []]);
  });

  it("remember by themselves what each of them has: the next run purges the rest, and sends nothing else", async () => {
    const { stages, sent, again } = await failing();

    expect(again.outputs["verdict"]).toBe("purged");
    const { destinations } = await reportOf(again);
    expect(destinations.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["outer", "purged"],
      ["middle", "purged"],
      ["inner", "purged"],
      ["beside", "nothing-to-purge"],
    ]);
    for (const { stale } of [stages.inner, stages.middle, stages.outer]) expect(await stale()).toEqual([]);
    expect(stages.beside.sandbox.api.requests.length).toBe(sent);
  });
});

describe("several destinations in one step, of which some cannot be planned or remembered", () => {
  const unplanned = once(async () => {
    const stages = await setStages({ good: "cdn77", one: "paradarum", two: "batoff", wide: "batoff", three: "bunny" });
    const { good, one, two, wide, three } = stages;
    const few = { "max-purges": 1, "purge-by": "path", "widen-to": "none" };
    const file = stringify({
      destinations: [
        destination(good, { name: "good" }),
        destination(one, { name: "one", ...few }),
        destination(two, { name: "two", ...few }),
        destination(wide, { name: "wide", "max-purges": 1, "widen-to": "none" }),
        destination(three, { name: "three", state: "file:." }),
      ],
    });
    return { stages, run: await runFile(good, file, keys(stages)) };
  });

  it("send nothing anywhere", async () => {
    const { stages, run } = await unplanned();

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect(Object.values(stages).flatMap(({ sandbox }) => sandbox.api.requests)).toEqual([]);
  });

  it("are all named at once", async () => {
    const log = (await unplanned()).run.log.join("\n");
    for (const words of ["one.max-purges: ", "two.max-purges: ", "wide.max-purges: ", "three: "])
      expect(log).toContain(words);
  });
});

describe("site-headers in a configuration file", () => {
  it("are read from the environment, masked, and sent to the site's own host alone", async () => {
    const token = "bypass-0123456789abcdef";
    await using stage = await setStage("paradarum");
    await using other = await startFront(stage.sandbox, () => ({ body: "thank you" }));
    await using front = await startFront(stage.sandbox, async ({ path, headers }, edge) => {
      if (headers["x-bypass"] !== token) return { status: 401 };
      if (path === "/about/") return { status: 302, headers: { location: `${other.url}/about/` } };
      return { status: /gone|old-name/.test(path) ? 404 : 200, body: await edge() };
    });
    const text = stringify({
      "site-headers": { "X-Bypass": "${BYPASS}" },
      destinations: [
        destination(stage, {
          name: "edge",
          "site-url": `${front.url}/`,
          "wait-for": "verified",
          prewarm: true,
          timeout: 20,
        }),
      ],
    });
    const run = await runFile(stage, text, { ...keys({ edge: stage }), BYPASS: token });

    const { verification } = (await reportOf(run)).destinations[0] ?? {};
    expect(verification?.seen.filter(({ kind }) => kind === "fresh").length).toBeGreaterThan(0);
    expect(front.visits.some(({ headers }) => headers["x-bypass"] === token)).toBe(true);
    expect(JSON.stringify([other.visits, stage.sandbox.api.requests])).not.toContain(token);
    expect((await everythingWritten(run)).replace(/^::add-mask::.*$/gm, "")).not.toContain(token);
  }, 60_000);
});

describe("a configuration file that is wrong", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage("batoff");
  });
  afterAll(async () => {
    expect(stage.sandbox.api.requests).toEqual([]);
    await stage[Symbol.asyncDispose]();
  });

  /** What the step says of a file that it refuses. */
  async function refusalOf(text: string): Promise<{ readonly log: string; readonly problems: readonly string[] }> {
    const run = await runFile(stage, text, { KEY: "hado_sk_0123456789" });
    const { problems } = await reportOf(run);
    const log = run.log.join("\n");
    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect(log).not.toContain("0123456789abcdef");
    return { log, problems: problems.map(({ input, message }) => `${input}: ${message}`) };
  }

  it.each([
    ["no destinations", "routes: []\n", [`${FILE}:1:1`, "needs a list under destinations"]],
    ["no YAML", "destinations: [\n", [`${FILE}:2:1`, "is no valid YAML"]],
  ])("says where it is: %s", async (_, text, expected) => {
    const { log } = await refusalOf(text);
    for (const words of expected) expect(log).toContain(words);
  });

  describe("in many places", () => {
    const lines = [
      "{ dry-run: true, purge-by: nothing, provider: hado, site: www.example.com, api-key: '${KEY}', destinations: [",
      "  { name: unknown, provder: hado },",
      "  { name: twice },",
      "  { name: twice },",
      "  { name: a, after: b },",
      "  { name: b, after: a },",
      "  { name: outer, after: edge },",
      "  { name: plain, api-key: 0123456789abcdef },",
      "  { name: unset, api-key: '${NOT_SET}' },",
      "  { name: kind, timeout: { a: 1 } },",
      "]}",
      "",
    ];
    const wrong = [
      ["an input of the run", "1:3 dry-run", "for the whole run"],
      ["a shared value that is wrong, once", "1:18 purge-by", 'knows no "nothing"'],
      ["an unknown key", "2:20 unknown.provder", "Did you mean provider?"],
      ["a name twice", "4:5 twice.name", "a second time"],
      ["a circle", "5:14 a.after", "a after b after a"],
      ["a name that is not there", "7:18 outer.after", 'names "edge"'],
      ["a secret in plain", "8:18 plain.api-key", "must be a reference"],
      ["a variable that is not set", "9:18 unset.api-key", "${NOT_SET}, which is not set"],
      ["a value of the wrong kind", "10:17 kind.timeout", "must be a text"],
    ] as const;
    let refusal: Awaited<ReturnType<typeof refusalOf>>;
    beforeAll(async () => {
      refusal = await refusalOf(lines.join("\n"));
    });

    it.each(wrong)("says where it is: %s", async (_, place, words) => {
      const here = refusal.problems.filter((problem) => problem.startsWith(`${FILE}:${place}: `));
      expect(here).toEqual([expect.stringContaining(words)]);
      expect(refusal.log).toContain(here[0]);
    });

    it("says each once, in the order of the file, and nothing else", () => {
      expect(refusal.problems).toEqual(wrong.map(([, place]) => expect.stringContaining(`${FILE}:${place}: `)));
    });
  });

  it("is not read beside inputs that belong into it", async () => {
    const run = await runFile(stage, "destinations:\n  - { name: a, provider: hado }\n", {}, { provider: "batoff" });

    expect(run.log.join("\n")).toContain("provider: stands beside config");
  });

  it("is refused where it is larger than a configuration can be", async () => {
    const run = await runFile(stage, `# ${"x".repeat(2 ** 20)}\ndestinations: []\n`, {});

    expect([run.exitCode, run.outputs["error-code"]]).toEqual([1, "E_CONFIG"]);
    expect(run.log.join("\n")).toContain("config: names .github/deploy-purge.yml, which is larger than 1048576 bytes");
  });

  it("is refused where a link leads out of the workspace", async () => {
    const elsewhere = join(await makeTempFolder("elsewhere-"), "linked-from.yml");
    await writeFile(elsewhere, "secret: words\n");
    await symlink(elsewhere, join(stage.site.repository.root, "linked.yml"));
    const run = await runFile(stage, "", {}, { config: "linked.yml" });

    expect(run.log.join("\n")).toContain("leads out of the workspace");
    expect(run.log.join("\n")).not.toContain("secret: words");
  });
});
