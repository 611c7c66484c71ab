/**
 * What test files of the pure core get for `vitest` while mutants are tried: their tests are collected, and run again and again
 * in one process, a mutant each time. Starting Vitest for each mutant takes a hundred times as long.
 */

/** Vitest's `expect` asks for this in a worker of its own; no setting of it is needed here. */
Object.assign(globalThis, { __vitest_worker__: { config: { expect: {}, snapshotOptions: {} } } });
const { expect } = await import("vitest");

export { expect };

export interface CollectedTest {
  /** File, suites and title; a number where that is not unique. */
  readonly name: string;
  readonly run: () => unknown;
}

const tests = new Map<string, CollectedTest>();
let suites: readonly string[] = [];

/** Imports a test file. @returns the tests of all files that were imported so far. */
export async function collectTests(name: string, url: string): Promise<readonly CollectedTest[]> {
  suites = [name];
  await import(url);
  return [...tests.values()];
}

function addTest(title: string, run: () => unknown): void {
  const full = [...suites, title].join(" > ");
  let name = full;
  for (let number = 2; tests.has(name); number++) name = `${full} (${number})`;
  tests.set(name, { name, run });
}

function addSuite(title: string, collect: () => void): void {
  const outer = suites;
  suites = [...outer, title];
  collect();
  suites = outer;
}

function eachOf<Result>(add: (title: string, run: () => Result) => void) {
  return (cases: readonly unknown[]) =>
    (title: string, run: (...values: unknown[]) => Result): void => {
      for (const values of cases) add(title, () => (Array.isArray(values) ? run(...values) : run(values)));
    };
}

export const it = Object.assign(addTest, { each: eachOf(addTest) });
export const test = it;
export const describe = Object.assign(addSuite, { each: eachOf(addSuite) });
