import { createHttp } from "../../src/adapters/http/http.ts";
import { systemClock } from "../../src/adapters/runner/system-clock.ts";
import { deliver } from "../../src/delivery/deliver.ts";
import type { Rate } from "../../src/model/capabilities.ts";
import { rateFloorMs } from "../../src/plan/batches.ts";
import { startBlackHole } from "../../test/support/black-hole.ts";
import { capable, DONE, fail, planOf, recordingLog } from "../../test/support/delivery-samples.ts";
import { connectionTo } from "../../test/support/purge-api.ts";
import { FAULTS, startRawServer } from "../../test/support/raw-server.ts";
import { type Simulation, seeded, simulate } from "../../test/support/simulated-api.ts";
import type { Figure } from "./measure.ts";

/** 100,020 URLs, 30 in a request. */
const BATCHES = 3_334;
const PER_BATCH = 30;
const SEEDS = [1, 2, 3, 4, 5];
const DOWN = fail("unavailable");

/** What a provider in trouble costs, on simulated time with the real code; and how late a deadline is, on real time. */
export async function benchTrouble(): Promise<readonly Figure[]> {
  const plan = bulkPlan(BATCHES, PER_BATCH);
  const dead = await simulate({ plan }, () => DOWN);
  const outage = await simulate({ plan }, ({ atMs }) => (atMs >= 5_000 && atMs < 65_000 ? DOWN : DONE));
  const flaky: Simulation[] = [];
  for (const seed of SEEDS) {
    const random = seeded(seed);
    flaky.push(await simulate({ plan }, () => (random() < 0.3 ? DOWN : DONE), random));
  }
  const worst = Math.min(...flaky.map(purged));
  const most = Math.max(...flaky.map(({ seen }) => seen.length)) / BATCHES;
  return [
    figure("Requests to a dead API in 300 s, 3,334 waiting", `${dead.seen.length}`, "≤ 60", dead.seen.length <= 60),
    figure(
      "Purged in spite of an outage of 60 s inside the run",
      percent(purged(outage)),
      "100 %",
      purged(outage) === 1,
    ),
    figure("Purged where 30 % of all requests fail, worst of 5 runs", percent(worst), "≥ 99.99 %", worst >= 0.9999),
    figure("Requests for that, against one for each batch", `${most.toFixed(2)} ×`, "≤ 1.5 ×", most <= 1.5),
    await floorFigure(),
    await deadlineFigure(),
  ];
}

function bulkPlan(batches: number, perBatch: number) {
  return planOf(Array.from({ length: batches }, (_, at) => Array.from({ length: perBatch }, (_, n) => `/${at}/${n}`)));
}

function purged({ delivery }: Simulation): number {
  const items = delivery.outcomes.map(({ state, batch }) => (state === "completed" ? batch.items.length : 0));
  return items.reduce((sum, count) => sum + count, 0) / (BATCHES * PER_BATCH);
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(3))} %`;
}

function figure(what: string, result: string, goal: string, reached: boolean): Figure {
  return { what, result, goal, reached, detail: "simulated time, 50 ms for an exchange" };
}

/** The rates that the five vendors document, and a bucket. */
const RATES: readonly (readonly [Rate, number, number])[] = [
  [{ unit: "request", amount: 2, perSeconds: 1, scope: "credential" }, 400, 1],
  [{ unit: "request", amount: 57, perSeconds: 60, scope: "credential" }, 230, 1],
  [{ unit: "item", amount: 60, perSeconds: 61, scope: "site" }, 8, 30],
  [{ unit: "request", amount: 1, perSeconds: 61, scope: "site" }, 4, 1],
  [{ unit: "request", amount: 4, perSeconds: 1, burst: 20, scope: "site" }, 600, 1],
];

async function floorFigure(): Promise<Figure> {
  const ratios: number[] = [];
  for (const [rate, batches, perBatch] of RATES) {
    const plan = bulkPlan(batches, perBatch);
    const capabilities = capable({ rates: [rate] });
    const { wallMs } = await simulate({ plan, capabilities }, () => DONE);
    ratios.push(wallMs / rateFloorMs(plan.batches, capabilities));
  }
  const worst = Math.max(...ratios);
  return figure(
    "Time under a rate limit, against the limit's own floor",
    `${worst.toFixed(2)} ×`,
    "≤ 1.1 ×",
    worst <= 1.1,
  );
}

const TIMEOUT_MS = 500;
/** Our goal: all that a run waits for ends with its deadline. */
const MAX_OVER_TIMEOUT = 1.5;

/** How long after its timeout a delivery ends, at worst, when the server hangs. */
async function deadlineFigure(): Promise<Figure> {
  const hole = await startBlackHole();
  const servers = [
    await startRawServer(FAULTS.hang, { greeting: "", scheme: "https" }),
    await startRawServer(FAULTS.hang),
    await startRawServer(FAULTS.drip),
    await startRawServer(FAULTS["headers that drip"]),
  ];
  const proxy = await startRawServer(FAULTS.hang);
  const late: number[] = [];
  try {
    for (const { url } of [hole, ...servers]) late.push(await lateness(url, {}));
    late.push(await lateness("https://api.invalid", { HTTPS_PROXY: proxy.url }));
  } finally {
    await Promise.all([hole, proxy, ...servers].map((one) => one.close()));
  }
  const worst = Math.max(...late);
  return {
    what: "How long a delivery takes, over its timeout, worst of 6 things that hang",
    result: `${(1 + worst / TIMEOUT_MS).toFixed(2)} × the timeout`,
    goal: `≤ ${MAX_OVER_TIMEOUT} ×`,
    reached: TIMEOUT_MS + worst <= MAX_OVER_TIMEOUT * TIMEOUT_MS,
    detail: `${Math.round(worst)} ms late: connecting, TLS, CONNECT, answer, headers, body; real time`,
  };
}

async function lateness(url: string, environment: NodeJS.ProcessEnv): Promise<number> {
  const http = createHttp({ environment, clock: systemClock });
  const startMs = performance.now();
  await deliver(
    {
      plan: planOf(20),
      capabilities: capable(),
      connect: (io) => [connectionTo(url, io)],
      level: "completed",
      timeoutMs: TIMEOUT_MS,
      signal: new AbortController().signal,
    },
    { clock: systemClock, http, random: Math.random, log: recordingLog([], []) },
  );
  await http.close();
  return performance.now() - startMs - TIMEOUT_MS;
}
