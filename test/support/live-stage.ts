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
import type { Git, Repository } from "../../src/ports/git.ts";
import type { Http } from "../../src/ports/http.ts";
import type { Log } from "../../src/ports/log.ts";
import type { SiteClient } from "../../src/ports/site-client.ts";
import type { World } from "../../src/ports/world.ts";
import type { Report } from "../../src/report/report.ts";
import { inputsFor, pushOf } from "./site.ts";
import { type Scene, type Stage, setStage } from "./stage.ts";
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

export async function setLiveStage(
  provider: ProviderId,
  scene: Scene = {},
  sandbox: Partial<SandboxOptions> = {},
  visitors: Omit<Parameters<typeof createSiteClient>[0], "environment"> = {},
): Promise<LiveStage> {
  const clock = createVirtualClock();
  const stage = await setStage(provider, { ...scene, sandbox: { now: () => clock.now().getTime(), ...sandbox } });
  const http = createHttp({ environment: {}, clock: systemClock });
  const siteClient = createSiteClient({ environment: {}, ...visitors });
  const lines: string[] = [];
  const event = pushOf(stage.site);
  const world = createWorld(stage, clock, { http, siteClient, event, log: recorder(lines) });
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
  { http, siteClient, event, log }: { http: Http; siteClient: SiteClient; event: LiveStage["event"]; log: Log },
): World {
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
    git: heldGit(createGit({ workspace, environment: process.env, onSecret: () => undefined }), clock),
    files: heldFiles(createFiles({ workspace, temp: workspace }), clock),
    stores: createStores({ environment: {}, runner, log, signal: new AbortController().signal }),
    runner,
  };
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

/** A commit's id stands for all that is in it: what differs between two of them is read once, whatever repository has them. */
const diffs = new Map<string, ReturnType<Repository["diff"]>>();

function heldGit(git: Git, clock: VirtualClock): Git {
  return {
    ...git,
    async open(folder) {
      const repository = await clock.hold(() => git.open(folder));
      if (repository === undefined) return undefined;
      return {
        ...repository,
        diff(base, head) {
          const diff = diffs.get(`${base} ${head}`) ?? repository.diff(base, head);
          diffs.set(`${base} ${head}`, diff);
          return diff;
        },
        fingerprint: (...requested) => clock.hold(() => repository.fingerprint(...requested)),
      };
    },
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
