/** `npm start -- --workflow FILE`: the steps of a workflow that purge, run against the sandbox as they stand there. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parse, stringify } from "yaml";
import { type ActionResult, runAction } from "../test/e2e/runner.ts";
import { type CommentsServer, startCommentsServer } from "../test/support/comments-server.ts";
import { createRepository, type TestRepository } from "../test/support/repository.ts";
import { fetchPage, fill } from "../test/support/site.ts";
import { table } from "./demo-print.ts";
import { atSandbox, type Destination, nameOf, providerOf, texts } from "./played-inputs.ts";
import type { PlayedDeploy, PlayedSite } from "./played-site.ts";
import type { Sandbox } from "./sandbox.ts";
import { siteFor } from "./site-for-inputs.ts";
import { PROPAGATION_MS, startSandbox } from "./start.ts";
import { judgeUnknown, standIns } from "./unknown-inputs.ts";
import type { Leg, PurgeStep } from "./workflow-file.ts";

/** The file that the documentation shows, where the workflow names one that is not here. */
const SHOWN_CONFIG = new URL("../docs/deploy-purge.example.yml", import.meta.url);
const REPOSITORY = { full_name: "octo-org/site" };
const NO_COMMIT = "0".repeat(40);
/** Longest wait for a propagation that takes 40 ms, and the pause between two looks, in milliseconds. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** Plays every job of the workflow that purges. @returns what is wrong, in words; empty where all is well. */
export async function playWorkflow(path: string, legs: readonly Leg[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const read of legs) {
    const leg = { ...read, steps: read.steps.map(standIns) };
    console.log(`== ${path}, job ${leg.name}`);
    faults.push(...(await playLeg(leg, path)).map((fault) => `${leg.name}: ${fault}`));
  }
  return faults;
}

/** One leg while it is played. */
interface Stage {
  readonly leg: Leg;
  readonly repository: TestRepository;
  readonly site: PlayedSite;
  /** By the name of the destination, or the provider's id. */
  readonly sandboxes: ReadonlyMap<string, Sandbox>;
  readonly config: Config | undefined;
  readonly github: CommentsServer;
}

interface Config {
  readonly path: string;
  readonly content: Readonly<Record<string, unknown>> & { readonly destinations: readonly Destination[] };
}

async function playLeg(leg: Leg, workflow: string): Promise<readonly string[]> {
  const { problems, leftOut } = judgeUnknown(leg);
  if (problems.length > 0) return problems;
  if (leftOut.length > 0) console.log(`left out, since only GitHub knows the value: ${leftOut.join(", ")}`);
  const config = await readConfigFile(leg, workflow);
  const named = config === undefined ? leg.steps.map((step) => step.with) : config.content.destinations;
  const sandboxes = new Map<string, Sandbox>();
  await using repository = await createRepository();
  await using github = await startCommentsServer();
  try {
    for (const one of named) {
      const given = { ...config?.content, ...one };
      const name = nameOf(given);
      if (!sandboxes.has(name)) sandboxes.set(name, await startSandbox({ provider: providerOf(given) }));
    }
    const shared = { ...config?.content, ...leg.steps.at(-1)?.with, ...config?.content.destinations[0] };
    const site = siteFor(shared, [...sandboxes.values()]);
    for (const { origin } of sandboxes.values()) for (const [file, tag] of site.tags) origin.tag(file, [tag]);
    const stage: Stage = { leg, repository, site, sandboxes, config, github };
    return await (leg.eventName === "pull_request" ? playPreview(stage) : playDeploys(stage));
  } finally {
    await Promise.all([...sandboxes.values()].map((sandbox) => sandbox.close()));
  }
}

