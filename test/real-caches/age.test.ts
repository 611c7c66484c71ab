import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createSiteClient } from "../../src/adapters/http/site-client.ts";
import { systemClock } from "../../src/adapters/runner/system-clock.ts";
import { startDeadline } from "../../src/delivery/deadline.ts";
import type { Probe } from "../../src/model/proof.ts";
import { verify } from "../../src/verification/verify.ts";
import { recordingLog } from "../support/delivery-samples.ts";
import { freePort } from "../support/free-port.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { openWayTo } from "./cache-process.ts";

const PROGRAMS = { varnishd: ["-V"], nginx: ["-v"] } as const;
const missing = Object.entries(PROGRAMS).flatMap(([name, flags]) =>
  spawnSync(name, flags).error === undefined ? [] : [name],
);
const title =
  missing.length === 0 ? "behind real caches" : `behind real caches (skipped: ${missing.join(", ")} not installed)`;

async function untilOpen(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    await sleep(50);
  }
  throw new Error(`Nothing listens on port ${port}`);
}

/** An origin that knows no cache header, a Varnish in front of it, and an nginx that caches what the Varnish answers. */
async function startCaches() {
  const folder = await makeTempFolder("deploy-purge-caches-");
  // Started by root, both go on as another user.
  await chmod(folder, 0o755);
  await openWayTo(folder);
  const origin = createServer((_request, response) => {
    response.writeHead(200, { "cache-control": "public, max-age=600" }).end("rendered");
  }).listen(0, "127.0.0.1");
  await once(origin, "listening");
  const [varnishPort, nginxPort] = [await freePort(), await freePort()];
  const vcl = `vcl 4.1;\nbackend default { .host = "127.0.0.1"; .port = "${(origin.address() as AddressInfo).port}"; }\n`;
  await writeFile(join(folder, "default.vcl"), vcl);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const conf = `${process.getuid?.() === 0 ? "user root;" : ""} daemon off; worker_processes 1; pid ${folder}/nginx.pid;
    events { worker_connections 64; }
    http { access_log off; ${temporary.join(" ")} proxy_cache_path ${folder}/cache keys_zone=pages:1m;
      server { listen 127.0.0.1:${nginxPort}; location / { proxy_pass http://127.0.0.1:${varnishPort};
        proxy_cache pages; proxy_cache_valid 200 10m; add_header X-Cache-Status $upstream_cache_status always; } } }`;
  await mkdir(join(folder, "logs"));
  await writeFile(join(folder, "nginx.conf"), conf);
  const varnish = [
    "-F",
    "-n",
    join(folder, "varnish"),
    "-f",
    join(folder, "default.vcl"),
    "-a",
    `127.0.0.1:${varnishPort}`,
  ];
  const children: ChildProcess[] = [
    spawn("varnishd", [...varnish, "-s", "malloc,16m"], { stdio: "ignore" }),
    spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")], {
      stdio: "ignore",
    }),
  ];
  const close = async (): Promise<void> => {
    const running = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ends = running.map((child) => once(child, "exit"));
    for (const child of running) child.kill("SIGTERM");
    await Promise.all(ends);
    origin.closeAllConnections();
    await new Promise((resolve) => origin.close(resolve));
  };
  await Promise.all([untilOpen(varnishPort), untilOpen(nginxPort)]).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    varnish: `http://127.0.0.1:${varnishPort}`,
    nginx: `http://127.0.0.1:${nginxPort}`,
    [Symbol.asyncDispose]: close,
  };
}

/** Verifies a page that no file of the build stands for, as if its purge had been accepted just now. */
async function verifyNow(url: string) {
  const siteClient = createSiteClient({ environment: {} });
  const probe: Probe = { url, alias: false, was: { kind: "unknown" }, now: { kind: "unknown" }, because: [] };
  const deadline = startDeadline({ clock: systemClock, timeoutMs: 30_000, signal: new AbortController().signal });
  const accepted = { ms: systemClock.monotonicMs(), at: systemClock.now() };
  const times = { accepted, settledMs: accepted.ms, spacingMs: 5_000 };
  const buildFiles = { isCut: false, of: async () => undefined };
  const { seen } = await verify(
    {
      probes: [probe],
      total: 1,
      hosts: new Set([new URL(url).origin]),
      deadline,
      buildFiles,
      ...times,
      purgeAgain: async () => false,
    },
    { clock: systemClock, siteClient, log: recordingLog([], []) },
  );
  deadline.end();
  await siteClient.close();
  return seen[0];
}

describe.skipIf(missing.length > 0)(title, { timeout: 60_000 }, () => {
  test("only an age that grows is proof: neither an old copy's, nor one that an nginx repeats", async () => {
    await using caches = await startCaches();
    await fetch(`${caches.varnish}/old`);
    await fetch(`${caches.nginx}/repeated`);
    await sleep(1_500);
    const [fresh, old, repeated] = await Promise.all([
      verifyNow(`${caches.varnish}/fresh`),
      verifyNow(`${caches.varnish}/old`),
      verifyNow(`${caches.nginx}/repeated`),
    ]);
    expect(fresh).toMatchObject({ kind: "fresh", why: expect.stringContaining("grows from answer to answer") });
    expect(old).toMatchObject({ kind: "inconclusive", why: expect.stringContaining("does not prove") });
    expect(repeated).toMatchObject({ kind: "inconclusive", why: expect.stringContaining("x-cache-status: HIT") });
  });
});
