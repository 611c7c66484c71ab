/** The workflows of `examples/`, their steps as they stand there, against the sandbox: only addresses, keys and windows are replaced. */
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import type { ProviderId, Sandbox } from "../../sandbox/sandbox.ts";
import { PROPAGATION_MS, startSandbox } from "../../sandbox/start.ts";
import { startCommentsServer } from "../support/comments-server.ts";
import { createRepository, type TestRepository } from "../support/repository.ts";
import { accountInputs, type Build, fetchPage, fill, staleOf } from "../support/site.ts";
import { textOf } from "../tools/repository.ts";
import { evaluated, purgeSteps, type ShownStep } from "../tools/shown-steps.ts";
import { type ActionResult, type ActionRun, runAction } from "./runner.ts";

const KEPT: readonly (readonly [string, string])[] = [
  ["index.html", "home"],
  ["contact.html", "contact"],
];
const BEFORE: Build = new Map([...KEPT, ["about.html", "old"], ["gone.html", "gone"]]);
const AFTER: Build = new Map([...KEPT, ["about.html", "new"], ["fresh.html", "fresh"]]);
const CHANGED = ["/about.html", "/fresh.html", "/gone.html"];
const UNCHANGED = ["/index.html", "/contact.html"];
const FOUND_FOR_LONG_MS = 5000;
const LOOK_EVERY_MS = 20;
/** A purge arrives at the sandbox's edge within 40 ms: its window need not be as long as Hado's. */
const SHORT_WINDOW = { "propagation-seconds": 1 };

type Values = Readonly<Record<string, string>>;

function workflow(name: string) {
  return parse(textOf(`examples/${name}.yml`));
}

/** The inputs of a shown step at this sandbox: its own account, and a memory in a file, since there is no service here. */
function inputsAt(sandbox: Sandbox, step: ShownStep, values: Values = {}, base = ""): Record<string, string> {
  const shown = Object.entries(step.with ?? {}).map(([name, value]) => [name, fillIn(String(value), values)]);
  const account = accountInputs(sandbox);
  const state = step.with?.["routes"] === undefined ? { state: `file:memory/${values["app"] ?? "site"}` } : {};
  const window = sandbox.provider === "hado" ? { "provider-options": JSON.stringify(SHORT_WINDOW) } : {};
  return { ...Object.fromEntries(shown), ...account, ...window, "site-url": `${sandbox.edge.url}/${base}`, ...state };
}

function fillIn(value: string, values: Values): string {
  return evaluated(
    value.replace(/\$\{\{ matrix\.(\w+) \}\}/g, (_, name) => values[name] ?? ""),
    "",
  );
}

interface Deploy {
  readonly sandbox: Sandbox;
  readonly repository: TestRepository;
  readonly steps: readonly ShownStep[];
  readonly event: NonNullable<ActionRun["event"]>;
  readonly values?: Values;
  /** Below which path the site lies, `loans/` for example. */
  readonly base?: string;
}

/** One deploy as the workflow has it: what is announced, the upload, and what purges. Gives the last step's result. */
async function deploy(build: Build, { sandbox, repository, steps, event, values, base = "" }: Deploy) {
  const folder = fillIn(String(steps.at(-1)?.with?.["build-dir"]), values ?? {});
  const files = Object.fromEntries([...build].map(([path, content]) => [`${folder}/${path}`, content]));
  await repository.write({ [folder]: null });
  await repository.write(files);
  let last: ActionResult | undefined;
  for (const [at, step] of steps.entries()) {
    if (at === steps.length - 1) sandbox.origin.deploy(new Map([...build].map(([path, text]) => [base + path, text])));
    last = await runAction({
      workspace: repository.root,
      event,
      secrets: [sandbox.api.account.apiKey],
      with: inputsAt(sandbox, step, values, base),
    });
    await last.cleanUp();
    expect(last.rawStdout).not.toContain("::error");
    expect(last.exitCode).toBe(0);
  }
  return last as ActionResult;
}

/** Old content that the edge still has when propagation has had its time. */
async function staleAt(sandbox: Sandbox, paths: readonly string[]): Promise<readonly string[]> {
  const until = performance.now() + FOUND_FOR_LONG_MS;
  let stale = await staleOf(sandbox, paths);
  while (stale.length > 0 && performance.now() < until) {
    await sleep(LOOK_EVERY_MS);
    stale = await staleOf(sandbox, stale);
  }
  return stale;
}

