/**
 * `npm start`: all steps, from a git diff to every CDN, on this machine alone.
 *
 * Exit code 1 when anything is stale at the end, or when something was evicted that had not changed. The sandbox is loaded
 * when it is needed: the help and a wrong argument are answered at once.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readArguments, USAGE } from "./demo-arguments.ts";

const ACTION = fileURLToPath(new URL("../dist/index.js", import.meta.url));

async function main(): Promise<void> {
  const wish = readArguments(process.argv.slice(2));
  switch (wish.kind) {
    case "help":
      console.log(USAGE);
      break;
    case "wrong":
      console.error(`${wish.message}\n\n${USAGE}`);
      process.exitCode = 1;
      break;
    case "serve":
      await (await import("./demo-serve.ts")).serveUntilSignal(wish.provider, wish.port);
      break;
    case "play":
      if (isBuilt()) await play(wish.path);
      break;
    case "tour":
      if (isBuilt()) await (await import("./demo-all.ts")).tour();
  }
}

function isBuilt(): boolean {
  if (existsSync(ACTION)) return true;
  console.error("dist/index.js is missing. Build the action first: npm run build");
  process.exitCode = 1;
  return false;
}

async function play(path: string): Promise<void> {
  const faults = await playFile(path).catch((error: unknown) => [(error as Error).message]);
  for (const fault of faults) console.error(`WRONG  ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  else console.log("It works here.");
}

/** Reads the file first: of a wrong one is told before the sandbox is loaded. */
async function playFile(path: string): Promise<readonly string[]> {
  const legs = await (await import("./workflow-file.ts")).readWorkflow(path);
  return (await import("./play-workflow.ts")).playWorkflow(path, legs);
}

await main();
