import { spawn } from "node:child_process";
import { PurgeError } from "../../model/errors.ts";
import type { PatternFault } from "../../ports/files.ts";

/** Time for the process to start, in milliseconds: for a machine that has much else to do. Our own bound. */
const START_MS = 5_000;
/** Where nothing else is said. On texts this short a good pattern takes microseconds. Our own bound. */
const LIMIT_MS = 2_000;

/**
 * Runs in a process of its own. For each pattern it writes the number first, so that the last number names the one that
 * did not end; then a word, where the pattern must not be used.
 *
 * The texts have no build stamp in them: a pattern that matches each of them as a whole would hide any change. One has
 * characters beyond Latin-1, for which the engine compiles a pattern again, as it does when a pattern has run often.
 */
const SCRIPT = `
const { readFileSync, writeSync } = require("node:fs");
const ordinary = ["Lorem, i", "<p>Do</p>", "x = 9 ;"];
const texts = [...ordinary, "\\u2026 <p>\\u2026</p>"];
for (const [at, source] of JSON.parse(readFileSync(0, "utf8")).entries()) {
  writeSync(1, at + "\\n");
  try {
    const pattern = new RegExp(source, "gm");
    for (let round = 0; round < 4; round += 1) for (const text of texts) Array.from(text.matchAll(pattern));
    const whole = new RegExp("^(?:" + source + ")$", "m");
    if (ordinary.every((text) => whole.test(text))) writeSync(1, "matches-all\\n");
  } catch {
    writeSync(1, "too-large\\n");
  }
}
writeSync(1, "done\\n");
`;

/**
 * The first of these patterns that must not be used. They are tried on a few short texts in a process that can be killed:
 * a regular expression may backtrack without end on eight characters, and even its compilation may take for ever, which no
 * thread's end interrupts.
 *
 * @param limitMs for all patterns together once the first has begun, in milliseconds: what does not end by then does not end at all.
 */
export async function findPatternFault(
  sources: readonly string[],
  limitMs = LIMIT_MS,
): Promise<PatternFault | undefined> {
  const lines = (await tried(sources, limitMs)).split("\n").filter((line) => line !== "");
  if (lines.length === 0)
    throw new PurgeError("bug", "no process could be started that tries the patterns of ignore-content");
  const word = lines.findIndex((line) => line === "matches-all" || line === "too-large");
  const kind = lines[word];
  if (kind === "matches-all" || kind === "too-large") return { source: sources[Number(lines[word - 1])] ?? "", kind };
  const last = lines.at(-1) ?? "";
  return last === "done" ? undefined : { source: sources[Number(last)] ?? "", kind: "endless" };
}

/** What the process wrote until it ended, or had to be ended. It is handed no secret: Windows alone needs a variable. */
function tried(sources: readonly string[], limitMs: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const { SystemRoot } = process.env;
  const env = SystemRoot === undefined ? {} : { SystemRoot };
  const child = spawn(process.execPath, ["-e", SCRIPT], { env, stdio: ["pipe", "pipe", "ignore"] });
  const kill = (): void => void child.kill("SIGKILL");
  let timer = setTimeout(kill, START_MS);
  process.once("exit", kill);
  child.stdout.once("data", () => {
    clearTimeout(timer);
    timer = setTimeout(kill, limitMs);
  });
  let written = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    written += text;
  });
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  child.on("close", () => {
    clearTimeout(timer);
    process.removeListener("exit", kill);
    resolve(written);
  });
  child.stdin.end(JSON.stringify(sources));
  return promise;
}
