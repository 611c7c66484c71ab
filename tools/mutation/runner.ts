import { TestRunner } from "vitest";

/**
 * Stryker 9.6 names the tests of a mutant with blanks between suite and test, Vitest 5 with " > ": without this no test of
 * a suite would run, and every mutant would seem to survive.
 */
export default class extends TestRunner {
  constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
    super(config);
    const pattern = config.testNamePattern;
    if (pattern !== undefined) {
      config.testNamePattern = new RegExp(new RegExp(pattern).source.replaceAll(" ", "(?: | > )"));
    }
  }
}
