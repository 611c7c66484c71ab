import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { setStage } from "../support/stage.ts";
import { makeTempFolder } from "../support/temp-folder.ts";

/** Node options that run a script in the action's process before the action. */
async function before(
  script: (folder: string) => string,
): Promise<{ readonly folder: string; readonly option: string }> {
  const folder = await makeTempFolder("before-");
  const path = join(folder, "before.cjs");
  writeFileSync(path, script(folder));
  return { folder, option: `--require=${path}` };
}

it.each([
  ["that is done", undefined, 137],
  ["that is cancelled", "SIGTERM", 137],
] as const)("a process %s ends although a system call never returns", async (_, signal, exitCode) => {
  await using stage = await setStage("batoff");
  const { folder, option } = await before(
    (root) =>
      `if (!process.argv.includes("-e")) require("node:fs").open(${JSON.stringify(`${root}/pipe`)}, "r", () => {});`,
  );
  execFileSync("mkfifo", [join(folder, "pipe")]);
  if (signal !== undefined) stage.sandbox.api.fault(Array(10).fill({ do: "hang" }));
  const options = signal === undefined ? {} : { signalAfter: { signal, when: /Purge at/ } };
  const run = await stage.run({ env: { NODE_OPTIONS: option }, timeoutMs: 30_000, ...options });

  expect([run.timedOut, run.exitCode]).toEqual([false, exitCode]);
  expect(run.outputs["verdict"]).toBe(signal === undefined ? "purged" : "failed");
});

it("a signal while the action is still being loaded leaves every output", async () => {
  await using stage = await setStage("batoff");
  const { folder, option } = await before(
    (root) => `require("node:fs").writeFileSync(${JSON.stringify(`${root}/output`)}, process.env.GITHUB_OUTPUT);`,
  );
  const read = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : "");
  const written = async () => {
    while (read(read(join(folder, "output"))) === "") await sleep(1);
  };
  const run = await stage.run({ env: { NODE_OPTIONS: option }, signalAfter: { signal: "SIGTERM", when: written() } });

  expect([run.exitCode, run.outputs["verdict"], run.outputs["error-code"]]).toEqual([143, "failed", "E_CANCELLED"]);
  expect(run.outputs["task-ids"]).toBe("[]");
  expect(stage.sandbox.api.requests).toEqual([]);
});

it("a second signal, before the run could end in order, leaves that it was cancelled", async () => {
  await using stage = await setStage("batoff");
  // At once: nothing of the run comes between the two.
  const { option } = await before(
    () => `if (!process.argv.includes("-e")) process.once("SIGTERM", () => process.emit("SIGTERM"));`,
  );
  stage.sandbox.api.fault(Array(10).fill({ do: "hang" }));
  const signalAfter = { signal: "SIGTERM", when: /Purge at/ } as const;
  const run = await stage.run({ env: { NODE_OPTIONS: option }, signalAfter, timeoutMs: 30_000 });

  expect([run.exitCode, run.outputs["verdict"], run.outputs["error-code"]]).toEqual([143, "failed", "E_CANCELLED"]);
});

it("no child process could inherit an input", async () => {
  await using stage = await setStage("batoff");
  const { folder, option } = await before(
    (root) =>
      `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(`${root}/env`)}, JSON.stringify(process.env)));`,
  );
  const run = await stage.run({ env: { NODE_OPTIONS: option } });

  expect(run.outputs["verdict"]).toBe("purged");
  const left = Object.keys(JSON.parse(readFileSync(join(folder, "env"), "utf8")));
  expect(left.filter((name) => name.startsWith("INPUT_"))).toEqual([]);
  expect(left).toContain("GITHUB_OUTPUT");
});
