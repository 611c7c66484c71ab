import type { Parameters } from "fast-check";

/** How much longer a proof looks than a test run does. */
const PROOF = 20;

/**
 * How a property is tried: always the same cases in a test run, which so can neither turn red by chance nor differ from
 * one machine to another; `PROVE=1` tries many more, and others each time (fast-check prints the seed of a failure).
 */
export function effort<T>(numRuns: number): Parameters<T> {
  const isProof = process.env["PROVE"] === "1";
  return isProof ? { numRuns: numRuns * PROOF } : { numRuns, seed: 1 };
}
