import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Pool } from "undici";
import type { ApiRequest } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { temporaryFolder } from "../../test/support/repository.ts";
import { accountInputs } from "../../test/support/site.ts";
import type { Figure } from "./measure.ts";
import { median, medians, timed } from "./measure.ts";
import { runStep } from "./step.ts";

const ROUNDS = 5;
const URLS = 100_000;
/** https://cdn-ru.batoff.ru/docs/purge-api/: "up to 200 per request". */
const URLS_PER_REQUEST = 200;
const LEAST_REQUESTS = URLS / URLS_PER_REQUEST;
/** Our goals: the client that is compared with knows the bytes of its requests, and waits for nothing. */
const MAX_OVER_CLIENT = 3;
const MAX_PEAK_BYTES = 150e6;

/** 100,000 URLs to a provider that takes batches, against a client that only sends the very same requests again. */
export async function benchSubmit(): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ provider: "batoff" });
  await using workspace = await temporaryFolder();
  writeFileSync(join(workspace.path, "urls.txt"), Array.from({ length: URLS }, (_, n) => `/page/${n}.html\n`).join(""));
  const run = {
    workspace: workspace.path,
    with: { ...accountInputs(sandbox), purge: "file:urls.txt", "max-purges": String(URLS), "wait-for": "accepted" },
  };
  const peaks: number[] = [];
  let requests = 0;
  try {
    await runStep(run);
    const recorded = sandbox.api.requests.slice(0, LEAST_REQUESTS);
    const { ours, reference } = await medians(
      ROUNDS,
      async () => {
        const { report, probe } = await runStep(run);
        peaks.push(probe.peakBytes);
        requests = report.destinations[0]?.requests ?? 0;
        return report.destinations[0]?.timings.submitMs ?? Number.NaN;
      },
      () => timed(() => replay(sandbox.api.url, recorded)),
    );
    return [
      {
        what: `${URLS.toLocaleString("en-GB")} URLs submitted, against a client that only sends the same requests`,
        result: `${(ours / reference).toFixed(2)} ×`,
        goal: `≤ ${MAX_OVER_CLIENT} ×`,
        reached: ours <= MAX_OVER_CLIENT * reference,
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
        goal: `≤ ${MAX_PEAK_BYTES / 1e6} MB`,
        reached: median(peaks) <= MAX_PEAK_BYTES,
        detail: "resident set, node itself included",
      },
    ];
  } finally {
    await sandbox.close();
  }
}

/** Sends recorded requests over eight connections. Their signatures are good for some minutes yet. */
async function replay(url: string, requests: readonly ApiRequest[]): Promise<void> {
  const pool = new Pool(url, { connections: 8 });
  try {
    await Promise.all(
      requests.map(async ({ path, headers, body }) => {
        const kept = Object.entries(headers).filter(([name]) =>
          /^(?:authorization|content-type|x-batoff-.*)$/.test(name),
        );
        const response = await pool.request({ path, method: "POST", headers: Object.fromEntries(kept), body });
        await response.body.dump();
        if (response.statusCode !== 202) throw new Error(`The sandbox answered ${response.statusCode}.`);
      }),
    );
  } finally {
    await pool.close();
  }
}
