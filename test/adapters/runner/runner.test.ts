import { execFileSync } from "node:child_process";
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readRunner, takeInputs } from "../../../src/adapters/runner/runner.ts";
import { PurgeError } from "../../../src/model/errors.ts";
import { type ActionRun, runAction } from "../../e2e/runner.ts";
import { makeTempFolder } from "../../support/temp-folder.ts";

let workspace: string;
beforeAll(async () => {
  workspace = await makeTempFolder("runner-");
});

async function written(options: object, run: Partial<ActionRun> = {}) {
  const file = join(workspace, `${crypto.randomUUID()}.json`);
  await writeFile(file, JSON.stringify(options));
  const entry = new URL("runner-process.ts", import.meta.url).pathname;
  const result = await runAction({ with: {}, workspace, entry, args: [file], ...run });
  await result.cleanUp();
  expect(result.rawStderr).toBe("");
  return result;
}

describe("inputs", () => {
  it("have the names that users write, and are trimmed", () => {
    const inputs = takeInputs({
      "INPUT_SITE-URL": "  https://x\n",
      "INPUT_API-KEY": "",
      INPUT_SITE_URL: "y",
      INPUT_: "z",
      PATH: "p",
    });
    expect(Object.fromEntries(inputs)).toEqual({ "site-url": "https://x", "api-key": "", site_url: "y" });
  });
});

describe("runner", () => {
  it("describes the run", async () => {
    const payload = { before: "a".repeat(40), after: "b".repeat(40), ref: "refs/heads/main" };
    const { log } = await written({}, { event: { name: "push", payload }, with: { provider: " hado " } });
    const printed = JSON.parse(log[0] ?? "") as { runner: unknown; inputs: Record<string, string> };
    expect(printed.runner).toEqual({
      event: { name: "push", payload },
      sha: "b".repeat(40),
      ref: "refs/heads/main",
      repository: "octo-org/site",
      serverUrl: "https://github.com",
      runId: "1",
      runAttempt: 1,
      step: ["", "deploy", "deploy", ""],
      workspace,
      isSelfHosted: false,
    });
    expect(printed.inputs["provider"]).toBe("hado");
  });

  it("names whose machine it is", async () => {
    expect(await readRunner({ RUNNER_ENVIRONMENT: "self-hosted" })).toMatchObject({ isSelfHosted: true });
    expect(await readRunner({ RUNNER_ENVIRONMENT: "github-hosted" })).toMatchObject({ isSelfHosted: false });
  });

  it("may be absent", async () => {
    expect(await readRunner({})).toMatchObject({ event: { name: "", payload: {} }, sha: "", workspace: process.cwd() });
  });

  it.each([
    ["{", "is not valid JSON"],
    ["[]", "holds no JSON object"],
    ["null", "holds no JSON object"],
  ])("refuses an event file with %j", async (content, reason) => {
    const path = join(workspace, "event.json");
    await writeFile(path, content);
    const read = () => readRunner({ GITHUB_EVENT_PATH: path });
    await expect(read).rejects.toThrow(PurgeError);
    await expect(read).rejects.toThrow(reason);
  });

  it("refuses an event file that is missing or far too large, without reading it", async () => {
    const read = (path: string) => readRunner({ GITHUB_EVENT_PATH: path });
    await expect(read(join(workspace, "none"))).rejects.toThrow("cannot be read (ENOENT)");
    const path = join(workspace, "huge.json");
    await writeFile(path, "{}");
    await truncate(path, 2 ** 40);
    await expect(read(path)).rejects.toThrow("more than the 33554432 bytes that are read");
  });

  it.each(["a folder", "a pipe", "a device without an end"])("refuses %s in place of an event file", async (what) => {
    const pipe = join(workspace, "pipe");
    if (what === "a pipe") execFileSync("mkfifo", [pipe]);
    const path = what === "a folder" ? workspace : what === "a pipe" ? pipe : "/dev/zero";
    await expect(readRunner({ GITHUB_EVENT_PATH: path })).rejects.toThrow("is a folder, a pipe or a device");
  });
});

describe("results", () => {
  it("reach the runner, whatever is in them, without a secret", async () => {
    const outputs = { verdict: "purged", "task-ids": 'a\nEOF\nb=c\n<<x\nghadelimiter_1\r\n"s3cr3t-tok3n"', empty: "" };
    const result = await written({ outputs, summary: "# hi s3cr3t-tok3n\n", secrets: ["s3cr3t-tok3n"] });
    expect(result.outputs).toEqual({ ...outputs, "task-ids": outputs["task-ids"].replace("s3cr3t-tok3n", "***") });
    expect(result.summary).toBe("# hi ***\n");
    expect(result.commands.filter(({ name }) => name === "set-output")).toEqual([]);
    expect(result).toMatchObject({ conclusion: "success", annotations: [] });
  });

  it.each([
    ["GITHUB_OUTPUT", { outputs: { a: "1" } }, { output: "" }, "No outputs: GITHUB_OUTPUT is not set"],
    ["GITHUB_STEP_SUMMARY", { summary: "x" }, { step_summary: "" }, "No job summary: GITHUB_STEP_SUMMARY is not set"],
    ["GITHUB_OUTPUT", { outputs: { a: "1" } }, { output: "/none/x" }, "cannot be written (ENOENT)"],
    ["GITHUB_STEP_SUMMARY", { summary: "x" }, { step_summary: "/none/x" }, "cannot be written (ENOENT)"],
    ["GITHUB_OUTPUT", { outputs: { a: "1" } }, { output: "/" }, "cannot be written (EISDIR)"],
  ])("are a warning, never a crash, where %s leads nowhere", async (_, options, github, message) => {
    const result = await written(options, { github });
    expect(result.exitCode).toBe(0);
    expect(result.annotations).toEqual([{ kind: "warning", title: "", message: expect.stringContaining(message) }]);
    expect(result.rawStdout).not.toContain("::set-output");
  });

  it("do not wait for a pipe that nobody reads", async () => {
    const pipe = join(workspace, "unread");
    execFileSync("mkfifo", [pipe]);
    const result = await written(
      { outputs: { a: "1" }, summary: "x" },
      { github: { output: pipe, step_summary: pipe } },
    );
    expect(result).toMatchObject({ exitCode: 0, timedOut: false });
    expect(result.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^No outputs: .*ENXIO/),
      expect.stringMatching(/^No job summary: .*ENXIO/),
    ]);
  });

  it("leave out a summary that the runner would refuse, and say so", async () => {
    const result = await written({ summary: "x".repeat(1024 * 1024 + 1) });
    expect(result).toMatchObject({ exitCode: 0, summary: "", errors: [] });
    expect(result.annotations[0]?.message).toContain("1048577 bytes, more than the runner takes");
  });
});