async function readConfigFile({ steps }: Leg, workflow: string): Promise<Config | undefined> {
  const path = steps.find((step) => step.with["config"] !== undefined)?.with["config"];
  if (path === undefined) return undefined;
  // In the repository of the workflow, or beside a workflow that lies elsewhere.
  const folder = dirname(resolve(workflow));
  const root = folder.replace(/[\\/]\.github[\\/]workflows$/, "");
  const found = [join(root, path), join(folder, basename(path))].find((one) => existsSync(one));
  if (found === undefined) console.log(`${path} is not here: docs/deploy-purge.example.yml is taken for it.`);
  return { path, content: readDestinations(path, parse(await readFile(found ?? SHOWN_CONFIG, "utf8"))) };
}

/** @throws an Error where the file has no destinations: the action says the same, with the line. */
function readDestinations(path: string, content: unknown): Config["content"] {
  const { destinations } = (content ?? {}) as Partial<Config["content"]>;
  if (!Array.isArray(destinations))
    throw new Error(`${path} has no list of destinations: see docs/several-destinations.md`);
  return content as Config["content"];
}

/** Three deploys: the first one ever, a change, and nothing new. */
async function playDeploys(stage: Stage): Promise<readonly string[]> {
  const { site, sandboxes, leg } = stage;
  const isDry = leg.steps.at(-1)?.with["dry-run"] === "true";
  const first = await deploy("the first deploy", site.before, NO_COMMIT, stage);
  if (first.faults.length > 0) return first.faults;
  // What the first deploy purged without waiting would go from the edge after it is filled.
  await sleep(2 * PROPAGATION_MS);
  for (const sandbox of sandboxes.values()) await fill(sandbox, [...site.changed, ...site.kept]);
  const second = await deploy("a deploy with changes", site.after, first.commit, stage);
  const faults = [...second.faults];
  if (isDry) console.log("A dry run sends nothing: the edge is as it was.");
  for (const [name, sandbox] of isDry ? [] : sandboxes)
    faults.push(...(await findEdgeFaults(name, sandbox, site, second.isWidened)));
  const third = await deploy("a deploy without changes", site.after, second.commit, stage);
  console.log("");
  const expected = isDry ? "dry-run" : site.purgesAlways ? "purged" : "nothing-to-purge";
  if (third.faults.length === 0 && third.verdict !== expected)
    faults.push(`a deploy without changes is ${third.verdict}, not ${expected}`);
  return [...faults, ...third.faults];
}

async function findEdgeFaults(name: string, sandbox: Sandbox, { changed, kept }: PlayedSite, isWidened: boolean) {
  const stale = await staleAfterAll(sandbox, changed);
  const caches = await Promise.all(kept.map(async (path) => (await fetchPage(sandbox, path)).cache));
  const evicted = kept.filter((_, at) => caches[at] !== "HIT");
  console.log(
    `edge of ${name}: ${changed.length - stale.length} of ${changed.length} changed pages are fresh, ` +
      `${kept.length - evicted.length} of ${kept.length} unchanged ones still cached`,
  );
  const faults = stale.map((path) => `${path} is stale at ${name}`);
  if (!isWidened) return [...faults, ...evicted.map((path) => `${path} was evicted at ${name}`)];
  console.log("The provider cannot purge less: the plan was widened, and the job's summary counts what goes with it.");
  return faults;
}

async function playPreview(stage: Stage): Promise<readonly string[]> {
  const { repository, site, github } = stage;
  const base = await commit(repository, site, site.before);
  const head = await commit(repository, site, site.after);
  const pull_request = { number: 7, base: { sha: base, ref: "main" }, head: { sha: head } };
  const event = { name: "pull_request", payload: { number: 7, pull_request, repository: REPOSITORY } };
  const { faults } = await runSteps("a pull request", event, stage);
  for (const { body } of github.comments) console.log(`The comment on it:\n\n${readable(body).replace(/^/gm, "  ")}\n`);
  return faults;
}

