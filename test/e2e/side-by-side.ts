import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { stringify } from "yaml";
import type { ApiRequest, ProviderId, Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { definedOnly, destination, linesOf } from "../support/caches.ts";
import { accountInputs, BUILD_DIR, fill } from "../support/site.ts";
import { reportOf } from "../support/stage.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { writeFiles } from "../support/write-files.ts";
import { type ActionResult, type ActionRun, runAction } from "./runner.ts";

/** An undefined one is left out. */
type Inputs = Readonly<Record<string, string | undefined>>;
type Build = ReadonlyMap<string, string> | Readonly<Record<string, string>>;
type Part = Awaited<ReturnType<typeof reportOf>>["destinations"][number];

/** What a step says of one site. */
export interface SiteStep {
  readonly part: Part;
  /** As the outputs of a step for this site alone have it. */
  readonly verdict: Part["verdict"];
  readonly changedFiles: number;
  readonly purged: number;
  readonly owed: number;
  readonly requests: number;
  readonly widened: boolean;
  /** The lines of the log that are about it, without its name, and what the summary says of it alone. */
  readonly log: string;
  readonly summary: string;
  /** The whole step. */
  readonly run: ActionResult;
}

/** A site with an edge and a memory of its own, in a folder of the workspace that tests share. */
export interface OwnSite {
  readonly sandbox: Sandbox;
  /** Absolute path of its folder; the build lies in its folder `public`, and what is remembered in its file `record`. */
  readonly folder: string;
  /** What its purge API was sent. */
  readonly requests: readonly ApiRequest[];
  /** Puts a build on the origin and into the folder; then visitors fetch these paths. */
  deploy(build: Build, visited?: Iterable<string>): Promise<void>;
  /** Purges it, by a start of the action that it shares with all other sites that wait for one. */
  step(inputs?: Inputs): Promise<SiteStep>;
  /** Purges it by a start of its own, where that is killed, plans only, or ends before anything is sent. */
  alone(inputs?: Inputs, run?: Partial<ActionRun>): Promise<ActionResult>;
}

interface Options {
  /** Where the action runs; the sites' folders are made in it. */
  readonly workspace?: () => Promise<string>;
  /** Inputs of every site in every step. */
  readonly inputs?: Inputs;
}

/** Many sites, each with a start of the action for each of its steps at worst. */
const LIMIT_MS = 300_000;

/**
 * Tests whose steps go side by side: the first step of each is one start of the action, with a destination of its
 * configuration file for each, and so is the second one. A test that fails ends, and the others go on.
 */
export function sideBySide({ workspace: makeWorkspace = () => makeTempFolder("sites-"), inputs = {} }: Options = {}) {
  const bodies: { readonly provider: ProviderId; readonly body: (site: OwnSite) => Promise<void> }[] = [];
  const ending: (() => Promise<void>)[] = [];
  let ends: readonly PromiseSettledResult<void>[] = [];

  beforeAll(async () => {
    const workspace = await makeWorkspace();
    const steps = gather<Waiting, SiteStep>(bodies.length, (waiting) => stepTogether(workspace, waiting));
    ends = await Promise.allSettled(
      bodies.map(async ({ provider, body }, at) => {
        try {
          const { site, end } = await makeSite(workspace, `site-${at}`, { provider, inputs, step: steps.join });
          ending.push(end);
          await body(site);
          expect(site.sandbox.api.unusedFaults()).toBe(0);
        } finally {
          steps.leave();
        }
      }),
    );
  }, LIMIT_MS);
  afterAll(() => Promise.all(ending.map((end) => end())));

  return {
    /** The body of a test, for `it`. */
    with(provider: ProviderId, body: (site: OwnSite) => Promise<void>): () => void {
      const at = bodies.push({ provider, body }) - 1;
      return () => {
        const end = ends[at];
        if (end?.status !== "fulfilled") throw end?.reason ?? new Error("It did not run");
      };
    },
  };
}

interface Waiting {
  readonly name: string;
  readonly inputs: Inputs;
}

/** Calls `act` with what all participants that are left wait for, and gives each its own result. */
function gather<In, Out>(participants: number, act: (all: readonly In[]) => Promise<readonly Out[]>) {
  let left = participants;
  let waiting: { readonly item: In; readonly done: PromiseWithResolvers<Out> }[] = [];
  function go(): void {
    if (waiting.length === 0 || waiting.length < left) return;
    const all = waiting;
    waiting = [];
    act(all.map(({ item }) => item)).then(
      (results) => {
        for (const [at, { done }] of all.entries()) done.resolve(results[at] as Out);
      },
      (error: unknown) => {
        for (const { done } of all) done.reject(error);
      },
    );
  }
  return {
    join(item: In): Promise<Out> {
      const done = Promise.withResolvers<Out>();
      waiting.push({ item, done });
      go();
      return done.promise;
    },
    leave(): void {
      left -= 1;
      go();
    },
  };
}

interface Surroundings {
  readonly provider: ProviderId;
  readonly inputs: Inputs;
  readonly step: (waiting: Waiting) => Promise<SiteStep>;
}

async function makeSite(workspace: string, name: string, { provider, inputs, step }: Surroundings) {
  // A minute of the vendor's takes 6 ms: many steps follow each other.
  const sandbox = await startSandbox({ provider, propagationMs: 0, timeScale: 0.0001 });
  const runs: ActionResult[] = [];
  const folder = join(workspace, name);
  const given = (more: Inputs): Inputs => ({
    ...accountInputs(sandbox),
    "build-dir": `${name}/${BUILD_DIR}`,
    state: `file:${name}/record`,
    "wait-for": "accepted",
    ...inputs,
    ...more,
  });
  const site: OwnSite = {
    sandbox,
    folder,
    get requests() {
      return sandbox.api.requests;
    },
    async deploy(build, visited = []) {
      const files = build instanceof Map ? build : new Map(Object.entries(build));
      await rm(join(folder, BUILD_DIR), { recursive: true, force: true });
      writeFiles(join(folder, BUILD_DIR), files);
      sandbox.origin.deploy(files);
      await fill(sandbox, visited);
    },
    step: (more = {}) => step({ name, inputs: given(more) }),
    async alone(more = {}, run = {}) {
      const result = await start(workspace, { [name]: given(more) }, run);
      runs.push(result);
      return result;
    },
  };
  const end = async (): Promise<void> => {
    await Promise.all([sandbox.close(), ...runs.map((run) => run.cleanUp())]);
  };
  return { site, end };
}

const BY_HAND = { name: "workflow_dispatch", payload: {} };

/** One start of the action for these destinations. Inputs that hold for the whole run are those of the first one. */
function start(workspace: string, inputs: Readonly<Record<string, Inputs>>, run: Partial<ActionRun> = {}) {
  const keys: Record<string, string> = {};
  const destinations = Object.entries(inputs).map(([name, given]) => destination(name, ofOne(given), keys));
  const file = `destinations-${Object.keys(inputs)[0]}.yml`;
  writeFiles(workspace, { [file]: stringify({ destinations }) });
  const ofRun = ofAll(Object.values(inputs)[0] ?? {});
  return runAction({
    workspace,
    event: BY_HAND,
    ...run,
    env: { ...run.env, ...keys },
    with: { ...ofRun, config: file },
  });
}

async function stepTogether(workspace: string, waiting: readonly Waiting[]): Promise<readonly SiteStep[]> {
  const run = await start(workspace, Object.fromEntries(waiting.map(({ name, inputs }) => [name, inputs])));
  const report = await reportOf(run);
  await run.cleanUp();
  return waiting.map(({ name }) => {
    const part = report.destinations.find((one) => one.name === name);
    if (part === undefined) throw new Error(`${report.message} ${JSON.stringify(report.problems)}`);
    return describeStep(part, run, waiting.length === 1);
  });
}

/** Inputs of the step itself, which no destination has. */
const OF_RUN: ReadonlySet<string> = new Set(["dry-run", "phase"]);

function ofAll(inputs: Inputs): Record<string, string> {
  return definedOnly(Object.fromEntries(Object.entries(inputs).filter(([name]) => OF_RUN.has(name))));
}

function ofOne(inputs: Inputs): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !OF_RUN.has(name)));
}

