import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import type { ProviderId, Sandbox, SandboxOptions } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { Report } from "../../src/report/report.ts";
import { type ActionResult, type ActionRun, runAction } from "../e2e/runner.ts";
import { type Build, changedFiles, createSite, fill, inputsFor, pushOf, type Site, staleOf, urlsOf } from "./site.ts";

/** A site whose second commit is live at the origin while the edge still holds the first one. */
export interface Stage extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly site: Site;
  /** URL paths that the edge holds and that changed, and those that did not. */
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** Runs the built action for the push of the second commit; an input that is undefined is left out. */
  run(more?: RunOptions): Promise<ActionResult>;
  /** Waits until the edge has no old content at these paths (default: `changed`), and gives back those that stay old. */
  stale(paths?: readonly string[]): Promise<readonly string[]>;
  /** Those of `unchanged` that the edge no longer holds. */
  evicted(): readonly string[];
}

export type RunOptions = Partial<Omit<ActionRun, "with">> & {
  readonly with?: Readonly<Record<string, string | undefined>>;
};

export interface Scene {
  readonly before?: Build;
  readonly after?: Build;
  /** A site that others use, too, instead of one of these two builds. It is left as it is. */
  readonly site?: Site;
  /** Files that the origin serves with a tag: their own path. */
  readonly tagged?: readonly string[];
  /** Further URL paths that the edge holds, with a query string for example. */
  readonly visited?: readonly string[];
  readonly sandbox?: Partial<SandboxOptions>;
}

/** A propagation in the sandbox takes 40 ms; looks of 20 ms for so many times bound the wait. */
const MAX_LOOKS = 250;

export async function setStage(provider: ProviderId, scene: Scene = {}): Promise<Stage> {
  const { tagged = [], visited = [] } = scene;
  const sandbox = await startSandbox({ provider, ...scene.sandbox });
  const site = scene.site ?? (await createSite(scene.before ?? BEFORE, scene.after ?? AFTER));
  const { before, after } = site;
  const changed = changedFiles(before, after).flatMap((file) => heldUrls(provider, file));
  const kept = [...after.keys()].filter((file) => before.get(file) === after.get(file));
  const unchanged = kept.flatMap((file) => heldUrls(provider, file)).filter((path) => !changed.includes(path));
  const runs: ActionResult[] = [];
  for (const file of tagged) sandbox.origin.tag(file, [file]);
  sandbox.origin.deploy(before);
  await fill(sandbox, [...changed, ...unchanged, ...visited]);
  sandbox.origin.deploy(after);
  return {
    sandbox,
    site,
    changed,
    unchanged,
    async run({ with: inputs, ...more } = {}) {
      const { apiKey, apiSecret } = sandbox.api.account;
      const run = await runAction({
        workspace: site.repository.root,
        event: pushOf(site),
        secrets: apiSecret === undefined ? [apiKey] : [apiKey, apiSecret],
        ...more,
        with: given({ ...inputsFor(sandbox), ...inputs }),
      });
      runs.push(run);
      return run;
    },
    stale: (paths = changed) => untilFresh(sandbox, paths),
    evicted() {
      const held = new Set(sandbox.edge.cached());
      return unchanged.filter((path) => !held.has(sandbox.edge.url + path));
    },
    async [Symbol.asyncDispose]() {
      const own = scene.site === undefined ? [site[Symbol.asyncDispose]()] : [];
      await Promise.all([sandbox.close(), ...own, ...runs.map((run) => run.cleanUp())]);
    },
  };
}

/** The report that a run left, checked against its schema. */
export async function reportOf({ outputs }: ActionResult): Promise<z.infer<typeof Report>> {
  return Report.parse(JSON.parse(await readFile(outputs["report-file"] ?? "", "utf8")));
}

/** Everything a run wrote: both streams as bytes, outputs, state, summary and every file that it left. */
export async function everythingWritten(run: ActionResult): Promise<string> {
  const files = [run.outputs["report-file"], run.outputs["urls-file"]].filter((path) => path !== undefined);
  const texts = await Promise.all(files.filter((path) => path !== "").map((path) => readFile(path, "utf8")));
  return [
    run.rawStdout.replace(/^::add-mask::.*$/gm, ""),
    run.rawStderr,
    JSON.stringify(run.outputs),
    JSON.stringify(run.state),
    run.summary,
    ...texts,
  ].join("\n");
}

/** Hado renders pages, one URL for each. */
function heldUrls(provider: ProviderId, file: string): readonly string[] {
  if (provider !== "hado") return urlsOf(file);
  return file.endsWith(".html") ? urlsOf(file).slice(0, 1) : [];
}

function given(inputs: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function untilFresh(sandbox: Sandbox, paths: readonly string[]): Promise<readonly string[]> {
  let stale = await staleOf(sandbox, paths);
  for (let look = 0; look < MAX_LOOKS && stale.length > 0; look++) {
    await sleep(20);
    stale = await staleOf(sandbox, stale);
  }
  return stale;
}

const KEPT: readonly (readonly [string, string])[] = [
  ["index.html", "home"],
  ["about-us/index.html", "about us"],
  ["assets/logo.svg", "<svg/>"],
];

/** A page and a style sheet changed, one page came, one went, one moved. */
export const BEFORE: Build = new Map([
  ...KEPT,
  ["about/index.html", "about, old"],
  ["assets/app.css", "a {}"],
  ["gone.html", "gone"],
  ["old-name.html", "moved"],
]);
export const AFTER: Build = new Map([
  ...KEPT,
  ["about/index.html", "about, new"],
  ["assets/app.css", "b {}"],
  ["fresh/index.html", "fresh"],
  ["new-name.html", "moved"],
]);
