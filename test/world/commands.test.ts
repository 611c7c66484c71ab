import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { setOutput } from "@actions/core";
import fc from "fast-check";
import undici from "undici";
import { describe, expect, it } from "vitest";
import { outputEntry } from "../../src/world/commands.ts";
import { Agent, EnvHttpProxyAgent, Pool } from "../../src/world/undici.ts";
import { nastyText } from "../report/nasty.ts";
import { temporaryFolder } from "../support/repository.ts";

const run = promisify(execFile);
const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

describe("what stands in for a whole package", () => {
  it("prints commands byte for byte as @actions/core does", async () => {
    await using folder = await temporaryFolder();
    const texts = ["a:b,c%", ...fc.sample(nastyText, 300).filter((text) => text !== "")];
    const file = join(folder.path, "texts.json");
    await writeFile(file, JSON.stringify(texts.map((text, at) => [text, texts.at(-at) ?? ""])));
    const printed = (whose: string) =>
      run(process.execPath, [join(import.meta.dirname, "commands-process.ts"), file, whose]);
    const [ours, theirs] = [await printed("ours"), await printed("core")];

    expect(ours.stdout.length).toBeGreaterThan(1000);
    expect(ours.stdout).toBe(theirs.stdout);
  });

  it("writes outputs as @actions/core does, with an end that nobody can guess", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "output");
    const before = process.env["GITHUB_OUTPUT"];
    process.env["GITHUB_OUTPUT"] = file;
    await writeFile(file, "");
    try {
      setOutput("some-name", "two\nlines\r% and :: more");
    } finally {
      if (before === undefined) delete process.env["GITHUB_OUTPUT"];
      else process.env["GITHUB_OUTPUT"] = before;
    }
    const ours = outputEntry("some-name", "two\nlines\r% and :: more");

    expect(ours.replaceAll(UUID, "")).toBe((await readFile(file, "utf8")).replaceAll(UUID, ""));
    expect(new Set(ours.match(UUID)).size).toBe(1);
    expect(outputEntry("a", "b")).not.toBe(outputEntry("a", "b"));
  });

  it("is undici itself, file by file", () => {
    expect([Agent, EnvHttpProxyAgent, Pool]).toEqual([undici.Agent, undici.EnvHttpProxyAgent, undici.Pool]);
    expect(Agent).toBe(undici.Agent);
    expect(Agent.prototype.request).toBe(undici.Dispatcher.prototype.request);
  });
});