/** Three deploys of a built site: the first one ever, a change, and nothing new. Gives the results of the last two. */
async function threeDeploys(one: Omit<Deploy, "repository">) {
  await using repository = await createRepository();
  const { sandbox, base = "" } = one;
  const [changed, unchanged] = [CHANGED, UNCHANGED].map((paths) => paths.map((path) => `/${base}${path.slice(1)}`));
  await deploy(BEFORE, { ...one, repository });
  // What it purged without waiting would go from the edge after it is filled.
  await sleep(2 * PROPAGATION_MS);
  await fill(sandbox, [...(changed ?? []), ...(unchanged ?? [])]);
  const run = await deploy(AFTER, { ...one, repository });
  expect(run.outputs["verdict"]).toBe("purged");
  expect(await staleAt(sandbox, changed ?? [])).toEqual([]);
  for (const path of unchanged ?? []) expect([path, (await fetchPage(sandbox, path)).cache]).toEqual([path, "HIT"]);
  const requests = sandbox.api.requests.length;
  const again = await deploy(AFTER, { ...one, repository });
  expect(again.outputs["verdict"]).toBe("nothing-to-purge");
  expect(sandbox.api.requests.length).toBe(requests);
  return [run, again];
}

const PUSH = { name: "push", payload: { ref: "refs/heads/main", repository: { full_name: "octo-org/site" } } };
const RELEASE = { name: "release", payload: { action: "published", release: { tag_name: "v1" } } };

async function withSandbox<T>(provider: ProviderId, work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const sandbox = await startSandbox({ provider });
  try {
    return await work(sandbox);
  } finally {
    await sandbox.close();
  }
}

