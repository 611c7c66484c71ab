/**
 * `node tools/bench/plan-once.ts <known URLs> <changed URLs> <most instructions>`: makes one plan in a process of its own, and
 * prints as JSON how long it took, how long it took to sort the known URLs, and the process's peak memory. The URLs are made before the clock starts.
 */
import type { StaleUrl } from "../../src/model/stale.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import { peakBytes } from "./peak.ts";

const [known = 0, changed = 0, maxPurges = 0] = process.argv.slice(2).map(Number);
const inventory = new Set<string>();
const stale: StaleUrl[] = [];
// A generator with a fixed seed: the same plan on every machine.
let seed = 1;
for (let n = 0; n < known; n++) {
  seed = (seed * 48_271) % 2_147_483_647;
  const end = ["/", ".html", ".css", "/index.html"][n % 4];
  // Built by a buffer: concatenated strings would be flattened inside the measured time.
  const url = Buffer.from(`/section-${n % 97}/topic-${(n * 7919) % 1009}/page-${n}${end}`).toString("latin1");
  inventory.add(url);
  if (seed / 2_147_483_647 < changed / known) stale.push({ url, because: [] });
}
// The reference: the same texts put in order, as any planner would have to at least.
const sortStart = performance.now();
[...inventory].sort();
const sortMs = performance.now() - sortStart;
const start = performance.now();
const before = process.cpuUsage();
const made = makePlan({
  providerName: "A provider",
  capabilities: {
    accepts: {
      path: { perRequest: 200, match: { query: "unknown" } },
      prefix: { perRequest: 30, match: { prefix: "string", query: "covered" } },
    },
    mix: "one-kind",
    rates: [],
    done: { by: "response" },
    wants: { urls: "aliases", files: "all", address: "path" },
    provable: true,
    maxPurges,
    source: new URL("https://example.com/"),
    read: "2026-11-20",
  },
  siteUrls: [],
  requested: [],
  stale,
  purgeBy: "auto",
  widenTo: "all",
  overLimit: "fail",
  queryStrings: "ignored",
  maxPurges,
  timeoutMs: 300_000,
  settleMs: 0,
  inventory: () => inventory,
  current: () => inventory,
});
const ms = performance.now() - start;
const cpuMs = process.cpuUsage(before).user / 1000;
if ("problems" in made) throw new Error(made.problems[0]?.message);
console.log(JSON.stringify({ ms, sortMs, cpuMs, peakBytes: peakBytes(), instructions: made.plan.instructions }));
