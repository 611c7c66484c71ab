import fc from "fast-check";
import { IS_PROOF } from "./properties.ts";

/** Any number does: it only has to be the same tomorrow. */
const FIXED_SEED = 20_261_120;

/** For every test file (see vitest.config.ts). */
if (!IS_PROOF) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: FIXED_SEED });