/**
 * A step whose destinations are all refused before anything is sent: what is wrong with each, a line `input: message` for
 * each problem.
 */
export async function refusedTogether(workspace: string, inputs: Readonly<Record<string, Inputs>>) {
  const run = await start(workspace, inputs);
  const { problems, destinations: prepared } = await reportOf(run);
  await run.cleanUp();
  expect([run.exitCode, prepared]).toEqual([1, []]);
  const ownLine = (name: string, { input, message }: (typeof problems)[number]): readonly string[] => {
    const at = input.lastIndexOf(name);
    return at === -1 ? [] : [`${input.slice(at + name.length).replace(/^\./, "")}: ${message}`];
  };
  return { run, problemsOf: (name: string) => problems.flatMap((one) => ownLine(name, one)).join("\n") };
}

function describeStep(part: Part, run: ActionResult, isAlone: boolean): SiteStep {
  const { name, verdict, changes, purged, owed, requests, plan } = part;
  const log = isAlone ? run.log : linesOf(run.log, name);
  return {
    ...{ part, run, verdict, purged, owed, requests },
    changedFiles: changes.files.filter(({ deployed }) => deployed !== false).length,
    widened: plan.translations.some(({ how }) => how === "widening"),
    log: log.join("\n"),
    summary: isAlone ? run.summary : sectionsOf(run.summary, name),
  };
}

/** What stands below headings that name the destination, and in what is folded under its name. */
function sectionsOf(summary: string, name: string): string {
  const isOwn = new RegExp(`^(?:### |<details>).*\\b${name.replace("-", String.raw`\\?-`)}\\b`);
  return summary
    .split(/^(?=### |<details>)/m)
    .filter((section) => isOwn.test(section))
    .join("");
}
