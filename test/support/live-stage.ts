import type { ProviderId, SandboxOptions } from "../../sandbox/sandbox.ts";
import { createFiles } from "../../src/adapters/files/files.ts";
import { createGit } from "../../src/adapters/git/git.ts";
import { createHttp } from "../../src/adapters/http/http.ts";
import { createSiteClient } from "../../src/adapters/http/site-client.ts";
import { systemClock } from "../../src/adapters/runner/system-clock.ts";
import { createStores } from "../../src/adapters/stores/stores.ts";
import { run } from "../../src/app/run.ts";
import { parseInputs } from "../../src/inputs/parse.ts";
import type { Files } from "../../src/ports/files.ts";
import type { Git, TreeEntry } from "../../src/ports/git.ts";
import type { Log } from "../../src/ports/log.ts";
import type { SiteClient } from "../../src/ports/site-client.ts";
import type { World } from "../../src/ports/world.ts";
import type { Report } from "../../src/report/report.ts";
import { createSite, inputsFor, pushOf, type Site } from "./site.ts";
import { AFTER, BEFORE, type Scene, type Stage, setStage } from "./stage.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
// What the run loads only where it is used: a module that is loaded takes real time, in which virtual time would run away.
import "../../src/adapters/files/hash-folder.ts";
import "../../src/app/prove.ts";
import "../../src/verification/prewarm.ts";
import "../../src/verification/wait-for-origin.ts";

/** The whole pipeline in this process, on virtual time that the sandbox shares: minutes of waiting take none. */
export interface LiveStage extends AsyncDisposable {
  readonly stage: Stage;
  readonly clock: VirtualClock;
  /** What started the run; a test may change it before it runs. */
  readonly event: { name: string; payload: Record<string, unknown> };
  /** Lines of the job's log; warnings start with `warning: `. */
  readonly lines: readonly string[];
  /** Runs for the push of the second commit. @throws {PurgeError} config, as `main` would report it. */
  run(inputs?: Readonly<Record<string, string | undefined>>, signal?: AbortSignal): Promise<Report>;
}

/** @param scene without a site and without builds: the default one, which all tests of the file share and leave as it is. */
export async function setLiveStage(
  provider: ProviderId,
  scene: Scene = {},
  sandbox: Partial<SandboxOptions> = {},
  visitors: Omit<Parameters<typeof createSiteClient>[0], "environment"> = {},
): Promise<LiveStage> {
  const clock = createVirtualClock();
  const isPlain = scene.site === undefined && scene.before === undefined && scene.after === undefined;
  const shared = isPlain ? await sharedSite() : scene.site;
  const site = shared === undefined ? {} : { site: shared };
  const stage = await setStage(provider, {
    ...scene,
    ...site,
    sandbox: { now: () => clock.now().getTime(), ...sandbox },
  });
  const http = createHttp({ environment: {}, clock: systemClock });
  const siteClient = createSiteClient({ environment: {}, ...visitors });
  const lines: string[] = [];
  const event = pushOf(stage.site);
  const git = shared === undefined ? gitAt(stage.site) : readOnce(shared);
  const world = createWorld(stage, clock, { http, siteClient, git, event, log: recorder(lines) });
  return {
    stage,
    clock,
    event,
    lines,
    async run(inputs = {}, signal = new AbortController().signal) {
      const given = Object.entries({ ...inputsFor(stage.sandbox), ...inputs });
      const raw = new Map(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
      return run(await parseInputs(raw, event.name), world, signal);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([http.close(), siteClient.close()]);
      await stage[Symbol.asyncDispose]();
    },
  };
}

function createWorld(
  { site }: Stage,
  clock: VirtualClock,
  outside: Pick<World, "http" | "siteClient" | "git" | "log"> & Pick<LiveStage, "event">,
): World {
  const { http, siteClient, git, event, log } = outside;
  const workspace = site.repository.root;
  const runner = {
    event,
    sha: site.head,
    ref: "refs/heads/main",
    repository: "octo-org/site",
    serverUrl: "https://github.com",
    runId: "1",
    runAttempt: 1,
    workspace,
  };
  return {
    clock,
    alarm: () => new AbortController().signal,
    random: () => 0.5,
    log,
    http: clock.watch(http),
    siteClient: held(siteClient, clock),
    gitHub: () => {
      throw new Error("asked GitHub");
    },
    deployments: () => {
      throw new Error("asked GitHub");
    },
    git: heldGit(git, clock),
    files: heldFiles(createFiles({ workspace, temp: workspace }), clock),
    stores: createStores({ environment: {}, runner, log, signal: new AbortController().signal }),
    runner,
  };
}

const sites = new Map<string | undefined, Promise<Site>>();

/** One for each test file, in whose temporary folder it lies. */
function sharedSite(): Promise<Site> {
  const folder = process.env["TMPDIR"];
  const known = sites.get(folder) ?? createSite(BEFORE, AFTER);
  sites.set(folder, known);
  return known;
}

function gitAt({ repository }: Site): Git {
  return createGit({ workspace: repository.root, environment: process.env, onSecret: () => undefined });
}

const read = new WeakMap<Site, Git>();

/** Git in a site that is left as it is: what it says once it says again. */
function readOnce(site: Site): Git {
  const known = read.get(site) ?? remembering(gitAt(site));
  read.set(site, known);
  return known;
}

function remembering(git: Git): Git {
  const open = async (folder: string) => {
    const repository = await git.open(folder);
    if (repository === undefined) return undefined;
    const changed = remembered(async (below: string, most: number) => {
      const tracked: TreeEntry[] = [];
      return { tracked, paths: await repository.untrackedOrModified(below, most, (entry) => tracked.push(entry)) };
    });
    return {
      ...repository,
      diff: remembered(repository.diff),
      async untrackedOrModified(below: string, most: number, onTracked: (entry: TreeEntry) => void = () => undefined) {
        const { tracked, paths } = await changed(below, most);
        tracked.forEach(onTracked);
        return paths;
      },
    };
  };
  return { ...git, open: remembered(open) };
}

/** Time stands still while a page is fetched. */
export function held(siteClient: SiteClient, clock: VirtualClock): SiteClient {
  return {
    get: (url, options) => clock.hold(() => siteClient.get(url, options)),
    piece: (url, span, options) => clock.hold(() => siteClient.piece(url, span, options)),
    close: () => siteClient.close(),
  };
}

/** What is read of the builds while a deadline runs takes no time either. */
function heldFiles(files: Files, clock: VirtualClock): Files {
  return { ...files, fingerprint: (...requested) => clock.hold(() => files.fingerprint(...requested)) };
}

function heldGit(git: Git, clock: VirtualClock): Git {
  return {
    ...git,
    async open(folder) {
      const repository = await clock.hold(() => git.open(folder));
      if (repository === undefined) return undefined;
      return { ...repository, fingerprint: (...requested) => clock.hold(() => repository.fingerprint(...requested)) };
    },
  };
}

/** What a function gave for the same words before. */
function remembered<Given extends readonly (string | number)[], Made>(make: (...given: Given) => Made) {
  const made = new Map<string, Made>();
  return (...given: Given): Made => {
    const key = JSON.stringify(given);
    const known = made.get(key) ?? make(...given);
    made.set(key, known);
    return known;
  };
}

function recorder(lines: string[]): Log {
  const write = (text: string): void => void lines.push(text);
  const warn = (text: string): void => void lines.push(`warning: ${text}`);
  return {
    info: write,
    debug: write,
    notice: write,
    warning: warn,
    error: write,
    group: (_name, body) => body(),
    secret: () => undefined,
  };
}
