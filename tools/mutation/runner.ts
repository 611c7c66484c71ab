/** A test runner for Stryker: the tests of the pure core in this process, the quick ones first, until one fails. */
import { globSync } from "node:fs";
import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { type CollectedTest, collectTests } from "./collect-tests.ts";

/** The rooms' own tests, and those of the texts that use them; nothing that starts a process or a server. */
const TEST_FILES = [
  "test/{lib,mapping,model,plan,routes}/**/*.test.ts",
  "test/report/{describe,escape,messages}.test.ts",
];
const COLLECTOR = new URL("collect-tests.ts", import.meta.url).href;
/** Any number does: see test/support/setup.ts. */
const SEED = 20_261_120;

/** What the changed code reads and writes: Stryker's own, by the name that it gives it. */
interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  /** How often the mutant was run through, and how often it may be: a loop without end breaks off there. */
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: object;
}

interface MutantRun {
  readonly activeMutant: { readonly id: string };
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
}

interface TestResult {
  readonly id: string;
  readonly name: string;
  readonly timeSpentMs: number;
  /** Stryker's numbers for passed and failed. */
  readonly status: 0 | 1;
  readonly failureMessage?: string;
}

const shared: Instrumented = {};
Object.assign(globalThis, { __stryker__: shared });

class InProcessRunner {
  private tests: readonly CollectedTest[] = [];
  private readonly times = new Map<string, number>();

  /** A module is imported once in a process: what it does when it is imported cannot be tried with a mutant. */
  capabilities() {
    return { reloadEnvironment: false };
  }

  async init(): Promise<void> {
    process.env["MUTATION"] = "1";
    registerHooks({
      resolve: (name, context, next) =>
        name === "vitest" && context.parentURL !== COLLECTOR
          ? { url: COLLECTOR, shortCircuit: true }
          : next(name, context),
    });
    fc.configureGlobal({ seed: SEED, numRuns: 50, endOnFailure: true });
    for (const file of globSync(TEST_FILES).toSorted()) {
      this.tests = await collectTests(file, pathToFileURL(resolve(file)).href);
    }
  }

  async dryRun() {
    const results: TestResult[] = [];
    for (const test of this.tests) {
      shared.currentTestId = test.name;
      const result = await runTest(test);
      this.times.set(test.name, result.timeSpentMs);
      results.push(result);
    }
    shared.currentTestId = undefined;
    (await import("node:fs")).writeFileSync(
      "/tmp/drytimes.json",
      JSON.stringify(
        results
          .toSorted((a, b) => b.timeSpentMs - a.timeSpentMs)
          .slice(0, 60)
          .map((r) => [r.timeSpentMs, r.name]),
        null,
        1,
      ) + results.reduce((s, r) => s + r.timeSpentMs, 0),
    );
    return { status: "complete", tests: results, mutantCoverage: shared.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRun) {
    const chosen = new Set(testFilter);
    const tests = this.tests
      .filter(({ name }) => testFilter === undefined || chosen.has(name))
      .toSorted((a, b) => (this.times.get(a.name) ?? 0) - (this.times.get(b.name) ?? 0));
    Object.assign(shared, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    try {
      for (const [index, test] of tests.entries()) {
        const { status, id, failureMessage } = await runTest(test);
        if (hitLimit !== undefined && (shared.hitCount ?? 0) > hitLimit) return { status: "timeout" };
        if (status === 1) return { status: "killed", killedBy: [id], failureMessage, nrOfTests: index + 1 };
      }
      return { status: "survived", nrOfTests: tests.length };
    } finally {
      shared.activeMutant = undefined;
    }
  }
}

async function runTest({ name, run }: CollectedTest): Promise<TestResult> {
  const start = performance.now();
  const result = (status: 0 | 1) => ({ id: name, name, timeSpentMs: Math.round(performance.now() - start), status });
  try {
    await run();
    return result(0);
  } catch (error) {
    return { ...result(1), failureMessage: String(error).slice(0, 1000) };
  }
}

const createRunner = Object.assign(() => new InProcessRunner(), { inject: [] as const });

export const strykerPlugins = [{ kind: "TestRunner", name: "in-process", factory: createRunner }];
