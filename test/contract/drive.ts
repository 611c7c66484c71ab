import { createHttp } from "../../src/adapters/http/http.ts";
import { startDeadline } from "../../src/delivery/deadline.ts";
import { type DeliveryWorld, deliver } from "../../src/delivery/deliver.ts";
import { createSharedLimits } from "../../src/delivery/limits/shared-limits.ts";
import { createOpener } from "../../src/delivery/opener.ts";
import type { Capabilities } from "../../src/model/capabilities.ts";
import type { Outcome } from "../../src/model/outcome.ts";
import type { Batch } from "../../src/model/plan.ts";
import type { Selector } from "../../src/model/selector.ts";
import type { Log } from "../../src/ports/log.ts";
import type { World } from "../../src/ports/world.ts";
import { loadProvider } from "../../src/providers/registry.ts";
import { createVirtualClock } from "../support/virtual-clock.ts";
import type { Drive, DriveOptions, DriveOutcome, PurgeEntry } from "./suite/drive.ts";

const EMPTY_PLAN = { translations: [], collateral: 0, floorMs: 0, notes: [] };

/** The real code in this process: settings, provider, delivery and HTTP client. Time, chance and identity are the test's own. */
export function createDrive(identity?: World["identity"]): Drive {
  const clock = createVirtualClock();
  const client = createHttp({ environment: {}, clock });
  const world = { clock, http: clock.watch(client), random: closeToOneHalf(), ...(identity && { identity }) };
  return {
    now: () => clock.now().getTime(),
    close: () => client.close(),
    async declared(runOptions) {
      const provider = await loadProvider(runOptions.provider);
      const settings = provider.settings.parse(inputsOf(runOptions));
      const { notes, closed, source, read, ...numbers } = provider.capabilities(settings);
      return numbers;
    },
    async run(runOptions) {
      const lines: string[] = [];
      const { outcomes, requests, capabilities } = await runOnce(runOptions, { ...world, log: logInto(lines) });
      const seen = outcomes.map(describeOutcome);
      return { outcomes: seen, requests, written: [...lines, JSON.stringify({ outcomes, capabilities })].join("\n") };
    },
  };
}

/** Close to one half, and another one each time: pauses are as good as fixed, and no nonce comes twice. */
function closeToOneHalf(): () => number {
  let state = 1;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return 0.5 + (state / 2 ** 32 - 0.5) / 1000;
  };
}

async function runOnce(runOptions: DriveOptions, world: DeliveryWorld) {
  const provider = await loadProvider(runOptions.provider);
  const settings = provider.settings.parse(inputsOf(runOptions));
  const documented = provider.capabilities(settings);
  const open = provider.open?.bind(provider, settings);
  const timeoutMs = (runOptions.timeout ?? 300) * 1000;
  const signal = runOptions.signal ?? new AbortController().signal;
  const opener =
    open === undefined || runOptions.purge.length === 0
      ? undefined
      : createOpener({ open, sharedLimits: createSharedLimits(documented.rates) }, world);
  const opened = await opener?.current(startDeadline({ clock: world.clock, timeoutMs, signal }));
  const capabilities = opened?.kind === "open" ? provider.capabilities(settings, opened.session) : documented;
  const batches = batchesOf(runOptions, capabilities);
  const sharedLimits = createSharedLimits(capabilities.rates);
  const delivery = await deliver(
    {
      plan: { ...EMPTY_PLAN, batches, instructions: runOptions.purge.length },
      capabilities,
      sharedLimits: () => sharedLimits,
      opener,
      connect: (io) => provider.connect(settings, io),
      level: runOptions.waitFor ?? "completed",
      timeoutMs,
      signal,
    },
    world,
  );
  return { ...delivery, capabilities };
}

function inputsOf({
  site,
  siteUrl,
  apiUrl,
  apiKey,
  apiSecret,
  options,
}: DriveOptions): Readonly<Record<string, unknown>> {
  return {
    ...(site === undefined ? {} : { site }),
    "site-url": [`${siteUrl}/`],
    // Caches of one's own are reached by their servers alone.
    ...(options?.["servers"] === undefined ? { "api-url": apiUrl } : {}),
    "api-key": apiKey,
    ...(apiSecret === undefined ? {} : { "api-secret": apiSecret }),
    "dry-run": false,
    ...options,
  };
}

/** Instructions in the order given, as many in a request as the provider's capabilities allow. */
function batchesOf({ purge, siteUrl }: DriveOptions, { accepts, mix, wants }: Capabilities): readonly Batch[] {
  const batches: PurgeEntry[][] = [];
  for (const requested of purge) {
    const most = mix === "one-item" ? 1 : accepts[requested.by]?.perRequest;
    if (most === undefined) throw new Error(`The provider does not take ${requested.by}.`);
    const last = batches.at(-1);
    const fits = last !== undefined && last.length < most && (mix === "any" || last[0]?.by === requested.by);
    if (fits) last.push(requested);
    else batches.push([requested]);
  }
  const origin = wants.address === "url" ? { origin: siteUrl } : {};
  const reachesOneHost = (by: PurgeEntry["by"]): boolean =>
    accepts[by]?.match.host === undefined ? by === "path" || by === "prefix" : accepts[by].match.host === "one";
  const selectorOf = ({ by, value }: PurgeEntry): Selector => ({ by, value, ...(reachesOneHost(by) ? origin : {}) });
  return batches.map((items, index) => ({
    index,
    items: items.map((requested) => ({ selector: selectorOf(requested), targets: [] })),
  }));
}

function describeOutcome({ batch, state, confirmed, refused, taskIds, failure }: Outcome): DriveOutcome {
  const { fault = "", message = "" } = failure ?? {};
  return { state, confirmed, refused, taskIds, fault, message, items: batch.items.length };
}

function logInto(lines: string[]): Log {
  const write = (text: string, title = ""): void => void lines.push(title, text);
  return {
    info: write,
    debug: write,
    notice: write,
    warning: write,
    error: write,
    group(name, body) {
      write(name);
      return body();
    },
    // What was announced as secret is not written: the suite checks that it never is.
    secret: () => {},
  };
}
