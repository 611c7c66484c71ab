import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { temporaryFolder } from "../support/repository.ts";
import { fill, inputsFor } from "../support/site.ts";
import { writeFiles } from "../support/write-files.ts";
import { type ActionResult, type ActionRun, runAction } from "./runner.ts";

/** One site that is deployed and purged again and again. */
export interface RepeatedDeploys {
  readonly sandbox: Sandbox;
  /** Absolute path of the workspace; the build lies in its folder `public`. */
  readonly folder: string;
  /** Puts a build, by file, on the origin and into the workspace; then visitors fetch these paths. */
  deploy(build: Readonly<Record<string, string>>, visited: Iterable<string>): Promise<void>;
  /** Runs the built action once, for an event that names no commit. */
  step(run?: Partial<ActionRun>): Promise<ActionResult>;
}

/** Sets up a site for each test of the file, and removes it afterwards. @param state input `state` of every step. */
export function repeatDeploys(state: string): RepeatedDeploys {
  let sandbox: Sandbox;
  let workspace: Awaited<ReturnType<typeof temporaryFolder>>;
  const results: ActionResult[] = [];
  beforeEach(async () => {
    workspace = await temporaryFolder();
    sandbox = await startSandbox({ provider: "paradarum", propagationMs: 0 });
  });
  afterEach(async () => {
    for (const result of results.splice(0)) await result.cleanUp();
    await sandbox.close();
    await workspace[Symbol.asyncDispose]();
  });
  return {
    get sandbox() {
      return sandbox;
    },
    get folder() {
      return workspace.path;
    },
    async deploy(build, visited) {
      await writeBuild(join(workspace.path, "public"), build);
      sandbox.origin.deploy(new Map(Object.entries(build)));
      await fill(sandbox, visited);
    },
    async step(run = {}) {
      const inputs = { ...inputsFor(sandbox), changes: "build", state, "wait-for": "accepted", ...run.with };
      const event = { name: "workflow_dispatch", payload: {} };
      const result = await runAction({ workspace: workspace.path, event, ...run, with: inputs });
      results.push(result);
      return result;
    },
  };
}

async function writeBuild(folder: string, build: Readonly<Record<string, string>>): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  writeFiles(folder, build);
}
