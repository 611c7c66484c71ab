import type { z } from "zod";
import type { InputName, Inputs } from "./inputs.ts";

/** The inputs, as far as each is right by itself. */
export type Values = { -readonly [Name in InputName]?: z.infer<(typeof Inputs.shape)[Name]> };
