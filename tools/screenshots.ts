/**
 * `npm run generate:screenshots`: pictures of the job summaries of real runs, as GitHub shows them, light and dark, into
 * `docs/images/`. Needs a built `dist/` and Chromium. They are no part of `generate --check`: no two machines have the same fonts.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setStage } from "../test/support/stage.ts";
import { runSeveral } from "./screenshots/several-run.ts";
import { summaryPage, type Theme } from "./screenshots/summary-page.ts";

/** A real run, and how high its picture is in pixels. */
const RUNS: readonly { readonly name: string; readonly height: number; readonly run: () => Promise<string> }[] = [
  { name: "purged", height: 330, run: () => summaryOf({}) },
  { name: "preview", height: 580, run: () => summaryOf({ "dry-run": "true" }) },
  { name: "failed", height: 480, run: () => summaryOf({ "api-key": "a-key-that-nobody-knows" }) },
  { name: "several", height: 1160, run: runSeveral },
];
const WIDTH = 900;
/** Names that Debian, Ubuntu and Google give the program. */
const PROGRAMS = ["chromium", "chromium-browser", "google-chrome"];

const images = join(import.meta.dirname, "../docs/images");
const program = PROGRAMS.find((name) => spawnSync(name, ["--version"]).status === 0);
if (program === undefined) {
  console.error(
    `screenshots: no Chromium (${PROGRAMS.join(", ")}). On Debian: apt-get install chromium fonts-noto-color-emoji`,
  );
  process.exit(1);
}
mkdirSync(images, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "screenshots-"));
try {
  for (const { name, height, run } of RUNS) {
    const summary = await run();
    for (const theme of ["light", "dark"] as const) shoot(program, summary, { name, height, theme });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Of a push to a site at Batoff's sandbox. Its host is shown by the name that examples have. */
async function summaryOf(inputs: Readonly<Record<string, string>>): Promise<string> {
  await using stage = await setStage("batoff");
  const { summary } = await stage.run({ with: inputs });
  const host = new URL(stage.sandbox.edge.url).host.replace(":", "&#58;");
  return summary.replaceAll(`http&#58;//${host}`, "https&#58;//www.example.com");
}

function shoot(chromium: string, summary: string, shot: { name: string; height: number; theme: Theme }): void {
  const page = join(folder, `${shot.name}-${shot.theme}.html`);
  const picture = join(images, `summary-${shot.name}-${shot.theme}.png`);
  writeFileSync(page, summaryPage(summary, shot.theme));
  const size = `--window-size=${WIDTH},${shot.height}`;
  const flags = ["--headless", "--no-sandbox", "--hide-scrollbars", `--user-data-dir=${join(folder, "profile")}`, size];
  const { status } = spawnSync(chromium, [...flags, `--screenshot=${picture}`, `file://${page}`], { stdio: "ignore" });
  if (status !== 0) throw new Error(`${chromium} ended with ${status} for ${picture}.`);
  console.log(`screenshots: ${picture}`);
}
