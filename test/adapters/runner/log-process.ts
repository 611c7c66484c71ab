/** Drives the log from the file named by the first argument: a list of calls, each with its texts. */
import { readFileSync } from "node:fs";
import { createLog } from "../../../src/adapters/runner/log.ts";
import { createRedactor } from "../../../src/adapters/runner/redact.ts";

type Call = readonly [name: "info" | "debug" | "notice" | "warning" | "error" | "group" | "secret", ...texts: string[]];

const calls = JSON.parse(readFileSync(process.argv[2] as string, "utf8")) as readonly Call[];
const log = createLog(createRedactor());
for (const [name, text = "", title] of calls) {
  if (name === "group") await log.group(text, async () => log.info(title ?? ""));
  else if (name === "secret") log.secret(text);
  else log[name](text, title);
}
process.stdout.write(`counts ${JSON.stringify(log.annotations())}\n`);
