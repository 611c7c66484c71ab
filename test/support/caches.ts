/** Several caches of one site that one step purges: a destination of its configuration file for each. */
import { stringify } from "yaml";
import type { z } from "zod";
import type { ProviderId } from "../../sandbox/sandbox.ts";
import type { Report } from "../../src/report/report.ts";
import { type ActionResult, runAction } from "../e2e/runner.ts";
import { accountInputs, BUILD_DIR, createSite, pushOf, type Site } from "./site.ts";
import { AFTER, BEFORE, type RunOptions, reportOf, type Scene, type Stage, setStage } from "./stage.ts";

type Inputs = Readonly<Record<string, string | undefined>>;

/** One of the caches: its provider, and its inputs beside those that every test gives; an undefined one is left out. */
export interface Cache {
  readonly provider: ProviderId;
  readonly inputs?: Inputs | ((stage: Stage) => Inputs);
  readonly scene?: Omit<Scene, "before" | "after" | "site">;
}

interface Caches extends AsyncDisposable {
  /** The cache of this name. */
  at(name: string): Stage;
  /** One start of the action for all of them. `with` has inputs of the run, such as `dry-run`. */
  run(more?: RunOptions): Promise<CachesRun>;
}

export interface CachesRun extends ActionResult {
  readonly report: z.infer<typeof Report>;
  /** The report's part on one of them. */
  of(name: string): z.infer<typeof Report>["destinations"][number];
  /** The lines of the log that begin with its name, without that. */
  logOf(name: string): readonly string[];
}

/** Each cache holds the site's first build, as the one of a stage does. */
async function setCaches(site: Site, caches: Readonly<Record<string, Cache>>): Promise<Caches> {
  const entries = Object.entries(caches);
  const stages = new Map<string, Stage>();
  await Promise.all(
    entries.map(async ([name, { provider, scene }]) => stages.set(name, await setStage(provider, { ...scene, site }))),
  );
  const at = (name: string): Stage => stages.get(name) ?? missing(name);
  const runs: ActionResult[] = [];
  const dispose = async () => {
    await Promise.all([...stages.values()].map((stage) => stage[Symbol.asyncDispose]()));
    await Promise.all(runs.map((run) => run.cleanUp()));
  };
  return {
    at,
    async run({ with: inputs, env, secrets, ...more } = {}) {
      const keys: Record<string, string> = {};
      const destinations = entries.map(([name, { inputs: own = {} }]) => {
        const stage = at(name);
        const given = { ...accountInputs(stage.sandbox), "build-dir": BUILD_DIR };
        return destination(name, { ...given, ...(typeof own === "function" ? own(stage) : own) }, keys);
      });
      const file = `destinations-${crypto.randomUUID()}.yml`;
      await site.repository.write({ [file]: stringify({ destinations }) });
      const run = await runAction({
        workspace: site.repository.root,
        event: pushOf(site),
        ...more,
        secrets: secrets ?? Object.values(keys),
        env: { ...env, ...keys },
        with: { ...definedOnly(inputs ?? {}), config: file },
      });
      runs.push(run);
      const report = await reportOf(run);
      return {
        ...run,
        report,
        of: (name) => report.destinations.find((one) => one.name === name) ?? missing(name),
        logOf: (name) => linesOf(run.log, name),
      };
    },
    [Symbol.asyncDispose]: dispose,
  };
}

/** A destination as the file has it: what is secret stands in the environment, and `keys` gets it. */
export function destination(name: string, inputs: Inputs, keys: Record<string, string>): Record<string, string> {
  const given = definedOnly(inputs);
  for (const input of ["api-key", "api-secret", "state-key"]) {
    const value = given[input];
    if (value === undefined) continue;
    const variable = `SECRET_${Object.keys(keys).length}`;
    keys[variable] = value;
    given[input] = `\${${variable}}`;
  }
  return { ...given, name };
}

/** Without inputs that are undefined. */
export function definedOnly(inputs: Inputs): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The lines of the log that begin with this name, without that. */
export function linesOf(log: readonly string[], name: string): readonly string[] {
  const start = `[${name}] `;
  return log.flatMap((line) => {
    const text = line.replace(/^##\[\w+\]/, "");
    return text.startsWith(start) ? [text.slice(start.length)] : [];
  });
}

function missing(name: string): never {
  throw new Error(`There is no cache called ${name}`);
}

/** A step has up to eight annotations of a kind, and a cache can need two. */
const FAILURES_IN_ONE_STEP = 4;

interface StepOptions extends Pick<Scene, "before" | "after"> {
  /** Most caches that one step purges: as many as are asserted by annotations of their own. */
  readonly atOnce?: number;
  readonly run?: RunOptions | ((site: Site) => RunOptions | Promise<RunOptions>);
}

/** Many caches of one site, purged by a few steps. */
export interface Steps {
  /** @param prepare is called with every cache before the steps run. */
  start(prepare?: (stage: Stage, name: string) => void | Promise<void>): Promise<void>;
  of(name: string): { readonly stage: Stage; readonly run: CachesRun };
  end(): Promise<void>;
}

export function inSteps(caches: Readonly<Record<string, Cache>>, options: StepOptions = {}): Steps {
  const { before = BEFORE, after = AFTER, atOnce = FAILURES_IN_ONE_STEP } = options;
  const done = new Map<string, { readonly stage: Stage; readonly run: CachesRun }>();
  const open: AsyncDisposable[] = [];
  return {
    async start(prepare = () => undefined) {
      const site = await createSite(before, after);
      open.push(site);
      const more = await (typeof options.run === "function" ? options.run(site) : options.run);
      const entries = Object.entries(caches);
      const groups = Array.from({ length: Math.ceil(entries.length / atOnce) }, (_, at) =>
        entries.slice(at * atOnce, (at + 1) * atOnce),
      );
      await Promise.all(
        groups.map(async (group) => {
          const set = await setCaches(site, Object.fromEntries(group));
          open.unshift(set);
          for (const [name] of group) await prepare(set.at(name), name);
          const run = await set.run(more);
          for (const [name] of group) done.set(name, { run, stage: set.at(name) });
        }),
      );
    },
    of: (name) => done.get(name) ?? missing(name),
    async end() {
      for (const one of open) await one[Symbol.asyncDispose]();
    },
  };
}
