/** Writes outputs and a summary as the action does: the file named by the first argument says which. */
import { readFileSync } from "node:fs";
import { createLog } from "../../../src/adapters/runner/log.ts";
import { createRedactor } from "../../../src/adapters/runner/redact.ts";
import { readRunner, takeInputs, writeOutputs, writeSummary } from "../../../src/adapters/runner/runner.ts";

interface RunnerOptions {
  readonly secrets?: readonly string[];
  readonly outputs?: Readonly<Record<string, string>>;
  readonly summary?: string;
}

const options = JSON.parse(readFileSync(process.argv[2] as string, "utf8")) as RunnerOptions;
const redactor = createRedactor();
const log = createLog(redactor);
for (const secret of options.secrets ?? []) log.secret(secret);
if (options.outputs !== undefined) await writeOutputs(options.outputs, { redactor, log });
if (options.summary !== undefined) await writeSummary(options.summary, { redactor, log });
log.info(
  JSON.stringify({ runner: await readRunner(process.env), inputs: Object.fromEntries(takeInputs(process.env)) }),
);
