import { readFileSync } from "node:fs";
import { Report } from "../../src/report/report.ts";
import { type ActionRun, runAction } from "../../test/e2e/runner.ts";
import { type Probe, probed } from "./probe.ts";

/**
 * Runs the built action as the runner does.
 *
 * @throws when the step is red: a benchmark of a failure says nothing.
 */
export async function runStep(
  run: ActionRun,
  options: { readonly loads?: boolean } = {},
): Promise<{ readonly report: Report; readonly probe: Probe }> {
  const { result, probe } = await probed(
    (environment) => runAction({ ...run, env: { ...run.env, ...environment } }),
    options,
  );
  try {
    if (result.conclusion !== "success") throw new Error(`The step is red:\n${result.log.slice(-20).join("\n")}`);
    const file = result.outputs["report-file"] ?? "";
    return { report: Report.parse(JSON.parse(readFileSync(file, "utf8"))), probe };
  } finally {
    await result.cleanUp();
  }
}
