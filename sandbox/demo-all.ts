/** The demo at every provider, and what it comes to: what `npm start` does without arguments. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSite, type Site } from "../test/support/site.ts";
import { faultsOfMemory, rememberDeploys } from "./demo-memory.ts";
import { faultsOf, showHead, showMemory, showRow, showStop } from "./demo-print.ts";
import { FIRST_BUILD, SECOND_BUILD } from "./demo-site.ts";
import { type Stop, TOUR, visitProvider } from "./demo-tour.ts";

/** Sets the exit code to 1 when anything is stale at the end, or when something was evicted that had not changed. */
export async function tour(): Promise<void> {
  console.log("A small site in a git repository, an origin, an edge cache and purge APIs, all on this machine.");
  console.log("Each time: deploy, fill the edge, deploy the next commit, run the built action, look at the edge.\n");
  await using site = await createSite(FIRST_BUILD, SECOND_BUILD);
  const stops: Stop[] = [];
  for await (const stop of visitAll(site)) {
    const isFirst = stops.length === 0;
    stops.push(stop);
    if (isFirst) console.log(`${showStop(stop)}\n\n== The same at every provider\n${showHead()}`);
    console.log(showRow(stop));
    if (!isFirst && faultsOf(stop).length > 0) console.log(`\n${showStop(stop)}\n`);
    // Without a green run its log is what helps.
    if (stop.run.exitCode !== 0) console.log(`${stop.run.log.join("\n")}\n`);
    await stop.run.cleanUp();
  }
  console.log("\n== The memory: a purge that failed is made good by the next deploy, which changed another page");
  const deploys = await rememberDeploys();
  console.log(`${showMemory(deploys)}\n`);
  await keepJobSummaries(stops);
  const faults = [...stops.flatMap(faultsOf), ...faultsOfMemory(deploys)];
  for (const fault of faults) console.error(`WRONG  ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  else console.log("Nothing is stale, and nothing that had not changed was evicted.");
}

/** Providers that are visited at one time: most of a visit is waiting for a status. */
const AT_ONCE = 4;

/** All providers, in the order of the list, whichever is done first. */
async function* visitAll(site: Site): AsyncGenerator<Stop> {
  const visits: Promise<Stop>[] = [];
  const begin = (): void => {
    const provider = TOUR[visits.length];
    if (provider !== undefined) visits.push(visitProvider(provider, site).finally(begin));
  };
  for (let started = 0; started < AT_ONCE; started++) begin();
  // One that has ended has begun another one.
  for (let at = 0; at < visits.length; at++) yield await (visits[at] as Promise<Stop>);
}

/** A folder of its own, which stays: the summaries are there to be read. */
async function keepJobSummaries(stops: readonly Stop[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "deploy-purge-demo-"));
  for (const { provider, run } of stops) await writeFile(join(folder, `${provider}.md`), run.summary);
  console.log(`The job summaries, as GitHub gets them: ${join(folder, "batoff.md")} and beside it.`);
  console.log("How GitHub shows them: docs/images/summary-purged-light.png");
}
