import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import type { ApiRequest, Sandbox } from "../../sandbox/sandbox.ts";
import { startSandbox } from "../../sandbox/start.ts";
import { fill, inputsFor } from "../support/site.ts";
import { makeTempFolder } from "../support/temp-folder.ts";
import { writeFiles } from "../support/write-files.ts";
import { type ActionResult, type ActionRun, runAction } from "./runner.ts";

type Pages = Readonly<Record<string, string>>;

/** One site that is deployed and purged again and again. */
export interface RepeatedDeploys {
  readonly sandbox: Sandbox;
  /** Absolute path of the workspace; the build lies in its folder `public`. */
  readonly folder: string;
  /** What the purge API was sent since the test began. */
  readonly requests: readonly ApiRequest[];
  /** Puts a build, by file, on the origin and into the workspace; then visitors fetch these paths. */
  deploy(build: Pages, visited: Iterable<string>): Promise<void>;
  /** Runs the built action once, for an event that names no commit. */
  step(run?: Partial<ActionRun>): Promise<ActionResult>;
}

/** What the test that runs now has. */
interface Current {
  sandbox: Sandbox;
  workspace: string;
  requestsBefore: number;
}

/** Sets up a site for each test of the file, all behind one edge. @param state input `state` of every step. */
export function repeatDeploys(state: string): RepeatedDeploys {
  const current = {} as Current;
  const results = setUp(current);
  return {
    get sandbox() {
      return current.sandbox;
    },
    get folder() {
      return current.workspace;
    },
    get requests() {
      return current.sandbox.api.requests.slice(current.requestsBefore);
    },
    async deploy(build, visited) {
      const folder = join(current.workspace, "public");
      await rm(folder, { recursive: true, force: true });
      writeFiles(folder, build);
      current.sandbox.origin.deploy(new Map(Object.entries(build)));
      await fill(current.sandbox, visited);
    },
    async step(run = {}) {
      const inputs = { ...inputsFor(current.sandbox), changes: "build", state, "wait-for": "accepted", ...run.with };
      const event = { name: "workflow_dispatch", payload: {} };
      const result = await runAction({ workspace: current.workspace, event, ...run, with: inputs });
      results.push(result);
      return result;
    },
  };
}

/** The results of this test's steps, which go at its end. */
function setUp(current: Current): ActionResult[] {
  const results: ActionResult[] = [];
  beforeAll(async () => {
    current.sandbox = await startSandbox({ provider: "paradarum", propagationMs: 0 });
  });
  afterAll(() => current.sandbox.close());
  beforeEach(async () => {
    current.workspace = await makeTempFolder("deploy-purge-");
    current.sandbox.edge.empty();
    current.requestsBefore = current.sandbox.api.requests.length;
  });
  afterEach(async () => {
    for (const result of results.splice(0)) await result.cleanUp();
    await rm(current.workspace, { recursive: true, force: true, maxRetries: 10 });
    // One that is left would hit the next test.
    expect(current.sandbox.api.unusedFaults()).toBe(0);
  });
  return results;
}

/** Resolves when it is so, or after ten seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 500 && !isSo(); attempt++) await sleep(20);
}
