/** For every test file (see vitest.config.ts). */
import fc from "fast-check";
import { afterAll } from "vitest";
import { IS_PROOF } from "./properties.ts";
import { removeTempFolders } from "./temp-folder.ts";

/** Any number does: it only has to be the same tomorrow. */
const FIXED_SEED = 20_261_120;

if (!IS_PROOF) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: FIXED_SEED });

// Registered first, it runs last.
afterAll(removeTempFolders);
