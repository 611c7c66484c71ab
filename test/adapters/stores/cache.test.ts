import { spawnSync } from "node:child_process";
import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { bytes, setUpCacheBench } from "../../support/cache-bench.ts";
import { temporaryFolder } from "../../support/repository.ts";

const bench = setUpCacheBench();
const { open, contentOf } = bench;

describe("the cache", () => {
  it("gives back the newest of what was saved under this key, and a saved one by its own name", async () => {
    expect(await open().load()).toEqual({ kind: "missing" });
    const first = await open().save(bytes("one"), undefined);
    await open({ key: "0".repeat(64) }).save(bytes("other"), undefined);
    await open().save(bytes("two"), undefined);

    expect(await contentOf(open())).toBe("two");
    expect(await contentOf(open(), first.kind === "saved" ? first.version : "")).toBe("one");
    expect(new Set(bench.server().names()).size).toBe(3);
  });

  it("leaves folder, environment and log of the step as they were", async () => {
    const [cwd, workspace] = [process.cwd(), process.env["GITHUB_WORKSPACE"]];
    await open().save(bytes("one"), undefined);
    await open().load();

    expect(process.cwd()).toBe(cwd);
    expect(process.env["GITHUB_WORKSPACE"]).toBe(workspace);
    expect(await readdir(bench.temp())).toEqual([]);
    expect(bench.lines.join("\n")).toContain("Cache hit");
  });

  it("says that it could not save, where the toolkit says -1 and goes on", async () => {
    bench.server().denyWrites();

    expect(await open().save(bytes("one"), undefined)).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/cache write denied.*state: git-ref/s),
    });
  });

  it("says that cache-mode forbids writing, or reading", async () => {
    process.env["ACTIONS_CACHE_MODE"] = "read";
    expect(await open().save(bytes("one"), undefined)).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/does not permit writes/),
    });
    process.env["ACTIONS_CACHE_MODE"] = "write-only";
    expect(await open().load()).toMatchObject({
      kind: "failed",
      message: expect.stringMatching(/does not permit reads/),
    });
  });

  it.each([404, 501])("names status and host of a service that answers %i, and another store", async (status) => {
    bench.server().breakWith(status);
    const message = expect.stringMatching(
      new RegExp(`^the cache service at 127\\.0\\.0\\.1:\\d+ answers with status ${status}.*state: git-ref`),
    );

    expect(await open().load()).toMatchObject({ kind: "failed", message });
    expect(await open().save(bytes("one"), undefined)).toMatchObject({ kind: "failed", message });
  });

  it("recognises an archive that was cut", async () => {
    await open().save(bytes("one"), undefined);
    bench.server().spoil();

    expect(await open().load()).toMatchObject({ kind: "failed" });
  });

  it.each([
    [
      "a pipe",
      "mkfifo deploy-purge-record",
      { kind: "failed", message: expect.stringMatching(/not a file, but a pipe/) },
    ],
    ["a folder", "mkdir deploy-purge-record", { kind: "failed", message: expect.stringMatching(/is a folder/) }],
    ["nothing of that name", "touch other", { kind: "failed", message: expect.stringMatching(/holds no record/) }],
    ["longer than memory", "truncate -s 600M deploy-purge-record", { kind: "found", bytes: "too-large" }],
  ])("is not read where its entry holds %s", async (_, make, expected) => {
    await open().save(bytes("one"), undefined);
    await using folder = await temporaryFolder();
    const { stdout } = spawnSync("sh", ["-c", `${make} && tar -czSf - *`], { cwd: folder.path });
    bench.server().spoil(stdout);

    expect(await open().load()).toMatchObject(expected);
  });

  it("shows no signed address, not even to who debugs", async () => {
    await open().save(bytes("one"), undefined);
    await open().load();

    expect(bench.lines.join("\n")).not.toContain("sig=s1gn4ture");
  });
});
