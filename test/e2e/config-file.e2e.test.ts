import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { startFront } from "../support/front.ts";
import { accountInputs, BUILD_DIR, pushOf } from "../support/site.ts";
import { everythingWritten, type RunOptions, reportOf, type Stage, setStage } from "../support/stage.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

const FILE = ".github/deploy-purge.yml";

/** The inputs of a stage as a destination of the file; its key comes by the environment. */
function destination(stage: Stage, more: Record<string, unknown>): Record<string, unknown> {
  const { "provider-options": options, ...account } = accountInputs(stage.sandbox);
  const variable = `KEY_${stage.sandbox.provider.toUpperCase()}`;
  // Paradarum has no status: an outer cache waits until its window has passed.
  const window = stage.sandbox.provider === "paradarum" ? { "provider-options": { "propagation-seconds": 1 } } : {};
  return {
    ...window,
    ...account,
    "build-dir": BUILD_DIR,
    ...(options === undefined ? {} : { "provider-options": JSON.parse(options) }),
    "api-key": `\${${variable}}`,
    ...more,
  };
}

function keys(...stages: readonly Stage[]): Record<string, string> {
  return Object.fromEntries(
    stages.map(({ sandbox }) => [`KEY_${sandbox.provider.toUpperCase()}`, sandbox.api.account.apiKey]),
  );
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

describe.concurrent("several destinations in one step", () => {
  it("are all purged exactly, the inner cache before the outer one, each with a report of its own", async () => {
    await using inner = await setStage("paradarum");
    await using outer = await setStage("batoff", { site: inner.site });
    const file = stringify({
      destinations: [destination(outer, { name: "outer", after: "inner" }), destination(inner, { name: "inner" })],
    });
    const run = await runFile(inner, file, keys(inner, outer));

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

  it("remember by themselves what each of them has: a second run sends nothing", async () => {
    await using one = await setStage("paradarum");
    await using two = await setStage("batoff", { site: one.site });
    const file = stringify({
      destinations: [
        destination(one, { name: "one", state: "file:memory/one" }),
        destination(two, { name: "two", state: "file:memory/two" }),
      ],
    });
    const wrong = { ...keys(one, two), KEY_PARADARUM: "wrong-key-0123456789" };
    expect((await runFile(one, file, wrong)).outputs["verdict"]).toBe("failed");
    const sent = two.sandbox.api.requests.length;
    const byHand = { name: "workflow_dispatch", payload: { repository: { full_name: "octo-org/site" } } };
    const again = await runFile(one, file, keys(one, two), {}, byHand);

    const { destinations } = await reportOf(again);
    expect(destinations.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["one", "purged"],
      ["two", "nothing-to-purge"],
    ]);
    expect(await one.stale()).toEqual([]);
    expect(two.sandbox.api.requests.length).toBe(sent);
  });

  it("hold an outer cache back, and owe it, while the inner one is not purged", async () => {
    await using inner = await setStage("paradarum");
    await using outer = await setStage("batoff", { site: inner.site });
    const file = stringify({
      destinations: [destination(inner, { name: "inner" }), destination(outer, { name: "outer", after: ["inner"] })],
    });
    const wrong = { ...keys(inner, outer), KEY_PARADARUM: "wrong-key-0123456789" };
    const run = await runFile(inner, file, wrong);

    expect(run.exitCode).toBe(1);
    expect(outer.sandbox.api.requests).toEqual([]);
    const { destinations } = await reportOf(run);
    expect(destinations.map(({ name, verdict, failures }) => [name, verdict, failures[0]?.code])).toEqual([
      ["inner", "failed", "E_AUTH"],
      ["outer", "failed", "E_DEPENDENCY"],
    ]);
  });

  it("wait until an inner cache has carried out its purge, also one without a status", async () => {
    await using inner = await setStage("paradarum");
    await using outer = await setStage("batoff", { site: inner.site });
    const file = stringify({
      destinations: [
        destination(inner, { name: "inner", "provider-options": { "propagation-seconds": 2 } }),
        destination(outer, { name: "outer", after: "inner" }),
      ],
    });
    const run = await runFile(inner, file, keys(inner, outer));

    expect(run.outputs["verdict"]).toBe("purged");
    const accepted = inner.sandbox.api.requests.at(-1)?.at ?? Number.NaN;
    expect(outer.sandbox.api.requests[0]?.at).toBeGreaterThanOrEqual(accepted + 2000);
  });

  it("hold back all that comes after a failure, and purge what does not; the next run purges the rest", async () => {
    await using inner = await setStage("paradarum");
    await using middle = await setStage("batoff", { site: inner.site });
    await using outer = await setStage("cdn77", { site: inner.site });
    await using beside = await setStage("bunny", { site: inner.site });
    const file = stringify({
      destinations: [
        destination(outer, { name: "outer", after: "middle", state: "file:memory/outer" }),
        destination(middle, { name: "middle", after: ["inner"], state: "file:memory/middle" }),
        destination(inner, { name: "inner", state: "file:memory/inner" }),
        destination(beside, { name: "beside", state: "file:memory/beside" }),
      ],
    });
    const env = keys(inner, middle, outer, beside);
    const failed = await runFile(inner, file, { ...env, KEY_PARADARUM: "wrong-key-0123456789" });

    expect(failed.outputs["error-code"]).toBe("E_AUTH");
    expect([...middle.sandbox.api.requests, ...outer.sandbox.api.requests]).toEqual([]);
    expect(await beside.stale()).toEqual([]);
    const errors = failed.annotations.filter(({ kind }) => kind === "error");
    expect(errors.map(({ title }) => title)).toEqual([
      "inner (Paradarum): E_AUTH",
      "outer (CDN77): E_DEPENDENCY",
      "middle (Batoff): E_DEPENDENCY",
    ]);
    expect(failed.summary.split("\n", 1)[0]).toContain("E&#95;AUTH");

    const byHand = { name: "workflow_dispatch", payload: { repository: { full_name: "octo-org/site" } } };
    const again = await runFile(inner, file, env, {}, byHand);
    expect(again.outputs["verdict"]).toBe("purged");
    for (const { stale } of [inner, middle, outer]) expect(await stale()).toEqual([]);
  });

  it("hold an outer cache back while the inner one has a part of it still to purge", async () => {
    await using inner = await setStage("paradarum");
    await using outer = await setStage("batoff", { site: inner.site });
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
    const run = await runFile(inner, file, keys(inner, outer));

    const { destinations } = await reportOf(run);
    expect(outer.sandbox.api.requests).toEqual([]);
    expect(destinations.map(({ verdict, failures }) => [verdict, failures[0]?.code])).toEqual([
      ["deferred", undefined],
      ["failed", "E_DEPENDENCY"],
    ]);
  });

  it("do not stop each other: one that fails leaves the others purged", async () => {
    await using one = await setStage("paradarum");
    await using two = await setStage("batoff", { site: one.site });
    const file = stringify({
      destinations: [destination(one, { name: "one" }), destination(two, { name: "two" })],
    });
    const run = await runFile(one, file, { ...keys(one, two), KEY_PARADARUM: "wrong-key-0123456789" });

    expect(run.exitCode).toBe(1);
    expect(await two.stale()).toEqual([]);
    expect(run.outputs["error-code"]).toBe("E_AUTH");
    const { destinations } = await reportOf(run);
    expect(destinations.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["one", "failed"],
      ["two", "purged"],
    ]);
  });

  it("send nothing anywhere when one of them cannot be planned", async () => {
    await using one = await setStage("paradarum");
    await using two = await setStage("batoff", { site: one.site });
    const file = stringify({
      destinations: [
        destination(one, { name: "one" }),
        destination(two, { name: "two", "max-purges": 1, "widen-to": "none" }),
      ],
    });
    const run = await runFile(one, file, keys(one, two));

    expect(run.exitCode).toBe(1);
    expect(run.outputs["error-code"]).toBe("E_CONFIG");
    expect([...one.sandbox.api.requests, ...two.sandbox.api.requests]).toEqual([]);
  });

  it("name each of them that cannot be planned or remembered, all at once", async () => {
    await using one = await setStage("paradarum");
    await using two = await setStage("batoff", { site: one.site });
    await using three = await setStage("bunny", { site: one.site });
    const few = { "max-purges": 1, "purge-by": "path", "widen-to": "none" };
    const file = stringify({
      destinations: [
        destination(one, { name: "one", ...few }),
        destination(two, { name: "two", ...few }),
        destination(three, { name: "three", state: "file:." }),
      ],
    });
    const run = await runFile(one, file, keys(one, two, three));

    expect(run.outputs["error-code"]).toBe("E_CONFIG");
    for (const words of ["one.max-purges: ", "two.max-purges: ", "three: "])
      expect(run.log.join("\n")).toContain(words);
  });

  it("keep a key out of the log, the report and the environment of what they start", async () => {
    await using stage = await setStage("batoff");
    const file = stringify({ destinations: [destination(stage, { name: "edge" })] });
    const run = await runFile(stage, file, keys(stage));

    expect(run.exitCode).toBe(0);
    expect(run.rawStdout.replace(/^::add-mask::.*$/gm, "")).not.toContain(stage.sandbox.api.account.apiKey);
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
    const run = await runFile(stage, text, { ...keys(stage), BYPASS: token });

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
