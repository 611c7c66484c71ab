/** One provider's part of the demo: deploy, fill the edge, deploy again, purge with the built action, fetch again. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
// The demo starts the action with the tests' own runner: it keeps to the rules of the real one, and is tested for it.
import { type ActionResult, runAction } from "../test/e2e/runner.ts";
import {
  BUILD_DIR,
  changedFiles,
  type FetchedPage,
  fetchPage,
  fill,
  inputsFor,
  pushOf,
  type Site,
  urlsOf,
} from "../test/support/site.ts";
import { CHOICES } from "./demo-choices.ts";
import { PROVIDER_IDS } from "./provider-ids.ts";
import type { ProviderId, Sandbox } from "./sandbox.ts";
import { startSandbox } from "./start.ts";

/** What became of one changed file's URLs at the edge. */
export interface Watched {
  readonly file: string;
  readonly kind: "added" | "modified" | "deleted";
  readonly urls: readonly string[];
  /** Right after the second deploy, at the first fetch after the purge, and at the fetch after that. */
  readonly before: readonly FetchedPage[];
  readonly purged: readonly FetchedPage[];
  readonly fresh: readonly FetchedPage[];
}

export interface Stop {
  readonly provider: ProviderId;
  readonly inputs: Readonly<Record<string, string>>;
  readonly run: ActionResult;
  readonly report: Reported | undefined;
  readonly watched: readonly Watched[];
  /** Unchanged URLs, and which of them the edge had to fetch again. */
  readonly unchanged: readonly string[];
  readonly evicted: readonly string[];
}

/** What the demo reads of the report: the report's own names. */
const Reported = z.object({
  message: z.string(),
  destinations: z.array(
    z.object({
      changes: z.object({ files: z.array(z.unknown()) }),
      changedUrls: z.array(z.string()),
      plan: z.object({ instructions: z.number() }),
      level: z.string(),
      confirmed: z.boolean(),
      requests: z.number(),
      timings: z.object({ submitMs: z.number(), settleMs: z.number() }),
    }),
  ),
});
type Reported = z.infer<typeof Reported>;

/** Options beside the account's own, and how fast the vendor's windows pass, where one request a minute would be waited for. */
const HURRIED: Partial<Readonly<Record<ProviderId, object>>> = { "yandex-cdn": { "requests-per-minute": 600 } };
const HURRIED_TIME_SCALE = 0.001;

/** The provider of the README's first workflow: what happens there is shown step by step. */
const SHOWN: ProviderId = "batoff";

/** The providers that the action knows: the sandbox may speak an API before there is one for it. */
export const TOUR: readonly ProviderId[] = [SHOWN, ...PROVIDER_IDS.filter((id) => id !== SHOWN)].filter((id) =>
  existsSync(new URL(`../src/providers/${id}/index.ts`, import.meta.url)),
);

/** Longest wait for a propagation that takes 40 ms, and the pause between two fetches, in milliseconds. */
const PATIENCE_MS = 5000;
const FETCH_EVERY_MS = 20;

export async function visitProvider(provider: ProviderId, site: Site): Promise<Stop> {
  const sandbox = await startSandbox({ provider, timeScale: HURRIED[provider] === undefined ? 1 : HURRIED_TIME_SCALE });
  try {
    const tagged = sandbox.api.traits.hasPaths ? {} : tagFiles(sandbox, site);
    const options = { ...sandbox.api.account.options, ...HURRIED[provider] };
    const hurried = HURRIED[provider] === undefined ? {} : { "provider-options": JSON.stringify(options) };
    const inputs = { ...inputsFor(sandbox), ...CHOICES[provider], ...hurried, ...tagged };
    const files = changedFiles(site.before, site.after).filter((file) => isCached(sandbox, site, file));
    const kept = [...site.after.keys()].filter(
      (file) => site.before.get(file) === site.after.get(file) && isCached(sandbox, site, file),
    );
    const unchanged = kept.flatMap((file) => cachedUrls(provider, file));
    sandbox.origin.deploy(site.before);
    await fill(sandbox, [...unchanged, ...files.flatMap((file) => cachedUrls(provider, file))]);
    sandbox.origin.deploy(site.after);
    const started = await Promise.all(files.map((file) => startWatching(sandbox, site, file)));
    const run = await runAction({
      with: inputs,
      workspace: site.repository.root,
      event: pushOf(site),
      secrets: [sandbox.api.account.apiKey],
    });
    const watched = await Promise.all(started.map((one) => finishWatching(sandbox, one)));
    const evicted = await missed(sandbox, unchanged);
    return { provider, inputs, run, report: await readReport(run), watched, unchanged, evicted };
  } finally {
    await sandbox.close();
  }
}

/** Where a vendor knows tags alone: each file gets one of its own, and a route leads from the file to it. */
function tagFiles({ origin }: Sandbox, { before, after }: Site): Readonly<Record<string, string>> {
  const files = [...new Set([...before.keys(), ...after.keys()])];
  files.forEach((file, n) => {
    origin.tag(file, [`file-${n}`]);
  });
  const routes = files.map((file, n) => `${BUILD_DIR}/${file} -> tag:file-${n}`);
  return { "build-dir": "", routes: [...routes, "** -> none"].join("\n") };
}

/**
 * Hado keeps rendered pages, one for each; its sandbox's edge stands for those. A cached 404 has no tag, so that a vendor
 * that knows tags alone cannot purge a file that was added.
 */
function isCached({ provider, api }: Sandbox, { before }: Site, file: string): boolean {
  if (!api.traits.hasPaths) return before.has(file);
  return provider !== "hado" || file.endsWith(".html");
}

function cachedUrls(provider: ProviderId, file: string): readonly string[] {
  const urls = urlsOf(file);
  return provider === "hado" ? urls.slice(0, 1) : urls;
}

type Started = Omit<Watched, "purged" | "fresh">;

async function startWatching(sandbox: Sandbox, { before, after }: Site, file: string): Promise<Started> {
  const urls = cachedUrls(sandbox.provider, file);
  const kind = !before.has(file) ? "added" : after.has(file) ? "modified" : "deleted";
  return { file, kind, urls, before: await fetchPages(sandbox, urls) };
}

async function finishWatching(sandbox: Sandbox, started: Started): Promise<Watched> {
  const purged = await Promise.all(started.urls.map((url) => firstFresh(sandbox, url)));
  return { ...started, purged, fresh: await fetchPages(sandbox, started.urls) };
}

/** The first fetch that shows the new content, or the last one when the wait is over. */
async function firstFresh(sandbox: Sandbox, url: string): Promise<FetchedPage> {
  const until = performance.now() + PATIENCE_MS;
  let seen = await fetchPage(sandbox, url);
  while (seen.content === "old" && performance.now() < until) {
    await sleep(FETCH_EVERY_MS);
    seen = await fetchPage(sandbox, url);
  }
  return seen;
}

function fetchPages(sandbox: Sandbox, urls: readonly string[]): Promise<FetchedPage[]> {
  return Promise.all(urls.map((url) => fetchPage(sandbox, url)));
}

async function missed(sandbox: Sandbox, urls: readonly string[]): Promise<readonly string[]> {
  const fetches = await fetchPages(sandbox, urls);
  return urls.filter((_, index) => fetches[index]?.cache === "MISS");
}

async function readReport({ outputs }: ActionResult): Promise<Reported | undefined> {
  const path = outputs["report-file"];
  if (path === undefined || path === "") return undefined;
  return Reported.safeParse(JSON.parse(await readFile(path, "utf8"))).data;
}
