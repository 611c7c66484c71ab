import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Pool } from "undici";
import { startSandbox } from "../../sandbox/start.ts";
import { temporaryFolder } from "../../test/support/repository.ts";
import type { Figure } from "./measure.ts";
import { median, medians, timed } from "./measure.ts";
import { inputsFor, runStep } from "./step.ts";

const ROUNDS = 5;
const URLS = 100_000;
/** https://cdn-ru.batoff.ru/docs/purge-api/: "up to 200 per request". */
const URLS_PER_REQUEST = 200;
const LEAST_REQUESTS = URLS / URLS_PER_REQUEST;
const MOST_SUBMIT_MS = 2_000;
const MOST_PEAK_BYTES = 200e6;

/** 100,000 URLs to a provider that takes batches, against a client that only sends the same requests. */
export async function benchSubmit(): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ provider: "batoff" });
  await using workspace = await temporaryFolder();
  writeFileSync(join(workspace.path, "urls.txt"), Array.from({ length: URLS }, (_, n) => `/page/${n}.html\n`).join(""));
  const run = {
    workspace: workspace.path,
    with: { ...inputsFor(sandbox), purge: "file:urls.txt", "max-purges": String(URLS), "wait-for": "accepted" },
  };
  const peaks: number[] = [];
  let requests = 0;
  try {
    const { ours, reference } = await medians(
      ROUNDS,
      async () => {
        const { report, probe } = await runStep(run);
        peaks.push(probe.peakBytes);
        requests = report.destinations[0]?.requests ?? 0;
        return report.destinations[0]?.timings.submitMs ?? Number.NaN;
      },
      () => timed(() => replay(sandbox.api.url, bodiesOf(sandbox.edge.url))),
    );
    return [
      {
        what: `${URLS.toLocaleString("en-GB")} URLs submitted, against a client that only sends the same bodies`,
        result: `${(ours / reference).toFixed(2)} ×`,
        goal: `≤ ${MOST_SUBMIT_MS / 1000} s`,
        reached: ours <= MOST_SUBMIT_MS,
        detail: `${Math.round(ours)} ms, bare client ${Math.round(reference)} ms`,
      },
      {
        what: "Requests for them, against the least that the vendor's limit allows",
        result: `${(requests / LEAST_REQUESTS).toFixed(2)} ×`,
        goal: "1 ×",
        reached: requests === LEAST_REQUESTS,
        detail: `${requests} requests of at most ${URLS_PER_REQUEST} URLs`,
      },
      {
        what: "Peak memory of that run",
        result: `${Math.round(median(peaks) / 1e6)} MB`,
        goal: `≤ ${MOST_PEAK_BYTES / 1e6} MB`,
        reached: median(peaks) <= MOST_PEAK_BYTES,
        detail: "resident set, node itself included",
      },
    ];
  } finally {
    await sandbox.close();
  }
}

function bodiesOf(origin: string): readonly string[] {
  return Array.from({ length: LEAST_REQUESTS }, (_, batch) => {
    const urls = Array.from(
      { length: URLS_PER_REQUEST },
      (_, n) => `${origin}/page/${batch * URLS_PER_REQUEST + n}.html`,
    );
    return JSON.stringify({ urls });
  });
}

/** Sends all bodies over eight connections, unsigned: the refusal costs the server no less than it costs the network. */
async function replay(url: string, bodies: readonly string[]): Promise<void> {
  const pool = new Pool(url, { connections: 8 });
  try {
    await Promise.all(
      bodies.map(async (body) => {
        const headers = { "content-type": "application/json" };
        const response = await pool.request({ path: "/v1/sites/site_123/purge", method: "POST", headers, body });
        await response.body.dump();
      }),
    );
  } finally {
    await pool.close();
  }
}
