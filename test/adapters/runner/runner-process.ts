/** Writes outputs and a summary as the action does: the file named by the first argument says which. */
import { readFileSync } from "node:fs";
import { createLog } from "../../../src/adapters/runner/log.ts";
import { createRedactor } from "../../../src/adapters/runner/redact.ts";
import { readRunner, takeInputs, writeOutputs, writeSummary } from "../../../src/adapters/runner/runner.ts";

interface DeliverOptions {
  readonly secrets?: readonly string[];
  readonly outputs?: Readonly<Record<string, string>>;
  readonly summary?: string;
}

const order = JSON.parse(readFileSync(process.argv[2] as string, "utf8")) as DeliverOptions;
const redactor = createRedactor();
const log = createLog(redactor);
for (const secret of order.secrets ?? []) log.secret(secret);
if (order.outputs !== undefined) await writeOutputs(order.outputs, { redactor, log });
if (order.summary !== undefined) await writeSummary(order.summary, { redactor, log });
log.info(
  JSON.stringify({ runner: await readRunner(process.env), inputs: Object.fromEntries(takeInputs(process.env)) }),
);
