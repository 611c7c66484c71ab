import fc from "fast-check";

/** Any number does: it only has to be the same tomorrow. */
const FIXED_SEED = 20_261_120;

/**
 * Property tests draw the same cases in every run, so that a red test is about the change at hand and not about the day.
 * `PROPERTY_SEED=random` draws new ones, which `.github/workflows/prove.yml` does every week; a number repeats those of a
 * failure.
 */
function seedOf(asked: string | undefined): number | undefined {
  if (asked === undefined || asked === "") return FIXED_SEED;
  if (asked === "random") return undefined;
  const seed = Number(asked);
  if (!Number.isSafeInteger(seed)) throw new Error(`PROPERTY_SEED: "random" or a whole number, not "${asked}"`);
  return seed;
}

const seed = seedOf(process.env["PROPERTY_SEED"]);
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
