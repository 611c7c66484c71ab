/**
 * `PROVE=1` draws new cases for every property, as `.github/workflows/prove.yml` does each week; fast-check prints the seed
 * of a failure. A test run without it draws the same cases each time, so that a red test is about the change at hand and
 * neither about the day nor about the machine.
 */
export const IS_PROOF = process.env["PROVE"] === "1";

/** How much longer a proof looks than a test run does. */
const PROOF = 20;

/** How much shorter each of thousands of mutants is looked at (`npm run mutation`). */
const MUTATION = 1 / 10;

const share = IS_PROOF ? PROOF : process.env["MUTATION"] === "1" ? MUTATION : 1;

/** How often a property is tried that is worth a long look. */
export function effort(numRuns: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(numRuns * share) };
}
