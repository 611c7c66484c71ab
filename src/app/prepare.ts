import { readPurgeEntries } from "../changes/purge-list.ts";
import { listedPages } from "../changes/sitemap/read-pages.ts";
import type { Opener } from "../delivery/opener.ts";
import { findStaleContent } from "../mapping/find-stale.ts";
import { withReader } from "../mapping/host-rules/read-rules.ts";
import { URL_STYLES } from "../mapping/url-style.ts";
import type { Config, Destination } from "../model/config.ts";
import { configError } from "../model/errors.ts";
import type { Plan } from "../model/plan.ts";
import type { Prepared } from "../model/prepared.ts";
import type { Selector } from "../model/selector.ts";
import type { StaleContent } from "../model/stale.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { World } from "../ports/world.ts";
import { logInstructions, logPlan } from "../report/log-stages.ts";
import { counted } from "../report/messages.ts";
import { planProof } from "../verification/plan-proof.ts";
import { findHints } from "./find-hints.ts";
import { type Opening, open } from "./open.ts";
import { type Activity, withProgress } from "./progress.ts";
import { type Deploy, readDeploy, siteOf } from "./read-deploy.ts";
import { READING_LIMIT_MS, withinReadingLimit } from "./reading-limit.ts";

/** What is planned, and the provider that it is sent to, as far as that had to be opened. */
export interface Ready extends Prepared {
  readonly opener: Opener | undefined;
}

/**
 * Reads the deploy and plans one destination, and logs both. No purge is sent yet; what is owed is remembered already.
 *
 * @param world reads what destinations share once.
 * @throws {PurgeError} config, diff or state; deadline, when it takes too long.
 */
export function prepare(wanted: Destination, options: Preparing, world: World): Promise<Ready> {
  const { timeoutMs } = wanted.delivery;
  const read = (activity: Activity) => readAndPlan(wanted, options, tellingHashes(world, activity));
  return withinReadingLimit(
    () => withProgress(read, (elapsedMs) => timeoutMs + READING_LIMIT_MS - elapsedMs, world),
    timeoutMs,
    world,
  );
}

/** A world whose hashing is what the run is busy with, while it lasts. */
function tellingHashes(world: World, activity: Activity): World {
  activity.is(() => "reading the deploy");
  return {
    ...world,
    files: {
      ...world.files,
      async hashes(folder, options) {
        let done = 0;
        activity.is(() => `hashing build-dir, ${counted(done, "file")} done`);
        const onHash = () => {
          done += 1;
        };
        const hashes = await world.files.hashes(folder, { ...options, onHash });
        activity.is(() => "reading the deploy and planning");
        return hashes;
      },
    },
  };
}

type Preparing = Opening & { readonly config: Config };

async function readAndPlan(wanted: Destination, { config, ...opening }: Preparing, world: World): Promise<Ready> {
  const startMs = world.clock.monotonicMs();
  const requested = await readPurgeEntries(wanted.mapping.requested, siteOf(wanted), world);
  const hints = allHints(requested);
  for (const hint of hints) world.log.notice(hint, "All that the provider holds");
  const deploy = await readDeploy(wanted, config, world);
  const readMs = world.clock.monotonicMs();
  const staleContent = await findStale(wanted, deploy, world);
  const everything = deploy.changes.everything ?? deploy.routed.everything ?? staleContent.everything;
  const sendsNothing = whyNothing(deploy, config);
  const isSent = sendsNothing === undefined && !config.dryRun;
  const isNeeded = isSent && hasWork({ deploy, staleContent, requested, everything });
  const { destination, opener } = isNeeded ? await open(wanted, opening) : { destination: wanted, opener: undefined };
  const work: Work = { destination, deploy, staleContent, requested, everything };
  const plan = planOf(work, sendsNothing === undefined);
  const planMs = world.clock.monotonicMs() - readMs;
  const proof = await proofOf(work, plan, world);
  const times = { changesMs: readMs - startMs, planMs };
  const prepared = {
    destination,
    opener,
    ...deploy,
    staleContent,
    plan,
    everything,
    proof,
    sendsNothing,
    hints,
    ...times,
  };
  logPlan(prepared, world.log);
  await logInstructions(plan, world.log);
  for (const warning of proof.warnings) world.log.warning(`${warning}.`);
  return prepared;
}

/** Who writes `/*` may mean everything, for which there is one word and, at most providers, one instruction. */
function allHints(requested: readonly Selector[]): readonly string[] {
  const isRoot = requested.some(({ by, value }) => by === "prefix" && value === "/");
  return isRoot
    ? ["purge: `/*` is every path of the site's hosts. To purge all that the provider holds, write `all`."]
    : [];
}

function whyNothing({ memory }: Deploy, { phase }: Config): Prepared["sendsNothing"] {
  if (memory.isAdopted) return "adopted";
  return phase === "before-deploy" ? "announced" : undefined;
}

/** What a plan is made of. */
interface Work {
  readonly destination: Destination;
  readonly deploy: Deploy;
  readonly staleContent: StaleContent;
  /** What the user requests in every run: `purge`. */
  readonly requested: readonly Selector[];
  /** Why all that lies under the site's URL is purged. */
  readonly everything: string | undefined;
}

/** Is there anything to purge? Only then is the provider opened. */
function hasWork({ deploy, staleContent, requested, everything }: Omit<Work, "destination">): boolean {
  const { stale, bareRoot, selectors } = staleContent;
  return (
    everything !== undefined ||
    [stale, bareRoot, selectors, requested, deploy.routed.selectors].some(({ length }) => length > 0)
  );
}

async function findStale(destination: Destination, deploy: Deploy, world: World): Promise<StaleContent> {
  const { mapping, capabilities } = destination;
  const { changes, routed } = deploy;
  const style = await withReader(URL_STYLES[mapping.urlStyle], changes);
  const found = findStaleContent(changes, style, capabilities.wants, mapping.immutable, routed.touched);
  const hints = await findHints(destination, deploy, found.hosting.style, world);
  return { ...found, notes: [...found.notes, ...hints] };
}

/** @throws {PurgeError} config, when there is no plan that keeps within the limits. */
function planOf({ destination, deploy, staleContent, requested, everything }: Work, sends: boolean): Plan {
  const { provider, capabilities, siteUrls, limits, mapping, delivery } = destination;
  const { done } = capabilities;
  const planned = makePlan({
    providerName: provider.name,
    capabilities,
    siteUrls,
    ...limits,
    queryStrings: mapping.queryStrings,
    timeoutMs: delivery.timeoutMs,
    settleMs: delivery.level === "completed" && done.by === "window" ? done.seconds * 1000 : 0,
    requested: sends ? requested : [],
    stale: sends ? staleContent.stale : [],
    bareRoot: sends ? staleContent.bareRoot : [],
    selectors: sends ? [...deploy.routed.selectors, ...staleContent.selectors] : [],
    routeLines: deploy.routed.lines,
    everything: sends ? everything : undefined,
    inventory: staleContent.inventory,
    current: staleContent.current,
  });
  if ("problems" in planned) throw configError(planned.problems);
  return planned.plan;
}

async function proofOf(work: Work, plan: Plan, world: World) {
  const { destination, deploy, staleContent, requested, everything } = work;
  return planProof({
    destination,
    changes: { ...deploy.changes, everything },
    staleContent,
    requested: [...requested, ...deploy.routed.selectors.map(({ selector }) => selector)],
    plan,
    listed: destination.proof.prewarm ? await listedPages(siteOf(destination), world) : [],
  });
}
