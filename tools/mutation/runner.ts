/** A test runner for Stryker: the tests of the pure core in this process, the quick ones first, until one fails. */
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
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
/** Most processor time in milliseconds for one mutant. Tests that would go beyond it do not run: they are proofs of everything. */
const BUDGET_MS = 1000;
/** So many times as often as the code itself runs through a place, a mutant has no end: Stryker's own number. */
const ENDLESS = 100;
/** Any number does: see test/support/setup.ts. */
const SEED = 20_261_120;

/** What the changed code reads and writes: Stryker's own, by the name that it gives it. */
interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  /** How often the mutant was run through, and how often it may be: a loop without end breaks off there. */
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: Coverage;
}

/** How often each test runs through each place that can be changed. */
interface Coverage {
  readonly static: Readonly<Record<string, number>>;
  readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What is known of the unchanged code. A process that hung is replaced by a new one, which reads it from a file. */
interface DryRun {
  readonly times: Readonly<Record<string, number>>;
  readonly hits: Coverage["perTest"];
}

const DRY_RUN_FILE = "mutation-dry-run.json";

interface MutantRun {
  readonly activeMutant: { readonly id: string };
  readonly testFilter?: readonly string[];
}

interface TestResult {
  readonly id: string;
  readonly name: string;
  /** Of the processor, which other programs on the machine do not change. */
  readonly timeSpentMs: number;
  /** Stryker's numbers for passed and failed. */
  readonly status: 0 | 1;
  readonly failureMessage?: string;
}

const shared: Instrumented = {};
Object.assign(globalThis, { __stryker__: shared });

class InProcessRunner {
  private tests: readonly CollectedTest[] = [];
  private known: DryRun = { times: {}, hits: {} };

  /**
   * A module is imported once in a process: what it does when it is imported is not tried. Stryker is told otherwise, or it
   * would start a process for each place that a test file runs through when it is imported.
   */
  capabilities() {
    return { reloadEnvironment: true };
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
    if (existsSync(DRY_RUN_FILE)) this.known = JSON.parse(readFileSync(DRY_RUN_FILE, "utf8")) as DryRun;
  }

  async dryRun() {
    const results: TestResult[] = [];
    for (const test of this.tests) {
      shared.currentTestId = test.name;
      results.push(await runTest(test));
    }
    shared.currentTestId = undefined;
    const times = Object.fromEntries(results.map(({ name, timeSpentMs }) => [name, timeSpentMs]));
    this.known = { times, hits: shared.mutantCoverage?.perTest ?? {} };
    writeFileSync(DRY_RUN_FILE, JSON.stringify(this.known));
    return { status: "complete", tests: results, mutantCoverage: shared.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter }: MutantRun) {
    const { times, hits } = this.known;
    const chosen = new Set(testFilter);
    const timeOf = ({ name }: CollectedTest) => times[name] ?? 0;
    const tests = this.tests
      .filter(({ name }) => testFilter === undefined || chosen.has(name))
      .toSorted((a, b) => timeOf(a) - timeOf(b));
    shared.activeMutant = activeMutant.id;
    const start = processorMs();
    try {
      for (const [index, test] of tests.entries()) {
        if (processorMs() - start + timeOf(test) > BUDGET_MS) break;
        const hitLimit = ENDLESS * (1 + (hits[test.name]?.[activeMutant.id] ?? 0));
        Object.assign(shared, { hitCount: 0, hitLimit });
        const { status, id, failureMessage } = await runTest(test);
        if ((shared.hitCount ?? 0) > hitLimit) return { status: "timeout" };
        if (status === 1) return { status: "killed", killedBy: [id], failureMessage, nrOfTests: index + 1 };
      }
      return { status: "survived", nrOfTests: tests.length };
    } finally {
      shared.activeMutant = undefined;
    }
  }
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function runTest({ name, run }: CollectedTest): Promise<TestResult> {
  const start = processorMs();
  const result = (status: 0 | 1) => ({ id: name, name, timeSpentMs: processorMs() - start, status });
  try {
    await run();
    return result(0);
  } catch (error) {
    return { ...result(1), failureMessage: String(error).slice(0, 1000) };
  }
}

const createRunner = Object.assign(() => new InProcessRunner(), { inject: [] as const });

export const strykerPlugins = [{ kind: "TestRunner", name: "in-process", factory: createRunner }];
