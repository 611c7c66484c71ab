import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const SCRIPT = "sandbox/serve.ts";

test("a person can start it, paste the printed line, and end it", async () => {
  const child = spawn(process.execPath, [SCRIPT, "--provider", "batoff"], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let printed = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += String(chunk);
    if (printed.includes("Ctrl-C")) break;
  }
  const line = /^ {2}(curl .*\/purge'.*)$/m.exec(printed)?.[1] ?? "";
  const { stdout } = await promisify(execFile)("sh", ["-c", line]);
  expect(stdout).toContain("202 Accepted");
  expect(stdout).toContain('"task_id"');
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("an unknown provider gets the list of them", async () => {
  const run = promisify(execFile)(process.execPath, [SCRIPT, "--provider", "nope"]);
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/5centscdn\|.*\|batoff\|/),
  });
});