describe.concurrent("the examples, in the sandbox", () => {
  it.each([
    ["github-pages", "f5xc", PUSH, 1],
    ["rsync", "batoff", PUSH, 2],
    ["hado-prewarm", "hado", PUSH, 1],
    ["release-gate", "paradarum", RELEASE, 1],
  ] as const)("%s leaves nothing stale, and nothing else touched", async (name, provider, event, count) => {
    const steps = purgeSteps(workflow(name));
    expect(steps.length).toBe(count);
    await withSandbox(provider, async (sandbox) => {
      if (name === "hado-prewarm") return renderedPages(sandbox, steps);
      const runs = await threeDeploys({ sandbox, steps, event });
      if (name === "release-gate") expect(runs.map(({ outputs }) => outputs["confirmed"])).toEqual(["true", "true"]);
    });
  });

  it("monorepo keeps its properties apart", async () => {
    const { deploy: job } = workflow("monorepo").jobs;
    const steps = purgeSteps(workflow("monorepo"));
    await withSandbox("paradarum", async (sandbox) => {
      for (const { app } of job.strategy.matrix.include)
        await threeDeploys({ sandbox, steps, event: PUSH, values: { app }, base: `${app}/` });
    });
  });

  it("php-routes purges by sources", async () => {
    const [step = {}] = purgeSteps(workflow("php-routes"));
    await using repository = await createRepository({ "public/shop/cart.php": "old", "public/index.php": "home" });
    await withSandbox("5centscdn", async (sandbox) => {
      const site = (cart: string) =>
        new Map([
          ["shop/cart.php", cart],
          ["shop/cart", cart],
          ["index.php", "home"],
        ]);
      const before = await repository.head();
      sandbox.origin.deploy(site("old"));
      await fill(sandbox, ["/shop/cart.php", "/shop/cart", "/index.php"]);
      await repository.write({ "public/shop/cart.php": "new", "README.md": "harmless" });
      const after = await repository.commit();
      sandbox.origin.deploy(site("new"));
      const run = await runAction({
        workspace: repository.root,
        event: { name: "push", payload: { ...PUSH.payload, before, after } },
        with: inputsAt(sandbox, step),
      });
      await run.cleanUp();
      expect(run.outputs).toMatchObject({ verdict: "purged", "purged-count": "2" });
      expect(await staleAt(sandbox, ["/shop/cart.php", "/shop/cart"])).toEqual([]);
      expect((await fetchPage(sandbox, "/index.php")).cache).toBe("HIT");
    });
  });

  it("preview leads with what would be purged, sends nothing and needs no key", async () => {
    const [step = {}] = purgeSteps(workflow("preview"));
    await using repository = await createRepository({ "dist/about.html": "old", "dist/index.html": "home" });
    await using gitHub = await startCommentsServer();
    await withSandbox("batoff", async (sandbox) => {
      const base = await repository.head();
      await repository.write({ "dist/about.html": "new" });
      const head = await repository.commit();
      const { "api-key": _, "api-secret": __, ...inputs } = inputsAt(sandbox, step);
      const payload = { number: 7, pull_request: { number: 7, base: { sha: base, ref: "main" }, head: { sha: head } } };
      const run = await runAction({
        workspace: repository.root,
        event: { name: "pull_request", payload: { ...payload, repository: { full_name: "octo-org/site" } } },
        github: { api_url: gitHub.url },
        with: inputs,
      });
      await run.cleanUp();
      expect(run.outputs["verdict"]).toBe("dry-run");
      expect(gitHub.comments.map(({ body }) => body)).toEqual([expect.stringContaining("/about")]);
      expect(run.summary).toMatch(/^## 🔍 Would purge 1 URL of 1 file in 1 request · dry run, nothing sent/u);
      expect(sandbox.api.requests).toEqual([]);
    });
  });

  it("several-cdns purges both, by the configuration file of the documentation", async () => {
    const [step = {}] = purgeSteps(workflow("several-cdns"));
    const file = parse(textOf("docs/deploy-purge.example.yml"));
    await using repository = await createRepository();
    await withSandbox("paradarum", (inner) =>
      withSandbox("batoff", async (outer) => {
        const destinations = [inner, outer].map((sandbox, at) => {
          const { "api-key": _, "provider-options": options, ...account } = accountInputs(sandbox);
          const given = options === undefined ? {} : { "provider-options": JSON.parse(options) };
          // The inner one has no status: what comes after it waits until its window has passed.
          const window = sandbox === inner ? { "provider-options": SHORT_WINDOW } : {};
          return { ...window, ...file.destinations[at], ...account, ...given, state: `file:memory/${at}` };
        });
        const path = String(step.with?.["config"]);
        expect(dirname(path)).toBe(".github");
        const env = Object.fromEntries(
          Object.keys(step.env ?? {}).map((name) => [
            name,
            (name.startsWith("BATOFF") ? outer : inner).api.account.apiKey,
          ]),
        );
        const put = async (build: Build): Promise<ActionResult> => {
          for (const { origin } of [inner, outer]) origin.deploy(build);
          const files = Object.fromEntries([...build].map(([name, text]) => [join("dist", name), text]));
          await repository.write({ dist: null });
          await repository.write({ ...files, [path]: stringify({ ...file, destinations }) });
          const run = await runAction({ workspace: repository.root, event: PUSH, env, with: { config: path } });
          await run.cleanUp();
          return run;
        };
        await put(BEFORE);
        for (const sandbox of [inner, outer]) await fill(sandbox, [...CHANGED, ...UNCHANGED]);
        const run = await put(AFTER);
        expect(run.outputs["verdict"]).toBe("purged");
        for (const sandbox of [inner, outer]) expect(await staleAt(sandbox, CHANGED)).toEqual([]);
      }),
    );
  });
});

/** Hado keeps one rendered page for each URL; those of the sitemap are no files. */
async function renderedPages(sandbox: Sandbox, steps: readonly ShownStep[]): Promise<void> {
  await using repository = await createRepository();
  const build = (...pages: readonly string[]): Build => {
    const urls = pages.map((page) => `<url><loc>${sandbox.edge.url}/${page}</loc></url>`).join("");
    return new Map([...KEPT, ["sitemap.xml", `<urlset>${urls}</urlset>`]]);
  };
  const one = { sandbox, repository, steps, event: PUSH };
  await deploy(build("bread", "rolls"), one);
  const run = await deploy(build("bread", "cake"), one);
  const purged = sandbox.api.requests.map(({ body }) => body).join("\n");
  expect(run.outputs).toMatchObject({ verdict: "purged", "changed-files": "1" });
  for (const page of ["/cake", "/rolls"]) expect(purged).toContain(page);
  expect(run.log.join("\n")).toMatch(/Prewarm|prewarm|fetched/);
}
