import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { peakBytes } from "./peak.ts";

/** Measurements that a process reports when it ends. */
export interface Probe {
  /** Start of the process, in milliseconds of the wall clock, with fractions. */
  readonly startedAt: number;
  /** From its start to its end, in milliseconds. */
  readonly livedMs: number;
  readonly peakBytes: number;
  /** Files of its own that it loaded; empty unless it was requested, since it slows loading. */
  readonly loaded: readonly string[];
}

/** Loaded by node before anything else. JavaScript in a URL, so that nothing has to be read or stripped of types. */
const PRELOAD = `
import { readFileSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
const loaded = new Set();
if (process.env.PROBE_LOADS) {
  registerHooks({ load(url, context, next) { if (url.startsWith("file:")) loaded.add(url); return next(url, context); } });
}
${peakBytes}
process.on("exit", () => writeFileSync(process.env.PROBE_FILE, JSON.stringify({
  startedAt: performance.timeOrigin,
  livedMs: performance.now(),
  peakBytes: peakBytes(),
  loaded: [...loaded],
})));
`;

/** Runs something with the environment that makes node processes report, and gives the report of the last one. */
export async function probed<T>(
  run: (environment: Readonly<Record<string, string>>) => Promise<T>,
  options: { readonly loads?: boolean } = {},
): Promise<{ readonly result: T; readonly probe: Probe }> {
  const folder = mkdtempSync(join(tmpdir(), "probe-"));
  const file = join(folder, "probe.json");
  const preload = `data:text/javascript,${encodeURIComponent(PRELOAD)}`;
  try {
    const result = await run({
      NODE_OPTIONS: `--import=${preload}`,
      PROBE_FILE: file,
      ...(options.loads === true ? { PROBE_LOADS: "1" } : {}),
    });
    return { result, probe: JSON.parse(readFileSync(file, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