/** The text that GitHub shows for a comment. */
function readable(markdown: string): string {
  return markdown
    .replace(/<!--.*?-->\s*|<[^>]*>|\*\*|^#+ /gm, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\n{2,}/g, "\n")
    .trim();
}

async function deploy(what: string, played: PlayedDeploy, before: string, stage: Stage) {
  const { repository, site, sandboxes, leg } = stage;
  const after = await commit(repository, site, played);
  for (const { origin } of sandboxes.values()) origin.deploy(played.origin);
  const payload = { ref: "refs/heads/main", before, after, repository: REPOSITORY, action: "published" };
  return { commit: after, ...(await runSteps(what, { name: leg.eventName, payload }, stage)) };
}

async function commit(
  repository: TestRepository,
  { before, after }: PlayedSite,
  played: PlayedDeploy,
): Promise<string> {
  const old = [...before.repository.keys(), ...after.repository.keys()].map((path) => [path, null] as const);
  await repository.write(Object.fromEntries([...old, ...played.repository]));
  return repository.commit("Deploy");
}

async function runSteps(
  what: string,
  event: { name: string; payload: Readonly<Record<string, unknown>> },
  stage: Stage,
) {
  const rows: string[][] = [];
  let verdict = "?";
  let isWidened = false;
  const faults: string[] = [];
  for (const step of stage.leg.steps) {
    const run = await runStep(step, event, stage);
    const phase = step.with["phase"] === undefined ? "" : ` (${step.with["phase"]})`;
    verdict = run.outputs["verdict"] ?? "?";
    isWidened ||= run.outputs["widened"] === "true";
    rows.push([`${what}${phase}`, verdict, purges(run)]);
    if (run.exitCode !== 0) {
      console.log(run.log.join("\n"));
      faults.push(`${what}: the step ended with exit code ${run.exitCode}`);
    }
    await run.cleanUp();
  }
  console.log(table(rows).join("\n"));
  return { verdict, isWidened, faults };
}

function purges({ outputs }: ActionResult): string {
  const count = outputs["purged-count"] ?? "?";
  return `${count} ${count === "1" ? "purge" : "purges"}`;
}

async function runStep(
  step: PurgeStep,
  event: { name: string; payload: Readonly<Record<string, unknown>> },
  { repository, sandboxes, config, github }: Stage,
): Promise<ActionResult> {
  const secrets = [...sandboxes.values()].map(({ api }) => api.account.apiKey);
  const run = { workspace: repository.root, event, secrets, github: { api_url: github.url } };
  if (config === undefined || step.with["config"] === undefined) {
    const sandbox = sandboxes.get(nameOf(step.with)) as Sandbox;
    return runAction({ ...run, env: step.env, with: texts(atSandbox(step.with, sandbox)) });
  }
  const env: Record<string, string> = { ...step.env };
  const destinations = config.content.destinations.map((one, at) => {
    const sandbox = sandboxes.get(nameOf({ ...config.content, ...one })) as Sandbox;
    const given = { ...config.content, ...one };
    const played = { ...atSandbox(given, sandbox), destinations: undefined, "api-key": given["api-key"] };
    const variable = /^\$\{(\w+)\}$/.exec(String(given["api-key"]))?.[1] ?? "";
    // One that the step does not set is missing here too.
    if (!Object.hasOwn(step.env, variable)) return played;
    // Destinations with one variable have several accounts here.
    env[`SANDBOX_KEY_${at}`] = sandbox.api.account.apiKey;
    return { ...played, "api-key": `\${SANDBOX_KEY_${at}}` };
  });
  await repository.write({ [config.path]: stringify({ destinations }) });
  return runAction({ ...run, env, with: step.with });
}

async function staleAfterAll(sandbox: Sandbox, paths: readonly string[]): Promise<readonly string[]> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await Promise.all(paths.map(async (path) => (await fetchPage(sandbox, path)).content));
    const stale = paths.filter((_, at) => seen[at] === "old");
    if (stale.length === 0 || performance.now() > until) return stale;
    await sleep(LOOK_EVERY_MS);
  }
}
